internal import Dispatch
internal import Synchronization

extension CompactGraph {
  /// The exact betweenness of each node: over all unordered pairs of other nodes, the share of their shortest paths that
  /// lead through it, summed and not normalised (the convention of igraph's `betweenness()`).
  ///
  /// One breadth-first search a source with the accumulation of U. Brandes, "A faster algorithm for betweenness
  /// centrality", 2001; see ``ShortestPathSweep`` for what makes it quick. The sources are split in shares that do not
  /// depend on `threads` and summed in the order of the shares, so every number of threads gives the same bits.
  ///
  /// Path counts are kept as floating-point numbers with a common scale at each distance, so that no number of paths
  /// overflows; counts at one distance that differ by a factor above 2^1000 are not told apart.
  ///
  /// - Parameter threads: how many work at once, at least one.
  /// - Complexity: O(n · m) time at worst, O(n + m) memory a thread and 32 n for the shares.
  public func betweenness(threads: Int = 1) -> [Double] {
    let layout = SweepLayout(self)
    let shareCount = min(Self.shareCount, layout.sources.count)
    guard shareCount > 0 else { return [Double](repeating: 0, count: nodeCount) }
    let workers = min(max(1, threads), shareCount)
    let nextShare = Atomic(0)
    let shares = Mutex([[Double]](repeating: [], count: shareCount))

    @Sendable func work() {
      let sweep = ShortestPathSweep(layout)
      while true {
        let share = nextShare.add(1, ordering: .relaxed).oldValue
        guard share < shareCount else { return }
        var index = share
        while index < layout.sources.count {
          sweep.run(from: layout.sources[index], of: layout)
          index += shareCount
        }
        let sums = sweep.takeSums()
        shares.withLock { $0[share] = sums }
      }
    }
    if workers == 1 {
      work()
    } else {
      DispatchQueue.concurrentPerform(iterations: workers) { _ in work() }
    }

    var result = [Double](repeating: 0, count: nodeCount)
    for share in shares.withLock({ $0 }) {
      for (place, value) in share.enumerated() { result[Int(layout.nodes[place])] += value }
    }
    // Every pair was met from both of its ends.
    for node in result.indices { result[node] /= 2 }
    return result
  }

  private static let shareCount = 32
}

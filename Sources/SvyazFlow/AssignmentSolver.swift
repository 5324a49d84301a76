internal import Dispatch
internal import Synchronization

/// Solves an ``AssignmentProblem`` exactly: the greatest value covered, then the least cost.
///
/// Successive shortest augmenting paths from the demand side (Ahuja, Magnanti, Orlin, *Network Flows*, 1993, ch. 9.7),
/// demands by descending tier. Three things make it quick: candidate lists that are made when a search needs them and
/// stay good as prices rise; searches cut at the best end so far; and prices in two levels, so that a region without a
/// free place is closed once and never searched again. The prices at the end are a full dual solution.
public enum AssignmentSolver {
  /// - Parameter threads: how many pieces that no arc connects may be solved at once. The answer does not depend on it.
  /// - Throws: `CancellationError` when the monitor says so; it is asked every few thousand steps.
  /// - Complexity: O(d) searches of at most O(a + s log s) each, for d demands, a arcs, s slots; in practice a search
  ///   looks at a small part. Memory beside the problem: about 0.5 KiB a demand and 0.1 KiB a slot, and 4 B an arc where
  ///   places are short.
  public static func solve(
    _ problem: AssignmentProblem, threads: Int = 1, monitor: SolveMonitor = .none
  ) throws(CancellationError) -> Assignment {
    if monitor.isCancelled() { throw CancellationError() }
    let work = AssignmentWork(problem, threads: threads)
    var assignment: Assignment?
    if fits32Bits(problem) { assignment = try work.run(Int32.self, UInt32.self, monitor) }
    if assignment == nil { assignment = try work.run(Int.self, UInt64.self, monitor) }
    guard let assignment else { throw CancellationError() }
    monitor.progress(1)
    return assignment
  }

  /// Whether no sum of a search can pass 32 bits before ``TierSearch/overflowed`` notices.
  static func fits32Bits(_ problem: AssignmentProblem) -> Bool {
    let top = 1 << min(25, 32 - slotBits(problem))
    let load = problem.mentorPlaces.reduce(0) { max($0, Int($1)) }.multipliedReportingOverflow(by: problem.loadPenalty)
    return problem.loadPenalty < 1 << 25 && !load.overflow && load.partialValue < 1 << 25
      && problem.arcCost.allSatisfy { $0 < top }
  }

  /// Bits that the number of a slot takes.
  static func slotBits(_ problem: AssignmentProblem) -> Int {
    Int.bitWidth - max(1, problem.slotCount).leadingZeroBitCount
  }
}

/// The demands in the order to serve them, shared out among threads.
private struct AssignmentWork {
  let problem: AssignmentProblem
  let shares: [[Int32]]
  /// The share of each mentor, and of each demand.
  let shareOfMentor: [Int32]
  let shareOfDemand: [Int32]

  init(_ problem: AssignmentProblem, threads: Int) {
    self.problem = problem
    let order = Self.order(problem)
    let pieces = threads > 1 ? FlowPieces(problem) : nil
    let count = min(threads, pieces?.count ?? 1)
    guard let pieces, count > 1 else {
      shares = [order]
      shareOfMentor = [Int32](repeating: 0, count: problem.mentorCount)
      shareOfDemand = [Int32](repeating: 0, count: problem.demandCount)
      return
    }
    let shareOfPiece = pieces.shares(count)
    let ofDemand = pieces.ofDemand.map { shareOfPiece[Int($0)] }
    shareOfMentor = pieces.ofMentor.map { shareOfPiece[Int($0)] }
    shareOfDemand = ofDemand
    shares = (0..<count).map { share in order.filter { ofDemand[Int($0)] == share } }
  }

  /// Heaviest tier first, then by number.
  private static func order(_ problem: AssignmentProblem) -> [Int32] {
    var next = [Int](repeating: 0, count: problem.tierValues.count)
    for tier in problem.tiers where tier > 0 { next[Int(tier)] += 1 }
    var total = 0
    for tier in next.indices.reversed() { (next[tier], total) = (total, total + next[tier]) }
    var order = [Int32](repeating: 0, count: total)
    for (demand, tier) in problem.tiers.enumerated() where tier > 0 {
      order[next[Int(tier)]] = Int32(demand)
      next[Int(tier)] += 1
    }
    return order
  }

  /// - Returns: `nil` when the numbers grew too large for `Number`.
  func run<Number: FixedWidthInteger & SignedInteger & Sendable, Arc: FixedWidthInteger & UnsignedInteger>(
    _: Number.Type, _: Arc.Type, _ monitor: SolveMonitor
  ) throws(CancellationError) -> Assignment? {
    let assignment = Mutex(
      Assignment(
        mate: [Int32](repeating: -1, count: problem.demandCount),
        slotPrice: [Int](repeating: 0, count: problem.slotCount),
        mentorPrice: [Int](repeating: 0, count: problem.mentorCount)))
    let outcome = Mutex((cancelled: false, overflowed: false))
    let total = shares.reduce(0) { $0 + $1.count }
    let progress = Mutex((done: 0, told: ContinuousClock.now))
    DispatchQueue.concurrentPerform(iterations: shares.count) { share in
      problem.arcSlot.withUnsafeBufferPointer { arcSlot in
        problem.arcCost.withUnsafeBufferPointer { arcCost in
          let search = TierSearch<Number, Arc>(
            problem, arcSlot: arcSlot, arcCost: arcCost, serves: { shareOfDemand[$0] == share },
            isCancelled: monitor.isCancelled)
          let ended = serve(shares[share], search) { done in
            progress.withLock { progress in
              progress.done += done
              guard ContinuousClock.now - progress.told > .milliseconds(100) else { return }
              progress.told = .now
              monitor.progress(Double(progress.done) / Double(total))
            }
            return !monitor.isCancelled() && outcome.withLock { !$0.cancelled && !$0.overflowed }
          }
          outcome.withLock {
            $0.cancelled = $0.cancelled || !ended
            $0.overflowed = $0.overflowed || search.overflowed
          }
          guard ended, !search.overflowed else { return }
          assignment.withLock {
            search.read(
              into: &$0, tierValues: problem.tierValues, ownsDemand: { shareOfDemand[$0] == share },
              ownsMentor: { shareOfMentor[$0] == share })
          }
        }
      }
    }
    let (cancelled, overflowed) = outcome.withLock { $0 }
    if overflowed { return nil }
    if cancelled { throw CancellationError() }
    return assignment.withLock { $0 }
  }

  /// - Parameter goesOn: told how many demands were served since it was last asked.
  /// - Returns: whether all were served.
  private func serve<Number, Arc>(
    _ demands: [Int32], _ search: TierSearch<Number, Arc>, goesOn: (Int) -> Bool
  ) -> Bool {
    var tier: Int32 = 0
    var served = 0
    for demand in demands {
      if problem.tiers[Int(demand)] != tier {
        search.beginTier()
        tier = problem.tiers[Int(demand)]
      }
      search.serve(demand)
      served += 1
      if search.overflowed { return true }
      if search.cancelled || (served & 255 == 0 && !goesOn(256)) { return false }
    }
    return goesOn(served & 255)
  }
}

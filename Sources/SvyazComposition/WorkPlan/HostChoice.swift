/// How many of the new meetings each member hosts.
///
/// Hosting comes first: the schools that hosted least get the next meetings, so that over the school year no member hosts
/// more than once above another, where what stands already allows it. That leaves open only which schools of the last
/// tier host once more; of those choices one is taken that has the smallest greatest share of travel, and of these the
/// smallest sum. The number of choices is that of the combinations: no flow finds the least of the greatest of sums, so
/// they are searched, with a bound that ends most branches early.
struct HostChoice {
  /// By member: new meetings that it hosts.
  let counts: [Int]
  /// By member: metres to all hosts, standing meetings included.
  let metres: [Int]
  /// No choice is better.
  let isProved: Bool

  static let nodeLimit = 300_000

  /// - Parameters:
  ///   - metres: by member, by host; at most 2·10⁷ each.
  ///   - hosted: by member: times that it hosted already.
  ///   - travelled: by member: metres to hosts of standing meetings.
  ///   - canHost: by member.
  ///   - meetings: at most 100 a year.
  init(
    metres distance: [[Int]], hosted: [Int], travelled: [Int], canHost: [Bool], meetings: Int,
    nodeLimit: Int = Self.nodeLimit
  ) {
    var counts = [Int](repeating: 0, count: hosted.count)
    var total = travelled
    let hosts = hosted.indices.filter { canHost[$0] }
    var rest = hosts.isEmpty ? 0 : meetings
    var tier: [Int] = []
    while rest > 0 {
      let least = hosts.map { hosted[$0] + counts[$0] }.min() ?? 0
      tier = hosts.filter { hosted[$0] + counts[$0] == least }
      if tier.count > rest { break }
      for host in tier {
        counts[host] += 1
        for member in total.indices { total[member] += distance[member][host] }
      }
      rest -= tier.count
    }
    var isProved = true
    if rest > 0 {
      var search = TierChoice(distance: distance, base: total, tier: tier, size: rest, nodeLimit: nodeLimit)
      isProved = search.run()
      for host in search.best {
        counts[host] += 1
        for member in total.indices { total[member] += distance[member][host] }
      }
    }
    self.counts = counts
    metres = total
    self.isProved = isProved
  }
}

/// Which `size` schools of a tier host: branch and bound over the tier, from the answer of a greedy choice with swaps.
private struct TierChoice {
  /// Least greatest share, then least sum.
  struct Value: Comparable {
    var greatest: Int
    var sum: Int

    init(_ shares: [Int]) {
      greatest = shares.max() ?? 0
      sum = shares.reduce(0, +)
    }

    static func < (left: Value, right: Value) -> Bool { (left.greatest, left.sum) < (right.greatest, right.sum) }
  }

  private let distance: [[Int]]
  private let base: [Int]
  private let tier: [Int]
  private let size: Int
  private let nodeLimit: Int
  private var nodes = 0
  /// By position in the tier, by schools still to be chosen, by member: the least that they can add, of the schools from
  /// the position on.
  private var least: [[[Int]]] = []
  private(set) var best: [Int] = []
  private var bestValue = Value([])

  /// Numbers in the table of least additions.
  private static let tableLimit = 4_000_000

  init(distance: [[Int]], base: [Int], tier: [Int], size: Int, nodeLimit: Int) {
    self.distance = distance
    self.base = base
    self.tier = tier
    self.size = size
    self.nodeLimit = nodeLimit
  }

  /// - Returns: whether ``best`` is proved.
  mutating func run() -> Bool {
    greedy()
    swap()
    guard tier.count * (size + 1) * base.count <= Self.tableLimit else { return false }
    makeLeast()
    var chosen: [Int] = []
    branch(0, base, &chosen)
    return nodes <= nodeLimit
  }

  private func shares(_ chosen: [Int]) -> [Int] {
    base.indices.map { member in chosen.reduce(base[member]) { $0 + distance[member][$1] } }
  }

  private mutating func greedy() {
    var shares = base
    while best.count < size {
      var next: (value: Value, host: Int)?
      for host in tier where !best.contains(host) {
        let value = Value(shares.indices.map { shares[$0] + distance[$0][host] })
        if next.map({ value < $0.value }) ?? true { next = (value, host) }
      }
      guard let next else { break }
      best.append(next.host)
      for member in shares.indices { shares[member] += distance[member][next.host] }
    }
    bestValue = Value(shares)
  }

  private mutating func swap() {
    for _ in 0..<50 {
      var improved = false
      let shares = shares(best)
      search: for position in best.indices {
        for host in tier where !best.contains(host) {
          let out = best[position]
          let value = Value(shares.indices.map { shares[$0] - distance[$0][out] + distance[$0][host] })
          if value < bestValue {
            best[position] = host
            bestValue = value
            improved = true
            break search
          }
        }
      }
      if !improved { return }
    }
  }

  private mutating func makeLeast() {
    let zero = [Int](repeating: 0, count: base.count)
    least = [[[Int]]](repeating: [[Int]](repeating: zero, count: size + 1), count: tier.count + 1)
    for member in base.indices {
      // The distances of the schools from the position on, sorted.
      var sorted: [Int] = []
      for position in tier.indices.reversed() {
        let metres = distance[member][tier[position]]
        sorted.insert(metres, at: sorted.firstIndex { $0 > metres } ?? sorted.count)
        var sum = 0
        for count in 0..<min(size, sorted.count) {
          sum += sorted[count]
          least[position][count + 1][member] = sum
        }
      }
    }
  }

  private mutating func branch(_ position: Int, _ shares: [Int], _ chosen: inout [Int]) {
    nodes += 1
    if nodes > nodeLimit { return }
    let missing = size - chosen.count
    if missing == 0 {
      let value = Value(shares)
      if value < bestValue { (bestValue, best) = (value, chosen) }
      return
    }
    guard tier.count - position >= missing else { return }
    let floor = least[position][missing]
    var bound = shares
    for member in bound.indices { bound[member] += floor[member] }
    if !(Value(bound) < bestValue) { return }
    let host = tier[position]
    chosen.append(host)
    var with = shares
    for member in with.indices { with[member] += distance[member][host] }
    branch(position + 1, with, &chosen)
    chosen.removeLast()
    branch(position + 1, shares, &chosen)
  }
}

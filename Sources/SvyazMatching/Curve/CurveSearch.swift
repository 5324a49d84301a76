internal import SvyazFlow

/// The best gain for each number of present pairs kept, proved.
struct CurveSearch {
  /// A choice of arcs with its gain and the number of present arcs among them.
  struct Level {
    var chosen: [Int?]
    /// M · weight − cost of the unpinned pairs, the load that they add included.
    var gain: Int
    var kept: Int
  }

  private let flow: GainProblem
  private let present: [Int]
  private let isPresent: [Bool]
  private let demandOf: [Int]
  private let monitor: SolveMonitor
  private var stepsLeft: Int
  /// More than any plan gains.
  private let top: Int
  /// The best choice known for each number kept.
  private var best: [Level?]

  /// - Parameter arcs: the present pairs, as arcs of the problem's ``GainProblem``.
  /// - Throws: ``MatchingError/objectiveTooLarge``.
  init(
    _ matching: MatchingProblem, arcs: [Int], stepLimit: Int, monitor: SolveMonitor
  ) throws(MatchingError) {
    flow = GainProblem(matching)
    present = arcs
    var isPresent = [Bool](repeating: false, count: flow.gain.count)
    for arc in arcs { isPresent[arc] = true }
    self.isPresent = isPresent
    var demandOf = [Int](repeating: 0, count: flow.gain.count)
    for demand in matching.demands.indices { for arc in flow.arcs(demand) { demandOf[arc] = demand } }
    self.demandOf = demandOf
    self.monitor = monitor
    stepsLeft = stepLimit
    // M exceeds every cost, so no gain is below zero and none above M · Σ weight.
    let weights = matching.demands.reduce(1) { $0 + $1.weight }
    let (gain, overflow) = matching.bigM.multipliedReportingOverflow(by: weights)
    let (scaled, scaledOverflow) = gain.multipliedReportingOverflow(by: 8 * (arcs.count + 2))
    // The load is scaled as well, whatever the number of units: M covers what a plan can have, a search looks one on.
    let (load, loadOverflow) = (matching.options.loadPenalty + 1).multipliedReportingOverflow(
      by: 8 * (arcs.count + 2) * (matching.demands.count + 1))
    guard !overflow, !scaledOverflow, !loadOverflow, scaled < Int.max / 4, load < Int.max / 4 else {
      throw .objectiveTooLarge
    }
    top = gain
    best = [Level?](repeating: nil, count: arcs.count + 1)
  }

  func mentor(of arc: Int) -> Int { flow.arcMentor[arc] }

  /// - Returns: the proved optima from the most pairs kept down, each better than the one before; and the numbers kept
  ///   whose optimum is not proved.
  mutating func run() throws -> (levels: [Level], unproved: [Int]) {
    guard let most = try solve(Node(), gainTimes: 1, bonus: top),
      let free = try solve(Node(), gainTimes: present.count + 1, bonus: 1)
    else { return ([], []) }
    var hull = [most]
    try refine(from: most, to: free, into: &hull)
    if free.kept < most.kept { hull.append(free) }
    var optimum: [Int: Level] = Dictionary(hull.map { ($0.kept, $0) }, uniquingKeysWith: { first, _ in first })
    var unproved: [Int] = []
    for kept in stride(from: most.kept - 1, to: free.kept, by: -1) where optimum[kept] == nil {
      guard let above = hull.last(where: { $0.kept > kept }), let below = hull.first(where: { $0.kept < kept })
      else { continue }
      if let level = try close(kept, Bracket(above: above, below: below)) {
        optimum[kept] = level
      } else {
        unproved.append(kept)
      }
    }
    // What is best for fewer pairs kept and keeps more is best for these as well.
    for kept in unproved {
      guard let known = incumbent(kept), let fewer = (0..<kept).reversed().compactMap({ optimum[$0] }).first,
        known.gain == fewer.gain
      else { continue }
      optimum[kept] = known
    }
    unproved.removeAll { optimum[$0] != nil }
    var levels: [Level] = []
    for kept in stride(from: most.kept, through: free.kept, by: -1) {
      if let level = optimum[kept], level.gain > levels.last?.gain ?? -1 { levels.append(level) }
    }
    return (levels, unproved)
  }

  // MARK: Bonus

  /// What is decided about present pairs.
  private struct Node {
    var kept: [Int] = []
    var freed: [Int] = []
  }

  /// Two optima of one node, on either side of a number of pairs kept.
  private struct Bracket {
    var above: Level
    var below: Level

    /// The bonus at which both are worth the same is `rise / run`.
    var run: Int { above.kept - below.kept }
    var rise: Int { below.gain - above.gain }
  }

  /// The choice with the greatest `gainTimes · gain + bonus · kept`, or `nil` where what is decided cannot hold.
  private mutating func solve(_ node: Node, gainTimes: Int, bonus: Int) throws -> Level? {
    var scaled = flow
    scaled.loadPenalty *= gainTimes
    for arc in scaled.gain.indices {
      scaled.gain[arc] = flow.gain[arc] * gainTimes + (isPresent[arc] ? bonus : 0)
    }
    for arc in node.freed { scaled.gain[arc] = GainProblem.closed }
    for arc in node.kept where scaled.fix(demandOf[arc], to: arc) == nil { return nil }
    var chosen = try scaled.best(monitor: monitor)
    for arc in node.kept { chosen[demandOf[arc]] = arc }
    var level = Level(chosen: chosen, gain: 0, kept: 0)
    var used = flow.mentorUsed
    for case let arc? in chosen {
      let mentor = flow.arcMentor[arc]
      level.gain += flow.gain[arc] - used[mentor] * flow.loadPenalty
      used[mentor] += 1
      if isPresent[arc] { level.kept += 1 }
    }
    if level.gain > best[level.kept]?.gain ?? -1 { best[level.kept] = level }
    return level
  }

  /// The vertices of the hull strictly between two of its points, in order.
  private mutating func refine(from above: Level, to below: Level, into hull: inout [Level]) throws {
    let bracket = Bracket(above: above, below: below)
    guard bracket.run > 1, bracket.rise > 0,
      let middle = try solve(Node(), gainTimes: bracket.run, bonus: bracket.rise),
      bracket.run * (middle.gain - above.gain) + bracket.rise * (middle.kept - above.kept) > 0
    else { return }
    try refine(from: above, to: middle, into: &hull)
    hull.append(middle)
    try refine(from: middle, to: below, into: &hull)
  }

  // MARK: Between vertices

  private func incumbent(_ kept: Int) -> Level? {
    best[kept...].compactMap(\.self).max { $0.gain < $1.gain }
  }

  /// The optimum among the choices that keep `kept` pairs or more, or `nil` when the steps ran out.
  private mutating func close(_ kept: Int, _ bracket: Bracket) throws -> Level? {
    var open: [(node: Node, bound: Int, bracket: Bracket)] = []
    if let bound = bound(kept, bracket) { open.append((Node(), bound, bracket)) }
    while let index = open.indices.max(by: { open[$0].bound < open[$1].bound }) {
      let (node, bound, bracket) = open.remove(at: index)
      if let known = incumbent(kept), bound <= known.gain { break }
      guard stepsLeft > 0 else { return nil }
      stepsLeft -= 1
      // A pair that one side keeps and the other does not.
      let after = Set(bracket.below.chosen.compactMap(\.self))
      guard let pair = present.first(where: { !after.contains($0) && bracket.above.chosen[demandOf[$0]] == $0 })
      else { return nil }
      for isKept in [true, false] {
        var child = node
        if isKept { child.kept.append(pair) } else { child.freed.append(pair) }
        if let (bound, bracket) = try relax(child, kept) { open.append((child, bound, bracket)) }
      }
    }
    return incumbent(kept)
  }

  /// The least bound of a node over all bonuses, where it leaves something to look for.
  private mutating func relax(_ node: Node, _ kept: Int) throws -> (bound: Int, bracket: Bracket)? {
    guard let most = try solve(node, gainTimes: 1, bonus: top), most.kept >= kept,
      let free = try solve(node, gainTimes: present.count + 1, bonus: 1), free.kept < kept
    else { return nil }  // nothing keeps enough, or the node's own optimum does and is known now
    var bracket = Bracket(above: most, below: free)
    while bracket.rise > 0 {
      guard let middle = try solve(node, gainTimes: bracket.run, bonus: bracket.rise) else { return nil }
      let value = bracket.run * middle.gain + bracket.rise * middle.kept
      let least = (value - bracket.rise * kept) / bracket.run
      if let known = incumbent(kept), least <= known.gain { return nil }
      if value == bracket.run * bracket.above.gain + bracket.rise * bracket.above.kept { return (least, bracket) }
      if middle.kept >= kept { bracket.above = middle } else { bracket.below = middle }
    }
    return nil
  }

  /// What the hull says of `kept` pairs between two of its neighbouring vertices; `nil` where that is no news.
  private func bound(_ kept: Int, _ bracket: Bracket) -> Int? {
    let bound =
      (bracket.run * bracket.above.gain + bracket.rise * (bracket.above.kept - kept)) / bracket.run
    if let known = incumbent(kept), bound <= known.gain { return nil }
    return bound
  }
}

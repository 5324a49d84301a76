/// A bound for problems too large for branch and bound: areas of bases are divided one by one, and what their bounds
/// gain adds up.
///
/// At the root's prices the relaxation falls apart by candidates. Here it falls apart by areas only: within an area a
/// member is in one group at most, or outside at the root's price. How little `k` bases of an area cost is bounded by a
/// branch and bound of its own for each `k`; the cheapest way to spread the K bases over the areas bounds the whole
/// (Lagrangian decomposition: Guignard and Kim, 1987).
struct AreaBound {
  private let relaxation: Relaxation
  private let groups: Int
  private let budget: SearchBudget
  private let limit: Int
  private let prices: [Int]
  private let extraPrice: Int
  /// Of the whole: what does not depend on the bases.
  private let constant: Int
  private var areas: [Area] = []

  private struct Area {
    let problem: AreaProblem
    /// By number of bases.
    var parts: [Part]
  }

  private struct Part {
    /// What so many bases cost at the least, over the prices of their members.
    var least: Int
    /// Raised no further than this.
    let cap: Int
    var nodes: [BoundNode] = []
    var isStarted = false
    var isDone = false
  }

  /// - Parameters:
  ///   - root: of the whole, with its best prices; candidates that cannot be in an answer below the limit left out.
  ///   - bases: of the best grouping known, whose neighbourhoods make the areas.
  ///   - limit: the cost of that grouping.
  ///   - basesInArea: about.
  init?(
    _ relaxation: Relaxation, _ root: BoundNode, groups: Int, bases: [Int32], limit: Int, basesInArea: Int = 10,
    budget: SearchBudget
  ) {
    self.relaxation = relaxation
    self.groups = groups
    self.budget = budget
    self.limit = limit
    let problem = relaxation.problem
    prices = root.prices.prefix(problem.memberCount).map { Int($0) }
    extraPrice = root.extraPrice
    var frame = PriceFrame(problem, relaxation.shape)
    frame.extra = nil
    var probe = PriceSearch(relaxation, frame, root)
    guard let value = probe.evaluate(prices) else { return nil }
    constant = value - probe.choice.bound + relaxation.shape.extra * extraPrice
    let gap = limit - (value + relaxation.shape.extra * extraPrice)
    makeAreas(root, bases: bases, basesInArea, choice: probe.choice, gap: gap)
  }

  private mutating func makeAreas(
    _ root: BoundNode, bases: [Int32], _ basesInArea: Int, choice: BaseChoice, gap: Int
  ) {
    let problem = relaxation.problem
    let areaOf = Self.clusters(problem, bases, basesInArea)
    let count = (areaOf.values.max() ?? 0) + 1
    var open = [[Int32]](repeating: [], count: count)
    var candidates = open
    func area(_ candidate: Int32) -> Int {
      let nearest = bases.min { one, other in
        let (first, second) = (distance(one, candidate), distance(other, candidate))
        return first != second ? first < second : one < other
      }
      return nearest.flatMap { areaOf[$0] } ?? 0
    }
    func distance(_ base: Int32, _ candidate: Int32) -> Int {
      base == candidate ? -1 : problem.cost(Int(base), Int(problem.candidates[Int(candidate)]))
    }
    for candidate in root.open { open[area(candidate)].append(candidate) }
    for candidate in root.candidates { candidates[area(candidate)].append(candidate) }
    for number in 0..<count {
      let forced = open[number].reduce(0) { $0 + choice.worth($1, relaxation).worth }
      let worths = candidates[number].map { choice.worth($0, relaxation).worth }.filter { $0 < Relaxation.none / 2 }
      let rise = max(1, gap * 5 / 2 / max(1, count))
      // Fewer bases than must be are impossible.
      var parts = [Part](
        repeating: Part(least: Relaxation.none, cap: Relaxation.none, isDone: true), count: open[number].count)
      var least = forced
      parts.append(Part(least: least, cap: least + rise, isDone: parts.isEmpty))
      for worth in worths.sorted().prefix(max(0, groups - open[number].count)) {
        least += worth
        parts.append(Part(least: least, cap: least + rise))
      }
      let problem = AreaProblem(relaxation, open: open[number], candidates: candidates[number], prices: prices)
      areas.append(Area(problem: problem, parts: parts))
    }
  }

  /// By base: the number of its area. The base farthest from the areas so far begins the next.
  private static func clusters(
    _ problem: GroupingProblem, _ bases: [Int32], _ basesInArea: Int
  ) -> [Int32: Int] {
    var area: [Int32: Int] = [:]
    var rest = bases
    var apart = [Int32: Int]()
    var number = 0
    func distance(_ one: Int32, _ other: Int32) -> Int {
      one == other ? 0 : problem.cost(Int(one), Int(problem.candidates[Int(other)]))
    }
    while let first = rest.max(by: { (apart[$0] ?? 0, $1) < (apart[$1] ?? 0, $0) }) {
      let near = rest.map { (distance: distance(first, $0), base: $0) }.sorted {
        ($0.distance, $0.base) < ($1.distance, $1.base)
      }
      // A small remainder joins the last area.
      let size = rest.count < basesInArea * 3 / 2 ? rest.count : basesInArea
      for entry in near.prefix(size) {
        area[entry.base] = number
        for base in rest { apart[base] = min(apart[base] ?? Int.max, distance(entry.base, base)) }
      }
      rest.removeAll { area[$0] != nil }
      number += 1
    }
    return area
  }

  // MARK: Running

  /// Divides areas where that lifts the bound of the whole, until the operations are spent.
  mutating func run(operations: Int) throws -> Int {
    let floor = budget.left - operations

    var best = Int.min
    while true {
      let (least, choice) = spread()
      best = max(best, least >= Relaxation.none / 2 ? limit : constant + least)
      guard best < limit, budget.left > max(0, floor) else { return best }
      var hasWorked = false
      for (number, bases) in choice.enumerated() where !areas[number].parts[bases].isDone {
        try divide(number, bases)
        hasWorked = true
        if budget.left <= max(0, floor) { break }
      }
      if !hasWorked { return best }
    }
  }

  /// How often the members are taken by the areas' choices as they stand, in groups of the cheapest spread.
  mutating func usage() throws -> [Int] {
    var used = [Int](repeating: 0, count: relaxation.problem.memberCount)
    let (_, choice) = spread()
    for (number, bases) in choice.enumerated() where bases > 0 {
      let area = areas[number]
      let local = area.problem
      let nodes = area.parts[bases].nodes
      let node =
        nodes.isEmpty
        ? BoundNode(
          open: local.open, candidates: local.candidates, prices: local.prices.map(Double.init), extraPrice: extraPrice)
        : nodes[GroupingSearch.lowest(nodes)]
      var search = PriceSearch(local.relaxation, PriceFrame(groups: bases, prices: local.prices), node)
      let whole = node.prices.map { Int($0) }
      guard search.evaluate(whole) != nil else { continue }
      var taken = [Int](repeating: 0, count: local.member.count)
      whole.withUnsafeBufferPointer { prices in
        guard let start = prices.baseAddress else { return }
        for (candidate, extra) in search.choice.chosen {
          local.relaxation.forEachMember(of: Int(candidate), extra: extra, prices: start) { taken[Int($0)] += 1 }
        }
      }
      // Within an area a member is in one group at most.
      for (place, count) in taken.enumerated() where count > 0 && local.member[place] >= 0 {
        used[local.member[place]] += 1
      }
    }
    return used
  }

  /// The cheapest way to spread the bases over the areas.
  ///
  /// - Complexity: O(areas · K · bases of an area).
  private func spread() -> (least: Int, choice: [Int]) {
    var least = [Int](repeating: Relaxation.none, count: groups + 1)
    least[0] = 0
    var taken: [[Int]] = []
    for area in areas {
      var next = [Int](repeating: Relaxation.none, count: groups + 1)
      var choice = [Int](repeating: 0, count: groups + 1)
      for sum in 0...groups where least[sum] < Relaxation.none / 2 {
        for (bases, part) in area.parts.enumerated() where sum + bases <= groups && part.least < Relaxation.none / 2 {
          let value = least[sum] + part.least
          if value < next[sum + bases] { (next[sum + bases], choice[sum + bases]) = (value, bases) }
        }
      }
      least = next
      taken.append(choice)
    }
    var choice = [Int](repeating: 0, count: areas.count)
    var sum = groups
    for number in areas.indices.reversed() {
      choice[number] = taken[number][sum]
      sum -= choice[number]
    }
    return (least[groups], choice)
  }

  /// Divides the node that holds a part's bound down, and raises the bound.
  private mutating func divide(_ number: Int, _ bases: Int) throws {
    let area = areas[number]
    var part = area.parts[bases]
    areas[number].parts[bases].nodes = []
    defer { areas[number].parts[bases] = part }
    let local = area.problem
    let worth = local.prices.reduce(0, +)
    let cap = part.cap + worth
    var bounder = NodeBounder(
      local.relaxation, PriceFrame(groups: bases, prices: local.prices), budget: budget, unit: 1, active: local.active)
    var children: [BoundNode] = []
    if !part.isStarted {
      part.isStarted = true
      var root = BoundNode(
        open: local.open, candidates: local.candidates, prices: local.prices.map(Double.init), extraPrice: extraPrice)
      root.bound = part.least + worth
      children = [root]
    } else if !part.nodes.isEmpty {
      let node = part.nodes.remove(at: GroupingSearch.lowest(part.nodes))
      if bounder.isLeaf(node) {
        // Nothing is left to divide: this node's bound is the last word.
        part.isDone = true
        part.nodes.append(node)
        return
      }
      children = try bounder.children(node, limit: cap)
    }
    for var child in children where !bounder.isEmpty(child) && child.bound < cap {
      child.number = part.nodes.count
      if try bounder.bound(&child, iterations: 150, step: 0.3, limit: { cap }), !bounder.isEmpty(child) {
        part.nodes.append(child)
      }
    }
    let lowest = part.nodes.map(\.bound).min() ?? cap
    part.least = max(part.least, min(lowest, cap) - worth)
    if part.nodes.isEmpty || part.least >= part.cap { part.isDone = true }
  }
}

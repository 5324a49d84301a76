internal import SvyazFlow

/// Finds the optimum of a matching with too many arcs to keep, by column generation (Dantzig and Wolfe, "Decomposition
/// principle for linear programs", 1960; for assignment: pricing out of a sparse subgraph).
///
/// Few arcs of each demand are kept and the problem of these is solved. Its prices prove the plan for the whole problem
/// unless some arc left out is cheaper than what its demand reached: `cost + price of the slot < reached`. Such arcs are
/// added and the problem is solved again, until there are none. Near mentors (within 15 km, or in the same or a
/// neighbouring district) are looked at one by one; for all others travel and district cost the most, so in the order of
/// strength and price together the search ends at the first that costs too much, whatever its context.
struct ArcPricing {
  private let problem: MatchingProblem
  /// By demand, in the order in which they were added.
  private var kept: [[MatchingProblem.Arc]]
  /// By position in the column of the demand at work: the last search that looked there.
  private var seen: [Int]
  private var search = 0

  private let numbers: PricingNumbers
  private let threads: Int

  init(_ problem: MatchingProblem, threads: Int) {
    self.problem = problem
    self.threads = threads
    numbers = problem.pricing
    kept = [[MatchingProblem.Arc]](repeating: [], count: problem.demands.count)
    seen = [Int](repeating: 0, count: problem.index.columns.map(\.entries.count).max() ?? 0)
  }

  /// - Throws: `CancellationError` when the monitor says so.
  mutating func solve(monitor: SolveMonitor) throws(CancellationError) -> MatchingOptimum {
    try start(monitor)
    var round = 1.0
    while true {
      let flat = FlatMatching(problem) { kept[$0][...] }
      // Nobody knows how many rounds there will be: each has half of what is left.
      let (done, share) = (1 - 2 / (round + 1), 2 / (round + 1) - 2 / (round + 2))
      let part = SolveMonitor(isCancelled: monitor.isCancelled) { monitor.progress(done + share * $0) }
      let assignment = try AssignmentSolver.solve(flat.problem, threads: threads, monitor: part)
      monitor.progress(done + share)
      if try !addViolated(flat, assignment, round: Int(round), monitor) {
        return MatchingOptimum(flat: flat, assignment: assignment)
      }
      round += 1
    }
  }

  // MARK: Prices

  /// What the slots of a subject cost at the prices of a solution.
  private struct PricedColumn {
    /// By position; `nil` where pins took the slot: nobody can come.
    var prices: [Int?]
    /// Strength and price by position, and the positions with a slot in that order.
    var keys: [Int]
    var order: [Int32]

    init(_ column: MentorIndex.Column, weight: Int, price: (MentorIndex.Entry) -> Int?) {
      prices = column.entries.map(price)
      keys = zip(column.entries, prices).map { weight * $0.strengthComponent + ($1 ?? 0) }
      let (keys, prices) = (keys, prices)
      order = column.entries.indices.filter { prices[$0] != nil }.map { Int32($0) }
        .sorted { keys[Int($0)] != keys[Int($1)] ? keys[Int($0)] < keys[Int($1)] : $0 < $1 }
    }
  }

  /// The arcs of least cost and price together that are below a threshold.
  private struct Cheapest {
    private(set) var arcs: [(reduced: Int, arc: MatchingProblem.Arc)] = []
    private let most: Int
    private(set) var threshold: Int

    init(most: Int, below threshold: Int) {
      self.most = most
      self.threshold = threshold
    }

    mutating func offer(_ reduced: Int, _ arc: MatchingProblem.Arc) {
      guard reduced < threshold else { return }
      var place = arcs.count
      while place > 0, arcs[place - 1].reduced > reduced { place -= 1 }
      arcs.insert((reduced, arc), at: place)
      if arcs.count > most { arcs.removeLast() }
      if arcs.count == most, let last = arcs.last { threshold = last.reduced }
    }
  }

  private func pricedColumns(_ price: (MentorIndex.Entry, Int) -> Int?) -> [PricedColumn] {
    problem.index.columns.enumerated().map { subject, column in
      PricedColumn(column, weight: problem.options.weights.strength) { price($0, subject) }
    }
  }

  private mutating func addViolated(
    _ flat: FlatMatching, _ assignment: Assignment, round: Int, _ monitor: SolveMonitor
  ) throws(CancellationError) -> Bool {
    let reached = assignment.reached(flat.problem)
    let columns = pricedColumns { entry, subject in
      flat.slot(Int(entry.mentor), subject).map { assignment.slotPrice[$0] }
    }
    // Once the prices hardly move, arcs that nearly ask for a place will soon do so: they come before they are asked for,
    // up to two thousandths of the dearest pair, and save rounds.
    let weights = problem.options.weights
    let margin =
      round < Self.firstRoundWithMargin
      ? 0 : 2 * (weights.travel + weights.district + weights.strength + weights.context + weights.continuity)
    var isAdded = false
    for (number, demand) in problem.demands.enumerated() where problem.pins[number] == nil {
      if number % 16 == 0, monitor.isCancelled() { throw CancellationError() }
      let row = PairRow(problem.rules, mentee: demand.school, subject: demand.subject)
      var cheapest = Cheapest(most: numbers.added, below: reached[number] + margin)
      beginSearch(number, demand)
      lookNear(row, demand, columns[demand.subject], &cheapest)
      lookFar(row, demand, columns[demand.subject], &cheapest)
      guard let first = cheapest.arcs.first else { continue }
      if first.reduced < reached[number] { isAdded = true }
      kept[number] += cheapest.arcs.map(\.arc)
      guard cheapest.arcs.count == numbers.added else { continue }
      // Every demand asks for the same few cheap places, and next time for those dearer: some of the others as well.
      beginSearch(number, demand)
      var others = Cheapest(most: numbers.added, below: reached[number])
      drawFar(row, number, demand, columns[demand.subject], seed: round, below: reached[number]) {
        cost, price, mentor in
        others.offer(cost + price, .init(mentor: mentor, cost: cost))
      }
      kept[number] += others.arcs.map(\.arc)
    }
    return isAdded
  }

  // MARK: Searches

  /// Arcs that are kept already are seen.
  private mutating func beginSearch(_ number: Int, _ demand: MatchingProblem.Demand) {
    search += 1
    let column = problem.index.columns[demand.subject]
    for arc in kept[number] {
      if let position = column.position(of: arc.mentor) { seen[position] = search }
    }
  }

  private mutating func lookNear(
    _ row: PairRow, _ demand: MatchingProblem.Demand, _ column: PricedColumn, _ cheapest: inout Cheapest
  ) {
    problem.index.forEachNear(row, mentee: demand.school, subject: demand.subject, problem.rules) { position, entry in
      guard seen[position] != search else { return }
      seen[position] = search
      guard let price = column.prices[position], row.leastCost(entry.head) + price < cheapest.threshold,
        row.admits(entry)
      else { return }
      let cost = row.cost(entry)
      cheapest.offer(cost + price, .init(mentor: Int(entry.mentor), cost: cost))
    }
  }

  /// Tied pairs are kept from the start, so that what is looked at here has no continuity.
  private mutating func lookFar(
    _ row: PairRow, _ demand: MatchingProblem.Demand, _ column: PricedColumn, _ cheapest: inout Cheapest
  ) {
    let weights = problem.options.weights
    let base = 1000 * (weights.travel + weights.district + weights.continuity)
    let entries = problem.index.columns[demand.subject].entries
    for position in column.order {
      let position = Int(position)
      if base + column.keys[position] >= cheapest.threshold { break }
      let entry = entries[position]
      guard seen[position] != search, let price = column.prices[position], row.admits(entry) else { continue }
      let cost = row.cost(entry)
      cheapest.offer(cost + price, .init(mentor: Int(entry.mentor), cost: cost))
    }
  }

  // MARK: Start

  private mutating func start(_ monitor: SolveMonitor) throws(CancellationError) {
    let columns = pricedColumns { _, _ in 0 }
    // As if prices made up for strength: taken off the cost, it leaves what makes two schools unlike.
    let leveled = pricedColumns { entry, _ in problem.options.weights.strength * entry.strengthComponent }
    for (number, demand) in problem.demands.enumerated() where problem.pins[number] == nil {
      if number % 16 == 0, monitor.isCancelled() { throw CancellationError() }
      let row = PairRow(problem.rules, mentee: demand.school, subject: demand.subject)
      keepTied(number, demand, row)
      beginSearch(number, demand)
      var near = Cheapest(most: numbers.near, below: .max)
      lookNear(row, demand, columns[demand.subject], &near)
      var far = Cheapest(most: numbers.far, below: .max)
      lookFar(row, demand, columns[demand.subject], &far)
      kept[number] += near.arcs.map(\.arc) + far.arcs.map(\.arc)
      beginSearch(number, demand)
      keepSpread(number, demand, row, leveled[demand.subject])
    }
  }

  private mutating func keepTied(_ number: Int, _ demand: MatchingProblem.Demand, _ row: PairRow) {
    let column = problem.index.columns[demand.subject]
    for school in problem.rules.tied[demand.school] {
      guard let position = column.position(ofSchool: school), row.admits(column.entries[position]) else { continue }
      let entry = column.entries[position]
      kept[number].append(.init(mentor: Int(entry.mentor), cost: row.cost(entry)))
    }
  }

  /// Far mentors drawn over the whole column, the most alike of each handful: what tells them apart where every place is
  /// taken, for then the prices make up for strength.
  private mutating func keepSpread(
    _ number: Int, _ demand: MatchingProblem.Demand, _ row: PairRow, _ column: PricedColumn
  ) {
    guard numbers.spread > 0 else { return }
    var alike = Cheapest(most: numbers.spread, below: .max)
    drawFar(row, number, demand, column, seed: 0, below: .max) { cost, price, mentor in
      alike.offer(cost - price, .init(mentor: mentor, cost: cost))
    }
    kept[number] += alike.arcs.map(\.arc)
  }

  /// Draws, in spans from short to long, from the places whose strength and price leave them below a threshold, twice as
  /// often as arcs are wanted.
  private mutating func drawFar(
    _ row: PairRow, _ number: Int, _ demand: MatchingProblem.Demand, _ column: PricedColumn, seed: Int,
    below threshold: Int, _ body: (_ cost: Int, _ price: Int, _ mentor: Int) -> Void
  ) {
    let weights = problem.options.weights
    let base = 1000 * (weights.travel + weights.district + weights.continuity)
    let entries = problem.index.columns[demand.subject].entries
    var end = 0
    var high = column.order.count
    while end < high {
      let middle = (end + high) / 2
      if base + column.keys[Int(column.order[middle])] < threshold { end = middle + 1 } else { high = middle }
    }
    guard end > 0 else { return }
    for draw in 0..<Self.drawsPerArc * (seed == 0 ? numbers.spread : numbers.added) {
      // Multiplicative hashing (Knuth, The Art of Computer Programming, 6.4): as good as chance, and the same each time.
      let hash = UInt64(truncatingIfNeeded: (number << 20) ^ (seed << 10) ^ draw) &* 0x9E37_79B9_7F4A_7C15
      // At every scale: a few hundred places that are far cheaper than all others must not be missed.
      let span = max(min(end, Self.leastSpan), end >> (draw % Self.scales))
      let position = Int(column.order[Int(((hash >> 32) * UInt64(span)) >> 32)])
      let entry = entries[position]
      guard seen[position] != search, let price = column.prices[position], row.admits(entry) else { continue }
      seen[position] = search
      body(row.cost(entry), price, Int(entry.mentor))
    }
  }

  /// More draws find mentors more alike, but every demand the same ones: the prices need them scattered.
  private static let drawsPerArc = 2
  private static let firstRoundWithMargin = 3
  private static let scales = 8
  private static let leastSpan = 64
}

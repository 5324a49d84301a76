internal import SvyazFlow

/// The best plan with one mentor for each school, and the bounds that prove it.
///
/// Branch and price (C. Barnhart and others, 1998): the bound of ``OneMentorTable`` at the prices of a linear programme
/// over whole choices of mentors, which come in as they are found; where choices split a school between mentors, the
/// plans are divided into those that give it to one of them and those that do not. Equal inputs go the same way.
struct OneMentorSearch {
  struct Leaf {
    let branch: OneMentorBranch
    var scale: Int
    /// u by school, scaled.
    var prices: [Int]
    /// No plan of the branch gains more.
    var bound: Int
  }

  struct Outcome {
    /// The arc of each demand, of the problem's ``GainProblem``.
    let chosen: [Int?]
    let leaves: [Leaf]
    /// What the plan may lack: 0 when proved.
    let gap: Int
  }

  private struct Column {
    let mentor: Int
    let demands: [Int]
    let schools: [Int]
    let weight: Int
    let gain: Int
  }

  private struct Node {
    var leaf: Leaf
    /// How much of a school goes to a mentor, where the programme divides it or has just decided.
    var shares: [(school: Int, mentor: Int, share: Double)]
  }

  private let problem: MatchingProblem
  private let table: OneMentorTable
  private let flow: GainProblem
  private let monitor: SolveMonitor
  private let scales: [Int]
  private let schoolOfDemand: [Int?]
  /// The greatest price that can matter, by school, unscaled.
  private let topPrice: [Int]
  private var columns: [Column] = []
  private var best: (chosen: [Int?], gain: Int)

  init(_ problem: MatchingProblem, monitor: SolveMonitor) {
    self.problem = problem
    self.monitor = monitor
    table = OneMentorTable(problem, bigM: problem.bigM)
    flow = GainProblem(problem)
    let weights = problem.demands.reduce(0) { $0 + $1.weight }
    let table = table
    scales = [1, 2, 12, 2520].filter { $0 == 1 || table.fits(scale: $0, weights: weights) }
    let number = Dictionary(uniqueKeysWithValues: table.schools.enumerated().map { ($1, $0) })
    schoolOfDemand = problem.demands.map { number[$0.school] }
    var topPrice = [Int](repeating: 0, count: table.schools.count)
    for (demand, school) in zip(problem.demands, schoolOfDemand) {
      if let school { topPrice[school] += problem.bigM * demand.weight }
    }
    self.topPrice = topPrice
    best = ([Int?](repeating: nil, count: problem.demands.count), 0)
  }

  /// - Parameter stepLimit: how many branches may be divided.
  mutating func run(stepLimit: Int) throws(CancellationError) -> Outcome {
    var open = [try relax(OneMentorBranch())]
    var leaves: [Leaf] = []
    var steps = 0
    while let index = open.indices.max(by: { open[$0].leaf.bound < open[$1].leaf.bound }),
      open[index].leaf.bound > best.gain, steps < stepLimit
    {
      let node = open.remove(at: index)
      guard let fork = fork(node) else {
        leaves.append(node.leaf)
        // Nothing is left to decide: the bound is what it is.
        if leaves.contains(where: { $0.bound > best.gain }) { break }
        continue
      }
      steps += 1
      for isTaken in [true, false] {
        var branch = node.leaf.branch
        branch.decide(.init(school: fork.school, mentor: fork.mentor, isTaken: isTaken))
        open.append(try relax(branch))
      }
    }
    leaves += open.map(\.leaf)
    let top = leaves.map(\.bound).max() ?? 0
    return Outcome(chosen: best.chosen, leaves: leaves, gap: max(0, top - best.gain))
  }

  // MARK: Relaxation

  private mutating func relax(_ branch: OneMentorBranch) throws(CancellationError) -> Node {
    let schoolCount = table.schools.count
    var simplex = PackingSimplex(rowCount: schoolCount + table.mentors.count)
    var own: [(column: Int, number: Int)] = []
    var known: Set<[Int]> = []
    func rows(_ column: Column) -> [Int] { column.schools + [schoolCount + column.mentor] }
    for (number, column) in columns.enumerated() {
      let mentor = table.mentors[column.mentor].number
      guard column.schools.allSatisfy({ branch.isOpen($0, mentor) }) else { continue }
      own.append((simplex.add(rows: rows(column), weight: column.weight, gain: column.gain), number))
      known.insert([column.mentor] + column.demands)
    }
    let scale = scales.last ?? 1
    var leaf = Leaf(branch: branch, scale: 1, prices: [Int](repeating: 0, count: schoolCount), bound: .max)
    for _ in 0..<Self.mostRounds {
      try optimise(&simplex)
      let prices = prices(simplex, scale: scale)
      var sum = prices.reduce(0, +)
      var isNew = false
      for (number, mentor) in table.mentors.enumerated() {
        if monitor.isCancelled() { throw CancellationError() }
        let choice = table.best(mentor, prices: prices, scale: scale) { branch.isOpen($0, mentor.number) }
        sum += choice.value
        let price = simplex.prices[schoolCount + number]
        guard choice.value > max(0, whole(price, scale: scale) ?? 0), known.insert([number] + choice.demands).inserted
        else { continue }
        let column = column(number, choice.demands)
        own.append((simplex.add(rows: rows(column), weight: column.weight, gain: column.gain), columns.count))
        columns.append(column)
        isNew = true
      }
      let bound = Self.floor(sum, scale)
      if bound < leaf.bound { (leaf.scale, leaf.prices, leaf.bound) = (scale, prices, bound) }
      if leaf.bound <= best.gain || !isNew { break }
    }
    let shares = shares(simplex, own)
    try round(shares, branch)
    simplify(&leaf, simplex)
    return Node(leaf: leaf, shares: shares)
  }

  private static let mostRounds = 400

  /// In parts of a few milliseconds, so that a cancelled search ends soon.
  private func optimise(_ simplex: inout PackingSimplex) throws(CancellationError) {
    let rows = table.schools.count + table.mentors.count + 1
    let part = max(1, 5_000_000 / (rows * rows))
    var pivots = 0
    while pivots < 50 * rows {
      if monitor.isCancelled() { throw CancellationError() }
      if simplex.optimise(mostPivots: part) { return }
      pivots += part
    }
  }

  /// Rounding towards zero is down here: no bound is negative.
  private static func floor(_ sum: Int, _ scale: Int) -> Int { sum / scale }

  /// The prices of a programme's rows as whole numbers that sums of them cannot take out of 64 bits.
  private func prices(_ simplex: PackingSimplex, scale: Int) -> [Int] {
    topPrice.indices.map { school in
      guard let price = whole(simplex.prices[school], scale: scale) else { return 0 }
      return min(max(0, price), scale * topPrice[school])
    }
  }

  private func whole(_ price: PackingSimplex.Price, scale: Int) -> Int? {
    guard let weight = Int(exactly: (price.weight * Double(scale)).rounded()),
      let gain = Int(exactly: (price.gain * Double(scale)).rounded())
    else { return nil }
    let (product, overflow) = weight.multipliedReportingOverflow(by: problem.bigM)
    let (sum, sumOverflow) = product.addingReportingOverflow(gain)
    return overflow || sumOverflow ? nil : sum
  }

  private func column(_ mentor: Int, _ demands: [Int]) -> Column {
    let row = table.mentors[mentor]
    var cost = 0
    for (used, demand) in demands.enumerated() {
      cost += problem.cost(demand: demand, mentor: row.number) ?? 0
      cost += (row.pinned + used) * table.loadPenalty
    }
    return Column(
      mentor: mentor, demands: demands, schools: Set(demands.compactMap { schoolOfDemand[$0] }).sorted(),
      weight: demands.reduce(0) { $0 + problem.demands[$1].weight }, gain: -cost)
  }

  private func shares(
    _ simplex: PackingSimplex, _ own: [(column: Int, number: Int)]
  ) -> [(school: Int, mentor: Int, share: Double)] {
    let numbers = Dictionary(uniqueKeysWithValues: own.map { ($0.column, $0.number) })
    var shares: [[Int]: Double] = [:]
    for (column, value) in simplex.solution {
      guard let number = numbers[column] else { continue }
      let mentor = table.mentors[columns[number].mentor].number
      for school in columns[number].schools { shares[[school, mentor], default: 0] += value }
    }
    return shares.sorted { ($0.key[0], $0.key[1]) < ($1.key[0], $1.key[1]) }.map { ($0.key[0], $0.key[1], $0.value) }
  }

  /// The smallest scale at which the programme's prices prove the same, and no prices at all where they prove more.
  private func simplify(_ leaf: inout Leaf, _ simplex: PackingSimplex) {
    let wanted = max(leaf.bound, best.gain)
    let none = [Int](repeating: 0, count: table.schools.count)
    for (scale, prices) in [(1, none)] + scales.dropLast().map({ ($0, prices(simplex, scale: $0)) }) {
      guard let sum = table.bound(prices: prices, scale: scale, branch: leaf.branch) else { continue }
      let bound = Self.floor(sum, scale)
      if bound <= wanted, bound < leaf.bound || leaf.scale > scale {
        (leaf.scale, leaf.prices, leaf.bound) = (scale, prices, bound)
        return
      }
    }
  }

  // MARK: Plans

  /// Each school to the mentor that has most of it, then the best plan under that: a flow.
  private mutating func round(
    _ shares: [(school: Int, mentor: Int, share: Double)], _ branch: OneMentorBranch
  ) throws(CancellationError) {
    var mentorOfSchool: [Int: (mentor: Int, share: Double)] = [:]
    for (school, mentor, share) in shares where share > mentorOfSchool[school]?.share ?? 0 {
      mentorOfSchool[school] = (mentor, share)
    }
    try improve { school, mentor in mentorOfSchool[school]?.mentor == mentor }
  }

  /// - Parameter isOpen: opens one mentor at most for each school.
  private mutating func improve(_ isOpen: (Int, Int) -> Bool) throws(CancellationError) {
    var restricted = flow
    for demand in problem.demands.indices {
      for arc in flow.arcs(demand) {
        guard let school = schoolOfDemand[demand], isOpen(school, flow.arcMentor[arc]) else {
          restricted.gain[arc] = GainProblem.closed
          continue
        }
      }
    }
    let chosen = try restricted.best(monitor: monitor)
    var gain = 0
    var used = flow.mentorUsed
    for case let arc? in chosen {
      let mentor = flow.arcMentor[arc]
      gain += flow.gain[arc] - used[mentor] * flow.loadPenalty
      used[mentor] += 1
    }
    if gain > best.gain { best = (chosen, gain) }
  }

  // MARK: Division

  /// The pair whose share is nearest to one half; without any, a pair that leaves a school a choice.
  private func fork(_ node: Node) -> (school: Int, mentor: Int)? {
    let divided = node.shares.filter { $0.share > 1e-3 && $0.share < 1 - 1e-3 }
    let branch = node.leaf.branch
    func isDecided(_ school: Int, _ mentor: Int) -> Bool {
      branch.decisions.contains { $0.school == school && ($0.isTaken || $0.mentor == mentor) }
    }
    let halves = divided.filter { !isDecided($0.school, $0.mentor) }
    if let half = halves.min(by: { abs($0.share - 0.5) < abs($1.share - 0.5) }) { return (half.school, half.mentor) }
    if let whole = node.shares.first(where: { !isDecided($0.school, $0.mentor) }) {
      return (whole.school, whole.mentor)
    }
    for mentor in table.mentors {
      for visit in mentor.visits
      where branch.isOpen(visit.school, mentor.number) && !isDecided(visit.school, mentor.number) {
        return (visit.school, mentor.number)
      }
    }
    return nil
  }
}

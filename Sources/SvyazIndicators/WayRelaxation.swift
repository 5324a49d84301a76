internal import SvyazFlow

/// What a search has settled: who holds an event, and which options for two schools are taken.
struct WayDecisions {
  /// By association or option; `nil`: open.
  var events: [Bool?]
  var doubles: [Bool?]

  init(_ problem: WayProblem) {
    events = problem.associations.map { $0.eventCost == nil ? false : nil }
    doubles = problem.options.map { $0.schools.count > 1 ? nil : false }
  }
}

/// How the price of an event is laid on the schools that it can bring: any way of sharing it out gives a lower bound.
///
/// These are the multipliers of a Lagrange relaxation; only their proportions within an association count.
struct WayShares {
  /// By association and place in its members.
  var members: [[Int]]
  /// By association: of each school that joins.
  var joining: [Int]

  static let even = 1 << 12
  private static let greatest = 1 << 40

  /// Members bear it evenly, those who join little: they pay for joining already.
  init(_ problem: WayProblem) {
    members = problem.associations.map { $0.members.map { _ in Self.even } }
    joining = problem.associations.map { _ in Self.even / 16 }
  }

  /// Lays more on the schools for which a flow used the event: a step up the dual.
  mutating func raise(_ used: [(association: Int, member: Int?)], by divisor: Int) {
    func raised(_ share: Int) -> Int { min(share + share / divisor + 1, Self.greatest) }
    var joined: Set<Int> = []
    for (association, member) in used {
      if let member {
        members[association][member] = raised(members[association][member])
      } else if joined.insert(association).inserted {
        joining[association] = raised(joining[association])
      }
    }
  }
}

/// A way's problem with what is still open bought by shares, as a min-cost flow: a lower bound, and where nothing open is
/// used, the answer.
///
/// The schools that an event can still bring share its price, the two of an option for two halve it. Any choice pays at
/// least that: lay its prices on the schools that it brings. Prices are `acts · actPrice + cost`, scaled so that what
/// rounding the shares down loses stays below one point.
struct WayRelaxation {
  struct Outcome {
    /// `acts · actPrice + cost` of any choice within the decisions is at least this.
    let bound: Int
    /// The choice with every used share bought whole.
    let choice: WayProblem.Choice
    /// An open association or option that the flow uses, the most used one.
    let open: Open?
    /// The open events that the flow uses, each with the place of a member, or `nil` for a school that joins.
    let used: [(association: Int, member: Int?)]
  }

  enum Open: Equatable {
    case event(Int)
    case double(Int)
  }

  private enum Source {
    case option(Int)
    case event(Int, member: Int)
  }

  /// An open event's price and what it is shared out by.
  private struct Share {
    let price: Int
    let total: Int

    /// `weight` is a part of `total`, so the quotient is at most the price.
    func part(_ weight: Int) -> Int { total.dividingFullWidth(price.multipliedFullWidth(by: weight)).quotient }
  }

  let problem: WayProblem
  let need: Int
  /// What one act counts beside the points of its cost.
  let actPrice: Int
  let shares: WayShares
  private static let scale = 1024

  /// How many arcs a flow has at most: what one costs to solve.
  static func size(of problem: WayProblem) -> Int {
    3 * problem.schoolCount + problem.associations.reduce(0) { $0 + $1.joins.count + 1 }
  }

  /// - Returns: `nil` where the decisions leave too few schools to bring.
  /// - Throws: `FlowError` where numbers do not fit.
  func solve(_ decisions: WayDecisions) throws -> Outcome? {
    var choice = WayProblem.Choice()
    var isCovered = [Bool](repeating: false, count: problem.schoolCount)
    for (number, isHeld) in decisions.events.enumerated() where isHeld == true {
      choice.events.insert(number)
      for school in problem.associations[number].members { isCovered[school] = true }
    }
    for (number, isTaken) in decisions.doubles.enumerated() where isTaken == true {
      choice.options.append(number)
      for school in problem.options[number].schools { isCovered[school] = true }
    }
    let settled = weight(problem.price(choice))
    let remaining = need - isCovered.count { $0 }
    guard remaining > 0 else { return Outcome(bound: settled, choice: choice, open: nil, used: []) }

    // The cheapest way of each school that shares nothing, in scaled prices.
    var alone = [(price: Int, source: Source)?](repeating: nil, count: problem.schoolCount)
    func offer(_ school: Int, _ price: Int, _ source: Source) {
      if let known = alone[school], known.price <= price { return }
      alone[school] = (price, source)
    }
    for (number, option) in problem.options.enumerated() {
      let isDouble = option.schools.count > 1
      if isDouble, decisions.doubles[number] != nil { continue }
      let price = Self.scale * weight(.init(acts: option.acts, cost: option.cost))
      let open = option.schools.filter { !isCovered[$0] }
      for school in open { offer(school, price / min(open.count, remaining), .option(number)) }
    }
    let shares = problem.associations.indices.map { share(of: $0, decisions, isCovered, remaining) }
    for (number, association) in problem.associations.enumerated() {
      guard let share = shares[number], decisions.events[number] == nil else { continue }
      for (place, school) in association.members.enumerated() where !isCovered[school] {
        offer(school, share.part(self.shares.members[number][place]), .event(number, member: place))
      }
    }

    // Nodes: the source, the schools, the associations, the sink.
    let sink = problem.schoolCount + problem.associations.count + 1
    var flow = FlowProblem(supply: [Int](repeating: 0, count: sink + 1))
    flow.supply[0] = remaining
    flow.supply[sink] = -remaining
    var ways: [(arc: Int, school: Int)] = []
    for school in 0..<problem.schoolCount where !isCovered[school] {
      flow.addArc(from: 0, to: school + 1, upper: 1, cost: 0)
      guard let way = alone[school] else { continue }
      ways.append((flow.arcCount, school))
      flow.addArc(from: school + 1, to: sink, upper: 1, cost: way.price)
    }
    var joins: [(arc: Int, association: Int, join: WayProblem.Join)] = []
    for (number, association) in problem.associations.enumerated() where association.places > 0 {
      let node = problem.schoolCount + 1 + number
      var isUsable = false
      for join in association.joins where !isCovered[join.school] {
        var price = Self.scale * weight(.init(acts: 1, cost: join.cost))
        if join.needsEvent, decisions.events[number] != true {
          guard let share = shares[number] else { continue }
          price += share.part(self.shares.joining[number])
        }
        joins.append((flow.arcCount, number, join))
        flow.addArc(from: join.school + 1, to: node, upper: 1, cost: price)
        isUsable = true
      }
      if isUsable { flow.addArc(from: node, to: sink, upper: association.places, cost: 0) }
    }
    guard case .optimal(let solution) = try FlowSolver.solve(flow).outcome else { return nil }

    var uses: [Int: Int] = [:]
    var taken = Set(choice.options)
    var used: [(association: Int, member: Int?)] = []
    var doubleUses: [Int: Int] = [:]
    for (arc, school) in ways where solution.flow[arc] > 0 {
      switch alone[school]?.source {
      case .option(let number):
        if problem.options[number].schools.count > 1 { doubleUses[number, default: 0] += 1 }
        taken.insert(number)
      case .event(let number, let place):
        uses[number, default: 0] += 1
        used.append((number, place))
      case nil: break
      }
    }
    for (arc, number, join) in joins where solution.flow[arc] > 0 {
      choice.joins[number, default: []].insert(join.school)
      guard join.needsEvent, decisions.events[number] == nil else { continue }
      uses[number, default: 0] += 1
      used.append((number, nil))
    }
    choice.events.formUnion(uses.keys)
    choice.options = taken.sorted()
    let (bound, rest) = solution.cost.quotientAndRemainder(dividingBy: Self.scale)
    return Outcome(
      bound: settled + bound + (rest > 0 ? 1 : 0), choice: choice, open: Self.mostUsed(uses, doubleUses), used: used)
  }

  private func weight(_ price: WayProblem.Price) -> Int { price.acts * actPrice + price.cost }

  /// `nil` where there is no open event, or nobody left whom it could bring.
  private func share(
    of number: Int, _ decisions: WayDecisions, _ isCovered: [Bool], _ remaining: Int
  ) -> Share? {
    let association = problem.associations[number]
    guard decisions.events[number] == nil, let cost = association.eventCost else { return nil }
    var weights = association.members.indices.filter { !isCovered[association.members[$0]] }
      .map { shares.members[number][$0] }
    let joining = association.joins.count { $0.needsEvent && !isCovered[$0.school] }
    weights += [Int](repeating: shares.joining[number], count: min(association.places, joining))
    guard !weights.isEmpty else { return nil }
    // No more than `remaining` schools bear a price, whoever they are.
    if weights.count > remaining { weights = Array(weights.sorted(by: >).prefix(remaining)) }
    return Share(price: Self.scale * weight(.init(acts: 1, cost: cost)), total: weights.reduce(0, +))
  }

  private static func mostUsed(_ events: [Int: Int], _ doubles: [Int: Int]) -> Open? {
    func most(_ uses: [Int: Int]) -> (key: Int, value: Int)? {
      uses.min { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    }
    if let event = most(events) { return .event(event.key) }
    return most(doubles).map { .double($0.key) }
  }
}

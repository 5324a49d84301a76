/// How long a search for a shortest way may go on before it says that it has not proved its answer.
public struct WayLimits: Hashable, Sendable {
  /// Flows solved.
  public var flows: Int
  /// Σ of the arcs of all flows solved: what bounds the time.
  public var arcs: Int

  public init(flows: Int = 20_000, arcs: Int = 20_000_000) {
    self.flows = flows
    self.arcs = arcs
  }
}

/// Branch and bound over the events of associations and the options that bring two schools.
///
/// Each node is bounded by ``WayRelaxation`` twice: with an act dearer than all costs together, which bounds the acts,
/// and, where the acts alone do not decide, with an act so dear that the costs are bounded best (a Lagrange multiplier
/// of "no more acts than the best way known").
struct WaySearch {
  struct Outcome {
    /// `nil`: none was found.
    let choice: WayProblem.Choice?
    let isProved: Bool
    let leastActs: Int
  }

  private let problem: WayProblem
  private let need: Int
  private let limits: WayLimits
  /// No choice without superfluous acts costs more.
  private let greatestCost: Int
  private let dearAct: Int
  /// Whether an act is dearer than all costs together.
  private let isExact: Bool
  private let multipliers: [Int]

  private var best: (price: WayProblem.Price, choice: WayProblem.Choice)?
  private var flows = 0
  /// By the act's price that they were raised for: that of many acts, that of dear ways.
  private var actShares: WayShares
  private var costShares: WayShares
  private var rootActs = 0
  private var goodMultiplier: Int?

  init(_ problem: WayProblem, need: Int, limits: WayLimits) {
    self.problem = problem
    self.need = need
    self.limits = limits
    actShares = WayShares(problem)
    costShares = actShares
    // A choice without superfluous acts brings each school by one act chain and holds each event once.
    var dearest = [Int](repeating: 0, count: problem.schoolCount)
    func meet(_ school: Int, _ cost: Int) { dearest[school] = max(dearest[school], cost) }
    for option in problem.options { for school in option.schools { meet(school, option.cost) } }
    for association in problem.associations { for join in association.joins { meet(join.school, join.cost) } }
    let events = problem.associations.reduce(0) { $0 + ($1.eventCost ?? 0) }
    greatestCost = events + dearest.reduce(0, +)
    // All arcs together, scaled, must stay below 2^61. Many times the greatest cost rounds a part of an act up.
    let most = max(1, (1 << 49) / (4 * max(1, WayRelaxation.size(of: problem))))
    dearAct = min(most, 64 * (greatestCost + 1))
    isExact = dearAct > greatestCost
    let greatest = greatestCost
    multipliers = sequence(first: 1) { $0 <= greatest ? $0 * 4 : nil }.map { $0 }
  }

  mutating func run() -> Outcome {
    guard need > 0 else { return Outcome(choice: WayProblem.Choice(), isProved: true, leastActs: 0) }
    // Depth first; each open node with a bound on its acts.
    var stack: [(decisions: WayDecisions, acts: Int)] = []
    do {
      try raiseActShares()
      stack.append((WayDecisions(problem), rootActs))
      while let node = stack.popLast() {
        if let best, node.acts > best.price.acts { continue }
        guard flows == 0 || isWithinLimits else {
          stack.append(node)
          break
        }
        guard let outcome = try relax(node.decisions, actPrice: dearAct, actShares) else { continue }
        let acts = max(node.acts, leastActs(outcome.bound))
        if let best, outcome.bound >= best.price.acts * dearAct + best.price.cost || acts > best.price.acts {
          continue
        }
        meet(outcome.choice)
        guard let open = outcome.open else { continue }
        if try isTooDear(node.decisions, acts) { continue }
        for isTaken in [false, true] {
          var decisions = node.decisions
          switch open {
          case .event(let number): decisions.events[number] = isTaken
          case .double(let number): decisions.doubles[number] = isTaken
          }
          stack.append((decisions, acts))
        }
      }
    } catch {
      // Numbers that no flow can hold: nothing is proved.
      return Outcome(choice: best?.choice, isProved: false, leastActs: 0)
    }
    // Where the price mixes acts and costs, only the first bound is one on the acts.
    let least = isExact ? stack.reduce(best?.price.acts ?? 0) { min($0, $1.acts) } : rootActs
    return Outcome(choice: best?.choice, isProved: stack.isEmpty && isExact && best != nil, leastActs: least)
  }

  private var isWithinLimits: Bool {
    let (arcs, overflow) = flows.multipliedReportingOverflow(by: WayRelaxation.size(of: problem))
    return flows < limits.flows && !overflow && arcs < limits.arcs
  }

  private mutating func relax(_ decisions: WayDecisions, actPrice: Int, _ shares: WayShares) throws
    -> WayRelaxation.Outcome?
  {
    flows += 1
    return try WayRelaxation(problem: problem, need: need, actPrice: actPrice, shares: shares).solve(decisions)
  }

  /// Flows that look for good shares before the search; each raises less than the one before.
  private static let raises = 60

  /// The shares among those tried that give the root the greatest bound; every flow on the way is a choice too.
  private mutating func raised(_ start: WayShares, actPrice: Int) throws -> (shares: WayShares, bound: Int) {
    var shares = start
    var best = (shares: start, bound: Int.min)
    for step in 0..<Self.raises where flows == 0 || isWithinLimits {
      guard let outcome = try relax(WayDecisions(problem), actPrice: actPrice, shares) else { break }
      meet(outcome.choice)
      let known = self.best.map { $0.price.acts * actPrice + $0.price.cost } ?? .max
      if outcome.bound > best.bound { best = (shares, outcome.bound) }
      // Nothing open is used, or the best known is met: no shares bound more.
      if outcome.used.isEmpty || actPrice == dearAct && outcome.bound >= known { break }
      shares.raise(outcome.used, by: 2 + step / 2)
    }
    return best
  }

  private mutating func raiseActShares() throws {
    let (shares, bound) = try raised(actShares, actPrice: dearAct)
    actShares = shares
    costShares = shares
    rootActs = bound > 0 ? leastActs(bound) : 0
  }

  /// The least acts of a choice whose price is at least `bound`.
  private func leastActs(_ bound: Int) -> Int { max(0, bound - greatestCost + dearAct - 1) / dearAct }

  /// Whether no choice within the decisions has as few acts as the best known and costs less.
  private mutating func isTooDear(_ decisions: WayDecisions, _ acts: Int) throws -> Bool {
    guard let best, acts == best.price.acts else { return false }
    if goodMultiplier == nil { try chooseMultiplier(best.price) }
    guard let multiplier = goodMultiplier,
      let outcome = try relax(decisions, actPrice: multiplier, costShares)
    else { return false }
    meet(outcome.choice)
    return outcome.bound - multiplier * best.price.acts >= best.price.cost
  }

  /// The multiplier, of powers of four, that bounds the cost of the whole problem best, and shares raised for it.
  private mutating func chooseMultiplier(_ price: WayProblem.Price) throws {
    var greatest = Int.min
    for multiplier in multipliers {
      guard let outcome = try relax(WayDecisions(problem), actPrice: multiplier, costShares) else { return }
      let cost = outcome.bound - multiplier * price.acts
      if cost <= greatest { continue }
      greatest = cost
      goodMultiplier = multiplier
    }
    if let goodMultiplier { costShares = try raised(costShares, actPrice: goodMultiplier).shares }
  }

  /// Keeps the choice, what it does not need left out, if it is better than the best known.
  private mutating func meet(_ choice: WayProblem.Choice) {
    let choice = problem.trimmed(choice, need: need)
    let price = problem.price(choice)
    if let best, best.price <= price { return }
    best = (price, choice)
  }
}

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
  private var rootActs = 0
  private var goodMultiplier: Int?

  init(_ problem: WayProblem, need: Int, limits: WayLimits) {
    self.problem = problem
    self.need = need
    self.limits = limits
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
    var stack: [(decisions: WayDecisions, acts: Int)] = [(WayDecisions(problem), 0)]
    do {
      while let node = stack.popLast() {
        if let best, node.acts > best.price.acts { continue }
        guard flows == 0 || isWithinLimits else {
          stack.append(node)
          break
        }
        guard let outcome = try relax(node.decisions, actPrice: dearAct) else { continue }
        let acts = max(node.acts, leastActs(outcome.bound))
        if best == nil { rootActs = acts }
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

  private mutating func relax(_ decisions: WayDecisions, actPrice: Int) throws -> WayRelaxation.Outcome? {
    flows += 1
    return try WayRelaxation(problem: problem, need: need, actPrice: actPrice).solve(decisions)
  }

  /// The least acts of a choice whose price is at least `bound`.
  private func leastActs(_ bound: Int) -> Int { max(0, bound - greatestCost + dearAct - 1) / dearAct }

  /// Whether no choice within the decisions has as few acts as the best known and costs less.
  private mutating func isTooDear(_ decisions: WayDecisions, _ acts: Int) throws -> Bool {
    guard let best, acts == best.price.acts else { return false }
    // The multiplier that served last first; all of them now and then.
    var tried = goodMultiplier.map { [$0] } ?? []
    if goodMultiplier == nil || flows % 64 == 0 { tried += multipliers }
    var greatest = Int.min
    for multiplier in tried {
      guard let outcome = try relax(decisions, actPrice: multiplier) else { return true }
      meet(outcome.choice)
      let cost = outcome.bound - multiplier * best.price.acts
      if cost > greatest {
        greatest = cost
        goodMultiplier = multiplier
      }
      if cost >= best.price.cost { return true }
    }
    return false
  }

  /// Keeps the choice, what it does not need left out, if it is better than the best known.
  private mutating func meet(_ choice: WayProblem.Choice) {
    let choice = problem.trimmed(choice, need: need)
    let price = problem.price(choice)
    if let best, best.price <= price { return }
    best = (price, choice)
  }
}

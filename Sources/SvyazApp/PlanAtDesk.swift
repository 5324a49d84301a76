internal import SvyazExchange
public import SvyazFlow
public import SvyazGraph
public import SvyazMatching

/// `svyaz desk`: what a planner asks of the best plan, each answer exact.
public enum PlanAtDesk {
  /// The questions, in the order of the report.
  public enum Question: String, CaseIterable, Sendable {
    /// What one more place at each mentor would gain, and who gains it.
    case places
    /// The next-best mentor of each pair and the loss of the whole plan.
    case pairs
    /// What each pin and ban costs.
    case constraints
    /// Why needs are uncovered, and what would cover them.
    case uncovered
  }

  /// - Throws: ``MatchingError`` for pins that cannot hold, options out of range, and weights too large to count with;
  ///   `CancellationError` when the monitor says so.
  public static func run(
    _ network: Network, on day: Day? = nil, options: MatchingOptions = MatchingOptions(),
    questions: Set<Question> = Set(Question.allCases), monitor: SolveMonitor = .none,
    progress: (String) -> Void = { _ in }
  ) throws -> Report {
    progress("Строю задачу подбора")
    let problem = try MatchingProblem(network: network, day: day ?? network.asOf, options: options)
    progress("Ищу лучший план")
    let plan = try problem.solve(monitor: monitor)
    let desk = try PlanningDesk(problem: problem, plan: plan, network: network, monitor: monitor)
    var json = plan.heading
    let words = DeskText(network: network, plan: plan)
    var text = words.heading
    for question in Question.allCases where questions.contains(question) {
      let answers: [JSONValue]
      switch question {
      case .places:
        progress("Считаю цену каждого места")
        let worths = try desk.placeWorths(monitor: monitor)
        text += words.places(worths)
        answers = worths.map(\.json)
      case .pairs:
        progress("Ищу замену каждой паре")
        let alternatives = try desk.alternatives(monitor: monitor)
        text += words.pairs(alternatives)
        answers = alternatives.map(\.json)
      case .constraints:
        progress("Считаю цену закреплений и запретов")
        let prices = try desk.constraintPrices(monitor: monitor)
        text += words.constraints(prices)
        answers = prices.map(\.json)
      case .uncovered:
        progress("Ищу, чем помочь школам без наставника")
        let remedies = try desk.remedies(monitor: monitor)
        text += words.uncovered(remedies)
        answers = remedies.map(\.json)
      }
      json.append(.init(key: question.rawValue, value: .array(answers)))
    }
    return Report(text: text, json: .object(json))
  }
}

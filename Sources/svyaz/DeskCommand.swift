internal import ArgumentParser
internal import SvyazApp

struct DeskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "desk", abstract: "Стол планировщика: цена каждого места, замены пар, цена запретов, чем помочь.",
    discussion: """
      Каждый ответ точен: это разница с лучшим планом, пересчитанным с одной переменой. Условия подбора — те же, что у \
      svyaz match.
      """)

  @OptionGroup var source: NetworkOptions
  @OptionGroup var arguments: MatchingArguments

  @Option(help: "Только эти вопросы, через запятую: places, pairs, constraints, uncovered.")
  var only: String?

  func run() throws {
    let questions = try questions()
    let options = try arguments.options()
    let stages = Stages()
    let (network, day) = try source.load(stages)
    let report = try PlanAtDesk.run(network, on: day, options: options, questions: questions) { stages.begin($0) }
    stages.finish()
    try Output.report(report, json: source.json)
  }

  private func questions() throws -> Set<PlanAtDesk.Question> {
    guard let only else { return Set(PlanAtDesk.Question.allCases) }
    return Set(
      try only.split(separator: ",", omittingEmptySubsequences: false).map { word in
        guard let question = PlanAtDesk.Question(rawValue: String(word)) else {
          throw UsageError.value(option: "--only", value: only, expected: "places, pairs, constraints, uncovered")
        }
        return question
      })
  }
}

internal import ArgumentParser
internal import SvyazApp
internal import SvyazGraph
internal import SvyazIndicators

struct IndicatorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "indicator", abstract: "Показатели программы поимённо: числитель, знаменатель, прогноз.",
    discussion: "Без номера — все девять, по строке на каждый; с номером — чтения, школы, чего не хватает, прогноз.")

  @Argument(help: "Номер показателя, 1–9.")
  var number: Int?

  @OptionGroup var source: NetworkOptions

  @Option(help: "active — с событиями за 180 дней; formal — по договорам и составу ММО.")
  var rule = "active"

  func run() throws {
    guard let rule = PartnershipRule(rawValue: rule) else {
      throw UsageError.value(option: "--rule", value: self.rule, expected: "active или formal")
    }
    guard number.map(IndicatorName.numbers.contains) ?? true else {
      throw UsageError.value(
        option: "Номер показателя", value: number.map(String.init) ?? "",
        expected: "число от 1 до 9")
    }
    let stages = Stages()
    let (network, day) = try source.load(stages)
    stages.begin("Считаю показатели")
    let report =
      number.map { ReportIndicators.one($0, of: network, on: day, rule: rule) }
      ?? ReportIndicators.all(network, on: day, rule: rule)
    stages.finish()
    try Output.report(report, json: source.json)
  }
}

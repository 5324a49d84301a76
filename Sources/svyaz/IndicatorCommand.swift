internal import ArgumentParser
internal import SvyazApp
internal import SvyazIndicators

struct IndicatorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "indicator", abstract: "Показатели программы поимённо: числитель, знаменатель, прогноз.",
    discussion: "Сейчас вычисляется показатель 9; без номера выводятся все вычисляемые показатели.")

  @Argument(help: "Номер показателя.")
  var number: Int?

  @OptionGroup var source: NetworkOptions

  @Option(help: "active — с событиями за 180 дней; formal — по договорам и составу ММО.")
  var rule = "active"

  func run() throws {
    guard let rule = PartnershipRule(rawValue: rule) else {
      throw UsageError.value(option: "--rule", value: self.rule, expected: "active или formal")
    }
    guard number == nil || number == 9 else {
      throw UsageError.value(
        option: "Номер показателя", value: number.map(String.init) ?? "",
        expected: "9 (остальные показатели эта версия не вычисляет)")
    }
    let stages = Stages()
    let (network, day) = try source.load(stages)
    stages.begin("Считаю показатели")
    let report =
      number == nil
      ? ReportIndicators.all(network, on: day, rule: rule)
      : ReportIndicators.indicator9(network, on: day, rule: rule)
    stages.finish()
    try Output.report(report, json: source.json)
  }
}

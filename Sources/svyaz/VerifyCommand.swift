internal import ArgumentParser
internal import SvyazApp
internal import SvyazExchange

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Проверить план по сети и сертификату, без решателя. Код 1 — план не подтверждён.",
    discussion: "Дата берётся из плана; с --as-of план на другую дату не подтверждается.")

  @Argument(help: "Файл плана (svyaz match --json).", completion: .file())
  var plan: String

  @OptionGroup var source: NetworkOptions

  func run() throws {
    let stages = Stages()
    let bytes = try Files.read(plan)
    let (network, day) = try source.load(stages)
    stages.begin("Проверяю план")
    let report = try VerifyPlan.run(plan: bytes, file: plan, in: network, on: day)
    stages.finish()
    try Output.report(report, json: source.json)
  }
}

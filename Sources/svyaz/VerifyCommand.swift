internal import ArgumentParser
internal import SvyazApp
internal import SvyazExchange

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Проверить план по сети и сертификату, без решателя. Код 1 — план не подтверждён.")

  @Argument(help: "Файл плана (svyaz match --json).", completion: .file())
  var plan: String

  @Option(help: "Папка сети.", completion: .directory)
  var network: String

  @Flag(help: "Ответ для программ: JSON и ничего больше.")
  var json = false

  func run() throws {
    let stages = Stages()
    let bytes = try Files.read(plan)
    stages.begin("Читаю сеть «\(network)»")
    let loaded = try NetworkFolder.load(path: network)
    stages.begin("Проверяю план")
    let report = try VerifyPlan.run(plan: bytes, file: plan, in: loaded)
    stages.finish()
    try Output.report(report, json: json)
  }
}

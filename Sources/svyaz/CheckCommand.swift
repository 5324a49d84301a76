internal import ArgumentParser
internal import SvyazApp

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Проверить папку сети: все ошибки сразу, с файлом, строкой и столбцом.")

  @Option(help: "Папка сети.", completion: .directory)
  var network: String

  @Flag(help: "Ответ для программ: JSON и ничего больше.")
  var json = false

  func run() throws {
    let stages = Stages()
    stages.begin("Проверяю сеть «\(network)»")
    let report = try CheckNetwork.run(folder: network)
    stages.finish()
    try Output.report(report, json: json, no: .badData)
  }
}

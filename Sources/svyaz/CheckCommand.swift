internal import ArgumentParser
internal import SvyazApp
internal import SvyazStore

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Проверить папку сети или хранилище: все ошибки сразу.",
    discussion: """
      У папки названы файл, строка и столбец. У хранилища проверяются целостность файла, ссылки, история и правила сети.
      """)

  @Option(help: "Папка сети.", completion: .directory)
  var network: String?

  @Option(help: "Хранилище вместо папки.", completion: .file())
  var store: String?

  @Flag(help: "Ответ для программ: JSON и ничего больше.")
  var json = false

  func run() throws {
    let source = try NetworkOptions.source(network: network, store: store)
    let stages = Stages()
    stages.begin("Проверяю «\(source.name)»")
    let report: Report
    switch source {
    case .folder(let path): report = try CheckNetwork.run(folder: path)
    case .store(let path, _): report = try CheckStore.run(Store.open(path, for: .reading))
    }
    stages.finish()
    try Output.report(report, json: json, no: .badData)
  }
}

internal import ArgumentParser
internal import SvyazApp
internal import SvyazExchange
internal import SvyazGraph

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Сравнить два сохранённых плана пара за парой.",
    discussion: "С --network или --store школы названы по именам, без них — идентификаторами.")

  @Argument(help: "Файл плана A (svyaz match --json).", completion: .file())
  var planA: String

  @Argument(help: "Файл плана B.", completion: .file())
  var planB: String

  @Option(help: "Папка сети: откуда взять названия.", completion: .directory)
  var network: String?

  @Option(help: "Хранилище вместо папки.", completion: .file())
  var store: String?

  @Flag(help: "Ответ для программ: JSON и ничего больше.")
  var json = false

  func run() throws {
    let stages = Stages()
    let a = (bytes: try Files.read(planA), file: planA)
    let b = (bytes: try Files.read(planB), file: planB)
    var names: Network?
    if network != nil || store != nil {
      let source = try NetworkOptions.source(network: network, store: store)
      stages.begin("Читаю сеть «\(source.name)»")
      names = try source.load()
    }
    stages.begin("Сравниваю планы")
    let report = try ComparePlans.run(a, b, in: names)
    stages.finish()
    try Output.report(report, json: json)
  }
}

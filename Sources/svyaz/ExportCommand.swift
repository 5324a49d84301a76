internal import ArgumentParser
internal import SvyazApp
internal import SvyazGraph

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Выгрузить сеть: папка, XLSX, GraphML, GEXF, JSON или таблица CSV на день.",
    discussion: "Папка и книга XLSX загружаются обратно без потерь. Описание: Documentation/ru/exports.md.")

  @OptionGroup var source: NetworkOptions

  @Option(help: "folder, xlsx, graphml, gexf, json (node-link) или csv (школы на день).")
  var format: String

  @Option(help: "Файл или папка, куда записать.", completion: .file())
  var out: String

  @Option(help: "Редакция: working (рабочая) или public (без статуса школ и результатов).")
  var edition = "working"

  func run() throws {
    guard let format = ExportNetwork.Format(rawValue: format) else {
      let names = ExportNetwork.Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw UsageError.value(option: "--format", value: self.format, expected: names)
    }
    guard let edition = Edition(rawValue: edition) else {
      throw UsageError.value(option: "--edition", value: self.edition, expected: "working или public")
    }
    let stages = Stages()
    let (network, day) = try source.load(stages)
    stages.begin("Пишу «\(out)»")
    let report = try ExportNetwork.run(network, as: format, on: day, edition: edition, to: out)
    stages.finish()
    try Output.report(report, json: source.json)
  }
}

internal import ArgumentParser
internal import SvyazApp
internal import SvyazExchange
internal import SvyazStore

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Загрузить папку сети в хранилище: целиком или никак.",
    discussion: """
      Новые строки добавляются, изменившиеся изменяются, прежние значения остаются в истории. Та же загрузка второй раз
      ничего не меняет.
      """)

  @Argument(help: "Папка сети.", completion: .directory)
  var folder: String

  @OptionGroup var options: StoreOptions

  @Flag(name: .customLong("complete"), help: "Папка полна: чего в ней нет, убирается из сети (история остаётся).")
  var isComplete = false

  func run() throws {
    let stages = Stages()
    stages.begin("Загружаю «\(folder)»")
    let report = try ImportNetwork.run(
      folder: folder, into: options.store, options.note(.import, source: NetworkFolder.lastComponent(of: folder)),
      at: .now,
      isComplete: isComplete, isTrial: options.isTrial)
    stages.finish()
    try Output.report(report, json: options.json)
  }
}

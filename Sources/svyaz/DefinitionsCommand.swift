internal import ArgumentParser
internal import Foundation
internal import SvyazApp
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazStore

struct DefinitionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "definitions", abstract: "Определения показателей: какие чтения действуют; добавить своё.",
    discussion: """
      svyaz definitions --network graphs/samara-2020
      svyaz definitions --store samara.svyaz --as-of 2021-09-01 --known 2021-08-01
      svyaz definitions --store samara.svyaz --add reading.json --why "приказ № 12" --dry-run
      Файл — одно определение, список или объект с ключом definitions (Documentation/ru/network-folder.md). Определение с \
      теми же indicator, reading и from заменяет прежнее; всё это одно изменение: svyaz undo его отменит.
      """)

  @OptionGroup var source: NetworkOptions

  @Option(
    name: .customLong("add"), help: "Файл JSON с определениями, которые надо добавить в хранилище.", completion: .file()
  )
  var addition: String?

  @Option(help: "Кто меняет; без него — имя пользователя системы.")
  var author: String?

  @Option(name: .customLong("why"), help: "Почему: основание, номер приказа.")
  var reason: String?

  @Flag(name: .customLong("dry-run"), help: "Только показать, что изменилось бы.")
  var isTrial = false

  func run() throws {
    guard let addition else {
      for (option, value) in [("--author", author), ("--why", reason), ("--dry-run", isTrial ? "" : nil)] {
        if let value { throw UsageError.value(option: option, value: value, expected: "только вместе с --add") }
      }
      let stages = Stages()
      let (network, day) = try source.load(stages)
      stages.finish()
      return try Output.report(KeepDefinitions.list(network, on: day), json: source.json)
    }
    for (option, value) in [("--network", source.network), ("--as-of", source.asOf), ("--known", source.known)] {
      if let value { throw UsageError.value(option: option, value: value, expected: "с --add — только --store") }
    }
    guard let store = source.store else {
      throw UsageError.value(option: "--store", value: "", expected: "хранилище, в которое добавить")
    }
    let name = author.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) } ?? ""
    let file = NetworkFolder.lastComponent(of: addition)
    let note = ChangeNote(
      author: name.isEmpty ? NSUserName() : name, kind: .edit, reason: reason ?? "", source: file)
    let report = try KeepDefinitions.add(
      Files.read(addition), file: file, to: StoreOptions.open(store, .writing), note, at: .now, isTrial: isTrial)
    try Output.report(report, json: source.json)
  }
}

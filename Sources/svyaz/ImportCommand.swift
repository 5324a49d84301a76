internal import ArgumentParser
internal import SvyazApp
internal import SvyazContract
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazStore

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Загрузить в хранилище папку сети или таблицы XLSX и CSV: всё или ничего.",
    discussion: """
      Новые строки добавляются, изменившиеся изменяются, прежние значения остаются в истории. Та же загрузка второй раз
      ничего не меняет. Таблицы принимаются в том виде, в каком они есть: заголовки по-русски, Windows-1251, листы
      ФИС ОКО. Чего нет в листе, скажите параметрами: --year 2020 --assessment vpr --subject mathematics --grade 5,
      --status low_result --from 2020-09-01 --basis "приказ № 1".
      Если что-то не так, ничего не загружается: --marked ПАПКА получает копии файлов с замечаниями, --review ФАЙЛ —
      список неясных названий; заполните его и повторите с --answers ФАЙЛ, ответы запомнятся.
      """)

  @Argument(help: "Папка сети, книга из svyaz export или таблицы XLSX и CSV.", completion: .file())
  var paths: [String]

  @OptionGroup var options: StoreOptions

  @Option(help: "Таблица, для которой эти листы: имя файла папки сети без .csv.")
  var table: String?

  @Option(help: "Год результатов или кадров.")
  var year: String?

  @Option(help: "Вид оценки: vpr, oge или ege.")
  var assessment: String?

  @Option(help: "Предмет: id из network.json.")
  var subject: String?

  @Option(help: "Класс.")
  var grade: String?

  @Option(help: "Статус списка школ: low_result, adverse, high_result, project_site, risk.")
  var status: String?

  @Option(help: "Начало срока ГГГГ-ММ-ДД.")
  var from: String?

  @Option(help: "Основание: приказ и его дата.")
  var basis: String?

  @Flag(
    name: .customLong("complete"),
    help:
      "Перечень полон. Папка: чего в ней нет, убирается из сети. Таблицы: с --on закрываются сроки недостающих строк.")
  var isComplete = false

  @Option(help: "День, которым --complete закрывает сроки.")
  var on: String?

  @Option(help: "Папка для копий файлов с замечаниями.", completion: .directory)
  var marked: String?

  @Option(help: "Файл, в который записать список неясных названий.", completion: .file())
  var review: String?

  @Option(help: "Заполненный список названий.", completion: .file())
  var answers: String?

  func run() throws {
    let stages = Stages()
    let source = paths.map(NetworkFolder.lastComponent).joined(separator: ", ")
    let note = options.note(.import, source: source)
    stages.begin("Загружаю «\(source)»")
    if let report = try wholeNetwork(note) {
      stages.finish()
      return try Output.report(report, json: options.json)
    }
    let outcome = try ImportSheets.run(request(), into: options.open(.writing), note, at: .now)
    stages.finish()
    if let marked, !outcome.markedCopies.isEmpty {
      for path in try Files.write(outcome.markedCopies, to: marked) { Output.error("Копия с замечаниями: \(path)\n") }
    }
    if let review, let list = outcome.review {
      let (folder, name) = Files.split(review)
      try Files.write([(name: name, bytes: list)], to: folder)
      Output.error("Список названий: \(review)\n")
    }
    try Output.report(outcome.report, json: options.json, no: .badData)
  }

  /// A folder or an exported workbook; `nil` when the arguments are tables.
  private func wholeNetwork(_ note: ChangeNote) throws -> Report? {
    let folders = paths.filter(NetworkFolder.isFolder)
    guard paths.count == 1 || folders.isEmpty else {
      throw UsageError.value(option: "Папка", value: folders[0], expected: "одна папка или только файлы")
    }
    if let folder = folders.first {
      try requireNoDay()
      return try ImportNetwork.run(
        folder: folder, into: options.store, note, at: .now, isComplete: isComplete, isTrial: options.isTrial)
    }
    guard paths.count == 1 else { return nil }
    let report = try ImportNetwork.run(
      workbook: Files.read(paths[0]), file: paths[0], into: options.store, note, at: .now, isComplete: isComplete,
      isTrial: options.isTrial)
    if report != nil { try requireNoDay() }
    return report
  }

  private func requireNoDay() throws {
    if let on { throw UsageError.value(option: "--on", value: on, expected: "только для таблиц с --complete") }
  }

  private func request() throws -> ImportSheets.Request {
    guard isComplete == (on != nil) else {
      throw UsageError.value(option: "--complete", value: on ?? "", expected: "--complete вместе с --on ГГГГ-ММ-ДД")
    }
    var request = ImportSheets.Request(
      files: try paths.map { (name: NetworkFolder.lastComponent(of: $0), bytes: try Files.read($0)) })
    request.table = try table.map(RowArguments.table)
    request.closing = try on.map { try NetworkOptions.day($0, option: "--on") }
    let given = [
      ("year", year), ("assessment", assessment), ("subject", subject), ("grade", grade), ("status", status),
      ("from", from), ("basis", basis),
    ]
    for (column, value) in given { if let value { request.defaults[column] = value } }
    request.isTrial = options.isTrial
    if let answers {
      let network = try options.open(.reading).network()
      request.answers = try ReviewList.read(
        Files.read(answers), file: answers, schools: Set(network.schools.map(\.id)))
    }
    return request
  }
}

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Присоединить школу к другой: связи переходят, прошлое остаётся.",
    discussion: "svyaz merge school-12 school-13 --on 2021-09-01 --store samara.svyaz --why \"приказ № 5\"")

  @Argument(help: "Присоединяемая школа.")
  var school: String

  @Argument(help: "Школа-преемник.")
  var successor: String

  @Option(help: "День ГГГГ-ММ-ДД, с которого связи переходят.")
  var on: String

  @OptionGroup var options: StoreOptions

  func run() throws {
    func identifier(_ text: String) throws -> SchoolID {
      guard let id = SchoolID(text) else {
        throw UsageError.value(option: "Школа", value: text, expected: "идентификатор школы из schools.csv")
      }
      return id
    }
    let report = try MergeSchools.run(
      identifier(school), into: identifier(successor), on: NetworkOptions.day(on, option: "--on"),
      in: options.open(.writing), options.note(.merge), at: .now, isTrial: options.isTrial)
    try Output.report(report, json: options.json)
  }
}

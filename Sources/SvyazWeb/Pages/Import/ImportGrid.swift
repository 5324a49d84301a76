internal import SvyazApp
internal import SvyazContract
internal import SvyazExchange
internal import SvyazGraph

/// The rows of the sheets that were sent, each with what becomes of it.
struct ImportGrid {
  enum Filter: String, CaseIterable, Sendable {
    case important, faults, changed, added, same
  }

  struct Wish: Sendable {
    var filter: Filter
    /// Among all sheets of all files.
    var sheet: Int
    /// From 1.
    var page: Int
  }

  private enum Fate: Int, Hashable {
    case fault, changed, added, read, same, unread
  }

  private struct Spot: Hashable {
    var file: String
    var sheet: String?
    var row: Int
  }

  private struct Table {
    let file: String
    /// `nil`: the one table of a text file.
    let name: String?
    let sheet: Sheet
  }

  private static let pageLength = 100
  private static let mostColumns = 40
  private static let mostChoices = 400

  private let outcome: ImportSheets.Outcome
  private let revision: Revision
  private let path: String
  private let words: CellWords
  private let tables: [Table]
  private var faults: [Spot: [SheetFault]] = [:]
  /// Where a question is asked, and where else the name stands.
  private var questions: [Spot: [NameQuestion]] = [:]
  private var rows: [Spot: [IntakeRow]] = [:]
  private var changes: [[String]: RowDifference] = [:]
  /// Faults of a whole file, or of rows that no sheet has.
  private var general: [SheetFault] = []

  /// - Complexity: O(rows of the sheets + faults + changes).
  init(_ outcome: ImportSheets.Outcome, _ revision: Revision, path: String) {
    self.outcome = outcome
    self.revision = revision
    self.path = path
    words = CellWords(revision)
    tables = outcome.books.flatMap { book in
      book.sheets.map { Table(file: book.name, name: $0.name == book.name ? nil : $0.name, sheet: $0) }
    }
    var known: Set<Spot> = []
    for table in tables {
      for row in table.sheet.rows { known.insert(Spot(file: table.file, sheet: table.name, row: row.number)) }
    }
    for fault in outcome.faults {
      let spot = Self.spot(fault.place)
      if known.contains(spot) { faults[spot, default: []].append(fault) } else { general.append(fault) }
    }
    for question in outcome.reading.questions {
      if let first = question.places.first { questions[Self.spot(first), default: []].append(question) }
    }
    for row in outcome.reading.rows { rows[Self.spot(row.place), default: []].append(row) }
    for change in outcome.changes { changes[[change.table.rawValue] + change.key] = change }
  }

  private static func spot(_ place: CellPlace) -> Spot { Spot(file: place.file, sheet: place.sheet, row: place.row) }

  private func change(of row: IntakeRow) -> RowDifference? {
    let key = row.table.keyColumns.map { name in
      row.table.columns.firstIndex(of: name).flatMap { row.cells.indices.contains($0) ? row.cells[$0] : nil } ?? ""
    }
    return changes[[row.table.rawValue] + key]
  }

  private func fate(_ spot: Spot) -> Fate {
    if faults[spot] != nil || questions[spot] != nil { return .fault }
    guard let own = rows[spot] else { return .unread }
    guard outcome.outcome != nil else { return .read }
    let kinds = own.compactMap { change(of: $0)?.kind }
    if kinds.contains(.added) { return .added }
    return kinds.isEmpty ? .same : .changed
  }

  // MARK: Model

  func model(_ wish: Wish) -> ViewModel {
    let index = tables.indices.contains(wish.sheet) ? wish.sheet : firstFaulty
    guard tables.indices.contains(index) else { return ["general": .list(generalModels)] }
    let table = tables[index]
    let fates = table.sheet.rows.map { fate(Spot(file: table.file, sheet: table.name, row: $0.number)) }
    func count(_ wanted: Set<Fate>) -> Int { fates.count { wanted.contains($0) } }
    func matches(_ fate: Fate, _ filter: Filter) -> Bool {
      switch filter {
      case .important: fate == .fault || fate == .changed || fate == .added || fate == .read
      case .faults: fate == .fault
      case .changed: fate == .changed
      case .added: fate == .added
      case .same: fate == .same
      }
    }
    // Faults first: they are what stands in the way.
    let chosen = table.sheet.rows.indices.filter { matches(fates[$0], wish.filter) }
      .sorted { (fates[$0].rawValue, $0) < (fates[$1].rawValue, $1) }
    let pages = max(1, (chosen.count + Self.pageLength - 1) / Self.pageLength)
    let page = min(wish.page, pages)
    let shown = chosen.dropFirst((page - 1) * Self.pageLength).prefix(Self.pageLength)
    let width = min(Self.mostColumns, table.sheet.rows.map(\.cells.count).max() ?? 0)
    let heading = heading(of: table)
    func link(_ filter: Filter, page: Int = 1) -> String {
      "\(path)?sheet=\(index)&show=\(filter.rawValue)&page=\(page)#check"
    }
    let tabs = Filter.allCases.map { filter -> ViewModel in
      let number = fates.count { matches($0, filter) }
      return [
        "title": .text("\(Self.title(filter)): \(number)"), "path": .text(link(filter)),
        "current": .flag(filter == wish.filter), "isEmpty": .flag(number == 0),
      ]
    }
    return [
      "general": .list(generalModels), "hasGrid": .flag(width > 0), "hasSheets": .flag(tables.count > 1),
      "tabs": .list(tabs),
      "letters": .list(
        (0..<width).map { ["letter": .text(CellPlace(file: "", row: 0, column: $0).columnLetters ?? "")] }),
      "headings": .list((0..<width).map { ["text": .text(Self.text(heading, $0))] }),
      "grid": .list(shown.map { rowModel(table.sheet.rows[$0], table, fates[$0], width) }),
      "isNone": .flag(shown.isEmpty), "width": .number(width + 1), "passed": .number(count([.unread])),
      "sheets": .list(
        tables.count < 2
          ? []
          : tables.enumerated().map { position, other in
            [
              "title": .text(other.name.map { "\(other.file): \($0)" } ?? other.file),
              "path": .text("\(path)?sheet=\(position)#check"), "current": .flag(position == index),
              "faults": .optional(faultCount(other) == 0 ? nil : "\(faultCount(other))"),
            ]
          }),
      "previousPage": .optional(page > 1 ? link(wish.filter, page: page - 1) : nil),
      "nextPage": .optional(page < pages ? link(wish.filter, page: page + 1) : nil),
      "pageWords": .text(pages > 1 ? "Страница \(page) из \(pages)" : ""), "rows": .list(others),
      "hasOthers": .flag(!others.isEmpty),
    ]
  }

  /// What changes although no row of the sheets says so: rows that a complete list lacks.
  private var others: [ViewModel] {
    let named = Set(outcome.reading.rows.compactMap { change(of: $0) })
    return outcome.changes.lazy.filter { !named.contains($0) }.prefix(Self.pageLength).map { words.row($0) }
  }

  private func faultCount(_ table: Table) -> Int {
    (faults.filter { $0.key.file == table.file && $0.key.sheet == table.name }.count)
      + (questions.filter { $0.key.file == table.file && $0.key.sheet == table.name }.count)
  }

  private var firstFaulty: Int { tables.firstIndex { faultCount($0) > 0 } ?? 0 }

  /// The line above the first row of data.
  private func heading(of table: Table) -> SheetRow? {
    let own = (Array(rows.keys) + Array(faults.keys) + Array(questions.keys))
      .filter { $0.file == table.file && $0.sheet == table.name }
    guard let first = own.map(\.row).min() else { return table.sheet.rows.first }
    return table.sheet.rows.last { $0.number < first } ?? table.sheet.rows.first
  }

  /// Shortened; a number stays with its sign.
  private static func shown(_ cell: SheetCell) -> String {
    String(SheetSpeech.text(cell).prefix(200)).replacing("№ ", with: "№\u{A0}")
  }

  private static func text(_ row: SheetRow?, _ column: Int) -> String { row.map { SheetSpeech.text($0[column]) } ?? "" }

  private static func title(_ filter: Filter) -> String {
    switch filter {
    case .important: "Всё важное"
    case .faults: "Ошибки"
    case .changed: "Изменятся"
    case .added: "Новые"
    case .same: "Без перемен"
    }
  }

  private func rowModel(_ row: SheetRow, _ table: Table, _ fate: Fate, _ width: Int) -> ViewModel {
    let spot = Spot(file: table.file, sheet: table.name, row: row.number)
    let own = faults[spot] ?? []
    let asked = questions[spot] ?? []
    let bad = Set(own.compactMap(\.place.column) + asked.compactMap { $0.places.first?.column })
    var old: [Int: String] = [:]
    if let intake = rows[spot]?.first, let change = change(of: intake), let before = change.before,
      let after = change.after
    {
      for (index, column) in intake.columns.enumerated() {
        guard let column, before.indices.contains(index), after.indices.contains(index), before[index] != after[index]
        else { continue }
        old[column] = before[index].isEmpty ? "пусто" : words.value(before[index], column: change.columns[index])
      }
    }
    let remarkID = "r\(row.number)"
    var model: ViewModel = [
      "number": .number(row.number), "isFault": .flag(fate == .fault), "isChanged": .flag(fate == .changed),
      "isAdded": .flag(fate == .added), "isRead": .flag(fate == .read), "isSame": .flag(fate == .same),
      "cells": .list(
        (0..<width).map { column in
          [
            "text": .text(Self.shown(row[column])), "isBad": .flag(bad.contains(column)),
            "remark": .text(remarkID), "old": .optional(old[column]),
          ]
        }),
    ]
    let remarks =
      own.enumerated().map { fault($0.element, number: $0.offset, table, row) }
      + asked.enumerated().map { question($0.element, number: $0.offset, table) }
    if !remarks.isEmpty { model["remarks"] = .model(["id": .text(remarkID), "list": .list(remarks)]) }
    return model
  }

  private func fault(_ fault: SheetFault, number: Int, _ table: Table, _ row: SheetRow) -> ViewModel {
    let letters = fault.place.columnLetters
    var model: ViewModel = [
      "cell": .text(letters.map { "\($0)\(fault.place.row)" } ?? "строка \(fault.place.row)"),
      "value": .text(fault.value.isEmpty ? "пусто" : "«\(fault.value)»"), "expected": .text(fault.expected),
      "remedy": .text(Self.remedy(fault)),
    ]
    if let column = fault.place.column {
      model["repair"] = .model([
        "id": .text("f\(fault.place.row)-\(column)-\(number)"), "file": .text(table.file),
        "sheet": .text(table.name ?? ""), "row": .number(fault.place.row), "column": .number(column),
        "typed": .text(SheetSpeech.text(row[column])), "path": .text(path),
      ])
    }
    return model
  }

  private func question(_ question: NameQuestion, number: Int, _ table: Table) -> ViewModel {
    let place = question.places.first
    let speech = FigureSpeech(revision.network)
    let more = question.places.dropFirst().prefix(10).map { "\($0.row)" }
    let schools = revision.network.schools
    return [
      "cell": .text("\(place?.columnLetters ?? "")\(place?.row ?? 0)"), "value": .text("«\(question.text)»"),
      "question": .text(
        question.candidates.isEmpty
          ? "такой школы в сети нет; выберите, какая имеется в виду" : "какая школа имеется в виду?"),
      "more": .text(more.isEmpty ? "" : "Это же название в строках: \(more.joined(separator: ", "))."),
      "answer": .model([
        "id": .text("q\(place?.row ?? 0)-\(place?.column ?? 0)-\(number)"), "name": .text(question.key),
        "text": .text(question.text), "path": .text(path),
        "candidates": .list(
          question.candidates.prefix(5).map { ["school": .text($0.rawValue), "title": .text(speech.school($0))] }),
        "choices": .list(
          schools.count > Self.mostChoices
            ? []
            : speech.sorted(schools.map(\.id)).map {
              ["school": .text($0.rawValue), "title": .text(speech.school($0))]
            }),
        "many": .flag(schools.count > Self.mostChoices),
      ]),
    ]
  }

  private var generalModels: [ViewModel] {
    general.prefix(50).map { ["message": .text($0.message), "remedy": .text(Self.remedy($0))] }
  }

  /// Remedies that name options of the command line say where the page has the same.
  private static func remedy(_ fault: SheetFault) -> String {
    guard fault.remedy.contains("--") else { return fault.remedy }
    return "Добавьте недостающее в таблицу или задайте его при загрузке: «Загрузить другой файл», «Чего нет в таблице»."
  }
}

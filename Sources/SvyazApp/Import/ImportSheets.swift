internal import SvyazContract
public import SvyazExchange
public import SvyazGraph
public import SvyazStore

/// `svyaz import FILE…`: brings spreadsheets as people have them into a store, all of them or none.
public enum ImportSheets {
  public struct Request: Sendable {
    /// The files with their last names.
    public var files: [(name: String, bytes: [UInt8])]
    /// The table that the sheets are for; told from their headings without it.
    public var table: Network.Table?
    /// Values of columns that the sheets do not have, in the contract's form.
    public var defaults: [String: String] = [:]
    /// The sheets are the complete list: open rows that they lack are closed on this day.
    public var closing: Day?
    /// Answers about names, remembered when the import succeeds.
    public var answers: [NameAnswer] = []
    public var isTrial = false
    /// Cells that people mended after the files were made; the last one of a cell holds.
    public var repairs: [CellRepair] = []

    public init(files: [(name: String, bytes: [UInt8])]) { self.files = files }
  }

  /// What a person typed instead of a cell's value.
  public struct CellRepair: Hashable, Sendable {
    /// Its row and column stand in a sheet of the file.
    public var place: CellPlace
    public var text: String

    public init(place: CellPlace, text: String) { (self.place, self.text) = (place, text) }
  }

  public struct Outcome: Sendable {
    public let report: Report
    /// A copy of each file that has faults, with remarks: name and bytes.
    public let markedCopies: [(name: String, bytes: [UInt8])]
    /// Names that are not certain, as a table to be filled in; `nil` when there are none.
    public let review: [UInt8]?
    /// The tables as they were read, repairs laid over, by file.
    public let books: [(name: String, sheets: [Sheet])]
    /// What was found in them; the rows are the result of a sound reading.
    public let reading: IntakeReading
    /// All faults, those between rows included; empty when the files were taken.
    public let faults: [SheetFault]
    /// What was done, or would be; `nil` when the files were refused.
    public let outcome: ChangeOutcome?
    /// Row by row, of a trial.
    public let changes: [RowDifference]
    /// The network as a trial would leave it; `nil` otherwise.
    public let network: Network?
  }

  /// - Throws: `SheetFileError` for a file that is no table, `StoreError`.
  public static func run(
    _ request: Request, into store: Store, _ note: ChangeNote, at moment: Moment
  ) throws -> Outcome {
    let books = try request.files.map { file in
      let sheets = try Workbook.read(bytes: file.bytes, file: file.name)
      return (name: file.name, sheets: sheets.repaired(request.repairs, file: file.name))
    }
    var answers = Dictionary(try store.answers().map { ($0.key, $0.school) }, uniquingKeysWith: { $1 })
    for answer in request.answers { answers[answer.key] = answer.school }
    let formerNames = try store.formerNames()
    let successors = Dictionary(
      try store.successions().map { ($0.school, $0.successor) }, uniquingKeysWith: { $1 })
    var reading = IntakeReading()
    var faults: [SheetFault] = []
    var changes: [RowDifference] = []
    var after: Network?
    do {
      let outcome = try store.update(note, at: moment, isTrial: request.isTrial, answers: request.answers) { stored in
        guard let stored else { throw StoreError.empty(name: store.name) }
        var context = IntakeContext(
          network: stored, formerNames: formerNames, answers: answers.mapValues { successors[$0] ?? $0 },
          defaults: request.defaults, table: request.table)
        reading = IntakeReading()
        for book in books {
          let read = Intake.read(book.sheets, file: book.name, context: context)
          reading.rows += read.rows
          reading.faults += read.faults
          reading.questions += read.questions
          reading.notices += read.notices
          context.network = context.network.knowing(read.rows)
        }
        faults = reading.faults
        guard faults.isEmpty, reading.questions.isEmpty else { throw Refused() }
        var merger = SheetMerger(stored)
        merger.lay(reading.rows, closing: request.closing)
        reading.notices += merger.notices
        faults = merger.faults
        guard faults.isEmpty else { throw Refused() }
        if request.isTrial {
          changes = RowDifference.all(from: stored.sortedByKeys(), to: merger.network)
          after = merger.network
        }
        return merger.network
      }
      let report = ChangeReport(outcome, isTrial: request.isTrial, notices: reading.notices, lines: changes.map(\.line))
        .report
      return Outcome(
        report: report, markedCopies: [], review: nil, books: books, reading: reading, faults: [], outcome: outcome,
        changes: changes, network: after)
    } catch is Refused {
      return try refusal(books, reading, faults)
    }
  }

  /// Leaves the transaction; the faults are told outside.
  private struct Refused: Error {}

  private static func refusal(
    _ books: [(name: String, sheets: [Sheet])], _ reading: IntakeReading, _ faults: [SheetFault]
  ) throws -> Outcome {
    let copies = try books.compactMap { book -> (name: String, bytes: [UInt8])? in
      let own = faults.filter { $0.place.file == book.name }
      guard !own.isEmpty else { return nil }
      return ("\(stem(of: book.name))-замечания.xlsx", try MarkedCopy.write(sheets: book.sheets, faults: own))
    }
    let report = IntakeReport(reading: reading, faults: faults)
    return Outcome(
      report: Report(text: report.text, json: report.json, isAffirmative: false), markedCopies: copies,
      review: reading.questions.isEmpty ? nil : ReviewList.write(reading.questions), books: books, reading: reading,
      faults: faults, outcome: nil, changes: [], network: nil)
  }

  private static func stem(of name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}

extension Network {
  /// With the new schools of the rows, so that the next file may name them.
  fileprivate func knowing(_ rows: [IntakeRow]) -> Network {
    let known = Set(schools.map(\.id))
    let new = rows.filter { row in
      row.table == .schools && row.cells[0].flatMap { SchoolID($0) }.map { !known.contains($0) } ?? false
    }
    guard !new.isEmpty else { return self }
    let read = ContractRow.readAll(.schools, rows: new.map { row in row.cells.map { $0 ?? "" } })
    var network = self
    network.schools += read.rows.compactMap { $0.row as? School }
    return network
  }
}

/// The faults and open questions of sheets that were not taken.
private struct IntakeReport {
  let reading: IntakeReading
  let faults: [SheetFault]

  var text: String {
    var text = "Не загружено, ничего не изменено."
    if !faults.isEmpty { text += " Ошибок: \(faults.count)." }
    if !reading.questions.isEmpty { text += " Названий, которые нужно уточнить: \(reading.questions.count)." }
    text += "\n"
    for fault in faults.prefix(50) { text += "  \(fault.message) \(fault.remedy)\n" }
    if faults.count > 50 { text += "  … и ещё: \(faults.count - 50).\n" }
    for question in reading.questions.prefix(50) {
      let candidates = question.candidates.prefix(3).map(\.rawValue).joined(separator: ", ")
      text += "  «\(question.text)»: " + (candidates.isEmpty ? "такой школы нет" : "похожие: \(candidates)") + ".\n"
    }
    for notice in reading.notices { text += "  Замечание: \(notice)\n" }
    return text
  }

  var json: JSONValue {
    .members([
      "faults": .array(
        faults.map { fault in
          .members([
            "file": .string(fault.place.file), "sheet": fault.place.sheet.map { .string($0) } ?? .null,
            "row": .int(fault.place.row), "column": .string(fault.place.columnLetters ?? ""),
            "heading": .string(fault.heading), "value": .string(fault.value), "expected": .string(fault.expected),
            "remedy": .string(fault.remedy), "message": .string(fault.message),
          ])
        }),
      "questions": .array(
        reading.questions.map { question in
          .members([
            "text": .string(question.text), "key": .string(question.key),
            "candidates": .strings(question.candidates),
          ])
        }), "notices": .strings(reading.notices),
    ])
  }
}

extension [Sheet] {
  /// With the mended cells; places that no row has are passed over.
  fileprivate func repaired(_ repairs: [ImportSheets.CellRepair], file: String) -> [Sheet] {
    var sheets = self
    for repair in repairs where repair.place.file == file {
      // A text file has one table and no sheets.
      let index = repair.place.sheet.map { name in sheets.firstIndex { $0.name == name } } ?? sheets.indices.first
      guard let index, let column = repair.place.column, (0..<SheetLimits().columns).contains(column),
        let row = sheets[index].rows.firstIndex(where: { $0.number == repair.place.row })
      else { continue }
      while sheets[index].rows[row].cells.count <= column { sheets[index].rows[row].cells.append(.empty) }
      sheets[index].rows[row].cells[column] = repair.text.isEmpty ? .empty : .text(repair.text)
    }
    return sheets
  }
}

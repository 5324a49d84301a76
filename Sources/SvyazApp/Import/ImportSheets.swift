internal import SvyazContract
internal import SvyazExchange
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

    public init(files: [(name: String, bytes: [UInt8])]) { self.files = files }
  }

  public struct Outcome: Sendable {
    public let report: Report
    /// A copy of each file that has faults, with remarks: name and bytes.
    public let markedCopies: [(name: String, bytes: [UInt8])]
    /// Names that are not certain, as a table to be filled in; `nil` when there are none.
    public let review: [UInt8]?
  }

  /// - Throws: `SheetFileError` for a file that is no table, `StoreError`.
  public static func run(
    _ request: Request, into store: Store, _ note: ChangeNote, at moment: Moment
  ) throws -> Outcome {
    let books = try request.files.map { (name: $0.name, sheets: try Workbook.read(bytes: $0.bytes, file: $0.name)) }
    var answers = Dictionary(try store.answers().map { ($0.key, $0.school) }, uniquingKeysWith: { $1 })
    for answer in request.answers { answers[answer.key] = answer.school }
    let formerNames = try store.formerNames()
    let successors = Dictionary(
      try store.successions().map { ($0.school, $0.successor) }, uniquingKeysWith: { $1 })
    var reading = IntakeReading()
    var faults: [SheetFault] = []
    var changes: [String] = []
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
        if request.isTrial { changes = ChangeLines.lines(from: stored.sortedByKeys(), to: merger.network) }
        return merger.network
      }
      let report = ChangeReport(outcome, isTrial: request.isTrial, notices: reading.notices, lines: changes).report
      return Outcome(report: report, markedCopies: [], review: nil)
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
      review: reading.questions.isEmpty ? nil : ReviewList.write(reading.questions))
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

import SvyazContract
import SvyazExchange
import SvyazGraph
import SvyazTestSupport

/// What became of an input.
public enum FeedOutcome: Hashable, Sendable {
  case read
  /// With the stable code and what it was about.
  case refused(String)
  /// Something that must not be, in English.
  case broken(String)
}

/// Feeds one input to everything that takes bytes from people. Further steps of the intake are added here.
public func feed(_ bytes: [UInt8]) -> FeedOutcome {
  do throws(SheetFileError) {
    let sheets = try Workbook.read(bytes: bytes, file: "ввод")
    return (broken(sheets) ?? brokenIntake(of: sheets)).map(FeedOutcome.broken) ?? .read
  } catch {
    if error.message.isEmpty || error.advice.isEmpty { return .broken("an error without words") }
    return .refused(kind(of: error))
  }
}

/// What the types promise about sheets that were read, and does not hold.
private func broken(_ sheets: [Sheet]) -> String? {
  for sheet in sheets {
    var last = 0
    for row in sheet.rows {
      if row.number <= last || row.number > 1_048_576 { return "rows do not ascend" }
      if row.cells.isEmpty || row.cells.last == .empty { return "a row ends in an empty cell" }
      if row.cells.count > 16_384 { return "too many columns" }
      for case .number(let number) in row.cells where !number.isFinite { return "a number that is none" }
      for case .text(let text) in row.cells where text.isEmpty { return "an empty text" }
      last = row.number
    }
  }
  return nil
}

/// The network that the intake knows: a dozen schools, and one with a name and number as real ones have.
private let known: Network = {
  var network = RandomNetwork.make(seed: 1)
  network.schools.append(School(id: "school-12", number: 12, name: "МБОУ Школа № 12 г.о. Самара", kind: "школа"))
  network.schools.append(School(id: "gimnazia-1", number: 1, name: "ГБОУ СО «Гимназия № 1»", kind: "гимназия"))
  return network.sortedByKeys()
}()

/// What the intake promises about rows that it understood, and does not hold.
private func brokenIntake(of sheets: [Sheet]) -> String? {
  for defaults in [[:], ["year": "2020", "assessment": "vpr", "grade": "5", "status": "risk", "from": "2021-09-01"]] {
    let reading = Intake.read(sheets, file: "ввод", context: IntakeContext(network: known, defaults: defaults))
    if reading.rows.isEmpty && reading.faults.isEmpty && reading.questions.isEmpty && reading.notices.isEmpty,
      !sheets.isEmpty
    {
      return "sheets left without a word"
    }
    for fault in reading.faults where fault.expected.isEmpty || fault.remedy.isEmpty || fault.message.isEmpty {
      return "a fault without words"
    }
    for (table, rows) in Dictionary(grouping: reading.rows, by: \.table) {
      if rows.contains(where: { $0.cells.count != table.columns.count || $0.columns.count != $0.cells.count }) {
        return "a row of \(table) with other columns"
      }
      // A row of a known key fills in what is known; alone it may be refused, but never trap.
      _ = ContractRow.readAll(table, rows: rows.map { row in row.cells.map { $0 ?? "" } })
    }
  }
  return nil
}

private func kind(of error: SheetFileError) -> String {
  switch error {
  case .unsupported(_, let kind): return "\(error.code) \(kind)"
  case .damaged(_, _, _, let problem):
    // Names, places and values would make a kind of each.
    let words = problem.split(separator: " ").filter { word in
      word == "XML" || word.unicodeScalars.allSatisfy { (0x430...0x44F).contains($0.value) }
    }
    return "\(error.code) " + words.prefix(4).joined(separator: " ")
  case .tooLarge(_, let limit, _, _): return "\(error.code) \(limit)"
  case .badText(_, _, let problem): return "\(error.code) \(problem)"
  }
}

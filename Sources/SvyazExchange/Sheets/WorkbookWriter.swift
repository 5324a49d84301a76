/// Writes a workbook (`.xlsx`) row by row; rows go to a temporary file, not into memory.
///
///     let writer = try WorkbookWriter()
///     var sheet = try writer.addSheet(named: "schools", header: Network.Table.schools.columns)
///     for school in network.schools {
///       school.write(to: &sheet)
///       try sheet.endRow()
///     }
///     let bytes = try writer.finish()
///
/// Equal calls give equal bytes: the date of creation is fixed. What was written is read back before it is handed out,
/// for the library that writes does not notice a full disk.
///
/// **Texts are never formulas.** Every text is stored as a string, which no spreadsheet runs. One that begins with `=`,
/// `+`, `-`, `@`, a tab or a carriage return has the cell format «Текстовый» as well, so that it stays a text when
/// somebody edits the cell. ``Workbook`` reads all of them back unchanged. A spreadsheet that saves such a sheet as CSV
/// writes the bare text: no workbook can prevent that without changing the text, so whoever needs CSV should take
/// ``SpreadsheetCSV``, which guards it.
public final class WorkbookWriter {
  private let book: LibraryWorkbook
  private var sheets: [SheetWriter] = []
  private var names: Set<String> = []

  private static let longestFile = 1 << 30

  public init() throws(WorkbookWriteError) { book = try LibraryWorkbook() }

  /// Begins a further sheet; earlier ones may still be written to.
  ///
  /// - Parameters:
  ///   - name: made fit for a tab where needed: without `[]:*?/\`, at most 31 characters, unlike the other names.
  ///   - header: bold, and it stays in sight with a filter on each column; none when empty.
  public func addSheet(named name: String, header: [String] = []) throws(WorkbookWriteError) -> SheetWriter {
    let name = freeName(for: name)
    let sheet = SheetWriter(try book.addWorksheet(name), name: name, of: book)
    sheets.append(sheet)
    if !header.isEmpty {
      for title in header { sheet.appendHeading(title) }
      try sheet.endRow()
      sheet.freezeHeading()
    }
    sheet.headingCount = header.count
    return sheet
  }

  /// Ends the workbook.
  ///
  /// - Returns: the file's bytes.
  /// - Throws: ``WorkbookWriteError/cannotWrite(reason:)`` when the disk did not take it whole, or when it was ended before.
  public func finish() throws(WorkbookWriteError) -> [UInt8] {
    if sheets.isEmpty { _ = try addSheet(named: "Лист1") }
    for sheet in sheets { try sheet.close() }
    try book.close()
    let bytes: [UInt8]?
    do { bytes = try FileSystem.bytes(of: book.path, limit: Self.longestFile) } catch {
      throw .cannotWrite(reason: error.reason)
    }
    guard let bytes else { throw .cannotWrite(reason: "она длиннее 1 ГиБ") }
    guard WrittenWorkbook.rowCounts(of: bytes, sheets: sheets.count) == sheets.map(\.writtenRows) else {
      throw .cannotWrite(reason: "на диске не хватило места")
    }
    return bytes
  }

  private func freeName(for name: String) -> String {
    let allowed = name.unicodeScalars.map { scalar in
      "[]:*?/\\".unicodeScalars.contains(scalar) || scalar.value < 0x20 ? " " : Character(scalar)
    }
    var base = String(allowed).trimmed
    if base.isEmpty { base = "Лист" }
    var candidate = Self.cut(base, to: 31)
    var number = 2
    while names.contains(candidate.lowercased()) {
      candidate = Self.cut(base, to: 24) + " (\(number))"
      number += 1
    }
    names.insert(candidate.lowercased())
    return candidate
  }

  /// At most `length` UTF-16 units, none of the characters cut, and no apostrophe at an end.
  private static func cut(_ name: String, to length: Int) -> String {
    var cut = name
    while cut.utf16.count > length { cut.removeLast() }
    let result = cut.trimmed
    return result.isEmpty ? "Лист" : result
  }
}

extension String {
  /// Without spaces and apostrophes at the ends.
  fileprivate var trimmed: String {
    func isOuter(_ character: Character) -> Bool { character == " " || character == "'" }
    guard let first = firstIndex(where: { !isOuter($0) }), let last = lastIndex(where: { !isOuter($0) }) else {
      return ""
    }
    return String(self[first...last])
  }
}

internal import CXlsxwriter
internal import Glibc

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
  private var book: UnsafeMutablePointer<lxw_workbook>?
  private let path: String
  private let temporaryFolder: UnsafeMutablePointer<CChar>?
  private var sheets: [SheetWriter] = []
  private var names: Set<String> = []
  let formats: CellFormats

  /// 2000-01-01: equal contents have equal bytes.
  private static let created: time_t = 946_684_800
  private static let longestFile = 1 << 30

  public init() throws(WorkbookWriteError) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/svyaz-XXXXXX".utf8CString)
    let descriptor = template.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
    guard descriptor >= 0 else {
      throw .cannotWrite(reason: FileSystem.Failure(number: errno).reason)
    }
    close(descriptor)
    path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    temporaryFolder = strdup(folder)
    var options = lxw_workbook_options()
    options.constant_memory = UInt8(LXW_TRUE.rawValue)
    options.tmpdir = temporaryFolder
    guard let book = workbook_new_opt(path, &options), let formats = CellFormats(book) else {
      unlink(path)
      free(temporaryFolder)
      throw .cannotWrite(reason: "не хватило памяти")
    }
    self.book = book
    self.formats = formats
    var properties = lxw_doc_properties()
    properties.created = Self.created
    workbook_set_properties(book, &properties)
  }

  deinit {
    if let book { lxw_workbook_free(book) }
    unlink(path)
    free(temporaryFolder)
  }

  /// Begins a further sheet; earlier ones may still be written to.
  ///
  /// - Parameters:
  ///   - name: made fit for a tab where needed: without `[]:*?/\`, at most 31 characters, unlike the other names.
  ///   - header: bold, and it stays in sight with a filter on each column; none when empty.
  public func addSheet(named name: String, header: [String] = []) throws(WorkbookWriteError) -> SheetWriter {
    guard let book else { throw .cannotWrite(reason: "книга уже закончена") }
    let name = freeName(for: name)
    guard let worksheet = workbook_add_worksheet(book, name) else { throw .cannotWrite(reason: "не хватило памяти") }
    let sheet = SheetWriter(worksheet, name: name, formats: formats)
    sheets.append(sheet)
    if !header.isEmpty {
      for title in header { sheet.appendHeading(title) }
      try sheet.endRow()
      worksheet_freeze_panes(worksheet, 1, 0)
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
    guard let book else { throw .cannotWrite(reason: "книга уже закончена") }
    for sheet in sheets { try sheet.close() }
    // Frees the book, also when it fails.
    self.book = nil
    guard workbook_close(book) == LXW_NO_ERROR else { throw .cannotWrite(reason: "нет места на диске или прав") }
    let bytes: [UInt8]?
    do { bytes = try FileSystem.bytes(of: path, limit: Self.longestFile) } catch {
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

/// The formats of the cells of one workbook, which owns them.
struct CellFormats {
  let heading: UnsafeMutablePointer<lxw_format>
  let day: UnsafeMutablePointer<lxw_format>
  let text: UnsafeMutablePointer<lxw_format>
  let fault: UnsafeMutablePointer<lxw_format>
  let faultDay: UnsafeMutablePointer<lxw_format>
  let faultText: UnsafeMutablePointer<lxw_format>
  let remark: UnsafeMutablePointer<lxw_format>

  static let dayFormat = "dd.mm.yyyy"
  private static let textFormat: UInt8 = 49
  private static let lightRed: lxw_color_t = 0xFFC7CE

  init?(_ book: UnsafeMutablePointer<lxw_workbook>) {
    guard let heading = workbook_add_format(book), let day = workbook_add_format(book),
      let text = workbook_add_format(book), let fault = workbook_add_format(book),
      let faultDay = workbook_add_format(book), let faultText = workbook_add_format(book),
      let remark = workbook_add_format(book)
    else { return nil }
    format_set_bold(heading)
    for format in [day, faultDay] { format_set_num_format(format, Self.dayFormat) }
    for format in [text, faultText] { format_set_num_format_index(format, Self.textFormat) }
    for format in [fault, faultDay, faultText] {
      format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
      format_set_bg_color(format, Self.lightRed)
    }
    format_set_num_format_index(remark, Self.textFormat)
    format_set_font_color(remark, 0x9C0006)
    self.heading = heading
    self.day = day
    self.text = text
    self.fault = fault
    self.faultDay = faultDay
    self.faultText = faultText
    self.remark = remark
  }
}

internal import CXlsxwriter
internal import Glibc
public import SvyazContract
public import SvyazGraph

/// Writes the rows of one sheet of a ``WorkbookWriter``, from top to bottom.
///
/// Numbers are numbers and days real dates. A decimal that needs 17 digits, which the library cannot write, is stored as
/// a text of its digits, so that nothing is rounded.
public final class SheetWriter: CellSink {
  let worksheet: UnsafeMutablePointer<lxw_worksheet>
  /// Owns the worksheet.
  let book: LibraryWorkbook
  var formats: CellFormats { book.formats }
  private let name: String
  /// From 0.
  private(set) var row = 0
  private var column = 0
  private var widths: [Int] = []
  private var failure: WorkbookWriteError?
  private var hasCells = false
  private(set) var writtenRows = 0
  var headingCount = 0

  static let mostRows = 1_048_576
  static let mostColumns = 16_384
  static let longestText = 32_767
  private static let widths = 9...60
  /// Rows whose texts decide how wide the columns are.
  private static let measuredRows = 2000

  init(_ worksheet: UnsafeMutablePointer<lxw_worksheet>, name: String, of book: LibraryWorkbook) {
    self.worksheet = worksheet
    self.name = name
    self.book = book
  }

  /// Ends the current row.
  ///
  /// - Throws: what went wrong with its cells, the first of it.
  public func endRow() throws(WorkbookWriteError) {
    if let failure { throw failure }
    if hasCells { writtenRows += 1 }
    hasCells = false
    row += 1
    column = 0
  }

  // MARK: Cells

  public func append(text: String) { append(text: text, format: nil, guarded: formats.text) }
  public func append(word: String) { append(text: word) }
  public func append(identifier: String?) { append(text: identifier ?? "") }

  public func append(integer: Int?) {
    guard let integer else { return skip() }
    // Beyond 2⁵³ a spreadsheet's number would be another one.
    guard integer.magnitude <= 1 << 53 else { return append(text: String(integer)) }
    append(number: Double(integer), format: nil)
  }

  public func append(decimal: Double?) {
    guard let decimal else { return skip() }
    guard !decimal.isFinite || Self.isKept(decimal) else { return append(text: DecimalText.text(of: decimal)) }
    append(number: decimal, format: nil)
  }

  public func append(day: Day?) {
    guard let day else { return skip() }
    append(number: Double(SpreadsheetDay.serial(of: day)), format: formats.day, width: 10)
  }

  /// A cell as it was read. A number keeps 16 digits, as many as a spreadsheet shows and more; an error becomes a text.
  public func append(_ cell: SheetCell) { append(cell, isFault: false) }

  func append(_ cell: SheetCell, isFault: Bool) {
    let plain = isFault ? formats.fault : nil
    switch cell {
    case .empty:
      if isFault, checkColumn() { took(worksheet_write_blank(worksheet, at.row, at.column, plain)) }
      column += 1
    case .text(let text), .error(let text):
      append(text: text, format: plain, guarded: isFault ? formats.faultText : formats.text)
    case .number(let number): append(number: number, format: plain)
    case .day(let day):
      append(
        number: Double(SpreadsheetDay.serial(of: day)), format: isFault ? formats.faultDay : formats.day, width: 10)
    case .boolean(let flag):
      if checkColumn() { took(worksheet_write_boolean(worksheet, at.row, at.column, flag ? 1 : 0, plain)) }
      column += 1
    }
  }

  func appendHeading(_ text: String) { append(text: text, format: formats.heading, guarded: formats.heading) }

  func appendRemark(_ text: String) { append(text: text, format: formats.remark, guarded: formats.remark) }

  func skip() {
    if checkColumn() { column += 1 }
  }

  func skip(toColumn target: Int) { column = max(column, target) }

  /// Goes to a row counted from 1, which lies below all that were written.
  func skip(toRow number: Int) { row = max(row, number - 1) }

  /// A note at a cell, which may be empty.
  func addNote(_ text: String, row: Int, column: Int) {
    guard book.isOpen, row >= 1, row <= Self.mostRows, column >= 0, column < Self.mostColumns else { return }
    var options = lxw_comment_options()
    options.width = 260
    options.height = 110
    // Excel shows no more of a note either.
    var text = XMLCellText.encoded(text)
    if text.utf16.count > 2000 { text = String(text.prefix(1000)) + "…" }
    _ = worksheet_write_comment_opt(
      worksheet, lxw_row_t(row - 1), lxw_col_t(column), text, &options)
  }

  /// Shows a range as one cell; its cells are written as any others.
  func merge(_ range: CellRange) {
    guard book.isOpen, range.rows.lowerBound >= 1, range.rows.upperBound <= Self.mostRows,
      range.columns.lowerBound >= 0,
      range.columns.upperBound < Self.mostColumns, range.rows.count > 1 || range.columns.count > 1
    else { return }
    // Without text and format the library notes the range and writes no cell.
    _ = worksheet_merge_range(
      worksheet, lxw_row_t(range.rows.lowerBound - 1), lxw_col_t(range.columns.lowerBound),
      lxw_row_t(range.rows.upperBound - 1), lxw_col_t(range.columns.upperBound), "", nil)
  }

  /// Keeps the first row in sight.
  func freezeHeading() { if book.isOpen { worksheet_freeze_panes(worksheet, 1, 0) } }

  /// Sets the widths and the filter.
  func close() throws(WorkbookWriteError) {
    if let failure { throw failure }
    if hasCells { try endRow() }
    guard book.isOpen else { return }
    for (column, width) in widths.enumerated() {
      let bounded = min(max(width + 2, Self.widths.lowerBound), Self.widths.upperBound)
      worksheet_set_column(worksheet, lxw_col_t(column), lxw_col_t(column), Double(bounded), nil)
    }
    guard headingCount > 0 else { return }
    worksheet_autofilter(worksheet, 0, 0, lxw_row_t(max(row - 1, 0)), lxw_col_t(headingCount - 1))
  }

  // MARK: The library

  private var at: (row: lxw_row_t, column: lxw_col_t) { (lxw_row_t(row), lxw_col_t(column)) }
  private var place: CellPlace { CellPlace(file: name, sheet: name, row: row + 1, column: column) }

  private func checkColumn() -> Bool {
    guard book.isOpen else {
      fail(.cannotWrite(reason: "книга уже закончена"))
      return false
    }
    guard row < Self.mostRows, column < Self.mostColumns else {
      fail(.sheetFull(place: place))
      return false
    }
    return true
  }

  private func fail(_ error: WorkbookWriteError) { if failure == nil { failure = error } }

  private func took(_ result: lxw_error) {
    switch result {
    case LXW_NO_ERROR: hasCells = true
    case LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED: fail(.textTooLong(place: place, length: Self.longestText + 1))
    case LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE: fail(.sheetFull(place: place))
    default: fail(.cannotWrite(reason: "не хватило памяти"))
    }
  }

  func append(
    text: String, format: UnsafeMutablePointer<lxw_format>?, guarded: UnsafeMutablePointer<lxw_format>
  ) {
    guard checkColumn() else { return }
    defer { column += 1 }
    guard !text.isEmpty else {
      if let format { took(worksheet_write_blank(worksheet, at.row, at.column, format)) }
      return
    }
    // As many bytes are as many units or more: most texts need not be counted.
    guard text.utf8.count <= Self.longestText || text.utf16.count <= Self.longestText else {
      return fail(.textTooLong(place: place, length: text.utf16.count))
    }
    measure { text.count }
    let format = SpreadsheetCSV.isRisky(text) ? guarded : format
    took(worksheet_write_string(worksheet, at.row, at.column, XMLCellText.encoded(text), format))
  }

  func append(number: Double, format: UnsafeMutablePointer<lxw_format>?, width: Int = 8) {
    guard checkColumn() else { return }
    defer { column += 1 }
    guard number.isFinite else { return fail(.notANumber(place: place)) }
    measure { width }
    took(worksheet_write_number(worksheet, at.row, at.column, number, format))
  }

  func appendFormula(_ write: (lxw_row_t, lxw_col_t) -> lxw_error) {
    guard checkColumn() else { return }
    measure { 10 }
    took(write(at.row, at.column))
    column += 1
  }

  private func measure(_ width: () -> Int) {
    guard row < Self.measuredRows else { return }
    while widths.count <= column { widths.append(0) }
    widths[column] = max(widths[column], width())
  }

  /// Whether the library's 16 digits are enough for a number.
  static func isKept(_ number: Double) -> Bool {
    let shortest = number.description
    // Sign, point and exponent are no digits: a short description needs no closer look.
    if shortest.utf8.count <= 16 { return true }
    var buffer = [CChar](repeating: 0, count: 40)
    _ = withVaList([number]) { vsnprintf(&buffer, buffer.count, "%.16G", $0) }
    return buffer.withUnsafeBufferPointer { $0.baseAddress.map { strtod($0, nil) == number } ?? false }
  }
}

internal import SvyazGraph

/// Reads the cells of one worksheet as its part is parsed.
struct WorksheetReader: XMLHandler {
  private enum Place { case outside, root, data, row, cell, value, inline, text, run, runText, merges, merge }
  private enum Kind { case number, shared, string, inline, boolean, error, date }

  private let sheet: String
  private let texts: [String]
  private let styles: CellStyles
  private let countsFrom1904: Bool
  private let meter: SheetMeter

  private var place = Place.outside
  private(set) var rows: [SheetRow] = []
  private(set) var merged: [CellRange] = []
  private var isSorted = true

  private var row = 0
  private var column = -1
  private var rowCells: [SheetCell] = []
  private var kind = Kind.number
  private var style = 0
  private var pending: [UInt8] = []
  private var problem: String?

  init(
    sheet: String, texts: [String], styles: CellStyles, countsFrom1904: Bool, meter: SheetMeter
  ) {
    self.sheet = sheet
    self.texts = texts
    self.styles = styles
    self.countsFrom1904 = countsFrom1904
    self.meter = meter
  }

  /// Reads the part of a worksheet.
  static func read(
    _ part: String, of container: ZipContainer, sheet: String, texts: [String], styles: CellStyles,
    countsFrom1904: Bool, meter: SheetMeter
  ) throws(SheetFileError) -> Sheet {
    var reader = WorksheetReader(
      sheet: sheet, texts: texts, styles: styles, countsFrom1904: countsFrom1904, meter: meter)
    reader = try XMLStream.parse(part, of: container, most: meter.limits.partBytes, meter: meter, handler: reader)
    if !reader.isSorted {
      reader.rows.sort { $0.number < $1.number }
      for (row, next) in zip(reader.rows, reader.rows.dropFirst()) where row.number == next.number {
        throw .damaged(file: container.file, part: part, line: 0, problem: "строка \(row.number) листа повторяется")
      }
    }
    return Sheet(name: sheet, rows: reader.rows, merged: reader.merged)
  }

  // MARK: Elements

  mutating func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(SheetFileError) -> Bool {
    guard name.isSpreadsheet, let next = next(name) else {
      if place == .outside { throw damaged("это не лист с ячейками") }
      return false
    }
    place = next
    switch next {
    case .row: try beginRow(attributes)
    case .cell: try beginCell(attributes)
    case .merge: try addMerged(attributes)
    default: break
    }
    return true
  }

  private func next(_ name: XMLName) -> Place? {
    switch place {
    case .row: name == "c" ? .cell : nil
    case .cell: name == "v" ? .value : name == "is" ? .inline : nil
    case .data: name == "row" ? .row : nil
    case .inline: name == "t" ? .text : name == "r" ? .run : nil
    case .run: name == "t" ? .runText : nil
    case .root: name == "sheetData" ? .data : name == "mergeCells" ? .merges : nil
    case .merges: name == "mergeCell" ? .merge : nil
    case .outside: name == "worksheet" ? .root : nil
    case .value, .text, .runText, .merge: nil
    }
  }

  mutating func text(_ text: XMLText) throws(SheetFileError) {
    switch place {
    case .value, .text, .runText:
      guard SheetText.append(text, to: &pending, most: meter.limits.textLength) else { throw tooLong }
    default: break
    }
  }

  mutating func end() throws(SheetFileError) {
    switch place {
    case .cell:
      place = .row
      try endCell()
    case .row:
      place = .data
      try endRow()
    case .value, .inline: place = .cell
    case .text, .run: place = .inline
    case .runText: place = .run
    case .data, .merges: place = .root
    case .merge: place = .merges
    case .root, .outside: place = .outside
    }
  }

  // MARK: Rows

  private mutating func beginRow(_ attributes: XMLAttributes) throws(SheetFileError) {
    var number: Int? = row + 1
    attributes.forEach { name, value in
      if name == "r" { number = CellReference.number(value.bytes, most: 1 << 40) }
    }
    guard let number, number > 0 else { throw damaged("номер строки листа неверен, после строки \(row)") }
    guard number <= meter.limits.rows else {
      throw meter.tooLarge(.rows, most: meter.limits.rows, at: here)
    }
    row = number
    column = -1
  }

  private mutating func endRow() throws(SheetFileError) {
    guard !rowCells.isEmpty else { return }
    try meter.charge(cells: rowCells.count, at: here)
    if let last = rows.last, last.number >= row { isSorted = false }
    // Copied to its exact size: the buffer goes on to the next row.
    rows.append(SheetRow(number: row, cells: Array(rowCells[...])))
    rowCells.removeAll(keepingCapacity: true)
  }

  private mutating func addMerged(_ attributes: XMLAttributes) throws(SheetFileError) {
    var range: CellRange?
    attributes.forEach { name, value in
      if name == "ref" { range = CellReference.range(value.bytes, limits: meter.limits) }
    }
    guard let range else { throw damaged("объединение ячеек без верного диапазона") }
    guard merged.count < meter.limits.merged else {
      throw meter.tooLarge(.merged, most: meter.limits.merged, at: CellPlace(file: meter.file, sheet: sheet, row: 0))
    }
    merged.append(range)
  }

  // MARK: Cells

  private mutating func beginCell(_ attributes: XMLAttributes) throws(SheetFileError) {
    column += 1
    kind = .number
    style = 0
    problem = nil
    attributes.forEach { name, value in
      if name == "r" {
        if let place = CellReference.parse(value.bytes, limits: meter.limits), place.row == row {
          column = place.column
        } else {
          problem = "место ячейки \(Fault.quoted(value.string)) не подходит к строке \(row)"
        }
      } else if name == "s" {
        style = CellReference.number(value.bytes, most: 1 << 20) ?? 0
      } else if name == "t" {
        if let kind = Self.kind(value) {
          self.kind = kind
        } else {
          problem = "вид ячейки \(Fault.quoted(value.string)) неизвестен"
        }
      }
    }
    if let problem { throw damaged(problem) }
    guard column < meter.limits.columns else { throw meter.tooLarge(.columns, most: meter.limits.columns, at: here) }
  }

  private static func kind(_ type: XMLText) -> Kind? {
    if type == "s" { return .shared }
    if type == "n" { return .number }
    if type == "str" { return .string }
    if type == "inlineStr" { return .inline }
    if type == "b" { return .boolean }
    if type == "e" { return .error }
    return type == "d" ? .date : nil
  }

  private mutating func endCell() throws(SheetFileError) {
    let cell = try value()
    guard cell != .empty else { return }
    if column < rowCells.count {
      guard rowCells[column] == .empty else { throw damaged("ячейка стоит дважды: \(address)") }
      rowCells[column] = cell
      return
    }
    while rowCells.count < column { rowCells.append(.empty) }
    rowCells.append(cell)
  }

  /// Formulas have no part in it: their saved value is all that is taken.
  private mutating func value() throws(SheetFileError) -> SheetCell {
    defer { pending.removeAll(keepingCapacity: true) }
    guard !pending.isEmpty else { return .empty }
    if kind == .string || kind == .inline { return try textCell() }
    let bytes = Self.trimmed(pending)
    guard !bytes.isEmpty else { return .empty }
    switch kind {
    case .shared:
      let index = bytes.withUnsafeBufferPointer { CellReference.number($0, most: Int(Int32.max)) }
      guard let index, index < texts.count else {
        throw damaged("ячейка \(address) ссылается на общий текст, которого нет")
      }
      return texts[index].isEmpty ? .empty : .text(texts[index])
    case .boolean: return .boolean(bytes.elementsEqual("1".utf8) || bytes.elementsEqual("true".utf8))
    case .error: return try Self.cell(errorCell: textCell())
    case .date:
      // ISO 8601, with or without a time of day.
      if let day = Day(iso: String(decoding: bytes.prefix(10), as: UTF8.self)) { return .day(day) }
      return try textCell()
    case .number, .string, .inline:
      guard let number = CellNumber.parse(bytes) else {
        throw damaged("в ячейке \(address) не число: \(Fault.quoted(String(decoding: bytes, as: UTF8.self)))")
      }
      if styles.showsDate(style), let day = SpreadsheetDay.day(of: number, countsFrom1904: countsFrom1904) {
        return .day(day)
      }
      return .number(number)
    }
  }

  private mutating func textCell() throws(SheetFileError) -> SheetCell {
    guard let text = SheetText.finished(&pending, most: meter.limits.textLength) else { throw tooLong }
    try meter.charge(text: text.utf8.count)
    return text.isEmpty ? .empty : .text(text)
  }

  private static func cell(errorCell: SheetCell) -> SheetCell {
    if case .text(let text) = errorCell { return .error(text) }
    return errorCell
  }

  private static func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let first = bytes.firstIndex(where: { !isSpace($0) }), let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return [] }
    return bytes[first...last]
  }

  // MARK: Places

  private var here: CellPlace { CellPlace(file: meter.file, sheet: sheet, row: row, column: column < 0 ? nil : column) }

  private var tooLong: SheetFileError { meter.tooLarge(.textLength, most: meter.limits.textLength, at: here) }

  private var address: String { (here.columnLetters ?? "") + String(row) }

  private func damaged(_ problem: String) -> SheetFileError {
    .damaged(file: meter.file, part: "", line: 0, problem: problem)
  }
}

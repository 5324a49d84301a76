/// Reads a text file of separated values as spreadsheets write them: any separator, any of the usual encodings.
///
/// Not ``CSVScanner``, which holds a network folder to the letter of RFC 4180: its comma is fixed, and a quote inside a
/// cell is a fault there while people's files have it in every school's name.
struct SeparatedText {
  private let bytes: [UInt8]
  private let isWindows1251: Bool
  private let meter: SheetMeter
  private let separator: UInt8
  private var position: Int
  private var row = 0
  private var cells: [SheetCell] = []
  private var column = 0
  private var pending: [UInt8] = []

  /// - Complexity: O(bytes).
  static func read(_ bytes: [UInt8], meter: SheetMeter) throws(SheetFileError) -> Sheet {
    var text: SeparatedText
    switch TextEncoding.detect(bytes) {
    case .binary: throw .unsupported(file: meter.file, kind: .binary)
    case .foreign(let name): throw .badText(file: meter.file, row: 1, problem: .foreignEncoding(name))
    case .broken(let name, let offset):
      throw .badText(file: meter.file, row: row(of: offset, in: bytes), problem: .brokenEncoding(name))
    case .encoding(.utf8, let start):
      text = SeparatedText(bytes, from: start, isWindows1251: false, meter: meter)
    case .encoding(.windows1251, let start):
      text = SeparatedText(bytes, from: start, isWindows1251: true, meter: meter)
    case .encoding(.utf16LittleEndian, let start):
      let utf8 = try utf8(ofUTF16: bytes, from: start, isBigEndian: false, meter: meter)
      text = SeparatedText(utf8, from: 0, isWindows1251: false, meter: meter)
    case .encoding(.utf16BigEndian, let start):
      let utf8 = try utf8(ofUTF16: bytes, from: start, isBigEndian: true, meter: meter)
      text = SeparatedText(utf8, from: 0, isWindows1251: false, meter: meter)
    }
    return Sheet(name: meter.file, rows: try text.rows())
  }

  private init(_ bytes: [UInt8], from start: Int, isWindows1251: Bool, meter: SheetMeter) {
    self.bytes = bytes
    self.isWindows1251 = isWindows1251
    self.meter = meter
    position = start
    if let declared = Self.declaredSeparator(bytes, from: start) {
      separator = declared.separator
      position = declared.end
      row = 1
    } else {
      separator = SeparatorGuess.separator(of: bytes[start...])
    }
  }

  /// The first line `sep=;`, by which Excel is told the separator.
  private static func declaredSeparator(_ bytes: [UInt8], from start: Int) -> (separator: UInt8, end: Int)? {
    let line = bytes[start...].prefix(8)
    guard line.count >= 5, String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep=" else { return nil }
    let separator = bytes[start + 4]
    guard separator == 0x09 || (0x21..<0x7F).contains(separator), separator != 0x22 else { return nil }
    var end = start + 5
    guard end < bytes.count else { return (separator, end) }
    guard bytes[end] == 0x0A || bytes[end] == 0x0D else { return nil }
    end += 1
    if bytes[end - 1] == 0x0D, end < bytes.count, bytes[end] == 0x0A { end += 1 }
    return (separator, end)
  }

  // MARK: Records

  private mutating func rows() throws(SheetFileError) -> [SheetRow] {
    var rows: [SheetRow] = []
    // DOS ends a text by this byte.
    let end = bytes.last == 0x1A ? bytes.count - 1 : bytes.count
    let bytes = self.bytes
    while position < end {
      row += 1
      guard row <= meter.limits.rows else { throw meter.tooLarge(.rows, most: meter.limits.rows) }
      column = 0
      while true {
        if position < end, bytes[position] == 0x22 {
          try quotedCell(bytes, end)
        } else {
          try plainCell(bytes, end)
        }
        column += 1
        guard position < end, bytes[position] == separator else { break }
        position += 1
      }
      if position < end {
        let isReturn = bytes[position] == 0x0D
        position += 1
        if isReturn, position < end, bytes[position] == 0x0A { position += 1 }
      }
      guard !cells.isEmpty else { continue }
      try meter.charge(cells: cells.count, at: CellPlace(file: meter.file, row: row))
      rows.append(SheetRow(number: row, cells: Array(cells[...])))
      cells.removeAll(keepingCapacity: true)
    }
    return rows
  }

  private mutating func plainCell(_ bytes: [UInt8], _ end: Int) throws(SheetFileError) {
    let start = position
    while position < end {
      let byte = bytes[position]
      if byte == separator || byte == 0x0A || byte == 0x0D { break }
      if byte < 0x20 { try check(control: byte) }
      position += 1
    }
    try append(bytes[start..<position])
  }

  /// Doubled quotes stand for one; text after the closing quote is taken as it stands, as Excel does.
  private mutating func quotedCell(_ bytes: [UInt8], _ end: Int) throws(SheetFileError) {
    let openedIn = row
    var unquoted: [UInt8] = []
    position += 1
    while true {
      let start = position
      while position < end, bytes[position] != 0x22 {
        if bytes[position] < 0x20 { try check(control: bytes[position]) }
        position += 1
      }
      guard position < end else {
        throw .badText(file: meter.file, row: openedIn, problem: .unterminatedQuote)
      }
      // A quote that is never closed takes the rest of the file: it is not copied.
      guard unquoted.count + position - start <= meter.limits.textLength * 3 else { throw tooLong }
      unquoted += bytes[start..<position]
      position += 1
      guard position < end, bytes[position] == 0x22 else { break }
      unquoted.append(0x22)
      position += 1
    }
    let start = position
    while position < end, bytes[position] != separator, bytes[position] != 0x0A, bytes[position] != 0x0D {
      if bytes[position] < 0x20 { try check(control: bytes[position]) }
      position += 1
    }
    unquoted += bytes[start..<position]
    try append(unquoted[...])
  }

  private func check(control byte: UInt8) throws(SheetFileError) {
    // Tabs, line ends, and the soft line ends of word processors.
    guard (0x09...0x0D).contains(byte) else {
      throw .badText(file: meter.file, row: row, problem: .controlCharacter)
    }
  }

  private mutating func append(_ cell: ArraySlice<UInt8>) throws(SheetFileError) {
    guard column < meter.limits.columns else { throw meter.tooLarge(.columns, most: meter.limits.columns, at: here) }
    guard !cell.isEmpty else { return }
    // A UTF-16 unit takes at most three bytes.
    guard cell.count <= meter.limits.textLength * 3 else { throw tooLong }
    let text = isWindows1251 ? decoded(cell) : String(decoding: cell, as: UTF8.self)
    guard text.utf8.count <= meter.limits.textLength || text.utf16.count <= meter.limits.textLength else {
      throw tooLong
    }
    try meter.charge(text: text.utf8.count)
    while cells.count < column { cells.append(.empty) }
    cells.append(.text(text))
  }

  private mutating func decoded(_ cell: ArraySlice<UInt8>) -> String {
    pending.removeAll(keepingCapacity: true)
    for byte in cell { Windows1251.append(byte, to: &pending) }
    return String(decoding: pending, as: UTF8.self)
  }

  private var here: CellPlace { CellPlace(file: meter.file, row: row, column: column) }
  private var tooLong: SheetFileError { meter.tooLarge(.textLength, most: meter.limits.textLength, at: here) }

  // MARK: Encodings

  private static func utf8(
    ofUTF16 bytes: [UInt8], from start: Int, isBigEndian: Bool, meter: SheetMeter
  ) throws(SheetFileError) -> [UInt8] {
    var utf8: [UInt8] = []
    utf8.reserveCapacity(bytes.count)
    var position = start
    var row = 1
    func unit(at position: Int) -> UInt16 {
      isBigEndian
        ? UInt16(bytes[position]) << 8 | UInt16(bytes[position + 1])
        : UInt16(bytes[position + 1]) << 8 | UInt16(bytes[position])
    }
    while position + 1 < bytes.count {
      let first = unit(at: position)
      position += 2
      if first == 0x0A { row += 1 }
      if first < 0x80 {
        utf8.append(UInt8(truncatingIfNeeded: first))
        continue
      }
      var scalar = UnicodeScalar(first)
      if first & 0xFC00 == 0xD800, position + 1 < bytes.count {
        let second = unit(at: position)
        if second & 0xFC00 == 0xDC00 {
          scalar = UnicodeScalar(0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF)))
          position += 2
        }
      }
      guard let scalar else { throw .badText(file: meter.file, row: row, problem: .brokenEncoding("UTF-16")) }
      utf8.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    guard position == bytes.count else {
      throw .badText(file: meter.file, row: row, problem: .brokenEncoding("UTF-16"))
    }
    return utf8
  }

  /// The line of a byte; inside quotes lines and records differ, but the text was not read that far.
  private static func row(of offset: Int, in bytes: [UInt8]) -> Int {
    1 + bytes[..<offset].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
  }
}

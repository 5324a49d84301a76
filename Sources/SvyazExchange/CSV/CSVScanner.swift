/// Walks over the records of a CSV file (RFC 4180), one at a time, without keeping them.
///
/// Cells are ranges of the bytes: text is made only for those that somebody asks for. Lines may end in LF, CRLF or CR,
/// mixed at will; line breaks inside quotes belong to the cell. No bytes make it fail: what is malformed is marked on
/// the cell and the walk goes on.
/// - Complexity: O(bytes) for the whole walk; memory for one record, and no more than ``cellLimit`` cells of it.
struct CSVScanner {
  /// What is malformed about a cell.
  enum Problem: Hashable, Sendable {
    case unterminatedQuote, textAfterQuote, strayQuote, controlCharacter, invalidUTF8
  }

  struct Cell: Sendable {
    var range: Range<Int>
    /// Holds doubled quotes that stand for one.
    var isEscaped = false
    var problem: Problem?

    var isEmpty: Bool { range.isEmpty }
  }

  let bytes: [UInt8]
  private var position: Int
  /// The number of the current record: the header is 1, blank lines count.
  private(set) var row = 0
  /// The cells of the current record, the first ``cellLimit`` of them.
  private(set) var cells: [Cell] = []
  /// How many cells the current record has.
  private(set) var cellCount = 0
  /// Further cells of a record are counted, not kept.
  var cellLimit: Int

  init(bytes: [UInt8], cellLimit: Int) {
    self.bytes = bytes
    self.cellLimit = cellLimit
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Goes to the next record that is not a blank line.
  ///
  /// - Returns: `false` at the end of the file.
  mutating func next() -> Bool {
    let bytes = self.bytes
    while position < bytes.count, Self.isLineEnd(bytes[position]) {
      row += 1
      skipLineEnd(bytes)
    }
    cells.removeAll(keepingCapacity: true)
    cellCount = 0
    guard position < bytes.count else { return false }
    row += 1
    while true {
      let isQuoted = position < bytes.count && bytes[position] == Self.quote
      let cell = isQuoted ? scanQuoted(bytes) : scanPlain(bytes, from: position)
      cellCount += 1
      if cells.count < cellLimit { cells.append(cell) }
      guard position < bytes.count, bytes[position] == Self.comma else { break }
      position += 1
    }
    skipLineEnd(bytes)
    return true
  }

  /// The text of a cell; bytes that are not UTF-8 show as U+FFFD.
  func text(of cell: Cell) -> String {
    let slice = bytes[cell.range]
    guard cell.isEscaped else { return String(decoding: slice, as: UTF8.self) }
    var unescaped: [UInt8] = []
    unescaped.reserveCapacity(slice.count)
    var isFirstQuote = false
    for byte in slice {
      // Quotes come in pairs here: the first of each is kept.
      isFirstQuote = byte == Self.quote && !isFirstQuote
      if byte != Self.quote || isFirstQuote { unescaped.append(byte) }
    }
    return String(decoding: unescaped, as: UTF8.self)
  }

  // MARK: Cells

  static let comma = UInt8(ascii: ",")
  static let quote = UInt8(ascii: "\"")

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private mutating func skipLineEnd(_ bytes: [UInt8]) {
    guard position < bytes.count else { return }
    let isCarriageReturn = bytes[position] == 0x0D
    position += 1
    if isCarriageReturn, position < bytes.count, bytes[position] == 0x0A { position += 1 }
  }

  /// Up to the next comma or line end; `start` is before the position when a quoted part was read already.
  private mutating func scanPlain(_ bytes: [UInt8], from start: Int) -> Cell {
    var hasQuote = false
    var hasControl = false
    var isASCII = true
    while position < bytes.count {
      let byte = bytes[position]
      if byte == Self.comma || Self.isLineEnd(byte) { break }
      if byte >= 0x80 { isASCII = false }
      if byte < 0x20, byte != 0x09 { hasControl = true }
      if byte == Self.quote { hasQuote = true }
      position += 1
    }
    let range = start..<position
    var cell = Cell(range: range)
    if hasQuote {
      cell.problem = .strayQuote
    } else if hasControl {
      cell.problem = .controlCharacter
    } else if !isASCII, !isWellFormedUTF8(bytes, in: range) {
      cell.problem = .invalidUTF8
    }
    return cell
  }

  private mutating func scanQuoted(_ bytes: [UInt8]) -> Cell {
    let opening = position
    position += 1
    var cell = Cell(range: position..<position)
    var hasControl = false
    var isASCII = true
    while true {
      guard position < bytes.count else {
        cell.range = opening + 1..<position
        cell.problem = .unterminatedQuote
        return cell
      }
      let byte = bytes[position]
      if byte == Self.quote {
        guard position + 1 < bytes.count, bytes[position + 1] == Self.quote else { break }
        cell.isEscaped = true
        position += 1
      }
      if byte >= 0x80 { isASCII = false }
      if byte < 0x20, byte != 0x09, !Self.isLineEnd(byte) { hasControl = true }
      position += 1
    }
    cell.range = opening + 1..<position
    position += 1
    if position < bytes.count, bytes[position] != Self.comma, !Self.isLineEnd(bytes[position]) {
      // Shown whole, quotes and all, so that the author finds it.
      cell = scanPlain(bytes, from: opening)
      cell.problem = .textAfterQuote
    } else if hasControl {
      cell.problem = .controlCharacter
    } else if !isASCII, !isWellFormedUTF8(bytes, in: cell.range) {
      cell.problem = .invalidUTF8
    }
    return cell
  }
}

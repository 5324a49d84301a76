/// Places of cells as workbooks write them: `AB12`, `A1:C3`.
enum CellReference {
  /// The row from 1 and the column from 0.
  ///
  /// Up to three letters: the column may lie beyond the last one of a worksheet.
  /// - Returns: `nil` for anything else, also for a row beyond the limit.
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>, limits: SheetLimits) -> (row: Int, column: Int)? {
    var position = 0
    var column = 0
    while position < bytes.count, position < 3 {
      let letter = bytes[position] & 0xDF
      guard (0x41...0x5A).contains(letter) else { break }
      column = column * 26 + Int(letter - 0x40)
      position += 1
    }
    guard position > 0, let row = number(bytes, from: position, most: limits.rows), row > 0
    else { return nil }
    return (row, column - 1)
  }

  /// Digits up to the end.
  static func number(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, most: Int) -> Int? {
    guard start < bytes.count else { return nil }
    var value = 0
    for position in start..<bytes.count {
      guard (0x30...0x39).contains(bytes[position]) else { return nil }
      value = value * 10 + Int(bytes[position] - 0x30)
      guard value <= most else { return nil }
    }
    return value
  }

  /// - Returns: `nil` also beyond the limits.
  static func range(_ bytes: UnsafeBufferPointer<UInt8>, limits: SheetLimits) -> CellRange? {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
      guard let cell = parse(bytes, limits: limits), cell.column < limits.columns else { return nil }
      return CellRange(rows: cell.row...cell.row, columns: cell.column...cell.column)
    }
    let head = UnsafeBufferPointer(rebasing: bytes[..<colon])
    let tail = UnsafeBufferPointer(rebasing: bytes[(colon + 1)...])
    guard let first = parse(head, limits: limits), let last = parse(tail, limits: limits),
      max(first.column, last.column) < limits.columns
    else { return nil }
    return CellRange(
      rows: min(first.row, last.row)...max(first.row, last.row),
      columns: min(first.column, last.column)...max(first.column, last.column))
  }
}

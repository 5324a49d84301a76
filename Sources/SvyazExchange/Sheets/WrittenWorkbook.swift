/// Looks a written workbook over: whether its sheets are whole.
enum WrittenWorkbook {
  /// How many rows each of the first `sheets` sheets holds; `nil` for a workbook that cannot be read.
  static func rowCounts(of bytes: [UInt8], sheets: Int) -> [Int]? {
    var limits = SheetLimits()
    limits.partBytes = .max
    limits.inflatedBytes = .max
    limits.inflationFloor = .max
    let meter = SheetMeter(file: "", fileBytes: 0, limits: limits)
    let counts = try? bytes.withUnsafeBufferPointer { buffer throws(SheetFileError) in
      let container = try ZipContainer(bytes: buffer, file: "", limits: limits)
      var counts: [Int] = []
      for number in 1...max(1, sheets) {
        let part = "xl/worksheets/sheet\(number).xml"
        counts.append(
          try XMLStream.parse(part, of: container, most: .max, meter: meter, handler: RowCounter()).rows)
      }
      return counts
    }
    return counts
  }

  private struct RowCounter: XMLHandler {
    var rows = 0

    mutating func begin(_ name: XMLName, _ attributes: XMLAttributes) -> Bool {
      guard name == "row" else { return name == "worksheet" || name == "sheetData" }
      rows += 1
      return true
    }

    func end() {}
    func text(_ text: XMLText) {}
  }
}

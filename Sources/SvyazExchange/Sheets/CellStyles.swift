/// Which styles of a workbook show a number as a date (`xl/styles.xml`).
struct CellStyles {
  private var isDate: [Bool] = []

  init() {}

  init(_ part: String, of container: ZipContainer, meter: SheetMeter) throws(SheetFileError) {
    let handler = try XMLStream.parse(
      part, of: container, most: meter.limits.smallPartBytes, meter: meter, handler: Handler())
    // Formats stand before the styles that name them, but nothing depends on it here.
    isDate = handler.styles.map { handler.formats[$0] ?? Self.isBuiltInDate($0) }
  }

  func showsDate(_ style: Int) -> Bool { isDate.indices.contains(style) && isDate[style] }

  /// ECMA-376 part 1, §18.8.30; the formats 18–21 and 45–47 show times of day or durations.
  static func isBuiltInDate(_ format: Int) -> Bool { (14...17).contains(format) || format == 22 }

  /// Whether a format code shows a day, a month or a year of its number: `dd\.mm\.yyyy`, `[$-419]d mmmm`.
  static func isDate(_ code: String) -> Bool {
    var hasDayOrYear = false
    var hasMonthOrMinute = false
    var hasHourOrSecond = false
    var isQuoted = false
    var isBracketed = false
    var isSkipped = false
    // Further sections are for negative numbers, zero and text.
    let section = code.lowercased().replacing("am/pm", with: "").replacing("a/p", with: "")
    for character in section.unicodeScalars {
      if isSkipped {
        isSkipped = false
      } else if isQuoted {
        isQuoted = character != "\""
      } else if isBracketed {
        isBracketed = character != "]"
      } else {
        switch character {
        case "\"": isQuoted = true
        case "[": isBracketed = true
        case "\\", "_", "*": isSkipped = true
        case "d", "y": hasDayOrYear = true
        case "m": hasMonthOrMinute = true
        case "h", "s": hasHourOrSecond = true
        case ";": return hasDayOrYear || (hasMonthOrMinute && !hasHourOrSecond)
        default: break
        }
      }
    }
    return hasDayOrYear || (hasMonthOrMinute && !hasHourOrSecond)
  }

  private struct Handler: XMLHandler {
    private enum Place { case outside, root, formats, styles, leaf }

    private var place = [Place.outside]
    var formats: [Int: Bool] = [:]
    var styles: [Int] = []

    mutating func begin(_ name: XMLName, _ attributes: XMLAttributes) -> Bool {
      guard name.isSpreadsheet, let next = next(name) else { return false }
      if next == .leaf {
        var format = 0
        var code = ""
        attributes.forEach { name, value in
          if name == "numFmtId" { format = Int(value.string) ?? 0 } else if name == "formatCode" { code = value.string }
        }
        if place.last == .formats { formats[format] = CellStyles.isDate(code) } else { styles.append(format) }
      }
      place.append(next)
      return true
    }

    private func next(_ name: XMLName) -> Place? {
      switch place.last {
      case .outside where name == "styleSheet": .root
      case .root where name == "numFmts": .formats
      case .root where name == "cellXfs": .styles
      case .formats where name == "numFmt": .leaf
      case .styles where name == "xf": .leaf
      default: nil
      }
    }

    mutating func end() { place.removeLast() }
    func text(_ text: XMLText) {}
  }
}

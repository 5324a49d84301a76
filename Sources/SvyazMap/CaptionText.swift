/// Words that captions are made of: plural forms, lists, shares.
enum CaptionText {
  static let noBreakSpace = "\u{A0}"

  /// The form of a noun with a number: `one` with 1, 21, 101…, `few` with 2–4, 22–24…, `many` with the others.
  static func form(_ count: Int, _ one: String, _ few: String, _ many: String) -> String {
    let last = count.magnitude % 100
    if (11...14).contains(last) { return many }
    return switch last % 10 {
    case 1: one
    case 2, 3, 4: few
    default: many
    }
  }

  /// «1 школа», «4 школы», «6 школ».
  static func counted(_ count: Int, _ one: String, _ few: String, _ many: String) -> String {
    "\(count)\(noBreakSpace)\(form(count, one, few, many))"
  }

  /// «1 школа»: as the subject of a sentence.
  static func schools(_ count: Int) -> String { counted(count, "школа", "школы", "школ") }
  /// «ведёт 1 школу»: as its object.
  static func schoolsAsObject(_ count: Int) -> String { counted(count, "школу", "школы", "школ") }
  /// «из 1 школы», «из 5 школ».
  static func ofSchools(_ count: Int) -> String { counted(count, "школы", "школ", "школ") }
  /// «47 связей».
  static func ties(_ count: Int) -> String { counted(count, "связь", "связи", "связей") }

  /// «Школа № 1, Школа № 2, Школа № 3 и ещё 4»; a name of many characters is cut. Numbers keep to their names.
  static func list(_ names: [String], limit: Int = 3, separator: String = ", ") -> String {
    // «и ещё 1» would be as long as the name.
    let shown = names.count == limit + 1 ? names : Array(names.prefix(limit))
    let text = shown.map { unbroken(DisplayText.clean($0, limit: 60)) }.joined(separator: separator)
    return shown.count < names.count ? "\(text) и\(noBreakSpace)ещё\(noBreakSpace)\(names.count - shown.count)" : text
  }

  /// «Школа № 12» with the number held to the word before it.
  static func unbroken(_ name: String) -> String {
    var words: [String] = []
    for part in name.split(separator: " ") {
      if let last = words.last, part == "№" || last.hasSuffix("№") {
        words[words.count - 1] = last + noBreakSpace + part
      } else {
        words.append(String(part))
      }
    }
    return words.joined(separator: " ")
  }

  /// «43 %»: whole per cent, the nearest. A part that is neither nothing nor all never reads as either.
  static func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "0\(noBreakSpace)%" }
    let (product, overflow) = part.multipliedReportingOverflow(by: 200)
    let value = overflow ? 0 : (product + whole) / (2 * whole)
    if value == 0, part > 0 { return "меньше 1\(noBreakSpace)%" }
    if value == 100, part < whole { return "больше 99\(noBreakSpace)%" }
    return "\(value)\(noBreakSpace)%"
  }
}

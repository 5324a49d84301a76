/// How wide a line of PT Sans is, from a table of its own: a drawing must not depend on the fonts of the machine that
/// computes it. Never less than PT Sans takes, a few per cent more.
enum TextWidth {
  /// Advance widths in thousandths of the size, rounded up; the wider of the regular and the bold face.
  private static let advances: [Unicode.Scalar: Int] = {
    let groups: [(Int, String)] = [
      (260, ".,'"), (280, "ij \u{00A0}:·"), (300, "lI;"), (320, "!"), (340, "fJ()[]"), (360, "rt-"), (380, "г"),
      (400, "„“"), (420, "т/\""), (440, "s"), (460, "зсГcz?"), (480, "уэy"), (500, "акьakv«»"), (520, "веёлчяeFL"),
      (540, "бнопхъЕЁbdgoquxES−§+×±≥≤=<>"), (560, "ийрцЗhnpZ"), (580, "дБРСТУЬЭЯ0123456789CPT"), (600, "ВBY"),
      (620, "АКЧAGKRV"), (640, "ЛХX"), (660, "ПDU–"), (680, "мНЪHN"), (700, "жфДИЙОЦOQ"), (720, "ы"), (740, "юw"),
      (760, "ш"), (800, "щМЫM"), (820, "Фm—…&"), (840, "Ж%"), (880, "ШW"), (900, "Ю"), (920, "Щ"), (1040, "№"),
    ]
    var table = [Unicode.Scalar: Int]()
    for (width, characters) in groups {
      for scalar in characters.unicodeScalars { table[scalar] = max(table[scalar] ?? 0, width) }
    }
    return table
  }()

  /// In points, for text of this size in points; letters that the table lacks count as one em.
  static func of(_ text: String, size: Double) -> Double {
    var sum = 0
    for scalar in text.unicodeScalars {
      sum += advances[scalar] ?? (scalar.properties.generalCategory == .nonspacingMark ? 0 : 1040)
    }
    return Double(sum) / 1000 * size
  }

  /// The text, or its beginning with «…», so that it is at most this wide. Empty where not even «…» fits.
  static func fitted(_ text: String, size: Double, width: Double) -> String {
    let text = oneLine(text)
    if of(text, size: size) <= width { return text }
    var room = width - of("…", size: size)
    guard room >= 0 else { return "" }
    var out = ""
    for character in text {
      room -= of(String(character), size: size)
      if room < 0 { break }
      out.append(character)
    }
    while let last = out.last, last == " " || last == "\u{00A0}" || last == "," { out.removeLast() }
    return out + "…"
  }

  /// At most `lines` lines of at most this width, broken at spaces; what does not fit ends in «…».
  static func wrapped(_ text: String, size: Double, width: Double, lines: Int) -> [String] {
    var result = [String]()
    var words = oneLine(text).split(separator: " ")[...]
    while result.count < lines, !words.isEmpty {
      if result.count == lines - 1 {
        result.append(fitted(words.joined(separator: " "), size: size, width: width))
        break
      }
      var line = String(words.removeFirst())
      if of(line, size: size) > width {
        result.append(fitted(line, size: size, width: width))
        continue
      }
      while let next = words.first, of(line + " " + next, size: size) <= width {
        line += " " + next
        words.removeFirst()
      }
      result.append(line)
    }
    return result.filter { !$0.isEmpty }
  }

  /// Line ends and other control characters would have no width and no meaning in a line of a drawing.
  static func oneLine(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(2000) {
      view.append(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? " " : scalar)
    }
    return String(view)
  }
}

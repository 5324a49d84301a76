/// What may stand in the texts of an office file.
enum OfficeText {
  /// Characters that XML 1.0 forbids, those without a glyph, and those that turn the direction of the text around
  /// them: none of them belongs in a name, and each can break a page or mislead its reader.
  static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F...0x9F, 0xFFFE...0xFFFF: true
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFDD0...0xFDEF, 0xE0000...0xE007F: true
    default: false
    }
  }

  /// A piece of text between the marks that office formats write as elements.
  enum Piece: Hashable {
    case text(String)
    case lineBreak
    case tab
  }

  /// Line ends of every kind become breaks, tabs become tabs.
  static func pieces(_ text: String) -> [Piece] {
    var pieces: [Piece] = []
    var run = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    func close() {
      if !run.isEmpty { pieces.append(.text(String(run))) }
      run = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\r", "\u{B}", "\u{85}", "\u{2028}", "\u{2029}":
        close()
        pieces.append(.lineBreak)
      case "\t":
        close()
        pieces.append(.tab)
      default: if !isDropped(scalar) { run.append(scalar) }
      }
      previous = scalar
    }
    close()
    return pieces
  }

  /// On one line and at most `most` characters, the last of them an ellipsis where something was cut off: titles of
  /// windows, names of shapes.
  static func line(_ text: String, most: Int) -> String {
    var cut = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars where !isDropped(scalar) {
      if count == most {
        cut.removeLast()
        cut.append("…")
        break
      }
      cut.append(scalar.properties.isWhitespace ? (scalar == "\u{A0}" ? scalar : " ") : scalar)
      count += 1
    }
    return String(cut)
  }
}

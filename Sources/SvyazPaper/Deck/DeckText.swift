internal import SvyazOffice

/// How much room a text takes on a slide, by a rule of thumb: the font that will show it may be another one.
enum DeckText {
  static let lineHeight = 1.3

  /// Points; rather too much than too little for PT Sans.
  static func width(_ text: String, size: Double, isBold: Bool = false) -> Double {
    var ems = 0.0
    for scalar in text.unicodeScalars { ems += advance(of: scalar) }
    return ems * size * (isBold ? 1.08 : 1)
  }

  private static func advance(of scalar: Unicode.Scalar) -> Double {
    switch scalar.value {
    case 0x20, 0xA0, 0x2C, 0x2E, 0x3A, 0x3B, 0x21, 0x27, 0x28, 0x29: 0.34
    // Ж, М, Ф, Ш, Щ, Ю, Ы and their small letters; @, M, W, m, w.
    case 0x416, 0x41C, 0x424, 0x428, 0x429, 0x42E, 0x42B, 0x436, 0x43C, 0x444, 0x448, 0x449, 0x44E, 0x44B: 0.86
    case 0x40, 0x4D, 0x57, 0x6D, 0x77, 0x2014, 0x2116: 0.95
    case 0x41...0x5A, 0x410...0x42F: 0.68
    case 0x0...0x24F, 0x400...0x52F, 0x2010...0x2027: 0.58
    default: 1.2
    }
  }

  /// Lines that a text takes; a tenth of each is lost where words do not fit.
  static func lines(_ text: String, size: Double, isBold: Bool = false, width: Double) -> Int {
    var lines = 0
    for paragraph in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let needed = self.width(String(paragraph), size: size, isBold: isBold)
      let one = needed <= width ? 1 : (needed / max(width * 0.9, size)).rounded(.up)
      lines += Int(min(one, 100_000))
    }
    return max(1, lines)
  }

  /// The first of `sizes`, which fall, at which the text fits; the last when none does.
  static func size(of text: String, sizes: [Double], width: Double, height: Double) -> Double {
    sizes.first { Double(lines(text, size: $0, isBold: true, width: width)) * $0 * 1.2 <= height } ?? sizes.last ?? 12
  }

  /// Cut off with an ellipsis where the text is wider than `width`, all its lines together.
  static func cut(_ text: String, width: Double, size: Double) -> String {
    var left = width
    return cut(text, size: size, left: &left)
  }

  /// - Parameter left: room in points, less what was taken.
  static func cut(_ text: String, size: Double, left: inout Double) -> String {
    guard left > 0 else { return "" }
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let one = advance(of: scalar) * size
      guard left >= one else {
        left = 0
        return String(kept) + "…"
      }
      left -= one
      kept.append(scalar)
    }
    return text
  }

  static func runs(
    _ text: PaperText, size: Double, left: inout Double, isBold: Bool = false, color: OfficeColor? = nil
  ) -> [SlideRun] {
    var runs: [SlideRun] = []
    for run in text.runs where left > 0 {
      runs.append(
        SlideRun(
          cut(run.text, size: size, left: &left), size: size, isBold: isBold || run.isBold, isItalic: run.isItalic,
          color: color))
    }
    return runs.isEmpty ? [SlideRun("", size: size)] : runs
  }
}

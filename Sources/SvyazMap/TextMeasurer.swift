internal import CGraphvizShim

/// Knows how wide text is when it is drawn.
protocol TextMeasuring {
  /// Width of one line in points.
  func width(of text: String, size: Double, isBold: Bool) -> Double

  /// The text with every character that no font at hand can draw replaced by U+FFFD: painters draw such characters
  /// each in its own way, and no width would be right.
  func drawable(_ text: String) -> String
}

extension TextMeasuring {
  /// The text, or as much of its beginning as fits before an ellipsis.
  func fit(_ text: String, size: Double, isBold: Bool, room: Double) -> String {
    if width(of: text, size: size, isBold: isBold) <= room { return text }
    var low = 0
    var high = text.count
    while low < high {
      let middle = (low + high + 1) / 2
      if width(of: text.prefix(middle) + "…", size: size, isBold: isBold) <= room {
        low = middle
      } else {
        high = middle - 1
      }
    }
    return text.prefix(low) + "…"
  }
}

/// Measures with the fonts that librsvg will draw with.
///
/// Widths grow in proportion to the size, so each text is measured once, at 100 points.
final class PangoMeasurer: TextMeasuring {
  private struct Key: Hashable {
    let text: String
    let isBold: Bool
  }
  private var known: [Key: svyaz_text_extent] = [:]

  func width(of text: String, size: Double, isBold: Bool) -> Double {
    extent(of: text, isBold: isBold).width * size / 100
  }

  func drawable(_ text: String) -> String {
    guard extent(of: text, isBold: false).unknown > 0 else { return text }
    return text.reduce(into: "") { result, character in
      result += extent(of: String(character), isBold: false).unknown > 0 ? "\u{FFFD}" : String(character)
    }
  }

  private func extent(of text: String, isBold: Bool) -> svyaz_text_extent {
    let key = Key(text: text, isBold: isBold)
    if let extent = known[key] { return extent }
    var copy = text
    let measured = copy.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        var extent = svyaz_text_extent()
        let status = svyaz_measure_text(
          characters.baseAddress, characters.count, MapTheme.fontStack, 100, isBold ? 1 : 0, &extent)
        // Without pango an average letter is better than nothing.
        if status != 0 { extent.width = Double(text.count) * 56 }
        return extent
      }
    }
    known[key] = measured
    return measured
  }
}

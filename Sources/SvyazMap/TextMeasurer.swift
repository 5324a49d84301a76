internal import CGraphvizShim

/// Knows how wide text is when it is drawn.
protocol TextMeasuring {
  /// Width of one line in points.
  func width(of text: String, size: Double, isBold: Bool) -> Double
}

/// Measures with the fonts that librsvg will draw with.
///
/// Widths grow in proportion to the size, so each text is measured once, at 100 points.
final class PangoMeasurer: TextMeasuring {
  private struct Key: Hashable {
    let text: String
    let isBold: Bool
  }
  private var known: [Key: Double] = [:]

  func width(of text: String, size: Double, isBold: Bool) -> Double {
    let key = Key(text: text, isBold: isBold)
    if let width = known[key] { return width * size / 100 }
    var copy = text
    let width = copy.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        var extent = svyaz_text_extent()
        let status = svyaz_measure_text(
          characters.baseAddress, characters.count, MapTheme.fontFamily, 100, isBold ? 1 : 0, &extent)
        // Without pango an average letter is better than nothing.
        return status == 0 ? extent.width : Double(text.count) * 56
      }
    }
    known[key] = width
    return width * size / 100
  }
}

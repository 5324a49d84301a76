/// What XML, and so HTML written as XML, needs of texts and numbers.
enum Markup {
  /// For text and for attribute values in quotes. What XML 1.0 cannot hold is dropped; line ends and tabs become spaces.
  static func escape(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out.append(contentsOf: "&amp;".unicodeScalars)
      case "<": out.append(contentsOf: "&lt;".unicodeScalars)
      case ">": out.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
      case "'": out.append(contentsOf: "&#39;".unicodeScalars)
      case "\n", "\r", "\t", "\u{2028}", "\u{2029}", "\u{85}": out.append(" ")
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": break
      // Marks that turn the direction of all that follows.
      case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": break
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  /// At most two decimals, without a trailing zero; what is no number becomes 0.
  static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "0" }
    let hundredths = Int((value * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let (whole, part) = (abs(hundredths) / 100, abs(hundredths) % 100)
    if part == 0 { return "\(sign)\(whole)" }
    if part.isMultiple(of: 10) { return "\(sign)\(whole).\(part / 10)" }
    return "\(sign)\(whole).\(part < 10 ? "0" : "")\(part)"
  }

  /// Letters, digits and hyphens, to be an id wherever it stands.
  static func id(_ text: String) -> String {
    var out = ""
    for scalar in text.lowercased().unicodeScalars.prefix(80) {
      let isKept = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      out.append(isKept ? String(scalar) : "-")
    }
    return out.first.map { ("a"..."z").contains($0) } == true ? out : "x-" + out
  }
}

import SvyazGraph

/// Identifiers made from Russian names in the manner of the sample: «Школа № 12» is `school-12`.
enum SchoolSlug {
  static func school(_ name: SchoolName) -> String {
    var parts: [String] = []
    if let kind = kind(name.kinds) { parts.append(kind) }
    parts += name.numbers.prefix(3).filter { $0 < Int.max }.map(String.init)
    if name.numbers.isEmpty || parts.isEmpty { parts += name.words.map(transliterated) }
    return joined(parts, fallback: "school")
  }

  /// The words of any text, transliterated and joined: «ММО математики» is `mmo-matematiki`.
  static func text(_ text: some StringProtocol, fallback: String) -> String {
    joined(
      IntakeText.tokens(text).filter { $0 != "№" && $0 != "%" }.map(transliterated),
      fallback: fallback)
  }

  /// At most 48 characters, so that a number can follow in an identifier of 64.
  static func joined(_ parts: [String], fallback: String) -> String {
    var slug = ""
    for part in parts {
      let part = String(
        String.UnicodeScalarView(
          part.unicodeScalars.filter {
            $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-"
          }))
      guard !part.isEmpty else { continue }
      if slug.utf8.count + part.utf8.count + 1 > 48 {
        if slug.isEmpty { slug = String(part.prefix(48)) }
        break
      }
      slug += (slug.isEmpty ? "" : "-") + part
    }
    while slug.hasPrefix("-") { slug.removeFirst() }
    return slug.isEmpty ? fallback : slug
  }

  /// The slug itself, or with a free number after it; after a few tries with a digest of the whole text.
  static func unique(_ slug: String, of text: String, isTaken: (String) -> Bool) -> String {
    guard isTaken(slug) else { return slug }
    for number in 2...20 where !isTaken("\(slug)-\(number)") { return "\(slug)-\(number)" }
    return "\(slug)-\(digest(text))"
  }

  /// A short number that is the same for the same text on every machine: FNV-1a in base 36.
  static func digest(_ text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return String((hash ^ (hash >> 32)) & 0xFFFF_FFFF, radix: 36)
  }

  private static func kind(_ kinds: SchoolName.Kinds) -> String? {
    if kinds.contains(.evening) { return "vechernyaya" }
    if kinds.contains(.boarding) { return "internat" }
    if kinds.contains(.gymnasium) { return "gimnazia" }
    if kinds.contains(.lyceum) { return "licey" }
    if kinds.contains(.college) { return "college" }
    if kinds.contains(.primary) { return "nachalnaya" }
    if kinds.contains(.corps) { return "korpus" }
    return kinds.contains(.school) ? "school" : nil
  }

  static func transliterated(_ word: String) -> String {
    var word = Substring(word)
    var ending = ""
    for (russian, latin) in [("ский", "sky"), ("ный", "ny"), ("ый", "y"), ("ий", "iy")]
    where word.hasSuffix(russian) {
      word = word.dropLast(russian.count)
      ending = latin
      break
    }
    var latin = ""
    for scalar in word.unicodeScalars {
      if scalar.isASCII {
        latin.unicodeScalars.append(scalar)
      } else {
        latin += letters[scalar] ?? ""
      }
    }
    return latin + ending
  }

  private static let letters: [Unicode.Scalar: String] = [
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f",
    "х": "kh", "ц": "c", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e",
    "ю": "yu",
    "я": "ya",
  ]
}

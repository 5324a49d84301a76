/// Text of people made comparable: lower case, «е» for «ё», no quotes, dashes, line breaks or other marks.
enum IntakeText {
  /// Longer cells are looked at only so far, in scalars: no name, heading or word of a list is that long.
  static let longestLook = 600

  /// The words of a text: runs of letters and runs of digits, so that «Школа-12» gives «школа», «12».
  ///
  /// Latin letters that look like Cyrillic ones become them in a word that has a Cyrillic letter, and in a word that
  /// could be Cyrillic throughout («MAOY»). «№» and `%` are words of their own.
  static func tokens(_ text: some StringProtocol) -> [String] {
    var tokens: [String] = []
    var word = Word()
    var seen = 0
    for scalar in text.unicodeScalars {
      seen += 1
      if seen > longestLook { break }
      switch scalar.value {
      case 0x2116, 0x23:  // № #
        word.end(into: &tokens)
        tokens.append("№")
      case 0x25:
        word.end(into: &tokens)
        tokens.append("%")
      case 0x306: word.combine(with: "и", into: "й")
      case 0x308: word.combine(with: "е", into: "е")
      // Stress marks, soft hyphens, zero-width spaces.
      case 0x300...0x36F, 0xAD, 0x200B...0x200D, 0xFEFF: break
      case 0x30...0x39: word.append(scalar, isDigit: true, into: &tokens)
      case 0x41...0x5A:
        word.append(Unicode.Scalar(scalar.value + 32) ?? scalar, isDigit: false, into: &tokens)
      case 0x61...0x7A: word.append(scalar, isDigit: false, into: &tokens)
      case 0x401, 0x451: word.append("е", isDigit: false, into: &tokens)
      case 0x410...0x42F:
        word.append(Unicode.Scalar(scalar.value + 32) ?? scalar, isDigit: false, into: &tokens)
      case 0x430...0x44F: word.append(scalar, isDigit: false, into: &tokens)
      default:
        if scalar.value > 0x7F, scalar.properties.isAlphabetic {
          for lower in scalar.properties.lowercaseMapping.unicodeScalars {
            word.append(lower, isDigit: false, into: &tokens)
          }
        } else {
          word.end(into: &tokens)
        }
      }
    }
    word.end(into: &tokens)
    return tokens
  }

  /// Whether ``tokens(_:)`` does not see the whole text: such a cell is no name and no word of a list.
  static func isTooLong(_ text: some StringProtocol) -> Bool {
    text.utf8.count > longestLook && text.unicodeScalars.prefix(longestLook + 1).count > longestLook
  }

  /// ``tokens(_:)`` joined by spaces: equal for texts that differ only in case, «ё», quotes, dashes and spaces.
  static func folded(_ text: some StringProtocol) -> String { tokens(text).joined(separator: " ") }

  /// A text without the white space around it; what a spreadsheet shows as blank is empty.
  static func trimmed(_ text: some StringProtocol) -> Substring {
    var scalars = Substring(text).unicodeScalars
    while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
    while let last = scalars.last, isBlank(last) { scalars.removeLast() }
    return Substring(scalars)
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    // White space of Unicode, control characters, zero-width spaces: spelt out, for every cell asks it twice.
    switch scalar.value {
    case 0...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200D, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
      0xFEFF:
      true
    default: false
    }
  }

  /// A text on one line, its white space single spaces.
  static func onOneLine(_ text: some StringProtocol) -> String {
    var line = String.UnicodeScalarView()
    var isPending = false
    for scalar in text.unicodeScalars {
      if isBlank(scalar) {
        isPending = !line.isEmpty
      } else {
        if isPending { line.append(" ") }
        isPending = false
        line.append(scalar)
      }
    }
    return String(line)
  }

  /// A word that is being read.
  private struct Word {
    private var scalars = String.UnicodeScalarView()
    private var isDigits = false
    private var hasCyrillic = false
    private var hasLatin = false
    private var allLookAlike = true

    mutating func append(_ scalar: Unicode.Scalar, isDigit: Bool, into tokens: inout [String]) {
      if !scalars.isEmpty, isDigit != isDigits { end(into: &tokens) }
      isDigits = isDigit
      scalars.append(scalar)
      guard !isDigit else { return }
      if (0x400...0x4FF).contains(scalar.value) {
        hasCyrillic = true
      } else {
        hasLatin = true
        if IntakeText.cyrillicTwin(scalar) == nil { allLookAlike = false }
      }
    }

    /// A combining mark after its letter: macOS writes «й» so.
    mutating func combine(with base: Unicode.Scalar, into whole: Unicode.Scalar) {
      guard scalars.last == base else { return }
      scalars.removeLast()
      scalars.append(whole)
    }

    mutating func end(into tokens: inout [String]) {
      guard !scalars.isEmpty else { return }
      if hasLatin, hasCyrillic || allLookAlike {
        var cyrillic = String.UnicodeScalarView()
        for scalar in scalars { cyrillic.append(IntakeText.cyrillicTwin(scalar) ?? scalar) }
        tokens.append(String(cyrillic))
      } else {
        tokens.append(String(scalars))
      }
      self = Word()
    }
  }

  private static func cyrillicTwin(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "a": "а"
    case "b": "в"
    case "c": "с"
    case "e": "е"
    case "h": "н"
    case "k": "к"
    case "m": "м"
    case "o": "о"
    case "p": "р"
    case "t": "т"
    case "x": "х"
    case "y": "у"
    default: nil
    }
  }

  /// Whether one text becomes the other by at most `limit` insertions, deletions or replacements of a letter, or swaps
  /// of neighbours.
  ///
  /// - Complexity: O(length · limit).
  static func isNear(_ left: [UInt32], _ right: [UInt32], limit: Int) -> Bool {
    guard abs(left.count - right.count) <= limit else { return false }
    var older: [Int] = []
    var previous = Array(0...right.count)
    for row in 1...max(1, left.count) {
      guard row <= left.count else { break }
      var current = [Int](repeating: limit + 1, count: right.count + 1)
      current[0] = row
      var least = row
      if !right.isEmpty {
        let low = max(1, row - limit)
        let high = min(right.count, row + limit)
        guard low <= high else { return false }
        for column in low...high {
          let isSame = left[row - 1] == right[column - 1]
          var cost = previous[column - 1] + (isSame ? 0 : 1)
          cost = min(cost, previous[column] + 1, current[column - 1] + 1)
          if row > 1, column > 1, left[row - 1] == right[column - 2],
            left[row - 2] == right[column - 1]
          {
            cost = min(cost, older[column - 2] + 1)
          }
          current[column] = cost
          least = min(least, cost)
        }
      }
      if least > limit { return false }
      older = previous
      previous = current
    }
    return previous[right.count] <= limit
  }
}

/// Makes any text fit to be drawn: no control characters, no line breaks, bounded length, short lines.
enum DisplayText {
  /// Longest line of a label, in characters, and the number of lines.
  static let lineLength = 26
  static let lineCount = 3
  /// A name of so many characters is whole whatever its words: on a fourth or fifth line where three are too few.
  static let wholeLength = 60

  /// One line of visible text.
  ///
  /// Control characters, and those that XML forbids or that turn the reading direction of what follows, become spaces;
  /// runs of spaces become one. A character of many combining marks keeps the first eight scalars.
  static func clean(_ text: String, limit: Int = 400) -> String {
    var result = ""
    var pendingSpace = false
    var count = 0
    for character in text {
      if count >= limit { break }
      var kept = String.UnicodeScalarView()
      for scalar in character.unicodeScalars.prefix(8) {
        if isForbidden(scalar) { pendingSpace = true } else { kept.append(scalar) }
      }
      let piece = String(kept)
      if piece.isEmpty || piece.allSatisfy({ $0.isWhitespace && $0 != "\u{A0}" && $0 != "\u{202F}" }) {
        pendingSpace = true
        continue
      }
      if pendingSpace && !result.isEmpty { result.append(" ") }
      pendingSpace = false
      result += piece
      count += 1
    }
    return result
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0xFFFE, 0xFFFF, 0x2028, 0x2029: true
    case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFDD0...0xFDEF, 0xE0000...0xE007F: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }

  /// Breaks a label into at most three balanced lines; what does not fit ends in an ellipsis, unless the label is
  /// short enough to be whole in more lines.
  static func wrap(_ text: String) -> [String] {
    let plain = clean(text)
    let words = breakable(plain)
    guard !words.isEmpty else { return [] }
    let length = words.reduce(words.count - 1) { $0 + $1.count }
    if length <= 16 { return [words.joined(separator: " ")] }
    for lines in 2...lineCount {
      guard let broken = balanced(words, into: lines) else { continue }
      // A third line only when two would be long.
      if lines < lineCount, (broken.map(\.count).max() ?? 0) > 22, let more = balanced(words, into: lines + 1),
        (more.map(\.count).max() ?? 0) < 18
      {
        return more
      }
      return broken
    }
    return plain.count <= wholeLength ? greedy(words, width: lineLength) : truncated(words)
  }

  /// Words, with «№ 12» kept together and what is longer than a line cut.
  private static func breakable(_ text: String) -> [String] {
    var words: [String] = []
    for part in text.split(separator: " ") {
      if let last = words.last, last == "№" || last.hasSuffix(" №"), part.count <= 6 {
        words[words.count - 1] = last + "\u{A0}" + part
        continue
      }
      if let last = words.last, last.count <= 2, !last.contains("\u{2026}"), last.count + part.count < lineLength {
        // A preposition never ends a line.
        words[words.count - 1] = last + "\u{A0}" + part
        continue
      }
      if part == "№", let last = words.last, last.count <= 10 {
        // «Школа №» waits for its number.
        words[words.count - 1] = last + " №"
        continue
      }
      var rest = Substring(part)
      while rest.count > lineLength {
        words.append(String(rest.prefix(lineLength - 1)) + "-")
        rest = rest.dropFirst(lineLength - 1)
      }
      words.append(String(rest))
    }
    return words
  }

  /// Lines whose longest is as short as possible; `nil` when one would exceed the limit.
  private static func balanced(_ words: [String], into lines: Int) -> [String]? {
    guard words.count >= lines else { return nil }
    let longest = words.map(\.count).max() ?? 0
    for width in max(longest, 4)...max(longest, lineLength) {
      let broken = greedy(words, width: width)
      if broken.count <= lines { return (broken.map(\.count).max() ?? 0) <= lineLength ? broken : nil }
    }
    return nil
  }

  private static func greedy(_ words: [String], width: Int) -> [String] {
    var lines: [String] = []
    for word in words {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word)
      }
    }
    return lines
  }

  private static func truncated(_ words: [String]) -> [String] {
    var lines = greedy(words, width: lineLength)
    guard lines.count > lineCount else { return lines }
    lines = Array(lines.prefix(lineCount))
    let last = lines[lineCount - 1]
    lines[lineCount - 1] = last.prefix(lineLength - 1).trimmingSuffix() + "…"
    return lines
  }
}

extension Substring {
  fileprivate func trimmingSuffix() -> String {
    var text = self
    while let last = text.last, last == " " || last == "," || last == "-" { text.removeLast() }
    return String(text)
  }
}

/// The words of a cell in one line or two, with the district's code last, and how wide they are.
///
/// Widths are for a font of one point.
struct PanelCell {
  /// How a cell is written.
  enum Level: Int, CaseIterable {
    /// «Гимназия № 133» over «КР»
    case full
    /// «Гимн. 133» over «КР»
    case short
    /// «Гимназия № 133 · КР»
    case fullLine
    /// «Гимн. 133 · КР»
    case shortLine
    /// «133» over «гимн. КР», and long names cut.
    case number

    var isOneLine: Bool { self == .fullLine || self == .shortLine }
    var isShort: Bool { self == .short || self == .shortLine }
  }

  struct Line {
    var text: String
    var width: Double
    /// In proportion to the font.
    var scale = 1.0
    var isBold = false
    /// Says the district alone.
    var isCode = false
  }

  /// Longest name, in characters; the whole is in the tooltip.
  static let nameLength = 60

  /// The ways to write the cell, from one line of the name to two.
  let choices: [[Line]]
  /// What the cell must hold at least.
  let leastWidth: Double
  let allowsEllipsis: Bool

  init(_ node: NetworkMap.Node, level: Level, measurer: some TextMeasuring) {
    choices = Self.choices(node, level: level, measurer: measurer)
    leastWidth = choices.map(Self.width).min() ?? 0
    allowsEllipsis = level == .number
  }

  private static func choices(
    _ node: NetworkMap.Node, level: Level, measurer: some TextMeasuring
  ) -> [[Line]] {
    let isBold = node.style == .base
    let code = measurer.drawable(DisplayText.clean(node.detail ?? "", limit: 40))
    func line(_ text: String, bold: Bool, scale: Double = 1, isCode: Bool = false) -> Line {
      Line(
        text: text, width: measurer.width(of: text, size: scale, isBold: bold), scale: scale, isBold: bold,
        isCode: isCode)
    }
    let name = measurer.drawable(shortened(DisplayText.clean(node.label)))
    let numbered = NumberedName(name)
    if level == .number, let numbered {
      let below = [numbered.abbreviation.lowercased(), code].filter { !$0.isEmpty }.joined(separator: "\u{A0}")
      return [[line(numbered.number, bold: true, scale: 1.2)] + (below.isEmpty ? [] : [line(below, bold: false)])]
    }
    let shown = level.isShort ? numbered?.short ?? name : name
    if level.isOneLine { return [[line(shown + (code.isEmpty ? "" : " · \(code)"), bold: isBold)]] }
    var choices = [[line(shown, bold: isBold)] + (code.isEmpty ? [] : [line(code, bold: isBold, isCode: true)])]
    // A number stays with its word.
    guard numbered == nil else { return choices }
    let words = shown.split(separator: " ").map(String.init)
    for cut in words.indices.dropFirst() {
      let tail = words[cut...].joined(separator: " ") + (code.isEmpty ? "" : " · \(code)")
      choices.append([line(words[..<cut].joined(separator: " "), bold: isBold), line(tail, bold: isBold)])
    }
    return choices
  }

  private static func shortened(_ name: String) -> String {
    name.count <= nameLength ? name : name.prefix(nameLength - 1) + "…"
  }

  /// The first way that fits a width, or the narrowest.
  func lines(within width: Double) -> [Line] {
    if let first = choices.first, Self.width(first) <= width { return first }
    return choices.min { Self.width($0) < Self.width($1) } ?? []
  }

  private static func width(_ lines: [Line]) -> Double { lines.map(\.width).max() ?? 0 }

  /// Height of the lines, from capitals to descenders.
  static func textHeight(_ level: Level) -> Double {
    NodeBox.capitals * (level == .number ? 1.2 : 1) + (level.isOneLine ? 0 : NodeBox.lineHeight) + NodeBox.descenders
  }
}

/// «Гимназия № 133» taken apart; `nil` for a name of another form.
struct NumberedName {
  let word: String
  let number: String

  init?(_ name: String) {
    let parts = name.split { $0 == " " || $0 == "\u{A0}" }
    let isMarked = parts.count == 3 && parts[1] == "№"
    guard parts.count == 2 || isMarked, let word = parts.first, var number = parts.last else { return nil }
    if !isMarked, number.first == "№" { number = number.dropFirst() }
    guard (1...5).contains(number.count), number.first?.isNumber == true, word.first?.isLetter == true else {
      return nil
    }
    self.word = String(word)
    self.number = String(number)
  }

  var short: String { "\(Self.shortWords[word.lowercased()]?.short ?? word)\u{A0}\(number)" }
  var abbreviation: String {
    Self.shortWords[word.lowercased()]?.least ?? (word.count <= 5 ? word : word.prefix(4) + ".")
  }

  private static let shortWords: [String: (short: String, least: String)] = [
    "школа": ("Школа", "шк."), "гимназия": ("Гимн.", "гимн."), "лицей": ("Лицей", "лиц."),
    "школа-интернат": ("Инт.", "инт."), "интернат": ("Инт.", "инт."), "прогимназия": ("Прог.", "прог."),
  ]
}

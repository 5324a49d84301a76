/// Russian as official papers write it: spaces that do not break, quotes, dashes, numbers, dates, plural forms.
///
/// Pure functions; every one gives the same text for the same input on every machine. ``typeset(_:)`` mends running
/// text, the others write figures.
public enum RussianText {
  /// Does not break and does not stretch: U+00A0.
  public static let noBreakSpace = "\u{00A0}"
  /// Shown wherever a figure is not known.
  public static let noData = "нет данных"

  /// Running text with the typography of a printed paper.
  ///
  /// - No-break spaces after «№», «§», short prepositions and conjunctions, «г.», «ул.», initials; between a number and
  ///   what it counts, in dates; before dashes and particles.
  /// - Straight quotes become «ёлочки», inner ones „лапки“; a hyphen between spaces becomes a dash, one between rising
  ///   numbers an en dash («2020–2021»), one before a number a minus; three dots become «…».
  ///
  /// Dates like 2021-04-30, telephone numbers, order numbers (№ 12-34) and addresses of pages stay as they are. A second
  /// pass changes nothing.
  /// - Complexity: O(n).
  public static func typeset(_ text: String) -> String {
    var pieces = [Typesetter.Piece]()
    pieces.reserveCapacity(text.unicodeScalars.count)
    for scalar in text.unicodeScalars { pieces.append(.init(scalar: scalar, run: 0)) }
    var out = String.UnicodeScalarView()
    for piece in Typesetter.typeset(pieces) { out.append(piece.scalar) }
    return String(out)
  }

  /// The same over a paragraph: a preposition at the end of one run holds on to the next one.
  public static func typeset(_ text: PaperText) -> PaperText {
    var pieces = [Typesetter.Piece]()
    for (index, run) in text.runs.enumerated() {
      for scalar in run.text.unicodeScalars { pieces.append(.init(scalar: scalar, run: index)) }
    }
    var texts = [String.UnicodeScalarView](repeating: .init(), count: text.runs.count)
    for piece in Typesetter.typeset(pieces) { texts[piece.run].append(piece.scalar) }
    var result = text
    for index in result.runs.indices { result.runs[index].text = String(texts[index]) }
    return result
  }
}

extension Paper {
  /// The paper with all its running texts typeset, once for every format. Texts inside drawings stay: charts write
  /// theirs with the right spaces already.
  public func typeset() -> Paper {
    var paper = self
    paper.title = RussianText.typeset(title)
    paper.subtitle = subtitle.map(RussianText.typeset)
    paper.mark.network = RussianText.typeset(mark.network)
    paper.mark.knowledge = mark.knowledge.map(RussianText.typeset)
    paper.blocks = blocks.map { $0.typeset() }
    return paper
  }
}

extension PaperBlock {
  func typeset() -> PaperBlock {
    switch self {
    case .heading(let level, let text): .heading(level: level, RussianText.typeset(text))
    case .paragraph(let text, let kind): .paragraph(RussianText.typeset(text), kind)
    case .list(let items, let isNumbered): .list(items.map { RussianText.typeset($0) }, isNumbered: isNumbered)
    case .table(let table): .table(table.typeset())
    case .chart(let chart):
      .chart(
        PaperChart(
          caption: RussianText.typeset(chart.caption), drawing: chart.drawing, table: chart.table.typeset()))
    case .figure(let value, let caption, let state):
      .figure(value: RussianText.typeset(value), caption: RussianText.typeset(caption), state: state)
    case .signatures(let lines):
      .signatures(lines.map { .init(role: RussianText.typeset($0.role), name: RussianText.typeset($0.name)) })
    case .parties(let parties):
      .parties(
        parties.map { .init(title: RussianText.typeset($0.title), lines: $0.lines.map { RussianText.typeset($0) }) })
    case .pageBreak: .pageBreak
    }
  }
}

extension PaperTable {
  func typeset() -> PaperTable {
    var table = self
    table.caption = caption.map(RussianText.typeset)
    table.whenEmpty = RussianText.typeset(whenEmpty)
    for index in table.columns.indices { table.columns[index].title = RussianText.typeset(table.columns[index].title) }
    for index in table.rows.indices {
      table.rows[index].cells = table.rows[index].cells.map { RussianText.typeset($0) }
    }
    return table
  }
}

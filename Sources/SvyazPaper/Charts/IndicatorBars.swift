/// Shares against their targets, one bar a row: «Доля и цель».
///
/// A bar ends at the value, a mark stands at the target, what the wording can never reach is hatched. Reached or short is
/// said by colour and by word.
public enum IndicatorBars {
  public struct Input: Hashable, Sendable {
    public var title: String
    public var rows: [Row]

    public init(title: String, rows: [Row]) {
      self.title = title
      self.rows = rows
    }
  }

  public struct Row: Hashable, Sendable {
    /// «9»; empty for none.
    public var number: String
    public var name: String
    /// «24 из 30 школ».
    public var detail: String
    /// `nil`: нет данных.
    public var valuePerMille: Int?
    public var targetPerMille: Int?
    /// The greatest share that the wording allows; 1000 for no limit.
    public var ceilingPerMille: Int
    /// What is missing in units, in words: «3 школы». Shown where the target is not reached.
    public var missing: String?
    /// Whether the exact figure reaches the target; `nil`: as the rounded share says.
    public var isReached: Bool?

    public init(
      number: String = "", name: String, detail: String = "", valuePerMille: Int?, targetPerMille: Int?,
      ceilingPerMille: Int = 1000, missing: String? = nil, isReached: Bool? = nil
    ) {
      self.number = number
      self.name = name
      self.detail = detail
      self.valuePerMille = valuePerMille
      self.targetPerMille = targetPerMille
      self.ceilingPerMille = ceilingPerMille
      self.missing = missing
      self.isReached = isReached
    }

    public var state: PaperState {
      guard let valuePerMille, let targetPerMille else { return .unknown }
      return isReached ?? (valuePerMille >= targetPerMille) ? .reached : .short
    }

    /// «достигнуто», «не хватает 3 школы» or «нет данных».
    public var verdict: String {
      switch state {
      case .reached: return "достигнуто"
      case .unknown: return valuePerMille == nil ? RussianText.noData : "цели нет"
      case .short:
        if let targetPerMille, ceilingPerMille < targetPerMille { return "цель недостижима" }
        return missing.map { "не хватает: \($0)" } ?? "не достигнуто"
      }
    }

    /// «−10,0 п. п.» and the ceiling, where there is something to say.
    var remark: String {
      guard let valuePerMille, let targetPerMille, state == .short else { return "" }
      if ceilingPerMille < targetPerMille { return "предел \(RussianText.percent(perMille: ceilingPerMille))" }
      return RussianText.points(perMille: targetPerMille.saturatingSubtract(valuePerMille))
    }
  }

  /// - Parameter width: in points, kept within 360…1000.
  public static func draw(_ input: Input, width: Double = Drawing.standardWidth) -> Drawing {
    guard !input.rows.isEmpty else { return .empty(title: input.title, width: width) }
    let width = ChartSize.width(width)
    let head = 18.0
    let step = 29.0
    // Columns from the right: verdict, target, bar, value; the name takes the rest.
    let verdictWidth = 96.0
    let verdictX = width - verdictWidth
    let targetX = verdictX - 10
    let barWidth = max(84, (width - 250) * 0.36)
    let barX = targetX - 34 - barWidth
    let valueX = barX - 8
    let nameX = input.rows.contains { !$0.number.isEmpty } ? 18.0 : 0.0
    let nameWidth = valueX - 52 - nameX
    var canvas = Canvas()
    let heads: [(String, Double, DrawingItem.Anchor)] = [
      ("Показатель", nameX, .start), ("Сейчас", valueX, .end), ("Доля и цель", barX, .start), ("Цель", targetX, .end),
      ("Осталось", verdictX, .start),
    ]
    for (text, x, anchor) in heads {
      canvas.text(text, x, 10, size: ChartSize.small, isBold: true, anchor: anchor, color: ChartColor.secondary)
    }
    var y = head
    for row in input.rows {
      canvas.line(0, y - 2, width, y - 2, ChartColor.line, width: 0.75)
      let names = TextWidth.wrapped(row.name, size: ChartSize.text, width: nameWidth, lines: 2)
      let lines = names.count + (row.detail.isEmpty ? 0 : 1)
      // Two lines fill a row; one stands in its middle, three make it higher.
      let first = lines > 1 ? y + 12 : y + 17.5
      for (line, text) in names.enumerated() { canvas.text(text, nameX, first + Double(line) * 11, isBold: true) }
      canvas.text(
        row.detail, nameX, first + Double(names.count) * 11 + 0.5, size: ChartSize.small, color: ChartColor.secondary,
        width: nameWidth)
      if nameX > 0 { canvas.text(row.number, 0, first, isBold: true, color: ChartColor.secondary, width: 15) }
      if let value = row.valuePerMille {
        canvas.text(
          RussianText.percent(perMille: value), valueX, y + 18, size: ChartSize.strong, isBold: true, anchor: .end,
          width: 50)
      } else {
        canvas.text(
          "—", valueX, y + 18, size: ChartSize.strong, isBold: true, anchor: .end, color: ChartColor.secondary)
      }
      bar(row, x: barX, y: y + 9, width: barWidth, on: &canvas)
      let target = row.targetPerMille.map { RussianText.roundPercent(perMille: $0) } ?? "—"
      canvas.text(target, targetX, y + 17.5, anchor: .end, width: 32)
      verdict(row, x: verdictX, y: y, width: verdictWidth, on: &canvas)
      y += lines > 2 ? step + 10 : step
    }
    return Drawing(width: width, height: y, title: input.title, summary: summary(input), items: canvas.items)
  }

  private static func bar(_ row: Row, x: Double, y: Double, width: Double, on canvas: inout Canvas) {
    let height = 8.0
    let ceiling = onScale(row.ceilingPerMille) / 1000 * width
    canvas.box(x, y, width, height, fill: ChartColor.track)
    canvas.hatch(x + ceiling, y, width - ceiling, height)
    if let value = row.valuePerMille {
      let color = row.state == .reached ? ChartColor.reached : ChartColor.accent
      canvas.box(x, y, onScale(value) / 1000 * width, height, fill: color)
    }
    canvas.box(x, y, width, height, fill: nil, stroke: DrawingStroke(ChartColor.control, width: 0.5))
    if let target = row.targetPerMille {
      let mark = x + onScale(target) / 1000 * width
      canvas.line(mark, y - 4, mark, y + height + 4, ChartColor.white, width: 3.5)
      canvas.line(mark, y - 4, mark, y + height + 4, ChartColor.ink, width: 1.75)
    }
  }

  private static func verdict(_ row: Row, x: Double, y: Double, width: Double, on canvas: inout Canvas) {
    switch row.state {
    case .reached:
      canvas.tick(x, y + 9, size: 9, color: ChartColor.reached)
      canvas.text(row.verdict, x + 13, y + 17.5, isBold: true, color: ChartColor.reachedText, width: width - 13)
    case .short:
      let lines =
        row.remark.isEmpty
        ? TextWidth.wrapped(row.verdict, size: ChartSize.small, width: width, lines: 2)
        : [TextWidth.fitted(row.verdict, size: ChartSize.small, width: width)]
      canvas.text(lines.first ?? "", x, y + 12, size: ChartSize.small, isBold: true)
      let second = row.remark.isEmpty ? (lines.count > 1 ? lines[1] : "") : row.remark
      canvas.text(second, x, y + 23.5, size: ChartSize.small, color: ChartColor.secondary, width: width)
    case .unknown:
      canvas.text(row.verdict, x, y + 17.5, color: ChartColor.secondary, width: width)
    }
  }

  static func summary(_ input: Input) -> String {
    let reached = input.rows.count { $0.state == .reached }
    let unknown = input.rows.count { $0.state == .unknown }
    var text = "Цель достигнута: \(reached) из \(input.rows.count)."
    if unknown > 0 { text += " Нельзя сравнить с целью: \(unknown)." }
    return text
  }

  /// The drawing with the same figures as a table.
  public static func chart(_ input: Input, width: Double = Drawing.standardWidth) -> PaperChart {
    let table = PaperTable(
      columns: [
        .init("№", width: 0.4), .init("Показатель", width: 4), .init("Из чего", width: 2.4), .init("Сейчас", .right),
        .init("Цель", .right), .init("Предел", .right), .init("Осталось", width: 2),
      ],
      rows: input.rows.map { row in
        .init([
          .init(row.number), .init(row.name), .init(row.detail),
          .init(RussianText.percent(perMille: row.valuePerMille)),
          .init(row.targetPerMille.map { RussianText.roundPercent(perMille: $0) } ?? "—"),
          .init(RussianText.roundPercent(perMille: row.ceilingPerMille)), .init(row.verdict),
        ])
      })
    return PaperChart(caption: input.title, drawing: draw(input, width: width), table: table)
  }
}

extension Int {
  func saturatingSubtract(_ other: Int) -> Int {
    let (value, overflow) = subtractingReportingOverflow(other)
    return overflow ? (self < 0 ? .min : .max) : value
  }
}

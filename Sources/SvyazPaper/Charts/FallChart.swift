public import SvyazGraph

/// What becomes of a share when nothing is done: a bar a month against the target, and how many schools drop out.
public enum FallChart {
  public struct Input: Hashable, Sendable {
    public var title: String
    public var months: [Month]
    public var targetPerMille: Int?

    public init(title: String, months: [Month], targetPerMille: Int?) {
      self.title = title
      self.months = months
      self.targetPerMille = targetPerMille
    }
  }

  public struct Month: Hashable, Sendable {
    /// The date at which the share is read.
    public var day: Day
    public var perMille: Int?
    /// Schools that drop out since the month before.
    public var dropped: Int

    public init(day: Day, perMille: Int?, dropped: Int) {
      self.day = day
      self.perMille = perMille
      self.dropped = dropped
    }
  }

  /// - Parameter width: in points, kept within 360…1000.
  public static func draw(_ input: Input, width: Double = Drawing.standardWidth) -> Drawing {
    guard input.months.contains(where: { $0.perMille != nil }) else { return .empty(title: input.title, width: width) }
    let width = ChartSize.width(width)
    let left = 58.0
    let top = 18.0
    let plot = 96.0
    let floor = top + plot
    // Each label needs 30 points; of more months than that only every second, third … is labelled.
    let months = Array(input.months.prefix(120))
    let step = (width - left) / Double(months.count)
    let every = max(1, Int((30 / step).rounded(.up)))
    // A label stands for the months up to the next one; none stands where it would leave the drawing.
    let labelled = stride(from: 0, to: months.count, by: every).filter { index in
      index == 0 || left + (Double(index) + 0.5) * step + step * Double(every) / 2 <= width + 0.01
    }
    var canvas = Canvas()
    for percent in [0, 50, 100] {
      let y = floor - Double(percent) / 100 * plot
      canvas.line(
        left, y, width, y, percent == 0 ? ChartColor.control : ChartColor.line, width: percent == 0 ? 1 : 0.75)
      let isNearTarget = input.targetPerMille.map { abs(onScale($0) / 10 - Double(percent)) < 19 } ?? false
      if percent == 0 || !isNearTarget {
        canvas.text(
          "\(percent)\(RussianText.noBreakSpace)%", left - 5, y + 3, size: ChartSize.small, anchor: .end,
          color: ChartColor.secondary)
      }
    }
    for (index, month) in months.enumerated() {
      let x = left + (Double(index) + 0.5) * step
      let bar = min(step * 0.62, 34)
      let isLabelled = labelled.contains(index)
      if let value = month.perMille {
        let height = onScale(value) / 1000 * plot
        let isReached = input.targetPerMille.map { value >= $0 } ?? true
        // Short of the target: pale with a strong edge, so that grey print keeps the difference.
        canvas.box(
          x - bar / 2, floor - height, bar, height, fill: isReached ? ChartColor.reached : ChartColor.accentBand,
          stroke: DrawingStroke(isReached ? ChartColor.reached : ChartColor.accent, width: 1))
        if isLabelled {
          let y = labelY(
            floor - height, target: input.targetPerMille.map { floor - onScale($0) / 1000 * plot }, floor: floor)
          canvas.text(
            RussianText.decimal(scaled: min(max(value, -9999), 9999), places: 1), x, y, size: ChartSize.small,
            isBold: true,
            anchor: .middle)
        }
      } else {
        canvas.hatch(x - bar / 2, top, bar, plot)
      }
      guard isLabelled else { continue }
      canvas.text(
        RussianText.shortMonth(month.day.month), x, floor + 11, size: ChartSize.small, anchor: .middle,
        color: ChartColor.secondary)
      if index == 0 || months[..<index].last(where: { $0.day.year == month.day.year }) == nil {
        canvas.text(
          "\(month.day.year)", x, floor + 21, size: ChartSize.small, anchor: .middle, color: ChartColor.secondary)
      }
      let dropped = months[index..<(labelled.first { $0 > index } ?? months.count)].reduce(0) { $0.saturatingAdd(max(0, $1.dropped)) }
      let text = TextWidth.fitted(
        dropped == 0 ? "—" : "−" + RussianText.grouped(dropped), size: ChartSize.small,
        width: step * (every == 1 ? 1 : Double(every) * 0.66))
      canvas.text(
        text, max(x, left + TextWidth.of(text, size: ChartSize.small) / 2), floor + 35, size: ChartSize.small,
        isBold: dropped > 0, anchor: .middle, color: dropped == 0 ? ChartColor.secondary : ChartColor.supportText)
      let reached = month.perMille.flatMap { value in input.targetPerMille.map { value >= $0 } }
      canvas.text(
        reached.map { $0 ? "есть" : "нет" } ?? "—", x, floor + 47, size: ChartSize.small, anchor: .middle,
        color: reached == true ? ChartColor.reachedText : ChartColor.ink)
    }
    canvas.text("выпадет школ", 0, floor + 35, size: ChartSize.small, color: ChartColor.secondary, width: left - 2)
    canvas.text("цель", 0, floor + 47, size: ChartSize.small, color: ChartColor.secondary, width: left - 2)
    var height = floor + 52
    if let target = input.targetPerMille {
      let y = floor - onScale(target) / 1000 * plot
      canvas.line(left, y, width, y, ChartColor.ink, width: 1.25, dash: [4, 3])
      canvas.text("цель", left - 5, y - 2, size: ChartSize.small, isBold: true, anchor: .end)
      canvas.text(
        RussianText.roundPercent(perMille: min(max(target, 0), 9999)), left - 5, y + 7.5, size: ChartSize.small,
        isBold: true,
        anchor: .end)
    }
    if months.contains(where: { $0.perMille == nil }) {
      canvas.hatch(left, height + 2, 14, 8)
      canvas.text(RussianText.noData, left + 19, height + 9, size: ChartSize.small, color: ChartColor.secondary)
      height += 14
    }
    return Drawing(width: width, height: height, title: input.title, summary: summary(input), items: canvas.items)
  }

  /// Above the bar; where the target's line would cross that, inside the bar, which is pale there, or above the line.
  private static func labelY(_ bar: Double, target: Double?, floor: Double) -> Double {
    let y = bar - 3
    guard let target, y >= target - 2, y - 9 <= target else { return y }
    if bar > target, floor - bar >= 13 { return bar + 9.5 }
    return target - 4
  }

  static func summary(_ input: Input) -> String {
    let known = input.months.filter { $0.perMille != nil }
    guard let first = known.first, let last = known.last else { return "Нет данных." }
    var text = "\(RussianText.shortMonthAndYear(first.day)): \(RussianText.percent(perMille: first.perMille)); "
    text += "\(RussianText.shortMonthAndYear(last.day)): \(RussianText.percent(perMille: last.perMille))."
    let dropped = input.months.reduce(0) { $0.saturatingAdd(max(0, $1.dropped)) }
    return text + " Выпадет школ: \(RussianText.grouped(dropped))."
  }

  /// The drawing with the same figures as a table.
  public static func chart(_ input: Input, width: Double = Drawing.standardWidth) -> PaperChart {
    let table = PaperTable(
      columns: [.init("Дата", width: 2), .init("Доля", .right), .init("Цель", .right), .init("Выпадет школ", .right)],
      rows: input.months.map { month in
        .init([
          .init(RussianText.date(month.day)), .init(RussianText.percent(perMille: month.perMille)),
          .init(input.targetPerMille.map { RussianText.roundPercent(perMille: $0) } ?? "—"),
          .init(RussianText.grouped(month.dropped)),
        ])
      })
    return PaperChart(caption: input.title, drawing: draw(input, width: width), table: table)
  }
}

extension Int {
  func saturatingAdd(_ other: Int) -> Int {
    let (value, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : value
  }
}

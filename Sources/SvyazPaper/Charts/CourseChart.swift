public import SvyazGraph

/// The course of a share by month, its target, and the straight line to the target's date with what is uncertain in it.
/// Everything is labelled where it stands; months without data are gaps.
public enum CourseChart {
  public struct Input: Hashable, Sendable {
    public var title: String
    /// By day, one a month.
    public var points: [Point]
    public var targetPerMille: Int?
    public var targetDay: Day?
    /// The fitted line, by day, at least two points; empty for none. The last is read as the forecast.
    public var line: [LinePoint]

    public init(
      title: String, points: [Point], targetPerMille: Int? = nil, targetDay: Day? = nil, line: [LinePoint] = []
    ) {
      self.title = title
      self.points = points
      self.targetPerMille = targetPerMille
      self.targetDay = targetDay
      self.line = line
    }
  }

  public struct Point: Hashable, Sendable {
    public var day: Day
    /// `nil`: нет данных.
    public var perMille: Int?

    public init(day: Day, perMille: Int?) {
      self.day = day
      self.perMille = perMille
    }
  }

  /// A place of the line, in ‰ with fractions, with the ends of its uncertainty where they are known.
  public struct LinePoint: Hashable, Sendable {
    public var day: Day
    public var perMille: Double
    public var low, high: Double?

    public init(day: Day, perMille: Double, low: Double? = nil, high: Double? = nil) {
      self.day = day
      self.perMille = perMille
      self.low = low
      self.high = high
    }
  }

  private static let left = 34.0
  private static let top = 10.0
  private static let plot = 150.0
  private static let labelWidth = 92.0

  /// - Parameter width: in points, kept within 360…1000.
  public static func draw(_ input: Input, width: Double = Drawing.standardWidth) -> Drawing {
    let points = input.points.sorted { $0.day < $1.day }
    guard let first = points.first, let last = points.last, let lastKnown = points.last(where: { $0.perMille != nil })
    else { return .empty(title: input.title, width: width) }
    let width = ChartSize.width(width)
    let line = input.line.count > 1 ? input.line.sorted { $0.day < $1.day } : []
    let floor = top + plot
    let right = width - labelWidth - 10
    let days = [last.day, input.targetDay, line.last?.day].compactMap(\.self)
    let axis = MonthAxis(first: first.day, last: days.max() ?? last.day, left: left, right: right)
    var canvas = Canvas()
    axis.draw(on: &canvas, labels: floor + 12, tickTop: floor, tickBottom: floor + 3)
    for percent in [0, 25, 50, 75, 100] {
      let y = self.y(Double(percent) * 10)
      canvas.line(
        left, y, right, y, percent == 0 ? ChartColor.control : ChartColor.line, width: percent == 0 ? 1 : 0.75)
      canvas.text(
        "\(percent)\(RussianText.noBreakSpace)%", left - 5, y + 3, size: ChartSize.small, anchor: .end,
        color: ChartColor.secondary)
    }
    let gaps = gaps(points)
    for gap in gaps {
      let from = axis.x(gap.from)
      canvas.hatch(from, top, max(2, axis.x(gap.to) - from), plot)
    }
    drawLine(line, axis, on: &canvas)
    if let target = input.targetPerMille {
      canvas.line(left, y(Double(target)), right, y(Double(target)), ChartColor.ink, width: 1.25, dash: [4, 3])
    }
    drawCourse(points, axis, on: &canvas)
    var lines = [line.map { DrawingPoint(axis.x($0.day), y($0.perMille)) }]
    lines.append(
      points.compactMap { point in point.perMille.map { DrawingPoint(axis.x(point.day), y(Double($0))) } })
    if let target = input.targetPerMille {
      lines.append([left, right].map { DrawingPoint($0, y(Double(target))) })
    }
    drawLast(lastKnown, lines, axis, on: &canvas)
    drawLabels(input, line, right: right, on: &canvas)
    var height = floor + 26
    if !gaps.isEmpty {
      canvas.hatch(left, height + 1, 14, 8)
      let months = points.filter { $0.perMille == nil }.map { RussianText.shortMonthAndYear($0.day) }
      canvas.text(
        "\(RussianText.noData): \(months.joined(separator: ", "))", left + 19, height + 8, size: ChartSize.small,
        color: ChartColor.secondary, width: width - left - 20)
      height += 13
    }
    return Drawing(width: width, height: height, title: input.title, summary: summary(input), items: canvas.items)
  }

  private static func y(_ perMille: Double) -> Double {
    let value = perMille.isFinite ? min(max(perMille, 0), 1000) : 0
    return top + plot - value / 1000 * plot
  }

  /// From the last known point before to the first known one after, or half a month to each side at the ends.
  private static func gaps(_ points: [Point]) -> [(from: Day, to: Day)] {
    var result = [(from: Day, to: Day)]()
    var index = 0
    while index < points.count {
      guard points[index].perMille == nil else {
        index += 1
        continue
      }
      let start = index
      while index < points.count, points[index].perMille == nil { index += 1 }
      let from = start > 0 ? points[start].day.adding(days: -15) : points[start].day
      let to = index < points.count ? points[index - 1].day.adding(days: 15) : points[index - 1].day
      result.append((from, to))
    }
    return result
  }

  private static func drawLine(_ line: [LinePoint], _ axis: MonthAxis, on canvas: inout Canvas) {
    guard line.count > 1 else { return }
    let band = line.filter { $0.low?.isFinite == true && $0.high?.isFinite == true }
    if band.count > 1 {
      let upper = band.map { DrawingPoint(axis.x($0.day), y($0.high ?? 0)) }
      let lower = band.reversed().map { DrawingPoint(axis.x($0.day), y($0.low ?? 0)) }
      canvas.items.append(.area(upper + lower, fill: ChartColor.accentBand))
    }
    canvas.path(line.map { DrawingPoint(axis.x($0.day), y($0.perMille)) }, ChartColor.accent, width: 1, dash: [2, 2.5])
  }

  private static func drawCourse(_ points: [Point], _ axis: MonthAxis, on canvas: inout Canvas) {
    var stretch = [DrawingPoint]()
    let radius = points.count > 36 ? 1.4 : 2.4
    for point in points {
      guard let value = point.perMille else {
        canvas.path(stretch, ChartColor.accent, width: 2)
        stretch = []
        continue
      }
      stretch.append(DrawingPoint(axis.x(point.day), y(Double(value))))
    }
    canvas.path(stretch, ChartColor.accent, width: 2)
    for point in points {
      guard let value = point.perMille else { continue }
      canvas.dot(axis.x(point.day), y(Double(value)), radius: radius, fill: ChartColor.accent)
    }
  }

  /// The last figure beside its point, on white: where it covers nothing, if there is such a place.
  private static func drawLast(
    _ point: Point, _ lines: [[DrawingPoint]], _ axis: MonthAxis, on canvas: inout Canvas
  ) {
    guard let value = point.perMille else { return }
    let text = RussianText.percent(perMille: min(max(value, -99_999), 99_999))
    let size = ChartSize.strong
    let width = TextWidth.of(text, size: size)
    let x = axis.x(point.day)
    let y = y(Double(value))
    canvas.dot(x, y, radius: 4, fill: ChartColor.accent, stroke: DrawingStroke(ChartColor.white, width: 1.5))
    // Left end and baseline: right of the point first, as time goes on there; then left, below and above.
    let places: [(Double, Double)] = [
      (x + 6, y + 15), (x + 6, y - 7), (x - width / 2, y + 19), (x - width / 2, y - 9), (x - width - 6, y - 7),
      (x - width - 6, y + 15), (x + 6, y + 28), (x - width / 2, y + 32), (x - width / 2, y - 22),
    ]
    let inside = places.filter { left, baseline in
      left >= axis.left && left + width <= axis.right && baseline - 9 >= top - 9 && baseline + 2 <= top + plot
    }
    let free = inside.first { left, baseline in
      !lines.contains { crosses($0, left - 1, left + width + 1, baseline - 10, baseline + 3) }
    }
    let fallback = (min(max(x - width / 2, axis.left), axis.right - width), y > top + plot / 2 ? y - 9 : y + 19)
    let (left, baseline) = free ?? inside.first ?? fallback
    canvas.box(left - 2, baseline - 9, width + 4, 11.5, fill: ChartColor.white)
    canvas.text(text, left, baseline, size: size, isBold: true)
  }

  /// Whether a line from left to right comes into the box.
  private static func crosses(
    _ line: [DrawingPoint], _ left: Double, _ right: Double, _ top: Double, _ bottom: Double
  ) -> Bool {
    zip(line, line.dropFirst()).contains { from, to in
      let (start, end) = (max(from.x, left), min(to.x, right))
      guard start <= end else { return false }
      let slope = to.x > from.x ? (to.y - from.y) / (to.x - from.x) : 0
      let (first, last) = (from.y + slope * (start - from.x), from.y + slope * (end - from.x))
      return max(first, last) >= top && min(first, last) <= bottom
    }
  }

  /// Right of the plot: target and forecast, two lines each, moved apart where they would touch.
  private static func drawLabels(_ input: Input, _ line: [LinePoint], right: Double, on canvas: inout Canvas) {
    struct Label {
      var lines: [String]
      var anchor: Double
      var color: DrawingColor
    }
    var labels = [Label]()
    if let target = input.targetPerMille {
      labels.append(
        Label(
          lines: ["цель \(RussianText.roundPercent(perMille: target))"]
            + (input.targetDay.map { ["к \($0.russian)"] } ?? []),
          anchor: y(Double(target)), color: ChartColor.ink))
    }
    if let end = line.last {
      var lines = ["по прямой: \(share(end.perMille))"]
      if let low = end.low, let high = end.high { lines.append("от \(share(low, sign: false)) до \(share(high))") }
      if end.day != input.targetDay { lines.append("к \(end.day.russian)") }
      labels.append(Label(lines: lines, anchor: y(end.perMille), color: ChartColor.accent))
    }
    labels.sort { $0.anchor < $1.anchor }
    let pitch = 10.5
    var tops = labels.map { $0.anchor - Double($0.lines.count) * pitch / 2 }
    if tops.count == 2 {
      let overlap = tops[0] + Double(labels[0].lines.count) * pitch + 4 - tops[1]
      if overlap > 0 {
        tops[0] -= overlap / 2
        tops[1] += overlap / 2
      }
    }
    // Within the plot: down from its top first, then up from its floor.
    var free = top - 8
    for index in tops.indices {
      tops[index] = max(tops[index], free)
      free = tops[index] + Double(labels[index].lines.count) * pitch + 4
    }
    var limit = top + plot + 4
    for index in tops.indices.reversed() {
      tops[index] = min(tops[index], limit - Double(labels[index].lines.count) * pitch)
      limit = tops[index] - 4
    }
    for (label, labelTop) in zip(labels, tops) {
      let middle = labelTop + Double(label.lines.count) * pitch / 2
      canvas.path(
        [DrawingPoint(right, label.anchor), DrawingPoint(right + 8, middle)], label.color, width: 0.75)
      for (index, text) in label.lines.enumerated() {
        canvas.text(
          text, right + 11, labelTop + 8 + Double(index) * pitch, size: index == 0 ? ChartSize.text : ChartSize.small,
          isBold: index == 0, color: label.color, width: labelWidth - 1)
      }
    }
  }

  private static func share(_ perMille: Double, sign: Bool = true) -> String {
    guard perMille.isFinite else { return RussianText.noData }
    let text = RussianText.decimal(min(max(perMille, 0), 1000) / 10, places: 1)
    return sign ? text + RussianText.noBreakSpace + "%" : text
  }

  static func summary(_ input: Input) -> String {
    let known = input.points.filter { $0.perMille != nil }.sorted { $0.day < $1.day }
    guard let first = known.first, let last = known.last else { return "Нет данных." }
    var text = "\(RussianText.date(first.day)): \(RussianText.percent(perMille: first.perMille)); "
    text += "\(RussianText.date(last.day)): \(RussianText.percent(perMille: last.perMille))."
    if let target = input.targetPerMille { text += " Цель: \(RussianText.roundPercent(perMille: target))" }
    if input.targetPerMille != nil { text += input.targetDay.map { " к \($0.russian)." } ?? "." }
    if input.line.count > 1, let end = input.line.max(by: { $0.day < $1.day }) {
      text += " По прямой к \(end.day.russian): \(share(end.perMille))"
      if let low = end.low, let high = end.high { text += ", от \(share(low)) до \(share(high))" }
      text += "."
    }
    return text
  }

  /// The drawing with the same figures as a table.
  public static func chart(_ input: Input, width: Double = Drawing.standardWidth) -> PaperChart {
    var rows = input.points.sorted { $0.day < $1.day }.map { point in
      PaperTable.Row([.init(RussianText.date(point.day)), .init(RussianText.percent(perMille: point.perMille))])
    }
    if input.line.count > 1, let end = input.line.max(by: { $0.day < $1.day }) {
      var text = share(end.perMille)
      if let low = end.low, let high = end.high { text += " (от \(share(low)) до \(share(high)))" }
      rows.append(.init([.init("По прямой к \(end.day.russian)"), .init(text)], isTotal: true))
    }
    if let target = input.targetPerMille {
      rows.append(
        .init(
          [
            .init("Цель" + (input.targetDay.map { " к \($0.russian)" } ?? "")),
            .init(RussianText.roundPercent(perMille: target)),
          ],
          isTotal: true))
    }
    let table = PaperTable(columns: [.init("Дата", width: 2), .init("Доля", .right, width: 2)], rows: rows)
    return PaperChart(caption: input.title, drawing: draw(input, width: width), table: table)
  }
}

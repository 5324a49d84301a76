public import SvyazGraph

/// The plan's measures on a strip of months: when each is due, what is done, what is late, and today's line. The state is
/// told by shape, colour and word.
public enum PlanChart {
  public enum State: Hashable, Sendable, CaseIterable {
    case notBegun, underWay, done, doneLate, late
    /// Neither dates nor proof: nothing to say.
    case unknown

    public var word: String {
      switch self {
      case .notBegun: "не начато"
      case .underWay: "идёт"
      case .done: "выполнено"
      case .doneLate: "с опозданием"
      case .late: "просрочено"
      case .unknown: RussianText.noData
      }
    }
  }

  public struct Input: Hashable, Sendable {
    public var title: String
    public var today: Day
    public var rows: [Row]

    public init(title: String, today: Day, rows: [Row]) {
      self.title = title
      self.today = today
      self.rows = rows
    }
  }

  public struct Row: Hashable, Sendable {
    public var number: String
    public var title: String
    /// The first and the last day on which it is due; `nil` for open.
    public var from, to: Day?
    public var doneOn: Day?
    public var state: State

    public init(number: String, title: String, from: Day?, to: Day?, doneOn: Day? = nil, state: State) {
      self.number = number
      self.title = title
      self.from = from
      self.to = to
      self.doneOn = doneOn
      self.state = state
    }

    /// «12.11.2020», «до 15.05.2020», «с 01.09.2020», «01.09.2020 – 31.12.2020».
    var dates: String {
      switch (from, to) {
      case (nil, nil): "—"
      case (nil, let to?): "до\(RussianText.noBreakSpace)\(to.russian)"
      case (let from?, nil): "с\(RussianText.noBreakSpace)\(from.russian)"
      case (let from?, let to?): from == to ? to.russian : "\(from.russian)–\(to.russian)"
      }
    }
  }

  private static let step = 25.0
  private static let head = 26.0

  /// - Parameter width: in points, kept within 360…1000.
  public static func draw(_ input: Input, width: Double = Drawing.standardWidth) -> Drawing {
    guard !input.rows.isEmpty else { return .empty(title: input.title, width: width, note: "Мероприятий нет") }
    let width = ChartSize.width(width)
    let stateWidth = 70.0
    let nameX = 18.0
    let left = nameX + (width - stateWidth - nameX) * 0.53
    let right = width - stateWidth - 8
    let days = input.rows.flatMap { [$0.from, $0.to, $0.doneOn] }.compactMap(\.self) + [input.today]
    let axis = MonthAxis(
      first: days.min() ?? input.today, last: (days.max() ?? input.today).adding(days: 5), left: left, right: right)
    let floor = head + Double(input.rows.count) * step
    var canvas = Canvas()
    axis.draw(on: &canvas, labels: 8, tickTop: head - 3, tickBottom: floor)
    canvas.text("Мероприятие", nameX, 12, size: ChartSize.small, isBold: true, color: ChartColor.secondary)
    canvas.text("Состояние", right + 8, 12, size: ChartSize.small, isBold: true, color: ChartColor.secondary)
    for (index, row) in input.rows.enumerated() {
      let y = head + Double(index) * step
      canvas.line(0, y - 1, width, y - 1, ChartColor.line, width: 0.5)
      canvas.text(
        row.number, 0, y + 10, size: ChartSize.small, isBold: true, color: ChartColor.secondary, width: nameX - 2)
      let lines = TextWidth.wrapped(row.title, size: ChartSize.small, width: left - nameX - 8, lines: 2)
      for (line, text) in lines.enumerated() {
        canvas.text(text, nameX, y + 10 + Double(line) * 10, size: ChartSize.small)
      }
      strip(row, axis, today: input.today, y: y + 5.5, on: &canvas)
      state(row, x: right + 8, y: y, width: stateWidth, on: &canvas)
    }
    let today = axis.x(input.today)
    canvas.line(today, head - 3, today, floor + 4, ChartColor.ink, width: 1, dash: [3, 2])
    let label = "на \(input.today.russian)"
    let half = TextWidth.of(label, size: ChartSize.small) / 2
    canvas.text(
      label, min(max(today, left + half), width - half), floor + 13, size: ChartSize.small, isBold: true,
      anchor: .middle)
    if input.rows.contains(where: { $0.doneOn != nil }) {
      mark(nameX + 3, floor + 10, on: &canvas)
      canvas.text("день выполнения", nameX + 10, floor + 13, size: ChartSize.small, color: ChartColor.secondary)
    }
    return Drawing(width: width, height: floor + 17, title: input.title, summary: summary(input), items: canvas.items)
  }

  private static func strip(_ row: Row, _ axis: MonthAxis, today: Day, y: Double, on canvas: inout Canvas) {
    let height = 11.0
    if row.from == nil && row.to == nil {
      if let done = row.doneOn { mark(axis.x(done), y + height / 2, on: &canvas) }
      return
    }
    // A due day alone is a short block that ends on it.
    let end = row.to.map(axis.x) ?? axis.right
    let start = row.from.map(axis.x) ?? max(axis.left, end - 5)
    let x = min(start, end - 5)
    let width = max(5, end - x)
    switch row.state {
    case .notBegun, .unknown:
      canvas.box(
        x, y, width, height, fill: ChartColor.white, stroke: DrawingStroke(ChartColor.control, width: 1, dash: [2, 2]))
    case .underWay:
      canvas.box(x, y, width, height, fill: ChartColor.accentSoft)
      canvas.box(x, y, min(width, max(0, axis.x(today) - x)), height, fill: ChartColor.accent)
      canvas.box(x, y, width, height, fill: nil, stroke: DrawingStroke(ChartColor.accent, width: 1))
    case .done: canvas.box(x, y, width, height, fill: ChartColor.reached)
    case .doneLate:
      canvas.box(x, y, width, height, fill: ChartColor.lateSoft, stroke: DrawingStroke(ChartColor.late, width: 1))
      if let done = row.doneOn, axis.x(done) > end {
        canvas.line(end, y + height / 2, axis.x(done), y + height / 2, ChartColor.late, width: 1.5)
      }
    case .late:
      canvas.hatch(x, y, width, height, color: ChartColor.bad)
      canvas.box(x, y, width, height, fill: nil, stroke: DrawingStroke(ChartColor.bad, width: 1.25))
      if axis.x(today) > end {
        canvas.line(end, y + height / 2, axis.x(today), y + height / 2, ChartColor.bad, width: 1.25, dash: [2, 2])
      }
    }
    if let done = row.doneOn { mark(axis.x(done), y + height / 2, on: &canvas) }
  }

  private static func mark(_ x: Double, _ y: Double, on canvas: inout Canvas) {
    canvas.dot(x, y, radius: 3, fill: ChartColor.ink, stroke: DrawingStroke(ChartColor.white, width: 1))
  }

  private static func state(_ row: Row, x: Double, y: Double, width: Double, on canvas: inout Canvas) {
    let color: DrawingColor =
      switch row.state {
      case .done: ChartColor.reachedText
      case .doneLate: ChartColor.lateText
      case .late: ChartColor.badText
      case .notBegun, .unknown: ChartColor.secondary
      case .underWay: ChartColor.accent
      }
    let isStrong = row.state == .late || row.state == .done || row.state == .doneLate
    canvas.text(row.state.word, x, y + 10, size: ChartSize.small, isBold: isStrong, color: color, width: width)
    let date: String? =
      switch row.state {
      case .done, .doneLate: row.doneOn?.russian
      default: row.to.map { "до\(RussianText.noBreakSpace)\($0.russian)" }
      }
    canvas.text(date ?? "", x, y + 20, size: ChartSize.small, color: ChartColor.secondary, width: width)
  }

  static func summary(_ input: Input) -> String {
    let counts = State.allCases.compactMap { state -> String? in
      let count = input.rows.count { $0.state == state }
      return count == 0 ? nil : "\(state.word): \(count)"
    }
    return "На \(input.today.russian), мероприятий: \(input.rows.count). \(counts.joined(separator: ", "))."
  }

  /// The drawing with the same figures as a table.
  public static func chart(_ input: Input, width: Double = Drawing.standardWidth) -> PaperChart {
    let table = PaperTable(
      columns: [
        .init("№", width: 0.5), .init("Мероприятие", width: 5), .init("Срок", width: 2), .init("Выполнено", width: 1.4),
        .init("Состояние", width: 1.6),
      ],
      rows: input.rows.map { row in
        .init([
          .init(row.number), .init(row.title), .init(row.dates), .init(row.doneOn?.russian ?? "—"),
          .init(row.state.word),
        ])
      })
    return PaperChart(caption: input.title, drawing: draw(input, width: width), table: table)
  }
}

internal import SvyazGraph

/// From intention to deed: on which step how many schools stand, and who is lost on the way.
///
/// Each step is a bar as high as its count; what the step before had and this one lacks is hatched, with the names below
/// where they are few.
public enum LadderChart {
  public struct Input: Hashable, Sendable {
    public var title: String
    /// In order, each a part of the one before; about five.
    public var steps: [Step]
    /// What a bar of full height stands for: all schools asked.
    public var total: Int

    public init(title: String, steps: [Step], total: Int) {
      self.title = title
      self.steps = steps
      self.total = total
    }
  }

  public struct Step: Hashable, Sendable {
    /// «соглашение».
    public var name: String
    /// «номер и дата».
    public var detail: String
    public var count: Int
    /// Schools of the step before that are not on this one: «№ 39».
    public var missing: [String]

    public init(name: String, detail: String = "", count: Int, missing: [String] = []) {
      self.name = name
      self.detail = detail
      self.count = count
      self.missing = missing
    }
  }

  /// Steps beyond these would leave no room for their words.
  public static let maximumSteps = 7

  /// - Parameter width: in points, kept within 360…1000.
  public static func draw(_ input: Input, width: Double = Drawing.standardWidth) -> Drawing {
    let steps = Array(input.steps.prefix(maximumSteps))
    guard !steps.isEmpty, input.total > 0 else { return .empty(title: input.title, width: width) }
    let width = ChartSize.width(width)
    let gap = 4.0
    let column = (width - gap * Double(steps.count - 1)) / Double(steps.count)
    let inner = column - 4
    let titles = steps.map { TextWidth.wrapped($0.name, size: ChartSize.text, width: inner, lines: 2) }
    let barTop = 31 + Double(titles.reduce(1) { max($0, $1.count) }) * 11 + 8
    let barHeight = 64.0
    let floor = barTop + barHeight
    func height(_ count: Int) -> Double { Double(min(max(count, 0), input.total)) / Double(input.total) * barHeight }
    var canvas = Canvas()
    var deepest = floor + 14
    for (index, step) in steps.enumerated() {
      let x = Double(index) * (column + gap)
      canvas.text(RussianText.grouped(step.count), x, 18, size: 18, isBold: true, width: inner)
      let names = titles[index]
      for (line, text) in names.enumerated() { canvas.text(text, x, 31 + Double(line) * 11, isBold: true) }
      canvas.text(
        step.detail, x, 31 + Double(max(names.count, 1)) * 11, size: ChartSize.small, color: ChartColor.secondary,
        width: inner)
      let top = height(step.count)
      let before = index > 0 ? max(height(steps[index - 1].count), top) : top
      canvas.hatch(x, floor - before, column, before - top)
      if before > top {
        canvas.box(
          x, floor - before, column, before - top, fill: nil,
          stroke: DrawingStroke(ChartColor.control, width: 0.5, dash: [2, 2]))
      }
      let isLast = index == steps.count - 1
      canvas.box(x, floor - top, column, top, fill: isLast ? ChartColor.accent : ChartColor.accentSoft)
      canvas.line(x, floor - top, x + column, floor - top, ChartColor.accent, width: 2)
      canvas.line(x, floor, x + column, floor, ChartColor.accent, width: 1)
      let lines = lostLines(step, index: index, previous: index > 0 ? steps[index - 1].count : step.count, width: inner)
      for (line, text) in lines.enumerated() {
        let y = floor + 13 + Double(line) * 10.5
        canvas.text(text, x, y, size: ChartSize.small, color: line == 0 ? ChartColor.secondary : ChartColor.supportText)
        deepest = max(deepest, y + 4)
      }
    }
    return Drawing(width: width, height: deepest, title: input.title, summary: summary(input), items: canvas.items)
  }

  /// What stands below a bar: how many are lost, and their names where all fit.
  private static func lostLines(_ step: Step, index: Int, previous: Int, width: Double) -> [String] {
    let lost = step.missing.isEmpty ? max(0, previous.saturatingSubtract(step.count)) : step.missing.count
    if lost == 0 {
      return index == 0 ? [] : ["никто не выпал"].map { TextWidth.fitted($0, size: ChartSize.small, width: width) }
    }
    let head = TextWidth.fitted("ещё нет: \(RussianText.grouped(lost))", size: ChartSize.small, width: width)
    let names = step.missing.map { TextWidth.oneLine($0).replacing(" ", with: RussianText.noBreakSpace) }
    let lines = TextWidth.wrapped(names.joined(separator: ", "), size: ChartSize.small, width: width, lines: 5)
    let isCut = lines.contains { $0.hasSuffix("…") }
    return isCut || lines.count > 4 ? [head] : [head] + lines
  }

  static func summary(_ input: Input) -> String {
    input.steps.map { "\($0.name): \(RussianText.grouped($0.count)) из \(RussianText.grouped(input.total))" }
      .joined(separator: "; ") + "."
  }

  /// The drawing with the same figures as a table.
  public static func chart(_ input: Input, width: Double = Drawing.standardWidth) -> PaperChart {
    let table = PaperTable(
      columns: [.init("Ступень", width: 3), .init("Школ", .right), .init("Доля", .right), .init("Ещё нет", width: 4)],
      rows: input.steps.map { step in
        let share = input.total > 0 ? PerMille.share(step.count, of: input.total) : nil
        return .init([
          .init(step.detail.isEmpty ? step.name : "\(step.name) (\(step.detail))"),
          .init(RussianText.grouped(step.count)), .init(RussianText.percent(perMille: share)),
          .init(step.missing.isEmpty ? "—" : step.missing.joined(separator: ", ")),
        ])
      })
    return PaperChart(caption: input.title, drawing: draw(input, width: width), table: table)
  }
}

import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazPaper

@Suite struct ChartTests {
  // MARK: Random inputs

  struct Source {
    var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    mutating func chance(_ percent: Int) -> Bool { int(1...100) <= percent }

    mutating func text() -> String {
      if chance(4) {
        return ["", " ", "<b>жирно</b>", "\"&'", "\u{0}\u{7}\n", String(repeating: "Щ", count: 300), "😀日本語"][int(0...6)]
      }
      let words = [
        "школа", "№ 57", "методическая", "служба", "повышение", "качества", "эффективный", "и", "режим", "ШНСУ",
        "Щёлково",
      ]
      return (0..<int(1...9)).map { _ in words[int(0...words.count - 1)] }.joined(separator: " ")
    }

    mutating func share() -> Int? {
      if chance(10) { return nil }
      return chance(3) ? [Int.min, Int.max, -1, 5000][int(0...3)] : int(0...1000)
    }

    mutating func count() -> Int { chance(3) ? [Int.min, Int.max, -7, 1_000_000][int(0...3)] : int(0...40) }

    mutating func day() -> Day {
      chance(2)
        ? [Day.first, Day.last][int(0...1)] : Day.first.adding(days: 43_000 + int(0...900))
    }
    mutating func maybeDay() -> Day? { chance(20) ? nil : day() }
    mutating func width() -> Double { chance(70) ? Drawing.standardWidth : [0, 360, 714, 1e9, .nan, -5][int(0...5)] }
  }

  private func check(_ seeds: Range<UInt64>, _ draw: (inout Source, Double) -> Drawing) {
    for seed in seeds {
      var source = Source(seed: seed)
      let width = source.width()
      let drawing = draw(&source, width)
      let faults = DrawingCheck.faults(drawing)
      #expect(faults.isEmpty, "seed \(seed): \(faults.prefix(4))")
      if !faults.isEmpty { return }
    }
  }

  @Test func barsAreReadable() {
    check(0..<300) { source, width in
      let rows = (0..<source.int(0...14)).map { _ in
        IndicatorBars.Row(
          number: source.chance(80) ? "\(source.int(1...120))" : "", name: source.text(),
          detail: source.chance(70) ? source.text() : "", valuePerMille: source.share(), targetPerMille: source.share(),
          ceilingPerMille: source.chance(80) ? 1000 : source.share() ?? 0,
          missing: source.chance(60) ? source.text() : nil)
      }
      return IndicatorBars.draw(.init(title: "Доля и цель", rows: rows), width: width)
    }
  }

  @Test func coursesAreReadable() {
    check(0..<600) { source, width in
      let start = source.day()
      let count = source.chance(5) ? 240 : source.int(0...26)
      let points = (0..<count).map { CourseChart.Point(day: start.adding(months: $0), perMille: source.share()) }
      var line = [CourseChart.LinePoint]()
      for index in 0..<source.int(0...4) {
        let value =
          source.chance(3) ? [Double.nan, .infinity, -1e300][source.int(0...2)] : Double(source.int(-300...1300))
        let hasBand = source.chance(70)
        line.append(
          .init(
            day: start.adding(months: index * 5), perMille: value, low: hasBand ? value - 80 : nil,
            high: hasBand ? value + 80 : nil))
      }
      return CourseChart.draw(
        .init(
          title: "Ход", points: points, targetPerMille: source.share(), targetDay: source.maybeDay(), line: line),
        width: width)
    }
  }

  @Test func laddersAreReadable() {
    check(0..<300) { source, width in
      let steps = (0..<source.int(0...8)).map { _ in
        LadderChart.Step(
          name: source.text(), detail: source.text(), count: source.count(),
          missing: (0..<source.int(0...12)).map { _ in "№ \(source.int(1...180))" }
            + (source.chance(10) ? [source.text()] : []))
      }
      return LadderChart.draw(.init(title: "Ступени", steps: steps, total: source.count()), width: width)
    }
  }

  @Test func fallsAreReadable() {
    check(0..<300) { source, width in
      let start = source.day()
      let months = (0..<source.int(0...30)).map {
        FallChart.Month(day: start.adding(months: $0), perMille: source.share(), dropped: source.count())
      }
      return FallChart.draw(.init(title: "Падение", months: months, targetPerMille: source.share()), width: width)
    }
  }

  @Test func plansAreReadable() {
    check(0..<300) { source, width in
      let rows = (0..<source.int(0...26)).map { index in
        PlanChart.Row(
          number: "\(index + 1)", title: source.text(), from: source.maybeDay(), to: source.maybeDay(),
          doneOn: source.maybeDay(), state: PlanChart.State.allCases[source.int(0...5)])
      }
      return PlanChart.draw(.init(title: "План", today: source.day(), rows: rows), width: width)
    }
  }

  @Test func loadsAreReadable() {
    check(0..<300) { source, width in
      let rows = (0..<source.int(0...80)).map { _ in
        MentorLoadChart.Row(
          name: source.text(), mentees: source.chance(97) ? source.int(0...9) : source.count(), places: source.count())
      }
      return MentorLoadChart.draw(.init(title: "Нагрузка", rows: rows), width: width)
    }
  }

  // MARK: What they say

  @Test func theCheckItselfSeesFaults() {
    let ink = ChartColor.ink
    func drawing(_ items: [DrawingItem]) -> Drawing {
      Drawing(width: 100, height: 40, title: "т", summary: "с", items: items)
    }
    let word = DrawingItem.text("слово", .init(10, 20), size: 9, color: ink)
    #expect(DrawingCheck.faults(drawing([word])).isEmpty)
    #expect(DrawingCheck.faults(drawing([word, .text("слово", .init(25, 24), size: 9, color: ink)])).count == 1)
    #expect(DrawingCheck.faults(drawing([.text("слово", .init(90, 20), size: 9, color: ink)])).count == 1)
    #expect(DrawingCheck.faults(drawing([.text("слово", .init(10, 20), size: 7, color: ink)])).count == 1)
    #expect(DrawingCheck.faults(drawing([.line([.init(0, 0), .init(.nan, 5)], .init(ink))])).count == 1)
  }

  @Test func emptyChartsSaySo() throws {
    let today = try SamplePaper.day("2021-03-15")
    let drawings = [
      IndicatorBars.draw(.init(title: "т", rows: [])), CourseChart.draw(.init(title: "т", points: [])),
      CourseChart.draw(.init(title: "т", points: [.init(day: today, perMille: nil)], targetPerMille: 900)),
      LadderChart.draw(.init(title: "т", steps: [], total: 30)),
      LadderChart.draw(.init(title: "т", steps: [.init(name: "с", count: 0)], total: 0)),
      FallChart.draw(.init(title: "т", months: [], targetPerMille: 900)),
      PlanChart.draw(.init(title: "т", today: today, rows: [])), MentorLoadChart.draw(.init(title: "т", rows: [])),
    ]
    let notes = drawings.map { $0.texts }
    #expect(
      notes == [
        ["Нет данных"], ["Нет данных"], ["Нет данных"], ["Нет данных"], ["Нет данных"], ["Нет данных"],
        ["Мероприятий нет"],
        ["Наставников нет"],
      ])
  }

  @Test func barsSayTheStateInWords() {
    func row(_ value: Int?, _ target: Int?, _ ceiling: Int = 1000, _ missing: String? = nil) -> IndicatorBars.Row {
      .init(name: "п", valuePerMille: value, targetPerMille: target, ceilingPerMille: ceiling, missing: missing)
    }
    #expect(row(900, 900).verdict == "достигнуто")
    #expect(row(899, 900, 1000, "1 школа").verdict == "не хватает: 1 школа")
    #expect(row(899, 900).verdict == "не достигнуто")
    #expect(row(128, 900, 160, "145 школ").verdict == "цель недостижима")
    #expect(row(nil, 900).verdict == "нет данных")
    #expect(row(500, nil).verdict == "цели нет")
    #expect(row(.min, 900).remark.hasSuffix("п."))
    #expect(IndicatorBars.summary(SamplePaper.bars) == "Цель достигнута: 2 из 10. Нельзя сравнить с целью: 1.")
  }

  /// Bars are as long as their shares, on one scale with the marks of the targets.
  @Test func barsAreToScale() {
    let drawing = IndicatorBars.draw(
      .init(title: "т", rows: [.init(name: "п", valuePerMille: 250, targetPerMille: 500, ceilingPerMille: 750)]))
    var filled: (x: Double, width: Double)?
    var frame: (x: Double, width: Double)?
    var hatched: (x: Double, width: Double)?
    var mark: Double?
    for item in drawing.items {
      switch item {
      case .rectangle(let x, _, let width, _, _, let fill, let stroke):
        if fill == ChartColor.accent { filled = (x, width) }
        if fill == nil, stroke != nil { frame = (x, width) }
      case .hatching(let x, _, let width, _, _): hatched = (x, width)
      case .line(let points, let stroke) where stroke.color == ChartColor.ink: mark = points[0].x
      default: break
      }
    }
    guard let filled, let frame, let hatched, let mark else {
      Issue.record("a part of the bar is missing")
      return
    }
    #expect(abs(filled.width / frame.width - 0.25) < 1e-9)
    #expect(abs((mark - frame.x) / frame.width - 0.5) < 1e-9)
    #expect(abs((hatched.x - frame.x) / frame.width - 0.75) < 1e-9)
    #expect(filled.x == frame.x)
  }

  @Test func gapsBreakTheCourse() throws {
    let drawing = CourseChart.draw(try SamplePaper.course())
    let stretches = drawing.items.compactMap { item -> Int? in
      guard case .line(let points, let stroke) = item, stroke.width == 2 else { return nil }
      return points.count
    }
    #expect(stretches == [3, 5, 2])
    #expect(drawing.texts.contains { $0.hasPrefix("нет данных: июл") && $0.contains("янв") })
    #expect(drawing.texts.contains("цель 90\u{00A0}%"))
    #expect(drawing.texts.contains("по прямой: 98,0\u{00A0}%"))
    #expect(drawing.summary.contains("По прямой к 31.12.2021: 98,0\u{00A0}%, от 89,0\u{00A0}% до 100,0\u{00A0}%."))
  }

  @Test func ladderNamesTheLostWhereTheyAreFew() {
    let texts = LadderChart.draw(SamplePaper.ladder).texts
    #expect(texts.contains("№\u{00A0}119, №\u{00A0}177"))
    var many = SamplePaper.ladder
    many.steps[4].missing = (1...60).map { "№ \($0)" }
    let lines = LadderChart.draw(many).texts
    #expect(lines.contains("ещё нет: 60") && !lines.contains { $0.contains("119") })
  }

  @Test func tablesHoldTheSameFigures() throws {
    let charts = [
      IndicatorBars.chart(SamplePaper.bars), CourseChart.chart(try SamplePaper.course()),
      LadderChart.chart(SamplePaper.ladder),
      FallChart.chart(try SamplePaper.fall()), PlanChart.chart(try SamplePaper.plan()),
      MentorLoadChart.chart(SamplePaper.load),
    ]
    #expect(charts.map { $0.table.rows.count } == [10, 14, 5, 10, 23, 7])
    for chart in charts {
      #expect(chart.table.rows.allSatisfy { $0.cells.count == chart.table.columns.count })
      #expect(DrawingCheck.faults(chart.drawing).isEmpty, "\(DrawingCheck.faults(chart.drawing))")
      #expect(chart.caption == chart.drawing.title)
    }
  }
}

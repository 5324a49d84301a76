internal import SvyazGraph

/// A year of the school as a drawing: statuses, partnerships, associations, events.
///
/// The tables of the page hold the same; the drawing shows what overlaps.
struct SchoolTimeline {
  let drawing: Markup

  private static let left = 112.0
  private static let width = 880.0
  private static let rowHeight = 24.0
  private static let monthsBack = 11

  private struct Lane {
    var title: String
    var bars: [Bar]
  }

  private struct Bar {
    var text: String
    var style: String
    var interval: DayInterval
  }

  private let first: Day
  private let last: Day

  init(
    _ index: NetworkIndex, _ school: SchoolID, on day: Day, ties: SchoolTies, events: [Event], isWorking: Bool
  ) {
    let begin = day.adding(months: -Self.monthsBack)
    first = Day(year: begin.year, month: begin.month, day: 1) ?? begin
    let end = day.adding(months: 2)
    last = Day(year: end.year, month: end.month, day: 1) ?? end
    var lanes: [Lane] = []
    if isWorking {
      let statuses = index.statuses(of: school).map {
        Bar(
          text: PageWords.status($0.status), style: $0.status == .lowResult ? "t-sup" : "t-plain", interval: $0.interval
        )
      }
      if !statuses.isEmpty { lanes.append(Lane(title: "Статусы", bars: statuses)) }
    }
    lanes.append(
      Lane(
        title: "Партнёрства",
        bars: ties.ties.filter { !$0.isAssociation }.map {
          Bar(
            text: "\($0.name): \($0.state.text)", style: $0.rank == 1 ? "t-plan" : $0.rank == 2 ? "t-over" : "t-tie",
            interval: $0.interval)
        }))
    lanes.append(
      Lane(
        title: "ММО",
        bars: ties.ties.filter(\.isAssociation).map { Bar(text: $0.name, style: "t-mmo", interval: $0.interval) }))
    drawing = Self.draw(lanes, events: events, first: first, last: last, day: day)
  }

  private static func draw(_ lanes: [Lane], events: [Event], first: Day, last: Day, day: Day) -> Markup {
    let span = Double(max(1, last.number - first.number))
    func x(_ day: Day) -> Double { left + Double(day.number - first.number) / span * (width - left) }
    func n(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
    var body = ""
    var y = 26.0
    for lane in lanes {
      let rows = packed(lane.bars.filter { $0.interval.from < last && ($0.interval.to.map { $0 > first } ?? true) })
      body += #"<text class="t-name" x="0" y="\#(n(y + 16))">\#(Markup.escaped(lane.title))</text>"#
      for row in rows {
        for bar in row {
          let begin = max(x(bar.interval.from), left)
          let end = min(bar.interval.to.map(x) ?? width, width)
          body += drawn(bar, from: begin, to: end, y: y, n: n)
        }
        y += rowHeight
      }
      if rows.isEmpty { y += rowHeight }
    }
    body += #"<text class="t-name" x="0" y="\#(n(y + 16))">События</text>"#
    let shown = events.filter { $0.day >= first && $0.day < last }
    for event in shown {
      let centre = x(event.day)
      let style = event.day > day ? "t-event t-plan" : "t-event"
      body += #"<path class="\#(style)" d="M\#(n(centre)) \#(n(y + 4))l7 8-7 8-7-8z"><title>"#
      body += Markup.escaped("\(event.day.russian): \(event.title)") + "</title></path>"
    }
    let height = y + rowHeight + 4
    var grid = ""
    var month = first
    while month < last {
      let place = x(month)
      grid += #"<path class="t-grid" d="M\#(n(place)) 20V\#(n(height))"/>"#
      grid += #"<text class="t-month" x="\#(n(place + 4))" y="14">\#(PageWords.shortMonth(month))"#
      grid += (month.month == 1 || month == first ? " \(month.year)" : "") + "</text>"
      month = month.adding(months: 1)
    }
    let now = #"<path class="t-now" d="M\#(n(x(day))) 20V\#(n(height))"/>"#
    let label = "Лента с \(first.russian) по \(last.adding(days: -1).russian); событий: \(shown.count)"
    var svg = #"<svg class="timeline" viewBox="0 0 \#(n(width)) \#(n(height))" role="img" "#
    svg += #"aria-label="\#(Markup.escaped(label)). То же — в таблицах страницы.">\#(grid)\#(body)\#(now)</svg>"#
    return Markup(trusted: svg)
  }

  private static func drawn(_ bar: Bar, from begin: Double, to end: Double, y: Double, n: (Double) -> String) -> String
  {
    let length = max(4, end - begin)
    var svg =
      #"<g class="\#(bar.style)"><title>\#(Markup.escaped("\(bar.text), \(PageWords.period(bar.interval))"))</title>"#
    svg += #"<rect x="\#(n(begin))" y="\#(n(y + 2))" width="\#(n(length))" height="20" rx="3"/>"#
    // A letter of the page's font takes 6.6 units at most; a text that does not fit is in the title and the table.
    let room = Int((length - 12) / 6.6)
    if room >= 6 {
      let text = bar.text.count <= room ? bar.text : String(bar.text.prefix(room - 1)) + "…"
      svg += #"<text x="\#(n(begin + 6))" y="\#(n(y + 16))">\#(Markup.escaped(text))</text>"#
    }
    return svg + "</g>"
  }

  /// Bars in as few rows as they need, none over another; the earliest first.
  private static func packed(_ bars: [Bar]) -> [[Bar]] {
    var rows: [[Bar]] = []
    for bar in bars.sorted(by: { ($0.interval.from, $0.text) < ($1.interval.from, $1.text) }) {
      if let free = rows.firstIndex(where: { row in row.last.map { !$0.interval.overlaps(bar.interval) } ?? true }) {
        rows[free].append(bar)
      } else {
        rows.append([bar])
      }
    }
    return rows
  }
}

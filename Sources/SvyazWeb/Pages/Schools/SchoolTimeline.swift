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
    /// A class.
    var style: StaticString
    var interval: DayInterval
  }

  private let first: Day
  private let last: Day

  init(
    _ index: NetworkIndex, _ school: SchoolID, on day: Day, ties: SchoolTies, isWorking: Bool
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
    drawing = Self.draw(lanes, index.eventRows(of: school), of: index.network, first: first, last: last, day: day)
  }

  private static func draw(
    _ lanes: [Lane], _ events: [Int], of network: Network, first: Day, last: Day, day: Day
  ) -> Markup {
    let span = Double(max(1, last.number - first.number))
    func x(_ day: Day) -> Double { left + Double(day.number - first.number) / span * (width - left) }
    var body = DrawingWriter(capacity: 1 << 14)
    var y = 26.0
    for lane in lanes {
      let rows = packed(lane.bars.filter { $0.interval.from < last && ($0.interval.to.map { $0 > first } ?? true) })
      name(lane.title, y, in: &body)
      for row in rows {
        for bar in row {
          let begin = max(x(bar.interval.from), left)
          let end = min(bar.interval.to.map(x) ?? width, width)
          draw(bar, from: begin, to: end, y: y, in: &body)
        }
        y += rowHeight
      }
      if rows.isEmpty { y += rowHeight }
    }
    name("События", y, in: &body)
    var shown = 0
    for row in events {
      let eventDay = network.events[row].day
      guard eventDay >= first, eventDay < last else { continue }
      shown += 1
      body.raw(eventDay > day ? #"<path class="t-event t-plan" d="M"# : #"<path class="t-event" d="M"#)
      body.number(x(eventDay))
      body.raw(" ")
      body.number(y + 4)
      body.raw("l7 8-7 8-7-8z\"><title>")
      body.raw(eventDay.russian)
      body.raw(": ")
      body.text(network.events[row].title)
      body.raw("</title></path>")
    }
    let height = y + rowHeight + 4
    var svg = DrawingWriter(capacity: 1 << 14)
    svg.raw(#"<svg class="timeline" viewBox="0 0 "#)
    svg.number(width)
    svg.raw(" ")
    svg.number(height)
    svg.raw(#"" role="img" aria-label="Лента с "#)
    svg.raw("\(first.russian) по \(last.adding(days: -1).russian); событий: \(shown)")
    svg.raw(#". То же — в таблицах страницы.">"#)
    var month = first
    while month < last {
      let place = x(month)
      line("t-grid", at: place, to: height, in: &svg)
      svg.raw(#"<text class="t-month" x=""#)
      svg.number(place + 4)
      svg.raw(#"" y="14">"#)
      svg.raw(PageWords.shortMonth(month) + (month.month == 1 || month == first ? " \(month.year)" : ""))
      svg.raw("</text>")
      month = month.adding(months: 1)
    }
    svg.append(body)
    line("t-now", at: x(day), to: height, in: &svg)
    svg.raw("</svg>")
    return svg.markup
  }

  private static func name(_ title: String, _ y: Double, in svg: inout DrawingWriter) {
    svg.raw(#"<text class="t-name" x="0" y=""#)
    svg.number(y + 16)
    svg.raw("\">")
    svg.text(title)
    svg.raw("</text>")
  }

  /// From under the names of the months to the bottom.
  private static func line(_ style: StaticString, at x: Double, to height: Double, in svg: inout DrawingWriter) {
    svg.raw(#"<path class=""#)
    svg.raw(style)
    svg.raw(#"" d="M"#)
    svg.number(x)
    svg.raw(" 20V")
    svg.number(height)
    svg.raw("\"/>")
  }

  private static func draw(_ bar: Bar, from begin: Double, to end: Double, y: Double, in svg: inout DrawingWriter) {
    let length = max(4, end - begin)
    svg.raw(#"<g class=""#)
    svg.raw(bar.style)
    svg.raw("\"><title>")
    svg.text(bar.text)
    svg.raw(", ")
    svg.raw(PageWords.period(bar.interval))
    svg.raw(#"</title><rect x=""#)
    svg.number(begin)
    svg.raw(#"" y=""#)
    svg.number(y + 2)
    svg.raw(#"" width=""#)
    svg.number(length)
    svg.raw(#"" height="20" rx="3"/>"#)
    // A letter of the page's font takes 6.6 units at most; a text that does not fit is in the title and the table.
    let room = Int((length - 12) / 6.6)
    if room >= 6 {
      svg.raw(#"<text x=""#)
      svg.number(begin + 6)
      svg.raw(#"" y=""#)
      svg.number(y + 16)
      svg.raw("\">")
      if bar.text.utf8.count <= room || bar.text.count <= room {
        svg.text(bar.text)
      } else {
        svg.text(bar.text.prefix(room - 1))
        svg.raw("…")
      }
      svg.raw("</text>")
    }
    svg.raw("</g>")
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

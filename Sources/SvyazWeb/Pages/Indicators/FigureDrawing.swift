internal import SvyazApp
internal import SvyazGraph
internal import SvyazIndicators

/// Small drawings of figures as SVG: colours come from the site's style, so they follow the dark theme and print.
enum FigureDrawing {
  /// A bar from 0 to 100 % with the target's mark and, hatched, what the wording lets nobody reach.
  ///
  /// The numbers stand beside it in words, so it says nothing of its own to a screen reader.
  static func meter(share: Int?, target: Int, ceiling: Int?, isReached: Bool) -> Markup {
    let filled = min(max(0, share ?? 0), 1000)
    let most = min(max(0, ceiling ?? 1000), 1000)
    let goal = min(max(3, target), 997)
    var svg = #"<svg class="meter thin\#(isReached ? " ok" : "")" viewBox="0 0 1000 12" preserveAspectRatio="none" "#
    svg += #"aria-hidden="true"><rect class="back" width="1000" height="12"/>"#
    if most < 1000 { svg += #"<rect class="lost" x="\#(most)" width="\#(1000 - most)" height="12"/>"# }
    svg += #"<rect class="fill" y="1" width="\#(filled)" height="10"/>"#
    svg += #"<path class="goal" d="M\#(goal) 0V12" vector-effect="non-scaling-stroke"/></svg>"#
    return Markup(trusted: svg)
  }

  /// The course of the months in a row of a table, the target dotted.
  static func spark(_ points: [Forecast.Point], target: Int) -> Markup {
    let shares = points.map(\.sharePerMille)
    guard shares.contains(where: { $0 != nil }) else { return Markup(trusted: "") }
    func y(_ share: Int) -> String { decimal(31 - 28 * Double(min(max(0, share), 1000)) / 1000) }
    func x(_ index: Int) -> String { decimal(4 + 92 * Double(index) / Double(max(1, shares.count - 1))) }
    let words = shares.map { $0.map { FigureSpeech.percent($0) } ?? "нет данных" }.joined(separator: ", ")
    var svg = #"<svg class="spark" viewBox="0 0 104 34" role="img" aria-label="по месяцам: \#(Markup.escaped(words))">"#
    svg += #"<path class="goal" d="M2 \#(y(target))H102"/>"#
    for run in runs(shares) {
      svg +=
        #"<polyline class="course" points="\#(run.map { "\(x($0.index)),\(y($0.share))" }.joined(separator: " "))"/>"#
    }
    if let last = shares.lastIndex(where: { $0 != nil }), let share = shares[last] {
      svg += #"<circle class="now" cx="\#(x(last))" cy="\#(y(share))" r="3.2"/>"#
    }
    return Markup(trusted: svg + "</svg>")
  }

  /// Known shares in stretches without a gap.
  private static func runs(_ shares: [Int?]) -> [[(index: Int, share: Int)]] {
    var runs: [[(index: Int, share: Int)]] = []
    var isOpen = false
    for (index, share) in shares.enumerated() {
      guard let share else {
        isOpen = false
        continue
      }
      if !isOpen { runs.append([]) }
      isOpen = true
      runs[runs.count - 1].append((index, share))
    }
    return runs
  }

  // MARK: Course and straight line

  private static let left = 32.0
  private static let right = 372.0
  private static let top = 20.0
  private static let bottom = 144.0

  /// The last twelve months, the target, and the straight line of these months as a dashed line with its margin.
  static func course(_ indicator: Indicator) -> Markup {
    let forecast = indicator.forecast
    guard let first = forecast.trend.first?.day, let today = forecast.trend.last?.day else {
      return Markup(trusted: "")
    }
    // A target far ahead would press the months together.
    let end = max(today.adding(months: 1), min(forecast.targetDay, today.adding(months: 24)))
    let scale = Scale(first: first, last: end)
    let ceiling = indicator.headline?.figure.ceilingPerMille ?? 1000
    let target = indicator.target.perMille
    var svg = #"<svg class="chart" viewBox="0 0 380 170" role="img" aria-label="\#(Markup.escaped(words(indicator)))">"#
    for share in [0, 500, 1000] {
      svg += #"<path class="rule" d="M32 \#(scale.y(share))H\#(decimal(right))"/>"#
      svg += #"<text class="axis" x="26" y="\#(scale.y(share, 4))" text-anchor="end">\#(share / 10)</text>"#
    }
    svg += #"<path class="goal" d="M32 \#(scale.y(target))H\#(decimal(right))"/>"#
    svg += #"<text class="name" x="36" y="\#(scale.y(target, 16))">цель \#(share(target))</text>"#
    if let line = forecast.line, end > today { svg += straight(line, scale, from: today, to: end, ceiling) }
    for run in runs(forecast.trend.map(\.sharePerMille)) {
      let points = run.map { "\(scale.x(forecast.trend[$0.index].day)),\(scale.y($0.share))" }.joined(separator: " ")
      svg += #"<polyline class="course" points="\#(points)"/>"#
    }
    if let point = forecast.trend.last(where: { $0.sharePerMille != nil }), let value = point.sharePerMille {
      svg += #"<circle class="now" cx="\#(scale.x(point.day))" cy="\#(scale.y(value))" r="4.5"/>"#
      let under = value > 900 ? 20.0 : -10.0
      svg += #"<text class="value" x="\#(scale.x(point.day))" y="\#(scale.y(value, under))" text-anchor="middle">"#
      svg += "\(share(value))</text>"
    }
    for day in months(from: first, to: end) {
      svg += #"<text class="axis" x="\#(scale.x(day))" y="163" text-anchor="middle">\#(month(day))</text>"#
    }
    return Markup(trusted: svg + "</svg>")
  }

  private static func straight(_ line: TrendLine, _ scale: Scale, from: Day, to: Day, _ ceiling: Int) -> String {
    func bounded(_ share: Int) -> Int { min(max(0, share), ceiling) }
    var days = [from]
    while let last = days.last, last.adding(days: 15) < to, days.count < 60 { days.append(last.adding(days: 15)) }
    days.append(to)
    var svg = ""
    let margins = days.compactMap { day in line.margin(on: day).map { (day, line.value(on: day), $0) } }
    if margins.count == days.count {
      let high = margins.map { "\(scale.x($0.0)),\(scale.y(bounded($0.1.adding($0.2))))" }
      let low = margins.reversed().map { "\(scale.x($0.0)),\(scale.y(bounded($0.1.adding(-$0.2))))" }
      svg += #"<polygon class="band" points="\#((high + low).joined(separator: " "))"/>"#
    }
    let points = days.map { "\(scale.x($0)),\(scale.y(bounded(line.value(on: $0))))" }.joined(separator: " ")
    let last = bounded(line.value(on: to))
    svg += #"<polyline class="ahead" points="\#(points)"/>"#
    svg += #"<circle class="then" cx="\#(scale.x(to))" cy="\#(scale.y(last))" r="4.5"/>"#
    svg += #"<text class="value" x="\#(scale.x(to))" y="\#(scale.y(last, last > 900 ? 20 : -10))" "#
    return svg + #"text-anchor="end">по прямой \#(share(last))</text>"#
  }

  private struct Scale {
    let first: Day
    let last: Day

    func x(_ day: Day) -> String {
      let span = Double(max(1, last.number - first.number))
      return decimal(left + (right - left) * Double(day.number - first.number) / span)
    }

    func y(_ share: Int, _ shift: Double = 0) -> String {
      decimal(bottom - (bottom - top) * Double(min(max(0, share), 1000)) / 1000 + shift)
    }
  }

  private static func words(_ indicator: Indicator) -> String {
    let known = indicator.forecast.trend.filter { $0.sharePerMille != nil }
    guard let first = known.first, let last = known.last else { return "Для хода по месяцам данных нет" }
    return "С \(FigureSpeech.percent(first.sharePerMille)) на \(first.day.russian) до "
      + "\(FigureSpeech.percent(last.sharePerMille)) на \(last.day.russian); "
      + FigureSpeech.pace(indicator.forecast)
  }

  // MARK: Expiry

  /// A bar a month: what is left when nothing new is written down.
  static func fall(_ expiry: PartnershipExpiry, target: Int) -> Markup {
    let bars =
      [(day: expiry.day, share: expiry.sharePerMille)] + expiry.months.map { (day: $0.day, share: $0.sharePerMille) }
    let list = bars.map { "\($0.day.russian): \(FigureSpeech.percent($0.share))" }.joined(separator: ", ")
    var svg = #"<svg class="chart wide" viewBox="0 0 580 150" role="img" aria-label="\#(Markup.escaped(list))">"#
    func y(_ share: Int) -> Double { 124 - 104 * Double(min(max(0, share), 1000)) / 1000 }
    svg += #"<path class="rule" d="M8 124H500"/><path class="goal" d="M8 \#(decimal(y(target)))H500"/>"#
    svg += #"<text class="name" x="506" y="\#(decimal(y(target) + 4))">цель \#(share(target))</text>"#
    for (index, bar) in bars.enumerated() {
      let x = 10 + 38 * Double(index)
      let value = bar.share ?? 0
      svg += #"<rect class="\#(index == 0 ? "bar" : "bar left")" x="\#(decimal(x))" y="\#(decimal(y(value)))" "#
      svg += #"width="28" height="\#(decimal(124 - y(value)))"/>"#
      svg += #"<text class="value" x="\#(decimal(x + 14))" y="\#(decimal(y(value) - 4))" text-anchor="middle">"#
      svg += "\(bar.share.map { "\(PerMille.whole($0))" } ?? "—")</text>"
      svg += #"<text class="axis" x="\#(decimal(x + 14))" y="142" text-anchor="middle">\#(month(bar.day))</text>"#
    }
    return Markup(trusted: svg + "</svg>")
  }

  // MARK: Texts

  private static func share(_ perMille: Int) -> String { "\(perMille / 10),\(abs(perMille % 10))" }

  private static func month(_ day: Day) -> String {
    let names = ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]
    return names.indices.contains(day.month - 1) ? names[day.month - 1] : ""
  }

  /// Every month where there is room for its name, else every third.
  private static func months(from first: Day, to last: Day) -> [Day] {
    var days: [Day] = []
    var count = 0
    while count <= 40, first.adding(months: count) <= last {
      days.append(first.adding(months: count))
      count += 1
    }
    return days.count <= 8 ? days : days.enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
  }

  /// One decimal place and a point, as SVG wants it.
  fileprivate static func decimal(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e6 else { return "0" }
    let tenths = Int((value * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}

extension PerMille {
  /// Per cent without a decimal place.
  fileprivate static func whole(_ perMille: Int) -> Int { (perMille + 5) / 10 }
}

extension Int {
  /// Sums of outside numbers stop at the ends.
  fileprivate func adding(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other > 0 ? .max : .min) : sum
  }
}

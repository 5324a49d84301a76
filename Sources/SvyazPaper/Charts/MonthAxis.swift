internal import SvyazGraph

/// Days on a horizontal axis, labelled by month and year. Labels that would touch are left out.
struct MonthAxis {
  let first, last: Day
  let left, right: Double

  /// - Parameters: `first` moves to the beginning of its month; `last` is at least four weeks after it.
  init(first: Day, last: Day, left: Double, right: Double) {
    self.first = Day(year: first.year, month: first.month, day: 1) ?? first
    self.last = max(last, self.first.adding(days: 27))
    self.left = left
    self.right = right
  }

  /// Within the axis's ends whatever the day.
  func x(_ day: Day) -> Double {
    let day = min(max(day, first), last)
    return left + Double(day.number - first.number) / Double(max(1, last.number - first.number)) * (right - left)
  }

  /// First days of the months between the ends.
  private var months: [Day] {
    let count = (last.year - first.year) * 12 + last.month - first.month
    return (0...max(0, count)).map { first.adding(months: $0) }
  }

  /// Every how many months a label stands: as few as 24 points apart.
  private var stride: Int {
    let month = (right - left) / Double(months.count)
    return [1, 2, 3, 6].first { Double($0) * month >= 24 } ?? 12
  }

  /// Month names at `y`, years 10 points lower; ticks from `tickTop` to `tickBottom` at the months labelled.
  func draw(on canvas: inout Canvas, labels y: Double, tickTop: Double, tickBottom: Double) {
    let stride = stride
    var monthsEnd = left - 2
    var yearsEnd = left - 2
    var yearShown: Int?
    let months = months
    let regular = months.filter { ($0.month - 1).isMultiple(of: stride) }
    for month in regular.isEmpty ? Array(months.prefix(1)) : regular {
      let start = x(month)
      let end = x(min(month.adding(months: 1), last))
      canvas.line(start, tickTop, start, tickBottom, ChartColor.line, width: 0.5)
      if stride < 12 {
        let text = RussianText.shortMonth(month.month)
        let width = TextWidth.of(text, size: ChartSize.small)
        let place = min(max((start + end) / 2, left + width / 2), right - width / 2)
        if place - width / 2 >= monthsEnd + 2 {
          canvas.text(text, place, y, size: ChartSize.small, anchor: .middle, color: ChartColor.secondary)
          monthsEnd = place + width / 2
        }
      }
      if yearShown != month.year {
        let text = "\(month.year)"
        let width = TextWidth.of(text, size: ChartSize.small)
        let place = min(max((start + end) / 2, left + width / 2), right - width / 2)
        if place - width / 2 >= yearsEnd + 4 {
          canvas.text(text, place, y + 10, size: ChartSize.small, anchor: .middle, color: ChartColor.secondary)
          yearsEnd = place + width / 2
          yearShown = month.year
        }
      }
    }
  }
}

import SvyazGraph

/// A calendar date for the oracle: year, month and day, moved one step at a time. Nothing here uses `Day`'s arithmetic.
struct PlainDate: Hashable, Comparable, CustomStringConvertible {
  var year: Int
  var month: Int
  var day: Int

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads the text of a day, `YYYY-MM-DD`.
  init(_ day: Day) {
    let parts = day.description.split(separator: "-").compactMap { Int($0) }
    self.init(year: parts[0], month: parts[1], day: parts[2])
  }

  /// 20200131 for 31 January 2020: greater means later.
  var comparable: Int { year * 10_000 + month * 100 + day }

  static func < (left: Self, right: Self) -> Bool { left.comparable < right.comparable }

  var description: String {
    let text = String(comparable)
    return "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))"
  }

  static func length(ofMonth month: Int, year: Int) -> Int {
    let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  var dayBefore: PlainDate {
    if day > 1 { return PlainDate(year: year, month: month, day: day - 1) }
    if month == 1 { return PlainDate(year: year - 1, month: 12, day: 31) }
    return PlainDate(year: year, month: month - 1, day: Self.length(ofMonth: month - 1, year: year))
  }

  func before(days: Int) -> PlainDate { (0..<days).reduce(self) { date, _ in date.dayBefore } }

  /// The same day of an earlier month; a day that the month lacks becomes its last.
  func before(months: Int) -> PlainDate {
    var (year, month) = (year, month)
    for _ in 0..<months { (year, month) = month == 1 ? (year - 1, 12) : (year, month - 1) }
    return PlainDate(year: year, month: month, day: min(day, Self.length(ofMonth: month, year: year)))
  }

  /// Days from 1 January 1900, by adding up whole years and months.
  var ordinal: Int {
    var days = day - 1
    for year in 1900..<max(year, 1900) { days += Self.length(ofMonth: 2, year: year) + 337 }
    for month in 1..<month { days += Self.length(ofMonth: month, year: year) }
    return days
  }
}

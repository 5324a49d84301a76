internal import SvyazGraph

/// Days as spreadsheets number them.
enum SpreadsheetDay {
  /// The day of a serial number; the time of day is dropped.
  ///
  /// In the system of 1900 day 1 is 1900-01-01 and 60 the 29.02.1900, which never was: it has no day, and those after it
  /// are one too high. In the system of 1904 day 0 is 1904-01-01.
  /// - Returns: `nil` outside 1900–2199, and for day 60.
  static func day(of serial: Double, countsFrom1904: Bool) -> Day? {
    guard serial >= 0, serial < 200_000 else { return nil }
    let whole = Int(serial)
    let offset: Int
    if countsFrom1904 {
      offset = whole + daysTo1904
    } else {
      guard whole >= 1, whole != 60 else { return nil }
      offset = whole < 60 ? whole - 1 : whole - 2
    }
    guard offset <= Day.last.number - Day.first.number else { return nil }
    return Day.first.adding(days: offset)
  }

  /// The number of a day in the system of 1900.
  static func serial(of day: Day) -> Int {
    let offset = day.number - Day.first.number
    return offset < 59 ? offset + 1 : offset + 2
  }

  /// From 1900-01-01 to 1904-01-01.
  private static let daysTo1904 = 1460
}

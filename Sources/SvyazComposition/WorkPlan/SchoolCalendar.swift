public import SvyazGraph

/// On which days of a school year associations meet.
///
/// The default is a usual Russian school year of four quarters, from 2 September to 31 May, on Tuesdays, Wednesdays and
/// Thursdays. Schools fix their breaks by orders of their own, a few days apart from year to year; the default breaks are
/// wide enough to hold them: 26 October – 4 November, 27 December – 10 January, 22–31 March, 1–10 May, and the holidays of
/// 23 February and 8 March.
public struct SchoolCalendar: Hashable, Sendable {
  /// Days of every year without meetings, both ends in; may pass the turn of the year.
  public struct Break: Hashable, Sendable {
    let first: Int
    let last: Int

    /// - Parameters: months 1…12 and days of the month 1…31; a day that no month has makes a break that is shorter.
    public init(fromMonth: Int, day fromDay: Int, toMonth: Int, day toDay: Int) {
      func code(_ month: Int, _ day: Int) -> Int { min(max(month, 0), 99) * 100 + min(max(day, 0), 99) }
      first = code(fromMonth, fromDay)
      last = code(toMonth, toDay)
    }

    func contains(_ code: Int) -> Bool {
      first <= last ? (first...last).contains(code) : code >= first || code <= last
    }
  }

  public enum Weekday: Int, Hashable, Sendable, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
  }

  public var breaks: [Break]
  /// In the order of the week.
  public var weekdays: [Weekday]

  public init(breaks: [Break] = Self.usualBreaks, weekdays: [Weekday] = [.tuesday, .wednesday, .thursday]) {
    self.breaks = breaks
    self.weekdays = weekdays.sorted { $0.rawValue < $1.rawValue }
  }

  public static let usualBreaks: [Break] = [
    // The first of September is a feast, summer has no meetings.
    Break(fromMonth: 6, day: 1, toMonth: 9, day: 1), Break(fromMonth: 10, day: 26, toMonth: 11, day: 4),
    Break(fromMonth: 12, day: 27, toMonth: 1, day: 10), Break(fromMonth: 2, day: 23, toMonth: 2, day: 23),
    Break(fromMonth: 3, day: 8, toMonth: 3, day: 8), Break(fromMonth: 3, day: 22, toMonth: 3, day: 31),
    Break(fromMonth: 5, day: 1, toMonth: 5, day: 10),
  ]

  public func isMeetingDay(_ day: Day) -> Bool {
    guard weekdays.contains(Self.weekday(of: day)) else { return false }
    let code = day.month * 100 + day.dayOfMonth
    return !breaks.contains { $0.contains(code) }
  }

  public static func weekday(of day: Day) -> Weekday {
    // 1 January 1970 was a Thursday.
    let index = ((day.number + 3) % 7 + 7) % 7
    return Weekday.allCases[index]
  }

  /// The day's week, Monday to Sunday, counted without gaps.
  static func week(of day: Day) -> Int { (day.number - weekday(of: day).rawValue + 3) / 7 }

  /// 1 September of the school year that the day is in; summer belongs to the year to come.
  public static func yearBegin(_ day: Day) -> Day {
    Day(year: day.month >= 6 ? day.year : day.year - 1, month: 9, day: 1) ?? .first
  }

  /// 31 May of the school year that the day is in.
  public static func yearEnd(_ day: Day) -> Day {
    Day(year: day.month >= 6 ? day.year + 1 : day.year, month: 5, day: 31) ?? .last
  }
}

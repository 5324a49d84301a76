internal import SvyazGraph

/// The span of one association cut into as many parts of whole weeks as it is to have meetings: one meeting a part.
struct MeetingSpan {
  /// By part: days for meetings, the better first.
  let parts: [[Day]]

  /// - Parameters:
  ///   - count: greater than 0; cut down to the number of weeks that have days for meetings.
  ///   - standing: days of meetings that stand already, within the span. Parts that hold one are covered; where more
  ///     stand than parts are covered, so many fewer of the others get a new meeting, those far from all others first.
  ///   - taken: days that may not be used.
  ///   - turn: which of the calendar's weekdays is preferred.
  ///   - rank: 0: weeks near the middle of a part are preferred; 1, 2 and so on: those near the next week to it. So
  ///     associations that are led by the same people meet in different weeks.
  init(
    from: Day, to: Day, calendar: SchoolCalendar, count: (_ weeks: Int) -> Int, standing: [Day], taken: Set<Day>,
    turn: Int, rank: Int
  ) {
    var weeks = Self.weeks(from: from, to: to, calendar: calendar)
    guard !weeks.isEmpty else {
      parts = []
      return
    }
    let count = min(count(weeks.count), weeks.count)
    let joined = Self.joiningShort(weeks)
    if count <= joined.count { weeks = joined }
    let bounds = (0...count).map { $0 * weeks.count / count }
    var isCovered = [Bool](repeating: false, count: count)
    for day in standing {
      // The last part that does not begin after the day's week; days before all weeks count with the first.
      let week = SchoolCalendar.week(of: day)
      let part = (0..<count).last { weeks[bounds[$0]].number <= week } ?? 0
      isCovered[part] = true
    }
    var chosen: [Int] = []
    var busy = (0..<count).filter { isCovered[$0] }
    var open = (0..<count).filter { !isCovered[$0] }
    while chosen.count < count - standing.count, !open.isEmpty {
      // The first of equals wins, which is the earliest part.
      func gap(_ part: Int) -> Int { busy.map { abs($0 - part) }.min() ?? count }
      guard let next = open.max(by: { gap($0) < gap($1) }) else { break }
      open.removeAll { $0 == next }
      busy.append(next)
      chosen.append(next)
    }
    let preferred = calendar.weekdays.isEmpty ? nil : calendar.weekdays[turn % calendar.weekdays.count]
    parts = chosen.sorted().map { part in
      let range = bounds[part]..<bounds[part + 1]
      // Twice the middle, so that whole numbers suffice.
      let middle = range.lowerBound + range.upperBound - 1
      let byMiddle = range.sorted { (abs(2 * $0 - middle), $0) < (abs(2 * $1 - middle), $1) }
      let target = byMiddle[rank % byMiddle.count]
      var days: [(week: Int, isOther: Bool, day: Day)] = []
      for index in range {
        for day in weeks[index].days where !taken.contains(day) {
          days.append((abs(index - target), SchoolCalendar.weekday(of: day) != preferred, day))
        }
      }
      return days.sorted { ($0.week, $0.isOther ? 1 : 0, $0.day) < ($1.week, $1.isOther ? 1 : 0, $1.day) }.map(\.day)
    }
  }

  /// A week with a single day goes with the next one, the last with the one before: nobody could give way in it.
  private static func joiningShort(_ weeks: [(number: Int, days: [Day])]) -> [(number: Int, days: [Day])] {
    var joined: [(number: Int, days: [Day])] = []
    for week in weeks {
      if let last = joined.last, last.days.count < 2 {
        joined[joined.count - 1].days += week.days
      } else {
        joined.append(week)
      }
    }
    if let last = joined.last, last.days.count < 2, joined.count > 1 {
      joined.removeLast()
      joined[joined.count - 1].days += last.days
    }
    return joined
  }

  /// Weeks with days for meetings.
  static func weeks(from: Day, to: Day, calendar: SchoolCalendar) -> [(number: Int, days: [Day])] {
    var weeks: [(number: Int, days: [Day])] = []
    var day = from
    while day <= to {
      if calendar.isMeetingDay(day) {
        let number = SchoolCalendar.week(of: day)
        if weeks.last?.number == number {
          weeks[weeks.count - 1].days.append(day)
        } else {
          weeks.append((number, [day]))
        }
      }
      guard day < .last else { break }
      day = day.adding(days: 1)
    }
    return weeks
  }
}

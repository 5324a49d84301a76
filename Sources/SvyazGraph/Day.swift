/// A calendar day of the Gregorian calendar, without time or zone; days are Europe/Samara days by contract.
///
/// Years 1900–2199 are accepted: the programme's dates lie well inside, and no arithmetic on them can overflow.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01 (negative before).
  public let number: Int

  public static let first = Day(number: -25_567)  // 1900-01-01
  public static let last = Day(number: 84_005)  // 2199-12-31

  private init(number: Int) { self.number = number }

  /// - Returns: `nil` for a day that the calendar lacks, or outside 1900–2199.
  public init?(year: Int, month: Int, day: Int) {
    guard (1900...2199).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.daysInMonth(year: year, month: month)
    else { return nil }
    number = Self.number(year: year, month: month, day: day)
  }

  /// Reads exactly `YYYY-MM-DD`.
  public init?(iso text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for index in range {
        guard (0x30...0x39).contains(bytes[index]) else { return nil }
        value = value * 10 + Int(bytes[index] - 0x30)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  public var year: Int { components.year }
  public var month: Int { components.month }
  public var dayOfMonth: Int { components.day }

  /// `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = components
    return String(unsafeUninitializedCapacity: 10) { digits in
      Self.write(year, 4, at: 0, in: digits)
      digits[4] = UInt8(ascii: "-")
      Self.write(month, 2, at: 5, in: digits)
      digits[7] = UInt8(ascii: "-")
      Self.write(day, 2, at: 8, in: digits)
      return 10
    }
  }

  /// `DD.MM.YYYY`, as Russian documents write it.
  public var russian: String {
    let (year, month, day) = components
    return String(unsafeUninitializedCapacity: 10) { digits in
      Self.write(day, 2, at: 0, in: digits)
      digits[2] = UInt8(ascii: ".")
      Self.write(month, 2, at: 3, in: digits)
      digits[5] = UInt8(ascii: ".")
      Self.write(year, 4, at: 6, in: digits)
      return 10
    }
  }

  /// A page and a file hold thousands of days: no string for each part of one.
  private static func write(_ value: Int, _ count: Int, at start: Int, in digits: UnsafeMutableBufferPointer<UInt8>) {
    var rest = value
    for place in (start..<start + count).reversed() {
      digits[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// The day `count` days later (earlier when negative), kept within 1900–2199.
  public func adding(days count: Int) -> Day {
    let span = Day.last.number - Day.first.number
    let bounded = min(max(count, -span), span)
    return Day(number: min(max(number + bounded, Day.first.number), Day.last.number))
  }

  /// The same day `count` months later (earlier when negative); a day that the month lacks becomes its last.
  public func adding(months count: Int) -> Day {
    let (year, month, day) = components
    let index = year * 12 + (month - 1) + min(max(count, -3600), 3600)
    guard index >= 1900 * 12 else { return .first }
    guard index < 2200 * 12 else { return .last }
    let targetYear = index / 12
    let targetMonth = index % 12 + 1
    let targetDay = min(day, Self.daysInMonth(year: targetYear, month: targetMonth))
    return Day(number: Self.number(year: targetYear, month: targetMonth, day: targetDay))
  }

  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  static func daysInMonth(year: Int, month: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    default: 31
    }
  }

  // Days-from-civil and its inverse, after H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013):
  // years begin in March, so the leap day is the last of its year. Years here are positive: no floor division needed.
  private static func number(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private var components: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}

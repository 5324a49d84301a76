import SvyazGraph

/// Days as people write them.
enum DayText {
  /// `2020-09-01`, `01.09.2020`, `1.9.20`, `01/09/2020`, «1 сентября 2020 г.», each with or without a time of day,
  /// and the serial number of a spreadsheet.
  ///
  /// - Returns: `nil` for what is none of these, and for a day that the calendar lacks.
  static func day(_ text: some StringProtocol) -> Day? {
    var tokens = IntakeText.tokens(IntakeText.trimmed(text).prefix(80))
    if let first = tokens.first, prefixes.contains(first) { tokens.removeFirst() }
    guard let first = tokens.first else { return nil }
    // «г.» and a time of day follow the date.
    let tail = tokens.dropFirst(3)
    guard
      tail.allSatisfy({ tails.contains($0) || $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else {
      return nil
    }
    guard tokens.count >= 3 else {
      guard tokens.count <= 2, tokens.dropFirst().allSatisfy({ $0 == "0" || $0 == "00" }) else {
        return nil
      }
      return ExactDecimal(IntakeText.trimmed(text)).flatMap { $0.unit.isEmpty ? serial($0) : nil }
    }
    guard let third = number(tokens[2]) else { return nil }
    if let month = months[tokens[1]]
      ?? months.first(where: { tokens[1].count >= 3 && $0.key.hasPrefix(tokens[1]) })?.value
    {
      guard let day = number(first) else { return nil }
      return Day(year: year(third, digits: tokens[2]), month: month, day: day)
    }
    guard let start = number(first), let month = number(tokens[1]), hasDateMarks(text) else {
      return nil
    }
    if first.utf8.count == 4 { return Day(year: start, month: month, day: third) }
    guard first.utf8.count <= 2, tokens[1].utf8.count <= 2, [2, 4].contains(tokens[2].utf8.count)
    else { return nil }
    return Day(year: year(third, digits: tokens[2]), month: month, day: start)
  }

  /// A spreadsheet's serial number (the system of 1900), its time of day dropped.
  ///
  /// Only days from 1954 to 2199: a smaller number in a column of dates is a year or a count.
  static func serial(_ value: ExactDecimal) -> Day? {
    let power = ExactDecimal.power(value.scale)
    let days = value.units / power
    guard (20_000...109_575).contains(days), let epoch = Day(iso: "1970-01-01") else { return nil }
    let day = epoch.adding(days: days - 25_569)
    return day.number == days - 25_569 ? day : nil
  }

  private static func hasDateMarks(_ text: some StringProtocol) -> Bool {
    text.unicodeScalars.prefix(80).contains { $0 == "." || $0 == "-" || $0 == "/" || $0 == "–" }
  }

  private static func year(_ value: Int, digits: String) -> Int {
    guard digits.utf8.count == 2 else { return value }
    return value < 70 ? 2000 + value : 1900 + value
  }

  private static func number(_ token: String) -> Int? {
    guard token.utf8.count <= 4, token.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(token)
  }

  private static let prefixes: Set<String> = ["с", "от", "до", "по"]
  private static let tails: Set<String> = ["г", "год", "года", "t", "т", "z"]

  private static let months: [String: Int] = [
    "января": 1, "февраля": 2, "марта": 3, "апреля": 4, "мая": 5, "июня": 6, "июля": 7,
    "августа": 8, "сентября": 9,
    "октября": 10, "ноября": 11, "декабря": 12, "январь": 1, "февраль": 2, "март": 3, "апрель": 4,
    "май": 5,
    "июнь": 6, "июль": 7, "август": 8, "сентябрь": 9, "октябрь": 10, "ноябрь": 11, "декабрь": 12,
  ]
}

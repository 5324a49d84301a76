public import SvyazGraph

extension RussianText {
  static let monthsNominative = [
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
  ]
  static let monthsGenitive = [
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
  ]
  private static let monthsShort = [
    "янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек",
  ]

  /// «30 апреля 2021 года»: as orders and agreements write a date.
  public static func longDate(_ day: Day) -> String {
    "\(dayAndMonth(day))\(noBreakSpace)\(day.year)\(noBreakSpace)года"
  }

  /// «30 апреля 2021 г.»: in running text and headings.
  public static func date(_ day: Day) -> String { "\(dayAndMonth(day))\(noBreakSpace)\(day.year)\(noBreakSpace)г." }

  /// «30 апреля».
  public static func dayAndMonth(_ day: Day) -> String {
    "\(day.dayOfMonth)\(noBreakSpace)\(name(day.month, monthsGenitive))"
  }

  /// «апрель 2021 г.».
  public static func monthAndYear(_ day: Day) -> String {
    "\(name(day.month, monthsNominative))\(noBreakSpace)\(day.year)\(noBreakSpace)г."
  }

  /// «апр 2021»: in tables and beside axes.
  public static func shortMonthAndYear(_ day: Day) -> String { "\(shortMonth(day.month))\(noBreakSpace)\(day.year)" }

  /// «с 1 сентября 2020 г. по 31 декабря 2021 г.», sharing the year or the month where both ends have it.
  public static func dates(from first: Day, to last: Day) -> String {
    if first == last { return date(first) }
    let start: String
    if first.year == last.year {
      start = first.month == last.month ? String(first.dayOfMonth) : dayAndMonth(first)
    } else {
      start = date(first)
    }
    return "с\(noBreakSpace)\(start) по\(noBreakSpace)\(date(last))"
  }

  /// «апрель»; empty for what is no month 1…12.
  public static func month(_ number: Int) -> String { name(number, monthsNominative) }

  /// «апр»: three letters, for axes; empty for what is no month 1…12.
  public static func shortMonth(_ number: Int) -> String { name(number, monthsShort) }

  private static func name(_ number: Int, _ names: [String]) -> String {
    (1...names.count).contains(number) ? names[number - 1] : ""
  }
}

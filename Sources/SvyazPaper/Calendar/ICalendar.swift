public import SvyazGraph

/// One entry of a calendar: whole days, no time of day.
public struct CalendarEntry: Hashable, Sendable {
  /// The same whenever the entry is written again, so that a calendar program replaces it: `event-01@samara-2020`.
  public var uid: String
  public var first: Day
  /// The last day, counted in.
  public var last: Day
  public var summary: String
  /// Lines of text; empty leaves it out.
  public var details: String
  public var categories: [String]
  public var location: String
  /// A deadline takes nobody's time.
  public var isBusy: Bool

  public init(
    uid: String, first: Day, last: Day? = nil, summary: String, details: String = "", categories: [String] = [],
    location: String = "", isBusy: Bool = true
  ) {
    self.uid = uid
    self.first = first
    self.last = max(first, last ?? first)
    self.summary = summary
    self.details = details
    self.categories = categories
    self.location = location
    self.isBusy = isBusy
  }
}

/// A calendar as iCalendar text (RFC 5545), which Outlook, Thunderbird, phones and Яндекс Календарь take in.
///
/// Days are values of type `DATE`, so no time zone is needed and nobody sees an event on the day before. `DTSTAMP` is
/// midnight (UTC) of ``stamp``: equal entries give equal bytes.
public struct ICalendar: Hashable, Sendable {
  public var name: String
  /// What the calendar is and from which data; empty for none.
  public var about: String
  /// The day that the entries are as of.
  public var stamp: Day
  public var entries: [CalendarEntry]

  static let productID = "-//Svyaz//Svyaz 0.1//RU"
  /// Octets of a line without its end.
  static let longestLine = 75

  public init(name: String, about: String = "", stamp: Day, entries: [CalendarEntry]) {
    self.name = name
    self.about = about
    self.stamp = stamp
    self.entries = entries
  }

  /// Lines end with CR LF and are folded at 75 octets, never within a character's bytes. Entries stand by day, then by
  /// uid.
  public var text: String {
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:\(Self.productID)", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
      "X-WR-CALNAME:\(Self.escaped(name))",
    ]
    if !about.isEmpty { lines.append("X-WR-CALDESC:\(Self.escaped(about))") }
    for entry in entries.sorted(by: { ($0.first, $0.uid) < ($1.first, $1.uid) }) { lines += component(entry) }
    lines.append("END:VCALENDAR")
    return lines.map { Self.folded($0) + "\r\n" }.joined()
  }

  private func component(_ entry: CalendarEntry) -> [String] {
    var lines = [
      "BEGIN:VEVENT", "UID:\(Self.escaped(entry.uid))", "DTSTAMP:\(Self.date(stamp))T000000Z",
      "DTSTART;VALUE=DATE:\(Self.date(entry.first))",
    ]
    // The end is not in. On the last day that days have, the start alone means that one day.
    let end = entry.last.adding(days: 1)
    if end > entry.last { lines.append("DTEND;VALUE=DATE:\(Self.date(end))") }
    lines.append("SUMMARY:\(Self.escaped(entry.summary))")
    if !entry.details.isEmpty { lines.append("DESCRIPTION:\(Self.escaped(entry.details))") }
    if !entry.categories.isEmpty {
      lines.append("CATEGORIES:\(entry.categories.map(Self.escaped).joined(separator: ","))")
    }
    if !entry.location.isEmpty { lines.append("LOCATION:\(Self.escaped(entry.location))") }
    lines += ["TRANSP:\(entry.isBusy ? "OPAQUE" : "TRANSPARENT")", "END:VEVENT"]
    return lines
  }

  /// `20201001`.
  static func date(_ day: Day) -> String { String(day.description.filter { $0 != "-" }) }

  /// A value of type TEXT: `\`, `;` and `,` after a backslash, line ends as `\n`, no other control character.
  static func escaped(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
      defer { isAfterReturn = scalar == "\r" }
      switch scalar {
      case "\n" where isAfterReturn: break
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": out.append(contentsOf: "\\n".unicodeScalars)
      case "\\", ";", ",": out.append(contentsOf: ["\\", scalar])
      case "\t": out.append(scalar)
      case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}": break
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  /// A long line in pieces: each further one begins with a space, which counts.
  static func folded(_ line: String) -> String {
    guard line.utf8.count > longestLine else { return line }
    var out = ""
    var octets = 0
    for scalar in line.unicodeScalars {
      let width = UTF8.width(scalar)
      if octets + width > longestLine {
        out += "\r\n "
        octets = 1
      }
      out.unicodeScalars.append(scalar)
      octets += width
    }
    return out
  }
}

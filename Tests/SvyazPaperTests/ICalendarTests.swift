import SvyazGraph
import SvyazPaper
import SvyazTestSupport
import Testing

@Suite struct ICalendarTests {
  @Test func writesAsPromised() {
    let calendar = ICalendar(
      name: "Сеть, Самара", stamp: "2021-04-30",
      entries: [
        CalendarEntry(
          uid: "measure-13@samara", first: "2021-05-31", summary: "Срок; мероприятие 13", isBusy: false),
        CalendarEntry(
          uid: "e1@samara", first: "2021-05-30", last: "2021-05-31", summary: "Семинар", details: "Одна\r\nдве\\",
          categories: ["семинар", "а,б"], location: "Школа № 1"),
      ])
    let lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Svyaz//Svyaz 0.1//RU", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
      #"X-WR-CALNAME:Сеть\, Самара"#, "BEGIN:VEVENT", "UID:e1@samara", "DTSTAMP:20210430T000000Z",
      "DTSTART;VALUE=DATE:20210530", "DTEND;VALUE=DATE:20210601", "SUMMARY:Семинар", #"DESCRIPTION:Одна\nдве\\"#,
      #"CATEGORIES:семинар,а\,б"#, "LOCATION:Школа № 1", "TRANSP:OPAQUE", "END:VEVENT", "BEGIN:VEVENT",
      "UID:measure-13@samara", "DTSTAMP:20210430T000000Z", "DTSTART;VALUE=DATE:20210531",
      "DTEND;VALUE=DATE:20210601", #"SUMMARY:Срок\; мероприятие 13"#, "TRANSP:TRANSPARENT", "END:VEVENT",
      "END:VCALENDAR",
    ]
    #expect(calendar.text == lines.map { $0 + "\r\n" }.joined())
  }

  @Test func theLastDayOfAllHasNoNext() {
    let calendar = ICalendar(
      name: "a", stamp: .first, entries: [CalendarEntry(uid: "u", first: .last, summary: "s")])
    #expect(calendar.text.contains("DTSTART;VALUE=DATE:21991231\r\nSUMMARY:s\r\n"))
  }

  /// Texts come back whole through a reader of its own, from lines of at most 75 octets, each of them UTF-8.
  @Test(arguments: 0..<4 as Range<UInt64>) func foldsAndEscapes(block: UInt64) throws {
    let pieces = [
      "Школа № 5", ";", ",", "\\", "\n", "\\n", "ёжик", "👩‍🏫", "🏫", " ", "\"", ":", "a", "длинноеслово", "\t", "и\u{306}",
    ]
    var folded = 0
    for seed in block * 100..<block * 100 + 100 {
      var random = SeededGenerator(seed: seed)
      func text(_ most: Int) -> String {
        (0..<Int.random(in: 1...most, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      }
      let entry = CalendarEntry(
        uid: "e@n", first: "2021-01-01", summary: text(30), details: text(120), categories: [text(5), text(5)],
        location: text(20))
      let calendar = ICalendar(name: text(40), stamp: "2021-01-01", entries: [entry])
      let bytes = Array(calendar.text.utf8)
      let lines = Self.lines(bytes)
      for line in lines {
        #expect(line.count <= 75, "seed \(seed)")
        #expect(String(validating: line, as: UTF8.self) != nil, "seed \(seed)")
        folded += line.first == 0x20 ? 1 : 0
      }
      let values = Self.properties(lines)
      #expect(values["SUMMARY"] == [entry.summary], "seed \(seed)")
      #expect(values["DESCRIPTION"] == [entry.details], "seed \(seed)")
      #expect(values["LOCATION"] == [entry.location], "seed \(seed)")
      #expect(values["CATEGORIES"] == entry.categories, "seed \(seed)")
      #expect(values["X-WR-CALNAME"] == [calendar.name], "seed \(seed)")
    }
    #expect(folded > 100)
  }

  @Test func controlCharactersGo() {
    let entry = CalendarEntry(uid: "u", first: "2021-01-01", summary: "а\u{0}\u{1B}б\rв\u{2028}г\u{7F}")
    let text = ICalendar(name: "n", stamp: "2021-01-01", entries: [entry]).text
    #expect(text.contains(#"SUMMARY:аб\nв\nг"# + "\r\n"))
  }

  private static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A {
        lines.append([])
        index += 2
      } else {
        lines[lines.count - 1].append(bytes[index])
        index += 1
      }
    }
    #expect(lines.last == [])
    return lines.dropLast()
  }

  /// Unfolds, splits at the first colon, and unescapes, byte by byte; lists are split at commas that no backslash hides.
  private static func properties(_ lines: [[UInt8]]) -> [String: [String]] {
    var whole: [[UInt8]] = []
    for line in lines {
      if line.first == 0x20, !whole.isEmpty { whole[whole.count - 1] += line.dropFirst() } else { whole.append(line) }
    }
    var found: [String: [String]] = [:]
    for line in whole {
      guard let colon = line.firstIndex(of: 0x3A) else { continue }
      let name = String(decoding: line[..<colon], as: UTF8.self)
      var values: [[UInt8]] = [[]]
      var rest = line[(colon + 1)...]
      while let byte = rest.popFirst() {
        switch byte {
        case 0x5C:
          let next = rest.popFirst() ?? 0
          values[values.count - 1].append(next == 0x6E ? 0x0A : next)
        case 0x2C: values.append([])
        default: values[values.count - 1].append(byte)
        }
      }
      found[name] = values.map { String(decoding: $0, as: UTF8.self) }
    }
    return found
  }
}

import SvyazGraph
import SvyazPaper
import SvyazTestSupport
import Testing

/// In the tables «~» stands for the no-break space, which nobody could see.
private func shown(_ text: String) -> String { text.replacing("\u{00A0}", with: "~") }

@Suite struct RussianTextTests {
  static let typeset: [(String, String)] = [
    ("школа № 57 и гимназия № 133", "школа №~57 и~гимназия №~133"),
    ("по § 3 и п. 4", "по~§~3 и~п.~4"),
    ("А в школе, и не только в ней, что-то будет", "А~в~школе, и~не~только в~ней, что-то будет"),
    ("24 из 30 школ, 80,0 % и 6,7 п. п.", "24~из~30~школ, 80,0~% и~6,7~п.~п."),
    ("достигнуто 90%.", "достигнуто 90~%."),
    ("на 30 апреля 2021 г. было", "на~30~апреля 2021~г. было".replacing("апреля 2021", with: "апреля~2021")),
    ("в 2020 году", "в~2020~году"),
    ("Директор И. И. Иванова", "Директор И.~И.~Иванова"),
    ("подписал Иванов И. И.", "подписал Иванов~И.~И."),
    ("подписал Иванов И.И., директор", "подписал Иванов~И.И., директор"),
    ("МБОУ \"Школа № 5\" и \"Лицей \"Созвездие\"\"", "МБОУ «Школа №~5» и~«Лицей „Созвездие“»"),
    ("уже «в кавычках» \"и ещё\"", "уже «в~кавычках» «и~ещё»"),
    ("дюйм 5\" остаётся", "дюйм 5\" остаётся"),
    ("цель - 90 %", "цель~— 90~%"),
    ("цель – девяносто", "цель~– девяносто"),
    ("учебные годы 2020-2021, классы 5-9.", "учебные годы 2020–2021, классы 5–9."),
    ("определения 2020-1 от 2021-04-30, тел. 8-800-555", "определения 2020-1 от~2021-04-30, тел.~8-800-555"),
    ("приказ № 149-од, № 12-34", "приказ №~149-од, №~12-34"),
    ("сдвиг -5 п. п.", "сдвиг −5~п.~п."),
    ("3 918 учеников, 1 234 567 строк", "3~918~учеников, 1~234~567~строк"),
    ("ждём...", "ждём…"),
    ("точки....", "точки...."),
    ("если бы школа ли", "если~бы школа~ли"),
    ("и т. д., т. е. так", "и~т.~д., т.~е. так"),
    ("г. Самара, ул. Мирная, д. 1, г. о. Самара", "г.~Самара, ул.~Мирная, д.~1, г.~о.~Самара"),
    ("https://example.org/a%20b-c?x=1-2", "https://example.org/a%20b-c?x=1-2"),
    ("", ""), (" ", " "), ("  два  пробела ", "  два  пробела "), ("%", "%"), ("-", "-"), ("\"", "\""), ("№", "№"),
  ]

  @Test func runningText() {
    for (text, expected) in Self.typeset { #expect(shown(RussianText.typeset(text)) == expected) }
  }

  /// Nothing but spaces, quotes and dashes ever changes, and a second pass changes nothing.
  @Test func typesettingKeepsWords() {
    var generator = SeededGenerator(seed: 6)
    let pieces = [
      "школа", "в", "и", "№", "5", "2020", "918", "%", "‰", "\"", "«", "»", "„", "“", "-", "—", ".", "..", "...", "И.", "г.",
      " ", " ", " ", " ", "\u{00A0}", "\n", "апреля", "бы", "п.", "(", ")", "5-9", "-3", "😀", "é", "Иванов", ",",
    ]
    func plain(_ text: String) -> String {
      var out = ""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "«", "»", "„", "“": out += "\""
        case "—", "–", "−": out += "-"
        case "…": out += "..."
        case " ", "\u{00A0}": break
        default: out.unicodeScalars.append(scalar)
        }
      }
      return out
    }
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 0..<14, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }
        .joined()
      let once = RussianText.typeset(text)
      #expect(plain(once) == plain(text), "\(text)")
      #expect(RussianText.typeset(once) == once, "\(text)")
    }
  }

  @Test func runsKeepTheirEmphasis() {
    let text = RussianText.typeset(PaperText.bold("не хватает № ") + "55 в школе " + .bold("\"Луч\""))
    #expect(text.runs.map { shown($0.text) } == ["не~хватает №~", "55 в~школе ", "«Луч»"])
    #expect(text.runs.map(\.isBold) == [true, false, true])
    #expect(RussianText.typeset(PaperText(runs: [])).runs.isEmpty)
    // A preposition that ends one run holds the next one.
    #expect(RussianText.typeset(PaperText("школы в") + " Самаре").runs.map { shown($0.text) } == ["школы в", "~Самаре"])
  }

  @Test func longTextsTakeNoTime() {
    let text = String(repeating: "в \"школе\" № 5 - 10-20 ", count: 5000)
    #expect(RussianText.typeset(text).unicodeScalars.count == text.unicodeScalars.count)
    let word = String(repeating: "9", count: 100_000)
    #expect(RussianText.typeset(word) == word)
    #expect(RussianText.typeset(String(repeating: "-", count: 100_000)).count == 100_000)
  }

  @Test func numbers() {
    let cases: [(String, String)] = [
      (RussianText.grouped(0), "0"), (RussianText.grouped(999), "999"), (RussianText.grouped(3918), "3~918"),
      (RussianText.grouped(-1_234_567), "−1~234~567"), (RussianText.grouped(.min), "−9~223~372~036~854~775~808"),
      (RussianText.signed(3), "+3"), (RussianText.signed(-3), "−3"), (RussianText.signed(0), "0"),
      (RussianText.range(2, 4), "2–4"), (RussianText.range(4, 4), "4"), (RussianText.range(-3, 1), "от~−3 до~1"),
      (RussianText.decimal(scaled: 1230, places: 2), "12,30"), (RussianText.decimal(scaled: 5, places: 2), "0,05"),
      (RussianText.decimal(scaled: -5, places: 1), "−0,5"), (RussianText.decimal(scaled: 12_345_678, places: 1), "1~234~567,8"),
      (RussianText.decimal(scaled: .min, places: 18), "−9,223372036854775808"), (RussianText.decimal(scaled: 7, places: 0), "7"),
      (RussianText.decimal(scaled: 7, places: -3), "7"), (RussianText.decimal(scaled: 1, places: 99), "0,000000000000000001"),
      (RussianText.decimal(12.34), "12,3"), (RussianText.decimal(-0.04), "0,0"), (RussianText.decimal(0.25, places: 1), "0,3"),
      (RussianText.decimal(1234.5, places: 0), "1~235"), (RussianText.decimal(.nan), "нет данных"),
      (RussianText.decimal(.infinity), "нет данных"), (RussianText.decimal(1e300), "нет данных"),
      (RussianText.percent(perMille: 933), "93,3~%"), (RussianText.percent(perMille: 0), "0,0~%"),
      (RussianText.percent(perMille: -5), "−0,5~%"), (RussianText.percent(perMille: nil), "нет данных"),
      (RussianText.percent(perMille: .max), "922~337~203~685~477~580,7~%"),
      (RussianText.roundPercent(perMille: 900), "90~%"), (RussianText.roundPercent(perMille: 925), "92,5~%"),
      (RussianText.roundPercent(perMille: nil), "нет данных"), (RussianText.points(perMille: 67), "6,7~п.~п."),
    ]
    for (text, expected) in cases { #expect(shown(text) == expected) }
  }

  /// The integer that was written can be read back from the text: nothing is rounded away.
  @Test func sharesAreExact() {
    for perMille in -2000...2000 {
      let digits = RussianText.percent(perMille: perMille).filter { $0.isNumber }
      #expect(Int(digits) == abs(perMille))
    }
  }

  @Test func pluralForms() {
    let forms = [
      0: "школ", 1: "школа", 2: "школы", 4: "школы", 5: "школ", 11: "школ", 12: "школ", 14: "школ", 21: "школа", 22: "школы",
      25: "школ", 100: "школ", 101: "школа", 111: "школ", 122: "школы", 1011: "школ", -1: "школа", -12: "школ",
    ]
    for (count, noun) in forms { #expect(RussianText.form(count, "школа", "школы", "школ") == noun, "\(count)") }
    #expect(shown(RussianText.counted(1004, "место", "места", "мест")) == "1~004~места")
    #expect(RussianText.counted(.min, "место", "места", "мест").hasSuffix("мест"))
  }

  @Test func dates() throws {
    let day = try SamplePaper.day("2021-04-30")
    let cases: [(String, String)] = [
      (RussianText.longDate(day), "30~апреля~2021~года"), (RussianText.date(day), "30~апреля~2021~г."),
      (RussianText.dayAndMonth(day), "30~апреля"), (RussianText.monthAndYear(day), "апрель~2021~г."),
      (RussianText.shortMonthAndYear(day), "апр~2021"), (RussianText.month(12), "декабрь"), (RussianText.shortMonth(5), "май"),
      (RussianText.month(0), ""), (RussianText.month(13), ""), (RussianText.shortMonth(.min), ""),
      (RussianText.dates(from: day, to: day), "30~апреля~2021~г."),
      (RussianText.dates(from: try SamplePaper.day("2021-04-01"), to: day), "с~1 по~30~апреля~2021~г."),
      (RussianText.dates(from: try SamplePaper.day("2021-01-09"), to: day), "с~9~января по~30~апреля~2021~г."),
      (RussianText.dates(from: try SamplePaper.day("2020-09-01"), to: day), "с~1~сентября~2020~г. по~30~апреля~2021~г."),
    ]
    for (text, expected) in cases { #expect(shown(text) == expected) }
    #expect(Set((1...12).map(RussianText.shortMonth)).count == 12)
    for month in 1...12 { #expect(RussianText.month(month).hasPrefix(RussianText.shortMonth(month))) }
  }

  @Test func wholePapersAreTypeset() throws {
    let mark = try SamplePaper.mark()
    let paper = Paper(
      id: "x", title: "Школа № 5", subtitle: "в Самаре", mark: mark,
      blocks: [
        .heading(level: 1, "О школе"), .paragraph("в \"школе\""), .list(["и школа"], isNumbered: false),
        .table(.init(caption: "№ 1", columns: [.init("№ школы")], rows: [.init(["с 1 мая"])], whenEmpty: "и нет")),
        .figure(value: "90%", caption: "к маю", state: nil), .signatures([.init(role: "Директор", name: "И. И. Иванов")]),
        .parties([.init(title: "№ 1", lines: ["г. Самара"])]), .pageBreak,
      ]
    ).typeset()
    let text = shown(paper.html())
    for expected in [
      "Школа №~5", "в~Самаре", "О~школе", "в~«школе»", "и~школа", "№~1", "№~школы", "с~1~мая", "90~%", "к~маю", "И.~И.~Иванов",
      "г.~Самара",
    ] { #expect(text.contains(expected), "\(expected)") }
    #expect(paper.typeset() == paper)
  }
}

import Foundation
import FoundationXML
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazPaper

/// Reads XML with a parser that is not ours: elements in order, texts joined.
private final class Reader: NSObject, XMLParserDelegate {
  struct Element {
    var name: String
    var attributes: [String: String]
    /// Names of the elements around it.
    var parents: [String]
    var text = ""
  }

  var elements = [Element]()
  private var open = [Int]()

  init?(_ text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.append(Element(name: name, attributes: attributes, parents: open.map { elements[$0].name }))
    open.append(elements.count - 1)
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    for index in open { elements[index].text += text }
  }

  func named(_ name: String) -> [Element] { elements.filter { $0.name == name } }
}

@Suite struct MarkupTests {
  static let hostile = [
    "<b>жирно</b>", "</style><script>alert(1)</script>", "\"кавычки\" и 'апострофы' & амперсанд", "]]>", "&amp;", "\u{0}\u{1}\u{8}\u{1B}",
    "строка\nдругая\tтретья", "\u{202E}наоборот", "\u{FFFE}\u{FFFF}", String(repeating: "оченьдлинно", count: 910), "😀 é 日本",
    "<!--", "{}@page{}", "url(http://example.org/x)", "", " ",
  ]

  /// What is left of a hostile text once XML has had it.
  static func readable(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if "\n\t".unicodeScalars.contains(scalar) {
        view.append(" ")
      } else if scalar.value >= 0x20, ![0x202E, 0xFFFE, 0xFFFF].contains(scalar.value) {
        view.append(scalar)
      }
    }
    return String(view)
  }

  @Test func numbersAreShortAndFinite() {
    let cases: [(Double, String)] = [
      (0, "0"), (-0.001, "0"), (1, "1"), (1.5, "1.5"), (1.25, "1.25"), (1.005, "1"), (-2.75, "-2.75"), (0.05, "0.05"),
      (.nan, "0"), (.infinity, "0"), (1e300, "0"), (123_456, "123456"),
    ]
    for (value, text) in cases { #expect(Markup.number(value) == text) }
  }

  @Test func idsAreIds() {
    #expect(Markup.id("chart-1") == "chart-1")
    #expect(Markup.id("1\" onload=\"x") == "x-1--onload--x")
    #expect(Markup.id("") == "x-")
  }

  @Test func drawingsAreSVG() throws {
    let ink = DrawingColor(0x1F2933)
    let drawing = Drawing(
      width: 120, height: 60.5, title: "Доля & цель", summary: "24 из 30",
      items: [
        .rectangle(x: 1, y: 2, width: 30, height: 8.333, radius: 2, fill: DrawingColor(0xB4F8A)),
        .rectangle(x: 1, y: 2, width: 30, height: 8, fill: nil, stroke: .init(ink, width: 0.5, dash: [2, 1.5])),
        .hatching(x: 40, y: 2, width: 12, height: 8, color: ink),
        .line([.init(0, 0), .init(10, .nan)], .init(ink, width: 1.25)), .area([.init(0, 0), .init(5, 5), .init(0, 5)], fill: ink),
        .circle(.init(60, 30), radius: -3, fill: ink, stroke: .init(ink)),
        .text("«Школа» <№ 5>", .init(60, 50), size: 9, isBold: true, anchor: .middle, color: ink),
      ])
    #expect(Golden.difference(drawing.svg(id: "c", isFile: true).utf8, name: "drawing.svg") == nil)
    #expect(drawing.svg(id: "c") == drawing.svg(id: "c"))
    let reader = try #require(Reader(drawing.svg(id: "a b")))
    let root = try #require(reader.elements.first)
    #expect(root.attributes["role"] == "img" && root.attributes["aria-labelledby"] == "a-b-title")
    #expect(reader.named("title").map(\.text) == ["Доля & цель"] && reader.named("desc").map(\.text) == ["24 из 30"])
    #expect(reader.named("text").map(\.text) == ["«Школа» <№ 5>"])
  }

  @Test func hostileTextsStayTexts() throws {
    for text in Self.hostile {
      let drawing = Drawing(
        width: 10, height: 10, title: text, summary: text,
        items: [.text(text, .init(0, 9), size: 9, color: DrawingColor(0))])
      let reader = try #require(Reader(drawing.svg(id: text)), "\(text.prefix(40))")
      for name in ["title", "desc", "text"] {
        #expect(reader.named(name).map(\.text) == [Self.readable(text)], "\(text.prefix(40))")
      }
    }
  }

  @Test func hatchingStaysInItsBox() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<200 {
      let (x, y) = (Double.random(in: 0..<50, using: &generator), Double.random(in: 0..<50, using: &generator))
      let (width, height) = (Double.random(in: 0.1..<80, using: &generator), Double.random(in: 0.1..<80, using: &generator))
      let drawing = Drawing(
        width: 200, height: 200, title: "т", summary: "с",
        items: [.hatching(x: x, y: y, width: width, height: height, color: DrawingColor(0))])
      let reader = try #require(Reader(drawing.svg(id: "h")))
      let data = reader.named("path").first?.attributes["d"] ?? ""
      let numbers = data.split(whereSeparator: { "ML ".contains($0) }).compactMap { Double($0) }
      for pair in stride(from: 0, to: numbers.count, by: 2) {
        #expect(numbers[pair] >= x - 0.01 && numbers[pair] <= x + width + 0.01)
        #expect(numbers[pair + 1] >= y - 0.01 && numbers[pair + 1] <= y + height + 0.01)
      }
    }
  }

  // MARK: Pages

  /// Without the style sheet, which is long and says nothing about the paper.
  static func body(_ html: String) -> String {
    guard let start = html.range(of: "<style>"), let end = html.range(of: "</style>") else { return html }
    return html.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "<style/>")
  }

  @Test func agreementsAreHTML() throws {
    #expect(Golden.difference(Self.body(try SamplePaper.agreement().html()).utf8, name: "agreement.html") == nil)
  }

  @Test func theNoteIsWellFormedAndAccessible() throws {
    let paper = try SamplePaper.note()
    let html = paper.html()
    #expect(html == paper.html())
    let reader = try #require(Reader(html))
    #expect(reader.elements.first?.attributes["lang"] == "ru")
    for name in ["h1", "header", "main", "footer", "style"] { #expect(reader.named(name).count == 1, "\(name)") }
    #expect(reader.named("title").filter { $0.parents.last == "head" }.map(\.text) == [paper.title])
    #expect(reader.named("script").isEmpty && reader.named("link").isEmpty && reader.named("img").isEmpty)
    // Nothing from outside: the only addresses are the names of XML namespaces.
    let addresses = html.ranges(of: "http").count
    #expect(addresses == html.ranges(of: "xmlns=\"http").count && !html.contains("url(") && !html.contains("@import"))
    #expect(reader.elements.allSatisfy { $0.attributes["src"] == nil && $0.attributes["href"] == nil })
    let ids = reader.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for element in reader.elements {
      for name in ["aria-labelledby", "aria-describedby"] {
        if let target = element.attributes[name] { #expect(ids.contains(target)) }
      }
    }
    let tables = reader.named("table").count
    #expect(tables == 8 && reader.named("thead").count == tables)
    #expect(reader.named("th").allSatisfy { $0.attributes["scope"] != nil })
    #expect(reader.named("figure").count == 6 && reader.named("figcaption").count == 6 && reader.named("details").count == 6)
    #expect(reader.named("svg").allSatisfy { $0.parents.contains("figure") })
    // Sections nest as the headings do.
    #expect(reader.named("h2").filter { $0.parents.contains("main") }.allSatisfy { $0.parents.count { $0 == "section" } == 1 })
    #expect(reader.named("h3").allSatisfy { $0.parents.count { $0 == "section" } == 2 })
  }

  @Test func everyPaperCarriesItsMark() throws {
    var paper = try SamplePaper.note()
    let reader = try #require(Reader(paper.html()))
    let header = try #require(reader.named("header").first)
    let line = header.attributes["data-running"] ?? ""
    for part in ["15\u{00A0}марта\u{00A0}2021", "2020-1", "рабочая редакция", "9f86d081884c"] { #expect(line.contains(part)) }
    let footer = try #require(reader.named("footer").first).text
    for part in [paper.mark.dataHash, "Как проверить", "известное на\u{00A0}16.03.2021", "2020-1"] {
      #expect(footer.contains(part), "\(part)")
    }
    #expect(reader.elements.contains { $0.attributes["class"] == "sample" && $0.text.contains("Учебные данные") })
    #expect(paper.html().contains("@top-right"))
    paper.mark.isSample = false
    paper.mark.edition = .public
    let html = paper.html()
    #expect(!html.contains("Учебные данные") && html.contains("скрыты"))
  }

  @Test func hostilePapersStayWellFormed() throws {
    for text in Self.hostile {
      var mark = try SamplePaper.mark()
      mark.network = text
      mark.knowledge = text
      mark.definitions = text
      mark.dataHash = text
      let runs = PaperText(runs: [.init(text, isBold: true, isItalic: true), .init(text)])
      let table = PaperTable(
        caption: text, columns: [.init(text, .right, width: .nan), .init(text, .centre, width: -1), .init(text, width: 1e300)],
        rows: [.init([runs, runs, runs, runs]), .init([runs], isGroup: true), .init([], isTotal: true), .init([], isGroup: true)])
      let paper = Paper(
        id: text, title: text, subtitle: text, mark: mark, orientation: .landscape,
        blocks: [
          .heading(level: 3, text), .heading(level: -5, text), .heading(level: 99, text), .paragraph(runs, .lead),
          .list([runs], isNumbered: true), .table(table), .table(.init(columns: [], rows: [])),
          .table(.init(columns: [.init(text)], rows: [], whenEmpty: text)),
          .chart(.init(caption: text, drawing: Drawing.empty(title: text, width: 400), table: table)),
          .figure(value: text, caption: runs, state: .unknown), .signatures([.init(role: text), .init(role: text, name: text)]),
          .parties([.init(title: text, lines: [text])]), .pageBreak,
        ])
      let reader = try #require(Reader(paper.html()), "\(text.prefix(40))")
      #expect(reader.named("b").isEmpty && reader.named("script").isEmpty && reader.named("style").count == 1)
      #expect(reader.named("h1").map(\.text) == [Self.readable(text)])
      let typeset = try #require(Reader(paper.typeset().html()))
      #expect(typeset.elements.count == reader.elements.count)
    }
  }

  /// The columns fill the table, none vanishes, and a long word gets room where there is room.
  @Test func columnsFillTheTable() {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<500 {
      let columns = (0..<Int.random(in: 1...9, using: &generator)).map { _ in
        PaperTable.Column(
          String(repeating: "щ", count: Int.random(in: 0...25, using: &generator)),
          width: [1, 0, -3, .nan, 50, 0.3].randomElement(using: &generator) ?? 1)
      }
      let widths = PaperTableHTML.widths(PaperTable(columns: columns, rows: []), in: 467)
      #expect(widths.count == columns.count && widths.allSatisfy { $0 > 0.005 })
      #expect(abs(widths.reduce(0, +) - 1) < 1e-9)
    }
    let table = PaperTable(columns: [.init("№", width: 1), .init("Знаменатель", width: 0.01)], rows: [])
    #expect(PaperTableHTML.widths(table, in: 467)[1] * 467 >= TextWidth.of("Знаменатель", size: 9.5))
  }
}

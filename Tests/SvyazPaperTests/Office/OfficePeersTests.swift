import Foundation
import SvyazGraph
import SvyazOffice
import SvyazPaper
import SvyazTestSupport
import Testing

/// Writes what `Scripts/office-check.sh` gives to python-docx, python-pptx and LibreOffice; without its folder, into one
/// that is thrown away.
@Suite struct OfficePeersTests {
  @Test func writeFiles() throws {
    let scratch = try TemporaryFolder()
    let folder = URL(filePath: ProcessInfo.processInfo.environment["SVYAZ_OFFICE_FILES"] ?? scratch.path)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for paper in [OfficeSamples.note, OfficeSamples.annex, OfficeSamples.agreement, .hostile] {
      try Data(paper.docx()).write(to: folder.appending(path: "\(paper.id).docx"))
    }
    for deck in [OfficeSamples.deck, .hostile] {
      try Data(deck.pptx()).write(to: folder.appending(path: "\(deck.id).pptx"))
    }
    try Data(OfficeSamples.shapes.bytes()).write(to: folder.appending(path: "shapes.pptx"))
  }
}

extension Paper {
  /// Every text of every block is hostile, each in turn.
  static var hostile: Paper {
    let texts = OfficeSamples.hostileTexts
    var mark = OfficeSamples.mark()
    mark.network = texts.joined()
    mark.definitions = texts[0]
    mark.knowledge = texts[4]
    mark.dataHash = texts[1]
    let blocks = texts.flatMap { text -> [PaperBlock] in
      let table = PaperTable(
        caption: text,
        columns: [
          .init(text, width: .nan), .init(text, width: .infinity), .init(text, width: -1), .init("", width: 0),
        ],
        rows: [.init([PaperText(text)], isGroup: true), .init([PaperText(text), PaperText(text)]), .init([])])
      return [
        .heading(level: .min, text), .heading(level: .max, text), .paragraph(PaperText(text)),
        .list([PaperText(text)], isNumbered: true), .pageBreak, .pageBreak, .table(table), .table(table),
        .chart(PaperChart(caption: text, drawing: .hostile(text), table: table)),
        .figure(value: text, caption: PaperText(text), state: .unknown), .signatures([.init(role: text, name: text)]),
        .parties([.init(title: text, lines: [text, text]), .init(title: text, lines: []), .init(title: "", lines: [])]),
      ]
    }
    return Paper(
      id: "hostile", title: texts.joined(), subtitle: texts[3], mark: mark,
      blocks: blocks + [
        .table(PaperTable(columns: [], rows: [.init(["a"])])), .signatures([]), .parties([]),
        .list([], isNumbered: true),
        .pageBreak,
      ])
  }
}

extension Deck {
  static var hostile: Deck {
    let texts = OfficeSamples.hostileTexts
    var mark = OfficeSamples.mark()
    mark.network = texts.joined()
    mark.dataHash = texts[0]
    let slides = texts.flatMap { text -> [DeckSlide] in
      let table = PaperTable(
        caption: text, columns: [.init(text, width: .nan), .init(text, width: -.infinity)],
        rows: [.init([PaperText(text)], isGroup: true), .init([PaperText(text), PaperText(text)]), .init([])])
      return [
        DeckSlide(text, .cover(subtitle: [text, text]), notes: text),
        DeckSlide(text, .drawing(lead: PaperText(text), .hostile(text)), notes: text),
        DeckSlide(text, .table(lead: PaperText(text), table)), DeckSlide(text, .bullets([PaperText(text)])),
      ]
    }
    return Deck(
      id: "hostile-deck", title: texts.joined(), mark: mark,
      slides: slides + [
        DeckSlide("", .bullets([])), DeckSlide("", .table(lead: nil, PaperTable(columns: [], rows: []))),
        DeckSlide("", .cover(subtitle: [])),
      ])
  }
}

extension Drawing {
  /// Numbers that no drawing should have, in every place of every item.
  static func hostile(_ text: String) -> Drawing {
    let numbers = [Double.nan, .infinity, -.infinity, 1e300, -1e300, 0, -5, 1e-300, .leastNonzeroMagnitude]
    var items: [DrawingItem] = []
    for (index, number) in numbers.enumerated() {
      let other = numbers[(index * 5 + 2) % numbers.count]
      let stroke = DrawingStroke(DrawingColor(0xFFFF_FFFF), width: number, dash: [other, number, other])
      let points = [DrawingPoint(number, other), DrawingPoint(other, number), DrawingPoint(number, number)]
      items += [
        .rectangle(x: number, y: other, width: number, height: other, radius: number, fill: nil, stroke: stroke),
        .rectangle(x: 1, y: 1, width: other, height: 9, radius: number, fill: nil, stroke: stroke),
        .hatching(x: number, y: other, width: other, height: number, color: DrawingColor(1)), .line(points, stroke),
        .line(Array(points.prefix(2)), stroke), .line(Array(points.prefix(1)), stroke), .line([], stroke),
        .area(points, fill: DrawingColor(2)), .area([], fill: DrawingColor(2)),
        .circle(points[0], radius: other, fill: DrawingColor(3), stroke: stroke),
        .text(text, points[1], size: number, anchor: .end, color: DrawingColor(4)),
        .text(text, DrawingPoint(5, 5), size: other, anchor: .middle, color: DrawingColor(4)),
      ]
    }
    return Drawing(
      width: text.isEmpty ? .nan : 100, height: text.count == 1 ? .infinity : -3, title: text, summary: text,
      items: items)
  }
}

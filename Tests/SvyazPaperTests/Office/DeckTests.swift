import SvyazGraph
import SvyazOffice
import SvyazOfficeTestSupport
import SvyazPaper
import Testing

@Suite struct DeckTests {
  private func slides(_ deck: Deck) throws -> [XMLTree] {
    let file = try #require(OfficeFile(deck.pptx()))
    #expect(file.problems == [])
    let count = file.names.count { $0.hasPrefix("ppt/slides/slide") }
    return try (0..<count).map { try #require(file.tree("ppt/slides/slide\($0 + 1).xml")) }
  }

  private func slide(_ drawing: Drawing) throws -> XMLTree {
    let deck = Deck(
      id: "d", title: "т", mark: OfficeSamples.mark(), slides: [DeckSlide("т", .drawing(lead: "вывод", drawing))])
    return try #require(slides(deck).first)
  }

  private func title(of slide: XMLTree) -> String {
    slide.all("p:sp").first { ["title", "ctrTitle"].contains($0.first("p:ph")?.attributes["type"]) }?.wholeText ?? ""
  }

  private func frame(_ node: XMLTree?) -> [Double] {
    let numbers = [("a:off", "x"), ("a:off", "y"), ("a:ext", "cx"), ("a:ext", "cy")]
    return numbers.compactMap { node?.first($0)?.attributes[$1].flatMap { Double($0) }.map { $0 / 12_700 } }
  }

  @Test func sampleIsSound() throws {
    let slides = try slides(OfficeSamples.deck)
    #expect(slides.count > OfficeSamples.deck.slides.count)
    #expect(title(of: slides[1]) == "До цели не хватает трёх школ")
    for slide in slides {
      let foot = slide.all("p:sp").first { $0.first("p:ph")?.attributes["type"] == "ftr" }
      #expect(
        foot?.wholeText
          == "30.04.2021 · Источник: Сеть школ Самары, данные 0123456789ab · определения 2020-1 · рабочая редакция"
          + " · Учебные данные"
      )
    }
    #expect(try OfficeSamples.deck.pptx() == OfficeSamples.deck.pptx())
    let file = try #require(OfficeFile(OfficeSamples.deck.pptx()))
    let notes = file.trees("ppt/notesSlides/notes").map { $0.all("a:p").map(\.wholeText) }
    #expect(notes == [["Поздороваться."], ["Сначала вывод.", "Потом рисунок: <&\">."]])
  }

  @Test func footHidesNothingThatIsNotThere() throws {
    var deck = OfficeSamples.deck
    deck.mark = OfficeSamples.mark(isSample: false, edition: .public)
    let words = try #require(slides(deck).first).wholeText
    #expect(words.contains("публичная редакция"))
    #expect(!words.contains("Учебные"))
  }

  /// Twice as large: 400 × 160 pt in an area of 880 × 354 pt at (40, 140).
  @Test func drawingsAreScaledShapes() throws {
    let black = DrawingColor(0)
    let stroke = DrawingStroke(black, width: 1, dash: [3])
    let slide = try slide(
      Drawing(
        width: 400, height: 160, title: "Рисунок", summary: "Слова.",
        items: [
          .rectangle(x: 10, y: 20, width: 30, height: 40, fill: black),
          .rectangle(x: 0, y: 0, width: 20, height: 20, radius: 5, fill: nil, stroke: stroke),
          .hatching(x: 0, y: 0, width: 400, height: 160, color: DrawingColor(0xABCDEF)),
          .line([DrawingPoint(0, 0), DrawingPoint(10, 0)], stroke),
          .line([DrawingPoint(0, 0), DrawingPoint(10, 0), DrawingPoint(10, 10)], stroke),
          .area([DrawingPoint(0, 0), DrawingPoint(10, 0), DrawingPoint(10, 10)], fill: black),
          .circle(DrawingPoint(50, 60), radius: 7, fill: black),
          .line([DrawingPoint(0, 0)], stroke), .area([], fill: black),
          .text("", DrawingPoint(0, 0), size: 9, color: black),
        ]))
    let group = try #require(slide.first("p:grpSp"))
    #expect(group.first("p:cNvPr")?.attributes["descr"] == "Рисунок. Слова.")
    #expect(frame(group) == [80, 157, 800, 320])
    let shapes = group.children.dropFirst(2)
    #expect(shapes.map(\.name) == ["p:sp", "p:sp", "p:sp", "p:cxnSp", "p:sp", "p:sp", "p:sp"])
    #expect(frame(shapes[2]) == [100, 197, 60, 80])
    #expect(shapes[3].first("a:prstGeom")?.attributes["prst"] == "roundRect")
    #expect(shapes[3].first("a:gd")?.attributes["fmla"] == "val 25000")
    #expect(shapes[3].first("a:ds")?.attributes == ["d": "300000", "sp": "300000"])
    #expect(shapes[4].first("a:pattFill") != nil)
    #expect(frame(shapes[5]) == [80, 157, 20, 0])
    #expect(shapes[6].all("a:lnTo").count == 2 && shapes[6].first("a:close") == nil)
    #expect(shapes[7].first("a:close") != nil)
    #expect(frame(shapes[8]) == [166, 263, 28, 28])
  }

  @Test func textsHangOnTheirAnchors() throws {
    let anchors: [DrawingItem.Anchor] = [.start, .middle, .end]
    let slide = try slide(
      Drawing(
        width: 440, height: 177, title: "", summary: "",
        items: anchors.map { .text("ширина", DrawingPoint(200, 100), size: 10, anchor: $0, color: DrawingColor(0)) }))
    let boxes = slide.all("p:sp").filter { $0.first("p:cNvSpPr")?.attributes["txBox"] == "1" }
    #expect(boxes.compactMap { $0.first("a:pPr")?.attributes["algn"] } == ["l", "ctr", "r"])
    for (box, share) in zip(boxes, [0, 0.5, 1]) {
      let frame = frame(box)
      #expect(abs(frame[0] + frame[2] * share - 440) < 0.01)
      // The baseline of PT Sans, 20 pt: 1.018 em under the box's top.
      #expect(abs(frame[1] + 20.36 - 340) < 0.01)
      #expect(box.first("a:noAutofit") != nil)
      #expect(box.first("a:rPr")?.attributes["sz"] == "2000")
    }
  }

  @Test func noLabelIsTooSmall() throws {
    let slide = try slide(
      Drawing(
        width: 8000, height: 300, title: "", summary: "",
        items: [.text("а", DrawingPoint(0, 9), size: 9, color: DrawingColor(0))]))
    #expect(slide.first("p:grpSp")?.first("a:rPr")?.attributes["sz"] == "800")
  }

  @Test func longTablesGoOn() throws {
    let rows = (1...60).flatMap { number -> [PaperTable.Row] in
      let row = PaperTable.Row([PaperText("школа \(number)"), "1"])
      return number % 10 == 1 ? [PaperTable.Row([PaperText("район \(number / 10)")], isGroup: true), row] : [row]
    }
    let table = PaperTable(
      caption: "т", columns: [.init("А"), .init("Б", .right)], rows: rows + [.init(["всего", "60"], isTotal: true)])
    let slides = try slides(
      Deck(
        id: "d", title: "т", mark: OfficeSamples.mark(),
        slides: [DeckSlide("Школы", .table(lead: nil, table), notes: "н")]))
    #expect(slides.count > 2)
    var seen: [String] = []
    for (index, slide) in slides.enumerated() {
      #expect(title(of: slide) == "Школы (\(index + 1) из \(slides.count))")
      let rows = slide.all("a:tr").map { $0.all("a:tc").map(\.wholeText) }
      #expect(rows.first == ["А", "Б"])
      #expect(rows.dropFirst().first?[0].hasPrefix("район") == true)
      #expect(rows.last?[0].hasPrefix("район") == false)
      let height = slide.all("a:tr").compactMap { $0.attributes["h"].flatMap { Double($0) } }.reduce(0, +) / 12_700
      #expect(height <= 494 - 96)
      seen += rows.dropFirst().map { $0[0] }.filter { !$0.hasPrefix("район") }
    }
    #expect(seen == (1...60).map { "школа \($0)" } + ["всего"])
  }

  @Test func longListsGoOn() throws {
    let items = (1...40).map { PaperText("пункт \($0)") }
    let slides = try slides(
      Deck(id: "d", title: "т", mark: OfficeSamples.mark(), slides: [DeckSlide("Список", .bullets(items))]))
    #expect(slides.count > 1)
    let lists = slides.flatMap { slide in slide.all("a:p").filter { $0.first("a:buChar") != nil }.map(\.wholeText) }
    #expect(lists == items.map(\.plain))
  }

  @Test func hostileDecksAreSafe() throws {
    let slides = try slides(.hostile)
    #expect(slides.count >= Deck.hostile.slides.count)
    // No row is higher than its slide, no text longer than what a slide could hold.
    for slide in slides {
      #expect(slide.wholeText.count < 16_000)
      for row in slide.all("a:tr") { #expect((Double(row.attributes["h"] ?? "") ?? 0) / 12_700 <= 400) }
    }
  }
}

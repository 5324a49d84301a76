import SvyazOffice
import SvyazOfficeTestSupport
import SvyazTestSupport
import Testing

@Suite struct PresentationTests {
  static let properties = OfficeProperties(title: "Карта", date: .init(year: 2021, month: 4, day: 30))
  static let line = SlideLine(OfficeColor(0x0B4F8A), width: 2, dash: [4, 2, 1], start: .oval, end: .triangle)

  private func file(_ slides: [Slide]) throws -> OfficeFile {
    let file = try #require(OfficeFile(Presentation(properties: Self.properties, slides: slides).bytes()))
    #expect(file.problems == [])
    return file
  }

  private func slide(_ items: [SlideItem]) throws -> XMLTree {
    try #require(file([Slide(title: "т", items: items, notes: "речь")]).tree("ppt/slides/slide1.xml"))
  }

  @Test func emptyPresentationOpens() throws {
    #expect(try file([]).tree("ppt/presentation.xml")?.first("p:sldIdLst") == nil)
  }

  /// Text boxes have a font from the presentation alone; without it programs choose one each.
  @Test func textBoxesHaveAFont() throws {
    let level = try file([]).tree("ppt/presentation.xml")?.first("p:defaultTextStyle")?.first("a:lvl1pPr")
    #expect(level?.first("a:latin")?.attributes["typeface"] == "+mn-lt")
    let theme = try #require(file([]).tree("ppt/theme/theme1.xml"))
    #expect(theme.all("a:latin").compactMap { $0.attributes["typeface"] } == ["PT Sans", "PT Sans"])
  }

  @Test func placeholdersComeFromLayouts() throws {
    let text = SlideText([SlideParagraph([SlideRun("x")])])
    let slides = Slide.Layout.allCases.map { layout in
      let body = Slide.Body(text, frame: SlideFrame(x: 1, y: 2, width: 3, height: 4))
      return Slide(
        layout: layout, title: "т", lead: text, list: text, legend: body, key: body, caption: body, footer: "низ",
        notes: layout == .title ? nil : "речь")
    }
    let file = try file(slides)
    for number in 1...4 {
      let slide = try #require(file.tree("ppt/slides/slide\(number).xml"))
      let layout = try #require(file.tree("ppt/slideLayouts/slideLayout\(number).xml"))
      let offered = layout.all("p:ph").map(\.attributes)
      for place in slide.all("p:ph") { #expect(offered.contains(place.attributes)) }
      #expect(slide.all("a:fld").map { $0.attributes["type"] } == ["slidenum"])
      #expect(slide.all("a:fld").map(\.wholeText) == ["\(number)"])
    }
    let size = try #require(file.tree("ppt/presentation.xml")?.first("p:sldSz")?.attributes)
    #expect(size == ["cx": "12192000", "cy": "6858000"])
    #expect(
      file.trees("ppt/notesSlides/notes").map { $0.all("a:t").map(\.wholeText) } == [["речь"], ["речь"], ["речь"]])
  }

  @Test func shapesAreNative() throws {
    let frame = SlideFrame(x: 10, y: 20, width: 200, height: 100)
    let geometries: [SlideShape.Geometry] = [
      .rectangle, .roundedRectangle(radius: 10), .ellipse, .hexagon(corner: 25), .octagon(corner: 20),
      .note(corner: 12),
    ]
    let slide = try slide(
      geometries.map { .shape(SlideShape($0, frame: frame, fill: .solid(.black), line: Self.line)) })
    let shapes = slide.all("a:prstGeom")
    #expect(
      shapes.compactMap { $0.attributes["prst"] } == [
        "rect", "roundRect", "ellipse", "hexagon", "octagon", "snip1Rect",
      ])
    #expect(
      shapes.map { $0.all("a:gd").first?.attributes["fmla"] } == [
        nil, "val 10000", nil, "val 25000", "val 20000", "val 12000",
      ])
    #expect(slide.all("a:off").contains { $0.attributes == ["x": "127000", "y": "254000"] })
    // 4 2 1 4 2 1 over a line of 2 pt, as SVG repeats an odd list.
    let dash = slide.all("a:custDash").first?.children.map { [$0.attributes["d"], $0.attributes["sp"]] }
    #expect(dash == [["200000", "100000"], ["50000", "200000"], ["100000", "50000"]])
  }

  @Test func patternsAndAlternativeTexts() throws {
    let frame = SlideFrame(x: 0, y: 0, width: 9, height: 9)
    let slide = try slide([
      .shape(SlideShape(frame: frame, alternativeText: "<&\">", fill: .hatching(OfficeColor(0x123456)))),
      .shape(SlideShape(frame: frame, name: "имя", fill: .solid(.white, opacity: 0.5))),
    ])
    #expect(slide.first("a:pattFill")?.first("a:fgClr")?.children.first?.attributes["val"] == "123456")
    #expect(slide.all("p:cNvPr").compactMap { $0.attributes["descr"] } == ["<&\">"])
    #expect(slide.all("p:cNvPr").contains { $0.attributes["name"] == "имя" })
    #expect(slide.first("a:alpha")?.attributes["val"] == "50000")
  }

  /// Glue names the numbers of shapes, also of those that come later or stand in a group.
  @Test func connectorsAreGlued() throws {
    let frame = SlideFrame(x: 0, y: 0, width: 9, height: 9)
    func glued(_ from: String?, _ to: String?) -> SlideItem {
      .connector(
        SlideConnector(
          from: SlidePoint(50, 50), to: SlidePoint(10, 80), line: Self.line,
          fromGlue: from.map { .init($0, site: 3) }, toGlue: to.map { .init($0, site: .min) }))
    }
    let slide = try slide([
      glued("a", "b"), .shape(SlideShape(frame: frame, key: "a", name: "A")),
      .group(
        SlideGroup(
          name: "g", frame: frame, items: [.shape(SlideShape(frame: frame, key: "b", name: "B")), glued("b", nil)])),
      glued("missing", "a"),
    ])
    var ids: [String: String] = [:]
    for node in slide.all("p:cNvPr") { ids[node.attributes["name"] ?? ""] = node.attributes["id"] }
    let glue = slide.all("p:cNvCxnSpPr").map {
      $0.children.map { [$0.name, $0.attributes["id"], $0.attributes["idx"]] }
    }
    #expect(
      glue == [
        [["a:stCxn", ids["A"], "3"], ["a:endCxn", ids["B"], "0"]], [["a:stCxn", ids["B"], "3"]],
        [["a:endCxn", ids["A"], "0"]],
      ])
    let place = slide.first("p:cxnSp")?.first("a:xfrm")
    #expect(place?.attributes == ["flipH": "1"])
    #expect(place?.first("a:off")?.attributes == ["x": "127000", "y": "635000"])
  }

  @Test func pathsKeepTheirPoints() throws {
    let slide = try slide([
      .shape(
        .path(
          [
            .move(SlidePoint(10, 10)), .line(SlidePoint(30, 10)),
            .curve(SlidePoint(30, 20), SlidePoint(20, 30), SlidePoint(10, 30)), .close,
          ], fill: .solid(.black))),
      .shape(.path([.line(SlidePoint(1, 1)), .line(SlidePoint(1, 5))], line: Self.line)), .shape(.path([])),
      .shape(.path([.close])),
    ])
    let paths = slide.all("a:path")
    #expect(paths[0].children.map(\.name) == ["a:moveTo", "a:lnTo", "a:cubicBezTo", "a:close"])
    #expect(paths[0].attributes == ["w": "254000", "h": "254000"])
    #expect(paths[0].all("a:pt").last?.attributes == ["x": "0", "y": "254000"])
    // A path without a beginning gets one; a straight one has a box of one unit's width.
    #expect(paths[1].children.map(\.name) == ["a:moveTo", "a:lnTo", "a:lnTo"])
    #expect(paths[1].attributes == ["w": "1", "h": "50800", "fill": "none"])
    #expect(paths[2].children.isEmpty && paths[3].children.isEmpty)
  }

  @Test func tablesHaveACellForEveryColumn() throws {
    func cell(_ span: Int) -> SlideTable.Cell {
      .init(SlideText([SlideParagraph([SlideRun("x")])]), span: span, fill: .white)
    }
    let table = SlideTable(
      frame: SlideFrame(x: 0, y: 0, width: 300, height: 0), columns: [1, 1, 4],
      rows: [.init([cell(2), cell(1)], height: 20), .init([cell(.max)], height: .nan), .init([], height: -1)],
      line: Self.line)
    let slide = try slide([.table(table)])
    for row in slide.all("a:tr") { #expect(row.all("a:tc").count == 3) }
    #expect(slide.all("a:tc").compactMap { $0.attributes["gridSpan"] } == ["2", "3"])
    #expect(slide.all("a:tc").count { $0.attributes["hMerge"] == "1" } == 3)
    #expect(slide.all("a:gridCol").compactMap { $0.attributes["w"] } == ["635000", "635000", "2540000"])
    #expect(table.columnWidths == [50, 50, 200])
  }

  /// Whatever the numbers, every attribute is a number that 32 bits hold.
  @Test func hostileSizesAreSafe() throws {
    var generator = SeededGenerator(seed: 66)
    let odd = [Double.nan, .infinity, -.infinity, 1e308, -1e308, 0, -3, .leastNonzeroMagnitude, 17.5]
    func number() -> Double { odd.randomElement(using: &generator) ?? 0 }
    func point() -> SlidePoint { SlidePoint(number(), number()) }
    func line() -> SlideLine {
      SlideLine(.black, width: number(), dash: (0..<Int.random(in: 0...20, using: &generator)).map { _ in number() })
    }
    var items: [SlideItem] = []
    for index in 0..<300 {
      let frame = SlideFrame(x: number(), y: number(), width: number(), height: number())
      let geometry: SlideShape.Geometry =
        [
          .rectangle, .roundedRectangle(radius: number()), .hexagon(corner: number()), .octagon(corner: number()),
          .note(corner: number()), .path([.move(point()), .curve(point(), point(), point()), .close, .line(point())]),
        ][index % 6]
      let text = SlideText(
        [SlideParagraph([SlideRun("x", size: number())], bullet: .number, spaceBefore: number())], inset: number())
      items += [
        .shape(
          SlideShape(
            geometry, frame: frame, rotation: number(), fill: .solid(.black, opacity: number()), line: line(),
            text: text)),
        .connector(SlideConnector(from: point(), to: point(), line: line())),
        .table(SlideTable(frame: frame, columns: [number(), number()], rows: [.init([], height: number())])),
        .group(SlideGroup(name: "", frame: frame, items: [])),
      ]
    }
    let names: Set = ["x", "y", "cx", "cy", "w", "h", "d", "sp", "sz", "rot", "val", "lIns", "marL"]
    for node in try slide(items).all where node.name != "a:srgbClr" {
      for (name, value) in node.attributes where names.contains(name) {
        #expect(Int32(value) != nil, "\(node.name) \(name)=\(value)")
      }
    }
  }

  @Test func sameInputSameBytes() throws {
    let slides = [Slide(title: "a", items: [.shape(SlideShape(frame: SlideFrame(x: 1, y: 2, width: 3, height: 4)))])]
    let presentation = Presentation(properties: Self.properties, slides: slides)
    #expect(try presentation.bytes() == presentation.bytes())
  }
}

import SvyazOffice
import SvyazOfficeTestSupport
import SvyazTestSupport
import Testing

/// Bent connectors, mirrored and turned as DrawingML says, begin and end where they should.
@Suite struct SlideConnectorTests {
  /// Where a point of the preset's own box lies on the slide: mirrored, then turned clockwise around the middle.
  private func place(_ x: Double, _ y: Double, _ shape: XMLTree) throws -> (x: Double, y: Double) {
    let transform = try #require(shape.first("a:xfrm"))
    func number(_ element: String, _ name: String) throws -> Double {
      try #require(transform.first(element)?.attributes[name].flatMap(Double.init))
    }
    let (left, top) = (try number("a:off", "x"), try number("a:off", "y"))
    let (width, height) = (try number("a:ext", "cx"), try number("a:ext", "cy"))
    var (dx, dy) = (x * width - width / 2, y * height - height / 2)
    if transform.attributes["flipH"] == "1" { dx = -dx }
    if transform.attributes["flipV"] == "1" { dy = -dy }
    if let turn = transform.attributes["rot"] {
      #expect(turn == "5400000")
      (dx, dy) = (-dy, dx)
    }
    return ((left + width / 2 + dx) / 12_700, (top + height / 2 + dy) / 12_700)
  }

  @Test func endsAndMiddleLieWhereAsked() throws {
    var generator = SeededGenerator(seed: 61)
    func coordinate() -> Double { Double(generator.next() % 9000) / 10 + 10 }
    for round in 0..<60 {
      let (from, to) = (SlidePoint(coordinate(), coordinate()), SlidePoint(coordinate(), coordinate()))
      let (isVertical, middle) = (round % 2 == 0, coordinate())
      let bend: SlideConnector.Bend =
        round % 3 == 0
        ? .quarter(leavesVertically: isVertical) : .wave(leavesVertically: isVertical, middle: middle)
      let connector = SlideConnector(from: from, to: to, bend: bend, line: SlideLine(.black))
      let presentation = Presentation(
        properties: OfficeProperties(title: "т", date: .init(year: 2021, month: 4, day: 30)),
        slides: [Slide(title: "т", items: [.connector(connector)])])
      let file = try #require(OfficeFile(presentation.bytes()))
      #expect(file.problems == [])
      let line = try #require(file.tree("ppt/slides/slide1.xml")?.first("p:cxnSp"))
      let (start, end) = (try place(0, 0, line), try place(1, 1, line))
      #expect(abs(start.x - from.x) < 0.01 && abs(start.y - from.y) < 0.01)
      #expect(abs(end.x - to.x) < 0.01 && abs(end.y - to.y) < 0.01)
      // It leaves along the axis asked for.
      let next = try place(0.25, 0, line)
      #expect(abs(isVertical ? next.x - from.x : next.y - from.y) < 0.01)
      let preset = try #require(line.first("a:prstGeom"))
      guard case .wave = bend else {
        #expect(preset.attributes["prst"] == "curvedConnector2")
        continue
      }
      #expect(preset.attributes["prst"] == "curvedConnector3")
      let guide = try #require(preset.first("a:gd")?.attributes["fmla"]?.split(separator: " ").last)
      let turn = try place((Double(guide) ?? 0) / 100_000, 0.5, line)
      #expect(abs((isVertical ? turn.y : turn.x) - middle) < 0.02)
    }
  }

  @Test func numbersThatAreNoneDoNotTrap() throws {
    for value in [Double.nan, .infinity, -1e300, 0] {
      let point = SlidePoint(value, 3)
      let bends: [SlideConnector.Bend] = [
        .quarter(leavesVertically: true), .wave(leavesVertically: false, middle: value),
        .wave(leavesVertically: true, middle: 1e300),
      ]
      let items = bends.map { SlideItem.connector(.init(from: point, to: point, bend: $0, line: SlideLine(.black))) }
      let presentation = Presentation(
        properties: OfficeProperties(title: "т", date: .init(year: 2021, month: 4, day: 30)),
        slides: [Slide(title: "т", items: items)])
      #expect(try OfficeFile(presentation.bytes())?.problems == [])
    }
  }
}

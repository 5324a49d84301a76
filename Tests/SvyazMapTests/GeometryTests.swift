import SvyazTestSupport
import Testing

@testable import SvyazMap

@Suite struct GeometryTests {
  @Test func rectanglesMeetSegments() {
    let rect = Rect(x: 0, y: 0, width: 10, height: 10)
    #expect(rect.meets(Point(x: -5, y: 5), Point(x: 15, y: 5)))
    #expect(rect.meets(Point(x: 2, y: 2), Point(x: 3, y: 3)))
    #expect(!rect.meets(Point(x: -5, y: -5), Point(x: -1, y: 20)))
    #expect(!rect.meets(Point(x: 11, y: 0), Point(x: 11, y: 10)))
    #expect(!rect.meets(Point(x: -8, y: 6), Point(x: 6, y: -8)))
  }

  @Test func boxesArePushedApart() throws {
    var generator = SeededGenerator(seed: 1)
    let sizes = (0..<60).map { _ in
      Size(width: 20 + Double(generator.next() % 40), height: 10 + Double(generator.next() % 10))
    }
    let centres = (0..<60).map { _ in
      Point(x: Double(generator.next() % 400), y: Double(generator.next() % 300))
    }
    let area = Size(width: 500, height: 400)
    #expect(OverlapRemoval.tooNear(centres, sizes: sizes, gap: 5) > 0)
    let apart = try #require(OverlapRemoval.separate(centres, sizes: sizes, area: area, gap: 5, pinned: [3]))
    #expect(OverlapRemoval.tooNear(apart, sizes: sizes, gap: 4.9) == 0)
    #expect(OverlapRemoval.separate(centres, sizes: sizes, area: Size(width: 120, height: 90), gap: 5) == nil)
  }

  @Test func curvesAreTrimmed() {
    let curve = [Point(x: 0, y: 0), Point(x: 10, y: 0), Point(x: 20, y: 0), Point(x: 30, y: 0)]
    let start = Bezier.trimStart(curve) { $0.x < 6 }
    #expect(abs((start.first?.x ?? 0) - 6) < 0.01)
    let end = Bezier.trimEnd(curve) { $0.x > 24 }
    #expect(abs((end.last?.x ?? 0) - 24) < 0.01)
    let long = curve + [Point(x: 40, y: 0), Point(x: 50, y: 0), Point(x: 60, y: 0)]
    #expect(Bezier.trimStart(long) { $0.x < 45 }.count == 4)
    #expect(Bezier.trimStart(long) { _ in false } == long)
    #expect(Bezier.trimStart(curve) { _ in true }.isEmpty == false)
  }

  @Test func outlinesContainTheirMiddle() {
    let frame = Rect(x: 0, y: 0, width: 60, height: 20)
    for outline in [SceneOutline.roundedBox, .ellipse, .hexagon, .note] {
      #expect(Outline.contains(frame.centre, outline, frame))
      #expect(!Outline.contains(Point(x: 61, y: 10), outline, frame))
      #expect(!Outline.polygon(outline, frame).isEmpty)
    }
    #expect(!Outline.contains(Point(x: 1, y: 1), .ellipse, frame))
    #expect(!Outline.contains(Point(x: 0.5, y: 0.5), .roundedBox, frame))
    #expect(!Outline.contains(Point(x: 1, y: 1), .hexagon, frame))
    #expect(Outline.contains(Point(x: 1, y: 1), .note, frame))
    #expect(!Outline.contains(Point(x: 0, y: 0), .ellipse, Rect(x: 0, y: 0, width: 0, height: 0)))
  }

  @Test func refinementLowersTheEnergyAndStaysInside() {
    var generator = SeededGenerator(seed: 5)
    let centres = (0..<20).map { _ in
      Point(x: Double(generator.next() % 300), y: Double(generator.next() % 200))
    }
    let sizes = [Size](repeating: Size(width: 30, height: 12), count: 20)
    let edges = (1..<20).map { (tail: $0 / 2, head: $0) }
    let area = Size(width: 400, height: 250)
    func refined() -> (before: Double, after: Double, centres: [Point]) {
      let work = LayoutRefiner(centres: centres, sizes: sizes, edges: edges, area: area, gap: 6)
      let before = work.quality()
      work.run(moves: 4000)
      return (before, work.quality(), work.centres)
    }
    let first = refined()
    #expect(first.after < first.before / 2)
    #expect(first.centres == refined().centres)
    #expect(OverlapRemoval.tooNear(first.centres, sizes: sizes, gap: 5.9) == 0)
    for centre in first.centres {
      #expect((15...385).contains(centre.x) && (6...244).contains(centre.y))
    }
  }

  @Test func linesGoAroundWhatIsInTheWay() throws {
    let sizes = [Size](repeating: Size(width: 40, height: 16), count: 3)
    let centres = [Point(x: 40, y: 100), Point(x: 360, y: 100), Point(x: 200, y: 100)]
    let router = EdgeRouter(
      centres: centres, sizes: sizes, outlines: [.roundedBox, .ellipse, .hexagon], area: Size(width: 400, height: 200))
    let routes = try Drawing.withLibrary { try router.route([(tail: 0, head: 1), (tail: 0, head: 2)]) }
    #expect(routes[0].count == 4)
    #expect(routes[1].count == 2)
    // No room for an arc: graphviz finds the way.
    var walls = centres
    var wallSizes = sizes
    for row in 0..<6 where row != 1 {
      walls.append(Point(x: 200, y: 20 + Double(row) * 32))
      wallSizes.append(Size(width: 60, height: 24))
    }
    let narrow = EdgeRouter(
      centres: walls, sizes: wallSizes, outlines: [SceneOutline](repeating: .roundedBox, count: walls.count),
      area: Size(width: 400, height: 200))
    #expect(try Drawing.withLibrary { try narrow.route([(tail: 0, head: 1)]) }[0].count >= 4)
  }

  @Test func shelvesFillRowsEvenly() throws {
    let boxes = [Size](repeating: Size(width: 80, height: 20), count: 11)
    let shelf = try #require(Shelf(boxes: boxes, width: 500, font: 10))
    let rows = Dictionary(grouping: shelf.centres, by: \.y).values.map(\.count).sorted()
    #expect(rows == [3, 4, 4] || rows == [5, 6])
    #expect(OverlapRemoval.tooNear(shelf.centres, sizes: boxes, gap: 1) == 0)
    #expect(Shelf(boxes: boxes, width: 50, font: 10) == nil)
    #expect(Shelf(boxes: [], width: 50, font: 10)?.height == 0)
  }

  @Test func watchdogFiresOnceOrNever() async throws {
    let late = Watchdog(deadline: .milliseconds(10)) {}
    let stopped = Watchdog(deadline: .milliseconds(10)) {}
    stopped.stop()
    for _ in 0..<1000 where !late.hasExpired { try await Task.sleep(for: .milliseconds(10)) }
    #expect(late.hasExpired)
    #expect(!stopped.hasExpired)
    #expect(Duration.seconds(2).milliseconds == 2000)
  }
}

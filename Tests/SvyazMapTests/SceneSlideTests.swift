import Foundation
import MapTrials
import SvyazGraph
import SvyazOffice
import SvyazOfficeTestSupport
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// Slides are native and hold what the scene holds.
@Suite struct SceneSlideTests {
  private func scene(_ map: NetworkMap) throws -> MapScene { try Drawing.inProcess(map, formats: []).scene }

  private func small() throws -> MapScene {
    var map = MentorMap(SampleNetworks.small().asOf("2020-11-30"), edition: .working).map
    map.day = "2020-11-30"
    map.caption = ["Пар шесть.", "Одна школа без наставника."]
    return try scene(map)
  }

  private func slide(_ scene: MapScene) throws -> XMLTree {
    let bytes = try SceneSlide(scene).presentation.bytes()
    let file = try #require(OfficeFile(bytes))
    #expect(file.problems == [])
    #expect(bytes.count < 300_000)
    #expect(!file.names.contains { $0.contains("media") })
    return try #require(file.tree("ppt/slides/slide1.xml"))
  }

  @Test func nodesAreShapesAndLinksConnectors() throws {
    let scene = try small()
    let slide = try slide(scene)
    let described = slide.all("p:sp").filter { $0.first("p:cNvPr")?.attributes["descr"] != nil }
    #expect(described.map { $0.first("p:cNvPr")?.attributes["descr"] } == scene.nodes.map(\.fullName))
    for (shape, node) in zip(described, scene.nodes) {
      let preset = shape.first("a:prstGeom")?.attributes["prst"]
      #expect(preset == (node.shape.outline == .ellipse ? "ellipse" : "roundRect"))
      #expect(shape.all("a:t").map(\.wholeText) == node.texts.map(\.text))
      let sizes = shape.all("a:rPr").compactMap { $0.attributes["sz"] }.compactMap(Double.init)
      #expect(zip(sizes, node.texts).allSatisfy { abs($0 / 100 - $1.size) < 0.01 })
    }
    let lines = slide.all("p:cxnSp").filter { $0.first("p:cNvPr")?.attributes["descr"] != nil }
    #expect(lines.map { $0.first("p:cNvPr")?.attributes["descr"] } == scene.links.map(\.fullName))
    let legend = scene.furniture.first { $0.role == .legend }?.paths.count ?? 0
    #expect(legend > 0)
    #expect(slide.all("p:cxnSp").count == scene.links.count + legend)
    #expect(slide.all("p:pic").isEmpty)
    // Title, sentence, legend, caption, footer.
    #expect(slide.all("p:ph").compactMap { $0.attributes["type"] } == ["title", "body", "body", "body", "ftr"])
    #expect(slide.all("p:ph").compactMap { $0.attributes["idx"] } == ["13", "14", "15", "11"])
  }

  /// The ends lie where the scene has them, glued to their own nodes; moved to their sites (as LibreOffice does) two
  /// lines of a pair do not fall together, none runs through its own nodes, and no more foreign ones are met.
  @Test func linesAreGluedToTheirNodes() throws {
    let school = try SchoolMap(SampleNetworks.small().asOf("2020-11-30"), school: "5", edition: .working).map
    let city = SampleNetworks.mentoring(lowResult: 16, mentors: 7, ties: 34).asOf("2020-11-30")
    for scene in try [small(), scene(school), scene(MentorMap(city, edition: .working).map)] {
      let slide = try slide(scene)
      let frame = SceneFrame(scene.size)
      let nodes = Dictionary(uniqueKeysWithValues: scene.nodes.map { ($0.id, $0) })
      let ids = Dictionary(
        uniqueKeysWithValues: zip(
          scene.nodes.map(\.id),
          slide.all("p:sp").compactMap { $0.first("p:cNvPr") }.filter { $0.attributes["descr"] != nil }
            .suffix(scene.nodes.count).map { $0.attributes["id"] }))
      let lines = slide.all("p:cxnSp").filter { $0.first("p:cNvPr")?.attributes["descr"] != nil }
      let links = scene.links.filter(\.path.isStraight)
      try #require(lines.count == links.count)
      var used: Set<[String?]> = []
      var glued = 0
      for (line, link) in zip(lines, links) {
        let tip = link.path.arrowhead?.tip ?? link.path.points[1]
        let offset = try #require(line.first("a:off")?.attributes)
        let left = frame.place(Point(x: min(link.path.points[0].x, tip.x), y: 0)).x
        #expect(abs((Double(offset["x"] ?? "") ?? 0) / 12_700 - left) < 0.01)
        var moved: [Point] = []
        for (name, end, other, point) in [
          ("a:stCxn", link.tail, link.head, link.path.points[0]), ("a:endCxn", link.head, link.tail, tip),
        ] {
          let node = try #require(nodes[end])
          guard let glue = line.first(name)?.attributes else {
            moved.append(point)
            continue
          }
          glued += 1
          #expect(glue["id"] == ids[end])
          let isNew = used.insert([end, other, glue["idx"]]).inserted
          #expect(isNew, "\(link.fullName)")
          let sites = frame.geometry(node.shape).sites(in: frame.place(node.shape.frame))
          let site = sites[try #require(glue["idx"].flatMap { Int($0) })]
          moved.append(Point(x: site.x / frame.scale, y: site.y / frame.scale))
        }
        func met(_ from: Point, _ to: Point, _ ids: (String) -> Bool) -> Int {
          scene.nodes.count { node in
            ids(node.id)
              && (1..<200).contains { step in
                Outline.contains(
                  from + (to - from) * (Double(step) / 200), node.shape.outline, node.shape.frame.inset(by: 2))
              }
          }
        }
        let isForeign = { (id: String) in id != link.tail && id != link.head }
        #expect(met(moved[0], moved[1], isForeign) <= met(link.path.points[0], tip, isForeign), "\(link.fullName)")
        #expect(met(moved[0], moved[1], { !isForeign($0) }) == 0, "\(link.fullName)")
      }
      #expect(Double(glued) > Double(links.count) * 1.5)
    }
  }

  /// Each word of the legend at its own tab, as far from the box's edge as in the scene; the caption runs on.
  @Test func legendAndCaptionArePlaceholders() throws {
    let scene = try small()
    let slide = try slide(scene)
    func body(_ index: String) throws -> XMLTree {
      try #require(slide.all("p:sp").first { $0.first("p:ph")?.attributes["idx"] == index })
    }
    let legend = try body("14")
    let words = try #require(scene.furniture.first { $0.role == .legend }).texts
    let shown = legend.all("a:t").map { $0.wholeText.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    #expect(Set(shown) == Set(words.map(\.text)) && shown.count == words.count)
    let left = try #require(legend.first("a:off")?.attributes["x"].flatMap(Double.init))
    let places = legend.all("a:tab").compactMap { $0.attributes["pos"].flatMap(Double.init) }.map {
      ($0 + left) / 12_700
    }
    let starts = words.map(\.position.x).filter { $0 > left / 12_700 + 0.1 }
    #expect(zip(places.sorted(), starts.sorted()).allSatisfy { abs($0 - $1) < 0.01 } && places.count == starts.count)
    #expect(legend.all("a:r").filter { $0.wholeText == "\t" }.count == places.count)
    #expect(try body("15").all("a:t").map(\.wholeText).joined(separator: " ") == scene.caption.joined(separator: " "))
  }

  @Test func notesSayWhatTheMapShows() throws {
    let scene = try small()
    let file = try #require(OfficeFile(SceneSlide(scene).presentation.bytes()))
    let notes = try #require(file.tree("ppt/notesSlides/notesSlide1.xml")).wholeText
    #expect(notes.contains(scene.summary))
    #expect(notes.contains("Пар шесть. Одна школа без наставника."))
    #expect(file.tree("docProps/core.xml")?.first("dcterms:created")?.wholeText == "2020-11-30T00:00:00Z")
    #expect(file.tree("docProps/core.xml")?.first("dc:title")?.wholeText == scene.title)
  }

  /// A poster is scaled as a whole: nothing leaves the slide.
  @Test func posterFitsTheSlide() throws {
    var map = MentorMap(SampleNetworks.small().asOf("2020-11-30"), edition: .working).map
    for paper in [NetworkMap.Paper.a4, .a3, .a0] {
      map.paper = paper
      let slide = try slide(scene(map))
      for place in slide.all("a:xfrm") {
        guard let offset = place.first("a:off")?.attributes, let extent = place.first("a:ext")?.attributes else {
          continue
        }
        let (x, y) = (Double(offset["x"] ?? "") ?? -1, Double(offset["y"] ?? "") ?? -1)
        #expect(x >= 0 && y >= 0)
        #expect(x + (Double(extent["cx"] ?? "") ?? 0) <= 12_192_000)
        #expect(y + (Double(extent["cy"] ?? "") ?? 0) <= 6_858_000)
      }
    }
  }

  @Test func hostileScenesOpen() throws {
    for (name, map) in Hostile.maps(sizes: [0, 1, 7, 20]) {
      let scene = try scene(map)
      for seed in 0..<2 {
        let file = try #require(OfficeFile(SceneSlide(SVGSafetyTests.poisoned(scene, seed)).presentation.bytes()))
        #expect(file.problems == [], "\(name)")
      }
    }
  }

  @Test func numbersThatAreNoneDoNotTrap() throws {
    var scene = try small()
    scene.size = Size(width: 0, height: .nan)
    scene.nodes[0].shape.frame = Rect(x: .nan, y: -.infinity, width: 1e300, height: -5)
    scene.nodes[1].texts[0].size = .infinity
    scene.links[0].path.points = []
    scene.links[1].path.points = [Point(x: .nan, y: 1e308)]
    #expect(OfficeFile(try SceneSlide(scene).presentation.bytes())?.problems == [])
    #expect(
      JSONSerialization.isValidJSONObject(try JSONSerialization.jsonObject(with: Data(SceneJSON.write(scene).utf8))))
  }

  @Test func sameSceneSameBytes() throws {
    let scene = try small()
    #expect(try SceneSlide(scene).presentation.bytes() == SceneSlide(scene).presentation.bytes())
  }
}

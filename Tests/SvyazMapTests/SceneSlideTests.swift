import Foundation
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
    // Title, sentence, footer.
    #expect(slide.all("p:ph").compactMap { $0.attributes["type"] } == ["title", "body", "ftr"])
  }

  /// The ends lie where the scene has them; each is glued to its node, and no two lines of a pair at one site.
  @Test func linesAreGluedToTheirNodes() throws {
    let scene = try small()
    let slide = try slide(scene)
    let ids = Dictionary(
      slide.all("p:sp").compactMap { shape in
        shape.first("p:cNvPr").flatMap { name in name.attributes["descr"].map { ($0, name.attributes["id"]) } }
      }, uniquingKeysWith: { first, _ in first })
    var used: Set<[String?]> = []
    for link in scene.links {
      let line = try #require(
        slide.all("p:cxnSp").first { $0.first("p:cNvPr")?.attributes["descr"] == link.fullName })
      for (name, end, other) in [("a:stCxn", link.tail, link.head), ("a:endCxn", link.head, link.tail)] {
        let glue = try #require(line.first(name)?.attributes)
        let node = try #require(scene.nodes.first { $0.id == end })
        #expect(glue["id"] == ids[node.fullName])
        let isNew = used.insert([glue["id"], other, glue["idx"]]).inserted
        #expect(isNew, "\(link.fullName)")
      }
      let offset = try #require(line.first("a:off")?.attributes)
      let left = min(link.path.points[0].x, link.path.arrowhead?.tip.x ?? 0)
      #expect(abs((Double(offset["x"] ?? "") ?? 0) / 12_700 - left) < 0.01)
    }
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
    for (name, map) in Hostile.maps(sizes: [0, 1, 7, 40]) {
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

import Foundation
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// PDF, scene JSON, and pictures of any resolution.
@Suite struct MapFormatTests {
  private var small: NetworkMap {
    var map = MentorMap(SampleNetworks.small().asOf("2020-11-30"), edition: .working).map
    map.day = "2020-11-30"
    return map
  }

  @Test func pdfHasItsFontsAndItsDay() throws {
    let pdf = try Drawing.inProcess(small, formats: [.pdf]).files[.pdf] ?? []
    let text = String(decoding: pdf, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-1."))
    #expect(text.contains("+PTSans-Regular") && text.contains("+PTSans-Bold"))
    #expect(text.contains("/FontFile2"))
    #expect(text.contains("/ToUnicode"))
    #expect(text.contains("/CreationDate (20201130000000"))
    #expect(text.contains("[ 0 0 960 540 ]"))
    #expect(!text.contains("/JavaScript") && !text.contains("/URI"))
  }

  @Test func sameMapSameBytes() throws {
    let first = try Drawing.inProcess(small, formats: MapFormat.allCases).files
    let second = try Drawing.inProcess(small, formats: MapFormat.allCases).files
    #expect(Set(first.keys) == Set(MapFormat.allCases))
    for format in MapFormat.allCases { #expect(first[format] == second[format], "\(format)") }
  }

  @Test(arguments: [(72, 960, 540), (96, 1280, 720), (300, 4000, 2250)]) func pngHasTheResolutionAskedFor(
    _ dpi: Int, _ width: Int, _ height: Int
  ) throws {
    let map = small
    let png =
      try Drawing.withLibrary { try MapPipeline().draw(map, formats: [.png], options: MapFileOptions(dpi: dpi)) }.files[
        .png] ?? []
    func number(_ offset: Int) -> Int { png[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
    #expect((number(16), number(20)) == (width, height))
    #expect(String(decoding: png[37..<41], as: UTF8.self) == "pHYs")
    #expect(number(41) == Int((Double(dpi) / 0.0254).rounded()) && number(45) == number(41))
    // CRC-32 of «pHYs», 2835, 2835, 1: known from many files of 72 dpi.
    if dpi == 72 { #expect(number(50) == 0x009A_9C18) }
  }

  @Test func resolutionIsBounded() {
    let slide = MapScene.slide
    let a0 = NetworkMap.Paper.a0.size
    #expect(PNGResolution(asked: nil, page: slide).width == 1920)
    #expect(PNGResolution(asked: nil, page: a0).width == 6000)
    #expect(PNGResolution(asked: 600, page: slide).width == 8000)
    #expect(PNGResolution(asked: Int.max, page: slide).width == 8000)
    #expect(PNGResolution(asked: Int.min, page: slide).width == 960)
    for page in [a0, Size(width: 1e9, height: 1), Size(width: .nan, height: .infinity), Size(width: 0, height: -4)] {
      let resolution = PNGResolution(asked: 600, page: page)
      #expect(Double(resolution.width) * Double(resolution.height) <= 71e6)
      #expect(resolution.width >= 1 && resolution.height >= 1)
      #expect(max(resolution.width, resolution.height) <= 32_767)
    }
    #expect(PNGResolution(asked: 600, page: a0).dpi > 190)
    #expect(PNGResolution(asked: 600, page: NetworkMap.Paper.a3.size).dpi == 600)
  }

  @Test func outlinedTextHasNoText() throws {
    let map = small
    let options = MapFileOptions(hasOutlinedText: true)
    let (scene, files) = try Drawing.withLibrary { try MapPipeline().draw(map, formats: [.svg], options: options) }
    let svg = String(decoding: files[.svg] ?? [], as: UTF8.self)
    #expect(!svg.contains("<text"))
    let texts = scene.nodes.flatMap(\.texts) + scene.furniture.flatMap(\.texts)
    #expect(svg.components(separatedBy: "class=\"letters\"").count == texts.count + 1)
    #expect(SVGReader(Array(svg.utf8)).isWellFormed)
    #expect(SVGSafetyTests.faults(svg) == [])
  }

  @Test func jsonIsTheScene() throws {
    let (scene, files) = try Drawing.inProcess(small, formats: [.json])
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(files[.json] ?? [])) as? [String: Any])
    #expect(
      Set(json.keys) == [
        "version", "title", "summary", "caption", "date", "size", "grounds", "panels", "nodes", "links", "furniture",
      ])
    #expect(json["title"] as? String == scene.title)
    #expect(json["summary"] as? String == scene.summary)
    #expect(json["date"] as? String == "2020-11-30")
    let nodes = try #require(json["nodes"] as? [[String: Any]])
    #expect(nodes.compactMap { $0["id"] as? String } == scene.nodes.map(\.id))
    #expect(nodes.compactMap { $0["name"] as? String } == scene.nodes.map(\.fullName))
    for (node, drawn) in zip(nodes, scene.nodes) {
      let frame = try #require(node["frame"] as? [Double])
      let rect = drawn.shape.frame
      #expect(zip(frame, [rect.x, rect.y, rect.width, rect.height]).allSatisfy { abs($0 - $1) < 0.006 })
    }
    let links = try #require(json["links"] as? [[String: Any]])
    #expect(links.compactMap { $0["from"] as? String } == scene.links.map(\.tail))
    #expect(links.compactMap { $0["to"] as? String } == scene.links.map(\.head))
    #expect(links.compactMap { ($0["points"] as? [[Double]])?.count } == scene.links.map(\.path.points.count))
  }

  /// Strokes across ended ties, hollow arrows and the grounds of numbers.
  @Test func sceneJSONHoldsAllOfALink() throws {
    var scene = try Drawing.inProcess(small).scene
    try #require(scene.links.count > 2)
    scene.links[0].path.bar = [Point(x: 1, y: 2), Point(x: 3, y: 4)]
    scene.links[1].ground = scene.nodes[0].shape
    scene.links[1].path.arrowhead?.isHollow = true
    let json = try #require(JSONSerialization.jsonObject(with: Data(SceneJSON.write(scene).utf8)) as? [String: Any])
    let links = try #require(json["links"] as? [[String: Any]])
    #expect(links.map { $0["bar"] as? [[Double]] }.prefix(2) == [[[1, 2], [3, 4]], nil])
    #expect((links[1]["ground"] as? [Double])?.count == 4 && links[0]["ground"] is NSNull)
    #expect(links.map { $0["hollow"] as? Bool } == scene.links.map { $0.path.arrowhead?.isHollow == true })
  }

  @Test func hostileScenesAreJSON() throws {
    let scene = try Drawing.inProcess(small).scene
    for seed in 0..<8 {
      let poisoned = SVGSafetyTests.poisoned(scene, seed)
      let text = SceneJSON.write(poisoned)
      let json = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      #expect(json["title"] as? String == poisoned.title)
      // It may stand in a page's script.
      #expect(!text.contains("<") && !text.contains("\u{2028}"))
    }
  }
}

import CGraphvizShim
import MapTrials
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

@Suite struct WriterTests {
  let small = SampleNetworks.small().asOf("2020-11-30")

  @Test func mentorMapIsTheGolden() throws {
    let map = MentorMap(small, edition: .working).map
    let files = try Drawing.inProcess(map, formats: [.svg, .dot]).files
    #expect(Golden.difference(files[.svg] ?? [], name: "mentors.svg") == nil)
    #expect(Golden.difference(files[.dot] ?? [], name: "mentors.dot") == nil)
  }

  @Test func schoolMapIsTheGolden() throws {
    let map = try SchoolMap(small, school: "5", edition: .working).map
    let files = try Drawing.inProcess(map, formats: [.svg, .dot]).files
    #expect(Golden.difference(files[.svg] ?? [], name: "school.svg") == nil)
    #expect(Golden.difference(files[.dot] ?? [], name: "school.dot") == nil)
  }

  @Test func everyNodeIsInTheSVG() throws {
    for edition in Edition.allCases {
      let map = MentorMap(small, edition: edition).map
      let reader = SVGReader(try Drawing.inProcess(map).files[.svg] ?? [])
      #expect(reader.isWellFormed)
      #expect(reader.nodeIDs == map.nodes.map(\.id))
      #expect(reader.linkCount == map.edges.count)
      for name in map.nodes.map(\.fullName) { #expect(reader.words.contains(name)) }
      #expect(reader.words.contains("Учебные данные"))
      #expect(reader.words.contains("на 30.11.2020"))
    }
  }

  @Test(
    arguments: [
      (0, "0"), (1, "1"), (-0.001, "0"), (0.5, "0.5"), (1.25, "1.25"), (-3.05, "-3.05"), (12.999, "13"),
      (.infinity, "0"), (.nan, "0"), (1e300, "0"),
    ] as [(Double, String)])
  func numbersAreShort(_ value: Double, _ text: String) { #expect(SVGWriter.number(value) == text) }

  @Test func escapingLeavesNoMarkup() {
    #expect(SVGWriter.escape("<a b=\"c\">&'\u{0}\u{1B}\u{FFFE}]]>") == "&lt;a b=&quot;c&quot;&gt;&amp;&#39;]]&gt;")
    #expect(DOTWriter.quote("a\"b\\N\n&amp;\u{0}") == "\"a\\\"b\\\\N\\n&amp;amp; \"")
  }

  @Test func colorsAreHex() { #expect(MapColor(0x0B4F8A).hex == "#0B4F8A") }

  @Test func graphvizReadsTheDOT() throws {
    for (name, map) in Hostile.maps(sizes: [1, 2, 10, 60]) + [("small", MentorMap(small, edition: .working).map)] {
      let dot = DOTWriter.write(map)
      let count = Drawing.withLibrary { svyaz_dot_node_count(dot) }
      #expect(Int(count) == map.nodes.count, "\(name)")
    }
    #expect(Drawing.withLibrary { svyaz_dot_node_count("digraph {") } == -1)
  }

  @Test func pictureIsAsWideAsASlide() throws {
    let png = try #require(Drawing.inProcess(MentorMap(small, edition: .working).map, formats: [.png]).files[.png])
    func number(_ offset: Int) -> Int { png[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
    #expect(number(16) == 1920)
    #expect(number(20) == 1080)
  }

  @Test func paintingFaultsAreErrors() {
    #expect(throws: MapError.self) {
      try Drawing.withLibrary { try MapPipeline.png(Array("<svg".utf8), size: MapScene.slide) }
    }
  }

  @Test func graphvizFaultsAreErrors() {
    let layout = GraphvizLayout(
      sizes: [Size(width: 10, height: 10)], outlines: [.ellipse], edges: [(tail: 0, head: 7)])
    #expect(throws: MapError.self) { try Drawing.withLibrary { try layout.positions(.twopi(root: 0)) } }
  }

  /// The scene serves other writers too.
  @Test func sceneSurvivesJSON() throws {
    let scene = try Drawing.inProcess(MentorMap(small, edition: .working).map).scene
    let bytes = try Frame.encode(scene)
    #expect(try Frame.decode(MapScene.self, from: Array(bytes.dropFirst(4))) == scene)
  }
}

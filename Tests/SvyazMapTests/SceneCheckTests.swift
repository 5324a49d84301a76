import SvyazGraph
import Testing

@testable import SvyazMap

/// The checker itself: a sound scene passes, and each damage is found by its own rule.
@Suite struct SceneCheckTests {
  typealias Rule = SceneFinding.Rule

  /// Two boxes, an ellipse, a line, and a title: every number is written down here.
  static func sound() -> (scene: MapScene, map: NetworkMap) {
    let nodes = [
      NetworkMap.Node(id: "a", label: "А", fullName: "А", style: .mentor),
      NetworkMap.Node(id: "b", label: "Б", fullName: "Б", style: .lowResult),
      NetworkMap.Node(id: "c", label: "В", fullName: "В", style: .mentor),
    ]
    let map = NetworkMap(
      title: "Карта", source: "", edition: .working, nodes: nodes,
      edges: [.init(tail: "a", head: "b", style: .subject(0))]
    )
    func node(_ id: String, x: Double, y: Double, _ outline: SceneOutline, fill: MapColor, ink: MapColor) -> SceneNode {
      SceneNode(
        id: id, className: "", fullName: id,
        shape: SceneShape(
          outline: outline, frame: Rect(x: x, y: y, width: 80, height: 40), fill: fill, stroke: MapColor(0x0B4F8A),
          strokeWidth: 1, dash: []),
        texts: [
          SceneText(
            text: id, position: Point(x: x + 40, y: y + 24), size: 10, isBold: false, anchor: .middle, color: ink,
            width: 30)
        ])
    }
    let title = SceneText(
      text: "Карта", position: Point(x: 20, y: 30), size: 20, isBold: true, anchor: .start, color: .ink, width: 60)
    var scene = MapScene(
      size: MapScene.slide, title: "Карта", summary: "", mapArea: Rect(x: 20, y: 60, width: 900, height: 400))
    scene.nodes = [
      node("a", x: 100, y: 200, .roundedBox, fill: MapColor(0x0B4F8A), ink: .white),
      node("b", x: 500, y: 200, .ellipse, fill: .white, ink: .ink),
      node("c", x: 300, y: 300, .roundedBox, fill: MapColor(0x0B4F8A), ink: .white),
    ]
    scene.links = [
      SceneLink(
        id: "link-1", className: "", fullName: "", tail: "a", head: "b",
        path: ScenePath(
          points: [Point(x: 181, y: 220), Point(x: 499, y: 220)], color: .ink, width: 1, dash: [], arrowhead: nil))
    ]
    scene.furniture = [SceneGroup(role: .title, texts: [title])]
    return (scene, map)
  }

  struct Damage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let rule: Rule
    let apply: @Sendable (inout MapScene) -> Void

    init(_ rule: Rule, _ what: String, _ apply: @escaping @Sendable (inout MapScene) -> Void) {
      testDescription = "\(rule.rawValue): \(what)"
      self.rule = rule
      self.apply = apply
    }
  }

  static func move(_ node: inout SceneNode, x: Double, y: Double) {
    node.shape.frame = node.shape.frame.moved(by: Point(x: x, y: y))
    for text in node.texts.indices {
      node.texts[text].position = node.texts[text].position + Point(x: x, y: y)
    }
  }

  static let damages: [Damage] = [
    Damage(.finite, "a position that is no number") { $0.nodes[0].shape.frame.x = .nan },
    Damage(.finite, "an endless line") { $0.links[0].path.points[1].x = .infinity },
    Damage(.finite, "beyond any integer") { $0.furniture[0].texts[0].position.x = 1e300 },
    Damage(.nodesApart, "one box in another") { move(&$0.nodes[2], x: -160, y: -70) },
    Damage(.nodesApart, "sides by a tenth of a point") { move(&$0.nodes[2], x: -279.9, y: -100) },
    Damage(.onPage, "a node") { move(&$0.nodes[2], x: -301, y: 0) },
    Damage(.onPage, "a title") { $0.furniture[0].texts[0].position.y = 10 },
    Damage(.onPage, "a line's bend") {
      $0.links[0].path.points = [
        $0.links[0].path.points[0], Point(x: 250, y: -400), Point(x: 350, y: -400), $0.links[0].path.points[1],
      ]
    },
    Damage(.labelInBox, "beside its box") { $0.nodes[0].texts[0].position.x += 30 },
    Damage(.labelInBox, "in the frame, but not in the ellipse") { $0.nodes[1].texts[0].position.x += 24 },
    Damage(.textClear, "a title over a node") { $0.furniture[0].texts[0].position = Point(x: 310, y: 320) },
    Damage(.textClear, "two texts at one place") {
      $0.furniture.append(SceneGroup(role: .source, texts: $0.furniture[0].texts))
    },
    Damage(.textClear, "a district's name on a node") {
      let name = SceneText(
        text: "Район", position: Point(x: 305, y: 338), size: 8, isBold: false, anchor: .start, color: .ink, width: 30)
      $0.grounds = [
        SceneGround(
          id: "district", className: "", fullName: "", points: [], fill: .white, fillOpacity: 0, stroke: .ink,
          strokeWidth: 1, dash: [], texts: [name])
      ]
    },
    Damage(.textSize, "a label") { $0.nodes[0].texts[0].size = 7.9 },
    Damage(.textSize, "a source line") {
      var text = $0.furniture[0].texts[0]
      text.position.y = 500
      text.size = 5
      $0.furniture.append(SceneGroup(role: .source, texts: [text]))
    },
    Damage(.textContrast, "grey on white") { $0.nodes[1].texts[0].color = MapColor(0x777777) },
    Damage(.textContrast, "ink on blue") { $0.nodes[0].texts[0].color = .ink },
    Damage(.boxContrast, "a white box with a pale border") { $0.nodes[1].shape.stroke = MapColor(0xB8C4CE) },
    Damage(.complete, "a lost node") { $0.nodes.removeLast() },
    Damage(.complete, "a node twice") { scene in
      var copy = scene.nodes[2]
      move(&copy, x: 0, y: 60)
      scene.nodes.append(copy)
    },
    Damage(.complete, "a lost line") { $0.links.removeAll() },
    Damage(.complete, "a line turned round") { scene in
      scene.links[0].tail = "b"
      scene.links[0].head = "a"
      scene.links[0].path.points.reverse()
    },
    Damage(.lineEnds, "too short") { $0.links[0].path.points[1].x -= 10 },
    Damage(.lineEnds, "under its node") { $0.links[0].path.points[1].x += 20 },
    Damage(.lineEnds, "without points") { $0.links[0].path.points = [] },
    Damage(.lineClear, "a node in its way") { move(&$0.nodes[2], x: 0, y: -100) },
  ]

  @Test func soundSceneHasNoFindings() {
    let (scene, map) = Self.sound()
    let check = SceneCheck(scene, of: map)
    #expect(check.findings == [])
    #expect(check.isClean)
    #expect(check.crossings == [])
    #expect(check.crossingPerMille == 0)
  }

  @Test(arguments: damages) func eachDamageIsFoundByItsRule(_ damage: Damage) {
    var (scene, map) = Self.sound()
    damage.apply(&scene)
    let check = SceneCheck(scene, of: map)
    #expect(Set(check.findings.map(\.rule)) == [damage.rule], "\(check.findings)")
    for finding in check.findings {
      #expect(finding.message.contains("«"))
      #expect(finding.description.hasPrefix(damage.rule.rawValue))
    }
  }

  // MARK: Counts, grounds and trays

  @Test func countStandsOnItsOwnGround() {
    var (scene, map) = Self.sound()
    map.edges[0].count = 7
    var count = SceneText(
      text: "7", position: Point(x: 300, y: 223), size: 9, isBold: true, anchor: .middle, color: .ink, width: 5)
    scene.links[0].texts = [count]
    scene.links[0].ground = SceneShape(
      outline: .pill, frame: Rect(x: 293, y: 213, width: 14, height: 14), fill: .white, stroke: .ink, strokeWidth: 1,
      dash: [])
    #expect(SceneCheck(scene, of: map).findings == [])
    #expect(scene.smallestLabelPoints == 9)
    // Ink on a dark ground, a number too large for it, a ground on a node, another number.
    scene.links[0].ground?.fill = MapColor(0x0B4F8A)
    #expect(SceneCheck(scene, of: map).findings.map(\.rule) == [.textContrast])
    count.color = .white
    scene.links[0].texts = [count]
    #expect(SceneCheck(scene, of: map).findings == [])
    scene.links[0].texts[0].width = 15
    #expect(SceneCheck(scene, of: map).findings.map(\.rule) == [.labelInBox])
    scene.links[0].texts = [count]
    Self.move(&scene.nodes[2], x: 0, y: -74)
    #expect(SceneCheck(scene, of: map).findings.map(\.rule) == [.textClear])
    Self.move(&scene.nodes[2], x: 0, y: 74)
    map.edges[0].count = 8
    #expect(Set(SceneCheck(scene, of: map).findings.map(\.rule)) == [.complete])
  }

  @Test func nodesOfAMapOfPlacesStandOnTheirGroundOrInATray() {
    var (scene, map) = Self.sound()
    func ground(_ id: String, _ name: String, _ frame: Rect) -> SceneGround {
      SceneGround(
        id: id, className: id == "tray" ? "ground tray" : "ground district", fullName: name,
        points: DistrictGround.rounded(
          [
            Point(x: frame.x, y: frame.y), Point(x: frame.maxX, y: frame.y), Point(x: frame.maxX, y: frame.maxY),
            Point(x: frame.x, y: frame.maxY),
          ], radius: 5), fill: MapColor(0xE3ECF5), fillOpacity: 0.6, stroke: .ink, strokeWidth: 1, dash: [],
        texts: [
          SceneText(
            text: name, position: Point(x: frame.x + 4, y: frame.y + 14), size: 10, isBold: true, anchor: .start,
            color: .ink, width: 30)
        ])
    }
    map.arrangement = .places
    for index in [0, 1] { map.nodes[index].place = .init(east: Double(index), north: 0) }
    map.regions = [.init(id: "east", name: "Район 2", nodes: ["b", "c"])]
    let east = ground("east", "Район 2", Rect(x: 480, y: 170, width: 120, height: 90))
    let tray = ground("tray", "Место неизвестно", Rect(x: 280, y: 270, width: 120, height: 90))
    scene.grounds = [east, tray]
    func rules() -> [Rule] { SceneCheck(scene, of: map).findings.map(\.rule) }
    #expect(rules() == [])
    scene.grounds = [east]
    // In no tray, and then not on the ground of its district either.
    #expect(rules() == [.complete, .complete])
    scene.grounds = [tray]
    #expect(rules() == [.complete])
    scene.grounds = [ground("east", "Район", Rect(x: 480, y: 170, width: 120, height: 90)), tray]
    #expect(rules() == [.complete])
    scene.grounds = [ground("east", "Район 2", Rect(x: 480, y: 270, width: 120, height: 90)), tray]
    #expect(rules() == [.complete])
    scene.grounds = [east, tray]
    scene.grounds[0].texts[0].color = MapColor(0x8090A0)
    #expect(rules() == [.textContrast])
    scene.grounds = [east, tray]
    scene.nodes[1].shape.stroke = MapColor(0xB8C4CE)
    #expect(rules() == [.boxContrast])
    scene.nodes[1].shape.stroke = MapColor(0x0B4F8A)
    scene.grounds[1].points = scene.grounds[1].points.map { $0 + Point(x: -290, y: 0) }
    #expect(rules().contains(.onPage))
  }

  @Test func numbersOfLabelsAndHeadingsAreWritten() {
    var (scene, map) = Self.sound()
    func rules() -> [Rule] { SceneCheck(scene, of: map).findings.map(\.rule) }
    map.nodes[0].label = "Школа № 12"
    #expect(rules() == [.complete])
    scene.nodes[0].texts[0].text = "Шк. 12"
    #expect(rules() == [])
    scene.nodes[0].texts[0].text = "Шк. 1"
    #expect(rules() == [.complete])
    // What says that it was cut may lack the rest.
    scene.nodes[0].texts[0].text = "Шк.\u{2026}"
    #expect(rules() == [])
    map.subtitle = "связей: 5"
    #expect(rules() == [.complete])
    map.subtitle = ""
    map.notice = "Связей нет."
    #expect(rules() == [.complete])
  }

  @Test func groundsMixAsTheyArePainted() {
    #expect(MapColor.white.mixed(with: MapColor(0x000000), part: 0.5) == MapColor(0x808080))
    #expect(MapColor.white.mixed(with: MapColor(0xFF0000), part: 0) == .white)
    #expect(MapColor(0x336699).mixed(with: MapColor(0xE3ECF5), part: 1) == MapColor(0xE3ECF5))
  }

  /// An enlarged drawing has the form of the small one: the distance of every point is so many times as large.
  @Test func cornersGrowWithTheDrawing() {
    let frame = Rect(x: 10, y: 20, width: 90, height: 40)
    for outline in [SceneOutline.roundedBox, .ellipse, .hexagon, .pill, .octagon, .note] {
      let small = SceneShape(outline: outline, frame: frame, fill: .white, stroke: .ink, strokeWidth: 1, dash: [])
      var scene = Self.sound().scene
      scene.nodes[0].shape = small
      let large = scene.scaled(by: 2.83).nodes[0].shape
      let (one, two) = (ConvexOutline(small), ConvexOutline(large))
      for x in stride(from: 5.0, through: 105, by: 2.3) {
        for y in stride(from: 15.0, through: 65, by: 2.3) {
          let point = Point(x: x, y: y)
          #expect(abs(two.distance(to: point * 2.83) - 2.83 * one.distance(to: point)) < 1e-6, "\(outline)")
          #expect(small.contains(point) == large.contains(point * 2.83), "\(outline)")
        }
      }
    }
  }

  @Test func everyRuleHasADamage() { #expect(Set(Self.damages.map(\.rule)) == Set(Rule.allCases)) }

  @Test func whatIsJustWithinEachBoundPasses() {
    var (scene, map) = Self.sound()
    // Boxes that touch, a text of exactly 8 pt, the lightest grey that may be written on white.
    Self.move(&scene.nodes[2], x: -120, y: -70)
    scene.nodes[0].texts[0].size = 8
    scene.nodes[1].texts[0].color = MapColor(0x767676)
    scene.nodes[1].shape.stroke = MapColor(0x949494)
    scene.furniture[0].texts[0].position = Point(x: 0, y: 20)
    #expect(SceneCheck(scene, of: map).findings == [])
    // Frames that overlap, of outlines that do not: a corner in the empty corner of an ellipse.
    Self.move(&scene.nodes[2], x: 523 - scene.nodes[2].shape.frame.x - 100, y: 167 - scene.nodes[2].shape.frame.y)
    #expect(scene.nodes[1].shape.frame.overlaps(scene.nodes[2].shape.frame))
    #expect(SceneCheck(scene, of: map).findings == [])
    // Print may be smaller than a slide.
    scene.nodes[0].texts[0].size = 6
    #expect(SceneCheck(scene, of: map).findings.map(\.rule) == [.textSize])
    map.paper = .a3
    #expect(SceneCheck(scene, of: map).findings == [])
  }

  @Test func linesThroughBoxesAreCountedOnPaperAndForbiddenOnASlide() {
    var (scene, map) = Self.sound()
    Self.move(&scene.nodes[2], x: 0, y: -100)
    let slide = SceneCheck(scene, of: map)
    #expect(slide.crossings == [.init(link: "link-1", node: "c")])
    #expect(slide.crossingPerMille == 1000)
    map.paper = .a3
    let print = SceneCheck(scene, of: map)
    #expect(print.crossings == slide.crossings)
    #expect(print.isClean)
    // One line of sixty is within the bound, one of forty is not.
    map.paper = .slide
    for (count, isClean) in [(60, true), (40, false)] {
      var many = scene
      map.edges = [NetworkMap.Edge](repeating: map.edges[0], count: count)
      many.links = [SceneLink](repeating: scene.links[0], count: count)
      for index in many.links.indices.dropFirst() {
        many.links[index].id = "link-\(index + 1)"
        let points = scene.links[0].path.points
        many.links[index].path.points = [
          points[0], Point(x: 250, y: 100), Point(x: 420, y: 100), points[1],
        ]
      }
      let check = SceneCheck(many, of: map)
      #expect(check.crossingLinkCount == 1)
      #expect(check.isClean == isClean, "\(check.findings)")
    }
  }

  @Test func lineThatGrazesABoxDoesNotPassThroughIt() {
    var (scene, map) = Self.sound()
    // Its upper side 0.4 pt above the line.
    Self.move(&scene.nodes[2], x: 0, y: 219.6 - scene.nodes[2].shape.frame.y)
    #expect(SceneCheck(scene, of: map).crossings == [])
    Self.move(&scene.nodes[2], x: 0, y: -0.4)
    #expect(SceneCheck(scene, of: map).crossings.count == 1)
  }

  // MARK: Colours and outlines against figures from elsewhere

  /// Ratios as WebAIM's checker gives them; L* of #777777 as in CIE tables of sRGB greys.
  @Test(
    arguments: [
      (0x000000, 0xFFFFFF, 21.0), (0x777777, 0xFFFFFF, 4.48), (0x767676, 0xFFFFFF, 4.54), (0xFF0000, 0xFFFFFF, 4.0),
      (0x0000FF, 0xFFFFFF, 8.59), (0x949494, 0xFFFFFF, 3.03), (0xFFFFFF, 0xFFFFFF, 1.0),
    ] as [(UInt32, UInt32, Double)])
  func contrastIsThatOfWCAG(_ one: UInt32, _ two: UInt32, _ ratio: Double) {
    #expect(abs(MapColor(one).contrast(with: MapColor(two)) - ratio) < 0.006)
    #expect(MapColor(one).contrast(with: MapColor(two)) == MapColor(two).contrast(with: MapColor(one)))
  }

  @Test(
    arguments: [(0x000000, 0), (0xFFFFFF, 100), (0x777777, 50.03), (0xFF0000, 53.24), (0x00FF00, 87.73)]
      as [(UInt32, Double)])
  func lightnessIsThatOfCIE(_ color: UInt32, _ lightness: Double) {
    #expect(abs(MapColor(color).lightness - lightness) < 0.02)
  }

  @Test func outlinesAgreeWithPointsInThem() {
    // The polygons against Outline's formulas, point by point.
    let frame = Rect(x: 10, y: 20, width: 90, height: 40)
    for outline in [SceneOutline.roundedBox, .ellipse, .hexagon, .pill, .octagon, .note] {
      let convex = ConvexOutline(outline, frame)
      for x in stride(from: 5.0, through: 105, by: 1.3) {
        for y in stride(from: 15.0, through: 65, by: 1.3) {
          let distance = convex.distance(to: Point(x: x, y: y))
          guard abs(distance) > 0.1 else { continue }
          #expect(Outline.contains(Point(x: x, y: y), outline, frame) == (distance < 0), "\(outline) \(x) \(y)")
        }
      }
    }
  }

  @Test func distancesOfABoxAreExact() {
    let box = ConvexOutline(Rect(x: 0, y: 0, width: 90, height: 60))
    #expect(box.distance(to: Point(x: -3, y: -4)) == 5)
    #expect(abs(box.distance(to: Point(x: 10, y: 30)) + 10) < 1e-9)
    #expect(abs(box.chord(Point(x: -10, y: 30), Point(x: 100, y: 30)) - 90) < 1e-9)
    #expect(box.chord(Point(x: -10, y: 61), Point(x: 100, y: 61)) == 0)
    #expect(box.chord(Point(x: -30, y: 30), Point(x: -10, y: 30)) == 0)
    let circle = ConvexOutline(.ellipse, Rect(x: 100, y: 0, width: 60, height: 60))
    #expect(abs(circle.distance(to: Point(x: 130, y: -10)) - 10) < 0.05)
    #expect(abs(box.overlapDepth(ConvexOutline(Rect(x: 80, y: 0, width: 90, height: 60))) - 10) < 1e-9)
    #expect(box.overlapDepth(circle) < 0)
  }
}

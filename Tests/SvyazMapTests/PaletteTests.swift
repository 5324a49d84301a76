import Foundation
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// Whether a map says the same on a grey printer and to colour-blind eyes.
@Suite struct PaletteTests {
  typealias Style = NetworkMap.NodeStyle

  /// Lightness that tells two fills apart by itself, in L*: from printed text on paper down to a quarter of that.
  static let lightnessGap = 20.0
  /// Border widths that tell two boxes apart, in points, on the slide.
  static let borderGap = 0.9

  /// How two boxes differ other than in hue.
  static func signs(_ one: MapTheme.NodeLook, _ two: MapTheme.NodeLook) -> Set<String> {
    var signs: Set<String> = []
    if one.outline != two.outline { signs.insert("shape") }
    if one.dash.isEmpty != two.dash.isEmpty { signs.insert("dash") }
    if abs(one.strokeWidth - two.strokeWidth) >= borderGap { signs.insert("border") }
    if abs(one.fill.lightness - two.fill.lightness) >= lightnessGap { signs.insert("lightness") }
    return signs
  }

  /// Styles that stand on one map together: the maps' own kinds of meaning. `base` is the `mentor` of a composition, and
  /// `other`, `member` and `neutral` are one meaning, "a school of no role here", each on maps of its own.
  static let together: [[Style]] = [
    [.mentor, .lowResult, .lowResultAlone, .other, .association, .event],
    [.neutral, .association, .event],
    [.base, .lowResult, .projectSite, .highResult, .member, .leftOut, .association],
    [.district, .districtUnknown],
  ]

  @Test func allStylesAreAskedAbout() { #expect(Set(Self.together.flatMap { $0 }) == Set(Style.allCases)) }

  @Test(arguments: together) func boxesDifferInMoreThanHue(_ styles: [Style]) {
    for (index, one) in styles.enumerated() {
      for two in styles[(index + 1)...] {
        #expect(Self.signs(MapTheme.look(of: one), MapTheme.look(of: two)) != [], "\(one) and \(two)")
        #expect(Self.signs(MapTheme.cell(of: one), MapTheme.cell(of: two)) != [], "cells \(one) and \(two)")
      }
    }
  }

  @Test func sameLooksWouldBeSeen() {
    #expect(Self.signs(MapTheme.look(of: .mentor), MapTheme.look(of: .base)) == [])
    #expect(Self.signs(MapTheme.look(of: .member), MapTheme.look(of: .neutral)) == [])
  }

  /// Lines of different meaning have different dashes, or widths that differ by half.
  @Test func linesDifferInMoreThanHue() {
    let styles: [NetworkMap.EdgeStyle] =
      (0...MapTheme.knownSubjectCount).map { .subject($0) } + [.wholeSchool, .membership, .event]
    for (index, one) in styles.enumerated() {
      for two in styles[(index + 1)...] {
        let (first, second) = (MapTheme.line(of: one), MapTheme.line(of: two))
        // A membership ends at a hexagon, a box that no tie of a subject has.
        let isMembership = one == .membership || two == .membership
        let wider = max(first.width, second.width) / min(first.width, second.width)
        #expect(first.dash != second.dash || wider >= 1.5 || isMembership, "\(one) and \(two)")
      }
    }
  }

  /// The two subjects of the sample are told apart by light alone too (20 L*), and every line stands out from the
  /// paper: 3:1 as WCAG asks, and at least 2.7:1 as simulated.
  @Test func linesStandOutForEveryEye() {
    let subjects = (0...MapTheme.knownSubjectCount).map { MapTheme.line(of: .subject($0)).color }
    for vision in ColorVision.allCases {
      #expect(abs(vision.seen(subjects[0]).lightness - vision.seen(subjects[1]).lightness) >= 20, "\(vision)")
      for color in subjects + [MapTheme.line(of: .wholeSchool), MapTheme.line(of: .event)].map(\.color) {
        #expect(vision.seen(color).contrast(with: .white) >= (vision == .usual ? 3 : 2.7), "\(vision) \(color.hex)")
      }
    }
  }

  /// Labels stay readable and borders visible for every eye, on every ground that a box may stand on.
  @Test func textsAndBordersStandOutForEveryEye() {
    for vision in ColorVision.allCases {
      for style in Style.allCases {
        let look = MapTheme.look(of: style)
        #expect(vision.seen(look.text).contrast(with: vision.seen(look.fill)) >= 4.5, "\(vision) \(style)")
        for ground in [MapColor.white, MapTheme.panel(isLeftOut: false).fill] {
          let border = vision.seen(look.stroke).contrast(with: vision.seen(ground))
          let fill = vision.seen(look.fill).contrast(with: vision.seen(ground))
          #expect(max(border, fill) >= 2.7, "\(vision) \(style)")
        }
      }
      #expect(vision.seen(.ink).contrast(with: .white) >= 4.5)
      #expect(vision.seen(.muted).contrast(with: .white) >= 4.5)
    }
  }

  @Test func simulationsKeepGreysAndConfuseWhatTheyMust() {
    let (red, green) = (MapColor(0xC2410C), MapColor(0x5E7A00))
    for vision in ColorVision.allCases {
      for grey in [0x000000, 0x777777, 0xFFFFFF] as [UInt32] {
        #expect(vision.difference(MapColor(grey), MapColor(grey)) == 0)
        #expect(abs(vision.seen(MapColor(grey)).lightness - MapColor(grey).lightness) < 0.6)
      }
    }
    let usual = ColorVision.usual.difference(red, green)
    #expect(usual > 60)
    #expect(ColorVision.deutan.difference(red, green) < usual / 3)
    #expect(ColorVision.tritan.difference(red, green) > usual / 2)
  }

  /// `PALETTE=folder swift test --filter PaletteTests` draws the sample's maps as each eye sees them.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["PALETTE"] != nil)) func drawsForEveryEye() throws {
    let folder = URL(filePath: try #require(ProcessInfo.processInfo.environment["PALETTE"]))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let snapshot = try AssociationSamples.samara()
    let maps = [
      ("mentors", MentorMap(snapshot, edition: .working).map),
      ("associations", try AssociationMap(snapshot, subject: "mathematics", edition: .working).map),
    ]
    for (name, map) in maps {
      let scene = try Drawing.inProcess(map).scene
      let svg = SVGWriter.write(scene)
      for vision in ColorVision.allCases {
        let seen = svg.replacing(/#[0-9A-F]{6}/) { match in
          UInt32(match.output.dropFirst(), radix: 16).map { vision.seen(MapColor($0)).hex } ?? String(match.output)
        }
        let png = try Drawing.withLibrary { try MapPipeline.png(Array(seen.utf8), size: scene.size) }
        try Data(png).write(to: folder.appending(path: "\(name)-\(vision.rawValue).png"))
      }
    }
  }
}

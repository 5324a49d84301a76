import Foundation
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// `MAPS=folder swift test --filter GeographyGallery` draws maps of places and posters to be looked at.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["MAPS"] != nil)) struct GeographyGallery {
  @Test func drawsForTheEye() throws {
    let folder = URL(fileURLWithPath: try #require(ProcessInfo.processInfo.environment["MAPS"]))
    let only = ProcessInfo.processInfo.environment["ONLY"]
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let snapshot = try AssociationSamples.samara()
    for edition in Edition.allCases {
      for paper in [NetworkMap.Paper.slide, .a4, .a3, .a0] {
        let geography = GeographyMap(snapshot, paper: paper, edition: edition).map
        for (kind, map) in [
          ("geography", geography), ("overview", OverviewMap(snapshot, paper: paper, edition: edition).map),
        ] {
          let name = "\(kind)-\(paper.rawValue)-\(edition)"
          if let only, !name.hasPrefix(only) { continue }
          let clock = ContinuousClock()
          let start = clock.now
          let drawn = try Drawing.inProcess(map, formats: [.svg, .png])
          for (format, bytes) in drawn.files {
            try Data(bytes).write(to: folder.appendingPathComponent("\(name).\(format.rawValue)"))
          }
          print(
            name, drawn.scene.nodes.count, drawn.scene.links.count, "label", drawn.scene.smallestLabelPoints, "page",
            drawn.scene.size.width, clock.now - start, "passings", SceneTests.passings(in: drawn.scene).count)
        }
      }
    }
  }
}

import Foundation
import MapTrials
import SvyazGraph
import SvyazMap
import SvyazTestSupport
import Testing

/// `MAPS=folder swift test --filter GalleryTests` draws maps to be looked at; with `CITY=30` those of the campaign's city
/// of that seed, and with `ONLY=name` one of them.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["MAPS"] != nil)) struct GalleryTests {
  @Test func drawsForTheEye() async throws {
    let folder = URL(fileURLWithPath: try #require(ProcessInfo.processInfo.environment["MAPS"]))
    let only = ProcessInfo.processInfo.environment["ONLY"]
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let renderer = Drawing.renderer(deadline: .seconds(120))
    for (name, map) in try Gallery.asked() where only == nil || only == name {
      let clock = ContinuousClock()
      let start = clock.now
      let drawn = try await renderer.render(map, formats: Set(MapFormat.allCases))
      for (format, bytes) in drawn.files {
        try Data(bytes).write(to: folder.appendingPathComponent("\(name).\(format.rawValue)"))
      }
      print(
        name, drawn.nodeCount, drawn.edgeCount, "label", drawn.smallestLabelPoints, "page", drawn.scene.size.width,
        clock.now - start)
    }
    await renderer.shutdown()
  }
}

enum Gallery {
  static func asked() throws -> [(String, NetworkMap)] {
    guard let city = ProcessInfo.processInfo.environment["CITY"].flatMap(UInt64.init) else {
      return try maps() + AssociationSamples.gallery()
    }
    return try CityMaps.all(of: CityMaps.city(seed: city)).map { ($0.name, $0.map) }
  }

  static func maps() throws -> [(String, NetworkMap)] {
    let city = SampleNetworks.mentoring(lowResult: 30, mentors: 40, ties: 60).asOf("2020-11-30")
    let small = SampleNetworks.small().asOf("2020-11-30")
    let plan = SampleNetworks.mentoring(lowResult: 30, mentors: 40, ties: 45, subjects: 2, seed: 3)
    let planTies = plan.partnerships.map {
      MentorTie(mentor: $0.mentor, mentee: $0.mentee, subject: $0.subject, isProposed: true)
    }.filter { $0.mentee != "4" }
    let busiest = Dictionary(grouping: city.network.partnerships, by: \.mentor)
      .max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
    return [
      ("ego-busy", try SchoolMap(SampleNetworks.busy().asOf("2020-11-30"), school: "31", edition: .working).map),
      ("city", MentorMap(city, edition: .working).map),
      ("city-public", MentorMap(city, edition: .public).map),
      ("plan", MentorMap(plan.asOf("2020-11-30"), ties: planTies, edition: .working).map),
      ("small", MentorMap(small, edition: .working).map),
      ("ego-small", try SchoolMap(small, school: "5", edition: .working).map),
      ("ego-alone", try SchoolMap(small, school: "4", edition: .working).map),
      ("ego-city", try SchoolMap(city, school: busiest?.key ?? "31", edition: .working).map),
      ("ego-public", try SchoolMap(city, school: busiest?.key ?? "31", edition: .public).map),
      (
        "no-ties",
        MentorMap(SampleNetworks.mentoring(lowResult: 30, mentors: 5, ties: 0).asOf("2020-11-30"), edition: .working)
          .map
      ),
      (
        "one",
        MentorMap(SampleNetworks.mentoring(lowResult: 1, mentors: 0, ties: 0).asOf("2020-11-30"), edition: .working).map
      ),
      (
        "ten",
        MentorMap(
          SampleNetworks.mentoring(lowResult: 5, mentors: 5, ties: 9, subjects: 3).asOf("2020-11-30"), edition: .working
        ).map
      ),
      (
        "two-hundred",
        MentorMap(
          SampleNetworks.mentoring(lowResult: 90, mentors: 110, ties: 200, subjects: 6).asOf("2020-11-30"),
          edition: .working
        ).map
      ),
    ]
  }
}

import SvyazComposition
import SvyazGraph
import SvyazTestSupport

/// Networks of a few schools by roles: `n…` low-result, `m…` mentors, `s…` project sites, `b…` both.
enum SmallCity {
  static func make(
    low: Int, mentors: Int, sites: Int = 0, both: Int = 0, staff: [String: Int] = [:], seed: UInt64 = 1
  ) -> Network {
    var random = SeededGenerator(seed: seed)
    var network = Network(
      id: "city", name: "Город", asOf: "2021-04-30", subjects: [Subject(id: "maths", name: "математика")])
    network.districts = [District(id: "north", name: "Северный"), District(id: "south", name: "Южный")]
    let names =
      (0..<low).map { "n\($0 + 1)" } + (0..<mentors).map { "m\($0 + 1)" } + (0..<sites).map { "s\($0 + 1)" }
      + (0..<both).map { "b\($0 + 1)" }
    for name in names {
      let id = SchoolID(stringLiteral: name)
      network.schools.append(
        School(
          id: id, name: name, district: Bool.random(using: &random) ? "north" : "south",
          location: Coordinates(
            latitude: 53.2 + Double(Int.random(in: 0...100, using: &random)) / 1000,
            longitude: 50.1 + Double(Int.random(in: 0...100, using: &random)) / 1000)))
      let interval = DayInterval(from: "2020-01-01")
      if name.hasPrefix("n") {
        network.statuses.append(SchoolStatus(school: id, status: .lowResult, interval: interval, basis: "приказ"))
      }
      if name.hasPrefix("s") || name.hasPrefix("b") {
        network.statuses.append(SchoolStatus(school: id, status: .projectSite, interval: interval, basis: "приказ"))
      }
      if name.hasPrefix("m") || name.hasPrefix("b") {
        network.mentorCapacities.append(MentorCapacity(school: id, subject: "maths", capacity: 2))
      }
    }
    for (name, teachers) in staff.sorted(by: { $0.key < $1.key }) {
      network.staff.append(
        StaffFigures(
          school: SchoolID(stringLiteral: name), year: 2020, group: .teacher, total: teachers, trainedMethodService: 0,
          trainedEffectiveMode: 0, trainedQuality: 0))
    }
    return network
  }

  static func problem(_ network: Network, _ options: CompositionOptions) throws -> CompositionProblem {
    try CompositionProblem(network: network, day: network.asOf, subject: "maths", options: options)
  }
}

import Foundation
import SvyazExchange
import SvyazGraph
import SvyazMap
import SvyazSynthesis
import SvyazTestSupport

/// Networks and compositions for maps of associations.
enum AssociationSamples {
  static let subjects: [SubjectID] = ["s1", "s2", "s3", "s4", "s5", "s6"]

  /// The repository's sample network on its own day.
  static func samara() throws -> NetworkSnapshot {
    let network = try NetworkFolder.load(path: SvyazProcess.repository.appending(path: "graphs/samara-2020").path)
    return network.asOf(network.asOf)
  }

  static func generated(schools: Int, seed: UInt64) -> NetworkSnapshot {
    let network = SyntheticNetwork.make(schools: schools, seed: seed)
    return network.asOf(network.asOf)
  }

  /// A composition of `groups` groups over the schools of ``SampleNetworks/mentoring``: sizes from a seed, bases among
  /// the mentors, every role in use.
  static func plan(
    groups: Int, sizes: ClosedRange<Int> = 6...15, subjects count: Int = 1, seed: UInt64
  ) -> (snapshot: NetworkSnapshot, associations: [DrawnAssociation]) {
    let network = SampleNetworks.mentoring(lowResult: 60, mentors: 120, ties: 0, subjects: count, seed: seed)
    var generator = SeededGenerator(seed: seed)
    func pick(_ bound: Int) -> Int { Int(generator.next() % UInt64(max(bound, 1))) }
    let roles: [Membership.Role] = [.projectSite, .highResult, .member, .member]
    let associations = (0..<groups).map { index in
      let base = network.schools[60 + index % 120].id
      var members = [DrawnAssociation.Member(school: base, role: .leader)]
      var known: Set<SchoolID> = [base]
      let size = sizes.lowerBound + pick(sizes.count)
      while members.count < size {
        let school = pick(180)
        guard known.insert(network.schools[school].id).inserted else { continue }
        members.append(.init(school: network.schools[school].id, role: school < 60 ? .lowResult : roles[pick(4)]))
      }
      return DrawnAssociation(
        id: "g\(index + 1)", subject: subjects[index * count / groups], base: base, members: members)
    }
    return (network.asOf("2020-11-30"), associations)
  }

  /// The fixed composition of the goldens: two subjects, every role, a long name, a school in both subjects, and one
  /// left out.
  static func small() -> (snapshot: NetworkSnapshot, associations: [DrawnAssociation], left: [SubjectID: [SchoolID]]) {
    let network = SampleNetworks.mentoring(lowResult: 6, mentors: 12, ties: 0, name: "Учебные данные: малая сеть")
    func members(_ list: [(SchoolID, Membership.Role)]) -> [DrawnAssociation.Member] {
      list.map { DrawnAssociation.Member(school: $0.0, role: $0.1) }
    }
    return (
      network.asOf("2020-11-30"),
      [
        DrawnAssociation(
          subject: "s2", base: "7",
          members: members([
            ("10", .member), ("3", .lowResult), ("1", .lowResult), ("7", .leader), ("8", .projectSite),
            ("9", .highResult),
          ])),
        DrawnAssociation(
          subject: "s1", base: "11",
          members: members([
            ("11", .leader), ("2", .lowResult), ("4", .lowResult), ("12", .projectSite), ("13", .member),
          ])),
        DrawnAssociation(
          subject: "s1", base: "14",
          members: members([
            ("14", .leader), ("5", .lowResult), ("1", .lowResult), ("15", .highResult), ("16", .member),
            ("7", .member),
          ])),
      ], ["s1": ["17"], "s2": ["18"]]
    )
  }

  static func gallery() throws -> [(String, NetworkMap)] {
    let city = try samara()
    let made = generated(schools: 200, seed: 7)
    let (snapshot, associations, left) = small()
    let plan = plan(groups: 8, subjects: 2, seed: 5)
    let single = Self.plan(groups: 1, seed: 3)
    let few = Self.plan(groups: 2, seed: 4)
    let many = Self.plan(groups: 30, seed: 6)
    let subjects = Self.plan(groups: 6, subjects: 6, seed: 8)
    let outside = plan.snapshot.network.schools.suffix(14).map(\.id)
    let empty = SampleNetworks.mentoring(lowResult: 3, mentors: 2, ties: 0).asOf("2020-11-30")
    func slide(_ sample: (snapshot: NetworkSnapshot, associations: [DrawnAssociation])) throws -> NetworkMap {
      try AssociationMap(
        sample.snapshot, associations: sample.associations, isProposed: true, edition: .working
      ).map
    }
    return [
      ("mmo", try AssociationMap(city, edition: .working).map),
      ("mmo-maths", try AssociationMap(city, subject: "mathematics", edition: .working).map),
      ("mmo-public", try AssociationMap(city, edition: .public).map),
      ("mmo-hubs", try AssociationMap(city, design: .hubs, edition: .working).map),
      ("mmo-hubs-public", try AssociationMap(city, design: .hubs, edition: .public).map),
      ("mmo-hubs-maths", try AssociationMap(city, subject: "mathematics", design: .hubs, edition: .working).map),
      ("mmo-made", try AssociationMap(made, edition: .working).map),
      ("mmo-made-maths", try AssociationMap(made, subject: "mathematics", edition: .working).map),
      ("mmo-made-hubs", try AssociationMap(made, design: .hubs, edition: .working).map),
      (
        "mmo-small",
        try AssociationMap(
          snapshot, associations: associations, leftOut: left, isProposed: true, edition: .working
        ).map
      ),
      (
        "mmo-small-hubs",
        try AssociationMap(
          snapshot, associations: associations, leftOut: left, design: .hubs, isProposed: true, edition: .working
        ).map
      ),
      (
        "mmo-plan",
        try AssociationMap(
          plan.snapshot, associations: plan.associations, leftOut: ["s1": outside], isProposed: true, edition: .working
        ).map
      ),
      ("mmo-one", try slide(single)),
      ("mmo-two", try slide(few)),
      ("mmo-thirty", try slide(many)),
      ("mmo-subjects", try slide(subjects)),
      ("mmo-none", try AssociationMap(empty, edition: .working).map),
      ("mmo-none-hubs", try AssociationMap(empty, subject: "s1", design: .hubs, edition: .working).map),
    ]
  }
}

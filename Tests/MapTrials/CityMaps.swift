public import SvyazGraph
public import SvyazMap
internal import SvyazSynthesis

/// A map to be drawn and checked.
public struct MapTrial: Sendable {
  public var name: String
  public var map: NetworkMap

  public init(name: String, map: NetworkMap) {
    self.name = name
    self.map = map
  }
}

/// Every kind of map that a city can be drawn as.
public enum CityMaps {
  /// A generated city of 24 to 200 schools; equal seeds give equal cities.
  public static func city(seed: UInt64) -> NetworkSnapshot {
    var random = SplitMix64(seed: seed, stream: "city maps")
    let network = SyntheticNetwork.make(schools: random.int(in: 24...200), seed: seed)
    return network.asOf(network.asOf)
  }

  /// Each kind in both editions: the mentors, three schools, the associations of each subject and of all.
  public static func all(of snapshot: NetworkSnapshot) throws(MapError) -> [MapTrial] {
    var trials: [MapTrial] = []
    for edition in Edition.allCases {
      func add(_ name: String, _ map: NetworkMap) { trials.append(MapTrial(name: "\(name) \(edition)", map: map)) }
      add("mentors", MentorMap(snapshot, edition: edition).map)
      for (number, school) in schools(snapshot).enumerated() {
        add("school \(number + 1)", try SchoolMap(snapshot, school: school, edition: edition).map)
      }
      for design in AssociationMap.Design.allCases {
        for subject in [nil] + snapshot.network.subjects.map({ Optional($0.id) }) {
          let map = try AssociationMap(snapshot, subject: subject, design: design, edition: edition).map
          add("associations \(design)" + (subject.map { " \($0)" } ?? ""), map)
        }
      }
    }
    return trials
  }

  /// The mentor of most, the mentee of most, and the first school without a tie.
  private static func schools(_ snapshot: NetworkSnapshot) -> [SchoolID] {
    let active = snapshot.partnerships.map(\.partnership)
    func busiest(_ schools: [SchoolID]) -> SchoolID? {
      Dictionary(schools.map { ($0, 1) }, uniquingKeysWith: +).max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
    let tied = Set(active.flatMap { [$0.mentor, $0.mentee] })
    let alone = snapshot.network.schools.first { !tied.contains($0.id) }?.id
    return [busiest(active.map(\.mentor)), busiest(active.map(\.mentee)), alone].compactMap { $0 }
  }
}

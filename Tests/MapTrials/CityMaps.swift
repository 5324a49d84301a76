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

  /// A few of each kind, both editions, each on the paper that it asks for and on one other: cities take turns at
  /// editions, subjects and papers, so that many of them see all.
  public static func sampled(of snapshot: NetworkSnapshot, turn: Int) throws(MapError) -> [MapTrial] {
    let papers: [NetworkMap.Paper] = [.slide, .a4, .a3, .a0]
    let all = try all(of: snapshot)
    var chosen: [MapTrial] = []
    for kind in ["mentors", "school 1", "school 2", "school 3", "associations slide", "associations hubs"] {
      let matching = all.filter { $0.name.hasPrefix(kind) }
      guard !matching.isEmpty else { continue }
      // The first is the working edition of the whole; the second is another one in each city.
      chosen.append(matching[0])
      if matching.count > 1 { chosen.append(matching[1 + turn % (matching.count - 1)]) }
    }
    return chosen.enumerated().flatMap { position, trial in
      var other = trial
      let others = papers.filter { $0 != trial.map.paper }
      other.map.paper = others[(turn + position) % others.count]
      return [trial, other]
    }
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

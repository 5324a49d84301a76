public import SvyazGraph

/// The mentors of one subject on a day (design.md §4), pins, bans and capacities above 0 left out, with the road and the
/// border between any two schools.
public struct SubjectMentors: Sendable {
  /// In the order of ids.
  public let schools: [School]
  /// By school: whether it mentors the subject.
  public let isMentor: [Bool]
  private let geometry: PairGeometry

  /// - Parameter network: valid.
  /// - Complexity: O(results + schools).
  public init(network: Network, day: Day, subject: SubjectID) {
    let tables = ProblemTables(network: network, day: day, options: MatchingOptions()) {}
    schools = tables.schools
    geometry = tables.rules.geometry
    guard let number = tables.subjects.firstIndex(where: { $0.id == subject }) else {
      isMentor = schools.map { _ in false }
      return
    }
    isMentor = tables.schools.indices.map { tables.hasPlaces($0, number) && tables.isMentorByRule($0, number) }
  }

  /// The component of travel, 0…1000.
  public func travel(_ first: Int, _ second: Int) -> Int {
    PairGeometry.travel(geometry.sites[first], geometry.sites[second], geometry.relation(first, second))
  }

  /// The component of districts: 0, 500 or 1000.
  public func district(_ first: Int, _ second: Int) -> Int {
    PairGeometry.districtComponent(geometry.relation(first, second))
  }

  /// Whether the policy lets two schools be together.
  public func allows(_ policy: DistrictPolicy, _ first: Int, _ second: Int) -> Bool {
    switch (policy, geometry.relation(first, second)) {
    case (.any, _), (_, .same), (.adjacent, .neighbours): true
    case (.adjacent, .other), (.same, .neighbours), (.same, .other): false
    }
  }

  /// `nil` where either school lacks coordinates.
  public func distanceKm(_ first: Int, _ second: Int) -> Double? { geometry.distanceKm(first, second) }
}

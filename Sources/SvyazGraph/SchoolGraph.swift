/// The graph over schools on one day: two schools are neighbours when a partnership, a common membership or a common
/// event ties them.
///
/// Kept as ties (a set of two or more schools that all know each other) instead of single edges: an event of a hundred
/// schools is one tie, not 4,950 edges. Schools are numbered 0…n−1 in the order of their ids.
public struct SchoolGraph: Sendable {
  /// What ties schools together.
  public enum TieKind: Hashable, Sendable, CaseIterable {
    case partnership, membership, event
  }

  public let schools: [SchoolID]
  /// Members of each tie, ascending, at least two.
  let ties: [[Int]]
  /// Ties of each school.
  let tiesOf: [[Int]]

  /// - Parameters:
  ///   - snapshot: partnerships count when agreed or active, memberships when in force.
  ///   - kinds: which ties to take.
  ///   - eventDays: how many days back events count (indicators.md D7 uses 180).
  /// - Complexity: O(schools + rows · log rows).
  public init(_ snapshot: NetworkSnapshot, kinds: Set<TieKind> = Set(TieKind.allCases), eventDays: Int = 180) {
    let schools = Set(snapshot.network.schools.map(\.id)).sorted()
    let index = Dictionary(uniqueKeysWithValues: schools.enumerated().map { ($1, $0) })
    var groups: [[SchoolID]] = []
    if kinds.contains(.partnership) {
      groups += snapshot.partnerships.filter { $0.partnership.isInForce(on: snapshot.day) }
        .map { [$0.partnership.mentor, $0.partnership.mentee] }
    }
    if kinds.contains(.membership) {
      groups += Dictionary(grouping: snapshot.memberships, by: \.association).values.map { $0.map(\.school) }
    }
    if kinds.contains(.event) {
      let recent = snapshot.events(inLast: eventDays)
      var came: [EventID: [SchoolID]] = Dictionary(
        recent.map { ($0.id, $0.host.map { [$0] } ?? []) }, uniquingKeysWith: { $0 + $1 })
      for row in snapshot.network.participations where came[row.event] != nil {
        came[row.event, default: []].append(row.school)
      }
      groups += came.values
    }
    self.init(schools: schools, groups: groups.map { $0.compactMap { index[$0] } })
  }

  /// - Precondition: every member lies in `schools.indices`.
  public init(schools: [SchoolID], groups: [[Int]]) {
    self.schools = schools
    let distinct = Set(groups.map { Array(Set($0)).sorted() }.filter { $0.count > 1 })
    ties = distinct.sorted { $0.lexicographicallyPrecedes($1) }
    var tiesOf = [[Int]](repeating: [], count: schools.count)
    for (tie, members) in ties.enumerated() {
      for school in members { tiesOf[school].append(tie) }
    }
    self.tiesOf = tiesOf
  }

  /// The other schools that share a tie with this one, ascending.
  public func neighbours(of school: Int) -> [Int] {
    guard tiesOf.indices.contains(school) else { return [] }
    var met: Set<Int> = []
    for tie in tiesOf[school] { met.formUnion(ties[tie]) }
    met.remove(school)
    return met.sorted()
  }

  /// Number of distinct neighbours of each school.
  ///
  /// - Complexity: O(n + Σ size²) over the ties.
  public func degrees() -> [Int] {
    var seenFrom = [Int](repeating: -1, count: schools.count)
    return schools.indices.map { school in
      var degree = 0
      for tie in tiesOf[school] {
        for other in ties[tie] where other != school && seenFrom[other] != school {
          seenFrom[other] = school
          degree += 1
        }
      }
      return degree
    }
  }

  /// Schools without any neighbour, ascending.
  public var isolated: [Int] { schools.indices.filter { tiesOf[$0].isEmpty } }

  /// Connected components, the largest first, then by their lowest school; schools ascend within each.
  public func components() -> [[Int]] { components(without: nil) }

  /// Components after `removed` has left.
  func components(without removed: Int?, within allowed: [Int]? = nil) -> [[Int]] {
    var visited = [Bool](repeating: false, count: schools.count)
    var tieVisited = [Bool](repeating: false, count: ties.count)
    if let removed { visited[removed] = true }
    var components: [[Int]] = []
    for start in allowed ?? Array(schools.indices) where !visited[start] {
      visited[start] = true
      var component = [start]
      var next = 0
      while next < component.count {
        for tie in tiesOf[component[next]] where !tieVisited[tie] {
          tieVisited[tie] = true
          for other in ties[tie] where !visited[other] {
            visited[other] = true
            component.append(other)
          }
        }
        next += 1
      }
      components.append(component.sorted())
    }
    return components.sorted { $0.count != $1.count ? $0.count > $1.count : $0[0] < $1[0] }
  }
}

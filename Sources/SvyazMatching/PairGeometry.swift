internal import RealModule
internal import SvyazGraph

/// What the rules and costs need to know of each school, in arrays by school number.
struct PairGeometry: Sendable {
  private let schools: [School]
  private let district: [Int?]
  /// Neighbour lists by district number.
  private let neighbours: [Set<Int>]

  init(schools: [School], districts: [District]) {
    self.schools = schools
    let index = Dictionary(districts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    district = schools.map { school in school.district.flatMap { index[$0] } }
    neighbours = districts.map { Set($0.neighbours.compactMap { index[$0] }) }
  }

  enum DistrictRelation {
    case same, neighbours, other
  }

  func relation(_ first: Int, _ second: Int) -> DistrictRelation {
    guard let one = district[first], let two = district[second] else { return .other }
    if one == two { return .same }
    return neighbours[one].contains(two) ? .neighbours : .other
  }

  /// `nil` where either school lacks coordinates.
  func distanceKm(_ first: Int, _ second: Int) -> Double? {
    guard let one = schools[first].location, let two = schools[second].location else { return nil }
    return one.distanceKm(to: two)
  }

  func travel(_ first: Int, _ second: Int) -> Int {
    if let km = distanceKm(first, second) { return Self.rounded(1000 * min(1, km / 15)) }
    return switch relation(first, second) {
    case .same: 250
    case .neighbours: 500
    case .other: 1000
    }
  }

  func districtComponent(_ first: Int, _ second: Int) -> Int {
    switch relation(first, second) {
    case .same: 0
    case .neighbours: 500
    case .other: 1000
    }
  }

  /// How unlike two schools are in size and kind.
  func context(_ mentee: Int, _ mentor: Int) -> Int {
    var size = 500.0
    if let one = schools[mentee].students, let two = schools[mentor].students, one > 0, two > 0 {
      size = 1000 * min(1, abs(Double.log(Double(one) / Double(two))) / Double.log(4))
    }
    let kind: Double = schools[mentee].kind == schools[mentor].kind ? 0 : 1000
    return Self.rounded((size + kind) / 2)
  }

  /// Half up; the values are never negative.
  private static func rounded(_ value: Double) -> Int { Int(value.rounded(.toNearestOrAwayFromZero)) }
}

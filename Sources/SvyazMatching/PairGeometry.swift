internal import RealModule
internal import SvyazGraph

/// What the rules and costs need to know of each school, in arrays by school number.
///
/// Sines, logarithms and unit vectors are taken once for each school. They decide a pair only where they decide it for
/// certain; within a slack far wider than their rounding error the contract's formula itself is computed, so every
/// component is exactly the contract's.
struct PairGeometry: Sendable {
  /// One school. What is unknown is a NaN or −1.
  struct Site: Sendable {
    /// The place as a vector of length 1.
    var x = Double.nan
    var y = Double.nan
    var z = Double.nan
    /// Radians.
    var latitude = Double.nan
    var cosineLatitude = Double.nan
    /// Degrees.
    var longitude = Double.nan
    var students = Double.nan
    var logStudents = Double.nan
    /// Equal texts have equal numbers.
    var kind: Int32 = 0
    var district: Int32 = -1

    var isLocated: Bool { !x.isNaN }

    /// sin² of half the angle between two places, with an error below 1e-15; NaN where either is unknown.
    func chord(to other: Site) -> Double {
      let (dx, dy, dz) = (x - other.x, y - other.y, z - other.z)
      return (dx * dx + dy * dy + dz * dz) / 4
    }
  }

  let sites: [Site]
  /// Neighbour lists by district number, sorted.
  private let neighbours: [[Int32]]
  let districtCount: Int

  /// Travel costs no more beyond this distance.
  static let saturationKm = 15.0
  /// Beyond this chord a pair is certainly farther than ``saturationKm``.
  static let saturationChord = chord(km: saturationKm) * (1 + relativeSlack)
  static let relativeSlack = 1e-6
  /// About a metre on the ground.
  static let absoluteSlack = 1e-14

  init(schools: [School], districts: [District]) {
    let index = Dictionary(districts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var kinds: [String: Int32] = [:]
    sites = schools.map { school in
      var site = Site()
      if let place = school.location {
        let longitude = place.longitude * (Double.pi / 180)
        site.latitude = place.latitude * (Double.pi / 180)
        site.cosineLatitude = Double.cos(site.latitude)
        site.longitude = place.longitude
        site.x = site.cosineLatitude * Double.cos(longitude)
        site.y = site.cosineLatitude * Double.sin(longitude)
        site.z = Double.sin(site.latitude)
      }
      if let students = school.students, students > 0 {
        site.students = Double(students)
        site.logStudents = Double.log(site.students)
      }
      site.kind = kinds[school.kind] ?? Int32(kinds.count)
      kinds[school.kind] = site.kind
      site.district = school.district.flatMap { index[$0] }.map { Int32($0) } ?? -1
      return site
    }
    neighbours = districts.map { Set($0.neighbours.compactMap { index[$0] }).map { Int32($0) }.sorted() }
    districtCount = districts.count
  }

  enum DistrictRelation: UInt8 {
    case same, neighbours, other
  }

  func relation(_ first: Int, _ second: Int) -> DistrictRelation {
    let (one, two) = (sites[first].district, sites[second].district)
    if one < 0 || two < 0 { return .other }
    if one == two { return .same }
    let list = neighbours[Int(one)]
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if list[middle] < two { low = middle + 1 } else { high = middle }
    }
    return low < list.count && list[low] == two ? .neighbours : .other
  }

  /// The districts next to a school's own, its own left out; none for a school without a district.
  func neighbourDistricts(of school: Int) -> [Int32] {
    let own = sites[school].district
    return own < 0 ? [] : neighbours[Int(own)].filter { $0 != own }
  }

  /// `nil` where either school lacks coordinates.
  func distanceKm(_ first: Int, _ second: Int) -> Double? {
    let (one, two) = (sites[first], sites[second])
    return one.isLocated && two.isLocated ? Self.distanceKm(one, two) : nil
  }

  /// The haversine distance, bit for bit that of ``Coordinates/distanceKm(to:)``.
  static func distanceKm(_ one: Site, _ two: Site) -> Double {
    let sineLatitude = Double.sin((two.latitude - one.latitude) / 2)
    let sineLongitude = Double.sin((two.longitude - one.longitude) * (Double.pi / 180) / 2)
    let chord =
      sineLatitude * sineLatitude + one.cosineLatitude * two.cosineLatitude * sineLongitude * sineLongitude
    return 2 * Coordinates.earthRadiusKm * Double.asin(min(1, chord.squareRoot()))
  }

  /// sin² of half the angle that a distance spans; 1 from the antipode on.
  static func chord(km: Double) -> Double {
    let sine = Double.sin(min(Double.pi / 2, km / (2 * Coordinates.earthRadiusKm)))
    return sine * sine
  }

  /// Whether two located schools are farther apart than `km`, whose chord is given.
  @inline(__always)
  static func isBeyond(_ one: Site, _ two: Site, km: Double, chord limit: Double) -> Bool {
    let chord = one.chord(to: two)
    let slack = limit * relativeSlack + absoluteSlack
    if chord > limit + slack, limit < 1 { return true }
    if chord < limit - slack { return false }
    return distanceKm(one, two) > km
  }

  /// The component of travel.
  ///
  /// - Parameter saturationChord: that of this type, which loops look up once.
  @inline(__always)
  static func travel(
    _ one: Site, _ two: Site, _ relation: DistrictRelation, saturationChord: Double = Self.saturationChord
  ) -> Int {
    if one.isLocated, two.isLocated {
      if one.chord(to: two) > saturationChord { return 1000 }
      return rounded(1000 * min(1, distanceKm(one, two) / saturationKm))
    }
    return switch relation {
    case .same: 250
    case .neighbours: 500
    case .other: 1000
    }
  }

  @inline(__always)
  static func districtComponent(_ relation: DistrictRelation) -> Int { 500 * Int(relation.rawValue) }

  /// How unlike two schools are in size and kind.
  @inline(__always)
  static func context(_ mentee: Site, _ mentor: Site) -> Int {
    let kind: Double = mentee.kind == mentor.kind ? 0 : 1000
    let difference = abs(mentee.logStudents - mentor.logStudents)
    if difference.isNaN { return rounded((500 + kind) / 2) }
    // The error of ln a − ln b against ln(a/b) is below 1e-13, so of the sum here below 1e-10.
    let shifted = (1000 * min(1, difference * inverseLog4) + kind) / 2 + 0.5
    let whole = shifted.rounded(.down)
    let part = shifted - whole
    if part > relativeSlack, part < 1 - relativeSlack { return Int(whole) }
    let size = 1000 * min(1, abs(Double.log(mentee.students / mentor.students)) / Double.log(4))
    return rounded((size + kind) / 2)
  }

  /// 1 / ln 4, in digits: a computed global would be asked for at every pair whether it is ready. The slack is far wider
  /// than its rounding.
  private static let inverseLog4 = 0.721_347_520_444_481_7

  /// Half up; the values are never negative.
  private static func rounded(_ value: Double) -> Int { Int(value.rounded(.toNearestOrAwayFromZero)) }
}

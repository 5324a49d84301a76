internal import SvyazGraph

/// Metres between schools, great circle. Where a school lacks coordinates, what the contract's component of travel stands
/// for (design.md §4): 3.75 km within a district, 7.5 km between neighbours, 15 km otherwise.
struct RoadTable {
  private let schools: [SchoolID: School]
  private let neighbours: [DistrictID: Set<DistrictID>]

  init(_ network: Network) {
    schools = Dictionary(network.schools.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    neighbours = Dictionary(
      network.districts.map { ($0.id, Set($0.neighbours)) }, uniquingKeysWith: { first, _ in first })
  }

  func metres(_ from: SchoolID, _ to: SchoolID) -> (metres: Int, isAssumed: Bool) {
    if from == to { return (0, false) }
    let (first, second) = (schools[from], schools[to])
    if let one = first?.location, let two = second?.location {
      return (Int((one.distanceKm(to: two) * 1000).rounded()), false)
    }
    guard let one = first?.district, let two = second?.district else { return (15_000, true) }
    if one == two { return (3_750, true) }
    return (neighbours[one]?.contains(two) == true ? 7_500 : 15_000, true)
  }
}

public import SvyazGraph

/// What it costs to bring two schools together, whoever they are: the components of travel and district of design.md §4
/// with their usual weights.
public struct SchoolRoads: Sendable {
  private let geometry: PairGeometry
  private let number: [SchoolID: Int]

  /// - Complexity: O(schools + neighbours · log).
  public init(_ network: Network) {
    geometry = PairGeometry(schools: network.schools, districts: network.districts)
    number = Dictionary(network.schools.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// `30 · travel + 30 · district`, 0…60,000 cost points; 0 for a school and itself, the most where either is unknown.
  public func cost(_ first: SchoolID, _ second: SchoolID) -> Int {
    let weights = MatchingOptions.defaultWeights
    if first == second { return 0 }
    guard let one = number[first], let two = number[second] else { return 1000 * (weights.travel + weights.district) }
    let relation = geometry.relation(one, two)
    return weights.travel * PairGeometry.travel(geometry.sites[one], geometry.sites[two], relation)
      + weights.district * PairGeometry.districtComponent(relation)
  }
}

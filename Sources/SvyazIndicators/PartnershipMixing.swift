internal import SvyazGraph

/// How the partnerships in force mix districts, and low-result schools with those that can help them.
public struct PartnershipMixing: Hashable, Sendable {
  /// Rows in force (agreed or active).
  public let partnerships: Int
  /// Between schools of two districts.
  public let acrossDistricts: Int
  /// With a school whose district is not known.
  public let unknownDistrict: Int
  /// Between a low-result school and an effective one (``effective(_:partnerships:)``).
  public let lowWithEffective: Int
  /// `nil`: no partnership is in force.
  public var acrossDistrictsPerMille: Int? { PerMille.share(acrossDistricts, of: partnerships) }
  public var lowWithEffectivePerMille: Int? { PerMille.share(lowWithEffective, of: partnerships) }

  init(
    _ partnerships: [Partnership], low: Set<SchoolID>, effective: Set<SchoolID>, districts: [SchoolID: DistrictID]
  ) {
    var across = 0
    var unknown = 0
    var lowWithEffective = 0
    for row in partnerships {
      if let one = districts[row.mentor], let other = districts[row.mentee] {
        across += one == other ? 0 : 1
      } else {
        unknown += 1
      }
      if (low.contains(row.mentor) && effective.contains(row.mentee))
        || (low.contains(row.mentee) && effective.contains(row.mentor))
      {
        lowWithEffective += 1
      }
    }
    self.partnerships = partnerships.count
    acrossDistricts = across
    unknownDistrict = unknown
    self.lowWithEffective = lowWithEffective
  }

  /// Schools that can help others on a day: with high results, a project site, given places in `mentors.csv` or a
  /// mentor in a partnership in force. A low-result school is none of them, whatever else it is.
  static func effective(_ snapshot: NetworkSnapshot, partnerships: [Partnership]) -> Set<SchoolID> {
    let capacities = snapshot.network.mentorCapacities
    let closed = Set(capacities.lazy.filter { $0.subject == nil && $0.capacity <= 0 }.map(\.school))
    return snapshot.schools(with: .highResult)
      .union(snapshot.schools(with: .projectSite))
      .union(capacities.lazy.filter { $0.capacity > 0 && !closed.contains($0.school) }.map(\.school))
      .union(partnerships.map(\.mentor))
      .subtracting(snapshot.schools(with: .lowResult))
  }
}

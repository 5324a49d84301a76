public import SvyazGraph

/// Which low-result schools the network reaches on a day, on paper: whether anything happens is indicator 9's affair.
///
/// Lists are sorted by id.
public struct HealthCoverage: Hashable, Sendable {
  public let lowResult: [SchoolID]
  /// Party to a partnership in force (agreed or active), as mentee or as mentor.
  public let withPartnership: [SchoolID]
  /// Member of an association in force.
  public let withMembership: [SchoolID]
  public let withBoth: [SchoolID]
  public let withNeither: [SchoolID]
  /// Mentee of no partnership in force.
  public let withoutMentor: [SchoolID]

  init(_ snapshot: NetworkSnapshot, partnerships: [Partnership]) {
    let low = snapshot.schools(with: .lowResult)
    let partners = low.intersection(partnerships.flatMap { [$0.mentor, $0.mentee] })
    let members = low.intersection(snapshot.memberships.map(\.school))
    lowResult = low.sorted()
    withPartnership = partners.sorted()
    withMembership = members.sorted()
    withBoth = partners.intersection(members).sorted()
    withNeither = low.subtracting(partners).subtracting(members).sorted()
    withoutMentor = low.subtracting(partnerships.map(\.mentee)).sorted()
  }
}

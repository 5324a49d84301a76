public import SvyazGraph

/// What happens to the low-result schools if one school leaves the network: its partnerships and memberships end, it
/// came to no event and was host of none. Associations that it was the base of go on, as do its events for the others
/// who came.
///
/// The school itself keeps its statuses: a low-result school that leaves stays in indicator 9's denominator, since the
/// programme goes on counting it, and is lost to the numerator.
public struct Departure: Hashable, Sendable {
  public let school: SchoolID
  /// It mentors by a partnership in force.
  public let isMentor: Bool
  /// It is the base of an association in force.
  public let isBase: Bool
  /// Low-result schools that have a mentor by a partnership in force, and none without this one; by id.
  public let leftWithoutMentor: [SchoolID]
  /// Low-result schools that no longer realise network partnership; by id.
  public let lost: [SchoolID]
  /// Indicator 9's headline afterwards.
  public let numerator: Int
  public let sharePerMille: Int?

  /// Only the partners of a school can lose by its leaving: whether another partnership had a joint event, or another
  /// member came to an event of its association, does not turn on it. So each low-result school is asked once what it
  /// rests on, and no network is built anew.
  ///
  /// - Parameter partnerships: those in force (agreed or active).
  /// - Returns: every school that mentors or is a base, the greatest loss of indicator 9 first, then of mentors, then
  ///   by id.
  /// - Complexity: O(rows · log rows).
  static func all(
    _ snapshot: NetworkSnapshot, partnerships: [Partnership], realisation: NetworkPartnership
  ) -> [Departure] {
    let low = snapshot.schools(with: .lowResult)
    let bases = Set(snapshot.associations.map(\.base))
    let mentors = Set(partnerships.map(\.mentor))
    let mentorsOf = Dictionary(grouping: partnerships.filter { low.contains($0.mentee) }, by: \.mentee)
      .mapValues { Set($0.map(\.mentor)) }
    var leftWithout: [SchoolID: [SchoolID]] = [:]
    for (mentee, mentors) in mentorsOf {
      if let only = mentors.first, mentors.count == 1, only != mentee { leftWithout[only, default: []].append(mentee) }
    }
    var lost: [SchoolID: Set<SchoolID>] = [:]
    for (school, ground) in realisation.grounds() where low.contains(school) {
      lost[school, default: []].insert(school)
      if !ground.isMember, ground.partners.count == 1, let only = ground.partners.first {
        lost[only, default: []].insert(school)
      }
    }
    let now = realisation.schools.intersection(low).count
    return mentors.union(bases).map { school in
      let gone = lost[school, default: []]
      return Departure(
        school: school, isMentor: mentors.contains(school), isBase: bases.contains(school),
        leftWithoutMentor: leftWithout[school, default: []].sorted(), lost: gone.sorted(),
        numerator: now - gone.count, sharePerMille: PerMille.share(now - gone.count, of: low.count))
    }.sorted { one, other in
      if one.lost.count != other.lost.count { return one.lost.count > other.lost.count }
      if one.leftWithoutMentor.count != other.leftWithoutMentor.count {
        return one.leftWithoutMentor.count > other.leftWithoutMentor.count
      }
      return one.school < other.school
    }
  }
}

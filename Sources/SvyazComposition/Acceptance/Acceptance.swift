public import SvyazGraph

/// A network into which a composition was accepted, and what became of each association.
public struct Acceptance: Sendable {
  public enum Fate: String, Hashable, Sendable {
    /// New, from the day of acceptance.
    case founded
    /// Goes on under its id, since its base is the base of a group.
    case continued
    /// Ended on the day of acceptance.
    case closed
  }

  public struct Outcome: Hashable, Sendable {
    public let association: AssociationID
    public let base: SchoolID
    public let fate: Fate
    /// Members from the day of acceptance on; 0 of a closed one.
    public let memberCount: Int
    /// By id. A founded association has no one who stayed.
    public let joined: [SchoolID]
    public let left: [SchoolID]
    /// Members that stay in another role.
    public let changedRole: [SchoolID]
  }

  public let network: Network
  /// Groups by base, then closed associations by id.
  public let outcomes: [Outcome]
  /// Events of closed associations, dated on the day of acceptance or later: they stay as they are.
  public let orphanedEvents: [EventID]
}

extension Network {
  /// Makes the groups of a composition the associations of its subject from a day on.
  ///
  /// From that day the subject has the associations of the composition and no others:
  /// - An association in force whose base is the base of a group goes on under its id and name (of several the first by
  ///   id); an end that was set for it is taken off. Schools that stay in their role keep their membership row; others
  ///   end on the day, come on it, or do both where the role changes.
  /// - Every other association of the subject in force ends on the day, with its memberships.
  /// - Other groups found associations `mmo-SUBJECT-N`, with the first numbers that are free.
  /// - Rows of memberships that were to begin on the day or later, and ends that were to come later, give way: the
  ///   composition decides who is a member from the day on. Associations that begin on the day or later are an error.
  /// - Parameter umo: the leading окружное УМО of founded associations; `nil`: the one that all associations of the
  ///   subject in force on the day have in common, empty where they differ.
  /// - Returns: a network free of violations if this one is.
  /// - Throws: ``AcceptanceError``.
  /// - Complexity: O(rows).
  public func accepting(
    _ composition: Composition, from day: Day, umo: String? = nil
  ) throws(AcceptanceError) -> Acceptance {
    let subject = try check(composition, from: day)
    let ofSubject = associations.filter { $0.subject == subject.id }
    let inForce = ofSubject.filter { $0.interval.contains(day) }.sorted { $0.id < $1.id }
    if let same = matching(composition.groups, inForce, on: day) { throw .alreadyAccepted(from: day, same) }
    let later = ofSubject.filter { $0.interval.from >= day }.map(\.id).sorted()
    guard later.isEmpty else { throw .laterAssociations(from: day, later) }
    var change = AcceptanceChange(network: self, day: day, subject: subject, inForce: inForce, umo: umo)
    return change.run(composition.groups)
  }

  /// Whether the composition fits this network on the day.
  private func check(_ composition: Composition, from day: Day) throws(AcceptanceError) -> Subject {
    guard composition.status != .infeasible, !composition.groups.isEmpty else { throw .infeasible }
    guard composition.network == id else { throw .otherNetwork(composition: composition.network, network: id) }
    guard let subject = subjects.first(where: { $0.id == composition.subject }) else {
      throw .unknownSubject(composition.subject, known: subjects.map(\.id).sorted())
    }
    let known = Set(schools.map(\.id))
    let named = composition.groups.flatMap { [$0.base] + $0.members.map(\.school) } + composition.left
    let unknown = Set(named).subtracting(known)
    guard unknown.isEmpty else { throw .unknownSchools(unknown.sorted()) }
    var seen: Set<SchoolID> = []
    for group in composition.groups {
      guard group.members.contains(where: { $0.school == group.base && $0.role == .leader }) else {
        throw .malformed(school: group.base, .baseIsNoMember)
      }
      for member in group.members {
        guard seen.insert(member.school).inserted else { throw .malformed(school: member.school, .inTwoGroups) }
        if member.role == .leader, member.school != group.base {
          throw .malformed(school: member.school, .secondLeader)
        }
      }
    }
    guard day >= composition.day else { throw .beforeComposition(from: day, composition: composition.day) }
    let outdated = outdated(composition.groups, on: day)
    guard outdated.isEmpty else { throw .outdated(from: day, composition: composition.day, schools: outdated) }
    return subject
  }

  /// Schools whose role (design.md §5) by the statuses of the day is another one, low-result schools in no group among
  /// them. Whether a school still mentors is not asked: results that came in since do not undo a planner's decision.
  private func outdated(_ groups: [Composition.Group], on day: Day) -> [SchoolID] {
    let snapshot = asOf(day)
    let low = snapshot.schools(with: .lowResult)
    let (sites, high) = (snapshot.schools(with: .projectSite), snapshot.schools(with: .highResult))
    func role(_ school: SchoolID) -> Membership.Role {
      if low.contains(school) { return .lowResult }
      if sites.contains(school) { return .projectSite }
      return high.contains(school) ? .highResult : .member
    }
    let members = groups.flatMap(\.members)
    let wrong = members.filter { $0.role == .leader ? low.contains($0.school) : $0.role != role($0.school) }
    return (wrong.map(\.school) + low.subtracting(members.map(\.school))).sorted()
  }

  /// The associations in force, when they are exactly these groups.
  private func matching(
    _ groups: [Composition.Group], _ inForce: [Association], on day: Day
  ) -> [AssociationID]? {
    guard inForce.count == groups.count else { return nil }
    let ids = Set(inForce.map(\.id))
    var members: [AssociationID: [SchoolID: Membership.Role]] = [:]
    for row in memberships where ids.contains(row.association) {
      // Whatever ends or begins later is a difference too.
      if let to = row.interval.to, to <= day { continue }
      guard row.interval.contains(day), row.interval.to == nil else { return nil }
      members[row.association, default: [:]][row.school] = row.role
    }
    let standing = Dictionary(inForce.map { ($0.base, $0) }, uniquingKeysWith: { first, _ in first })
    for group in groups {
      let wanted = Dictionary(group.members.map { ($0.school, $0.role) }, uniquingKeysWith: { first, _ in first })
      guard let association = standing[group.base], association.interval.to == nil,
        members[association.id] ?? [:] == wanted
      else { return nil }
    }
    return inForce.map(\.id)
  }
}

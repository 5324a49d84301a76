internal import SvyazGraph

/// The one act that a school lacks.
public enum PartnershipStep: String, Hashable, Sendable, CaseIterable {
  /// An active partnership needs a joint event.
  case jointEvent
  /// A member needs to come to an event of its association.
  case associationEvent
  /// An agreed partnership with a joint event needs to be made active.
  case activate
  /// A proposed partnership needs to be agreed (rule `formal`).
  case agree
}

/// Who came to which event; made once for a network and used for many days.
///
/// A school came when it has a participation in any role, or was the host (D10).
struct Attendance {
  private let schools: [EventID: Set<SchoolID>]
  private let participations: [EventID: Int]

  init(_ network: Network) {
    var schools: [EventID: Set<SchoolID>] = [:]
    for event in network.events {
      if let host = event.host { schools[event.id, default: []].insert(host) }
    }
    for row in network.participations { schools[row.event, default: []].insert(row.school) }
    self.schools = schools
    participations = network.participations.reduce(into: [:]) { $0[$1.event, default: 0] += 1 }
  }

  /// Rows of participation; a host alone is none.
  func participants(of event: EventID) -> Int { participations[event] ?? 0 }

  func came(to event: EventID) -> Set<SchoolID> { schools[event] ?? [] }
}

/// The schools that realise network partnership on one day.
struct NetworkPartnership {
  static let spanDays = 180

  private struct Visit: Hashable {
    let association: AssociationID
    let school: SchoolID
  }

  private let snapshot: NetworkSnapshot
  private let rule: PartnershipRule
  private var visits: Set<Visit> = []
  private var namedPartnerships: Set<PartnershipID> = []
  private var attended: [SchoolID: Set<EventID>] = [:]
  let schools: Set<SchoolID>

  /// - Complexity: O(rows of partnerships, memberships, events and participations of the span).
  init(_ snapshot: NetworkSnapshot, attendance: Attendance, rule: PartnershipRule) {
    self.snapshot = snapshot
    self.rule = rule
    for event in snapshot.events(inLast: Self.spanDays) {
      if let partnership = event.partnership { namedPartnerships.insert(partnership) }
      for school in attendance.came(to: event.id) {
        attended[school, default: []].insert(event.id)
        if let association = event.association {
          visits.insert(Visit(association: association, school: school))
        }
      }
    }
    var schools: Set<SchoolID> = []
    for (partnership, status) in snapshot.partnerships {
      let counts =
        switch rule {
        case .active:
          status == .active
            && Self.hadJointEvent(partnership, named: namedPartnerships, attended: attended)
        case .formal: status == .active || status == .agreed
        }
      if counts { schools.formUnion([partnership.mentor, partnership.mentee]) }
    }
    for membership in snapshot.memberships
    where rule == .formal || visits.contains(Visit(association: membership.association, school: membership.school)) {
      schools.insert(membership.school)
    }
    self.schools = schools
  }

  /// An event that names the partnership, or one that both parties came to (D11).
  private static func hadJointEvent(
    _ partnership: Partnership, named: Set<PartnershipID>, attended: [SchoolID: Set<EventID>]
  ) -> Bool {
    if named.contains(partnership.id) { return true }
    guard let mentor = attended[partnership.mentor], let mentee = attended[partnership.mentee] else { return false }
    return !mentor.isDisjoint(with: mentee)
  }

  /// The first step that would bring each of `candidates` in; those for whom no single act would do are absent (D16).
  func steps(for candidates: Set<SchoolID>) -> [SchoolID: PartnershipStep] {
    var steps: [SchoolID: PartnershipStep] = [:]
    func offer(_ step: PartnershipStep, to school: SchoolID) {
      guard candidates.contains(school), !schools.contains(school) else { return }
      if let known = steps[school], Self.rank(known) <= Self.rank(step) { return }
      steps[school] = step
    }
    for (partnership, status) in snapshot.partnerships {
      let step: PartnershipStep? =
        switch (rule, status) {
        case (.active, .active): .jointEvent
        case (.active, .agreed):
          Self.hadJointEvent(partnership, named: namedPartnerships, attended: attended) ? .activate : nil
        case (.formal, .proposed): .agree
        default: nil
        }
      guard let step else { continue }
      offer(step, to: partnership.mentor)
      offer(step, to: partnership.mentee)
    }
    if rule == .active {
      for membership in snapshot.memberships { offer(.associationEvent, to: membership.school) }
    }
    return steps
  }

  /// What each school of ``schools`` rests on.
  struct Ground {
    /// It counts by a membership, so without any partner.
    var isMember = false
    /// The other parties of its partnerships that count.
    var partners: Set<SchoolID> = []
  }

  func grounds() -> [SchoolID: Ground] {
    var grounds: [SchoolID: Ground] = [:]
    for (partnership, status) in snapshot.partnerships {
      let counts =
        switch rule {
        case .active:
          status == .active && Self.hadJointEvent(partnership, named: namedPartnerships, attended: attended)
        case .formal: status == .active || status == .agreed
        }
      guard counts else { continue }
      grounds[partnership.mentor, default: Ground()].partners.insert(partnership.mentee)
      grounds[partnership.mentee, default: Ground()].partners.insert(partnership.mentor)
    }
    for membership in snapshot.memberships
    where rule == .formal || visits.contains(Visit(association: membership.association, school: membership.school)) {
      grounds[membership.school, default: Ground()].isMember = true
    }
    return grounds
  }

  private static func rank(_ step: PartnershipStep) -> Int { PartnershipStep.allCases.firstIndex(of: step) ?? 0 }
}

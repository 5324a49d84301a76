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

/// The schools that realise network partnership on one day.
struct NetworkPartnership {
  static let spanDays = 180

  private let snapshot: NetworkSnapshot
  private let attendance: Attendance
  private let rule: PartnershipRule
  /// Numbers of the events of the span.
  private let span: Range<Int>
  let schools: Set<SchoolID>

  /// - Parameter attendance: of the snapshot's network.
  /// - Complexity: O(partnerships and memberships in force, and the events of their schools).
  init(_ snapshot: NetworkSnapshot, attendance: Attendance, rule: PartnershipRule) {
    self.snapshot = snapshot
    self.attendance = attendance
    self.rule = rule
    let span = attendance.numbers(snapshot.day.spanBegin...snapshot.day)
    self.span = span
    var schools: Set<SchoolID> = []
    for (partnership, status) in snapshot.partnerships {
      let counts =
        switch rule {
        case .active: status == .active && attendance.lastJointEvent(of: partnership, in: span) != nil
        case .formal: status == .active || status == .agreed
        }
      if counts { schools.formUnion([partnership.mentor, partnership.mentee]) }
    }
    for membership in snapshot.memberships
    where rule == .formal
      || attendance.lastVisit(of: membership.school, to: membership.association, in: span) != nil
    {
      schools.insert(membership.school)
    }
    self.schools = schools
  }

  /// An event that names the partnership, or one that both parties came to (D11).
  private func hadJointEvent(_ partnership: Partnership) -> Bool {
    attendance.lastJointEvent(of: partnership, in: span) != nil
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
          hadJointEvent(partnership) ? .activate : nil
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
          status == .active && hadJointEvent(partnership)
        case .formal: status == .active || status == .agreed
        }
      guard counts else { continue }
      grounds[partnership.mentor, default: Ground()].partners.insert(partnership.mentee)
      grounds[partnership.mentee, default: Ground()].partners.insert(partnership.mentor)
    }
    for membership in snapshot.memberships
    where rule == .formal
      || attendance.lastVisit(of: membership.school, to: membership.association, in: span) != nil
    {
      grounds[membership.school, default: Ground()].isMember = true
    }
    return grounds
  }

  private static func rank(_ step: PartnershipStep) -> Int { PartnershipStep.allCases.firstIndex(of: step) ?? 0 }
}

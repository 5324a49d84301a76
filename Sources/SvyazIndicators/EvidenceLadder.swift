public import SvyazGraph

/// From a partnership that is only declared to one that has every paper and act: where each stands on a day.
///
/// Over the partnerships in force (indicators.md D8) that have a low-result school as mentor or mentee (D9). A rung
/// holds what the rungs below it ask for, so the rungs are nested.
public struct EvidenceLadder: Hashable, Sendable {
  public enum Rung: Int, Hashable, Comparable, Sendable, CaseIterable {
    /// No partnership in force.
    case none
    /// Proposed, agreed or active.
    case declared
    /// Agreed or active, with the number of an agreement.
    case agreement
    /// And a joint event in the span (D7, D11).
    case jointEvent
    /// And active.
    case active

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// What keeps a school from the next rung.
  public enum Missing: Hashable, Sendable {
    case partnership
    /// The partnership is proposed: nobody has agreed yet.
    case consent
    /// Agreed or active, but its row has no number of an agreement.
    case agreementNumber
    /// None since `since`, the first day of the span; the latest before it, where there is one.
    case jointEvent(since: Day, last: Day?)
    /// Agreed, with number and event: not put into effect.
    case activation
  }

  public struct Tie: Hashable, Sendable {
    public let partnership: PartnershipID
    public let mentor: SchoolID
    public let mentee: SchoolID
    public let rung: Rung
    /// `nil` on the highest rung.
    public let missing: Missing?
    /// Whether the tie makes its parties count by rule `active`, paper or not.
    public let counts: Bool
  }

  public struct Standing: Hashable, Sendable {
    public let school: SchoolID
    /// The highest rung of any of its partnerships.
    public let rung: Rung
    /// The partnership on that rung; of several the one that counts, then the lowest id.
    public let best: Tie?
    public let missing: Missing?
    /// In the headline's numerator by rule `active`.
    public let counts: Bool
    /// Counts, and no partnership makes it count: a visit to its ММО alone does.
    public let countsThroughAssociationOnly: Bool
    /// Counts through a partnership, though none of those through which it does has the number of its agreement: the
    /// rule does not ask for it.
    public let countsWithoutPaper: Bool
  }

  public let day: Day
  /// By id.
  public let ties: [Tie]
  /// Every low-result school, by id.
  public let standings: [Standing]

  /// Partnerships on the rung or above it.
  public func partnerships(from rung: Rung) -> [PartnershipID] {
    ties.filter { $0.rung >= rung }.map(\.partnership)
  }

  /// Low-result schools on the rung or above it, by id.
  public func schools(from rung: Rung) -> [SchoolID] { standings.filter { $0.rung >= rung }.map(\.school) }

  /// Low-result schools that stand exactly on the rung, by id.
  public func schools(on rung: Rung) -> [SchoolID] { standings.filter { $0.rung == rung }.map(\.school) }

  /// - Complexity: O(rows · log).
  public init(network: Network, day: Day) {
    self.day = day
    let snapshot = network.asOf(day)
    let attendance = Attendance(network)
    let evidence = PartnershipEvidence(attendance: attendance, through: day)
    let low = snapshot.schools(with: .lowResult)
    let counted = NetworkPartnership(snapshot, attendance: attendance, rule: .active).schools
    var ties: [Tie] = []
    var bySchool: [SchoolID: [Tie]] = [:]
    for (partnership, status) in snapshot.partnerships
    where low.contains(partnership.mentor) || low.contains(partnership.mentee) {
      guard let tie = Tie(partnership, status, on: day, evidence) else { continue }
      ties.append(tie)
      for school in Set([partnership.mentor, partnership.mentee]) where low.contains(school) {
        bySchool[school, default: []].append(tie)
      }
    }
    self.ties = ties.sorted { $0.partnership < $1.partnership }
    standings = low.sorted().map { Standing($0, bySchool[$0] ?? [], counts: counted.contains($0)) }
  }
}

extension EvidenceLadder.Tie {
  /// `nil` for a partnership that ended without a date: it declares nothing.
  init?(_ partnership: Partnership, _ status: Partnership.Status, on day: Day, _ evidence: PartnershipEvidence) {
    guard [.proposed, .agreed, .active].contains(status) else { return nil }
    let last = evidence.lastJointEvent(of: partnership)?.day
    let hasEvent = last.map { $0 >= day.spanBegin } ?? false
    switch (status, partnership.agreement.isEmpty, hasEvent) {
    case (.proposed, _, _): (rung, missing) = (.declared, .consent)
    case (_, true, _): (rung, missing) = (.declared, .agreementNumber)
    case (_, _, false): (rung, missing) = (.agreement, .jointEvent(since: day.spanBegin, last: last))
    case (.active, _, _): (rung, missing) = (.active, nil)
    default: (rung, missing) = (.jointEvent, .activation)
    }
    self.partnership = partnership.id
    mentor = partnership.mentor
    mentee = partnership.mentee
    counts = status == .active && hasEvent
  }
}

extension EvidenceLadder.Standing {
  init(_ school: SchoolID, _ ties: [EvidenceLadder.Tie], counts: Bool) {
    let best = ties.min { left, right in
      if left.rung != right.rung { return left.rung > right.rung }
      if left.counts != right.counts { return left.counts }
      return left.partnership < right.partnership
    }
    let counting = ties.filter(\.counts)
    self.school = school
    self.best = best
    rung = best?.rung ?? .none
    missing = best.map(\.missing) ?? .partnership
    self.counts = counts
    countsThroughAssociationOnly = counts && counting.isEmpty
    countsWithoutPaper = !counting.isEmpty && counting.allSatisfy { $0.missing == .agreementNumber }
  }
}

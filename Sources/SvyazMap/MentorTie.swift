public import SvyazGraph

/// A mentor school helps a mentee school: a partnership of the network, or a pair of a plan.
public struct MentorTie: Hashable, Sendable {
  public var mentor, mentee: SchoolID
  /// `nil`: the whole school.
  public var subject: SubjectID?
  /// Planned, not yet in force.
  public var isProposed: Bool

  public init(mentor: SchoolID, mentee: SchoolID, subject: SubjectID? = nil, isProposed: Bool = false) {
    self.mentor = mentor
    self.mentee = mentee
    self.subject = subject
    self.isProposed = isProposed
  }
}

extension NetworkSnapshot {
  /// Ties of the partnerships that are agreed or active, each once.
  var tiesInForce: [MentorTie] { ties(with: [.agreed, .active]) }

  /// Ties of the partnerships of some statuses, each once. What is both proposed and in force is in force.
  func ties(with statuses: Set<Partnership.Status>) -> [MentorTie] {
    var known: Set<MentorTie> = []
    var ties: [MentorTie] = []
    for isProposed in [false, true] {
      for (partnership, status) in partnerships
      where statuses.contains(status) && (status == .proposed) == isProposed {
        var tie = MentorTie(mentor: partnership.mentor, mentee: partnership.mentee, subject: partnership.subject)
        guard known.insert(tie).inserted else { continue }
        tie.isProposed = isProposed
        ties.append(tie)
      }
    }
    return ties
  }
}

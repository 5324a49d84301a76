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
  var tiesInForce: [MentorTie] {
    var known: Set<MentorTie> = []
    return partnerships.compactMap { partnership, status in
      guard status == .agreed || status == .active else { return nil }
      let tie = MentorTie(mentor: partnership.mentor, mentee: partnership.mentee, subject: partnership.subject)
      return known.insert(tie).inserted ? tie : nil
    }
  }
}

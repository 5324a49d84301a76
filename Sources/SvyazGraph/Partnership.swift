/// A mentor school helps a mentee school, in one subject or as a whole.
public struct Partnership: Hashable, Sendable {
  public enum Status: String, Hashable, Sendable, CaseIterable {
    case proposed, agreed, active, completed, terminated
  }

  public var id: PartnershipID
  public var mentor: SchoolID
  public var mentee: SchoolID
  /// `nil`: the whole school.
  public var subject: SubjectID?
  public var status: Status
  public var interval: DayInterval
  /// Number and date of the agreement.
  public var agreement: String

  public init(
    id: PartnershipID, mentor: SchoolID, mentee: SchoolID, subject: SubjectID? = nil, status: Status,
    interval: DayInterval, agreement: String = ""
  ) {
    self.id = id
    self.mentor = mentor
    self.mentee = mentee
    self.subject = subject
    self.status = status
    self.interval = interval
    self.agreement = agreement
  }

  /// The status that counts on `day`, or `nil` when the partnership is not in force.
  ///
  /// One that was completed or terminated and has an end was active before it: the past does not empty as
  /// partnerships end (indicators.md D8).
  public func status(on day: Day) -> Status? {
    guard interval.contains(day) else { return nil }
    switch status {
    case .completed, .terminated: return interval.to == nil ? status : .active
    case .proposed, .agreed, .active: return status
    }
  }

  /// Agreed or active, and in force on `day`.
  public func isInForce(on day: Day) -> Bool {
    switch status(on: day) {
    case .agreed, .active: true
    case .proposed, .completed, .terminated, nil: false
    }
  }
}

/// What a planner fixes before matching.
public struct MatchingConstraint: Hashable, Sendable {
  public enum Rule: String, Hashable, Sendable, CaseIterable {
    case pin, ban
  }

  public var rule: Rule
  public var mentee: SchoolID
  public var mentor: SchoolID
  /// `nil`: every subject.
  public var subject: SubjectID?

  public init(rule: Rule, mentee: SchoolID, mentor: SchoolID, subject: SubjectID? = nil) {
    self.rule = rule
    self.mentee = mentee
    self.mentor = mentor
    self.subject = subject
  }
}

/// How many mentees a school takes; 0 means that it is not a mentor.
public struct MentorCapacity: Hashable, Sendable {
  public var school: SchoolID
  /// `nil`: the school's total.
  public var subject: SubjectID?
  public var capacity: Int

  public init(school: SchoolID, subject: SubjectID? = nil, capacity: Int) {
    self.school = school
    self.subject = subject
    self.capacity = capacity
  }
}

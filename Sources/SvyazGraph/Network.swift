/// The whole network with its history: every dated relation, in force or not.
///
/// Plain values in plain arrays; nothing here is checked on the way in. ``violations(declared:)`` tells what is wrong,
/// ``asOf(_:)`` gives one day of it.
public struct Network: Hashable, Sendable {
  public var id: NetworkID
  public var name: String
  /// The day that commands use when none is given.
  public var asOf: Day
  public var subjects: [Subject]
  public var targets: [IndicatorTarget] = []
  /// Readings of indicators beside, or in place of, the standard ones.
  public var definitions: [ReadingDefinition] = []
  public var districts: [District] = []
  public var schools: [School] = []
  public var statuses: [SchoolStatus] = []
  public var results: [AssessmentResult] = []
  public var mentorCapacities: [MentorCapacity] = []
  public var constraints: [MatchingConstraint] = []
  public var partnerships: [Partnership] = []
  public var associations: [Association] = []
  public var memberships: [Membership] = []
  public var events: [Event] = []
  public var participations: [Participation] = []
  public var programmes: [Programme] = []
  public var staff: [StaffFigures] = []
  public var measures: [Measure] = []

  public init(id: NetworkID, name: String, asOf: Day, subjects: [Subject]) {
    self.id = id
    self.name = name
    self.asOf = asOf
    self.subjects = subjects
  }
}

extension Network {
  /// The tables of a network, one a file of the network folder.
  public enum Table: String, Hashable, Sendable, CaseIterable {
    case network, districts, schools, statuses, results, mentors, constraints, partnerships, associations, memberships,
      events, participations, programmes, staff, measures
  }
}

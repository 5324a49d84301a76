public import SvyazGraph
internal import SvyazMatching

/// The members of one subject on a day, what their groups cost and what the planner asks for, in canonical order: the
/// order of rows in the files and of wishes among the options has no influence.
public struct CompositionProblem: Sendable {
  /// A school that may be in a group.
  public struct Member: Hashable, Sendable {
    public let school: SchoolID
    public let isLowResult: Bool
    /// Of the subject, by design.md §4.
    public let isMentor: Bool
    public let isProjectSite: Bool
    public let isHighResult: Bool
    /// Teachers by the latest staff figures not later than the day; `nil` where unknown.
    public let teachers: Int?
    /// The base of the ММО in force that it is a member of; `nil` for none.
    public let presentBase: SchoolID?

    /// The role in a group of another base.
    public var role: Membership.Role {
      if isLowResult { return .lowResult }
      if isProjectSite { return .projectSite }
      return isHighResult ? .highResult : .member
    }
  }

  public let network: NetworkID
  public let day: Day
  public let subject: SubjectID
  public let options: CompositionOptions
  /// Low-result members by id, then the others by id.
  public let members: [Member]
  /// Teachers that a school without figures counts with, where a minimum is asked for: the median of those known.
  public let assumedTeachers: Int?

  let roll: MemberRoll
  var mentors: SubjectMentors { roll.mentors }
  /// By member: the school's number in ``mentors``.
  var school: [Int] { roll.school }
  var flat: GroupingProblem
  /// By member: the candidate that its ММО in force has for a base, −1 where it has none or a base that cannot be one.
  let home: [Int32]
  /// Cost points of a moved member.
  let movedPrice: Int

  /// Pairs of member and base that are held at most: half a gigabyte.
  static let pairLimit = 50_000_000

  /// - Parameter network: valid (``Network/violations(declared:)`` is empty).
  /// - Throws: ``CompositionError`` for options out of range and wishes that make no sense.
  /// - Complexity: O(results + members · bases).
  public init(
    network: Network, day: Day, subject: SubjectID, options: CompositionOptions
  ) throws(CompositionError) {
    try options.validate()
    guard network.subjects.contains(where: { $0.id == subject }) else {
      throw .unknownSubject(subject.rawValue, known: network.subjects.map(\.id).sorted())
    }
    let options = options.canonical
    let roll = MemberRoll(network: network, day: day, subject: subject)
    try roll.check(options)
    try self.init(roll, network: network.id, day: day, subject: subject, options: options)
  }

  /// The same members under other wishes.
  ///
  /// - Parameter options: canonical and sensible.
  func with(_ options: CompositionOptions) throws(CompositionError) -> CompositionProblem {
    try CompositionProblem(roll, network: network, day: day, subject: subject, options: options)
  }

  private init(
    _ roll: MemberRoll, network: NetworkID, day: Day, subject: SubjectID, options: CompositionOptions
  ) throws(CompositionError) {
    self.network = network
    self.day = day
    self.subject = subject
    self.options = options
    self.roll = roll
    members = roll.members
    let build = try FlatBuild(roll, options)
    flat = build.problem
    home = build.home
    movedPrice = build.movedPrice
    assumedTeachers = build.assumedTeachers
  }

  /// 30 · travel + 30 · district of a member to a base, not doubled; 0 of the base itself.
  public func cost(member: Int, base: Int) -> Int {
    member == base ? 0 : MemberRoll.cost(mentors, school[member], school[base])
  }

  /// `nil` where either school lacks coordinates.
  public func distanceKm(member: Int, base: Int) -> Double? {
    mentors.distanceKm(school[member], school[base])
  }

  /// The number of a member.
  public func number(of id: SchoolID) -> Int? { members.firstIndex { $0.school == id } }

  /// Members of ММО in force that are not in the group of that ММО's base, by id.
  ///
  /// - Parameter base: by member, the member that is the base of its group; `nil` in none.
  func moved(base: [Int?]) -> [SchoolID] {
    zip(members, base).compactMap { member, base in
      guard let present = member.presentBase else { return nil }
      return base.map { members[$0].school } == present ? nil : member.school
    }
    .sorted()
  }
}

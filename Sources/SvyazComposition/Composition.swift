public import SvyazGraph

/// The groups of one subject with the proof of how good they are (design.md §5), or why there are none.
public struct Composition: Hashable, Sendable {
  public enum Status: String, Hashable, Sendable {
    /// No other groups of this number cost less.
    case optimal
    /// All rules hold; the least cost lies between ``Composition/lowerBound`` and the objective.
    case feasible
    case infeasible
  }

  public struct Member: Hashable, Sendable {
    public let school: SchoolID
    public let role: Membership.Role
    /// Cost points to the base, not doubled.
    public let cost: Int

    public init(school: SchoolID, role: Membership.Role, cost: Int) {
      self.school = school
      self.role = role
      self.cost = cost
    }
  }

  public struct Group: Hashable, Sendable {
    public let base: SchoolID
    /// By id, the base among them.
    public let members: [Member]

    public init(base: SchoolID, members: [Member]) {
      self.base = base
      self.members = members
    }
  }

  /// Rules that cannot hold together.
  public struct Clash: Hashable, Sendable {
    /// One rule of the clash, in words, with the schools that it speaks of.
    public struct Rule: Hashable, Sendable {
      /// `groupSize`, `mentors`, `balance`… for programs.
      public let code: String
      /// Russian, schools by id.
      public let text: String
      public let schools: [SchoolID]

      public init(code: String, text: String, schools: [SchoolID]) {
        self.code = code
        self.text = text
        self.schools = schools
      }
    }

    public let rules: [Rule]
    /// No smaller set of rules clashes, so without any one of these the rest can hold. Otherwise that was not shown for
    /// all of them.
    public let isSmallest: Bool
    /// The clash was shown. Otherwise the search ended before an answer: groups may exist.
    public let isProved: Bool

    public init(rules: [Rule], isSmallest: Bool, isProved: Bool) {
      self.rules = rules
      self.isSmallest = isSmallest
      self.isProved = isProved
    }
  }

  public let network: NetworkID
  public let subject: SubjectID
  public let day: Day
  public let options: CompositionOptions
  public let status: Status
  /// Cost points of the contract; 0 where infeasible.
  public let objective: Int
  /// No groups of this number, under these wishes, cost less; 0 where infeasible. With ``KeepMemberships`` other than
  /// free: none that move no more schools than these.
  public let lowerBound: Int
  /// By base.
  public let groups: [Group]
  /// Member schools in no group, by id.
  public let left: [SchoolID]
  /// Members of ММО in force that are not in the group of that ММО's base, by id.
  public let moved: [SchoolID]
  public let clash: Clash?

  public init(
    network: NetworkID, subject: SubjectID, day: Day, options: CompositionOptions, status: Status, objective: Int,
    lowerBound: Int, groups: [Group], left: [SchoolID], moved: [SchoolID], clash: Clash?
  ) {
    self.network = network
    self.subject = subject
    self.day = day
    self.options = options
    self.status = status
    self.objective = objective
    self.lowerBound = lowerBound
    self.groups = groups
    self.left = left
    self.moved = moved
    self.clash = clash
  }

  /// (objective − lowerBound) / objective in ‰, rounded up; 0 where optimal.
  public var gapPerMille: Int {
    guard objective > lowerBound, objective > 0 else { return 0 }
    let (scaled, overflow) = (objective - lowerBound).multipliedReportingOverflow(by: 1000)
    return overflow ? 1000 : (scaled + objective - 1) / objective
  }
}

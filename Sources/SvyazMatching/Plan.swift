public import SvyazGraph

/// A school's need in one subject, as plans and certificates name it: `school/subject`.
public struct SchoolSubject: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let school: SchoolID
  public let subject: SubjectID

  public init(_ school: SchoolID, _ subject: SubjectID) {
    self.school = school
    self.subject = subject
  }

  public var description: String { "\(school)/\(subject)" }

  public static func < (left: Self, right: Self) -> Bool {
    (left.school, left.subject) < (right.school, right.subject)
  }
}

/// A matching: who learns from whom, what it was computed from, and the numbers that prove it optimal.
///
/// Lists are sorted: demands by school and subject, mentors by school, pairs and uncovered like demands.
public struct Plan: Hashable, Sendable {
  public struct Objective: Hashable, Sendable {
    public var coveredWeight: Int
    public var covered: Int
    public var demands: Int
    /// Pair costs and load together.
    public var cost: Int

    public init(coveredWeight: Int, covered: Int, demands: Int, cost: Int) {
      self.coveredWeight = coveredWeight
      self.covered = covered
      self.demands = demands
      self.cost = cost
    }
  }

  public struct Demand: Hashable, Sendable {
    public var key: SchoolSubject
    public var strength: Int?
    public var need: Int
    public var assumed: Bool
    public var weight: Int

    public init(key: SchoolSubject, strength: Int?, need: Int, assumed: Bool, weight: Int) {
      self.key = key
      self.strength = strength
      self.need = need
      self.assumed = assumed
      self.weight = weight
    }
  }

  public struct Mentor: Hashable, Sendable {
    public var school: SchoolID
    public var capacity: Int
    public var subjects: [SubjectID: Int]
    public var used: Int

    public init(school: SchoolID, capacity: Int, subjects: [SubjectID: Int], used: Int) {
      self.school = school
      self.capacity = capacity
      self.subjects = subjects
      self.used = used
    }
  }

  public struct Pair: Hashable, Sendable {
    public var mentee: SchoolID
    public var mentor: SchoolID
    public var subject: SubjectID
    /// Load left out.
    public var cost: Int
    public var components: PairComponents
    public var pinned: Bool

    public init(
      mentee: SchoolID, mentor: SchoolID, subject: SubjectID, cost: Int, components: PairComponents, pinned: Bool
    ) {
      self.mentee = mentee
      self.mentor = mentor
      self.subject = subject
      self.cost = cost
      self.components = components
      self.pinned = pinned
    }
  }

  public enum UncoveredReason: String, Hashable, Sendable, CaseIterable {
    case noAdmissibleMentor, competition
    /// There would be a place if the school might have another mentor for this subject (``MatchingOptions/oneMentor``).
    case oneMentor
  }

  /// A demand without a mentor. With `competition`, the schools that hold every place it could ever free, and the
  /// mentors whose places these are: the blocking set.
  public struct Uncovered: Hashable, Sendable {
    public var key: SchoolSubject
    public var reason: UncoveredReason
    public var competitors: [SchoolID]
    public var mentors: [SchoolID]

    public init(key: SchoolSubject, reason: UncoveredReason, competitors: [SchoolID], mentors: [SchoolID]) {
      self.key = key
      self.reason = reason
      self.competitors = competitors
      self.mentors = mentors
    }
  }

  /// Dual values that bound the gain of every plan (design.md §4).
  public struct Certificate: Hashable, Sendable {
    public var bigM: Int
    /// u by demand; 0 for a pinned one.
    public var demands: [SchoolSubject: Int]
    /// v by mentor and subject.
    public var places: [SchoolSubject: Int]
    /// p by mentor.
    public var mentors: [SchoolID: Int]
    /// The proof where each school has one mentor (``MatchingOptions/oneMentor``); the values above are empty then.
    public var oneMentor: OneMentorProof?

    public init(
      bigM: Int, demands: [SchoolSubject: Int], places: [SchoolSubject: Int], mentors: [SchoolID: Int],
      oneMentor: OneMentorProof? = nil
    ) {
      self.bigM = bigM
      self.demands = demands
      self.places = places
      self.mentors = mentors
      self.oneMentor = oneMentor
    }
  }

  public var network: NetworkID
  public var day: Day
  public var options: MatchingOptions
  public var objective: Objective
  public var demands: [Demand]
  public var mentors: [Mentor]
  public var pairs: [Pair]
  public var uncovered: [Uncovered]
  public var certificate: Certificate

  public init(
    network: NetworkID, day: Day, options: MatchingOptions, objective: Objective, demands: [Demand],
    mentors: [Mentor], pairs: [Pair], uncovered: [Uncovered], certificate: Certificate
  ) {
    self.network = network
    self.day = day
    self.options = options
    self.objective = objective
    self.demands = demands
    self.mentors = mentors
    self.pairs = pairs
    self.uncovered = uncovered
    self.certificate = certificate
  }
}

public import SvyazGraph

/// By how much a re-solved optimal plan differs from the present one.
public struct PlanDifference: Hashable, Sendable {
  /// Weight covered more (positive) or less (negative).
  public var coveredWeight: Int
  /// Cost points more (positive) or less (negative), load included.
  public var cost: Int

  public init(coveredWeight: Int = 0, cost: Int = 0) {
    self.coveredWeight = coveredWeight
    self.cost = cost
  }

  public static let none = PlanDifference()

  /// Better in the sense of the objective: more weight, then less cost.
  public static func isBetter(_ left: Self, than right: Self) -> Bool {
    left.coveredWeight != right.coveredWeight ? left.coveredWeight > right.coveredWeight : left.cost < right.cost
  }
}

/// A school's need that goes from one mentor to another; `nil`: none.
public struct PlanMove: Hashable, Sendable {
  public let key: SchoolSubject
  public let from: SchoolID?
  public let to: SchoolID?

  public init(key: SchoolSubject, from: SchoolID?, to: SchoolID?) {
    self.key = key
    self.from = from
    self.to = to
  }
}

/// A re-solved optimal plan beside the present one.
///
/// The difference is exact and unique; where several plans are equally good, the moves lead to one of them.
public struct PlanChange: Hashable, Sendable {
  public var difference: PlanDifference
  public var moves: [PlanMove]

  public init(difference: PlanDifference = .none, moves: [PlanMove] = []) {
    self.difference = difference
    self.moves = moves
  }

  /// The needs that the re-solved plan covers and the present one does not.
  public var gains: [SchoolSubject] { moves.filter { $0.from == nil && $0.to != nil }.map(\.key) }
  /// The needs that lose their mentor.
  public var losses: [SchoolSubject] { moves.filter { $0.from != nil && $0.to == nil }.map(\.key) }
}

/// One more place: of the mentor in all (no subject; the places of its subjects as they are), or in a subject and in
/// all. The new place pays its load.
public struct Place: Hashable, Sendable {
  public let mentor: SchoolID
  public let subject: SubjectID?

  public init(mentor: SchoolID, subject: SubjectID?) {
    self.mentor = mentor
    self.subject = subject
  }
}

public struct PlaceWorth: Hashable, Sendable {
  public let place: Place
  public let change: PlanChange
}

/// What the plan becomes when one of its pairs may not be.
public struct PairAlternative: Hashable, Sendable {
  public let key: SchoolSubject
  public let mentor: SchoolID
  public let pinned: Bool
  /// Who serves the need in the re-solved plan; `nil`: nobody.
  public let next: SchoolID?
  public let change: PlanChange
}

/// What the plan becomes without one row of `constraints.csv`. A pin may hold a pair that the rules leave out, so that
/// the plan can also be the worse without it.
public struct ConstraintPrice: Hashable, Sendable {
  public let constraint: MatchingConstraint
  public let change: PlanChange
}

/// Why a need is not covered, and the smallest changes each of which would cover it: in every optimal plan of the
/// network changed that way.
public struct Remedies: Hashable, Sendable {
  /// Who holds all the places that the need could ever get; empty without an admissible mentor.
  public struct BlockingSet: Hashable, Sendable {
    /// The needs that hold the places, pins among them.
    public let needs: [SchoolSubject]
    public let mentors: [SchoolID]
    /// Places that these mentors give in the subjects concerned, all taken.
    public var places: Int { needs.count }
    /// The schools of the needs.
    public var schools: [SchoolID] { Set(needs.map(\.school)).sorted() }
  }

  /// The least `--max-km` for the whole plan.
  public struct Distance: Hashable, Sendable {
    public let maxKm: Double
    public let change: PlanChange
  }

  public struct District: Hashable, Sendable {
    public let policy: DistrictPolicy
    public let change: PlanChange
  }

  /// A pin of a pair that the rules leave out.
  public struct Pin: Hashable, Sendable {
    public enum Rule: Hashable, Sendable {
      /// The school does not mentor the subject by its results, status or `mentors.csv`.
      case notMentor
      case notStronger
      case district(DistrictPolicy)
      case distance(km: Double, maxKm: Double)
    }

    public let mentor: SchoolID
    /// The rules that it overrides.
    public let overrides: [Rule]
    public let change: PlanChange
  }

  public let key: SchoolSubject
  public let weight: Int
  public let reason: Plan.UncoveredReason
  public let blocking: BlockingSet
  /// `nil`: no distance suffices, or none is set.
  public let distance: Distance?
  /// The narrowest wider policy that suffices.
  public let district: District?
  /// One more place, the best for the plan first.
  public let places: [PlaceWorth]
  /// The one that is best for the plan.
  public let pin: Pin?

  /// No single change covers the need.
  public var isBeyondOneChange: Bool { distance == nil && district == nil && places.isEmpty && pin == nil }
}

public import SvyazFlow
public import SvyazGraph

/// What it costs to keep the partnerships in force: for each number of pairs given up, the best plan there is.
///
/// A point with `givenUp` k is the lexicographic optimum of design.md §4 (greatest covered weight, then least cost)
/// among all plans that keep at least `mostKept − k` of the present pairs. The first point changes nothing that holds,
/// the last is the free choice. Numbers of pairs at which nothing improves have no point of their own.
public struct KeepCurve: Hashable, Sendable {
  /// A present pair: a mentor that a partnership in force gives to a demand.
  public struct Held: Hashable, Sendable {
    public let key: SchoolSubject
    public let mentor: SchoolID
    /// The partnerships that say so, by id.
    public let partnerships: [PartnershipID]
  }

  /// A present pair that no plan can hold.
  public struct Barred: Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
      /// The mentee has left the list of low-result schools: nothing is to be matched.
      case noDemand
      case mentorIsLowResult
      /// By its result, or with no places in `mentors.csv`.
      case notMentor
      case pinnedElsewhere(SchoolID)
      /// Pins took every place of the mentor.
      case noPlaces
      case rules([NearestMentor.Obstacle])
    }

    public let pair: Held
    public let reason: Reason
  }

  public struct Point: Hashable, Sendable {
    /// Present pairs given up of those that can hold together.
    public let givenUp: Int
    public let objective: Plan.Objective
    public let pairs: [Plan.Pair]
    /// The present pairs that this plan does not hold: `givenUp`, and those for which there never are places.
    public let lost: [Held]
  }

  /// Present pairs that some plan can hold, by demand and mentor; pinned ones too.
  public let held: [Held]
  public let barred: [Barred]
  /// The most of ``held`` that one plan holds: the places of mentors may not suffice for all.
  public let mostKept: Int
  public let points: [Point]
  /// Numbers of pairs given up for which the best plan was not proved within the limit of steps: they have no point,
  /// and may hide one.
  public let unproved: [Int]
}

extension MatchingProblem {
  /// The curve of this matching, over the partnerships of `network` in force on the problem's day.
  ///
  /// Parametric search: with a bonus λ for each present pair kept the optimum traces the concave hull of (kept, gain)
  /// (M. Eisner, D. Severance, 1976); each vertex is exact for its number of pairs. Numbers between two vertices are
  /// closed by branch and bound on single pairs, with the same λ as the bound.
  ///
  /// `options.oneMentor` plays no part: a point may give a school several mentors.
  ///
  /// - Parameter network: the one that the problem was made from.
  /// - Parameter stepLimit: how many nodes of branch and bound may be opened in all.
  /// - Throws: ``MatchingError/objectiveTooLarge``; `CancellationError` when the monitor says so.
  /// - Complexity: O(h + steps) solves of ``GainProblem``, h the vertices of the hull.
  public func keepCurve(
    of network: Network, stepLimit: Int = 4000, monitor: SolveMonitor = .none
  ) throws -> KeepCurve {
    let present = PresentPairs(self, network: network)
    var search = try CurveSearch(self, arcs: present.arcs, stepLimit: stepLimit, monitor: monitor)
    let (levels, unproved) = try search.run()
    var points: [KeepCurve.Point] = []
    let top = levels.first?.kept ?? 0
    for level in levels {
      let mates = demands.indices.map { demand in pins[demand] ?? level.chosen[demand].map { search.mentor(of: $0) } }
      points.append(point(mates: mates, givenUp: top - level.kept, held: present.held))
    }
    return KeepCurve(
      held: present.held, barred: present.barred, mostKept: top + present.pinnedCount, points: points,
      unproved: unproved.map { top - $0 }.sorted())
  }

  private func point(mates: [Int?], givenUp: Int, held: [KeepCurve.Held]) -> KeepCurve.Point {
    let choice = choice(mates: mates)
    let taken = Set(choice.pairs.map { [$0.mentee.rawValue, $0.subject.rawValue, $0.mentor.rawValue] })
    return KeepCurve.Point(
      givenUp: givenUp, objective: choice.objective, pairs: choice.pairs,
      lost: held.filter {
        !taken.contains([$0.key.school.rawValue, $0.key.subject.rawValue, $0.mentor.rawValue])
      })
  }
}

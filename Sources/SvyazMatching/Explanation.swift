public import SvyazGraph

/// Why a demand has no admissible mentor: the mentor of the subject that the fewest rules shut out, and these rules.
public struct NearestMentor: Hashable, Sendable {
  public enum Obstacle: Hashable, Sendable {
    /// Its result is not higher than the school's own.
    case notStronger
    case banned
    case district(DistrictPolicy)
    /// Farther than the plan allows.
    case distance(km: Double, maxKm: Double)
  }

  public let mentor: SchoolID
  public let obstacles: [Obstacle]
}

extension MatchingProblem {
  /// The mentor that comes nearest to being admissible for a demand: fewest rules broken, then least cost, then id.
  ///
  /// - Returns: `nil` when no other school mentors the subject at all, or the demand is not of this problem.
  /// - Complexity: O(mentors).
  public func nearestMentor(for key: SchoolSubject) -> NearestMentor? {
    guard let demand = demands.first(where: { schoolID($0) == key.school && subjectID($0) == key.subject })
    else { return nil }
    var best: (rank: (Int, Int), mentor: Mentor, obstacles: [AdmissionRules.Obstacle])?
    for mentor in mentors where mentor.mentors(demand.subject) && mentor.school != demand.school {
      let obstacles = rules.obstacles(mentee: demand.school, mentor: mentor.school, subject: demand.subject)
      let rank = (obstacles.count, components(demand, mentor).cost(weights: options.weights))
      if let known = best, rank >= known.rank { continue }
      best = (rank, mentor, obstacles)
    }
    guard let best else { return nil }
    return NearestMentor(mentor: schoolID(best.mentor), obstacles: named(best.obstacles))
  }

  /// The rules that keep a mentor of the subject from a demand.
  func obstacles(_ demand: Demand, _ mentor: Mentor) -> [NearestMentor.Obstacle] {
    named(rules.obstacles(mentee: demand.school, mentor: mentor.school, subject: demand.subject))
  }

  private func named(_ obstacles: [AdmissionRules.Obstacle]) -> [NearestMentor.Obstacle] {
    obstacles.compactMap { obstacle in
      switch obstacle {
      case .itself: nil
      case .notStronger: .notStronger
      case .banned: .banned
      case .district: .district(options.districtPolicy)
      case .distance(let km): .distance(km: km, maxKm: options.maxKm ?? km)
      }
    }
  }
}

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
    guard let demand = demand(for: key) else { return nil }
    var best: (rank: (Int, Int), mentor: Int, obstacles: [AdmissionRules.Obstacle])?
    let row = PairRow(rules, mentee: demand.school, subject: demand.subject)
    for entry in index.columns[demand.subject].entries where Int(entry.school) != demand.school {
      if let known = best, known.rank.0 == 0, row.leastCost(entry.head) >= known.rank.1 { continue }
      let obstacles = rules.obstacles(mentee: demand.school, mentor: Int(entry.school), subject: demand.subject)
      if let known = best, obstacles.count > known.rank.0 { continue }
      let rank = (obstacles.count, row.cost(entry))
      if let known = best, rank >= known.rank { continue }
      best = (rank, Int(entry.mentor), obstacles)
    }
    guard let best else { return nil }
    return NearestMentor(mentor: schoolID(mentors[best.mentor]), obstacles: named(best.obstacles))
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

  /// Demands are sorted by school and subject.
  private func demand(for key: SchoolSubject) -> Demand? {
    var low = 0
    var high = demands.count
    while low < high {
      let middle = (low + high) / 2
      let other = SchoolSubject(schoolID(demands[middle]), subjectID(demands[middle]))
      if other == key { return demands[middle] }
      if other < key { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}

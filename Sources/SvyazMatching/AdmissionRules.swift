internal import SvyazGraph

/// Who may mentor whom, and what a pair costs; by school and subject number.
struct AdmissionRules: Sendable {
  /// One reason why a school does not mentor a demand.
  enum Obstacle: Hashable, Sendable {
    case itself
    case notStronger
    case banned
    case district
    case distance(km: Double)
  }

  struct Pair: Hashable, Sendable {
    let mentee: Int
    let mentor: Int
    let subject: Int
  }

  let options: MatchingOptions
  let strengths: StrengthTable
  let geometry: PairGeometry
  let bans: Set<Pair>
  /// Pairs that a partnership ties on the day, as `mentee · schools + mentor`.
  let tied: Set<Int>
  let schoolCount: Int

  /// The rules, in the order of the contract, that shut this mentor of the subject out; none: admissible.
  func obstacles(mentee: Int, mentor: Int, subject: Int) -> [Obstacle] {
    if mentee == mentor { return [.itself] }
    var found: [Obstacle] = []
    if let mine = strengths[mentee, subject], let theirs = strengths[mentor, subject], theirs <= mine {
      found.append(.notStronger)
    }
    if !bans.isEmpty, bans.contains(Pair(mentee: mentee, mentor: mentor, subject: subject)) { found.append(.banned) }
    switch (options.districtPolicy, options.districtPolicy == .any ? .same : geometry.relation(mentee, mentor)) {
    case (.any, _), (_, .same), (.adjacent, .neighbours): break
    case (.adjacent, .other), (.same, .neighbours), (.same, .other): found.append(.district)
    }
    if let maxKm = options.maxKm, let km = geometry.distanceKm(mentee, mentor), km > maxKm {
      found.append(.distance(km: km))
    }
    return found
  }

  func components(mentee: Int, mentor: Int, subject: Int) -> PairComponents {
    PairComponents(
      travel: geometry.travel(mentee, mentor), district: geometry.districtComponent(mentee, mentor),
      strength: strengths[mentor, subject].map { 1000 - $0 } ?? 500, context: geometry.context(mentee, mentor),
      continuity: tied.contains(mentee * schoolCount + mentor) ? 0 : 1000)
  }
}

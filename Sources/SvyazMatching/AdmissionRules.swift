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

  let options: MatchingOptions
  let strengths: StrengthTable
  let geometry: PairGeometry
  /// By mentee: `mentor · subjects + subject`.
  let bans: SortedRows
  /// By mentee: the mentors that a partnership ties to it on the day.
  let tied: SortedRows
  /// The chord of the greatest distance allowed.
  let maxChord: Double?

  init(
    options: MatchingOptions, strengths: StrengthTable, geometry: PairGeometry, bans: SortedRows, tied: SortedRows
  ) {
    self.options = options
    self.strengths = strengths
    self.geometry = geometry
    self.bans = bans
    self.tied = tied
    maxChord = options.maxKm.map { PairGeometry.chord(km: $0) }
  }

  func isBanned(mentee: Int, mentor: Int, subject: Int) -> Bool {
    !bans.isEmpty && bans.contains(mentee, mentor * strengths.subjectCount + subject)
  }

  /// The rules, in the order of the contract, that shut this mentor of the subject out; none: admissible.
  func obstacles(mentee: Int, mentor: Int, subject: Int) -> [Obstacle] {
    if mentee == mentor { return [.itself] }
    var found: [Obstacle] = []
    if let mine = strengths[mentee, subject], let theirs = strengths[mentor, subject], theirs <= mine {
      found.append(.notStronger)
    }
    if isBanned(mentee: mentee, mentor: mentor, subject: subject) { found.append(.banned) }
    switch (options.districtPolicy, options.districtPolicy == .any ? .same : geometry.relation(mentee, mentor)) {
    case (.any, _), (_, .same), (.adjacent, .neighbours): break
    case (.adjacent, .other), (.same, .neighbours), (.same, .other): found.append(.district)
    }
    if let maxKm = options.maxKm, let km = geometry.distanceKm(mentee, mentor), km > maxKm {
      found.append(.distance(km: km))
    }
    return found
  }

  /// Whether there is no obstacle, without telling which; as ``PairRow/admits(_:)``, for looks at single pairs.
  func admits(_ demand: MatchingProblem.Demand, _ head: MentorIndex.Head) -> Bool {
    let mentor = Int(head.school)
    if mentor == demand.school { return false }
    if let strength = demand.strength, head.strength >= 0, Int(head.strength) <= strength { return false }
    switch options.districtPolicy {
    case .any: break
    case .adjacent: if geometry.relation(demand.school, mentor) == .other { return false }
    case .same: if geometry.relation(demand.school, mentor) != .same { return false }
    }
    if let maxKm = options.maxKm, let maxChord {
      let (one, two) = (geometry.sites[demand.school], geometry.sites[mentor])
      if one.isLocated, two.isLocated, PairGeometry.isBeyond(one, two, km: maxKm, chord: maxChord) { return false }
    }
    return !isBanned(mentee: demand.school, mentor: mentor, subject: demand.subject)
  }

  func components(mentee: Int, mentor: Int, subject: Int) -> PairComponents {
    let relation = geometry.relation(mentee, mentor)
    let (one, two) = (geometry.sites[mentee], geometry.sites[mentor])
    return PairComponents(
      travel: PairGeometry.travel(one, two, relation), district: PairGeometry.districtComponent(relation),
      strength: strengths[mentor, subject].map { 1000 - $0 } ?? 500, context: PairGeometry.context(one, two),
      continuity: tied.contains(mentee, mentor) ? 0 : 1000)
  }
}

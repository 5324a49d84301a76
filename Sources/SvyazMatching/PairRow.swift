/// A demand as it looks at the mentors of its subject: what is the same for all of them is looked up once.
struct PairRow {
  private let site: PairGeometry.Site
  private let mentee: Int32
  private let strength: Int32
  private let policy: DistrictPolicy
  private let maxKm: Double
  private let maxChord: Double
  private let saturationChord = PairGeometry.saturationChord
  private let weights: PairComponents
  /// How each district lies to the mentee's; empty where it has none.
  private let relations: [PairGeometry.DistrictRelation]
  private let bans: ArraySlice<Int>
  private let tied: ArraySlice<Int>
  private let subject: Int
  private let subjectCount: Int

  init(_ rules: AdmissionRules, mentee: Int, subject: Int) {
    let geometry = rules.geometry
    let own = geometry.sites[mentee]
    site = own
    self.mentee = Int32(mentee)
    strength = Int32(rules.strengths[mentee, subject] ?? -1)
    policy = rules.options.districtPolicy
    maxKm = rules.options.maxKm ?? .infinity
    maxChord = rules.maxChord ?? .infinity
    weights = rules.options.weights
    bans = rules.bans[mentee]
    tied = rules.tied[mentee]
    self.subject = subject
    subjectCount = rules.strengths.subjectCount
    guard own.district >= 0 else {
      relations = []
      return
    }
    var relations = [PairGeometry.DistrictRelation](repeating: .other, count: geometry.districtCount)
    for district in geometry.neighbourDistricts(of: mentee) { relations[Int(district)] = .neighbours }
    relations[Int(own.district)] = .same
    self.relations = relations
  }

  @inline(__always)
  func relation(_ head: MentorIndex.Head) -> PairGeometry.DistrictRelation {
    let district = Int(head.district)
    return district >= 0 && district < relations.count ? relations[district] : .other
  }

  /// Within the distance at which travel stops to cost more, or hardly beyond; `false` without coordinates.
  @inline(__always)
  func isClose(_ entry: MentorIndex.Entry) -> Bool { site.chord(to: entry.site) <= saturationChord }

  /// Whether the rules of the contract let the mentor of an entry take this demand.
  @inline(__always)
  func admits(_ entry: MentorIndex.Entry) -> Bool { admits(entry.head) && reaches(entry) }

  /// All rules but that on distance.
  @inline(__always)
  func admits(_ head: MentorIndex.Head) -> Bool {
    if head.school == mentee { return false }
    if strength >= 0, head.strength >= 0, head.strength <= strength { return false }
    switch policy {
    case .any: break
    case .adjacent: if relation(head) == .other { return false }
    case .same: if relation(head) != .same { return false }
    }
    return bans.isEmpty || !bans.holds(Int(head.school) * subjectCount + subject)
  }

  /// The rule on distance.
  @inline(__always)
  func reaches(_ entry: MentorIndex.Entry) -> Bool {
    !(maxKm < .infinity && site.isLocated && entry.site.isLocated
      && PairGeometry.isBeyond(site, entry.site, km: maxKm, chord: maxChord))
  }

  /// Σ weight · component, load left out.
  @inline(__always)
  func cost(_ entry: MentorIndex.Entry) -> Int {
    let relation = relation(entry.head)
    let continuity = !tied.isEmpty && tied.holds(Int(entry.school)) ? 0 : 1000
    return weights.travel * PairGeometry.travel(site, entry.site, relation, saturationChord: saturationChord)
      + weights.district * PairGeometry.districtComponent(relation) + weights.strength * entry.strengthComponent
      + weights.context * PairGeometry.context(site, entry.site) + weights.continuity * continuity
  }

  /// At most the cost, from what needs no sine: exact in strength, district and continuity.
  @inline(__always)
  func leastCost(_ head: MentorIndex.Head) -> Int {
    let continuity = !tied.isEmpty && tied.holds(Int(head.school)) ? 0 : 1000
    return weights.district * PairGeometry.districtComponent(relation(head))
      + weights.strength * head.strengthComponent + weights.continuity * continuity
  }
}

extension MentorIndex {
  /// Calls `body` with the position of every mentor for which travel or district may cost less than the most, once each.
  ///
  /// Everybody else is *far*: 1000 in travel and in district, so that only strength, context and continuity tell them
  /// apart.
  func forEachNear(
    _ row: PairRow, mentee: Int, subject: Int, _ rules: AdmissionRules, _ body: (Int, Entry) -> Void
  ) {
    let column = columns[subject]
    let geometry = rules.geometry
    let site = geometry.sites[mentee]
    if site.isLocated {
      column.grid.forEach(within: PairGeometry.saturationKm, of: site) { position in
        let entry = column.entries[position]
        if row.isClose(entry) { body(position, entry) }
      }
    }
    guard site.district >= 0 else { return }
    for district in [site.district] + geometry.neighbourDistricts(of: mentee) {
      for position in column.byDistrict[Int(district)] {
        let entry = column.entries[position]
        if !row.isClose(entry) { body(position, entry) }
      }
    }
  }

  /// Calls `body` with every admissible mentor of a demand, once each, in no order: through the districts where the
  /// policy names them, through the grid where only a distance is set, through all otherwise.
  ///
  /// - Complexity: O(mentors looked at).
  func forEachAdmissible(mentee: Int, subject: Int, _ rules: AdmissionRules, _ body: (Int, Entry, PairRow) -> Void) {
    let row = PairRow(rules, mentee: mentee, subject: subject)
    let column = columns[subject]
    let site = rules.geometry.sites[mentee]
    func look(_ position: Int) {
      let entry = column.entries[position]
      if row.admits(entry) { body(position, entry, row) }
    }
    switch (rules.options.districtPolicy, rules.options.maxKm) {
    case (.any, let maxKm?) where site.isLocated && maxKm <= GlobeGrid.farthestKm:
      column.grid.forEach(within: maxKm, of: site, look)
      for position in column.placeless { look(Int(position)) }
    case (.any, _):
      for (position, head) in column.heads.enumerated() where row.admits(head) {
        let entry = column.entries[position]
        if row.reaches(entry) { body(position, entry, row) }
      }
    case (.adjacent, _), (.same, _):
      guard site.district >= 0 else { return }
      for position in column.byDistrict[Int(site.district)] { look(position) }
      guard rules.options.districtPolicy == .adjacent else { return }
      for district in rules.geometry.neighbourDistricts(of: mentee) {
        for position in column.byDistrict[Int(district)] { look(position) }
      }
    }
  }

  /// The arcs of a demand, by mentor.
  func arcs(_ demand: MatchingProblem.Demand, _ rules: AdmissionRules) -> [MatchingProblem.Arc] {
    var arcs: [MatchingProblem.Arc] = []
    forEachAdmissible(mentee: demand.school, subject: demand.subject, rules) { _, entry, row in
      arcs.append(.init(mentor: Int(entry.mentor), cost: row.cost(entry)))
    }
    if rules.options.districtPolicy != .any || rules.options.maxKm != nil { arcs.sort { $0.mentor < $1.mentor } }
    return arcs
  }
}

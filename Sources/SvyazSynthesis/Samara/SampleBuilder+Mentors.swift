internal import SvyazGraph

extension SampleBuilder {
  /// The places of a school without a row, as `svyaz match` has it.
  private static let defaultPlaces = 2
  /// Demands that the sample leaves without a place, so that the plan has something to explain.
  private static let shortage = 5

  /// Rows of mentors.csv: who declines, who limits a subject, who takes fewer or more than the usual two.
  ///
  /// The city ends with ``shortage`` places fewer than demands.
  mutating func addMentors() {
    var random = random("mentors")
    let lowResult = Set(lowResult)
    let highResult = schools(with: .highResult)
    var qualified: [SubjectID: Set<SchoolID>] = [:]
    for (subject, table) in strengths {
      qualified[subject] = Set(
        table.perMille.filter { school, strength in
          !lowResult.contains(school)
            && (strength >= table.upperQuartile || highResult.contains(school) && strength >= table.median)
        }.keys)
    }
    let all = qualified.values.reduce(into: Set<SchoolID>()) { $0.formUnion($1) }.sorted()
    for school in all { places[school] = Self.defaultPlaces }
    let target = lowResult.count * network.subjects.count - Self.shortage
    decline(all, to: target, &random)
    limitSubjects(all, &qualified, &random)
    volunteer(&qualified)
    fitPlaces(of: all, to: target, &random)
    network.mentorCapacities.sort { ($0.school, $0.subject?.rawValue ?? "") < ($1.school, $1.subject?.rawValue ?? "") }
    mentors = qualified.mapValues { schools in schools.filter { (places[$0] ?? 0) > 0 }.sorted() }
  }

  /// Most schools that the city does not run decline; then some of its own, until the usual two places of the others
  /// come near the target.
  private mutating func decline(_ all: [SchoolID], to target: Int, _ random: inout SplitMix64) {
    let municipal = Set(facts.schools.filter(isMunicipal).map(\.id))
    for school in all where !municipal.contains(school) && random.chance(perMille: 800) {
      setPlaces(0, of: school)
    }
    var others = random.shuffled(all.filter { municipal.contains($0) })
    while places.values.reduce(0, +) > target + 4, let school = others.popLast() { setPlaces(0, of: school) }
  }

  /// Four schools help mainly in one subject: one place in the other; a fifth does not help in it at all.
  private mutating func limitSubjects(
    _ all: [SchoolID], _ qualified: inout [SubjectID: Set<SchoolID>], _ random: inout SplitMix64
  ) {
    let both = all.filter { school in places[school] != 0 && qualified.values.allSatisfy { $0.contains(school) } }
    for (place, school) in random.shuffled(both).prefix(5).enumerated() {
      let subject = network.subjects[place % network.subjects.count].id
      network.mentorCapacities.append(MentorCapacity(school: school, subject: subject, capacity: place < 4 ? 1 : 0))
      if place == 4 { qualified[subject]?.remove(school) }
    }
  }

  /// Two project sites mentor a subject though their results alone would not make them mentors.
  private mutating func volunteer(_ qualified: inout [SubjectID: Set<SchoolID>]) {
    let sites = schools(with: .projectSite).filter { places[$0] == nil }.sorted()
    for (school, subject) in zip(sites, network.subjects.map(\.id)) {
      network.mentorCapacities.append(MentorCapacity(school: school, subject: subject, capacity: 1))
      setPlaces(1, of: school)
      qualified[subject]?.insert(school)
    }
  }

  private mutating func fitPlaces(of all: [SchoolID], to target: Int, _ random: inout SplitMix64) {
    let limited = Set(network.mentorCapacities.map(\.school))
    var free = random.shuffled(all.filter { !limited.contains($0) })
    var total = places.values.reduce(0, +)
    for school in free.suffix(4) where total > 0 {
      setPlaces(3, of: school)
      total += 1
    }
    free.removeLast(min(4, free.count))
    while total > target, let school = free.popLast() {
      setPlaces(1, of: school)
      total -= 1
    }
  }

  private mutating func setPlaces(_ count: Int, of school: SchoolID) {
    places[school] = count
    network.mentorCapacities.append(MentorCapacity(school: school, capacity: count))
  }
}

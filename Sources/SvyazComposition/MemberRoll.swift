internal import SvyazGraph
internal import SvyazMatching

/// Who may be in a group, read out of the network.
struct MemberRoll: Sendable {
  let members: [CompositionProblem.Member]
  /// By member: number among all schools.
  let school: [Int]
  let mentors: SubjectMentors
  private let number: [SchoolID: Int]
  private let allSchools: Set<SchoolID>

  static let travelWeight = 30
  static let districtWeight = 30

  init(network: Network, day: Day, subject: SubjectID) {
    let mentors = SubjectMentors(network: network, day: day, subject: subject)
    self.mentors = mentors
    let snapshot = network.asOf(day)
    let (low, high) = (snapshot.schools(with: .lowResult), snapshot.schools(with: .highResult))
    let sites = snapshot.schools(with: .projectSite)
    let teachers = Self.teachers(network, year: day.year)
    let present = Self.presentBases(snapshot, subject: subject)
    let isLow = mentors.schools.map { low.contains($0.id) }
    let isOther = mentors.schools.indices.map { number in
      !isLow[number] && (mentors.isMentor[number] || sites.contains(mentors.schools[number].id))
    }
    school = mentors.schools.indices.filter { isLow[$0] } + mentors.schools.indices.filter { isOther[$0] }
    members = school.map { number in
      let id = mentors.schools[number].id
      return CompositionProblem.Member(
        school: id, isLowResult: isLow[number], isMentor: mentors.isMentor[number] && !isLow[number],
        isProjectSite: sites.contains(id) && !isLow[number], isHighResult: high.contains(id), teachers: teachers[id],
        presentBase: present[id])
    }
    number = Dictionary(members.enumerated().map { ($1.school, $0) }, uniquingKeysWith: { first, _ in first })
    allSchools = Set(mentors.schools.map(\.id))
  }

  subscript(id: SchoolID) -> Int? { number[id] }

  static func cost(_ mentors: SubjectMentors, _ first: Int, _ second: Int) -> Int {
    travelWeight * mentors.travel(first, second) + districtWeight * mentors.district(first, second)
  }

  /// Of the latest year not after the day's.
  private static func teachers(_ network: Network, year: Int) -> [SchoolID: Int] {
    var latest: [SchoolID: StaffFigures] = [:]
    for row in network.staff where row.group == .teacher && row.year <= year {
      if let known = latest[row.school], known.year >= row.year { continue }
      latest[row.school] = row
    }
    return latest.mapValues(\.total)
  }

  /// A school in two ММО of the subject counts with the first by id.
  private static func presentBases(_ snapshot: NetworkSnapshot, subject: SubjectID) -> [SchoolID: SchoolID] {
    let bases = Dictionary(
      snapshot.associations.filter { $0.subject == subject }.map { ($0.id, $0.base) },
      uniquingKeysWith: { first, _ in first })
    let rows = snapshot.memberships.filter { bases[$0.association] != nil }
      .sorted { ($0.association, $0.school) < ($1.association, $1.school) }
    var present: [SchoolID: SchoolID] = [:]
    for row in rows where present[row.school] == nil { present[row.school] = bases[row.association] }
    return present
  }

  // MARK: Wishes

  /// Whether each wish makes sense for itself.
  func check(_ options: CompositionOptions) throws(CompositionError) {
    for id in options.bases { try requireBase(id, option: "base") }
    for pin in options.pins {
      try requireMember(pin.school, option: "pin")
      if let base = pin.base { try requireBase(base, option: "pin") }
    }
    for ban in options.bans {
      let member = try requireMember(ban.school, option: "ban")
      if let base = ban.base {
        try requireBase(base, option: "ban")
      } else if members[member].isLowResult {
        throw .banOfLowResult(ban.school)
      }
    }
    for (option, pairs) in [("together", options.together), ("apart", options.apart)] {
      for pair in pairs {
        try requireMember(pair.first, option: option)
        try requireMember(pair.second, option: option)
        if pair.first == pair.second { throw .pairOfOne(option: option, school: pair.first) }
      }
    }
  }

  @discardableResult
  private func requireMember(_ id: SchoolID, option: String) throws(CompositionError) -> Int {
    if let member = number[id] { return member }
    throw allSchools.contains(id) ? .notMember(option: option, school: id) : .unknownSchool(option: option, school: id)
  }

  private func requireBase(_ id: SchoolID, option: String) throws(CompositionError) {
    guard let member = number[id] else {
      throw .cannotBeBase(option: option, school: id, allSchools.contains(id) ? .notMentor : .unknown)
    }
    if members[member].isLowResult { throw .cannotBeBase(option: option, school: id, .lowResult) }
    if !members[member].isMentor { throw .cannotBeBase(option: option, school: id, .notMentor) }
  }
}

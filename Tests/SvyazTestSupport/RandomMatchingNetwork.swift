public import SvyazGraph

extension SeededGenerator {
  /// True in `percent` of 100 cases.
  public mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

  public mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// - Precondition: `options` is not empty.
  public mutating func pick<Element>(_ options: [Element]) -> Element {
    options[Int.random(in: options.indices, using: &self)]
  }
}

extension Network {
  /// How large ``randomMatching(seed:shape:)`` makes a network.
  public struct MatchingShape: Sendable {
    public var lowResult: ClosedRange<Int>
    public var others: ClosedRange<Int>
    public var subjects: ClosedRange<Int>
    /// Pins that cannot hold, schools without results, single schools: what breaks a medium network too often.
    public var isAwkward: Bool

    public init(lowResult: ClosedRange<Int>, others: ClosedRange<Int>, subjects: ClosedRange<Int>, isAwkward: Bool) {
      self.lowResult = lowResult
      self.others = others
      self.subjects = subjects
      self.isAwkward = isAwkward
    }

    /// Small enough for exhaustive search.
    public static let small = MatchingShape(lowResult: 1...4, others: 2...6, subjects: 1...3, isAwkward: true)
    public static let medium = MatchingShape(lowResult: 40...40, others: 80...80, subjects: 2...2, isAwkward: false)
  }

  /// A valid network for matching, full of awkward cases: ties, gaps, limits of intervals and of years.
  public static func randomMatching(seed: UInt64, shape: MatchingShape = .small) -> Network {
    var maker = MatchingNetworkMaker(seed: seed, shape: shape)
    return maker.make()
  }

  /// The same rows and subjects in another order.
  public func shuffledWithSubjects(seed: UInt64) -> Network {
    var generator = SeededGenerator(seed: seed)
    var copy = shuffled(seed: generator.next())
    copy.subjects.shuffle(using: &generator)
    return copy
  }
}

private struct MatchingNetworkMaker {
  var random: SeededGenerator
  let shape: Network.MatchingShape
  var network: Network
  var low: [SchoolID] = []
  var others: [SchoolID] = []

  init(seed: UInt64, shape: Network.MatchingShape) {
    random = SeededGenerator(seed: seed &* 2_654_435_761 &+ 17)
    self.shape = shape
    let day: Day = random.pick(["2020-09-15", "2020-09-15", "2020-01-01", "2020-12-31", "2021-03-01"])
    network = Network(id: "random", name: "Случайная", asOf: day, subjects: [])
  }

  mutating func make() -> Network {
    let subjectIDs: [SubjectID] = ["russian", "maths", "physics"]
    var subjectCount = random.int(shape.subjects)
    if shape.isAwkward, subjectCount == 3, random.chance(50) { subjectCount = 2 }
    network.subjects = subjectIDs.prefix(subjectCount).map { Subject(id: $0, name: $0.rawValue) }
    // Mostly full networks; three subjects with fewer schools, so that exhaustive search stays fast.
    let isSparse = shape.isAwkward && random.chance(12)
    let lowCount = isSparse ? random.int(0...1) : min(random.int(shape.lowResult), subjectCount == 3 ? 3 : .max)
    let otherCount = isSparse ? random.int(0...2) : min(random.int(shape.others), subjectCount == 3 ? 4 : .max)
    makeDistricts()
    makeSchools(lowCount: lowCount, otherCount: lowCount + otherCount == 0 ? 1 : otherCount)
    makeStatuses()
    makeResults()
    makeCapacities()
    makeConstraints()
    makePartnerships()
    return network
  }

  private mutating func makeDistricts() {
    let ids: [DistrictID] = ["d1", "d2", "d3", "d4"]
    network.districts = ids.prefix(random.int(1...4)).map { District(id: $0, name: $0.rawValue) }
    for first in network.districts.indices {
      for second in network.districts.indices where first < second && random.chance(40) {
        network.districts[first].neighbours.append(network.districts[second].id)
        network.districts[second].neighbours.append(network.districts[first].id)
      }
    }
  }

  private mutating func makeSchools(lowCount: Int, otherCount: Int) {
    let isFlat = random.chance(15)  // nothing tells pairs apart: equal costs everywhere
    var roles = [Bool](repeating: true, count: lowCount) + [Bool](repeating: false, count: otherCount)
    roles.shuffle(using: &random)
    for (number, isLow) in roles.enumerated() {
      // Lexicographic order of ids differs from the order of numbers: school-10 comes before school-9.
      guard let id = SchoolID("school-\(number + 5)") else { preconditionFailure("not a slug") }
      var school = School(id: id, name: id.rawValue)
      if !isFlat {
        school.kind = random.pick(["", "школа", "школа", "гимназия"])
        school.district = random.chance(80) ? random.pick(network.districts.map(\.id)) : nil
        school.location =
          random.chance(70)
          ? Coordinates(
            latitude: 53.1 + Double(random.int(0...20)) / 100, longitude: 50 + Double(random.int(0...20)) / 100) : nil
        school.students = random.chance(70) ? random.pick([1, 150, 300, 600, 1200, 437, 951]) : nil
      }
      network.schools.append(school)
      if isLow { low.append(id) } else { others.append(id) }
    }
  }

  /// In force on the day, at its very limits included.
  private mutating func currentInterval() -> DayInterval {
    let day = network.asOf
    return random.pick([
      DayInterval(from: day.adding(days: -300)), DayInterval(from: day),
      DayInterval(from: day.adding(days: -10), to: day.adding(days: 1)),
    ])
  }

  /// Ended or not begun on the day.
  private mutating func otherInterval() -> DayInterval {
    let day = network.asOf
    return random.pick([
      DayInterval(from: day.adding(days: -300), to: day), DayInterval(from: day.adding(days: 1)),
      DayInterval(from: day.adding(days: -300), to: day.adding(days: -200)),
    ])
  }

  private mutating func makeStatuses() {
    for school in low {
      network.statuses.append(SchoolStatus(school: school, status: .lowResult, interval: currentInterval()))
      if random.chance(20) {
        network.statuses.append(SchoolStatus(school: school, status: .highResult, interval: currentInterval()))
      }
    }
    for school in others {
      if random.chance(20) {
        network.statuses.append(SchoolStatus(school: school, status: .lowResult, interval: otherInterval()))
      }
      if random.chance(40) {
        let interval = random.chance(75) ? currentInterval() : otherInterval()
        network.statuses.append(SchoolStatus(school: school, status: .highResult, interval: interval))
      }
      if random.chance(20) {
        network.statuses.append(SchoolStatus(school: school, status: .projectSite, interval: currentInterval()))
      }
    }
  }

  private mutating func makeResults() {
    if shape.isAwkward, random.chance(5) { return }
    let year = network.asOf.year
    for school in network.schools.map(\.id) {
      for subject in network.subjects.map(\.id) where random.chance(85) {
        for (assessment, grade) in [(Assessment.vpr, 5), (.vpr, 6), (.oge, 9), (.ege, 11)] where random.chance(45) {
          for resultYear in year - 3...year + 1 where random.chance(45) {
            // 80 and 32 give halves of a per mille, 19 and 20 stand at the limit of what is known.
            let participants = random.pick([0, 7, 10, 19, 20, 20, 32, 40, 80, 16])
            network.results.append(
              AssessmentResult(
                school: school, subject: subject, assessment: assessment, grade: grade, year: resultYear,
                participants: participants,
                successful: random.chance(50)
                  ? participants / 2 : (participants == 0 ? 0 : random.int(0...participants))))
          }
        }
      }
    }
  }

  private mutating func makeCapacities() {
    for school in network.schools.map(\.id) {
      if random.chance(30) {
        network.mentorCapacities.append(MentorCapacity(school: school, capacity: random.pick([0, 1, 1, 2, 3])))
      }
      for subject in network.subjects.map(\.id) where random.chance(25) {
        network.mentorCapacities.append(
          MentorCapacity(school: school, subject: subject, capacity: random.pick([0, 1, 1, 2, 4])))
      }
    }
  }

  private mutating func makeConstraints() {
    let all = network.schools.map(\.id)
    func add(_ constraint: MatchingConstraint, to network: inout Network) {
      if !network.constraints.contains(constraint) { network.constraints.append(constraint) }
    }
    let banCount = random.chance(60) ? random.int(0...max(1, all.count / 2)) : 0
    for _ in 0..<banCount {
      let mentee = random.chance(85) && !low.isEmpty ? random.pick(low) : random.pick(all)
      add(
        MatchingConstraint(rule: .ban, mentee: mentee, mentor: random.pick(all), subject: anySubject()), to: &network)
    }
    let pinCount = random.chance(45) ? random.int(1...max(1, min(3, low.count))) : 0
    for _ in 0..<pinCount {
      let isPlausible = !shape.isAwkward || random.chance(85)
      guard !isPlausible || (!low.isEmpty && !others.isEmpty) else { continue }
      let mentee = isPlausible ? random.pick(low) : random.pick(all)
      let mentor = isPlausible ? random.pick(others) : random.pick(all)
      if !shape.isAwkward, network.constraints.contains(where: { $0.mentee == mentee }) { continue }
      add(MatchingConstraint(rule: .pin, mentee: mentee, mentor: mentor, subject: anySubject()), to: &network)
    }
  }

  private mutating func anySubject() -> SubjectID? {
    random.chance(35) ? nil : random.pick(network.subjects.map(\.id))
  }

  private mutating func makePartnerships() {
    let all = network.schools.map(\.id)
    for number in 0..<random.int(0...8) {
      let mentor = random.pick(others.isEmpty ? all : others)
      let mentee = random.pick(low.isEmpty ? all : low)
      guard mentor != mentee, let id = PartnershipID("p\(number)") else { continue }
      network.partnerships.append(
        Partnership(
          id: id, mentor: mentor, mentee: mentee, subject: anySubject(),
          status: random.pick(Partnership.Status.allCases),
          interval: random.chance(75) ? currentInterval() : otherInterval()))
    }
  }
}

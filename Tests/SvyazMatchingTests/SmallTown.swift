import SvyazGraph
import SvyazMatching
import SvyazTestSupport

/// A network for hand-computed cases, built a line a school.
struct SmallTown {
  var network: Network
  var options: MatchingOptions

  static let day: Day = "2020-09-15"

  init(subjects: [SubjectID] = ["maths"], options: MatchingOptions = MatchingOptions()) {
    network = Network(
      id: "town", name: "Городок", asOf: Self.day, subjects: subjects.map { Subject(id: $0, name: $0.rawValue) })
    network.districts = [
      District(id: "north", name: "Северный", neighbours: ["centre"]),
      District(id: "centre", name: "Центральный", neighbours: ["north"]), District(id: "south", name: "Южный"),
    ]
    self.options = options
  }

  /// One mentee of strength 200 and one mentor of strength 900, of whom nothing else is known.
  static func pair(options: MatchingOptions = MatchingOptions()) -> SmallTown {
    var town = SmallTown(options: options)
    town.add("mentee", low: true, 200)
    town.add("mentor", 900)
    return town
  }

  /// - Parameter strengths: ‰ in each subject in turn; `nil` or none: no results.
  mutating func add(
    _ id: SchoolID, low: Bool = false, high: Bool = false, _ strengths: Int?..., in district: DistrictID? = nil,
    km: Double? = nil, kind: String = "", students: Int? = nil
  ) {
    // Kilometres along a meridian: the great circle is the difference of latitudes.
    let degrees = km.map { $0 / Coordinates.earthRadiusKm * 180 / .pi }
    network.schools.append(
      School(
        id: id, name: id.rawValue, kind: kind, district: district,
        location: degrees.flatMap { Coordinates(latitude: $0, longitude: 50) }, students: students))
    let status = DayInterval(from: "2020-01-01")
    if low { network.statuses.append(SchoolStatus(school: id, status: .lowResult, interval: status)) }
    if high { network.statuses.append(SchoolStatus(school: id, status: .highResult, interval: status)) }
    for (subject, strength) in zip(network.subjects, strengths) {
      if let strength { addResult(id, subject.id, year: 2020, participants: 1000, successful: strength) }
    }
  }

  mutating func addResult(
    _ school: SchoolID, _ subject: SubjectID = "maths", _ assessment: Assessment = .vpr, grade: Int = 5, year: Int,
    participants: Int, successful: Int
  ) {
    network.results.append(
      AssessmentResult(
        school: school, subject: subject, assessment: assessment, grade: grade, year: year, participants: participants,
        successful: successful))
  }

  mutating func capacity(_ school: SchoolID, _ subject: SubjectID? = nil, places: Int) {
    network.mentorCapacities.append(MentorCapacity(school: school, subject: subject, capacity: places))
  }

  mutating func pin(_ mentee: SchoolID, _ mentor: SchoolID, _ subject: SubjectID? = nil) {
    network.constraints.append(MatchingConstraint(rule: .pin, mentee: mentee, mentor: mentor, subject: subject))
  }

  mutating func ban(_ mentee: SchoolID, _ mentor: SchoolID, _ subject: SubjectID? = nil) {
    network.constraints.append(MatchingConstraint(rule: .ban, mentee: mentee, mentor: mentor, subject: subject))
  }

  mutating func partnership(
    _ mentor: SchoolID, _ mentee: SchoolID, _ status: Partnership.Status, from: Day = "2020-01-01", to: Day? = nil
  ) {
    network.partnerships.append(
      Partnership(
        id: "p1", mentor: mentor, mentee: mentee, status: status, interval: DayInterval(from: from, to: to)))
  }

  func outcome() -> Result<Plan, MatchingError> {
    Result { () throws(MatchingError) -> Plan in
      try MatchingProblem(network: network, day: network.asOf, options: options).uncancelled()
    }
  }

  /// The plan, which every test wants optimal, proven, and as the oracle says.
  func plan() -> Plan {
    switch outcome() {
    case .success(let plan): return plan
    case .failure(let error): preconditionFailure("no plan: \(error)")
    }
  }

  /// Empty when the oracle and the verifier find the plan right.
  func objections() -> [String] {
    let plan = plan()
    let oracle = MatchingOracle(network, day: network.asOf, options: options)
    let optimum = oracle.exhaustiveOptimum()
    var list = network.violations().map { "\($0)" } + PlanCheck(oracle: oracle, plan: plan).objections
    if (plan.objective.coveredWeight, plan.objective.cost) != (optimum.coveredWeight, optimum.cost) {
      list.append("\(plan.objective) is not \(optimum)")
    }
    if !PlanVerifierTests.isAccepted(plan, in: network) { list.append("refused by the verifier") }
    return list
  }

  /// `mentee → mentor` of each pair.
  func pairs() -> [String] { plan().pairs.map { "\($0.mentee) → \($0.mentor)" } }
}

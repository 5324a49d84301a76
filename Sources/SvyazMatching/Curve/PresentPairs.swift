internal import SvyazGraph

/// The pairs that partnerships in force make, sorted into those that a plan of the problem can hold and the rest.
struct PresentPairs {
  private(set) var held: [KeepCurve.Held] = []
  private(set) var barred: [KeepCurve.Barred] = []
  /// Held pairs that pins fix anyway.
  private(set) var pinnedCount = 0
  /// The other held pairs as arcs of the problem's ``GainProblem``, rising.
  private(set) var arcs: [Int] = []

  init(_ problem: MatchingProblem, network: Network) {
    var rows: [Key: [PartnershipID]] = [:]
    for partnership in network.partnerships where partnership.isInForce(on: problem.day) {
      for subject in problem.subjects where partnership.subject == nil || partnership.subject == subject.id {
        let key = Key(
          demand: SchoolSubject(partnership.mentee, subject.id), mentor: partnership.mentor)
        rows[key, default: []].append(partnership.id)
      }
    }
    let demandNumber = Dictionary(
      uniqueKeysWithValues: problem.demands.enumerated().map {
        (SchoolSubject(problem.schoolID($1), problem.subjectID($1)), $0)
      })
    let schoolNumber = Dictionary(uniqueKeysWithValues: problem.schools.enumerated().map { ($1.id, $0) })
    let low = Set(problem.demands.map(\.school))
    let flow = GainProblem(problem)
    for (key, partnerships) in rows.sorted(by: { $0.key < $1.key }) {
      let pair = KeepCurve.Held(key: key.demand, mentor: key.mentor, partnerships: partnerships.sorted())
      func bar(_ reason: KeepCurve.Barred.Reason) { barred.append(.init(pair: pair, reason: reason)) }
      guard let demand = demandNumber[key.demand] else {
        bar(.noDemand)
        continue
      }
      guard let school = schoolNumber[key.mentor], !low.contains(school) else {
        bar(.mentorIsLowResult)
        continue
      }
      let mentor = problem.mentorNumber(ofSchool: school)
      if let pin = problem.pins[demand] {
        if pin == mentor {
          held.append(pair)
          pinnedCount += 1
        } else {
          bar(.pinnedElsewhere(problem.schoolID(problem.mentors[pin])))
        }
        continue
      }
      let subject = problem.demands[demand].subject
      guard let mentor, problem.mentors[mentor].mentors(subject) else {
        bar(.notMentor)
        continue
      }
      if let arc = flow.arcs(demand).first(where: { flow.arcMentor[$0] == mentor }) {
        held.append(pair)
        arcs.append(arc)
      } else {
        let obstacles = problem.obstacles(problem.demands[demand], problem.mentors[mentor])
        bar(obstacles.isEmpty ? .noPlaces : .rules(obstacles))
      }
    }
    arcs.sort()
  }

  private struct Key: Hashable, Comparable {
    let demand: SchoolSubject
    let mentor: SchoolID

    static func < (left: Key, right: Key) -> Bool { (left.demand, left.mentor) < (right.demand, right.mentor) }
  }
}

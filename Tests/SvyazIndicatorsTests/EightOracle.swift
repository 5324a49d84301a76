import SvyazGraph

/// Indicators 1–8 as indicators.md words them, by plain loops over the rows: shares no code with the library.
struct EightOracle {
  let network: Network
  let day: Day

  struct Answer: Equatable {
    var count = 0
    var of = 0
    /// Schools of the numerator, or all with figures.
    var schools: [SchoolID] = []
    var share: Int? { Self.round(count, of) }
    static func round(_ count: Int, _ of: Int) -> Int? { of > 0 ? (2 * 1000 * count + of) / (2 * of) : nil }
  }

  func inForce(_ from: Day, _ to: Day?) -> Bool {
    if from > day { return false }
    if let to, to <= day { return false }
    return true
  }

  func schools(_ statuses: [Status]) -> [SchoolID] {
    network.schools.map(\.id).filter { id in
      network.statuses.contains { row in
        row.school == id && statuses.contains(row.status) && inForce(row.interval.from, row.interval.to)
      }
    }.sorted()
  }

  var all: [SchoolID] { network.schools.map(\.id).sorted() }

  func programmes(_ kind: Programme.Kind, _ among: [SchoolID]) -> Answer {
    let counted = among.filter { id in
      network.programmes.contains {
        $0.school == id && $0.kind == kind && $0.developed <= day && inForce($0.interval.from, $0.interval.to)
      }
    }
    return Answer(count: counted.count, of: among.count, schools: counted)
  }

  func staff(
    _ groups: [StaffFigures.Group], _ among: [SchoolID], _ trained: (StaffFigures) -> Int
  ) -> Answer {
    var answer = Answer()
    for id in among {
      var has = false
      for group in groups {
        var best: StaffFigures?
        for row in network.staff where row.school == id && row.group == group && row.year <= day.year {
          if best.map({ $0.year < row.year }) ?? true { best = row }
        }
        guard let best else { continue }
        has = true
        answer.count += trained(best)
        answer.of += best.total
      }
      if has { answer.schools.append(id) }
    }
    return answer
  }

  var results: [AssessmentResult] {
    network.results.filter { row in network.subjects.contains { $0.id == row.subject } && row.participants > 0 }
  }

  func assessed(_ assessments: [Assessment], _ among: [SchoolID], byEnrolment: Bool) -> (answer: Answer, sat: Int) {
    var year: Int?
    for row in results where assessments.contains(row.assessment) && row.year <= day.year {
      year = max(year ?? row.year, row.year)
    }
    var answer = Answer()
    var sat = 0
    guard let year else { return (answer, 0) }
    for id in among {
      let rows = results.filter { $0.school == id && $0.year == year && assessments.contains($0.assessment) }
      if byEnrolment {
        guard let students = network.schools.first(where: { $0.id == id })?.students else { continue }
        answer.of += students * network.subjects.count
      } else {
        if rows.isEmpty { continue }
        answer.of += rows.map(\.participants).reduce(0, +)
      }
      sat += rows.map(\.participants).reduce(0, +)
      answer.count += rows.map(\.successful).reduce(0, +)
      answer.schools.append(id)
    }
    return (answer, sat)
  }

  func higher(_ among: [SchoolID]) -> Answer {
    let years = results.map(\.year).filter { $0 <= day.year }
    guard let last = years.max() else { return Answer(of: among.count) }
    let counted = among.filter { id in
      var (now, past) = ((0, 0), (0, 0))
      for row in results where row.school == id && row.year == last {
        for other in results
        where other.school == id && other.year == last - 1 && other.subject == row.subject
          && other.assessment == row.assessment && other.grade == row.grade
        {
          now = (now.0 + row.successful, now.1 + row.participants)
          past = (past.0 + other.successful, past.1 + other.participants)
        }
      }
      guard now.1 >= 20, past.1 >= 20, let new = Answer.round(now.0, now.1), let old = Answer.round(past.0, past.1)
      else { return false }
      return new > old
    }
    return Answer(count: counted.count, of: among.count, schools: counted)
  }

  /// Every reading of indicators 1–8 in order, with its ceiling.
  var readings: [(name: String, answer: Answer, ceiling: Int?)] {
    let low = schools([.lowResult])
    let adverse = schools([.adverse])
    let target = schools([.lowResult, .adverse])
    let literal = assessed([.vpr], adverse, byEnrolment: true)
    func full(_ name: String, _ answer: Answer) -> (String, Answer, Int?) { (name, answer, answer.of > 0 ? 1000 : nil) }
    return [
      full("1 both", programmes(.qualityImprovement, target)), full("2 lowResult", programmes(.teacherGrowth, low)),
      full("2 literal", programmes(.teacherGrowth, all)),
      full("3 lowResult", staff([.deputy], low) { $0.trainedMethodService }),
      full("3 all", staff([.deputy], all) { $0.trainedMethodService }),
      full("4 table1", staff([.director, .deputy], low) { $0.trainedEffectiveMode }),
      full("4 passport", staff([.director, .deputy], all) { $0.trainedEffectiveMode }),
      full("5 table1", staff([.teacher], low) { $0.trainedQuality }),
      full("5 passport", staff([.teacher], target) { $0.trainedQuality }),
      full("6 participants", assessed([.vpr], adverse, byEnrolment: false).answer),
      ("6 literal", literal.answer, Answer.round(literal.sat, literal.answer.of)),
      full("7 both", assessed([.oge, .ege], adverse, byEnrolment: false).answer), full("8 table1", higher(low)),
      full("8 passport", higher(target)),
    ]
  }
}

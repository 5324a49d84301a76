internal import SvyazGraph

/// A network's rows in the order in which the indicators ask for them; made once, asked for many days.
struct IndicatorData {
  struct GroupKey: Hashable {
    let school: SchoolID
    let group: StaffFigures.Group
  }

  let network: Network
  let attendance: Attendance
  let all: Set<SchoolID>
  let students: [SchoolID: Int]
  /// By year.
  private let staff: [GroupKey: [StaffFigures]]
  /// Rows of the network's subjects with participants (C9), by year.
  private let results: [Int: [AssessmentResult]]
  private let years: [Assessment: [Int]]
  /// Schools with a programme of the kind in any row.
  let everProgrammed: [Programme.Kind: Set<SchoolID>]

  /// - Complexity: O(rows).
  init(_ network: Network) {
    self.network = network
    attendance = Attendance(network)
    all = Set(network.schools.map(\.id))
    students = Dictionary(
      network.schools.compactMap { school in school.students.map { (school.id, $0) } },
      uniquingKeysWith: { first, _ in first })
    staff = Dictionary(grouping: network.staff) { GroupKey(school: $0.school, group: $0.group) }
      .mapValues { rows in rows.sorted { $0.year < $1.year } }
    let subjects = Set(network.subjects.map(\.id))
    results = Dictionary(grouping: network.results.filter { subjects.contains($0.subject) && $0.participants > 0 }) {
      $0.year
    }
    years = results.reduce(into: [Assessment: Set<Int>]()) { years, entry in
      for row in entry.value { years[row.assessment, default: []].insert(entry.key) }
    }.mapValues { $0.sorted() }
    everProgrammed = network.programmes.reduce(into: [:]) { $0[$1.kind, default: []].insert($1.school) }
  }

  /// The row with the greatest year up to `year` (D1).
  func latestStaff(_ school: SchoolID, _ group: StaffFigures.Group, upTo year: Int) -> StaffFigures? {
    staff[GroupKey(school: school, group: group)]?.last { $0.year <= year }
  }

  /// The row of any year, nearest after `year`: a size to assume where none is known yet.
  func anyStaff(_ school: SchoolID, _ group: StaffFigures.Group) -> StaffFigures? {
    staff[GroupKey(school: school, group: group)]?.first
  }

  func results(of year: Int) -> [AssessmentResult] { results[year] ?? [] }

  /// The greatest year up to `year` with any result of one of the assessments (D2); with none named, of any (D4).
  func lastYear(of assessments: [Assessment], upTo year: Int) -> Int? {
    (assessments.isEmpty ? Assessment.allCases : assessments)
      .compactMap { years[$0]?.last { $0 <= year } }.max()
  }
}

/// Sums of a school's results.
struct ResultSum {
  var participants = 0
  var successful = 0

  mutating func add(_ row: AssessmentResult) {
    participants = participants.adding(row.participants)
    successful = successful.adding(row.successful)
  }
}

/// What the results of one calendar year say; kept by year, since several days ask for the same.
final class ResultYears {
  private let data: IndicatorData
  private var sums: [Key: [SchoolID: ResultSum]] = [:]
  private var comparisons: [Int: Comparison] = [:]

  private struct Key: Hashable {
    let assessments: [Assessment]
    let year: Int
  }

  /// Which schools can be compared with the year before, and which of them have higher results.
  struct Comparison {
    var higher: Set<SchoolID> = []
    var comparable: Set<SchoolID> = []
  }

  init(_ data: IndicatorData) { self.data = data }

  /// Sums of the assessments in the year, by school.
  func sums(of assessments: [Assessment], in year: Int) -> [SchoolID: ResultSum] {
    let key = Key(assessments: assessments, year: year)
    if let known = sums[key] { return known }
    let wanted = Set(assessments)
    let made = data.results(of: year).reduce(into: [SchoolID: ResultSum]()) { sums, row in
      if wanted.contains(row.assessment) { sums[row.school, default: ResultSum()].add(row) }
    }
    sums[key] = made
    return made
  }

  private struct Cell: Hashable {
    let school: SchoolID
    let subject: SubjectID
    let assessment: Assessment
    let grade: Int
  }

  static let leastParticipants = 20

  /// Higher results by D4: over the cells (subject, assessment, grade) that a school has in both years.
  func comparison(upTo year: Int) -> Comparison {
    guard let last = data.lastYear(of: [], upTo: year) else { return Comparison() }
    if let known = comparisons[last] { return known }
    func cell(_ row: AssessmentResult) -> Cell {
      Cell(school: row.school, subject: row.subject, assessment: row.assessment, grade: row.grade)
    }
    var before: [Cell: ResultSum] = [:]
    for row in data.results(of: last - 1) { before[cell(row), default: ResultSum()].add(row) }
    var sums: [SchoolID: (now: ResultSum, before: ResultSum)] = [:]
    var counted: Set<Cell> = []
    for row in data.results(of: last) {
      let key = cell(row)
      guard let past = before[key] else { continue }
      var sum = sums[row.school] ?? (ResultSum(), ResultSum())
      sum.now.add(row)
      if counted.insert(key).inserted {
        sum.before.participants = sum.before.participants.adding(past.participants)
        sum.before.successful = sum.before.successful.adding(past.successful)
      }
      sums[row.school] = sum
    }
    var comparison = Comparison()
    for (school, sum) in sums
    where min(sum.now.participants, sum.before.participants) >= Self.leastParticipants {
      comparison.comparable.insert(school)
      if let now = PerMille.share(sum.now.successful, of: sum.now.participants),
        let past = PerMille.share(sum.before.successful, of: sum.before.participants), now > past
      {
        comparison.higher.insert(school)
      }
    }
    comparisons[last] = comparison
    return comparison
  }
}

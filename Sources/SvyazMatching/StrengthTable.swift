internal import SvyazGraph

/// Strengths of all schools in all subjects at a date, with the median and the upper quartile of each subject.
///
/// Strength = `round(1000 · Σ successful / Σ participants)` over the results of the date's year and the year before;
/// unknown below 20 participants.
struct StrengthTable: Sendable {
  let subjectCount: Int
  /// −1: unknown.
  private let strengths: [Int32]
  /// Nearest-rank median and upper quartile by subject; `nil` where no strength is known.
  let medians: [Int?]
  let upperQuartiles: [Int?]

  static let smallestCohort = 20

  subscript(school: Int, subject: Int) -> Int? {
    let strength = strengths[school * subjectCount + subject]
    return strength < 0 ? nil : Int(strength)
  }

  /// - Parameter check: called now and then, at most a few tens of thousands of rows apart.
  init<Stop: Error>(
    results: [AssessmentResult], year: Int, schools: [SchoolID: Int], subjects: [SubjectID: Int],
    check: () throws(Stop) -> Void
  ) throws(Stop) {
    subjectCount = subjects.count
    var participants = [Int](repeating: 0, count: schools.count * subjects.count)
    var successful = participants
    // Rows of one school stand together in every file that we write.
    var last: (school: SchoolID, number: Int?)?
    for (number, row) in results.enumerated() {
      if number % 50_000 == 0 { try check() }
      guard row.year > year - 2, row.year <= year, row.participants > 0 else { continue }
      let known =
        last.flatMap { $0.school == row.school ? $0 : nil } ?? (school: row.school, number: schools[row.school])
      last = known
      guard let school = known.number, let subject = subjects[row.subject] else { continue }
      let cell = school * subjects.count + subject
      let all = participants[cell].addingReportingOverflow(row.participants)
      let some = successful[cell].addingReportingOverflow(row.successful)
      // Sums beyond 64 bits are no counts of people: the share of the greatest number overflows too, and is unknown.
      let fits = !all.overflow && !some.overflow
      participants[cell] = fits ? all.partialValue : .max
      successful[cell] = fits ? some.partialValue : .max
    }
    let strengths = participants.indices.map { cell -> Int32 in
      guard participants[cell] >= Self.smallestCohort else { return -1 }
      return PerMille.share(successful[cell], of: participants[cell]).map { Int32(clamping: $0) } ?? -1
    }
    self.strengths = strengths
    let sorted = (0..<subjects.count).map { subject in
      (0..<schools.count).map { Int(strengths[$0 * subjects.count + subject]) }.filter { $0 >= 0 }.sorted()
    }
    medians = sorted.map { nearestRank($0, quarters: 2) }
    upperQuartiles = sorted.map { nearestRank($0, quarters: 3) }
  }
}

/// The value at position ⌈n · quarters / 4⌉ of a sorted list, counted from 1; `nil` for an empty list.
func nearestRank(_ sorted: [Int], quarters: Int) -> Int? {
  sorted.isEmpty ? nil : sorted[(sorted.count * quarters + 3) / 4 - 1]
}

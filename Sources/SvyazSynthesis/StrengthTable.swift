internal import SvyazGraph

/// Strengths of schools in one subject on one day, as design.md §4 defines them.
///
/// The matching has its own; this one is for drawing believable mentors, and the tests hold nothing against it.
struct StrengthTable {
  private(set) var perMille: [SchoolID: Int] = [:]
  let median: Int
  let upperQuartile: Int

  init(of network: Network, subject: SubjectID, on day: Day) {
    var sums: [SchoolID: (successful: Int, participants: Int)] = [:]
    for row in network.results where row.subject == subject && row.year <= day.year && row.year > day.year - 2 {
      sums[row.school, default: (0, 0)].successful += row.successful
      sums[row.school, default: (0, 0)].participants += row.participants
    }
    for (school, sum) in sums where sum.participants >= 20 {
      perMille[school] = PerMille.share(sum.successful, of: sum.participants)
    }
    let sorted = perMille.values.sorted()
    median = Self.nearestRank(sorted, numerator: 1, denominator: 2)
    upperQuartile = Self.nearestRank(sorted, numerator: 3, denominator: 4)
  }

  private static func nearestRank(_ sorted: [Int], numerator: Int, denominator: Int) -> Int {
    guard !sorted.isEmpty else { return 0 }
    let position = (numerator * sorted.count + denominator - 1) / denominator
    return sorted[max(position, 1) - 1]
  }
}

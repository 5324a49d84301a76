public import SvyazGraph

/// What a school's data lack for a reading.
public struct MissingData: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// No programme of the kind was ever entered for the school.
    case programme
    /// No staff row of any of the groups up to the year.
    case staff
    /// No results in the year that counts.
    case results
    /// Too few results that can be compared with the year before (D4: at least 20 in each).
    case comparableResults
    /// The number of students.
    case students
    /// An event of the span, or of the school's association, whose visitors nobody entered.
    case attendance
  }

  public let school: SchoolID
  public let kind: Kind
}

/// Between which shares the figure would lie if what is missing were known.
///
/// Sizes that nobody entered are taken from the school's other years, else the median (nearest-rank) of the schools that
/// have them; the lower share counts all of them as failures, the upper one as successes.
public struct FigureBounds: Hashable, Sendable {
  /// `nil`: nothing is known and nothing can be assumed.
  public let lowerPerMille: Int?
  public let upperPerMille: Int?
  /// By school, then kind.
  public let missing: [MissingData]

  /// - Parameters:
  ///   - low, high: what the missing data add to the numerator at least and at most.
  ///   - more: what they add to the denominator.
  init(count: Int, of total: Int, low: Int, high: Int, more: Int, missing: [MissingData]) {
    let share = PerMille.share(count, of: total)
    var lower = PerMille.share(count.adding(low), of: total.adding(more))
    var upper = PerMille.share(count.adding(high), of: total.adding(more))
    if lower == nil, !missing.isEmpty { (lower, upper) = (0, 1000) }
    lowerPerMille = [lower, share].compactMap { $0 }.min()
    upperPerMille = [upper, share].compactMap { $0 }.max()
    self.missing = missing.sorted { ($0.school, $0.kind.order) < ($1.school, $1.kind.order) }
  }
}

extension MissingData.Kind {
  var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// The value at position ⌈n/2⌉ of the sorted list; `nil` for none.
func nearestRankMedian(_ values: [Int]) -> Int? {
  guard !values.isEmpty else { return nil }
  return values.sorted()[(values.count - 1) / 2]
}

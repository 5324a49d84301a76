public import SvyazGraph

/// One way to read an indicator: a fraction of people, or of their results, school by school.
public struct PeopleReading: Hashable, Sendable {
  public struct Part: Hashable, Sendable {
    public let school: SchoolID
    public let count: Int
    public let of: Int
  }

  public let id: String
  /// Schools with figures, by id.
  public let schools: [Part]
  public let count: Int
  public let of: Int
  /// `nil`: no data, there is nobody to count among.
  public let sharePerMille: Int?
  /// The greatest share that the reading's wording allows on the day.
  public let ceilingPerMille: Int?

  /// - Parameter reachable: the greatest count that the wording allows; `nil`: all of them.
  init(id: String, parts: [SchoolID: (count: Int, of: Int)], reachable: Int? = nil) {
    self.id = id
    schools = parts.map { Part(school: $0.key, count: $0.value.count, of: $0.value.of) }
      .sorted { $0.school < $1.school }
    count = schools.reduce(0) { $0.adding($1.count) }
    of = schools.reduce(0) { $0.adding($1.of) }
    sharePerMille = PerMille.share(count, of: of)
    ceilingPerMille = PerMille.share(reachable ?? of, of: of)
  }
}

extension Int {
  /// Sums of outside numbers stop at the greatest integer.
  func adding(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other > 0 ? .max : .min) : sum
  }

  func multiplied(by other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? ((self > 0) == (other > 0) ? .max : .min) : product
  }
}

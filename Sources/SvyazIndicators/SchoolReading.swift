public import SvyazGraph

/// One way to read an indicator: a fraction of named schools.
public struct SchoolReading: Hashable, Sendable {
  /// Stable: `lowResult`, `passport`, `literal`.
  public let id: String
  /// Sorted by id; a subset of the denominator.
  public let numerator: [SchoolID]
  public let denominator: [SchoolID]
  /// `nil`: no data, the denominator is empty.
  public let sharePerMille: Int?
  /// The greatest share that the reading's wording allows on the day.
  public let ceilingPerMille: Int?

  /// - Parameter reachable: how many schools of the denominator the wording lets into the numerator at most.
  init(id: String, numerator: Set<SchoolID>, denominator: Set<SchoolID>, reachable: Int) {
    self.id = id
    self.numerator = numerator.intersection(denominator).sorted()
    self.denominator = denominator.sorted()
    sharePerMille = PerMille.share(self.numerator.count, of: denominator.count)
    ceilingPerMille = PerMille.share(reachable, of: denominator.count)
  }
}

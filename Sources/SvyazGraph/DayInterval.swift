/// The days `[from, to)` on which a relation holds; no `to` means it is still open.
public struct DayInterval: Hashable, Sendable {
  public var from: Day
  public var to: Day?

  public init(from: Day, to: Day? = nil) {
    self.from = from
    self.to = to
  }

  /// In force on `day`: `from ≤ day < to`.
  public func contains(_ day: Day) -> Bool {
    guard from <= day else { return false }
    guard let to else { return true }
    return day < to
  }

  /// Intervals that only touch do not overlap.
  public func overlaps(_ other: DayInterval) -> Bool {
    let startsBeforeOtherEnds = other.to.map { from < $0 } ?? true
    let otherStartsBeforeEnd = to.map { other.from < $0 } ?? true
    return startsBeforeOtherEnds && otherStartsBeforeEnd
  }

  /// Has at least one day.
  public var isWellFormed: Bool { to.map { from < $0 } ?? true }
}

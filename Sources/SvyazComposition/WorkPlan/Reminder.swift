public import SvyazGraph

/// An association whose work stands still or is not planned.
public struct Reminder: Hashable, Sendable {
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// No event is dated on the day or later.
    case noPlan
    /// There is a plan, but nothing in the next 90 days.
    case nothingSoon
    /// No event in the 90 days before.
    case nothingLately
  }

  public let association: AssociationID
  public let name: String
  public let subject: SubjectID
  public let base: SchoolID
  /// Since when it is in force.
  public let since: Day
  /// At least one, in the order of their declaration.
  public let reasons: [Reason]
  /// The latest event on the day or before it.
  public let last: Event?
  /// The first event on the day or after it.
  public let next: Event?

  /// Days back and ahead.
  public static let span = 90
}

extension Network {
  /// Associations in force that somebody should be reminded of.
  ///
  /// Lately: in [day − 90, day]; soon: in [day, day + 90]; all ends in. An event on the day itself counts both ways. An
  /// association that was founded only days ago is among those where nothing happened lately: its ``Reminder/since``
  /// tells.
  /// - Returns: by subject in the network's order, then by id.
  /// - Complexity: O(associations + events).
  public func reminders(on day: Day) -> [Reminder] {
    var last: [AssociationID: Event] = [:]
    var next: [AssociationID: Event] = [:]
    for event in events {
      guard let association = event.association else { continue }
      if event.day <= day, last[association].map({ ($0.day, $0.id) < (event.day, event.id) }) ?? true {
        last[association] = event
      }
      if day <= event.day, next[association].map({ (event.day, event.id) < ($0.day, $0.id) }) ?? true {
        next[association] = event
      }
    }
    let order = Dictionary(subjects.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let (first, end) = (day.adding(days: -Reminder.span), day.adding(days: Reminder.span))
    return associations.filter { $0.interval.contains(day) }
      .sorted { (order[$0.subject] ?? 0, $0.id) < (order[$1.subject] ?? 0, $1.id) }
      .compactMap { association in
        let (last, next) = (last[association.id], next[association.id])
        var reasons: [Reminder.Reason] = []
        if let next {
          if next.day > end { reasons.append(.nothingSoon) }
        } else {
          reasons.append(.noPlan)
        }
        if last.map({ $0.day < first }) ?? true { reasons.append(.nothingLately) }
        if reasons.isEmpty { return nil }
        return Reminder(
          association: association.id, name: association.name, subject: association.subject, base: association.base,
          since: association.interval.from, reasons: reasons, last: last, next: next)
      }
  }
}

public import SvyazGraph

/// On which days papers are signed and events held.
public struct WayCalendar: Sendable {
  public let isPaperDay: @Sendable (Day) -> Bool
  public let isEventDay: @Sendable (Day) -> Bool

  /// Every day, unless told otherwise.
  public init(
    isPaperDay: @escaping @Sendable (Day) -> Bool = { _ in true },
    isEventDay: @escaping @Sendable (Day) -> Bool = { _ in true }
  ) {
    self.isPaperDay = isPaperDay
    self.isEventDay = isEventDay
  }
}

/// Gives each act of a way the earliest day that leaves time for what comes before it: papers first, events after.
struct WaySchedule {
  /// Days that a paper or an event needs after what it builds on, or after the day of the question.
  static let pairDays = 7
  static let agreeDays = 7
  static let activateDays = 1
  static let jointEventDays = 6
  static let membershipDays = 7
  /// An association calls its members together three weeks ahead, and two after the last school joined.
  static let associationEventDays = 21
  static let associationEventAfterJoiningDays = 14
  /// A calendar without a day for so long has none.
  static let searchDays = 400

  let day: Day
  /// No event before this day would still be in the span.
  let earliestEvent: Day
  let deadline: Day
  let calendar: WayCalendar

  /// All acts in the order of days; each comes after what it needs.
  func dated(_ bundles: [WayBundle]) -> [WayStep] {
    var taken: [SchoolID: Set<Day>] = [:]
    var steps: [WayStep] = []
    for bundle in bundles {
      switch bundle {
      case .membership(let step): steps.append(paper(step, after: day, days: Self.membershipDays))
      case .association(let joining, let event, let members):
        let joined = joining.map { paper($0, after: day, days: Self.membershipDays) }
        steps += joined
        guard joined.allSatisfy({ $0.day != nil }) else {
          steps.append(event)
          continue
        }
        let ready = joined.compactMap(\.day).max()?.adding(days: Self.associationEventAfterJoiningDays) ?? day
        let from = max(ready, day.adding(days: Self.associationEventDays))
        steps.append(hold(event, from: from, with: members + joining.compactMap(\.school), &taken))
      case .partnership(let chain): steps += self.chain(chain, &taken)
      }
    }
    return steps.sorted { left, right in
      let (one, two) = (left.day ?? .last, right.day ?? .last)
      return one != two ? one < two : left.order < right.order
    }
  }

  private func chain(_ chain: [WayStep], _ taken: inout [SchoolID: Set<Day>]) -> [WayStep] {
    var last: Day? = day
    return chain.map { step in
      // What follows an act without a day has none either.
      guard let before = last else { return step }
      var dated = step
      switch step.kind {
      case .pair: dated = paper(step, after: before, days: Self.pairDays)
      case .agree: dated = paper(step, after: before, days: Self.agreeDays)
      case .activate: dated = paper(step, after: before, days: Self.activateDays)
      case .jointEvent:
        let parties = step.pair.map { [$0.mentor, $0.mentee] } ?? []
        dated = hold(step, from: before.adding(days: Self.jointEventDays), with: parties, &taken)
      case .membership, .associationEvent: break
      }
      last = dated.day
      return dated
    }
  }

  private func paper(_ step: WayStep, after: Day, days: Int) -> WayStep {
    var step = step
    step.day = first(from: after.adding(days: days), where: calendar.isPaperDay)
    return step
  }

  /// On a day on which none of the schools has another event of the way, if there is one in time.
  private func hold(
    _ step: WayStep, from: Day, with schools: [SchoolID], _ taken: inout [SchoolID: Set<Day>]
  ) -> WayStep {
    var step = step
    let from = max(from, earliestEvent, day.adding(days: 1))
    let earliest = first(from: from, where: calendar.isEventDay)
    let free = first(from: from) { day in
      calendar.isEventDay(day) && !schools.contains { taken[$0]?.contains(day) ?? false }
    }
    step.day = free.map { $0 <= deadline } ?? false ? free : earliest
    if let day = step.day { for school in schools { taken[school, default: []].insert(day) } }
    return step
  }

  private func first(from: Day, where isFit: (Day) -> Bool) -> Day? {
    var day = from
    for _ in 0..<Self.searchDays {
      if isFit(day) { return day }
      guard day < .last else { return nil }
      day = day.adding(days: 1)
    }
    return nil
  }
}

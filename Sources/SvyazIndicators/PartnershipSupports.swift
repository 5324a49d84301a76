internal import SvyazGraph

/// The days from a given one on which each school is counted by indicator 9, if no event follows that day.
///
/// A support is one tie and the days on which it alone makes its school count: the days of its row, cut where its latest
/// event has aged. A school is counted while any of its supports holds.
struct PartnershipSupports {
  struct Support: Hashable {
    /// Never empty, and ends after the day asked about.
    let days: DayInterval
    /// Why it ends; `nil` where it does not.
    let reason: PartnershipExpiry.Reason?
    /// The event that the support rests on; none by rule `formal`.
    let event: Event?

    /// The latest end first; of equal ends in an order that the rows' own order has no part in.
    static func endsLater(_ left: Self, _ right: Self) -> Bool {
      let (one, two) = (left.days.to?.number ?? .max, right.days.to?.number ?? .max)
      return one != two ? one > two : left.order < right.order
    }

    private var order: (Int, String) {
      switch reason {
      case .partnershipEnds(let id): (0, id.rawValue)
      case .membershipEnds(let id): (1, id.rawValue)
      case .associationEnds(let id): (2, id.rawValue)
      case .jointEventAges(let id, _, _): (3, id.rawValue)
      case .visitAges(let id, _, _): (4, id.rawValue)
      case .lowResultEnds, nil: (5, "")
      }
    }
  }

  private let network: Network
  private let day: Day
  private let rule: PartnershipRule
  private let evidence: PartnershipEvidence
  private var supports: [SchoolID: [Support]] = [:]
  private var listed: [SchoolID: [DayInterval]] = [:]

  /// - Complexity: O(rows · log).
  init(network: Network, day: Day, rule: PartnershipRule) {
    self.network = network
    self.day = day
    self.rule = rule
    evidence = PartnershipEvidence(attendance: Attendance(network), through: day)
    for row in network.statuses where row.status == .lowResult && Self.endsAfter(day, row.interval) {
      listed[row.school, default: []].append(row.interval)
    }
    for row in network.partnerships { add(row) }
    var associations: [AssociationID: [DayInterval]] = [:]
    for row in network.associations { associations[row.id, default: []].append(row.interval) }
    for row in network.memberships {
      for interval in associations[row.association] ?? [] { add(row, within: interval) }
    }
    for school in supports.keys { supports[school]?.sort(by: Support.endsLater) }
  }

  private static func endsAfter(_ day: Day, _ interval: DayInterval) -> Bool {
    interval.isWellFormed && (interval.to.map { day < $0 } ?? true)
  }

  private mutating func add(_ row: Partnership) {
    // The status that counts is one for all days of the interval (D8).
    guard let status = row.status(on: row.interval.from) else { return }
    let event = rule == .active ? evidence.lastJointEvent(of: row) : nil
    guard status == .active || (rule == .formal && status == .agreed) else { return }
    for school in Set([row.mentor, row.mentee]) {
      add(school, row.interval, .partnershipEnds(row.id), event) { .jointEventAges(row.id, $0.id, held: $0.day) }
    }
  }

  private mutating func add(_ row: Membership, within association: DayInterval) {
    guard row.interval.overlaps(association) else { return }
    let from = max(row.interval.from, association.from)
    let associationEndsFirst = association.to.map { end in row.interval.to.map { end < $0 } ?? true } ?? false
    let to = associationEndsFirst ? association.to : row.interval.to
    let event = rule == .active ? evidence.lastVisit(of: row.school, to: row.association) : nil
    add(
      row.school, DayInterval(from: from, to: to),
      associationEndsFirst ? .associationEnds(row.association) : .membershipEnds(row.association), event
    ) { .visitAges(row.association, $0.id, held: $0.day) }
  }

  private mutating func add(
    _ school: SchoolID, _ days: DayInterval, _ ends: PartnershipExpiry.Reason, _ event: Event?,
    ages: (Event) -> PartnershipExpiry.Reason
  ) {
    var support = Support(days: days, reason: days.to == nil ? nil : ends, event: event)
    if rule == .active {
      guard let event else { return }
      let aged = event.day.adding(days: NetworkPartnership.spanDays + 1)
      if days.to.map({ aged < $0 }) ?? true {
        support = Support(days: DayInterval(from: days.from, to: aged), reason: ages(event), event: event)
      }
    }
    guard Self.endsAfter(day, support.days) else { return }
    supports[school, default: []].append(support)
  }

  // MARK: Questions about a day not before the one given

  func low(on day: Day) -> Set<SchoolID> {
    Set(listed.lazy.filter { $0.value.contains { $0.contains(day) } }.map(\.key))
  }

  /// By id.
  func counted(on day: Day) -> [SchoolID] { low(on: day).filter { holds($0, on: day) }.sorted() }

  private func holds(_ school: SchoolID, on day: Day) -> Bool {
    supports[school]?.contains { $0.days.contains(day) } ?? false
  }

  /// When a school counted on `day` first stops, and why.
  func loss(of school: SchoolID, from day: Day) -> PartnershipExpiry.Loss {
    let listEnd = Self.end(from: day, listed[school] ?? [])
    let supports = supports[school] ?? []
    let tieEnd = Self.end(from: day, supports.map(\.days))
    switch (listEnd, tieEnd) {
    case (nil, nil): return .init(school: school, lastDay: nil, reason: nil)
    case (let list?, let tie) where tie.map({ list <= $0 }) ?? true:
      return .init(school: school, lastDay: list.adding(days: -1), reason: .lowResultEnds)
    case (_, let tie):
      let reason = supports.first { $0.days.to == tie }?.reason
      return .init(school: school, lastDay: tie?.adding(days: -1), reason: reason)
    }
  }

  /// The first day from `day` on that no interval holds; `nil` when one without an end is reached.
  private static func end(from day: Day, _ intervals: [DayInterval]) -> Day? {
    var end = day
    while true {
      let next = intervals.filter { $0.contains(end) }
      if next.isEmpty { return end }
      var latest = end
      for interval in next {
        guard let to = interval.to else { return nil }
        latest = max(latest, to)
      }
      end = latest
    }
  }

  /// The events on which supports of low-result schools in force on the day rest.
  func expiring(_ losses: [PartnershipExpiry.Loss]) -> [PartnershipExpiry.Expiring] {
    var schools: [EventID: Set<SchoolID>] = [:]
    var events: [EventID: Event] = [:]
    for school in low(on: day) {
      for support in supports[school] ?? [] where support.days.contains(day) {
        guard let event = support.event else { continue }
        events[event.id] = event
        schools[event.id, default: []].insert(school)
      }
    }
    var decisive: [EventID: [SchoolID]] = [:]
    for loss in losses {
      switch loss.reason {
      case .jointEventAges(_, let event, _), .visitAges(_, let event, _):
        decisive[event, default: []].append(loss.school)
      case .partnershipEnds, .membershipEnds, .associationEnds, .lowResultEnds, nil: break
      }
    }
    return events.values.sorted { $0.day != $1.day ? $0.day < $1.day : $0.id < $1.id }.map { event in
      PartnershipExpiry.Expiring(
        event: event.id, title: event.title, held: event.day,
        lastDay: event.day.adding(days: NetworkPartnership.spanDays), schools: (schools[event.id] ?? []).sorted(),
        decisive: (decisive[event.id] ?? []).sorted())
    }
  }
}

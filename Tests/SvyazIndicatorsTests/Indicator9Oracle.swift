import SvyazGraph

/// Indicator 9 by nested loops, written from the wording of indicators.md (C1–C8, D7–D17) and from nothing else.
struct Indicator9Oracle {
  let network: Network
  let date: PlainDate
  let isFormal: Bool

  struct Reading: Equatable {
    let id: String
    let numerator: [String]
    let denominator: [String]
    let share: Int?
    let ceiling: Int?
  }

  // MARK: Rows in force

  func holds(_ interval: DayInterval) -> Bool {
    guard PlainDate(interval.from) <= date else { return false }
    guard let to = interval.to else { return true }
    return date < PlainDate(to)
  }

  func isLow(_ school: SchoolID) -> Bool {
    network.statuses.contains { $0.school == school && $0.status == .lowResult && holds($0.interval) }
  }

  /// D8.
  func counts(_ partnership: Partnership, as status: Partnership.Status) -> Bool {
    guard holds(partnership.interval) else { return false }
    let wasEnded = partnership.status == .completed || partnership.status == .terminated
    if wasEnded && partnership.interval.to != nil { return status == .active }
    return partnership.status == status
  }

  /// D12.
  func isMember(_ school: SchoolID, of association: Association) -> Bool {
    guard holds(association.interval) else { return false }
    return network.memberships.contains {
      $0.association == association.id && $0.school == school && holds($0.interval)
    }
  }

  // MARK: Events

  /// D7.
  func isRecent(_ event: Event) -> Bool {
    let day = PlainDate(event.day)
    return date.before(days: 180) <= day && day <= date
  }

  /// D10.
  func came(_ school: SchoolID, to event: Event) -> Bool {
    if event.host == school { return true }
    return network.participations.contains { $0.event == event.id && $0.school == school }
  }

  /// D11.
  func isJoint(_ event: Event, for partnership: Partnership) -> Bool {
    if event.partnership == partnership.id { return true }
    return came(partnership.mentor, to: event) && came(partnership.mentee, to: event)
  }

  func hasRecentJointEvent(_ partnership: Partnership) -> Bool {
    network.events.contains { isRecent($0) && isJoint($0, for: partnership) }
  }

  /// D13.
  func cameRecently(_ school: SchoolID, to association: Association) -> Bool {
    network.events.contains { isRecent($0) && $0.association == association.id && came(school, to: $0) }
  }

  // MARK: The rule

  func partnerships(of school: SchoolID, _ status: Partnership.Status) -> [Partnership] {
    network.partnerships.filter { ($0.mentor == school || $0.mentee == school) && counts($0, as: status) }
  }

  /// W.
  func realisesPartnership(_ school: SchoolID) -> Bool {
    let active = partnerships(of: school, .active)
    let memberOf = network.associations.filter { isMember(school, of: $0) }
    if isFormal { return !active.isEmpty || !partnerships(of: school, .agreed).isEmpty || !memberOf.isEmpty }
    return active.contains { hasRecentJointEvent($0) } || memberOf.contains { cameRecently(school, to: $0) }
  }

  /// D16.
  func step(of school: SchoolID) -> String? {
    guard isLow(school), !realisesPartnership(school) else { return nil }
    if isFormal { return partnerships(of: school, .proposed).isEmpty ? nil : "agree" }
    if partnerships(of: school, .active).contains(where: { !hasRecentJointEvent($0) }) { return "jointEvent" }
    if network.associations.contains(where: { isMember(school, of: $0) && !cameRecently(school, to: $0) }) {
      return "associationEvent"
    }
    if partnerships(of: school, .agreed).contains(where: { hasRecentJointEvent($0) }) { return "activate" }
    return nil
  }

  // MARK: Answers

  var all: [SchoolID] { network.schools.map(\.id).sorted { $0.rawValue < $1.rawValue } }

  /// Round half up of 1000 · part / whole, as the greatest n with 2 · whole · n ≤ 2000 · part + whole.
  static func perMille(_ part: Int, _ whole: Int) -> Int? {
    guard whole > 0 else { return nil }
    var n = 0
    while 2 * whole * (n + 1) <= 2000 * part + whole { n += 1 }
    return n
  }

  var readings: [Reading] {
    let low = all.filter(isLow)
    let with = all.filter(realisesPartnership)
    let both = low.filter(with.contains)
    func reading(_ id: String, _ numerator: [SchoolID], _ denominator: [SchoolID], _ ceiling: Int?) -> Reading {
      Reading(
        id: id, numerator: numerator.map(\.rawValue), denominator: denominator.map(\.rawValue),
        share: Self.perMille(numerator.count, denominator.count), ceiling: denominator.isEmpty ? nil : ceiling)
    }
    return [
      reading("lowResult", both, low, 1000), reading("passport", with, all, 1000),
      reading("literal", both, all, Self.perMille(low.count, all.count)),
    ]
  }

  var oneStepShort: [[String]] { all.compactMap { school in step(of: school).map { [school.rawValue, $0] } } }

  var withThem: Int? {
    let low = all.filter(isLow)
    let counted = low.filter { realisesPartnership($0) || step(of: $0) != nil }
    return Self.perMille(counted.count, low.count)
  }

  /// D17: the dates and shares of the trend, the earliest first.
  var trend: [(date: PlainDate, share: Int?)] {
    (0..<12).reversed().map { months in
      let earlier = date.before(months: months)
      return (earlier, Indicator9Oracle(network: network, date: earlier, isFormal: isFormal).readings[0].share)
    }
  }

  var targetDate: PlainDate {
    network.targets.first { $0.indicator == 9 }.map { PlainDate($0.day) } ?? PlainDate(year: 2021, month: 12, day: 31)
  }

  var targetPerMille: Int { network.targets.first { $0.indicator == 9 }?.perMille ?? 900 }
}

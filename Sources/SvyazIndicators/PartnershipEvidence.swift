internal import SvyazGraph

/// The latest event of each kind that indicator 9 looks for, among the events up to a day.
///
/// With nothing new recorded, the latest event alone decides until when a partnership or a membership has one in the
/// span (indicators.md D7): it is the last to age.
struct PartnershipEvidence {
  private struct Visit: Hashable {
    let association: AssociationID
    let school: SchoolID
  }

  /// Up to the day, the latest first; of one day, by id.
  private let events: [Event]
  private var naming: [PartnershipID: Int] = [:]
  private var visits: [Visit: Int] = [:]
  /// Numbers of events, ascending: the latest first.
  private var attended: [SchoolID: [Int]] = [:]

  /// - Complexity: O(events · log + participations).
  init(_ network: Network, attendance: Attendance, through day: Day) {
    events = network.events.filter { $0.day <= day }
      .sorted { $0.day != $1.day ? $0.day > $1.day : $0.id < $1.id }
    for (number, event) in events.enumerated() {
      if let partnership = event.partnership, naming[partnership] == nil { naming[partnership] = number }
      for school in attendance.came(to: event.id) {
        attended[school, default: []].append(number)
        guard let association = event.association else { continue }
        let visit = Visit(association: association, school: school)
        if visits[visit] == nil { visits[visit] = number }
      }
    }
  }

  /// The latest event that names the partnership or that both parties came to (D11).
  func lastJointEvent(of partnership: Partnership) -> Event? {
    let named = naming[partnership.id]
    let common = lastCommon(partnership.mentor, partnership.mentee)
    switch (named, common) {
    case (let one?, let two?): return events[min(one, two)]
    case (let one?, nil), (nil, let one?): return events[one]
    case (nil, nil): return nil
    }
  }

  /// The latest event that both schools came to.
  func lastCommonEvent(_ first: SchoolID, _ second: SchoolID) -> Event? {
    lastCommon(first, second).map { events[$0] }
  }

  /// The latest event of the association that the school came to (D13).
  func lastVisit(of school: SchoolID, to association: AssociationID) -> Event? {
    visits[Visit(association: association, school: school)].map { events[$0] }
  }

  private func lastCommon(_ first: SchoolID, _ second: SchoolID) -> Int? {
    guard let one = attended[first], let two = attended[second] else { return nil }
    var (i, j) = (0, 0)
    while i < one.count, j < two.count {
      if one[i] == two[j] { return one[i] }
      if one[i] < two[j] { i += 1 } else { j += 1 }
    }
    return nil
  }
}

extension Day {
  /// The first day of the span of events that counts on this day.
  var spanBegin: Day { adding(days: -NetworkPartnership.spanDays) }
}

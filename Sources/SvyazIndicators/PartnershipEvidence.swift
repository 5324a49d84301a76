internal import SvyazGraph

/// The latest event of each kind that indicator 9 looks for, among the events up to a day.
///
/// With nothing new recorded, the latest event alone decides until when a partnership or a membership has one in the
/// span (indicators.md D7): it is the last to age.
struct PartnershipEvidence {
  private let attendance: Attendance
  /// Numbers of the events up to the day.
  private let span: Range<Int>

  /// - Parameter attendance: of the same network.
  init(attendance: Attendance, through day: Day) {
    self.attendance = attendance
    span = attendance.numbers(through: day)
  }

  /// The latest event that names the partnership or that both parties came to (D11).
  func lastJointEvent(of partnership: Partnership) -> Event? {
    attendance.lastJointEvent(of: partnership, in: span).map { attendance.events[$0] }
  }

  /// The latest event that both schools came to.
  func lastCommonEvent(_ first: SchoolID, _ second: SchoolID) -> Event? {
    attendance.lastCommonEvent(first, second, in: span).map { attendance.events[$0] }
  }

  /// The latest event of the association that the school came to (D13).
  func lastVisit(of school: SchoolID, to association: AssociationID) -> Event? {
    attendance.lastVisit(of: school, to: association, in: span).map { attendance.events[$0] }
  }
}

extension Day {
  /// The first day of the span of events that counts on this day.
  var spanBegin: Day { adding(days: -NetworkPartnership.spanDays) }
}

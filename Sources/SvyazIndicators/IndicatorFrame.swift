internal import SvyazGraph

/// One day of the network as the readings see it.
final class IndicatorFrame {
  let data: IndicatorData
  let years: ResultYears
  let snapshot: NetworkSnapshot
  let rule: PartnershipRule
  private var partnerships: [PartnershipRule: NetworkPartnership] = [:]
  private var attendanceGaps: Set<SchoolID>?

  var day: Day { snapshot.day }

  init(_ data: IndicatorData, years: ResultYears, day: Day, rule: PartnershipRule) {
    self.data = data
    self.years = years
    self.rule = rule
    snapshot = data.network.asOf(day)
  }

  func schools(of circle: SchoolCircle) -> Set<SchoolID> {
    switch circle {
    case .all: data.all
    case .statuses(let statuses): statuses.reduce(into: []) { $0.formUnion(snapshot.schools(with: $1)) }
    }
  }

  func partnership(_ rule: PartnershipRule?) -> NetworkPartnership {
    let rule = rule ?? self.rule
    if let known = partnerships[rule] { return known }
    let made = NetworkPartnership(snapshot, attendance: data.attendance, rule: rule)
    partnerships[rule] = made
    return made
  }

  /// Schools that have the property on the day.
  func schools(having property: SchoolProperty) -> Set<SchoolID> {
    switch property {
    case .programme(let kind):
      Set(snapshot.programmes.filter { $0.kind == kind && $0.developed <= day }.map(\.school))
    case .higherResults: years.comparison(upTo: day.year).higher
    case .partnership(let rule): partnership(rule).schools
    }
  }

  /// Which of `schools` could have the property if what is missing were known, and what is missing.
  func doubtful(_ property: SchoolProperty, among schools: Set<SchoolID>) -> [MissingData] {
    switch property {
    case .programme(let kind):
      return missing(schools.subtracting(data.everProgrammed[kind] ?? []), .programme)
    case .higherResults:
      return missing(schools.subtracting(years.comparison(upTo: day.year).comparable), .comparableResults)
    case .partnership(let rule):
      let partnership = partnership(rule)
      guard (rule ?? self.rule) == .active else { return [] }
      return missing(schools.intersection(withoutAttendance()).subtracting(partnership.schools), .attendance)
    }
  }

  private func missing(_ schools: Set<SchoolID>, _ kind: MissingData.Kind) -> [MissingData] {
    schools.map { MissingData(school: $0, kind: kind) }
  }

  /// Schools that an event of the span without any visitor entered could bring in: parties of active partnerships by
  /// any such event, members by one of their association.
  private func withoutAttendance() -> Set<SchoolID> {
    if let attendanceGaps { return attendanceGaps }
    let silent = snapshot.events(inLast: NetworkPartnership.spanDays).filter {
      $0.partnership == nil && data.attendance.participants(of: $0.id) == 0
    }
    var schools: Set<SchoolID> = []
    if !silent.isEmpty {
      for (partnership, status) in snapshot.partnerships where status == .active {
        schools.formUnion([partnership.mentor, partnership.mentee])
      }
      let associations = Set(silent.compactMap(\.association))
      for membership in snapshot.memberships where associations.contains(membership.association) {
        schools.insert(membership.school)
      }
    }
    attendanceGaps = schools
    return schools
  }
}

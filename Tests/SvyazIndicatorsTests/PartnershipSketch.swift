import SvyazGraph
import SvyazTestSupport

/// Four schools drawn by hand: `b` and `c` have low results, `k` and `m` do not. The tables ask about 2020-06-29, so the
/// span of events begins on 2020-01-01.
extension Network {
  static let sketchDay: Day = "2020-06-29"

  static func sketch(_ edit: (inout Network) -> Void = { _ in }) -> Network {
    var network = Network(
      id: "sketch", name: "", asOf: sketchDay,
      subjects: [Subject(id: "ru", name: "Russian"), Subject(id: "ma", name: "Maths")])
    network.schools = ["m", "c", "k", "b"].map { School(id: $0, name: "") }
    network.status(.lowResult, "c")
    network.status(.lowResult, "b")
    edit(&network)
    return network
  }

  mutating func status(_ status: Status, _ school: SchoolID, from: Day = "2019-01-01", to: Day? = nil) {
    statuses.append(SchoolStatus(school: school, status: status, interval: DayInterval(from: from, to: to)))
  }

  mutating func partner(
    _ id: PartnershipID, _ mentor: SchoolID, _ mentee: SchoolID, _ status: Partnership.Status,
    from: Day = "2019-01-01", to: Day? = nil, subject: SubjectID? = nil
  ) {
    partnerships.append(
      Partnership(
        id: id, mentor: mentor, mentee: mentee, subject: subject, status: status,
        interval: DayInterval(from: from, to: to)))
  }

  mutating func associate(_ id: AssociationID, base: SchoolID = "k", from: Day = "2019-01-01", to: Day? = nil) {
    associations.append(
      Association(id: id, name: "", subject: "ru", base: base, interval: DayInterval(from: from, to: to)))
  }

  mutating func member(
    _ school: SchoolID, of association: AssociationID, _ role: Membership.Role = .member, from: Day = "2019-01-01",
    to: Day? = nil
  ) {
    memberships.append(
      Membership(association: association, school: school, role: role, interval: DayInterval(from: from, to: to)))
  }

  mutating func event(
    _ id: EventID, _ day: Day = "2020-05-05", host: SchoolID? = nil, of association: AssociationID? = nil,
    within partnership: PartnershipID? = nil, subject: SubjectID? = nil, organiser: String = "ЦРО",
    came: [SchoolID] = [], as role: Participation.Role = .participant, people: Int = 1
  ) {
    events.append(
      Event(
        id: id, kind: .seminar, title: "", day: day, subject: subject, host: host, association: association,
        partnership: partnership, organiser: organiser))
    participations += came.map { Participation(event: id, school: $0, role: role, people: people) }
  }
}

import SvyazGraph
import SvyazIndicators
import SvyazTestSupport
import Testing

/// D7–D11: when a partnership counts.
@Suite struct PartnershipRuleTests {
  /// `m` mentors `b` in an active partnership `p`, and nothing else but what `edit` adds.
  static func active(
    _ description: String, counts: Bool, _ edit: @escaping @Sendable (inout Network) -> Void
  ) -> PartnershipCase {
    PartnershipCase(description, active: counts ? "b m" : "", formal: "b m", steps: counts ? "" : "b jointEvent") {
      $0.partner("p", "m", "b", .active)
      edit(&$0)
    }
  }

  static let spans: [PartnershipCase] = [
    active("no event at all", counts: false) { _ in },
    active("D7: on the first day of the span", counts: true) { $0.event("e", "2020-01-01", within: "p") },
    active("D7: a day before the span", counts: false) { $0.event("e", "2019-12-31", within: "p") },
    active("D7: on the day itself", counts: true) { $0.event("e", "2020-06-29", within: "p") },
    active("D7: a day later", counts: false) { $0.event("e", "2020-06-30", within: "p") },
    PartnershipCase("D7: an event before the partnership began", active: "b m", formal: "b m") {
      $0.partner("p", "m", "b", .active, from: "2020-06-29")
      $0.event("e", "2020-02-01", within: "p")
    },
    PartnershipCase("D7: an event before membership and association began", active: "b", formal: "b") {
      $0.associate("a", from: "2020-06-28")
      $0.member("b", of: "a", from: "2020-06-29")
      $0.event("e", "2020-02-01", of: "a", came: ["b"])
    },
  ]
  @Test(arguments: spans) func spanOfEvents(_ line: PartnershipCase) { line.check() }

  static func ended(
    _ status: Partnership.Status, from: Day = "2019-01-01", to: Day?, isActive: Bool
  ) -> PartnershipCase {
    let schools = isActive ? "b m" : ""
    return PartnershipCase("D8: \(status) until \(to?.description ?? "open")", active: schools, formal: schools) {
      $0.partner("p", "m", "b", status, from: from, to: to)
      $0.event("e", within: "p")
    }
  }

  static let statuses: [PartnershipCase] = [
    ended(.completed, to: "2020-12-31", isActive: true), ended(.completed, to: "2020-06-30", isActive: true),
    ended(.completed, to: "2020-06-29", isActive: false), ended(.completed, to: nil, isActive: false),
    ended(.completed, from: "2020-06-30", to: "2020-12-31", isActive: false),
    ended(.terminated, to: "2020-12-31", isActive: true), ended(.terminated, to: "2020-06-30", isActive: true),
    ended(.terminated, to: "2020-06-29", isActive: false), ended(.terminated, to: nil, isActive: false),
    ended(.active, to: "2020-06-30", isActive: true), ended(.active, to: "2020-06-29", isActive: false),
    PartnershipCase("D8: a proposal with an end stays one", active: "", formal: "", formalSteps: "b agree") {
      $0.partner("p", "m", "b", .proposed, to: "2020-12-31")
      $0.event("e", within: "p")
    },
    PartnershipCase("D8: an agreement with an end stays one", active: "", formal: "b m", steps: "b activate") {
      $0.partner("p", "m", "b", .agreed, to: "2020-12-31")
      $0.event("e", within: "p")
    },
    PartnershipCase(
      "D8: completed, to come to its end, without an event", active: "", formal: "b m", steps: "b jointEvent"
    ) { $0.partner("p", "m", "b", .completed, to: "2020-12-31") },
  ]
  @Test(arguments: statuses) func statusOnTheDay(_ line: PartnershipCase) { line.check() }

  static let parties: [PartnershipCase] = [
    PartnershipCase("D9: a low-result mentor counts too", active: "b m", formal: "b m") {
      $0.partner("p", "b", "m", .active)
      $0.event("e", within: "p")
    },
    PartnershipCase("D9: subjects play no part", active: "b m", formal: "b m") {
      $0.partner("p", "m", "b", .active, subject: "ru")
      $0.event("e", subject: "ma", came: ["m", "b"])
    },
    PartnershipCase("both low-result", active: "b c", formal: "b c") {
      $0.partner("p", "c", "b", .active)
      $0.event("e", came: ["b", "c"])
    },
  ]
  @Test(arguments: parties) func bothParties(_ line: PartnershipCase) { line.check() }

  static let comings: [PartnershipCase] =
    Participation.Role.allCases.map { role in
      active("D10: both came as \(role)", counts: true) { $0.event("e", came: ["m", "b"], as: role, people: 0) }
    } + [
      active("D10: the host has no row", counts: true) { $0.event("e", host: "b", came: ["m"]) },
      active("D10: the mentor as host", counts: true) { $0.event("e", host: "m", came: ["b"]) },
      active("D10: the organiser does not count", counts: false) { $0.event("e", organiser: "b", came: ["m"]) },
      active("D11: the mentee alone", counts: false) { $0.event("e", came: ["b", "k"]) },
      active("D11: the mentor alone", counts: false) { $0.event("e", host: "m", came: ["c"]) },
      active("D11: on two different events", counts: false) {
        $0.event("e", came: ["b"])
        $0.event("f", came: ["m"])
      },
      active("D11: names the partnership, nobody came", counts: true) { $0.event("e", within: "p") },
      active("D11: names it, only others came", counts: true) { $0.event("e", within: "p", came: ["c"]) },
      active("D11: an association's event", counts: true) {
        $0.associate("a")
        $0.event("e", of: "a", came: ["b", "m"])
      },
      active("D11: both rows of one school", counts: false) {
        $0.event("e", came: ["b"], as: .speaker)
        $0.participations.append(Participation(event: "e", school: "b", role: .host, people: 3))
      },
      PartnershipCase("D11: names another partnership, both came", active: "b c m", formal: "b c m") {
        $0.partner("p", "m", "b", .active)
        $0.partner("q", "m", "c", .active)
        $0.event("e", within: "q", came: ["m", "b"])
      },
      PartnershipCase("D11: names another partnership, one came", active: "c m", formal: "b c m", steps: "b jointEvent")
      {
        $0.partner("p", "m", "b", .active)
        $0.partner("q", "m", "c", .active)
        $0.event("e", within: "q", came: ["b"])
      },
    ]
  @Test(arguments: comings) func jointEvents(_ line: PartnershipCase) { line.check() }
}

import SvyazGraph
import SvyazIndicators
import SvyazTestSupport
import Testing

/// D12–D14: when a membership counts, and rows as alternatives.
@Suite struct MembershipRuleTests {
  static let members: [PartnershipCase] =
    Membership.Role.allCases.map { role in
      PartnershipCase("D12: a member as \(role)", active: "b", formal: "b") {
        $0.associate("a")
        $0.member("b", of: "a", role)
        $0.event("e", of: "a", came: ["b"])
      }
    } + [
      PartnershipCase("D12: the association has ended", active: "", formal: "") {
        $0.associate("a", to: "2020-06-29")
        $0.member("b", of: "a")
        $0.event("e", of: "a", came: ["b"])
      },
      PartnershipCase("D12: the association has not begun", active: "", formal: "") {
        $0.associate("a", from: "2020-06-30")
        $0.member("b", of: "a")
        $0.event("e", of: "a", came: ["b"])
      },
      PartnershipCase("D12: the last day of both", active: "b", formal: "b") {
        $0.associate("a", to: "2020-06-30")
        $0.member("b", of: "a", to: "2020-06-30")
        $0.event("e", of: "a", came: ["b"])
      },
      PartnershipCase("D12: the membership has ended", active: "", formal: "") {
        $0.associate("a")
        $0.member("b", of: "a", to: "2020-06-29")
        $0.event("e", of: "a", came: ["b"])
      },
      PartnershipCase("D12: the base alone makes no member", active: "", formal: "") {
        $0.associate("a", base: "b")
        $0.event("e", host: "b", of: "a", came: ["b"])
      },
      PartnershipCase("D12: a visitor is no member", active: "", formal: "") {
        $0.associate("a")
        $0.event("e", of: "a", came: ["b"])
      },
      PartnershipCase(
        "D12: member of one, at the event of another", active: "", formal: "b", steps: "b associationEvent"
      ) {
        $0.associate("a")
        $0.associate("other")
        $0.member("b", of: "a")
        $0.event("e", of: "other", came: ["b"])
      },
    ]
  @Test(arguments: members) func whoIsAMember(_ line: PartnershipCase) { line.check() }

  static func member(
    _ description: String, counts: Bool, _ edit: @escaping @Sendable (inout Network) -> Void
  ) -> PartnershipCase {
    PartnershipCase(description, active: counts ? "b" : "", formal: "b", steps: counts ? "" : "b associationEvent") {
      $0.associate("a")
      $0.member("b", of: "a")
      edit(&$0)
    }
  }

  static let visits: [PartnershipCase] = [
    member("no event", counts: false) { _ in },
    member("D13: an event of no association", counts: false) { $0.event("e", came: ["b"]) },
    member("D13: an event of it that the school missed", counts: false) { $0.event("e", of: "a", came: ["k"]) },
    member("D13: as host", counts: true) { $0.event("e", host: "b", of: "a") },
    member("D13: as organiser", counts: false) { $0.event("e", of: "a", organiser: "b") },
    member("D13: on the first day of the span", counts: true) { $0.event("e", "2020-01-01", of: "a", came: ["b"]) },
    member("D13: a day before the span", counts: false) { $0.event("e", "2019-12-31", of: "a", came: ["b"]) },
    member("D13: after the day", counts: false) { $0.event("e", "2020-06-30", of: "a", came: ["b"]) },
    member("D13: of it and of a partnership at once", counts: true) {
      $0.partner("p", "m", "k", .proposed)
      $0.event("e", of: "a", within: "p", came: ["b"])
    },
  ]
  @Test(arguments: visits) func eventsOfTheAssociation(_ line: PartnershipCase) { line.check() }

  static let alternatives: [PartnershipCase] = [
    PartnershipCase("D14: an ended and an open membership", active: "b", formal: "b") {
      $0.associate("a")
      $0.member("b", of: "a", to: "2020-03-01")
      $0.member("b", of: "a", from: "2020-06-01")
      $0.event("e", of: "a", came: ["b"])
    },
    PartnershipCase("D14: memberships that touch on the day", active: "b", formal: "b") {
      $0.associate("a")
      $0.member("b", of: "a", .lowResult, to: "2020-06-29")
      $0.member("b", of: "a", .projectSite, from: "2020-06-29")
      $0.event("e", of: "a", came: ["b"])
    },
    PartnershipCase("D14: between two memberships", active: "", formal: "") {
      $0.associate("a")
      $0.member("b", of: "a", to: "2020-06-29")
      $0.member("b", of: "a", from: "2020-06-30")
      $0.event("e", of: "a", came: ["b"])
    },
    PartnershipCase("D14: two partnerships, one with an event", active: "b m", formal: "b k m") {
      $0.partner("p", "k", "b", .active)
      $0.partner("q", "m", "b", .active)
      $0.event("e", within: "q")
    },
    PartnershipCase("D14: of one pair, a proposal and an active one", active: "b m", formal: "b m") {
      $0.partner("p", "m", "b", .proposed)
      $0.partner("q", "m", "b", .active)
      $0.event("e", came: ["b", "m"])
    },
    PartnershipCase("D14: a partnership fails, the membership holds", active: "b", formal: "b m") {
      $0.partner("p", "m", "b", .active)
      $0.associate("a")
      $0.member("b", of: "a")
      $0.event("e", of: "a", came: ["b"])
    },
  ]
  @Test(arguments: alternatives) func rowsAreAlternatives(_ line: PartnershipCase) { line.check() }
}

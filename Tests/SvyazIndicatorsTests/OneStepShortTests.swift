import SvyazGraph
import SvyazIndicators
import SvyazTestSupport
import Testing

/// D16: the one act that is lacking.
@Suite struct OneStepShortTests {
  static let cases: [PartnershipCase] = [
    PartnershipCase("a joint event comes before all", active: "", formal: "b k m", steps: "b jointEvent") {
      $0.partner("p", "m", "b", .agreed)
      $0.event("e", within: "p")
      $0.associate("a")
      $0.member("b", of: "a")
      $0.partner("q", "k", "b", .active)
    },
    PartnershipCase("the association comes before activating", active: "", formal: "b m", steps: "b associationEvent") {
      $0.partner("p", "m", "b", .agreed)
      $0.event("e", within: "p")
      $0.associate("a")
      $0.member("b", of: "a")
    },
    PartnershipCase("activate: both came, the event names nothing", active: "", formal: "b m", steps: "b activate") {
      $0.partner("p", "m", "b", .agreed)
      $0.event("e", host: "m", came: ["b"])
    },
    PartnershipCase("agreed without a joint event lacks two acts", active: "", formal: "b m") {
      $0.partner("p", "m", "b", .agreed)
      $0.event("e", "2019-12-31", within: "p")
    },
    PartnershipCase("proposed with an event lacks two acts", active: "", formal: "", formalSteps: "b agree") {
      $0.partner("p", "m", "b", .proposed)
      $0.event("e", within: "p")
    },
    PartnershipCase("a proposal that has ended is no step", active: "", formal: "") {
      $0.partner("p", "m", "b", .proposed, to: "2020-06-29")
    },
    PartnershipCase("an ended interval is no step", active: "", formal: "") {
      $0.partner("p", "m", "b", .active, to: "2020-06-29")
      $0.associate("a")
      $0.member("b", of: "a", to: "2020-06-29")
      $0.event("e", of: "a", within: "p", came: ["b"])
    },
    PartnershipCase("both low-result parties, sorted", active: "", formal: "b c", steps: "b jointEvent, c jointEvent") {
      $0.partner("p", "c", "b", .active)
    },
    PartnershipCase("the mentor of a proposal too", active: "", formal: "", formalSteps: "b agree, c agree") {
      $0.partner("p", "c", "b", .proposed)
      $0.partner("q", "b", "m", .proposed)
    },
    PartnershipCase("schools without low results are not named", active: "", formal: "k m") {
      $0.partner("p", "k", "m", .active)
    },
    PartnershipCase("one that is in already lacks nothing", active: "b m", formal: "b k m") {
      $0.partner("p", "m", "b", .active)
      $0.partner("q", "k", "b", .active)
      $0.partner("r", "k", "b", .proposed)
      $0.event("e", within: "p")
    },
    PartnershipCase("member of two, at an event of one", active: "b", formal: "b") {
      $0.associate("a")
      $0.associate("other")
      $0.member("b", of: "a")
      $0.member("b", of: "other")
      $0.event("e", of: "other", came: ["b"])
    },
    PartnershipCase("nothing at all", active: "", formal: "") { _ in },
  ]
  @Test(arguments: cases) func step(_ line: PartnershipCase) { line.check() }

  @Test func theyAreCountedInTheForecast() {
    let network = Network.sketch {
      $0.schools += ["d", "e"].map { School(id: $0, name: "") }
      $0.status(.lowResult, "d")
      $0.partner("p", "m", "b", .active)
      $0.partner("q", "m", "c", .active)
      $0.event("e", within: "p")
    }
    let active = Indicator9(network: network, day: Network.sketchDay, rule: .active)
    #expect(active.readings[0].sharePerMille == 333)
    #expect(active.forecast.withThem == 667)
    let formal = Indicator9(network: network, day: Network.sketchDay, rule: .formal)
    #expect(formal.readings[0].sharePerMille == 667)
    #expect(formal.forecast.withThem == 667)
  }
}

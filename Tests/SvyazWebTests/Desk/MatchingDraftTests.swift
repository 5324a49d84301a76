import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

@testable import SvyazWeb

@Suite struct MatchingDraftTests {
  @Test(arguments: [
    "", "on=2021-03-15&subject=mathematics&district=same&km=7.5&capacity=3&load=100&w-strength=0&keep=active",
    "pin=a~b~russian&ban=c~d~russian&no-pin=e~f~&no-ban=g~h~russian&variant=3&version=2",
  ]) func aDraftIsItsAddress(_ query: String) throws {
    let draft = try MatchingDraft(query: query)
    #expect(draft.query.text == query)
    #expect(try MatchingDraft(query: draft.query.text) == draft)
  }

  @Test(arguments: ["km=-1", "capacity=x", "district=far", "pin=a~b", "ban=a~b~c~d", "pin=<~b~c", "on=2021-13-01"])
  func whatIsNoDraftIsRefused(_ query: String) {
    #expect(throws: WebFault.self) { try MatchingDraft(query: query) }
  }

  @Test func pinAndBanOfOnePairCannotBeBoth() throws {
    func decide(
      _ draft: MatchingDraft, _ rule: MatchingConstraint.Rule, _ isOn: Bool, to mentor: SchoolID = "m",
      stored: [MatchingConstraint] = []
    ) -> MatchingDraft {
      draft.deciding(rule, isOn, mentee: "s", mentor: mentor, subject: "russian", stored: stored)
    }
    let pinned = decide(MatchingDraft(), .pin, true)
    #expect(pinned.query.text == "pin=s~m~russian")
    #expect(decide(pinned, .ban, true).query.text == "ban=s~m~russian")
    #expect(decide(pinned, .pin, true, to: "n").query.text == "pin=s~n~russian")
    #expect(decide(pinned, .pin, false).query.text == "")
    // A stored row is lifted, and the draft needs no row of its own to say the same again.
    let stored = [MatchingConstraint(rule: .pin, mentee: "s", mentor: "m", subject: "russian")]
    let lifted = decide(MatchingDraft(), .pin, false, stored: stored)
    #expect(lifted.query.text == "no-pin=s~m~russian")
    #expect(decide(lifted, .pin, true, stored: stored).query.text == "")
    #expect(decide(MatchingDraft(), .ban, true, stored: stored).query.text == "ban=s~m~russian&no-pin=s~m~russian")
  }

  @Test(arguments: [(0, "0,0"), (49, "0,0"), (50, "0,1"), (-1234, "−1,2"), (1_018_649, "1\u{A0}018,6"), (-20, "0,0")])
  func costsAreThousands(_ points: Int, _ text: String) { #expect(DeskFigure.cost(points) == text) }
}

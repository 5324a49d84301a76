import SvyazContract
import SvyazGraph
import Testing

@testable import SvyazExchange

@Suite struct ContractWordTests {
  @Test func everyWordReadsBack() {
    check(Status.self, ["low_result", "adverse", "high_result", "project_site", "risk"])
    check(Assessment.self, ["vpr", "oge", "ege"])
    check(MatchingConstraint.Rule.self, ["pin", "ban"])
    check(Partnership.Status.self, ["proposed", "agreed", "active", "completed", "terminated"])
    check(Membership.Role.self, ["leader", "project_site", "high_result", "low_result", "member"])
    check(
      Event.Kind.self,
      [
        "conference", "seminar", "webinar", "master_class", "training", "strategy_session", "lesson_visit",
        "experience_exchange",
      ])
    check(Participation.Role.self, ["host", "speaker", "participant"])
    check(Programme.Kind.self, ["quality_improvement", "teacher_growth"])
    check(StaffFigures.Group.self, ["director", "deputy", "teacher"])
  }

  private func check<Word: ContractWord>(_ type: Word.Type, _ words: [String]) {
    #expect(Word.allCases.map(\.contractWord) == words)
    for word in Word.allCases { #expect(Word(contractWord: word.contractWord) == word) }
    #expect(Word(contractWord: "") == nil)
    #expect(Word(contractWord: words[0].uppercased()) == nil)
  }

  @Test func keysAreColumns() {
    for table in Network.Table.allCases {
      #expect(Set(table.keyColumns).isSubset(of: table.columns))
      #expect(Set(table.columns).count == table.columns.count)
    }
    #expect(
      Network.Table.allCases.filter(\.isRequired).map(\.fileName) == ["network.json", "districts.csv", "schools.csv"])
  }
}

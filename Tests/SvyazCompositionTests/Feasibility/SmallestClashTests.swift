import Testing

@testable import SvyazComposition

@Suite("The fewest rules that clash, asked for one set after the other")
struct SmallestClashTests {
  @Test("what many rules leave open is asked again of fewer")
  func asksAgain() throws {
    // Rule 0 is tried first, when rule 4 still makes the question too hard.
    var search = SmallestClash(classes: Array(0..<6), questions: 0) { isActive in
      let rules = Set(isActive.indices.filter { isActive[$0] })
      guard rules.isSuperset(of: [1, 2, 3, 5]) else { return .possible(kept: isActive) }
      return rules == [1, 2, 3, 4, 5] ? .undecided : .impossible
    }
    let outcome = try search.run()
    #expect(outcome.rules == [1, 2, 3, 5])
    #expect(outcome.isProved)
    #expect(!outcome.isSmallest)
  }
}

import SvyazExchange
import SvyazGraph
import SvyazTestSupport
import Testing

/// The subject that a person types.
@Suite struct SubjectWordTests {
  static func network(_ subjects: KeyValuePairs<SubjectID, String>) -> Network {
    Network(id: "n", name: "Сеть", asOf: "2021-04-30", subjects: subjects.map { Subject(id: $0, name: $1) })
  }

  static let sample = network(["mathematics": "математика", "russian": "русский язык"])

  @Test(arguments: [
    "mathematics", "maths", "math", "Maths", "математика", "Математика", " МАТЕМАТИКА ", "матем", "математике",
  ])
  func usualWordsForMathematics(_ word: String) {
    #expect(Self.sample.subject(meantBy: word) == .subject("mathematics"))
  }

  @Test(arguments: ["russian", "русский", "Русский язык", "рус. яз."])
  func usualWordsForRussian(_ word: String) { #expect(Self.sample.subject(meantBy: word) == .subject("russian")) }

  @Test(arguments: ["", " ", "-", "физика", "mathem", "mathematicss", "русский родной", "матем.русский"])
  func otherWordsAreUnknown(_ word: String) { #expect(Self.sample.subject(meantBy: word) == .unknown) }

  @Test func anIdCountsBeforeANameAndANameBeforeAWord() {
    let network = Self.network(["maths": "алгебра", "algebra": "математика", "math": "maths"])
    #expect(network.subject(meantBy: "maths") == .subject("maths"))
    #expect(network.subject(meantBy: "Maths") == .subject("maths"))
    #expect(network.subject(meantBy: "математика") == .subject("algebra"))
    #expect(Self.network(["m": "математика"]).subject(meantBy: "maths") == .subject("m"))
  }

  @Test func oneWordForTwoSubjectsIsNotGuessed() {
    let twins = Self.network(["m-9": "математика", "m-5": "Математика", "r": "русский язык"])
    #expect(twins.subject(meantBy: "математика") == .several(["m-5", "m-9"]))
    #expect(twins.subject(meantBy: "maths") == .several(["m-5", "m-9"]))
    #expect(twins.subject(meantBy: "m-9") == .subject("m-9"))
    let apart = Self.network(["maths": "а", "mathematics": "б"])
    #expect(apart.subject(meantBy: "математика") == .unknown)
  }
}

import SvyazComposition
import SvyazGraph
import SvyazSynthesis
import Testing

@Suite struct CompositionProblemTests {
  @Test func refusesASubjectThatTheNetworkLacks() throws {
    let network = Network(
      id: "city", name: "Город", asOf: try #require(Day(iso: "2021-04-30")),
      subjects: [Subject(id: "russian", name: "русский язык")])
    #expect(throws: CompositionError.unknownSubject("maths", known: ["russian"])) {
      try CompositionProblem(network: network, day: network.asOf, subject: "maths", options: CompositionOptions())
    }
  }
}

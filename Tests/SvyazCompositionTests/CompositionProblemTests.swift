import SvyazComposition
import SvyazGraph
import Testing

@Suite struct CompositionProblemTests {
  @Test func refusesASubjectThatTheNetworkLacks() throws {
    let russian = try #require(SubjectID("russian"))
    let maths = try #require(SubjectID("maths"))
    let network = Network(
      id: try #require(NetworkID("city")), name: "Город", asOf: try #require(Day(iso: "2021-04-30")),
      subjects: [Subject(id: russian, name: "русский язык")])
    #expect(throws: CompositionError.unknownSubject("maths", known: [russian])) {
      try CompositionProblem(network: network, day: network.asOf, subject: maths, options: CompositionOptions())
    }
  }
}

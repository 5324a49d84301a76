import SvyazComposition
import SvyazGraph
import SvyazTestSupport
import Testing

@Suite struct CompositionProblemTests {
  @Test func refusesASubjectThatTheNetworkLacks() throws {
    let russian: SubjectID = "russian"
    let maths: SubjectID = "maths"
    let network = Network(
      id: "city", name: "Город", asOf: "2021-04-30",
      subjects: [Subject(id: russian, name: "русский язык")])
    #expect(throws: CompositionError.unknownSubject("maths", known: [russian])) {
      try CompositionProblem(network: network, day: network.asOf, subject: maths, options: CompositionOptions())
    }
  }
}

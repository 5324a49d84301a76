import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// A slide that would not hold names shows numbers and says so.
@Suite struct ShortLabelTests {
  @Test func manySchoolsAreNumbersWithAKey() throws {
    var network = SampleNetworks.mentoring(lowResult: 50, mentors: 40, ties: 100)
    network.schools[3].number = network.schools[0].number
    network.schools[5].number = nil
    let map = MentorMap(network.asOf("2020-11-30"), edition: .working).map
    #expect(map.nodes.count > ShortLabels.limit)
    #expect(map.subtitle.hasSuffix("показаны номера школ"))
    let labels = map.nodes.map(\.label)
    #expect(Set(labels).count == labels.count)
    let numbers = Dictionary(
      network.schools.map { ("school-\($0.id)", $0.number) }, uniquingKeysWith: { first, _ in first })
    let keys = Dictionary(map.codes.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    for node in map.nodes {
      if let number = Int(node.label) {
        #expect(numbers[node.id] == number)
      } else {
        let school = network.schools.first { "school-\($0.id)" == node.id }
        #expect(keys[node.label] == school?.label, "\(node.label)")
      }
    }
    // One of two schools of a number, and the one without.
    #expect(map.codes.count == 2)
    // Sentences still name schools in full.
    #expect(map.caption.allSatisfy { !$0.contains("(1)") })
    let scene = try Drawing.inProcess(map).scene
    #expect(scene.size == MapScene.slide)
    #expect(SceneTests.faults(in: scene, of: map) == [])
  }

  @Test func fewSchoolsAndPaperKeepNames() {
    let few = SampleNetworks.mentoring(lowResult: 20, mentors: 20, ties: 40).asOf("2020-11-30")
    #expect(MentorMap(few, edition: .working).map.codes.isEmpty)
    #expect(MentorMap(few, edition: .working).map.nodes.allSatisfy { Int($0.label) == nil })
    let many = SampleNetworks.mentoring(lowResult: 50, mentors: 40, ties: 100).asOf("2020-11-30")
    #expect(MentorMap(many, paper: .a3, edition: .working).map.nodes.allSatisfy { Int($0.label) == nil })
  }

  @Test func tooManyNamesWithoutANumberStayNames() {
    var network = SampleNetworks.mentoring(lowResult: 50, mentors: 40, ties: 100)
    for index in network.schools.indices { network.schools[index].number = nil }
    let map = MentorMap(network.asOf("2020-11-30"), edition: .working).map
    #expect(map.codes.isEmpty)
    #expect(!map.subtitle.contains("номера"))
  }

  /// Whatever its words, a name of sixty characters is whole.
  @Test func namesOfSixtyCharactersAreNeverCut() {
    var generator = SeededGenerator(seed: 60)
    for _ in 0..<3000 {
      var name = ""
      while name.count < 60 {
        let word = String(repeating: "щ", count: 1 + Int(generator.next() % 30))
        name += (name.isEmpty ? "" : " ") + word
      }
      name = String(name.prefix(60))
      let lines = DisplayText.wrap(name)
      #expect(!lines.contains { $0.hasSuffix("…") }, "\(name)")
      #expect(lines.allSatisfy { $0.count <= DisplayText.lineLength })
      #expect(lines.joined().filter { $0 == "щ" }.count == name.filter { $0 == "щ" }.count)
    }
  }

  @Test func noLabelOfTheSampleIsCut() throws {
    let city = try AssociationSamples.samara()
    let maps = [
      MentorMap(city, edition: .working).map, MentorMap(city, design: .districts, edition: .working).map,
      try AssociationMap(city, edition: .working).map,
      try SchoolMap(city, school: "school-124", edition: .working).map,
    ]
    for map in maps {
      let scene = try Drawing.inProcess(map).scene
      for text in scene.nodes.flatMap(\.texts) + scene.panels.flatMap(\.texts) + scene.furniture.flatMap(\.texts) {
        #expect(!text.text.hasSuffix("…"), "\(text.text)")
      }
    }
  }
}

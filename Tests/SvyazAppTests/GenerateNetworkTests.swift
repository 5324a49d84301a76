import Foundation
import SvyazExchange
import SvyazGraph
import SvyazSynthesis
import SvyazTestSupport
import Testing

@testable import SvyazApp

@Suite struct GenerateNetworkTests {
  @Test(arguments: [1, 40, 200]) func writesWhatItMade(schools: Int) throws {
    let folder = try TemporaryFolder()
    let outcome = try GenerateNetwork.synthetic(schools: schools, seed: 5, to: folder.path + "/net")
    let reading = try NetworkFolder.read(path: folder.path + "/net")
    #expect(reading.faults == [])
    #expect(reading.network?.schools.count == outcome.schools)
    #expect(
      reading.network?.participations.count == SyntheticNetwork.make(schools: schools, seed: 5).participations.count)
  }

  @Test(arguments: [0, -3, SyntheticNetwork.maximumSchools + 1]) func refusesOtherNumbers(schools: Int) {
    #expect(throws: UsageError.self) {
      try GenerateNetwork.synthetic(schools: schools, seed: 5, to: "/dev/null/nowhere")
    }
  }

  @Test func namesTheFileOfFactsThatIsMissing() throws {
    let folder = try TemporaryFolder()
    #expect(throws: SamaraFactsError.unreadable(file: "district_adjacency.csv")) {
      try GenerateNetwork.samara(facts: folder.path, to: folder.path + "/net")
    }
  }

  @Test func namesTheCellOfFactsThatIsWrong() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: Project.facts, toPath: folder.path + "/facts")
    try "district_a,district_b\nleninsky,Ленинский\n".write(
      toFile: folder.path + "/facts/district_adjacency.csv", atomically: true, encoding: .utf8)
    let error = #expect(throws: SamaraFactsError.self) {
      try GenerateNetwork.samara(facts: folder.path + "/facts", to: folder.path + "/net")
    }
    #expect(error?.message.contains("district_adjacency.csv, строка 2, столбец «district_b»") == true)
    #expect(error?.code == "generate.factsCell")
  }
}

/// Files of the project.
enum Project {
  static let facts = SvyazProcess.repository.path + "/Facts/samara"
  static let sample = SvyazProcess.repository.path + "/graphs/samara-2020"
}

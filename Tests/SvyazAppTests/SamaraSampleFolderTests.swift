import Foundation
import SvyazExchange
import SvyazGraph
import SvyazSynthesis
import SvyazTestSupport
import Testing

@testable import SvyazApp

/// The sample that the project keeps in `graphs/samara-2020`.
@Suite struct SamaraSampleFolderTests {
  private let network: Network
  private let today: NetworkSnapshot

  init() throws {
    network = try NetworkFolder.load(path: Project.sample)
    today = network.asOf(network.asOf)
  }

  @Test func isWhatTheGeneratorWrites() throws {
    let folder = try TemporaryFolder()
    try GenerateNetwork.samara(facts: Project.facts, to: folder.path)
    let files = try FileManager.default.contentsOfDirectory(atPath: Project.sample).sorted()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == files)
    for file in files {
      let kept = FileManager.default.contents(atPath: Project.sample + "/" + file)
      let made = FileManager.default.contents(atPath: folder.path + "/" + file)
      #expect(kept == made, "\(file): write the sample anew with svyaz generate --samara")
    }
  }

  @Test func namesTheThirtySchoolsOfTheOrder() {
    let numbers = [
      5, 15, 20, 23, 24, 29, 33, 37, 39, 50, 55, 70, 79, 89, 96, 98, 107, 112, 119, 128, 140, 150, 153, 171, 177, 178,
    ]
    let named: [SchoolID] = ["valdorfskaya", "vechernyaya-8", "kazachiy-korpus", "potencial"]
    #expect(today.schools(with: .lowResult) == Set(numbers.compactMap { SchoolID("school-\($0)") } + named))
    let basis = Set(network.statuses.filter { $0.status == .lowResult }.map(\.basis))
    #expect(basis == ["приказ Самарского управления от 08.05.2020 № 149-од"])
  }

  @Test func hasTheSizesThatItIsMeantToHave() {
    #expect(network.name.contains("Самар") && network.name.hasSuffix("Учебные данные"))
    #expect(network.schools.count == 188)
    #expect(network.districts.count == 9)
    #expect(network.districts.map(\.neighbours.count).reduce(0, +) == 18)
    #expect(network.measures.map(\.number) == Array(1...22))
    #expect(today.schools(with: .projectSite).count == 10)
    #expect(today.schools(with: .highResult).count == 10)
    #expect(Dictionary(grouping: network.associations, by: \.subject).mapValues(\.count).values.sorted() == [4, 4])
    #expect(network.events.count == 40)
    #expect(Set(network.events.map(\.kind)) == Set(Event.Kind.allCases))
    #expect(Set(network.participations.map(\.event)) == Set(network.events.map(\.id)))
    #expect(Set(network.partnerships.map(\.status)) == Set(Partnership.Status.allCases))
    #expect(Set(network.memberships.map(\.role)) == Set(Membership.Role.allCases))
    #expect(network.subjects.map(\.id) == ["mathematics", "russian"])
  }

  @Test func labelsFitAMap() {
    #expect(Set(network.schools.map(\.label)).count == 188)
    #expect(network.schools.allSatisfy { $0.label.count <= 24 })
    #expect(network.schools.allSatisfy { $0.district != nil && $0.location != nil && $0.students != nil })
  }

  @Test func associationsHaveSixToFifteenMembers() {
    for association in network.associations {
      let members = Set(network.memberships.filter { $0.association == association.id }.map(\.school))
      #expect((6...15).contains(members.count))
      #expect(members.contains(association.base))
    }
  }

  @Test func pinsCanHold() {
    let totals = Dictionary(
      network.mentorCapacities.filter { $0.subject == nil }.map { ($0.school, $0.capacity) },
      uniquingKeysWith: { first, _ in first })
    let low = today.schools(with: .lowResult)
    let pins = network.constraints.filter { $0.rule == .pin }
    #expect((2...3).contains(pins.count))
    #expect((3...4).contains(network.constraints.count - pins.count))
    for pin in pins {
      #expect(low.contains(pin.mentee) && !low.contains(pin.mentor) && pin.subject != nil)
      #expect(pins.count { $0.mentor == pin.mentor } <= totals[pin.mentor] ?? 2)
      let banned = network.constraints.contains {
        $0.rule == .ban && ($0.mentee, $0.mentor) == (pin.mentee, pin.mentor)
      }
      #expect(!banned)
    }
  }

  @Test func everyColumnSaysWhereItComesFrom() throws {
    let told = Dictionary(grouping: SamaraSample.columns, by: \.table).mapValues { Set($0.flatMap(\.columns)) }
    for file in try FileManager.default.contentsOfDirectory(atPath: Project.sample) where file.hasSuffix(".csv") {
      let bytes = [UInt8](FileManager.default.contents(atPath: Project.sample + "/" + file) ?? Data())
      #expect(told[String(file.dropLast(4))] == Set(CSVDocument(bytes: bytes, file: file).header), "\(file)")
    }
  }
}

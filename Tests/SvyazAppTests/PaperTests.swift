import Foundation
import SvyazExchange
import SvyazGraph
import SvyazIndicators
import SvyazPaper
import SvyazTestSupport
import Testing

@testable import SvyazApp

/// What the papers say, from the sample.
@Suite struct PaperTests {
  static func sample() throws -> Network {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try NetworkFolder.load(path: root.appending(path: "graphs/samara-2020").path(percentEncoded: false))
  }

  static func tables(_ paper: Paper) -> [PaperTable] {
    paper.blocks.compactMap { block in if case .table(let table) = block { table } else { nil } }
  }

  static func text(_ paper: Paper) -> String { paper.html() }

  @Test func theHashIsThatOfTheFilesOneAfterTheOther() throws {
    let network = try Self.sample()
    let folder = try TemporaryFolder()
    try NetworkFolder.write(network, to: folder.path + "/out")
    let files = Network.Table.allCases.map { table in
      folder.path + "/out/" + (table == .network ? "network.json" : "\(table.rawValue).csv")
    }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "cat \"$@\" | sha256sum", "sh"] + files
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(String(decoding: output, as: UTF8.self).split(separator: " ").first.map(String.init) == network.dataHash)
    #expect(network.shuffled(seed: 3).dataHash == network.dataHash)
    var changed = network
    changed.schools[0].students = 1
    #expect(changed.dataHash != network.dataHash)
  }

  @Test func theAnnexNamesEveryPairInForce() throws {
    let network = try Self.sample()
    let paper = try MentorAnnex(source: PaperSource(network: network)).paper()
    let rows = Self.tables(paper).flatMap(\.rows).filter { !$0.isGroup }
    let inForce = network.asOf(network.asOf).partnerships
    #expect(rows.count == inForce.filter { [.proposed, .agreed, .active].contains($0.status) }.count)
    #expect(rows.contains { $0.cells.map(\.plain).contains("№ 10-п от 10.09.2020") })
    // Papers name the last day that is in.
    #expect(rows.contains { $0.cells.map(\.plain).contains("с 14.09.2020 по 31.12.2021") })
    #expect(throws: PaperRequestError.workingOnly(title: MentorAnnex.title)) {
      try MentorAnnex(source: PaperSource(network: network, edition: .public)).paper()
    }
  }

  @Test func theCompositionOfAssociationsHasEveryMember() throws {
    let network = try Self.sample()
    let snapshot = network.asOf(network.asOf)
    let working = AssociationAnnex(source: PaperSource(network: network)).paper()
    #expect(Self.tables(working).count == snapshot.associations.count)
    #expect(Self.tables(working).flatMap(\.rows).count == snapshot.memberships.count)
    #expect(Self.text(working).contains("адресная поддержка"))
    let shown = AssociationAnnex(source: PaperSource(network: network, edition: .public)).paper()
    #expect(!Self.text(shown).contains("адресная поддержка"))
  }

  @Test func theAgreementIsFilledInAsFarAsItIsKnown() throws {
    let network = try Self.sample()
    let paper = try AgreementForm(source: PaperSource(network: network), partnership: "p-10").paper()
    let text = Self.text(paper)
    let partnership = try #require(network.partnerships.first { $0.id == "p-10" })
    for school in [partnership.mentor, partnership.mentee] {
      let name = try #require(network.schools.first { $0.id == school }?.name)
      #expect(text.contains(name.replacing("«", with: "«")), "\(name)")
    }
    #expect(text.contains("№ 10-п от 10.09.2020") && text.contains("русский язык"))
    #expect(throws: PaperRequestError.unknownPartnership("nobody")) {
      try AgreementForm(source: PaperSource(network: network), partnership: "nobody")
    }
  }

  @Test("papers of networks with little in them are still papers") func emptyNetworks() throws {
    var network = Network(id: "empty", name: "Пустая сеть", asOf: "2021-04-30", subjects: [])
    for step in 0..<2 {
      let source = PaperSource(network: network)
      let note = IndicatorNote(facts: try NoteFacts(source)).paper().typeset()
      #expect(note.html().contains("нет данных"), "\(step)")
      #expect(try !note.docx().isEmpty)
      #expect(try !IndicatorDeck(facts: NoteFacts(source)).deck().pptx().isEmpty)
      #expect(EventAnnex(source: source).paper().html().contains("Событий впереди нет"))
      #expect(try !MentorAnnex(source: source).paper().docx().isEmpty)
      #expect(AssociationAnnex(source: source).paper().html().contains("объединений нет"))
      network.subjects = [Subject(id: "ru", name: "русский язык")]
      network.schools = [School(id: "a", name: "<b>Школа & \"Дубрава\"</b>")]
      network.statuses = [SchoolStatus(school: "a", status: .lowResult, interval: DayInterval(from: "2020-01-01"))]
    }
  }

  @Test("random networks make papers that stay the same", arguments: 0..<6 as Range<UInt64>)
  func randomNetworks(seed: UInt64) throws {
    let network = RandomNetwork.make(seed: seed, schools: 14)
    func papers(_ network: Network, _ edition: Edition) throws -> [[UInt8]] {
      let source = PaperSource(network: network, edition: edition)
      let facts = try NoteFacts(source)
      return [
        Array(IndicatorNote(facts: facts).paper().typeset().html().utf8), try IndicatorDeck(facts: facts).deck().pptx(),
        try IndicatorWorkbook.write(facts.sheet, network: network, facts: [], edition: edition),
      ]
    }
    for edition in [Edition.working, .public] {
      #expect(try papers(network, edition) == papers(network.shuffled(seed: seed + 1), edition), "\(edition)")
    }
  }

  @Test("the public note names no school of the network") func publicNote() throws {
    var network = try Self.sample()
    for index in network.schools.indices {
      network.schools[index].shortName = "Имя\(index)"
      network.schools[index].name = "Имя\(index)"
    }
    for index in network.events.indices { network.events[index].title = "Событие" }
    func note(_ edition: Edition) throws -> String {
      IndicatorNote(facts: try NoteFacts(PaperSource(network: network, edition: edition))).paper().html()
    }
    #expect(try note(.working).contains("Имя"))
    #expect(try !note(.public).contains("Имя"))
    let deck = IndicatorDeck(facts: try NoteFacts(PaperSource(network: network, edition: .public))).deck()
    #expect(!"\(deck)".contains("Имя"))
  }
}

import Foundation
import SvyazApp
import SvyazExchange
import SvyazGraph
import SvyazIndicators
import SvyazStore
import SvyazTestSupport
import Testing

@Suite struct KeepDefinitionsTests {
  private let note = ChangeNote(author: "Иванова", kind: .edit, reason: "приказ № 12")

  private func file(_ id: String, from: Day, to: Day? = nil, title: String = "своё") -> String {
    let definition = ReadingDefinition(
      indicator: 9, id: id, version: "2021-1", interval: DayInterval(from: from, to: to), title: title, numerator: "ч",
      denominator: "з", rule: .schools(.partnership(.formal), among: .lowResult, of: .lowResult))
    return DefinitionJSON.value(of: definition).line
  }

  private func add(_ texts: String..., to store: Store, at day: Day, isTrial: Bool = false) throws -> Report {
    try KeepDefinitions.add(
      Array("[\(texts.joined(separator: ","))]".utf8), file: "own.json", to: store, note,
      at: StoreReportTests.moment(day), isTrial: isTrial)
  }

  private func indicator(_ network: Network, on day: Day) -> [String] {
    ReadingDefinition.inForce(on: day, in: network).filter { $0.indicator == 9 }.map(\.title)
  }

  @Test("an official adds a reading, ends it, and it is known when") func addsAndEnds() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.svyaz"
    _ = try ImportNetwork.run(
      folder: StoreReportTests.sample, into: path, note, at: StoreReportTests.moment("2021-01-01"))
    let store = try Store.open(path, for: .writing)
    let standard = indicator(try store.network(), on: "2021-04-30")

    let trial = try add(file("own", from: "2021-01-01"), to: store, at: "2021-02-01", isTrial: true)
    #expect(trial.text.contains("Проба") && trial.text.contains("определения показателей"))
    #expect(try store.network().definitions == [])
    _ = try add(
      file("own", from: "2021-01-01"), file("lowResult", from: "2021-03-01", title: "вместо"), to: store,
      at: "2021-02-01")
    let network = try store.network()
    #expect(indicator(network, on: "2021-02-01") == standard + ["своё"])
    #expect(indicator(network, on: "2021-04-30") == ["вместо"] + standard.dropFirst() + ["своё"])
    // The same file again changes nothing.
    let again = try add(file("own", from: "2021-01-01"), to: store, at: "2021-02-02")
    #expect(again.text.hasPrefix("Ничего нового"))

    // It ends, another version begins: one change.
    _ = try add(
      file("own", from: "2021-01-01", to: "2021-04-01"), file("own", from: "2021-04-01", title: "новое"), to: store,
      at: "2021-03-15")
    #expect(indicator(try store.network(), on: "2021-04-30").last == "новое")
    #expect(indicator(try store.network(), on: "2021-03-31").last == "своё")
    // What was known before: nothing of it.
    #expect(indicator(try store.network(.day("2021-03-01")), on: "2021-04-30").last == "своё")
    #expect(try store.network(.day("2021-01-31")).definitions == [])

    let details = try ShowHistory.details(of: 3, in: store).text
    #expect(details.contains("определения показателей «9, own, 2021-01-01»: validTo: «» → «2021-04-01»"), "\(details)")
    try store.undo(3, note, at: StoreReportTests.moment("2021-04-01"))
    #expect(try store.network() == network)

    let exported = folder.path + "/out"
    _ = try ExportNetwork.run(network, as: .folder, on: nil, edition: .public, to: exported)
    #expect(try NetworkFolder.load(path: exported).definitions == network.definitions)
  }

  @Test("a faulty file changes nothing and tells everything") func refuses() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.svyaz"
    try Store.create(path, with: RandomNetwork.make(seed: 4), note, at: StoreReportTests.moment("2021-01-01"))
    let store = try Store.open(path, for: .writing)
    let before = try store.network()
    func refusal(_ texts: String...) -> DefinitionError? {
      do {
        _ = try KeepDefinitions.add(
          Array("[\(texts.joined(separator: ","))]".utf8), file: "own.json", to: store, note,
          at: StoreReportTests.moment("2021-02-01"))
      } catch { return error as? DefinitionError }
      return nil
    }
    guard case .faults(let faults) = refusal(file("own", from: "2021-01-01"), "{\"indicator\": 12}", "7") else {
      Issue.record("a wrong file was taken")
      return
    }
    #expect(faults.map(\.column).contains("[1].indicator") && faults.map(\.column).contains("[2]"))
    #expect(refusal() == .nothing(file: "own.json"))
    #expect(ExitStatus(after: DefinitionError.nothing(file: "own.json")) == .badData)

    _ = try add(file("x", from: "2021-01-01"), to: store, at: "2021-02-01")
    let known = try store.network()
    guard case .overlap(let overlaps) = refusal(file("x", from: "2021-06-01"), file("y", from: "2021-06-01")) else {
      Issue.record("an overlap was taken")
      return
    }
    #expect(overlaps.map(\.earlier.interval.from) == ["2021-01-01"])
    #expect(DefinitionError.overlap(overlaps).message.contains("чтение «x»: срок с 01.06.2021 пересекается"))
    #expect(try store.network() == known)
    #expect(known.definitions.count == before.definitions.count + 1)
    let many = (0..<200).map { file("n\($0)", from: "2021-01-01") }.joined(separator: ",")
    guard case .tooMany = refusal(many) else {
      Issue.record("too many were taken")
      return
    }
  }

  @Test func listsAllInForce() throws {
    var network = RandomNetwork.make(seed: 4)
    network.definitions =
      DefinitionJSON.read(
        Array("[\(file("own", from: "2021-01-01")),\(file("past", from: "2019-01-01", to: "2020-01-01"))]".utf8),
        file: "a"
      ).definitions
    let report = KeepDefinitions.list(network, on: "2021-04-30")
    #expect(report.text.contains("чтение «own»: своё\n  версия 2021-1, своё, с 01.01.2021"))
    #expect(report.text.contains("на эту дату не действуют\nПоказатель 9, чтение «past»"))
    guard case .array(let rows)? = report.json["inForce"] else {
      Issue.record("no list")
      return
    }
    #expect(rows.count == ReadingDefinition.standard.count + 1)
    #expect(rows.count { $0["own"] == .bool(true) } == 1)
  }

  /// What the guide tells officials to copy is taken as it stands.
  @Test func theExampleOfTheGuideIsTaken() throws {
    let guide = SvyazProcess.repository.appending(path: "Documentation/ru/network-folder.md")
    let text = try String(contentsOf: guide, encoding: .utf8)
    let blocks = text.components(separatedBy: "```json\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
    #expect(blocks.count == 1)
    for block in blocks {
      let reading = DefinitionJSON.read(Array(block.utf8), file: "example.json")
      #expect(reading.faults.map(\.message) == [] && reading.definitions.map(\.id) == ["sites"])
    }
  }
}

import Foundation
import SvyazApp
import SvyazContract
import SvyazExchange
import SvyazGraph
import SvyazStore
import SvyazTestSupport
import Testing

/// Reports from a store: the same as from the folder, and the same again after corrections.
@Suite struct StoreReportTests {
  static let sample = SvyazProcess.repository.appending(path: "graphs/samara-2020").path
  static let note = ChangeNote(author: "Проверка", kind: .import)

  /// Noon in Samara.
  static func moment(_ day: Day) -> Moment {
    Moment(milliseconds: (day.number * 24 + 8) * 3_600_000)
  }

  @Test func aReportIsMadeAgainAsItWasKnown() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/samara.svyaz"
    let (first, second): (Day, Day) = ("2021-02-01", "2021-02-02")
    _ = try ImportNetwork.run(folder: Self.sample, into: path, Self.note, at: Self.moment(first))

    func reports(_ knowledge: Knowledge) throws -> [[UInt8]] {
      let network = try NetworkSource.store(path, knowledge).load()
      return [
        ReportIndicators.one(9, of: network).jsonBytes, Array(ReportIndicators.one(9, of: network).text.utf8),
        try ProposePlan.run(network) { _ in }.report.jsonBytes, AnalyseNetwork.run(network).jsonBytes,
      ]
    }
    let then = try reports(.current)
    let fromFolder = try NetworkFolder.load(path: Self.sample)
    #expect(then[0] == ReportIndicators.one(9, of: fromFolder).jsonBytes)

    // The next day figures are corrected, a partnership is ended and a school is renamed.
    let store = try Store.open(path, for: .writing)
    let edit = ChangeNote(author: "Иванова", kind: .edit, reason: "сверка")
    for (table, key, cells) in [
      (Network.Table.partnerships, ["p-10"], [("status", "terminated"), ("to", "2020-10-02")]),
      (.schools, ["school-12"], [("name", "Школа № 12 имени Героя"), ("students", "777")]),
    ] {
      _ = try EditStore.run(
        .set, table, key: key, cells: cells.map { (column: $0.0, value: $0.1) }, in: store, edit,
        at: Self.moment(second))
    }
    var corrected = try store.network()
    for index in corrected.results.indices where corrected.results[index].participants > 10 {
      corrected.results[index].successful = corrected.results[index].participants / 3
    }
    corrected.memberships.removeAll()
    try store.update(edit, at: Self.moment(second)) { _ in corrected }

    let now = try reports(.current)
    for (index, report) in now.enumerated() { #expect(report != then[index], "report \(index) shows the corrections") }
    #expect(try reports(.day(first)) == then)
    #expect(try reports(.change(1)) == then)
    #expect(try reports(.day(second)) == now)
    #expect(throws: StoreError.knowledgeBeforeStore(first: first)) { try reports(.day("2021-01-31")) }
  }

  @Test func exportsComeBackWhole() throws {
    let scratch = try TemporaryFolder()
    for seed in UInt64(0)..<12 {
      let network = RandomNetwork.make(seed: seed)
      let path = scratch.path + "/\(seed)"
      try Store.create(path + ".svyaz", with: network, Self.note, at: Self.moment("2021-01-01"))
      for format in [ExportNetwork.Format.folder, .xlsx] {
        let first = "\(path)-1.\(format.rawValue)"
        let second = "\(path)-2.\(format.rawValue)"
        let stored = try NetworkSource.store(path + ".svyaz", .current).load()
        _ = try ExportNetwork.run(stored, as: format, on: nil, edition: .working, to: first)
        let copy = "\(path)-\(format.rawValue).svyaz"
        if format == .folder {
          _ = try ImportNetwork.run(folder: first, into: copy, Self.note, at: Self.moment("2021-01-01"))
        } else {
          let report = try ImportNetwork.run(
            workbook: Files.read(first), file: "a.xlsx", into: copy, Self.note, at: Self.moment("2021-01-01"))
          #expect(report?.isAffirmative == true)
        }
        let again = try NetworkSource.store(copy, .current).load()
        #expect(again == network.sortedByKeys(), "seed \(seed), \(format)")
        _ = try ExportNetwork.run(again, as: format, on: nil, edition: .working, to: second)
        if format == .xlsx { #expect(try Files.read(first) == Files.read(second), "seed \(seed)") }
      }
    }
  }

  @Test func aWorkbookWithFaultsNamesThem() throws {
    let scratch = try TemporaryFolder()
    var network = RandomNetwork.make(seed: 3)
    network.schools[0].students = 0
    try scratch.write(Data(NetworkWorkbook.write(network)), to: "faulty.xlsx")
    #expect {
      try ImportNetwork.run(
        workbook: Files.read(scratch.path + "/faulty.xlsx"), file: "faulty.xlsx", into: scratch.path + "/a.svyaz",
        Self.note, at: Self.moment("2021-01-01"))
    } throws: { error in
      guard case .faults(let faults) = error as? NetworkFolderError else { return false }
      return faults.contains { $0.file == "schools.csv" && $0.column == "students" && $0.value == "0" }
    }
    #expect(!Store.stands(at: scratch.path + "/a.svyaz"))
  }

  @Test func editsAreReadByTheRulesOfTheFolder() throws {
    let scratch = try TemporaryFolder()
    let path = scratch.path + "/a.svyaz"
    _ = try ImportNetwork.run(folder: Self.sample, into: path, Self.note, at: Self.moment("2021-01-01"))
    let store = try Store.open(path, for: .writing)
    let note = ChangeNote(author: "Петров", kind: .edit)
    func edit(_ verb: EditStore.Verb, _ table: Network.Table, _ key: [String], _ cells: [(String, String)]) throws {
      _ = try EditStore.run(
        verb, table, key: key, cells: cells.map { (column: $0.0, value: $0.1) }, in: store, note,
        at: Self.moment("2021-01-02"))
    }
    #expect {
      try edit(.set, .schools, ["school-12"], [("students", "0")])
    } throws: { error in
      guard case .faults(let faults) = error as? EditError else { return false }
      return faults.count == 1 && faults[0].column == "students" && faults[0].value == "0"
    }
    #expect(throws: EditError.unknownColumn(table: .schools, column: "pupils")) {
      try edit(.set, .schools, ["school-12"], [("pupils", "1")])
    }
    #expect(throws: EditError.wrongKey(table: .statuses, key: ["school-12"])) {
      try edit(.remove, .statuses, ["school-12"], [])
    }
    #expect(throws: StoreError.noSuchRow(table: .schools, key: ["nobody"])) {
      try edit(.set, .schools, ["nobody"], [("students", "1")])
    }
    try edit(.add, .mentors, [], [("school", "school-12"), ("capacity", "3")])
    try edit(.set, .mentors, ["school-12", ""], [("capacity", "4")])
    // Another key is another row, in one change.
    try edit(.set, .mentors, ["school-12", ""], [("subject", "russian")])
    #expect(try store.row(.mentors, key: ["school-12", ""]) == nil)
    #expect(try store.row(.mentors, key: ["school-12", "russian"])?.cells == ["school-12", "russian", "4"])
    try edit(.remove, .mentors, ["school-12", "russian"], [])
    #expect(try store.network() == NetworkFolder.load(path: Self.sample).sortedByKeys())
    #expect(try store.changes().count == 5)
  }
}

import Foundation
import SvyazApp
import SvyazContract
import SvyazExchange
import SvyazGraph
import SvyazStore
import SvyazTestSupport
import Testing

/// Spreadsheets into a store: all of them or none, answers remembered, what a list no longer names is closed.
@Suite struct ImportSheetsTests {
  private static let moment = StoreReportTests.moment("2021-03-01")

  private func store(in folder: TemporaryFolder) throws -> Store {
    let path = folder.path + "/a.svyaz"
    _ = try ImportNetwork.run(
      folder: StoreReportTests.sample, into: path, StoreReportTests.note, at: Self.moment)
    return try Store.open(path, for: .writing)
  }

  private func load(
    _ text: String, into store: Store, _ change: (inout ImportSheets.Request) -> Void = { _ in }
  ) throws -> ImportSheets.Outcome {
    var request = ImportSheets.Request(files: [(name: "список.csv", bytes: Array(text.utf8))])
    change(&request)
    return try ImportSheets.run(request, into: store, ChangeNote(author: "Проверка", kind: .import), at: Self.moment)
  }

  private static let order = ["status": "low_result", "from": "2021-09-01", "basis": "приказ № 7"]

  @Test func aListOfSchoolsBecomesStatusesOnce() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    let before = try store.network()
    let list = "Наименование ОО\nМБОУ Школа № 12 г.о. Самара\nСОШ №24\n"
    let trial = try load(list, into: store) {
      $0.defaults = Self.order
      $0.isTrial = true
    }
    #expect(trial.report.isAffirmative)
    #expect(trial.report.text.contains("+ статусы школ «school-12, low_result, 2021-09-01»"))
    #expect(try store.network() == before)
    #expect(try load(list, into: store) { $0.defaults = Self.order }.report.isAffirmative)
    let added = try store.network().statuses.filter { !before.statuses.contains($0) }
    #expect(added.map(\.school) == ["school-12", "school-24"])
    #expect(added.allSatisfy { $0.status == .lowResult && $0.interval == DayInterval(from: "2021-09-01") })
    let again = try load(list, into: store) { $0.defaults = Self.order }
    #expect(again.report.text.hasPrefix("Ничего нового"))
    #expect(try store.changes().count == 2)
  }

  @Test func aCompleteListClosesTheOthers() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    let before = try store.network().asOf("2021-08-31").schools(with: .lowResult)
    let staying = before.sorted()[0]
    let list = "id школы\n\(staying)\nschool-12\n"
    _ = try load(list, into: store) {
      $0.defaults = Self.order
      $0.closing = "2021-09-01"
    }
    let network = try store.network()
    #expect(network.violations() == [])
    #expect(network.asOf("2021-08-31").schools(with: .lowResult) == before)
    #expect(network.asOf("2021-09-01").schools(with: .lowResult) == [staying, "school-12"])
    #expect(
      network.asOf("2021-09-01").schools(with: .projectSite) == network.asOf("2021-08-31").schools(with: .projectSite))
    let counts = try #require(try store.changes(limit: 1).first?.counts.first { $0.table == "status" })
    #expect(counts.closed == before.count && counts.added == 2)
  }

  @Test func anUncertainNameIsAskedOnce() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    let before = try store.network()
    let list = "Школа\nШкола № 12\nШкола Счастливое детство\n"
    let asked = try load(list, into: store) { $0.defaults = Self.order }
    #expect(!asked.report.isAffirmative)
    #expect(try store.network() == before, "the certain row waits for the other")
    let review = try #require(asked.review)
    // Somebody fills in the second column.
    let filled = String(decoding: review, as: UTF8.self).replacingOccurrences(
      of: "Школа Счастливое детство;;", with: "Школа Счастливое детство;school-103;")
    let answers = try ReviewList.read(
      Array(filled.utf8), file: "список-названий.csv", schools: Set(before.schools.map(\.id)))
    #expect(answers.map(\.school) == ["school-103"])
    #expect(throws: ReviewError.self) {
      try ReviewList.read(
        Array(filled.replacingOccurrences(of: "school-103", with: "school-9999").utf8), file: "список.csv",
        schools: Set(before.schools.map(\.id)))
    }
    let taken = try load(list, into: store) {
      $0.defaults = Self.order
      $0.answers = answers
    }
    #expect(taken.report.isAffirmative)
    #expect(try store.network().statuses.contains { $0.school == "school-103" && $0.interval.from == "2021-09-01" })
    // The same name in other words of law and case needs no answer any more.
    let later = try load("Школа\nМБОУ «ШКОЛА СЧАСТЛИВОЕ ДЕТСТВО»\n", into: store) {
      $0.defaults = ["status": "risk", "from": "2021-09-01"]
    }
    #expect(later.report.isAffirmative)
    #expect(try store.network().statuses.contains { $0.school == "school-103" && $0.status == .risk })
  }

  @Test func faultsComeBackBesideTheirCells() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    let before = try store.network()
    let sheet = """
      Школа;Предмет;Процедура;Класс;Год;Участников;Справились
      Школа № 12;Русский язык;ВПР;5;2021;30;20
      Школа № 24;Русский язык;ВПР;5;2021;10;12
      Школа № 12;Математика;ВПР;5;2021;много;2
      """
    let outcome = try load(sheet, into: store)
    #expect(!outcome.report.isAffirmative)
    #expect(try store.network() == before)
    #expect(outcome.report.text.contains("строка 4"))
    let copy = try #require(outcome.markedCopies.first)
    #expect(copy.name == "список-замечания.xlsx")
    let marked = try #require(try Workbook.read(bytes: copy.bytes, file: copy.name).first)
    let row = try #require(marked.rows.first { $0.number == 4 })
    #expect(row[5] == .text("много"))
    guard case .text(let remark) = row[7] else {
      Issue.record("no remark beside the row")
      return
    }
    #expect(remark.contains("F"))
  }

  @Test func aSecondRowMaySayMoreButNotOtherwise() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    let clash = "id;Численность\nschool-12;640\nschool-12;650\n"
    let outcome = try load(clash, into: store) { $0.table = .schools }
    #expect(!outcome.report.isAffirmative)
    #expect(outcome.report.text.contains("строка 3"))
    let same = "id;Численность;Адрес\nschool-12;640;\nschool-12;640;\n"
    #expect(try load(same, into: store) { $0.table = .schools }.report.isAffirmative)
    #expect(try store.network().schools.first { $0.id == "school-12" }?.students == 640)
  }

  @Test func aRenamedSchoolIsKnownByItsFormerName() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    _ = try EditStore.run(
      .set, .schools, key: ["school-12"],
      cells: [
        (column: "name", value: "МБОУ «Академия «Волна»"), (column: "short_name", value: "Академия «Волна»"),
        (column: "number", value: ""),
      ], in: store, ChangeNote(author: "Проверка", kind: .edit), at: Self.moment)
    _ = try load("Школа\nШкола № 12\nакадемия волна\n", into: store) { $0.defaults = Self.order }
    let network = try store.network()
    #expect(network.statuses.count { $0.school == "school-12" && $0.interval.from == "2021-09-01" } == 1)
  }

  @Test func everythingOrNothingOverSeveralFiles() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    let before = try store.network()
    var request = ImportSheets.Request(files: [
      (name: "1.csv", bytes: Array("Школа;Статус;С\nШкола № 12;НОР;01.09.2021\n".utf8)),
      (name: "2.csv", bytes: Array("Школа;Статус;С\nШкола № 24;НОР;31.02.2021\n".utf8)),
    ])
    request.table = .statuses
    let note = ChangeNote(author: "Проверка", kind: .import)
    let outcome = try ImportSheets.run(request, into: store, note, at: Self.moment)
    #expect(!outcome.report.isAffirmative)
    #expect(outcome.markedCopies.map(\.name) == ["2-замечания.xlsx"])
    #expect(try store.network() == before)
    request.files[1].bytes = Array("Школа;Статус;С\nШкола № 24;НОР;28.02.2021\n".utf8)
    #expect(try ImportSheets.run(request, into: store, note, at: Self.moment).report.isAffirmative)
    #expect(try store.network().statuses.count == before.statuses.count + 2)
  }
}

import HTTPTypes
import HummingbirdTesting
import SvyazAccess
import SvyazApp
import SvyazExchange
import SvyazGraph
import SvyazStore
import SvyazTestSupport
import Testing

@testable import SvyazWeb

/// A table on its way into the network: sent, looked at, mended, written, taken back.
@Suite struct ImportPagesTests {
  private static let dirty = [
    ["Код пары", "Наставник", "Подопечная школа", "Предмет", "Статус", "С", "По", "Соглашение"],
    ["p-40", "Школа № 74", "Школа № 140", "математика", "действует", "29.03.2021", "", "№ 40-п от 25.03.2021"],
    ["p-90", "Школа № 74", "Школа № 24", "математика", "согласовано", "31.02.2021", "", "№ 90"],
    ["p-91", "Школа № 124", "Восьмая школа", "русский язык", "предложено", "12.04.2021", "", ""],
  ]

  private static var csv: [UInt8] {
    Array(dirty.map { $0.joined(separator: ";") }.joined(separator: "\r\n").utf8)
  }

  private static func xlsx() throws -> [UInt8] {
    let writer = try WorkbookWriter()
    let sheet = try writer.addSheet(named: "Партнёрства", header: dirty[0])
    for row in dirty.dropFirst() {
      for cell in row { sheet.append(text: cell) }
      try sheet.endRow()
    }
    return try writer.finish()
  }

  @Test("walked through", arguments: [false, true]) func dirtyTableIsMendedWrittenAndTakenBack(isWorkbook: Bool)
    async throws
  {
    let site = try TestSite()
    let before = try site.store.network()
    let file = isWorkbook ? "Партнёрства.xlsx" : "Партнёрства.csv"
    let bytes = isWorkbook ? try Self.xlsx() : Self.csv
    try await site.run { client in
      let sent = try await site.upload("/import", [(file, bytes)], as: .planner, client)
      #expect(sent.status == .seeOther)
      let path = sent.location
      let check = try await site.get(path, as: .planner, client)
      #expect(check.status == .ok && check.text.contains("Пока ничего не записано"))
      #expect(check.text.contains("F3: «31.02.2021»") && check.text.contains("C4: «Восьмая школа»"))
      #expect(!check.text.contains("\(path)/apply"))
      // Somebody else's key opens nothing.
      #expect(try await site.get(path, as: .administrator, client).status == .notFound)
      let copy = try await site.get("\(path)/remarks?file=0", as: .planner, client)
      #expect(copy.status == .ok && copy.text.hasPrefix("PK"))

      let sheet = isWorkbook ? "Партнёрства" : ""
      let place = [("file", file), ("sheet", sheet), ("row", "3"), ("column", "5")]
      let mended = try await site.post("\(path)/repair", place + [("value", "28.02.2021")], as: .planner, client)
      #expect(mended.status == .seeOther)
      let key = try #require(check.text.firstMatch(of: /name="name" value="([^"]*)"/)?.1)
      let answered = try await site.post(
        "\(path)/answer", [("name", String(key)), ("text", "Восьмая школа"), ("school", "vechernyaya-8")],
        as: .planner, client)
      #expect(answered.status == .seeOther)

      let sound = try await site.get(path, as: .planner, client)
      #expect(sound.text.contains("Записать строк: 3") && sound.text.contains("Показатель 9 на"))
      #expect(sound.text.contains("<del>согласовано</del>"))
      #expect(try site.store.changes().count == 1)
      let written = try await site.post("\(path)/apply", [("reason", "Март")], as: .planner, client)
      #expect(written.status == .seeOther)
      let done = try await site.get(written.location, as: .planner, client)
      #expect(done.text.contains("Записано всё сразу") && done.text.contains("Отменить загрузку"))
      #expect(try await site.get(path, as: .planner, client).status == .notFound)
      let change = try #require(try site.store.changes(limit: 1).first)
      #expect(change.reason == "Март" && change.source == file && change.author == "planner")
      #expect(try site.store.network().partnerships.first { $0.id == "p-90" }?.interval.from == "2021-02-28")

      let undone = try await site.post("/history/\(change.id)/undo", [], as: .planner, client)
      #expect(undone.status == .seeOther)
    }
    #expect(try site.store.network() == before)
  }

  @Test func whatIsNoTableIsToldAndNothingIsKeptForOthers() async throws {
    let site = try TestSite()
    try await site.run { client in
      let torn = try await site.upload("/import", [("a.xlsx", [0x50, 0x4B, 3, 4, 0, 0, 1])], as: .planner, client)
      #expect(torn.status == .unprocessableContent && torn.text.contains("a.xlsx"))
      let empty = try await site.upload(
        "/import", [("a.zip", StoredZip([("a.txt", [65])]).bytes)], as: .planner, client)
      #expect(empty.status == .unprocessableContent && empty.text.contains("ни одной таблицы CSV"))
      let sent = try await site.upload("/import", [("a.xlsx", Array("%PDF-1.4".utf8))], as: .planner, client)
      let page = try await site.get(sent.location, as: .planner, client)
      #expect(page.status == .unprocessableContent && page.text.contains("Файл не читается"))
      let none = try await site.upload("/import", [], as: .planner, client)
      #expect(none.status == .badRequest && none.text.contains("Файл не выбран"))
      let foreign = try await site.upload("/import", [("a.csv", Self.csv)], as: .planner, client, token: "чужой")
      #expect(foreign.status == .forbidden)
      #expect(try await site.upload("/import", [("a.csv", Self.csv)], as: .official, client).status == .forbidden)
    }
    #expect(site.service.services.imports.count == 1)
    #expect(try site.store.changes().count == 1)
  }

  @Test func knownRowsAreNothingToWrite() async throws {
    let site = try TestSite()
    try await site.run { client in
      let csv = "id;название\nschool-8;МБОУ Школа № 8 г.о. Самара\n"
      let sent = try await site.upload(
        "/import", [("a.csv", Array(csv.utf8))], [("table", "schools")], as: .planner, client)
      let page = try await site.get(sent.location, as: .planner, client)
      #expect(page.text.contains("записывать нечего"), "\(page.text.prefix(4000))")
      let dropped = try await site.post("\(sent.location)/drop", [], as: .planner, client)
      #expect(dropped.location == "/import")
      #expect(try await site.get(sent.location, as: .planner, client).status == .notFound)
    }
  }

  @Test func aPackedFolderIsItsTables() async throws {
    let site = try TestSite()
    let head = "id,number,name,short_name,kind,district\n"
    let zip = StoredZip([
      ("папка/", []), ("папка/.schools.csv", [0, 1]),
      ("папка/schools.csv", Array("\(head)school-900,900,МБОУ Школа № 900,Школа № 900,школа,kirovsky\n".utf8)),
      ("папка/ещё/schools.csv", Array("\(head)school-901,901,МБОУ Школа № 901,Школа № 901,школа,kirovsky\n".utf8)),
    ])
    try await site.run { client in
      let sent = try await site.upload("/import", [("папка.zip", zip.bytes)], as: .planner, client)
      let page = try await site.get(sent.location, as: .planner, client)
      #expect(page.text.contains("2-schools.csv"))
      #expect(page.text.contains("Записать строк: 2"), "\(page.text)")
      let written = try await site.post("\(sent.location)/apply", [], as: .planner, client)
      #expect(written.status == .seeOther)
    }
    let schools = Set(try site.store.network().schools.map(\.id))
    #expect(schools.isSuperset(of: ["school-900", "school-901"]))
  }

  @Test func namesOfFilesAndCellsAreText() async throws {
    let site = try TestSite()
    try await site.run { client in
      let csv = "Наставник;Подопечная школа;Статус;С\n<script>alert(1)</script>;Школа № 24;предложено;12.04.2021\n"
      let sent = try await site.upload("/import", [("<img src=x>.csv", Array(csv.utf8))], as: .planner, client)
      let page = try await site.get(sent.location, as: .planner, client)
      #expect(page.text.contains("&lt;script&gt;alert(1)"))
      #expect(!page.text.contains("<script>alert") && !page.text.contains("<img src=x>"))
    }
  }

  // MARK: The desk

  private static func request(_ count: Int) -> ImportDeskRequest { [("a.csv", [UInt8](repeating: 65, count: count))] }

  @Test func theDeskForgetsAfterAnHourAndTheOldestFirst() throws {
    let desk = ImportDesk(limits: .init(drafts: 2, bytes: 100, minutes: 60, uploads: 1, repairs: 1))
    func at(_ minutes: Int) -> Moment { Moment(milliseconds: minutes * 60_000) }
    let first = desk.keep(.init(files: Self.request(40)), of: "a", at: at(0))
    let second = desk.keep(.init(files: Self.request(40)), of: "a", at: at(1))
    #expect(desk.draft(first, of: "a", at: at(2)) != nil)
    #expect(desk.draft(first, of: "b", at: at(2)) == nil)
    let third = desk.keep(.init(files: Self.request(40)), of: "b", at: at(3))
    #expect(desk.draft(second, of: "a", at: at(4)) == nil && desk.draft(third, of: "b", at: at(4)) != nil)
    let large = desk.keep(.init(files: Self.request(90)), of: "b", at: at(5))
    #expect(desk.count == 1 && desk.draft(large, of: "b", at: at(65)) != nil)
    #expect(desk.draft(large, of: "b", at: at(126)) == nil && desk.count == 0)
    #expect(desk.beginUpload() && !desk.beginUpload())
    desk.endUpload()
    #expect(desk.beginUpload())
  }
}

private typealias ImportDeskRequest = [(name: String, bytes: [UInt8])]

/// A ZIP archive without compression.
private struct StoredZip {
  private(set) var bytes: [UInt8] = []

  init(_ files: [(name: String, content: [UInt8])]) {
    var directory: [UInt8] = []
    for file in files {
      let name = Array(file.name.utf8)
      // Version, UTF-8 names, stored, a date, checksum and sizes.
      let common =
        Self.little(20, 2) + Self.little(0x0800, 2) + Self.little(0, 2) + Self.little(0, 2) + Self.little(0x5221, 2)
        + Self.little(Self.checksum(file.content), 4) + Self.little(file.content.count, 4)
        + Self.little(file.content.count, 4) + Self.little(name.count, 2) + Self.little(0, 2)
      let offset = bytes.count
      bytes += Self.little(0x0403_4B50, 4) + common + name + file.content
      directory += Self.little(0x0201_4B50, 4) + Self.little(20, 2) + common
      directory += Self.little(0, 2) + Self.little(0, 2) + Self.little(0, 2) + Self.little(0, 4)
      directory += Self.little(offset, 4) + name
    }
    let start = bytes.count
    bytes += directory + Self.little(0x0605_4B50, 4) + Self.little(0, 4)
    bytes += Self.little(files.count, 2) + Self.little(files.count, 2)
    bytes += Self.little(directory.count, 4) + Self.little(start, 4) + Self.little(0, 2)
  }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// CRC-32 of ISO 3309.
  private static func checksum(_ bytes: [UInt8]) -> Int {
    var remainder: UInt32 = .max
    for byte in bytes {
      remainder ^= UInt32(byte)
      for _ in 0..<8 { remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xEDB8_8320 : remainder >> 1 }
    }
    return Int(~remainder)
  }
}

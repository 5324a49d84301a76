import Foundation
import SvyazContract
import SvyazExchange
import SvyazGraph
import SvyazTestSupport
import Testing

/// Files of 200 kB, or of 100 MB with `SVYAZ_LONG=1` (a debug build takes minutes for these).
@Suite struct LargeFolderTests {
  static let size = ProcessInfo.processInfo.environment["SVYAZ_LONG"] == nil ? 200 << 10 : 100 << 20

  /// Results of the four schools in as many rows as fill the size: grades, years and subjects make the keys.
  static func results() -> (text: [UInt8], rows: Int) {
    var writer = CSVWriter(header: Network.Table.results.columns)
    var rows = 0
    // More keys than four schools have: the schools are made to match.
    while writer.bytes.count < size {
      let year = 1900 + rows % 300
      let grade = rows / 300 % 12 + 1
      writer.append(row: ["s\(rows / 3600)", "math", "vpr", "\(grade)", "\(year)", "60", "30"])
      rows += 1
    }
    return (writer.bytes, rows)
  }

  @Test func aLargeFileIsReadWholeAndItsLastRowIsNamed() throws {
    let (text, rows) = Self.results()
    var schools = CSVWriter(header: Network.Table.schools.columns)
    for number in 0...rows / 3600 { schools.append(row: ["s\(number)", "", "Школа", "", "", "", "", "", "", ""]) }
    let folder = try TemporaryFolder()
    for name in ["network.json", "districts.csv"] { try folder.write(FolderFixture.files[name, default: ""], to: name) }
    try folder.write(Data(schools.bytes), to: "schools.csv")
    try folder.write(Data(text), to: "results.csv")
    let network = try NetworkFolder.load(path: folder.path)
    #expect(network.results.count == rows)

    try folder.write(Data(text + Array("s0,math,vpr,1,1900,1,2\n".utf8)), to: "results.csv")
    let reading = try NetworkFolder.read(path: folder.path)
    #expect(
      reading.faults.map(Expected.init) == [
        Expected("results.csv", rows + 2, "school", "s0"), Expected("results.csv", rows + 2, "successful", "2"),
      ])
  }

  @Test(arguments: ["\"", "a", ",", "\n", "a\n", "a,", "\"\"", "\"\n", "Ж", ";", "d1;", "[", "[{"])
  func aLargeFileOfOneThingIsToldInBounds(piece: String) throws {
    let bytes = [UInt8](
      repeatElement(Array(piece.utf8), count: Self.size / piece.utf8.count).joined())
    for (name, header) in [
      ("mentors.csv", ""), ("mentors.csv", "school,subject,capacity\n"),
      ("districts.csv", "id,name,neighbours,lat,lon\nd1,Первый,"), ("network.json", ""), ("network.json", "{\""),
    ] {
      let folder = try FolderFixture.folder()
      try folder.write(Data(Array(header.utf8) + bytes), to: name)
      let reading = try NetworkFolder.read(path: folder.path)
      #expect((1...20_000).contains(reading.faults.count) || (piece == "\n" && name == "mentors.csv"))
      for fault in reading.faults.prefix(100) {
        #expect(fault.value.count <= Fault.longestValue + 1)
        #expect(fault.message.utf8.count < 4000)
      }
    }
  }

  @Test func aFileBeyondTheLimitIsRefused() throws {
    let folder = try FolderFixture.folder()
    // A hole: it takes no room on the disk.
    let handle = try #require(FileHandle(forWritingAtPath: folder.path + "/results.csv"))
    try handle.truncate(atOffset: UInt64(NetworkFolder.longestFile) + 1)
    try handle.close()
    let reading = try NetworkFolder.read(path: folder.path)
    #expect(reading.faults.map(Expected.init) == [Expected("results.csv", 1, "", "")])
    #expect(reading.faults.first?.expected == "файл не больше 2 ГБ")
  }
}

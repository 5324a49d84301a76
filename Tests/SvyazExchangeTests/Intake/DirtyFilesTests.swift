import Foundation
import SvyazExchange
import SvyazGraph
import Testing

/// The files of Fixtures/Dirty, each named after its trouble: read rightly, or refused with place, value and remedy.
///
/// `expected.json` is written by hand, in make_dirty.py beside the files.
@Suite struct DirtyFilesTests {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    struct Fault: Decodable, Sendable {
      var sheet: String?
      var row: Int
      var column: String?
      var value: String
      var expected: String
      var remedy: String
    }
    struct Question: Decodable, Sendable {
      var text: String
      var candidates: [String]
    }

    var file: String
    var rows: Int
    /// Rows that must be among those read.
    var cells: [String]
    var faults: [Fault]
    var questions: [Question]
    /// Parts of notices.
    var notices: [String]
    /// The code of the error for a file that is refused as a whole.
    var error: String?
    var table: String?
    var defaults: [String: String]

    var testDescription: String { file }
  }

  static var folder: URL {
    IntakeFixture.repository.appendingPathComponent("Tests/SvyazExchangeTests/Fixtures/Dirty")
  }

  static let cases: [Case] = {
    guard let data = try? Data(contentsOf: folder.appendingPathComponent("expected.json")) else { return [] }
    return (try? JSONDecoder().decode([Case].self, from: data)) ?? []
  }()

  @Test func everyFileHasItsExpectation() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { $0 != "expected.json" && $0 != "make_dirty.py" }
    #expect(files.sorted() == Self.cases.map(\.file).sorted())
    #expect(files.count >= 50)
  }

  @Test(arguments: cases) func isReadRightlyOrRefused(_ expected: Case) throws {
    let bytes = [UInt8](try Data(contentsOf: Self.folder.appendingPathComponent(expected.file)))
    let sheets: [Sheet]
    do {
      sheets = try Workbook.read(bytes: bytes, file: expected.file)
    } catch {
      #expect(error.code == expected.error, "\(error.message)")
      #expect(error.message.contains(expected.file))
      #expect(!error.advice.isEmpty)
      return
    }
    try #require(expected.error == nil, "was read, not refused")
    let context = IntakeContext(
      network: try IntakeFixture.samara.get(), defaults: expected.defaults,
      table: expected.table.flatMap { Network.Table(rawValue: $0) })
    let reading = Intake.read(sheets, file: expected.file, context: context)
    let rows = reading.rows.map(Self.text)
    #expect(reading.rows.count == expected.rows, "\(rows)")
    for row in expected.cells { #expect(rows.contains(row), "\(row) is not among \(rows)") }
    #expect(reading.faults.count == expected.faults.count, "\(reading.faults.map(\.message))")
    for (found, wanted) in zip(reading.faults, expected.faults) {
      #expect(found.place.file == expected.file)
      #expect(found.place.sheet == wanted.sheet)
      #expect(found.place.row == wanted.row)
      #expect(found.place.columnLetters == wanted.column)
      #expect(found.value == wanted.value)
      #expect(found.expected.contains(wanted.expected), "\(found.expected)")
      #expect(found.remedy.contains(wanted.remedy) && found.remedy.hasSuffix("."), "\(found.remedy)")
    }
    #expect(reading.questions.map(\.text) == expected.questions.map(\.text))
    for (found, wanted) in zip(reading.questions, expected.questions) {
      #expect(Array(found.candidates.map(\.rawValue).prefix(wanted.candidates.count)) == wanted.candidates)
    }
    for part in expected.notices {
      #expect(reading.notices.contains { $0.contains(part) }, "no «\(part)» in \(reading.notices)")
    }
  }

  /// As ``IntakeFixture/text(_:)``, commas inside cells escaped.
  static func text(_ row: IntakeRow) -> String {
    "\(row.table.rawValue): "
      + row.cells.map { $0?.replacingOccurrences(of: ",", with: "\\,") ?? "~" }.joined(separator: ",")
  }
}

import Foundation
import SvyazTestSupport
import Testing

/// Documentation/asvs.md names tests and scripts: each of them must be there.
@Suite struct AsvsDocumentTests {
  private static let root = SvyazProcess.repository.path

  /// The rows of the document's tables: the cells of each.
  static func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").filter { $0.hasPrefix("|") && !$0.hasPrefix("|---") }.map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    }
  }

  /// `Suite.function` of every test in the sources.
  private static func tests() throws -> Set<String> {
    var found: Set<String> = []
    guard let files = FileManager.default.enumerator(atPath: root + "/Tests") else { return [] }
    for case let path as String in files where path.hasSuffix("Tests.swift") {
      let text = try String(contentsOfFile: root + "/Tests/" + path, encoding: .utf8)
      var suite = ""
      var isTest = false
      for line in text.split(separator: "\n") {
        if let match = line.firstMatch(of: /struct (\w+Tests)\b/) { suite = String(match.1) }
        if line.contains("@Test") { isTest = true }
        if isTest, let match = line.firstMatch(of: /func (\w+)/) {
          found.insert("\(suite).\(match.1)")
          isTest = false
        }
      }
    }
    return found
  }

  @Test("every named test and script exists, and every row names one or says why not") func namesWhatThereIs() throws {
    let text = try String(contentsOfFile: Self.root + "/Documentation/asvs.md", encoding: .utf8)
    let tests = try Self.tests()
    #expect(tests.count > 500)
    let rows = Self.rows(text)
    var proved = 0
    for row in rows where row.count == 4 && row[0] != "id" {
      #expect(row[0].contains(/^[0-9]+\.[0-9]+\.[0-9]+/), "\(row[0])")
      let names = row[3].matches(of: /`([^`]+)`/).map { String($0.1) }
      #expect(!names.isEmpty || row[3] == "by reading", "\(row[0]) is shown by nothing")
      for name in names {
        if name.hasPrefix("Scripts/") {
          #expect(FileManager.default.isExecutableFile(atPath: Self.root + "/" + name), "\(row[0]): \(name)")
        } else {
          #expect(tests.contains(name), "\(row[0]): there is no test \(name)")
        }
      }
      if !names.isEmpty { proved += 1 }
    }
    #expect(proved > 70)
    // What is missing is said once, and not claimed elsewhere.
    let missing = rows.filter { $0.count == 2 && $0[0] != "id" }.flatMap {
      $0[0].split(separator: ", ").map(String.init)
    }
    #expect(missing.count > 10)
    let claimed = Set(rows.filter { $0.count == 4 }.flatMap { $0[0].split(separator: ", ").map(String.init) })
    #expect(claimed.isDisjoint(with: missing), "\(claimed.intersection(missing))")
  }

  @Test("the test sees a row of nothing") func readsRows() {
    let rows = Self.rows("| id | asked |\n|---|---|\n| 1.1.1 | a `B.c` |\ntext | x\n")
    #expect(rows == [["id", "asked"], ["1.1.1", "a `B.c`"]])
  }
}

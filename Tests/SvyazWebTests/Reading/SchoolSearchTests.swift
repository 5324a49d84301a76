import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazWeb

@Suite struct SchoolSearchTests {
  @Test(arguments: [
    ("№5", "school-5"), ("школа № 55", "school-55"), ("ШКОЛА 55", "school-55"), ("потенциал", "potencial"),
    ("ПОТЕНЦИАЛ", "potencial"), ("потенцеал", "potencial"), ("потнциал", "potencial"), ("потеницал", "potencial"),
    ("потенциалл", "potencial"), ("казачий", "kazachiy-korpus"), ("казачии", "kazachiy-korpus"),
    ("кaзaчий кoрпус", "kazachiy-korpus"), ("гимназия 1", "gimnazia-1"), ("потен", "potencial"),
    ("вальдорфская", "waldorf"), ("school-55", "school-55"), ("каза\u{447}и\u{438}\u{306}", "kazachiy-korpus"),
  ])
  func findsWhatPeopleType(text: String, school: String) throws {
    let network = try ReadSite.sample()
    let found = try #require(SchoolSearch(network.schools).rows(matching: text))
    let ids = found.map { network.schools[$0].id.rawValue }
    let expected = school == "waldorf" ? network.schools.first { $0.kind.hasPrefix("вальдорф") }?.id.rawValue : school
    #expect(ids.contains(try #require(expected)), "\(ids)")
    #expect(ids.count <= 6, "\(ids)")
  }

  @Test func aNumberIsThatNumber() throws {
    let network = try ReadSite.sample()
    let found = try #require(SchoolSearch(network.schools).rows(matching: "№ 5"))
    #expect(!found.contains { network.schools[$0].id == "school-55" })
  }

  @Test func nonsenseFindsNobodyAndBlanksLeaveEverybody() throws {
    let search = SchoolSearch(try ReadSite.sample().schools)
    #expect(search.rows(matching: "ыыыыыыы") == [])
    #expect(search.rows(matching: "55 потенциал") == [])
    #expect(search.rows(matching: " «» — ") == nil)
    #expect(search.rows(matching: "") == nil)
  }

  /// Against a plain edit distance: near is at most one edit from some beginning of the word.
  @Test func nearnessIsOneEditOfABeginning() {
    var generator = SeededGenerator(seed: 5)
    var (near, far) = (0, 0)
    for _ in 0..<4000 {
      let word = (0..<Int.random(in: 3...6, using: &generator)).map { _ in UInt16.random(in: 97...99, using: &generator)
      }
      let typed = (0..<Int.random(in: 3...6, using: &generator)).map { _ in
        UInt16.random(in: 97...99, using: &generator)
      }
      let expected = (0...word.count).contains { Self.distance(typed, Array(word.prefix($0))) <= 1 }
      #expect(SchoolSearch.isNear(typed, word) == expected, "\(typed) \(word)")
      if expected { near += 1 } else { far += 1 }
    }
    #expect(near > 300 && far > 300)
  }

  /// Wrong, missing or added letters, or two neighbours swapped.
  private static func distance(_ left: [UInt16], _ right: [UInt16]) -> Int {
    var table = [[Int]](repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
    for i in 0...left.count {
      for j in 0...right.count {
        if i == 0 || j == 0 {
          table[i][j] = i + j
          continue
        }
        let change = left[i - 1] == right[j - 1] ? 0 : 1
        table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + change)
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
        }
      }
    }
    return table[left.count][right.count]
  }
}

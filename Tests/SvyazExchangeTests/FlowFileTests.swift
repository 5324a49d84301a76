import SvyazExchange
import SvyazFlow
import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

@Suite struct FlowFileTests {
  static func read(_ text: String) throws -> FlowFile { try FlowFile.read(Array(text.utf8), name: "a.min") }

  static let sample =
    "c x\np min 3 3\nn 1 4\nn 3 -4\na 1 2 0 4 2\nc y\n\na 2 3 1 inf -1\na 1 3 0 4611686018427387904 3\n"

  @Test func linesBecomeAProblem() throws {
    let file = try Self.read(Self.sample)
    var expected = FlowProblem(supply: [4, 0, -4])
    expected.addArc(from: 0, to: 1, upper: 4, cost: 2)
    expected.addArc(from: 1, to: 2, lower: 1, upper: .max, cost: -1)
    expected.addArc(from: 0, to: 2, upper: FlowProblem.infiniteCapacity, cost: 3)
    #expect(file.problem == expected)
    #expect((0..<3).map { file.line(ofArc: $0) } == [5, 8, 9])
    #expect((0..<3).map { file.problem.isInfinite($0) } == [false, true, true])
  }

  @Test(
    "the same problem in other dress",
    arguments: [
      sample.replacing("\n", with: "\r\n"), String(sample.dropLast()), "\u{FEFF}" + sample,
      sample.replacing(" ", with: " \t "), sample.replacing("inf", with: "INF"), "\n\n" + sample + "\n \nc end",
      sample.replacing("n 1 4", with: "n 1 +4"),
    ])
  func dressDoesNotMatter(_ text: String) throws {
    #expect(try Self.read(text).problem == Self.read(Self.sample).problem)
  }

  @Test func theFileIsReadPieceByPiece() throws {
    // Longer than the buffer, with lines across its ends.
    let folder = try TemporaryFolder()
    var text = "p min 2 90000\n"
    for arc in 0..<90_000 { text += "a 1 2 0 \(arc) \(arc % 7)\(arc % 3 == 0 ? "\r" : "")\n" }
    try folder.write(text, to: "big.min")
    let file = try FlowFile.read(folder.path + "/big.min")
    #expect(text.utf8.count > 1 << 20)
    #expect(try file.problem == Self.read(text).problem)
    #expect(file.problem.upper == Array(0..<90_000))
    #expect(file.line(ofArc: 89_999) == 90_001)
    #expect(file.name == "big.min")
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    let text: String
    let row: Int
    let says: [String]
    var testDescription: String { String(text.prefix(60)) }

    init(_ text: String, _ row: Int, _ says: String...) {
      self.text = text
      self.row = row
      self.says = says
    }
  }

  static let bad: [Bad] = [
    Bad("", 0, "файл пуст"), Bad("c only\n", 0, "p min"), Bad("n 1 1\np min 1 0\n", 1, "p min"),
    Bad("a 1 1 0 1 1\n", 1, "p min"), Bad("p min 1 0\np min 1 0\n", 2, "строке 1"),
    Bad("p max 2 1\n", 1, "«max»", "min"), Bad("p min\n", 1, "число узлов", "пусто"), Bad("p min 2\n", 1, "число дуг"),
    Bad("p min 2 1 3\n", 1, "«3»", "лишнее"), Bad("p min -2 1\n", 1, "«-2»"), Bad("p min 2.0 1\n", 1, "«2.0»"),
    Bad("p min 99999999999 1\n", 1, "«99999999999»"),
    Bad("p min 1000000000 0\n", 1, "1000000000", "узлов"), Bad("p min 2 1000000000\n", 1, "1000000000", "дуг", "0"),
    Bad("p min 2 2\na 1 2 0 1 1\n", 1, "объявлено дуг: 2", "1"),
    Bad("p min 2 1\na 1 2 0 1 1\na 1 2 0 1 1\n", 3, "больше, чем объявлено", "1"),
    Bad("p min 2 0\nn 3 1\n", 2, "«3»", "от 1 до 2"), Bad("p min 2 0\nn 0 1\n", 2, "«0»"),
    Bad("p min 2 0\nn 1 1\nn 2 -2\nn 1 1\n", 4, "узел 1", "строке 2"), Bad("p min 2 0\nn 1\n", 2, "запас"),
    Bad("p min 2 0\nn 1 NaN\n", 2, "«NaN»"), Bad("p min 2 0\nn 1 1.5\n", 2, "«1.5»", "целое"),
    Bad("p min 2 1\na 1 5 0 1 1\n", 2, "конец", "«5»"), Bad("p min 2 1\na x 2 0 1 1\n", 2, "начало", "«x»"),
    Bad("p min 2 1\na 1 2 0 1\n", 2, "стоимость", "пусто"), Bad("p min 2 1\na 1 2 0 1 nan\n", 2, "«nan»"),
    Bad("p min 2 1\na 1 2 0 1 1 1\n", 2, "лишнее"), Bad("p min 2 1\na 1 2 0 1 1e3\n", 2, "«1e3»"),
    Bad("p min 2 1\na 1 2 0 -1 1\n", 2, "верхняя", "«-1»", "inf"),
    Bad("p min 2 1\na 1 2 -1 1 1\n", 2, "нижняя", "«-1»"),
    Bad("p min 2 1\na 1 2 3 2 1\n", 2, "3", "2", "больше"), Bad("p min 2 1\na 1 2 inf inf 1\n", 2, "нижняя", "«inf»"),
    Bad("p min 2 1\na 1 2 0 1 9223372036854775808\n", 2, "64"),
    Bad("p min 2 1\na 1 2 0 1 -9223372036854775809\n", 2, "64"),
    Bad("p min 2 1\na 1 2 0 99999999999999999999 1\n", 2, "64"), Bad("p min 2 1\na 1 2 0 1 -\n", 2, "«-»"),
    Bad("p min 2 1\na 1 2 0 1 ٣\n", 2, "«٣»"), Bad("p min 1 0\nhello\n", 2, "«hello»", "DIMACS"),
    Bad("p min 1 0\nab 1 1\n", 2, "«ab»"), Bad("\u{0}\u{1}\u{2}ELF\u{1B}[31m\n", 1, "DIMACS"),
    Bad(#"{"version": 1}"#, 1, "DIMACS"),
    Bad("p min 2 1\na 1 2 4611686018427387904 inf 1\n", 2, "2⁶²"),
  ]

  @Test("what is wrong is named with its line", arguments: bad) func isRefused(_ bad: Bad) throws {
    let error = try #require(throws: FlowFileError.self) { try Self.read(bad.text) }
    #expect(error.fault.row == bad.row, "\(error.message)")
    #expect(error.message.hasPrefix(bad.row > 0 ? "a.min, строка \(bad.row): " : "a.min: "), "\(error.message)")
    for word in bad.says { #expect((error.message + error.advice).contains(word), "\(error.message)") }
    #expect(error.message.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    #expect(!error.advice.isEmpty)
  }

  @Test func hostileFilesTakeNoMemory() throws {
    let folder = try TemporaryFolder()
    try folder.write(String(repeating: "x", count: 3 << 20), to: "long.min")
    let error = try #require(throws: FlowFileError.self) { try FlowFile.read(folder.path + "/long.min") }
    #expect(error.message.contains("строка длиннее"))
    for name in ["none.min", ""] {
      #expect(throws: FileError.self) { try FlowFile.read("\(folder.path)/\(name)") }
    }
    // A million nodes without a line are still taken.
    #expect(try Self.read("p min 1000000 0\n").problem.nodeCount == 1_000_000)
    #expect(throws: FlowFileError.self) { try Self.read("p min 1048577 0\n") }
  }

  /// Seeded damage: either the file is read, and then solved and proved or refused for its numbers, or it is an error
  /// with a line; never a trap.
  @Test(arguments: 0..<4) func damagedFilesNeverTrap(block: UInt64) throws {
    var read = 0
    var refused = 0
    for seed in block * 500..<block * 500 + 500 {
      var random = SeededGenerator(seed: seed)
      var bytes = Array(Self.sample.utf8)
      let words = [
        "-", "9223372036854775807", "-9223372036854775808", "inf", "\n", " ", "0", "a", "p min", "1e9", "\u{0}",
      ]
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1 where bytes.count > 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: Array((words.randomElement(using: &random) ?? "").utf8), at: place)
        default: bytes = Array(bytes[..<max(1, place)])
        }
      }
      do {
        let file = try FlowFile.read(bytes, name: "a.min")
        read += 1
        let (outcome, _) = try FlowSolver.solve(file.problem)
        #expect(FlowCheck(outcome, of: file.problem).fault == nil, "seed \(seed)")
      } catch is FlowFileError {
        refused += 1
      } catch is FlowError {
        // Numbers too great.
      }
    }
    #expect(read > 20 && refused > 50, "\(read), \(refused)")
  }

  @Test func theSolutionNamesEveryArc() throws {
    let file = try Self.read("p min 2 2\nn 1 3\nn 2 -3\na 1 2 0 2 1\na 1 2 0 2 5\n")
    guard case .optimal(let solution) = try NetworkSimplex.solve(file.problem) else {
      Issue.record("not optimal")
      return
    }
    #expect(String(decoding: file.solution(solution), as: UTF8.self) == "c svyaz solve a.min\ns 7\nf 1 2 2\nf 1 2 1\n")
  }

  /// What `svyaz match --dimacs` writes is taken by the fast path, pins, bans and all; the simplex agrees, and so does
  /// the plan.
  @Test func matchingsTakeTheFastPath() throws {
    var solved = 0
    for seed in UInt64(0)..<150 {
      var sample = PlanNetwork(seed: seed)
      let problem = try sample.problem()
      let file = try FlowFile.read(Dimacs.bytes(of: problem), name: "plan.min")
      let cost = DimacsTests.expectedCost(try problem.solve())
      let (outcome, method) = try FlowSolver.solve(file.problem)
      #expect(FlowCheck(outcome, of: file.problem).fault == nil, "seed \(seed)")
      guard case .optimal(let solution) = outcome, case .optimal(let other) = try NetworkSimplex.solve(file.problem)
      else {
        Issue.record("seed \(seed) is not optimal")
        continue
      }
      #expect(solution.cost == cost && other.cost == cost, "seed \(seed)")
      // With every demand pinned nothing is left to send.
      if file.problem.supply.contains(1) {
        #expect(method == .mentorShape, "seed \(seed)")
        solved += 1
      }
    }
    #expect(solved > 100)
  }
}

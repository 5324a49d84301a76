import SvyazComposition
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazExchange

/// Files that are no composition: the right error, in Russian, and never a trap.
@Suite struct ComposeHostileTests {
  static func error(_ bytes: [UInt8]) -> CompositionFileError? {
    do {
      _ = try Composition.list(json: bytes, file: "ммо.json")
      return nil
    } catch {
      return error
    }
  }

  static func full() throws -> JSONValue {
    HandComposition.two(try HandComposition.problem(HandComposition.options()), lowerBound: 1000).json
  }

  @Test(arguments: [
    "", "ммо", "{", "{} {}", "{\"a\": 1e400}", String(repeating: "[", count: 100_000),
    String(repeating: "{\"groups\":", count: 100_000),
  ])
  func notJSON(_ text: String) { #expect(Self.error(Array(text.utf8)) == .notJSON(file: "ммо.json")) }

  @Test(arguments: ["[]", "{}", "null", "0", "\"ммо\"", "[[], {}]", "{\"compositions\": {}}"])
  func anotherRoot(_ text: String) {
    #expect(Self.error(Array(text.utf8)) == .notComposition(file: "ммо.json", missing: Composition.keys))
  }

  @Test func anotherFileOfOurs() throws {
    let plan = try PlanJSONTests.fullPlan().plan.json.bytes()
    let missing = ["status", "subject", "lowerBound", "groups", "left"]
    #expect(Self.error(plan) == .notComposition(file: "ммо.json", missing: missing))
  }

  @Test func listsAreReadWhole() throws {
    #expect(try Composition.list(json: Array("{\"version\":1,\"compositions\":[]}".utf8), file: "f") == [])
    #expect(throws: CompositionFileError.notSingle(file: "f", subjects: [])) {
      try Composition(json: Array("{\"version\":1,\"compositions\":[]}".utf8), file: "f")
    }
    let text = String(decoding: try Self.full().bytes(), as: UTF8.self)
    let other = try #require(JSONValue(bytes: Array(text.replacing("\"mathematics\"", with: "\"other\"").utf8)))
    let two = Composition.json([try Self.full(), other]).bytes()
    #expect(throws: CompositionFileError.notSingle(file: "f", subjects: ["mathematics", "other"])) {
      try Composition(json: two, file: "f")
    }
    for text in ["{\"version\":2,\"compositions\":[]}", "{\"compositions\":[]}"] {
      #expect(Self.error(Array(text.utf8))?.code == "compositionFile.damaged")
    }
    #expect(Self.error(Array("{\"version\":1,\"compositions\":[1]}".utf8))?.code == "compositionFile.notComposition")
  }

  @Test func truncatedAnywhere() throws {
    let bytes = try Self.full().bytes()
    for length in stride(from: 0, to: bytes.count - 2, by: 5) {
      #expect(Self.error(Array(bytes.prefix(length))) == .notJSON(file: "ммо.json"), "\(length) bytes")
    }
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    let from: String
    let to: String
    let path: String
    var testDescription: String { to }
  }

  @Test(arguments: [
    Fault(from: "\"version\": 1", to: "\"version\": 2", path: "version"),
    Fault(from: "\"status\": \"feasible\"", to: "\"status\": \"best\"", path: "status"),
    Fault(from: "\"status\": \"feasible\"", to: "\"status\": \"optimal\"", path: "lowerBound"),
    Fault(from: "\"status\": \"feasible\"", to: "\"status\": \"infeasible\"", path: "objective"),
    Fault(from: "\"lowerBound\": 1000", to: "\"lowerBound\": 9007199254740992", path: "lowerBound"),
    Fault(from: "\"lowerBound\": 1000", to: "\"lowerBound\": -9223372036854775808", path: "lowerBound"),
    Fault(from: "\"asOf\": \"2021-04-30\"", to: "\"asOf\": \"2021-04-31\"", path: "asOf"),
    Fault(from: "\"role\": \"leader\"", to: "\"role\": \"head\"", path: "groups[0].members[3].role"),
    Fault(from: "\"role\": \"leader\"", to: "\"role\": \"member\"", path: "groups[0].members[3].role"),
    Fault(
      from: "\"school\": \"low-1\", \"role\": \"low_result\"", to: "\"school\": \"low-4\", \"role\": \"low_result\"",
      path: "groups"),
    Fault(from: "\"min\": 4", to: "\"min\": 8", path: "options.max"),
    Fault(from: "\"min\": 4", to: "\"min\": 0", path: "options.min"),
    Fault(from: "\"keep\": \"price\"", to: "\"keep\": \"most\"", path: "options.movedPrice"),
    Fault(from: "\"keep\": \"price\"", to: "\"keep\": \"all\"", path: "options.keep"),
    Fault(from: "\"maxKm\": 12.5", to: "\"maxKm\": -1", path: "options.maxKm"),
    Fault(from: "\"base\": \"m-1\",\n", to: "\"base\": \"m-4\",\n", path: "groups[0].base"),
    Fault(from: "\"left\": [\"m-4\"]", to: "\"left\": [\"m-4\", \"low-1\"]", path: "left"),
    Fault(from: "\"left\": [\"m-4\"]", to: "\"left\": \"m-4\"", path: "left"),
    Fault(from: "[\"low-4\", \"low-5\"]", to: "[\"low-4\"]", path: "options.together[0]"),
  ])
  func aWrongValueIsNamedByItsPath(_ fault: Fault) throws {
    let text = String(decoding: try Self.full().bytes(), as: UTF8.self)
    let changed = text.replacing(fault.from, with: fault.to, maxReplacements: 1)
    #expect(changed != text)
    guard case .damaged(_, let values) = try #require(Self.error(Array(changed.utf8))) else {
      Issue.record("not damaged")
      return
    }
    #expect(values.contains { $0.path == fault.path }, "\(values)")
    let message = try #require(Self.error(Array(changed.utf8))).message
    #expect(message.contains("в файле") && message.contains("ожидалось"), "\(message)")
  }

  static let hostile: [JSONValue?] = [
    nil, .null, .bool(true), .int(-1), .int(0), .int(.min), .int(.max), .double(1e300), .double(-0.5), .string(""),
    .string("—"), .string("low-1"), .array([]), .array([.null, .int(.max)]), .object([]),
  ]

  /// Whatever is changed, the file is refused or is a composition that can be written and read again.
  @Test func noValueTraps() throws {
    for json in [try Self.full(), HandComposition.infeasible(try HandComposition.problem()).json] {
      var (refused, taken) = (0, 0)
      for leaf in json.leaves() {
        for end in 1...leaf.path.count {
          for value in Self.hostile {
            guard let changed = json.changed(at: leaf.path.prefix(end), { _ in value }) else { continue }
            switch Result(catching: { try Composition.list(json: changed.bytes(), file: "f") }) {
            case .failure(let error):
              refused += 1
              #expect(!(error as? CompositionFileError ?? .notJSON(file: "")).message.isEmpty)
            case .success(let compositions):
              taken += 1
              let composition = try #require(compositions.first)
              #expect(composition.gapPerMille >= 0)
              #expect(composition.groups.allSatisfy { $0.objective >= 0 })
              #expect(try Composition(json: composition.json.bytes(), file: "f") == composition)
            }
          }
        }
      }
      #expect(refused > 500 && taken > 10, "\(refused) refused, \(taken) taken")
    }
  }

  @Test func errorsSpeakRussian() {
    let errors: [CompositionFileError] = [
      .notJSON(file: "f"), .notComposition(file: "f", missing: ["groups"]),
      .damaged(file: "f", values: [.init(path: "left", value: "1", expected: "список")]),
      .notSingle(file: "f", subjects: ["a"]), .foreign(composition: "a", network: "b", unknown: ["c"]),
      .noGroups(subject: "a"),
    ]
    #expect(Set(errors.map(\.code)).count == errors.count)
    for error in errors {
      #expect(error.message.contains(/[а-я]{3}/) && error.message.hasSuffix("."))
      #expect(error.advice.contains(/[а-я]{3}/))
    }
  }
}

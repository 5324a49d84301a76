import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

@testable import SvyazExchange

/// Files that are no plan: the right error, in Russian, and never a trap.
@Suite struct PlanHostileTests {
  static let allKeys = [
    "version", "network", "asOf", "options", "objective", "demands", "mentors", "pairs", "uncovered", "certificate",
  ]

  static func error(_ bytes: [UInt8]) -> PlanFileError? {
    do {
      _ = try Plan(json: bytes, file: "план.json")
      return nil
    } catch {
      return error
    }
  }

  static func error(_ text: String) -> PlanFileError? { error(Array(text.utf8)) }

  @Test(arguments: [
    "", " ", "\n", "план", "{", "[", "\"", "{\"version\": 1", "{} {}", "{\"a\": 1e400}", "NaN", "// план\n{}",
    "{'a': 1}",
    "{\"a\": 01}", String(repeating: "[", count: 100_000), String(repeating: "[", count: 513),
    String(repeating: "{\"version\":", count: 100_000), String(repeating: "[", count: 100_000) + "1",
    String(repeating: "]", count: 100_000),
  ])
  func notJSON(_ text: String) { #expect(Self.error(text) == .notJSON(file: "план.json")) }

  @Test(arguments: [
    [0xFF, 0xFE, 0x7B, 0x00], [0x22, 0xC3, 0x28, 0x22], [0x7B, 0x22, 0xD0, 0x22, 0x3A, 0x31, 0x7D], [0],
  ])
  func notUTF8(_ bytes: [UInt8]) { #expect(Self.error(bytes) == .notJSON(file: "план.json")) }

  @Test(arguments: ["[]", "{}", "null", "true", "0", "-1.5", "\"план\"", "[{\"version\": 1}]", "[[], {}]"])
  func anotherRoot(_ text: String) {
    #expect(Self.error(text) == .notPlan(file: "план.json", missing: Self.allKeys))
  }

  @Test func keysOfAnotherFile() throws {
    let network = #"{"version": 1, "id": "samara", "name": "Самара", "asOf": "2020-11-30", "subjects": []}"#
    let missing = Self.allKeys.filter { !["version", "asOf"].contains($0) }
    #expect(Self.error(network) == .notPlan(file: "план.json", missing: missing))
  }

  @Test func truncatedAnywhere() throws {
    let bytes = try PlanJSONTests.fullPlan().plan.json.bytes()
    for length in stride(from: 0, to: bytes.count - 2, by: 7) {
      #expect(Self.error(Array(bytes.prefix(length))) == .notJSON(file: "план.json"), "\(length) bytes")
    }
    #expect(Self.error(bytes.dropLast()) == nil, "the last line end is free")
  }

  @Test func hugeNumbersAreNamed() throws {
    let text = String(decoding: try PlanJSONTests.fullPlan().plan.json.bytes(), as: UTF8.self)
    let big = text.replacing("\"version\": 1", with: "\"version\": 99999999999999999999")
    let error = try #require(Self.error(big))
    guard case .damaged(_, let values) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(values.map(\.path) == ["version", "version"] || values.map(\.path) == ["version"])
    #expect(values.first?.expected == "целое число")
    #expect(error.message.contains("version: в плане «1e+20», ожидалось: целое число."))
  }

  @Test func everyFaultAtOnce() throws {
    let plan = """
      {"version": 2, "network": "n", "asOf": "2020-02-29", "options": {"capacity": 2.5, "district": "near",
      "maxKm": "15", "loadPenalty": null, "weights": []}, "objective": {}, "demands": [{"school": "a b"}, 1],
      "mentors": {}, "pairs": null, "uncovered": [{"school": "a", "subject": "b", "reason": "luck"}],
      "certificate": {"bigM": true, "demands": {"a": 1, "a/b/c": 1, "a/b": "1", "/": 1}, "places": 0, "mentors": null}}
      """
    guard case .damaged("план.json", let values) = Self.error(plan) else {
      Issue.record("not damaged")
      return
    }
    let expected = [
      "version", "options.capacity", "options.district", "options.maxKm", "options.loadPenalty",
      "options.weights.travel", "objective.coveredWeight", "objective.cost", "demands[0].school", "demands[1].school",
      "mentors", "pairs", "uncovered[0].reason", "certificate.bigM", "certificate.demands.a",
      "certificate.demands.a/b/c", "certificate.demands.a/b", "certificate.demands./", "certificate.places",
      "certificate.mentors",
    ]
    #expect(Set(expected).isSubset(of: values.map(\.path)), "\(values.map(\.path))")
    #expect(values.first { $0.path == "objective.cost" }?.value == "ничего")
    #expect(values.first { $0.path == "options.maxKm" }?.value == "15")
  }

  @Test(arguments: ["", "2020-02-30", "30.11.2020", "2020-11-30T00:00:00", "1899-12-31", "999999999999-01-01"])
  func noDay(_ day: String) throws {
    let text = String(decoding: try PlanJSONTests.fullPlan().plan.json.bytes(), as: UTF8.self)
    guard case .damaged(_, let values) = Self.error(text.replacing("2020-11-30", with: day)) else {
      Issue.record("not damaged")
      return
    }
    #expect(values == [.init(path: "asOf", value: day, expected: "дата ГГГГ-ММ-ДД")])
  }

  @Test("of two equal keys one is taken: the plan stays, or is refused") func doubledKeys() throws {
    let (plan, network) = try PlanJSONTests.fullPlan()
    let text = String(decoding: plan.json.bytes(), as: UTF8.self)
    for key in ["\"version\": 1", "\"cost\": 1", "\"capacity\": 7", "\"demands\": []", "\"certificate\": {}"] {
      for doubled in [text.replacing("{", with: "{\(key), ", maxReplacements: 1), "\(text.dropLast(3)), \(key)}"] {
        guard let read = try? Plan(json: Array(doubled.utf8), file: "f"), read != plan else { continue }
        #expect(try !PlanVerifier.discrepancies(of: read, in: network).isEmpty, "\(key)")
      }
    }
  }

  @Test func brokenBytesNeverTrap() throws {
    let (plan, network) = try PlanJSONTests.fullPlan()
    let bytes = plan.json.bytes()
    var random = SeededGenerator(seed: 513)
    var outcomes: [String: Int] = [:]
    for round in 0..<250 {
      var broken = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<broken.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: broken[place] = UInt8.random(in: 0...255, using: &random)
        case 1: broken.remove(at: place)
        case 2:
          broken.insert(contentsOf: Array("0123456789-.eE\"[]{},:".utf8).shuffled(using: &random).prefix(1), at: place)
        default: broken.swapAt(place, Int.random(in: 0..<broken.count, using: &random))
        }
      }
      do {
        let read = try Plan(json: broken, file: "план.json")
        let isSame = read == plan
        let isRefused = try !PlanVerifier.discrepancies(of: read, in: network).isEmpty
        outcomes[isSame ? "same" : isRefused ? "refused" : "passes", default: 0] += 1
      } catch let error as PlanFileError {
        outcomes[error.code, default: 0] += 1
        #expect(error.message.contains("план.json") && error.message.contains { ("а"..."я").contains($0) })
      } catch is MatchingError {
        outcomes["options", default: 0] += 1
      } catch {
        Issue.record("round \(round): \(error)")
      }
    }
    #expect(outcomes["plan.notJSON", default: 0] > 20 && outcomes["plan.damaged", default: 0] > 2, "\(outcomes)")
  }

  @Test func wordsOfTheErrors() {
    let value = PlanFileError.Value(path: "objective.cost", value: "x", expected: "целое число")
    let errors: [(PlanFileError, code: String, message: String)] = [
      (.notJSON(file: "f"), "plan.notJSON", "Файл плана «f» не разбирается как JSON в UTF-8."),
      (.notPlan(file: "f", missing: ["a", "b"]), "plan.notPlan", "Файл «f» — не план подбора: нет ключей a, b."),
      (
        .damaged(file: "f", values: [value]), "plan.damaged",
        "План «f» повреждён. objective.cost: в плане «x», ожидалось: целое число."
      ),
    ]
    for (error, code, message) in errors {
      #expect(error.code == code && error.message == message)
      #expect(error.advice.contains("svyaz match"))
    }
  }
}

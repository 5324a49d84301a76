import Foundation
import SvyazTestSupport
import Testing

/// `svyaz solve` as a process: statuses, keys, words and files.
@Suite struct SolveCommandTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let file: String
    let status: Int32
    /// What standard output (or, from 65 on, standard error) says.
    let says: [String]
  }

  static let cases: [Case] = [
    Case(
      testDescription: "optimal", file: "p min 2 1\nn 1 2\nn 2 -2\na 1 2 0 3 5\n", status: 0,
      says: ["наименьшая стоимость 10", "симплекс"]),
    Case(
      testDescription: "infeasible", file: "p min 3 2\nn 1 5\nn 3 -5\na 1 2 0 9 0\na 2 3 0 3 0\n", status: 1,
      says: ["Нет", "нужно 5", "не больше 3"]),
    Case(
      testDescription: "unbalanced", file: "p min 2 1\nn 1 2\na 1 2 0 3 5\n", status: 1,
      says: ["Нет", "Запасы и потребности"]),
    Case(
      testDescription: "unbounded", file: "p min 2 2\na 1 2 0 inf -3\na 2 1 0 inf 2\n", status: 1,
      says: ["не ограничена", "строки файла: 3, 2", "−1"]),
    Case(testDescription: "bad word", file: "p min 2 1\na 1 2 0 NaN 5\n", status: 65, says: ["строка 2", "«NaN»"]),
    Case(
      testDescription: "a billion nodes", file: "p min 1000000000 0\n", status: 65, says: ["строка 1", "1000000000"]),
    Case(
      testDescription: "numbers too great", file: "p min 2 1\na 1 2 0 10 -1000000000000000000\n", status: 65,
      says: ["строка 2", "64"]),
    Case(testDescription: "empty", file: "", status: 65, says: ["файл пуст"]),
  ]

  @Test(arguments: cases) func answers(_ c: Case) throws {
    let folder = try TemporaryFolder()
    try folder.write(c.file, to: "a.min")
    let path = folder.path + "/a.min"
    let run = try SvyazProcess.run(["solve", path])
    #expect(run.status == c.status, "\(run.errors)")
    for word in c.says {
      #expect((c.status < 65 ? run.output : run.errors).contains(word), "\(run.output)\(run.errors)")
    }
    guard c.status < 65 else {
      #expect(run.output.isEmpty)
      return
    }
    let json = try SvyazProcess.run(["solve", path, "--json"])
    #expect(json.status == c.status)
    let answer = try SampleCommandTests.object(json.output)
    #expect(Set(answer.keys) == ["status", "cost", "method", "nodes", "arcs", "cut", "cycle"])
    #expect((answer["cost"] as? Int == 10) == (c.status == 0))
  }

  /// The planner's own problem, solved again from its file: at the plan's cost, by the fast path.
  @Test func theWrittenMatchingIsSolved() throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/plan.min"
    let match = try SvyazProcess.run(["match", "--network", SampleCommandTests.sample, "--json", "--dimacs", file])
    let plan = try SampleCommandTests.object(match.output)
    let objective = try #require(plan["objective"] as? [String: Int])
    let certificate = try #require(plan["certificate"] as? [String: Any])
    let demands = try #require(plan["demands"] as? [[String: Any]])
    let weight = demands.reduce(0) { $0 + ($1["weight"] as? Int ?? 0) }
    let bigM = try #require(certificate["bigM"] as? Int)
    // Pins are taken out of the file, with the load that they bring.
    let pins = try #require(plan["pairs"] as? [[String: Any]]).filter { $0["pinned"] as? Bool == true }
    var pinCost = pins.reduce(0) { $0 + ($1["cost"] as? Int ?? 0) }
    for (_, count) in Dictionary(pins.map { ($0["mentor"] as? String ?? "", 1) }, uniquingKeysWith: +) {
      pinCost += count * (count - 1) / 2 * 5000
    }
    let cost = bigM * (weight - (objective["coveredWeight"] ?? 0)) + (objective["cost"] ?? 0) - pinCost

    let run = try SvyazProcess.run(["solve", file, "--json", "--flow", folder.path + "/plan.sol"])
    #expect(run.status == 0, "\(run.errors)")
    let answer = try SampleCommandTests.object(run.output)
    #expect(answer["status"] as? String == "optimal")
    #expect(answer["method"] as? String == "mentorShape")
    #expect(answer["cost"] as? Int == cost)
    let solution = String(decoding: try folder.data(of: "plan.sol"), as: UTF8.self).split(separator: "\n")
    #expect(solution.prefix(2).last == "s \(cost)")
    #expect(solution.count { $0.hasPrefix("f ") } == answer["arcs"] as? Int)
  }

  @Test func whatCannotBeReadOrWrittenIsNamed() throws {
    let folder = try TemporaryFolder()
    try folder.write("p min 1 0\n", to: "a.min")
    #expect(try SvyazProcess.run(["solve", folder.path + "/none.min"]).status == 65)
    #expect(try SvyazProcess.run(["solve", folder.path]).status == 65)
    #expect(try SvyazProcess.run(["solve"]).status == 2)
    let unwritable = try SvyazProcess.run(["solve", folder.path + "/a.min", "--flow", "/proc/no/a.sol"])
    #expect(unwritable.status == 73)
    #expect(unwritable.output.isEmpty)
    // A negative answer leaves no solution file behind.
    try folder.write("p min 1 0\nn 1 1\n", to: "b.min")
    #expect(try SvyazProcess.run(["solve", folder.path + "/b.min", "--flow", folder.path + "/b.sol"]).status == 1)
    #expect(try folder.names() == ["a.min", "b.min"])
  }
}

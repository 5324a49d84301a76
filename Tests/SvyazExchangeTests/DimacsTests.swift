import SvyazExchange
import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

/// A DIMACS min-cost-flow file, read strictly, and a plain solver of its own.
struct DimacsFile {
  struct Arc: Equatable {
    let tail: Int
    let head: Int
    let capacity: Int
    let cost: Int
  }

  /// By node, from 1; index 0 is idle.
  var supplies: [Int]
  var arcs: [Arc] = []
  var comments: [String] = []

  /// - Returns: `nil` for anything that breaks the format: lines out of order, counts that lie, nodes out of range.
  init?(_ text: String) {
    guard text.hasSuffix("\n") else { return nil }
    var supplies: [Int]?
    var arcCount = 0
    var named: Set<Int> = []
    for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      let numbers = words.dropFirst().compactMap { Int($0) }
      switch words.first {
      case "c": comments.append(String(line.dropFirst(2)))
      case "p":
        guard supplies == nil, words.count == 4, words[1] == "min", numbers.count == 2, numbers[0] >= 1 else {
          return nil
        }
        supplies = Array(repeating: 0, count: numbers[0] + 1)
        arcCount = numbers[1]
      case "n":
        guard words.count == 3, numbers.count == 2, arcs.isEmpty, named.insert(numbers[0]).inserted,
          supplies.map({ (1..<$0.count).contains(numbers[0]) }) ?? false
        else { return nil }
        supplies?[numbers[0]] = numbers[1]
      case "a":
        guard let count = supplies?.count, words.count == 6, numbers.count == 5, (1..<count).contains(numbers[0]),
          (1..<count).contains(numbers[1]), numbers[0] != numbers[1], numbers[2] == 0, numbers[3] >= 0
        else { return nil }
        arcs.append(Arc(tail: numbers[0], head: numbers[1], capacity: numbers[3], cost: numbers[4]))
      default: return nil
      }
    }
    guard let supplies, arcs.count == arcCount, supplies.reduce(0, +) == 0 else { return nil }
    self.supplies = supplies
  }

  /// The least cost, by successive shortest paths, each found by Bellman and Ford's rounds over all residual arcs.
  ///
  /// - Returns: `nil` when the supplies cannot all be sent.
  /// - Precondition: costs ≥ 0.
  var leastCost: Int? {
    var left = supplies
    var flow = [Int](repeating: 0, count: arcs.count)
    while let source = left.firstIndex(where: { $0 > 0 }) {
      var distance = [Int?](repeating: nil, count: left.count)
      var last = [(arc: Int, isForward: Bool)?](repeating: nil, count: left.count)
      distance[source] = 0
      var isImproved = true
      while isImproved {
        isImproved = false
        for (number, arc) in arcs.enumerated() {
          if flow[number] < arc.capacity, let start = distance[arc.tail], start + arc.cost < distance[arc.head] ?? .max
          {
            (distance[arc.head], last[arc.head], isImproved) = (start + arc.cost, (number, true), true)
          }
          if flow[number] > 0, let start = distance[arc.head], start - arc.cost < distance[arc.tail] ?? .max {
            (distance[arc.tail], last[arc.tail], isImproved) = (start - arc.cost, (number, false), true)
          }
        }
      }
      let targets = left.indices.filter { left[$0] < 0 && distance[$0] != nil }
      guard let target = targets.min(by: { distance[$0] ?? 0 < distance[$1] ?? 0 }) else { return nil }
      var node = target
      while node != source, let step = last[node] {
        flow[step.arc] += step.isForward ? 1 : -1
        node = step.isForward ? arcs[step.arc].tail : arcs[step.arc].head
      }
      left[source] -= 1
      left[target] += 1
    }
    return zip(arcs, flow).reduce(0) { $0 + $1.0.cost * $1.1 }
  }
}

/// The reader and the solver that the tests below lean on.
@Suite struct DimacsFileTests {
  static let cases: [(file: String, cost: Int?)] = [
    ("p min 1 0\n", 0), ("p min 2 1\nn 1 2\nn 2 -2\na 1 2 0 3 5\n", 10),
    ("p min 2 1\nn 1 2\nn 2 -2\na 1 2 0 1 5\n", nil),
    ("p min 2 0\nn 1 1\nn 2 -1\n", nil), ("p min 2 1\nn 1 1\nn 2 -1\na 2 1 0 9 0\n", nil),
    // Two units over a cheap and a dear way.
    ("p min 3 3\nn 1 2\nn 3 -2\na 1 2 0 1 1\na 2 3 0 1 1\na 1 3 0 5 7\n", 9),
    // The first path must be undone: 1→2→3→4 costs 3, yet the best pair of paths avoids 2→3.
    ("p min 4 5\nn 1 2\nn 4 -2\na 1 2 0 1 1\na 1 3 0 1 4\na 2 3 0 1 1\na 2 4 0 1 4\na 3 4 0 1 1\n", 10),
    // Two sources want one cheap sink place; two sinks.
    ("p min 4 4\nn 1 1\nn 2 1\nn 3 -1\nn 4 -1\na 1 3 0 1 1\na 1 4 0 1 2\na 2 3 0 1 1\na 2 4 0 1 9\n", 3),
    // Two arcs between the same nodes.
    ("c x\np min 2 2\nn 1 2\nn 2 -2\na 1 2 0 1 3\na 1 2 0 1 0\n", 3),
  ]
  @Test(arguments: cases) func knownCosts(_ line: (file: String, cost: Int?)) throws {
    #expect(try #require(DimacsFile(line.file)).leastCost == line.cost)
  }

  @Test(arguments: [
    "", "p min 1 0", "p max 1 0\n", "p min 2 1\n", "p min 2 0\nn 1 1\n", "p min 2 1\na 1 3 0 1 1\n",
    "p min 2 1\na 1 2 1 1 1\n", "p min 2 1\na 1 2 0 1\n", "p min 2 1\na 1 2 0 1 x\n", "n 1 0\np min 1 0\n",
    "p min 2 2\na 1 2 0 1 1\nn 1 0\na 1 2 0 1 1\n", "p min 2 0\nn 1 1\nn 1 1\nn 2 -2\n", "p min 1 0\n\n", "p min 0 0\n",
    "p min 1 0\np min 1 0\n", "p min 1 1\na 1 1 0 1 1\n", "p min 2 1\na 1 2 0 -1 1\n",
  ])
  func refuses(_ text: String) { #expect(DimacsFile(text) == nil) }

  /// Every way to send each of at most four units, tried out.
  @Test func agreesWithTryingEverything() throws {
    var infeasible = 0
    for seed in UInt64(0)..<150 {
      var random = SeededGenerator(seed: seed)
      let sources = Int.random(in: 1...4, using: &random)
      let sinks = Int.random(in: 1...3, using: &random)
      let places = (0..<sinks).map { _ in Int.random(in: 0...3, using: &random) }
      let costs = (0..<sources).map { _ in
        (0..<sinks).map { _ in Int.random(in: -3...9, using: &random) }.map { $0 < 0 ? nil : $0 }
      }
      var file = "p min \(sources + sinks + 1) \(costs.joined().compactMap(\.self).count + sinks)\n"
      for source in 1...sources { file += "n \(source) 1\n" }
      file += "n \(sources + sinks + 1) \(-sources)\n"
      for (source, row) in costs.enumerated() {
        for (sink, cost) in row.enumerated() {
          if let cost { file += "a \(source + 1) \(sources + sink + 1) 0 1 \(cost)\n" }
        }
      }
      for (sink, count) in places.enumerated() {
        file += "a \(sources + sink + 1) \(sources + sinks + 1) 0 \(count) 0\n"
      }
      func best(_ source: Int, _ left: [Int]) -> Int? {
        guard source < sources else { return 0 }
        return (0..<sinks).compactMap { sink -> Int? in
          guard left[sink] > 0, let cost = costs[source][sink] else { return nil }
          var less = left
          less[sink] -= 1
          return best(source + 1, less).map { $0 + cost }
        }.min()
      }
      let expected = best(0, places)
      infeasible += expected == nil ? 1 : 0
      #expect(try #require(DimacsFile(file)).leastCost == expected, "seed \(seed)")
    }
    #expect((10...140).contains(infeasible))
  }
}

@Suite struct DimacsTests {
  /// bigM · (uncovered weight) + (cost of the plan − cost of its pins with their load).
  static func expectedCost(_ plan: Plan) -> Int {
    let weight = plan.demands.reduce(0) { $0 + $1.weight }
    var pinned: [SchoolID: Int] = [:]
    var pinCost = 0
    for pair in plan.pairs where pair.pinned {
      pinCost += pair.cost + pinned[pair.mentor, default: 0] * plan.options.loadPenalty
      pinned[pair.mentor, default: 0] += 1
    }
    return plan.certificate.bigM * (weight - plan.objective.coveredWeight) + plan.objective.cost - pinCost
  }

  @Test("another solver finds the plan's cost") func costs() throws {
    var seen: [String: Int] = [:]
    for seed in UInt64(0)..<300 {
      var sample = PlanNetwork(seed: seed)
      let problem = try sample.problem()
      let plan = try problem.solve()
      let text = String(decoding: Dimacs.bytes(of: problem), as: UTF8.self)
      let file = try #require(DimacsFile(text), "seed \(seed):\n\(text)")
      #expect(file.leastCost == Self.expectedCost(plan), "seed \(seed)")

      let pins = plan.pairs.count(where: \.pinned)
      #expect(file.supplies.count(where: { $0 == 1 }) == plan.demands.count - pins, "seed \(seed)")
      #expect(file.supplies[1] == pins - plan.demands.count, "seed \(seed)")
      #expect(file.arcs.allSatisfy { $0.cost >= 0 }, "seed \(seed)")
      #expect(
        file.comments.first == "svyaz net-1 2020-11-30, bigM \(plan.certificate.bigM), pinned pairs \(pins)",
        "seed \(seed)")
      let named = Set(file.comments.filter { $0.hasPrefix("demand ") }.compactMap { $0.split(separator: " ").last })
      let open = Set(plan.demands.map(\.key)).subtracting(
        plan.pairs.filter(\.pinned).map { SchoolSubject($0.mentee, $0.subject) })
      #expect(named.map(String.init).sorted() == open.map(\.description).sorted(), "seed \(seed)")

      seen["pins", default: 0] += pins > 0 ? 1 : 0
      seen["all pinned", default: 0] += open.isEmpty ? 1 : 0
      seen["uncovered", default: 0] += plan.uncovered.isEmpty ? 0 : 1
      seen["bans", default: 0] += sample.network.constraints.contains { $0.rule == .ban } ? 1 : 0
      seen["zero capacities", default: 0] += sample.network.mentorCapacities.contains { $0.capacity == 0 } ? 1 : 0
      seen["pins and load", default: 0] += pins > 0 && plan.mentors.contains { $0.used > 1 } ? 1 : 0
    }
    #expect(seen.count == 6 && seen.values.allSatisfy { $0 >= 3 }, "\(seen)")
  }

  @Test func sameBytesForAnyOrderOfRows() throws {
    var sample = PlanNetwork(seed: 7)
    let bytes = Dimacs.bytes(of: try sample.problem())
    var network = sample.network
    network.schools.reverse()
    network.subjects.reverse()
    network.statuses.reverse()
    network.results.reverse()
    network.mentorCapacities.reverse()
    network.constraints.reverse()
    let problem = try MatchingProblem(network: network, day: PlanNetwork.day, options: sample.options)
    #expect(Dimacs.bytes(of: problem) == bytes)
    #expect(!bytes.isEmpty && bytes.last == 0x0A)
  }

  @Test("a network without low-result schools") func nothingToSend() throws {
    let network = Network(id: "n", name: "", asOf: "2020-01-01", subjects: [Subject(id: "ru", name: "")])
    let problem = try MatchingProblem(network: network, day: "2020-01-01", options: MatchingOptions())
    let file = try #require(DimacsFile(String(decoding: Dimacs.bytes(of: problem), as: UTF8.self)))
    #expect(file.leastCost == 0 && file.arcs.isEmpty)
  }
}

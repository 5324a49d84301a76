import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

@testable import SvyazComposition

@Suite struct ClashTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let network: Network
    let options: CompositionOptions
    /// Codes of the rules, ascending.
    let codes: [String]
    /// Pieces of the texts.
    let words: [String]
    var isSmallest = true
  }

  static func options(
    _ smallest: Int = 2, _ largest: Int = 5, groups: Int? = nil, _ change: (inout CompositionOptions) -> Void = { _ in }
  ) -> CompositionOptions {
    var options = CompositionOptions(smallest: smallest, largest: largest, groups: groups)
    change(&options)
    return options
  }

  static func pins(_ schools: [SchoolID], _ base: SchoolID) -> [CompositionOptions.Pin] {
    schools.map { CompositionOptions.Pin(school: $0, base: base) }
  }

  static let lows: [SchoolID] = ["n1", "n2", "n3", "n4", "n5", "n6"]

  static let cases: [Case] = [
    Case(
      testDescription: "no mentor", network: SmallCity.make(low: 4, mentors: 0, sites: 6), options: options(6, 15),
      codes: ["mentors"], words: ["по этому предмету", "наставников нет"]),
    Case(
      testDescription: "nothing but low-result schools", network: SmallCity.make(low: 8, mentors: 0),
      options: options(6, 15), codes: ["mentors"], words: ["наставников нет"]),
    Case(
      testDescription: "fewer schools than two groups' minimum", network: SmallCity.make(low: 4, mentors: 6),
      options: options(6, 15, groups: 2), codes: ["groupSize", "groups"],
      words: ["не меньше 6", "не меньше 12", "10 (n1, n2", "--groups 2"]),
    Case(
      testDescription: "fewer schools than --min", network: SmallCity.make(low: 2, mentors: 2), options: options(6, 15),
      codes: ["groupSize"], words: ["группе нужно школ: 6", "4 (n1, n2, m1, m2)"]),
    Case(
      testDescription: "all schools pinned to one group", network: SmallCity.make(low: 2, mentors: 8),
      options: options(2, 5) { $0.pins = pins(["n1", "n2", "m2", "m3", "m4", "m5", "m6", "m7", "m8"], "m1") },
      codes: ["groupSize", "pin", "pin", "pin", "pin", "pin"], words: ["не больше 5", "за базой «m1»", "6 (m1"]),
    Case(
      testDescription: "too many others pinned to one group of many low-result schools",
      network: SmallCity.make(low: 6, mentors: 4),
      options: options(2, 5) { $0.pins = pins(lows + ["m2", "m3", "m4"], "m1") },
      codes: ["coverage", "groupSize", "pin", "pin", "share"], words: ["не больше 5", "--pin m2=m1", "--pin m3=m1"]),
    Case(
      testDescription: "pin and ban of one school", network: SmallCity.make(low: 2, mentors: 4),
      options: options {
        $0.pins = [CompositionOptions.Pin(school: "m3")]
        $0.bans = [CompositionOptions.Pin(school: "m3"), CompositionOptions.Pin(school: "m4")]
      }, codes: ["ban", "pin"], words: ["--pin m3", "--ban m3"]),
    Case(
      testDescription: "two pins of one school", network: SmallCity.make(low: 4, mentors: 4),
      options: options { $0.pins = pins(["n1"], "m1") + pins(["n1"], "m2") + pins(["n2"], "m2") },
      codes: ["pin", "pin"], words: ["--pin n1=m1", "--pin n1=m2"]),
    Case(
      testDescription: "a base that is banned", network: SmallCity.make(low: 2, mentors: 3),
      options: options {
        $0.bases = ["m2"]
        $0.bans = [CompositionOptions.Pin(school: "m2")]
      }, codes: ["ban", "base"], words: ["--base m2", "--ban m2"]),
    Case(
      testDescription: "together and apart", network: SmallCity.make(low: 4, mentors: 4),
      options: options {
        $0.together = [.init("n1", "n2")]
        $0.apart = [.init("n2", "n1"), .init("n3", "n4")]
      }, codes: ["apart", "coverage", "together"], words: ["«n1» и «n2» — в одной группе", "в разных группах"]),
    Case(
      testDescription: "more schools apart than groups", network: SmallCity.make(low: 4, mentors: 6),
      options: options(2, 6, groups: 2) { $0.apart = [.init("n1", "n2"), .init("n2", "n3"), .init("n1", "n3")] },
      codes: ["apart", "apart", "apart", "coverage", "groups"], words: ["--groups 2"]),
    Case(
      testDescription: "teachers that nobody has",
      network: SmallCity.make(low: 2, mentors: 3, staff: ["n1": 10, "m1": 30, "m2": 25, "m3": 8]),
      options: options(2, 3) { $0.minTeachers = 80 }, codes: ["groupSize", "minTeachers"],
      words: ["не меньше 80", "«m1» (30), «m2» (25), «n1» (10), вместе 65", "приняты за 10: 1 («n2»)"]),
    Case(
      testDescription: "more groups than mentors", network: SmallCity.make(low: 2, mentors: 2, sites: 8),
      options: options(2, 6, groups: 3), codes: ["groups", "mentors"], words: ["2 (m1, m2)", "групп: 3"]),
    Case(
      testDescription: "too many low-result schools", network: SmallCity.make(low: 7, mentors: 3),
      options: options(2, 15), codes: ["coverage", "share"], words: ["не меньше 4", "3 (m1, m2, m3)"]),
    Case(
      testDescription: "a site for every group", network: SmallCity.make(low: 2, mentors: 2, sites: 2),
      options: options(2, 6, groups: 2) { $0.together = [.init("s1", "s2")] },
      codes: ["groups", "sites", "together"], words: ["площадок: 2 (s1, s2)"]),
    Case(
      testDescription: "too far", network: SmallCity.make(low: 2, mentors: 2),
      options: options(2, 6) { $0.maxKm = 0.001 },
      codes: ["coverage", "maxKm"], words: ["до базы не больше 0,001 км", "2 (n1, n2)"]),
  ]

  @Test(arguments: cases) func namesTheClash(_ one: Case) throws {
    let problem = try SmallCity.problem(one.network, one.options)
    let clash = try problem.clash()
    #expect(clash.isProved)
    #expect(clash.isSmallest == one.isSmallest)
    #expect(clash.rules.map(\.code).sorted() == one.codes)
    let text = clash.rules.map(\.text).joined(separator: "\n")
    for words in one.words { #expect(text.contains(words), "\(text)") }
  }

  @Test func namesTwelveSchoolsAtMost() throws {
    let clash = try SmallCity.problem(SmallCity.make(low: 20, mentors: 5), Self.options(2, 30)).clash()
    let coverage = try #require(clash.rules.first { $0.code == "coverage" })
    #expect(coverage.text.contains("20 (n1, n10, n11"))
    #expect(coverage.text.contains("и ещё 8"))
    #expect(coverage.schools.count == 20)
  }

  @Test func groupsThatExistHaveNoClash() throws {
    let clash = try SmallCity.problem(SmallCity.make(low: 4, mentors: 4), Self.options()).clash()
    #expect(clash == Composition.Clash(rules: [], isSmallest: false, isProved: false))
  }

  // MARK: Random compositions

  static func random(seed: UInt64) throws -> CompositionProblem {
    var random = SeededGenerator(seed: seed)
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    let network = SmallCity.make(
      low: number(1...3), mentors: number(1...3), sites: number(0...1), both: number(0...1),
      staff: ["n1": number(1...9), "m1": number(1...20)], seed: seed)
    let members = try SmallCity.problem(network, CompositionOptions()).members
    let schools = members.map(\.school)
    let (mentors, low) = (members.filter(\.isMentor).map(\.school), members.filter(\.isLowResult).map(\.school))
    func pick(_ schools: [SchoolID]) -> SchoolID { schools[number(0...schools.count - 1)] }
    var options = CompositionOptions(smallest: number(1...3), largest: number(3...5), groups: number(1...3))
    if number(1...2) == 1 { options.groups = nil }
    for _ in 0..<number(0...2) {
      options.pins.append(.init(school: pick(schools), base: number(1...2) == 1 ? pick(mentors) : nil))
    }
    for _ in 0..<number(0...2) {
      let school = pick(schools)
      options.bans.append(.init(school: school, base: low.contains(school) ? pick(mentors) : nil))
    }
    if number(1...3) == 1 { options.bases = [pick(mentors)] }
    for _ in 0..<number(0...2) {
      let (one, other) = (pick(schools), pick(schools))
      guard one != other else { continue }
      if number(1...2) == 1 {
        options.together.append(.init(one, other))
      } else {
        options.apart.append(.init(one, other))
      }
    }
    if number(1...4) == 1 { options.minTeachers = number(5...40) }
    if number(1...4) == 1 { options.districtPolicy = .same }
    if number(1...4) == 1 { options.maxKm = Double(number(1...8)) }
    return try SmallCity.problem(network, options)
  }

  /// By exhaustive search over every number of groups.
  static func canHold(_ relaxed: RelaxedComposition, _ rules: Set<ClashRule>) -> Bool {
    let isActive = relaxed.rules.map { rules.contains($0) }
    let numbers = rules.compactMap { rule -> Int? in if case .groups(let count) = rule { count } else { nil } }
    for groups in numbers.isEmpty ? Array(1...4) : numbers {
      let floors = rules.contains(.coverage) ? [0] : Array(0...relaxed.members.count)
      for floor in floors {
        let problem = relaxed.problem(isActive, groups: groups, lowFloor: floor)
        if GroupingOracle(problem: problem).isPossible(groups: groups) { return true }
      }
    }
    return false
  }

  @Test("all rules together are the composition's own problem", arguments: 0..<4) func agrees(block: UInt64) throws {
    for seed in block * 50..<block * 50 + 50 {
      let problem = try Self.random(seed: seed)
      let relaxed = RelaxedComposition(problem)
      for groups in 1...3 {
        let all = relaxed.problem(relaxed.rules.map { _ in true }, groups: groups)
        let shut = { (problem: GroupingProblem) in problem.cost.map { $0 >= GroupingProblem.forbidden } }
        #expect(all.candidates == problem.flat.candidates, "seed \(seed)")
        #expect(shut(all) == shut(problem.flat), "seed \(seed)")
        #expect(all.mustJoin == problem.flat.mustJoin && all.isBanned == problem.flat.isBanned, "seed \(seed)")
        #expect(all.mustOpen == problem.flat.mustOpen, "seed \(seed)")
        #expect(all.needsSites(groups: groups) == problem.flat.needsSites(groups: groups), "seed \(seed)")
        #expect(all.teachers == problem.flat.teachers && all.minTeachers == problem.flat.minTeachers, "seed \(seed)")
        #expect((all.smallest, all.largest) == (problem.flat.smallest, problem.flat.largest), "seed \(seed)")
        #expect(all.together.map { [$0.0, $0.1] } == problem.flat.together.map { [$0.0, $0.1] }, "seed \(seed)")
        #expect(all.apart.map { [$0.0, $0.1] } == problem.flat.apart.map { [$0.0, $0.1] }, "seed \(seed)")
      }
    }
  }

  @Test("a clash clashes, and none of its rules can be spared", arguments: 0..<8) func isIrreducible(block: UInt64)
    throws
  {
    var clashes = 0
    for seed in block * 40..<block * 40 + 40 {
      let problem = try Self.random(seed: seed)
      let relaxed = RelaxedComposition(problem)
      let clash = try problem.clash()
      guard !Self.canHold(relaxed, Set(relaxed.rules)) else {
        #expect(clash.rules.isEmpty && !clash.isProved, "seed \(seed)")
        continue
      }
      clashes += 1
      #expect(clash.isProved, "seed \(seed)")
      let texts = ClashText(problem, relaxed.rules)
      let rules = relaxed.rules.filter { rule in
        clash.rules.contains { $0.code == rule.code && Set($0.schools).isSuperset(of: rule.named) }
          && (rule.named.isEmpty || clash.rules.contains(texts.rule(rule)))
          && (rule.code != "groupSize" || clash.rules.contains { $0.text.hasPrefix(texts.rule(rule).text.prefix(16)) })
      }
      #expect(rules.count == clash.rules.count, "seed \(seed)")
      #expect(!Self.canHold(relaxed, Set(rules)), "seed \(seed)")
      for rule in rules { #expect(Self.canHold(relaxed, Set(rules).subtracting([rule])), "seed \(seed)") }
      guard clash.isSmallest, rules.count > 1, rules.count < 4 else { continue }
      for smaller in Self.subsets(relaxed.rules, count: rules.count - 1) {
        #expect(Self.canHold(relaxed, smaller), "seed \(seed): \(smaller)")
      }
    }
    #expect(clashes > 3)
  }

  static func subsets(_ rules: [ClashRule], count: Int) -> [Set<ClashRule>] {
    guard count > 0 else { return [[]] }
    return rules.indices.flatMap { index in
      subsets(Array(rules[(index + 1)...]), count: count - 1).map { $0.union([rules[index]]) }
    }
  }
}

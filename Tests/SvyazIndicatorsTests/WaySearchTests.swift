import SvyazTestSupport
import Testing

@testable import SvyazIndicators

/// The search alone on problems too large for every set of acts on a network: against every choice of events and options,
/// and for each every way to place the schools.
@Suite struct WaySearchTests {
  static func random(seed: UInt64) -> WayProblem {
    var random = SeededGenerator(seed: seed)
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    let schools = number(4...7)
    var options: [WayProblem.Option] = []
    for school in 0..<schools where number(1...100) <= 50 {
      options.append(.init(schools: [school], acts: number(1...4), cost: number(0...6)))
    }
    for _ in 0..<number(0...3) {
      let pair = Array(0..<schools).shuffled(using: &random).prefix(2).sorted()
      options.append(.init(schools: pair, acts: number(1...3), cost: number(0...6)))
    }
    let associations = (0..<number(1...4)).map { _ in
      let roles = (0..<schools).map { _ in number(1...100) }
      return WayProblem.Association(
        eventCost: number(1...100) <= 90 ? number(0...12) : nil,
        members: (0..<schools).filter { roles[$0] <= 25 }, places: number(0...3),
        joins: (0..<schools).filter { roles[$0] > 55 }.map {
          .init(school: $0, cost: number(0...6), needsEvent: number(1...100) <= 85)
        })
    }
    return WayProblem(schoolCount: schools, options: options, associations: associations)
  }

  /// The least price and the greatest number of schools, by going through everything.
  struct BruteForce {
    let problem: WayProblem
    let need: Int
    var best: WayProblem.Price?
    var most = 0

    init(_ problem: WayProblem, need: Int) {
      self.problem = problem
      self.need = need
      chooseEvent(0, .init())
    }

    private mutating func chooseEvent(_ number: Int, _ choice: WayProblem.Choice) {
      guard number < problem.associations.count else { return chooseOption(0, choice) }
      chooseEvent(number + 1, choice)
      guard problem.associations[number].eventCost != nil else { return }
      var held = choice
      held.events.insert(number)
      chooseEvent(number + 1, held)
    }

    private mutating func chooseOption(_ number: Int, _ choice: WayProblem.Choice) {
      guard number < problem.options.count else { return place(0, choice) }
      if problem.options[number].schools.count > 1 {
        var taken = choice
        taken.options.append(number)
        chooseOption(number + 1, taken)
      }
      chooseOption(number + 1, choice)
    }

    /// School by school: nothing, an option of its own, or a place in an association.
    private mutating func place(_ school: Int, _ choice: WayProblem.Choice) {
      guard school < problem.schoolCount else {
        let brought = problem.timesBrought(choice).count { $0 > 0 }
        most = max(most, brought)
        let price = problem.price(choice)
        if brought >= need, best.map({ price < $0 }) ?? true { best = price }
        return
      }
      place(school + 1, choice)
      for (number, option) in problem.options.enumerated() where option.schools == [school] {
        var taken = choice
        taken.options.append(number)
        place(school + 1, taken)
      }
      for (number, association) in problem.associations.enumerated() {
        guard let join = association.join(of: school), choice.joins[number]?.count ?? 0 < association.places,
          !join.needsEvent || choice.events.contains(number)
        else { continue }
        var joined = choice
        joined.joins[number, default: []].insert(school)
        place(school + 1, joined)
      }
    }
  }

  @Test(arguments: 0..<4)
  func equalsGoingThroughEverything(block: UInt64) {
    for seed in block * 15..<block * 15 + 15 {
      let problem = Self.random(seed: seed)
      let reach = problem.reach()
      for need in Set([reach, reach / 2, reach * 3 / 4]) where need > 0 {
        let brute = BruteForce(problem, need: need)
        #expect(brute.most == reach, "seed \(seed)")
        var search = WaySearch(problem, need: need, limits: WayLimits())
        let outcome = search.run()
        #expect(outcome.isProved && outcome.leastActs == brute.best?.acts, "seed \(seed), need \(need)")
        #expect(outcome.choice.map(problem.price) == brute.best, "seed \(seed), need \(need)")
        #expect(outcome.choice.map { problem.timesBrought($0).count { $0 > 0 } } ?? 0 >= need)
      }
    }
  }

  /// What a search that is stopped says: never proved, and its bound holds.
  @Test func aStoppedSearchClaimsNothing() {
    var stopped = 0
    for seed in 0..<100 as Range<UInt64> {
      let problem = Self.random(seed: seed)
      let need = problem.reach()
      var full = WaySearch(problem, need: need, limits: WayLimits())
      var short = WaySearch(problem, need: need, limits: WayLimits(flows: 1))
      let (exact, outcome) = (full.run(), short.run())
      guard !outcome.isProved, let choice = outcome.choice, let best = exact.choice else { continue }
      stopped += 1
      #expect(outcome.leastActs <= exact.leastActs, "seed \(seed)")
      #expect(problem.price(best) <= problem.price(choice), "seed \(seed)")
      #expect(problem.timesBrought(choice).count { $0 > 0 } >= need, "seed \(seed)")
    }
    #expect(stopped > 10)
  }
}

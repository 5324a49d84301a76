import Foundation
import SvyazExchange
import SvyazFlow
import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

/// Every answer of the desk equals a solve of the changed network from scratch.
@Suite struct PlanningDeskTests {
  @Test("all answers on small networks full of awkward cases", arguments: 0..<8)
  func smallNetworks(block: UInt64) throws {
    for seed in block * 15..<(block + 1) * 15 {
      guard let scratch = try Self.scratch(seed) else { continue }
      try scratch.checkPlaces("seed \(seed)")
      try scratch.checkAlternatives("seed \(seed)")
      try scratch.checkConstraints("seed \(seed)")
      try scratch.checkRemedies("seed \(seed)")
    }
  }

  private static func scratch(_ seed: UInt64, shape: Network.MatchingShape = .small) throws -> DeskScratch? {
    let random = RandomCase(seed: seed, shape: shape)
    guard case .success = random.outcome() else { return nil }
    return try DeskScratch(random.network, options: random.options, step: shape.isAwkward ? 1 : 9)
  }

  /// What the seeds above contain.
  @Test func everyAnswerOccurs() throws {
    var counts: [String: Int] = [:]
    func note(_ what: String, _ isTrue: Bool = true) { if isTrue { counts[what, default: 0] += 1 } }
    for seed in 0..<300 as Range<UInt64> {
      guard let desk = try Self.scratch(seed)?.desk else { continue }
      for worth in try desk.placeWorths() {
        note("place covers", !worth.change.gains.isEmpty)
        note("place saves cost", worth.change.difference.coveredWeight == 0 && worth.change.difference.cost < 0)
        note("place in all", worth.place.subject == nil && worth.change.difference != .none)
      }
      for answer in try desk.alternatives() {
        note("next mentor", answer.next != nil)
        note("no next mentor", answer.next == nil)
        note("next mentor pushes others", answer.next != nil && answer.change.moves.count > 1)
        note("pinned pair", answer.pinned)
      }
      for price in try desk.constraintPrices() {
        let isPin = price.constraint.rule == .pin
        let difference = price.change.difference
        note(isPin ? "free pin" : "free ban", difference == .none)
        note(isPin ? "pin costs" : "ban costs", PlanDifference.isBetter(difference, than: .none))
        note("pin gains", isPin && PlanDifference.isBetter(.none, than: difference))
        note("row for every subject", price.constraint.subject == nil && price.change.moves.count > 1)
      }
      for remedy in try desk.remedies() {
        note("kilometres", remedy.distance != nil)
        note("adjacent", remedy.district?.policy == .adjacent)
        note("any", remedy.district?.policy == .any)
        note("place", !remedy.places.isEmpty)
        note("pin", remedy.pin != nil)
        note("pin pushes others out", !(remedy.pin?.change.losses.isEmpty ?? true))
        for rule in remedy.pin?.overrides ?? [] { note("over " + String("\(rule)".prefix { $0 != "(" })) }
        note("beyond one change", remedy.isBeyondOneChange)
        note("blocked", remedy.blocking.places > 1)
      }
    }
    for what in [
      "place covers", "place saves cost", "place in all", "next mentor", "no next mentor", "next mentor pushes others",
      "pinned pair", "free pin", "free ban", "pin costs", "ban costs", "pin gains", "row for every subject",
      "kilometres", "adjacent", "any", "place", "pin", "pin pushes others out", "over notMentor", "over notStronger",
      "over district", "over distance", "beyond one change", "blocked",
    ] { #expect(counts[what, default: 0] > 0, "never: \(what); \(counts)") }
  }

  /// The first of the medium networks that have a plan, pins and bans.
  private static func medium(skipping count: Int = 0) throws -> DeskScratch {
    let seed = (0..<200 as Range<UInt64>).lazy.filter { seed in
      let random = RandomCase(seed: seed, shape: .medium)
      return Set(random.network.constraints.map(\.rule)).count == 2 && (try? random.outcome().get()) != nil
    }.dropFirst(count).first
    let found = try #require(seed)
    return try #require(try scratch(found, shape: .medium))
  }

  @Test("networks of 120 schools", arguments: 0..<2)
  func mediumNetworks(seed: Int) throws {
    let scratch = try Self.medium(skipping: seed)
    try scratch.checkPlaces("seed \(seed)")
    try scratch.checkAlternatives("seed \(seed)")
    try scratch.checkConstraints("seed \(seed)")
  }

  @Test func anotherNetworksPlanIsRefused() throws {
    let scratch = try #require(try Self.scratch(3))
    var worse = scratch.plan
    let pair = try #require(worse.pairs.last)
    worse.pairs.removeLast()
    #expect(throws: DeskError.notOptimal) {
      try PlanningDesk(problem: scratch.problem, plan: worse, network: scratch.network)
    }
    var foreign = pair
    foreign.mentor = "school-999"
    worse.pairs.append(foreign)
    let error = DeskError.foreignPlan(mentee: pair.mentee, mentor: "school-999", subject: pair.subject)
    #expect(throws: error) {
      try PlanningDesk(problem: scratch.problem, plan: worse, network: scratch.network)
    }
    #expect(error.message.contains("school-999"))
  }

  @Test func answersEndWhenCancelled() throws {
    let desk = try Self.medium().desk
    let stopped = SolveMonitor(isCancelled: { true })
    #expect(throws: CancellationError.self) { try desk.placeWorths(monitor: stopped) }
    #expect(throws: CancellationError.self) { try desk.alternatives(monitor: stopped) }
    #expect(throws: CancellationError.self) { try desk.constraintPrices(monitor: stopped) }
  }

  @Test func theOrderOfRowsChangesNothing() throws {
    for seed in 0..<60 as Range<UInt64> {
      guard let scratch = try Self.scratch(seed) else { continue }
      let other = try DeskScratch(scratch.network.shuffledWithSubjects(seed: seed), options: scratch.options)
      #expect(try scratch.desk.placeWorths() == other.desk.placeWorths(), "seed \(seed)")
      #expect(try scratch.desk.alternatives() == other.desk.alternatives(), "seed \(seed)")
      #expect(try scratch.desk.constraintPrices() == other.desk.constraintPrices(), "seed \(seed)")
      #expect(try scratch.desk.remedies() == other.desk.remedies(), "seed \(seed)")
    }
  }
}

/// The same on the sample, as it is and with many needs uncovered.
@Suite struct PlanningDeskSampleTests {
  static func scratch(_ options: MatchingOptions, step: Int) throws -> DeskScratch {
    let network = try NetworkFolder.load(
      path: SvyazProcess.repository.appending(path: "graphs/samara-2020").path)
    return try DeskScratch(network, options: options, step: step)
  }

  static let scarce = MatchingOptions(capacity: 1, districtPolicy: .same, maxKm: 5)

  @Test(arguments: [MatchingOptions(), scarce])
  func placesPairsAndConstraints(options: MatchingOptions) throws {
    let scratch = try Self.scratch(options, step: 20)
    try scratch.checkPlaces("sample")
    try scratch.checkAlternatives("sample")
    try scratch.checkConstraints("sample")
  }

  static let near = MatchingOptions(maxKm: 2)

  @Test(arguments: [scarce, near])
  func remedies(options: MatchingOptions) throws {
    let scratch = try Self.scratch(options, step: 25)
    #expect(scratch.plan.uncovered.count > 20)
    try scratch.checkRemedies("sample", limit: 2)
  }
}

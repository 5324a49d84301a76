import SvyazGraph
import SvyazMatching
import SvyazTestSupport

/// A small random network with options, and its oracle.
struct RandomCase {
  let seed: UInt64
  let network: Network
  let options: MatchingOptions
  let oracle: MatchingOracle

  init(seed: UInt64, shape: Network.MatchingShape = .small) {
    self.init(seed: seed, network: Network.randomMatching(seed: seed, shape: shape))
  }

  init(seed: UInt64, network: Network) {
    self.seed = seed
    self.network = network
    options = .random(seed: seed)
    oracle = MatchingOracle(network, day: network.asOf, options: options)
  }

  func problem() throws(MatchingError) -> MatchingProblem {
    try MatchingProblem(network: network, day: network.asOf, options: options)
  }

  /// The plan, or the error, of the network with its rows in another order.
  func outcome(shuffled seed: UInt64? = nil) -> Result<Plan, MatchingError> {
    let rows = seed.map { network.shuffledWithSubjects(seed: $0) } ?? network
    return Result { () throws(MatchingError) -> Plan in
      try MatchingProblem(network: rows, day: rows.asOf, options: options).uncancelled()
    }
  }
}

extension MatchingOptions {
  static func random(seed: UInt64) -> MatchingOptions {
    var random = SeededGenerator(seed: seed ^ 0xA5A5)
    var options = MatchingOptions()
    if random.chance(50) { options.capacity = random.int(0...3) }
    if random.chance(50) { options.districtPolicy = random.pick(DistrictPolicy.allCases) }
    if random.chance(35) { options.maxKm = random.pick([0, 3, 5, 8.5, 12, 20]) }
    if random.chance(50) { options.loadPenalty = random.pick([0, 1, 700, 20_000, 1_000_000]) }
    if random.chance(40) {
      func weight() -> Int { random.pick([0, 0, 1, 10, 30, 1000]) }
      options.weights = PairComponents(
        travel: weight(), district: weight(), strength: weight(), context: weight(), continuity: weight())
    }
    return options
  }
}

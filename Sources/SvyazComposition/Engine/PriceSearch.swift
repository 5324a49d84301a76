/// Looks for prices with a high bound: the volume method (Barahona and Anbil, 2000), a subgradient method that averages
/// the choices it meets. The averages tell how likely each candidate is to be a base.
struct PriceSearch {
  let relaxation: Relaxation
  /// Candidates that must be bases, and those that may be.
  var open: [Int32]
  var candidates: [Int32]
  /// Counts of bases that the choice must keep.
  let regions: [BaseRegion]
  /// By member, then by region.
  var prices: [Double]
  var choice = BaseChoice()

  /// The best whole-number prices found, with their bound.
  private(set) var bestPrices: [Int]
  private(set) var bound = Int.min
  private(set) var bestExtraPrice = 0
  /// By candidate: the share of time that it was chosen, lately.
  private(set) var share: [Double]
  private(set) var isImpossible = false
  private(set) var iterations = 0
  /// The length of the next step, as a share of the way to the target.
  private(set) var factor = 1.0
  /// Steps have become too short to find more.
  private(set) var isSettled = false

  private var slope: [Double]
  private var whole: [Int]

  init(_ relaxation: Relaxation, open: [Int32], candidates: [Int32], regions: [BaseRegion] = [], prices: [Double]) {
    self.relaxation = relaxation
    self.regions = regions
    self.open = open
    self.candidates = candidates
    self.prices = prices
    whole = prices.map { Int($0.rounded()) }
    bestPrices = whole
    slope = [Double](repeating: 0, count: prices.count)
    share = [Double](repeating: 0, count: relaxation.problem.candidateCount)
  }

  /// One look at prices.
  ///
  /// - Returns: the bound there, or `nil` where there is no choice of bases at all.
  mutating func evaluate(_ whole: [Int], exact: Bool = false) -> Int? {
    let problem = relaxation.problem
    setRewards(whole)
    let found = whole.withUnsafeBufferPointer { prices -> Bool in
      guard let start = prices.baseAddress else { return false }
      relaxation.evaluate(open, prices: start)
      relaxation.evaluate(candidates, prices: start)
      return choice.choose(relaxation, open: open, candidates: candidates, exact: exact)
    }
    guard found else { return nil }
    var sum = choice.bound
    for member in 0..<problem.memberCount {
      if problem.isBanned[member] {
        sum += problem.leftCost[member]
      } else {
        sum += problem.mustJoin[member] ? whole[member] : min(whole[member], problem.leftCost[member])
      }
    }
    for (place, region) in regions.enumerated() { sum += whole[problem.memberCount + place] * region.count }
    return sum
  }

  private mutating func setRewards(_ whole: [Int]) {
    guard !regions.isEmpty else { return }
    choice.reward = [Int](repeating: 0, count: relaxation.problem.candidateCount)
    for (place, region) in regions.enumerated() {
      let price = whole[relaxation.problem.memberCount + place]
      guard price != 0 else { continue }
      for candidate in region.candidates { choice.reward[Int(candidate)] += price }
    }
  }

  /// How often each member is taken by the choice, minus one: the direction in which prices should fall.
  private func excess(_ whole: [Int]) -> [Double] {
    let problem = relaxation.problem
    var taken = [Double](repeating: -1, count: problem.memberCount)
    whole.withUnsafeBufferPointer { prices in
      guard let start = prices.baseAddress else { return }
      for (candidate, extra) in choice.chosen {
        relaxation.forEachMember(of: Int(candidate), extra: extra, prices: start) { taken[Int($0)] += 1 }
      }
    }
    for member in 0..<problem.memberCount {
      if problem.isBanned[member] {
        taken[member] = 0
      } else if !problem.mustJoin[member], whole[member] >= problem.leftCost[member], taken[member] < 0 {
        taken[member] = 0
      }
    }
    for (place, region) in regions.enumerated() {
      let count = choice.chosen.count { region.holds($0.candidate) }
      let isSlack = region.isLeast ? count >= region.count : count <= region.count
      taken.append(isSlack && whole[problem.memberCount + place] == 0 ? 0 : Double(count - region.count))
    }
    return taken
  }

  /// - Parameters:
  ///   - target: the objective of the best grouping known, where the search ends; `nil`: none is known.
  ///   - onChoice: given the bases of every look; returns a better target or `nil`.
  mutating func run(
    iterations limit: Int, target known: Int?, stall: Int = 20, step first: Double = 1, least: Double = 0.002,
    onChoice: (BaseChoice, Int) -> Int? = { _, _ in nil }
  ) {
    let problem = relaxation.problem
    var target = known ?? Int.max
    factor = first
    var sinceBetter = 0
    var isFresh = slope.allSatisfy { $0 == 0 }
    var average = slope
    var centre = bound == Int.min ? prices : bestPrices.map(Double.init)
    defer { slope = average }
    for _ in 0..<limit {
      iterations += 1
      for member in prices.indices { whole[member] = Int(prices[member].rounded()) }
      guard let value = evaluate(whole) else {
        isImpossible = true
        return
      }
      let direction = excess(whole)
      if isFresh { average = direction }
      let isBetter = value > bound
      if isBetter {
        let gain = bound == Int.min ? Double.infinity : Double(value - bound)
        bound = value
        bestPrices = whole
        bestExtraPrice = choice.price
        centre = prices
        sinceBetter = 0
        // A step in a good direction may be longer.
        if !isFresh, known == nil || gain > 0.0005 * Double(max(1, target - value)) {
          var product = 0.0
          for member in prices.indices { product += average[member] * direction[member] }
          if product > 0 { factor = min(2, factor * 1.1) }
        }
      } else {
        sinceBetter += 1
        if sinceBetter >= stall {
          factor *= 0.66
          sinceBetter = 0
          if factor < least {
            isSettled = true
            return
          }
        }
      }
      isFresh = false
      if let better = onChoice(choice, value) { target = min(target, better) }
      if known == nil { target = bound + max(1000, abs(bound) / 20) }
      if bound >= target { return }
      // Average: the newer choices weigh more.
      let weight = 0.1
      for member in prices.indices {
        average[member] += weight * (direction[member] - average[member])
      }
      for candidate in candidates { share[Int(candidate)] *= 1 - weight }
      for (candidate, _) in choice.chosen { share[Int(candidate)] += weight }
      var norm = 0.0
      for member in prices.indices { norm += average[member] * average[member] }
      guard norm > 1e-9 else {
        prices = centre
        average = direction
        norm = 0
        for member in prices.indices { norm += average[member] * average[member] }
        if norm < 1e-9 {
          isSettled = true
          return
        }
        continue
      }
      let length = factor * Double(max(1, target - bound)) * 1.02 / norm
      for member in prices.indices {
        var price = centre[member] - length * average[member]
        if member >= problem.memberCount {
          price = regions[member - problem.memberCount].isLeast ? max(0, price) : min(0, price)
        } else if !problem.mustJoin[member], !problem.isBanned[member] {
          price = min(price, Double(problem.leftCost[member]))
        }
        prices[member] = price
      }
    }
  }
}

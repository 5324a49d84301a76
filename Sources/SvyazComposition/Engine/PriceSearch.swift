/// Looks for prices with a high bound: the volume method (Barahona and Anbil, 2000), a subgradient method that averages
/// the choices it meets. The averages tell how likely each candidate is to be a base.
struct PriceSearch {
  let relaxation: Relaxation
  let frame: PriceFrame
  /// Candidates that must be bases, and those that may be.
  let open: [Int32]
  let candidates: [Int32]
  /// Counts of bases that the choice must keep.
  let regions: [BaseRegion]
  /// By member, then by region.
  private(set) var prices: [Double]
  var choice: BaseChoice

  /// The best whole-number prices found, with their bound.
  private(set) var bestPrices: [Int]
  private(set) var bound = Int.min
  private(set) var bestExtraPrice = 0
  /// By candidate: the share of time that it was chosen, lately.
  private(set) var share: [Double]
  private(set) var isImpossible = false
  /// The length of the next step, as a share of the way to the target.
  private(set) var factor = 1.0
  /// Steps have become too short to find more.
  private(set) var isSettled = false

  /// Prices that change: the others stay as they came.
  private let active: [Int]
  private var slope: [Double]
  private var whole: [Int]
  private var taken: [Double]

  /// - Parameter active: members whose prices change; `nil`: all.
  init(_ relaxation: Relaxation, _ frame: PriceFrame, _ node: BoundNode, active: [Int]? = nil) {
    self.relaxation = relaxation
    self.frame = frame
    open = node.open
    candidates = node.candidates
    regions = node.regions
    prices = node.prices
    let memberCount = relaxation.memberCount
    self.active = (active ?? Array(0..<memberCount)) + (memberCount..<node.prices.count)
    choice = BaseChoice(open: open, candidates: candidates, frame: frame)
    choice.price = node.extraPrice
    whole = prices.map { Int($0.rounded()) }
    bestPrices = whole
    slope = [Double](repeating: 0, count: prices.count)
    taken = slope
    share = [Double](repeating: 0, count: relaxation.problem.candidateCount)
  }

  /// One look at whole-number prices.
  ///
  /// - Returns: the bound there, or `nil` where there is no choice of bases at all.
  mutating func evaluate(_ whole: [Int], exact: Bool = false) -> Int? {
    let memberCount = relaxation.memberCount
    setRewards(whole)
    let found = whole.withUnsafeBufferPointer { prices -> Bool in
      guard let start = prices.baseAddress else { return false }
      relaxation.evaluate(open, prices: start)
      relaxation.evaluate(candidates, prices: start)
      guard choice.choose(relaxation, exact: exact) else { return false }
      return relaxation.wishes == nil || sharpen(prices: start, exact: exact)
    }
    guard found else { return nil }
    var sum = choice.bound
    for member in 0..<memberCount {
      if relaxation.problem.isBanned[member] {
        sum += frame.left[member] ?? 0
      } else {
        sum += frame.left[member].map { min($0, whole[member]) } ?? whole[member]
      }
    }
    for (place, region) in regions.enumerated() { sum += whole[memberCount + place] * region.count }
    return sum
  }

  /// Looks at the groups of the choice exactly, until the choice is made of such groups alone.
  ///
  /// - Parameter exact: looks at all groups.
  private mutating func sharpen(prices: UnsafePointer<Int>, exact: Bool) -> Bool {
    let most = relaxation.most(prices)
    if exact {
      for candidate in open + candidates {
        _ = relaxation.sharpen(Int(candidate), extra: nil, prices: prices, most)
      }
      return choice.choose(relaxation, exact: true)
    }
    while true {
      var isSharp = true
      for (candidate, extra) in choice.chosen
      where relaxation.sharpen(Int(candidate), extra: extra, prices: prices, most) { isSharp = false }
      if isSharp { return true }
      relaxation.work += candidates.count * 4
      guard choice.choose(relaxation, exact: false) else { return false }
    }
  }

  private mutating func setRewards(_ whole: [Int]) {
    guard !regions.isEmpty else { return }
    choice.reward = [Int](repeating: 0, count: relaxation.problem.candidateCount)
    for (place, region) in regions.enumerated() {
      let price = whole[relaxation.memberCount + place]
      guard price != 0 else { continue }
      for candidate in region.candidates { choice.reward[Int(candidate)] += price }
    }
  }

  /// How often each member is taken by the choice, minus one: the direction in which prices should fall. So of regions.
  private mutating func findExcess() {
    let memberCount = relaxation.memberCount
    for member in 0..<memberCount { taken[member] = -1 }
    whole.withUnsafeBufferPointer { prices in
      guard let start = prices.baseAddress else { return }
      for (candidate, extra) in choice.chosen {
        relaxation.forEachMember(of: Int(candidate), extra: extra, prices: start) { taken[Int($0)] += 1 }
      }
    }
    for member in active where member < memberCount {
      if relaxation.problem.isBanned[member] {
        taken[member] = 0
      } else if taken[member] < 0, let left = frame.left[member], whole[member] >= left {
        taken[member] = 0
      }
    }
    for (place, region) in regions.enumerated() {
      let count = choice.chosen.count { region.holds($0.candidate) }
      let isSlack = region.isLeast ? count >= region.count : count <= region.count
      taken[memberCount + place] = isSlack && whole[memberCount + place] == 0 ? 0 : Double(count - region.count)
    }
  }

  /// - Parameters:
  ///   - target: the objective of the best grouping known, where the search ends; `nil`: none is known.
  ///   - stall: looks in vain before steps become shorter.
  ///   - step: the length of the first step.
  ///   - onChoice: told of every look.
  mutating func run(
    iterations limit: Int, target known: Int?, stall: Int = 5, growth: Double = 1.1, step first: Double = 1,
    onChoice: (BaseChoice) -> Void = { _ in }
  ) {
    var target = known ?? Int.max
    // The newer choices weigh more in the average.
    let weight = 0.08
    factor = first
    var sinceBetter = 0
    var isFresh = slope.allSatisfy { $0 == 0 }
    var centre = bound == Int.min ? prices : bestPrices.map(Double.init)
    for _ in 0..<limit {
      for member in active { whole[member] = Int(prices[member].rounded()) }
      guard let value = evaluate(whole) else {
        isImpossible = true
        return
      }
      findExcess()
      if isFresh { slope = taken }
      if value > bound {
        let gain = bound == Int.min ? Double.infinity : Double(value - bound)
        bound = value
        bestPrices = whole
        bestExtraPrice = choice.price
        centre = prices
        sinceBetter = 0
        // A step in a good direction may be longer.
        if !isFresh, known == nil || gain > 0.0005 * Double(max(1, target - value)), product() > 0 {
          factor = min(2, factor * growth)
        }
      } else {
        sinceBetter += 1
        if sinceBetter >= stall {
          factor *= 0.66
          sinceBetter = 0
          if factor < Self.shortest {
            isSettled = true
            return
          }
        }
      }
      isFresh = false
      onChoice(choice)
      if known == nil { target = bound + max(1000, abs(bound) / 20) }
      if bound >= target { return }
      for member in active { slope[member] += weight * (taken[member] - slope[member]) }
      for candidate in candidates { share[Int(candidate)] *= 1 - weight }
      for (candidate, _) in choice.chosen { share[Int(candidate)] += weight }
      guard step(from: centre, target: target) else {
        isSettled = true
        return
      }
    }
  }

  private static let shortest = 0.002

  private func product() -> Double {
    var sum = 0.0
    for member in active { sum += slope[member] * taken[member] }
    return sum
  }

  /// - Returns: whether there is a way to go.
  private mutating func step(from centre: [Double], target: Int) -> Bool {
    var norm = 0.0
    for member in active { norm += slope[member] * slope[member] }
    if norm < 1e-9 {
      for member in active {
        slope[member] = taken[member]
        norm += slope[member] * slope[member]
      }
      if norm < 1e-9 { return false }
    }
    // A target far away says little about how far the bound can rise.
    let length = factor * Double(max(1, min(target - bound, abs(bound) / 20 + 1000))) * 1.02 / norm
    let memberCount = relaxation.memberCount
    for member in active {
      var price = centre[member] - length * slope[member]
      if member >= memberCount {
        price = regions[member - memberCount].isLeast ? max(0, price) : min(0, price)
      } else if let left = frame.left[member], !relaxation.problem.isBanned[member] {
        price = min(price, Double(left))
      }
      prices[member] = max(-Self.highest, min(price, Self.highest))
    }
    return true
  }

  /// Where nothing holds the rules, prices rise for ever.
  private static let highest = Double(1 << 44)
}

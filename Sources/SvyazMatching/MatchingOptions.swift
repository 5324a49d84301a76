/// Which mentors may serve a school, by their districts.
public enum DistrictPolicy: String, Hashable, Sendable, CaseIterable {
  case any
  /// The same district or a neighbouring one.
  case adjacent
  case same
}

/// What becomes of the partnerships in force.
public enum KeepPolicy: String, Hashable, Sendable, CaseIterable {
  /// They only make their pairs cheaper (`continuity`).
  case free
  /// Those agreed or active on the day act as pins.
  case active
}

/// The five integers 0…1000 that a pair is judged by, and equally the weights they are multiplied with.
public struct PairComponents: Hashable, Sendable {
  public var travel: Int
  public var district: Int
  public var strength: Int
  public var context: Int
  public var continuity: Int

  public init(travel: Int, district: Int, strength: Int, context: Int, continuity: Int) {
    self.travel = travel
    self.district = district
    self.strength = strength
    self.context = context
    self.continuity = continuity
  }

  /// Σ weight · component. Both sides are bounded (weights ≤ 400,000, components ≤ 1000), so nothing overflows.
  func cost(weights: PairComponents) -> Int {
    travel * weights.travel + district * weights.district + strength * weights.strength + context * weights.context
      + continuity * weights.continuity
  }
}

/// What a planner sets for a matching (design.md §4).
public struct MatchingOptions: Hashable, Sendable {
  /// Mentees of a mentor that `mentors.csv` does not name, in places.
  public var capacity: Int
  public var districtPolicy: DistrictPolicy
  /// Greatest distance in km where both coordinates are known.
  public var maxKm: Double?
  /// Cost points that the k-th mentee of one mentor adds, times k − 1.
  public var loadPenalty: Int
  public var weights: PairComponents
  public var keep: KeepPolicy
  /// All pairs of a mentee school have the same mentor.
  public var oneMentor: Bool

  public static let defaultWeights = PairComponents(travel: 30, district: 30, strength: 20, context: 10, continuity: 10)

  public static let capacityRange = 0...1_000_000
  public static let loadPenaltyRange = 0...1_000_000_000
  /// Five of them keep the cost of a pair within 32 bits.
  public static let weightRange = 0...400_000

  public init(
    capacity: Int = 2, districtPolicy: DistrictPolicy = .any, maxKm: Double? = nil, loadPenalty: Int = 5000,
    weights: PairComponents = MatchingOptions.defaultWeights, keep: KeepPolicy = .free, oneMentor: Bool = false
  ) {
    self.capacity = capacity
    self.districtPolicy = districtPolicy
    self.maxKm = maxKm
    self.loadPenalty = loadPenalty
    self.weights = weights
    self.keep = keep
    self.oneMentor = oneMentor
  }

  /// - Throws: ``MatchingError/optionOutOfRange(option:value:expected:)`` for the first option out of its range.
  func validate() throws(MatchingError) {
    func require(_ range: ClosedRange<Int>, _ value: Int, _ option: String) throws(MatchingError) {
      guard range.contains(value) else {
        throw .optionOutOfRange(
          option: option, value: String(value), expected: "целое число \(range.lowerBound)…\(range.upperBound)")
      }
    }
    try require(Self.capacityRange, capacity, "capacity")
    try require(Self.loadPenaltyRange, loadPenalty, "load-penalty")
    for weight in [weights.travel, weights.district, weights.strength, weights.context, weights.continuity] {
      try require(Self.weightRange, weight, "weights")
    }
    if let maxKm, !(maxKm >= 0 && maxKm <= 50_000) {
      throw .optionOutOfRange(option: "max-km", value: String(maxKm), expected: "число 0…50000")
    }
  }
}

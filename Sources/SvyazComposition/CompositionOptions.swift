public import SvyazGraph
public import SvyazMatching

/// What becomes of the ММО in force.
public enum KeepMemberships: Hashable, Sendable {
  /// Groups are made anew.
  case free
  /// Each member of an ММО in force that is not in the group of that ММО's base costs this many points.
  case price(Int)
  /// As few schools are moved as can be, the objective comes second.
  case most
}

/// What a planner sets for the groups of one subject (design.md §5).
public struct CompositionOptions: Hashable, Sendable {
  /// A school in some group, or in the group of a base.
  public struct Pin: Hashable, Sendable, Comparable {
    public var school: SchoolID
    /// `nil`: in whichever group.
    public var base: SchoolID?

    public init(school: SchoolID, base: SchoolID? = nil) {
      self.school = school
      self.base = base
    }

    public static func < (left: Pin, right: Pin) -> Bool {
      (left.school, left.base?.rawValue ?? "") < (right.school, right.base?.rawValue ?? "")
    }
  }

  /// Two schools that are to be together or apart.
  public struct Pair: Hashable, Sendable, Comparable {
    public var first: SchoolID
    public var second: SchoolID

    public init(_ first: SchoolID, _ second: SchoolID) {
      (self.first, self.second) = first < second ? (first, second) : (second, first)
    }

    public static func < (left: Pair, right: Pair) -> Bool {
      (left.first, left.second) < (right.first, right.second)
    }
  }

  /// Schools of a group, its base included.
  public var smallest: Int
  public var largest: Int
  /// `nil`: the fewest groups that can hold the rules.
  public var groups: Int?
  /// Cost points of a member school in no group.
  public var leftPrice: Int
  /// Schools that are bases.
  public var bases: [SchoolID]
  public var pins: [Pin]
  /// A ban without a base: in no group. With a base: not in the group of that base.
  public var bans: [Pin]
  /// In one and the same group, or both in none.
  public var together: [Pair]
  /// Never in one group.
  public var apart: [Pair]
  /// The least sum of teachers in a group; a school without staff figures counts with the median of those known.
  public var minTeachers: Int?
  public var keep: KeepMemberships
  /// Which districts a member may come to its base from.
  public var districtPolicy: DistrictPolicy
  /// Greatest distance to the base in km, where both coordinates are known.
  public var maxKm: Double?
  /// Equal seeds and budgets give equal answers.
  public var seed: Int
  /// The budget in steps of about a million elementary operations; `nil`: by the size of the problem.
  public var steps: Int?

  public static let sizeRange = 1...10_000
  public static let groupRange = 1...10_000
  public static let priceRange = 0...1_000_000_000
  public static let teacherRange = 0...1_000_000
  public static let stepRange = 0...1_000_000_000

  public init(smallest: Int = 6, largest: Int = 15, groups: Int? = nil, leftPrice: Int = 20_000) {
    self.smallest = smallest
    self.largest = largest
    self.groups = groups
    self.leftPrice = leftPrice
    bases = []
    pins = []
    bans = []
    together = []
    apart = []
    keep = .free
    districtPolicy = .any
    seed = 1
  }

  /// Whether a planner's hand, and not the contract alone, shapes the groups.
  public var hasHand: Bool {
    !bases.isEmpty || !pins.isEmpty || !bans.isEmpty || !together.isEmpty || !apart.isEmpty || minTeachers != nil
      || keep != .free || districtPolicy != .any || maxKm != nil
  }

  /// The same wishes in one order, each once: equal inputs give equal answers.
  var canonical: CompositionOptions {
    var result = self
    result.bases = Set(bases).sorted()
    result.pins = Set(pins).sorted()
    result.bans = Set(bans).sorted()
    result.together = Set(together).sorted()
    result.apart = Set(apart).sorted()
    return result
  }

  /// - Throws: ``CompositionError/optionOutOfRange(option:value:expected:)`` for the first option out of its range.
  func validate() throws(CompositionError) {
    func require(_ range: ClosedRange<Int>, _ value: Int, _ option: String) throws(CompositionError) {
      guard range.contains(value) else {
        throw .optionOutOfRange(
          option: option, value: String(value), expected: "целое число \(range.lowerBound)…\(range.upperBound)")
      }
    }
    try require(Self.sizeRange, smallest, "min")
    try require(Self.sizeRange, largest, "max")
    guard smallest <= largest else {
      throw .optionOutOfRange(option: "max", value: String(largest), expected: "не меньше --min (\(smallest))")
    }
    if let groups { try require(Self.groupRange, groups, "groups") }
    try require(Self.priceRange, leftPrice, "left-price")
    if case .price(let price) = keep { try require(Self.priceRange, price, "moved-price") }
    if let minTeachers { try require(Self.teacherRange, minTeachers, "min-teachers") }
    if let steps { try require(Self.stepRange, steps, "steps") }
    if let maxKm, !(maxKm >= 0 && maxKm <= 50_000) {
      throw .optionOutOfRange(option: "max-km", value: String(maxKm), expected: "число 0…50000")
    }
  }
}

/// SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
///
/// Every draw is made of whole numbers, so one seed gives the same bytes on every machine and with every version of the
/// standard library (whose own `shuffled(using:)` and `Int.random(in:using:)` promise no fixed sequence).
///
///     var random = SplitMix64(seed: 2020, stream: "results")
///     random.int(in: 1...6)
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  /// An independent sequence for one purpose: rows added to one table do not disturb the draws of another.
  public init(seed: UInt64, stream: String) {
    // FNV-1a, 64 bits.
    let hash = stream.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    self.init(seed: seed)
    state = next() ^ hash
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in `0..<bound`; always one draw, with a bias below `bound / 2⁶⁴`.
  ///
  /// - Precondition: `bound > 0`.
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0)
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  public mutating func int(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// True in `perMille` cases of a thousand.
  public mutating func chance(perMille: Int) -> Bool { below(1000) < perMille }

  /// A number in `-spread...spread`, the middle more often than the ends: the mean of three even draws.
  public mutating func bell(spread: Int) -> Int {
    (int(in: -spread...spread) + int(in: -spread...spread) + int(in: -spread...spread)) / 3
  }

  public mutating func element<Element>(of list: [Element]) -> Element? {
    list.isEmpty ? nil : list[below(list.count)]
  }

  /// Fisher–Yates.
  public mutating func shuffled<Element>(_ list: [Element]) -> [Element] {
    var list = list
    for last in stride(from: list.count - 1, to: 0, by: -1) { list.swapAt(last, below(last + 1)) }
    return list
  }
}

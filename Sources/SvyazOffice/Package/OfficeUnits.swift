/// Lengths of the office formats, made from points. What is no number counts as 0 and what no page could hold is cut
/// off, so that any size gives a file that opens.
enum OfficeUnits {
  /// 80,000 pt are 28 m; in EMU the distance from one end to the other still fits the 32 bits that programs count in.
  static let mostPoints = 80_000.0

  static func points(_ value: Double) -> Double {
    value.isNaN ? 0 : min(max(value, -mostPoints), mostPoints)
  }

  /// English metric units: 12,700 to the point.
  static func emu(_ points: Double) -> Int { Int((Self.points(points) * 12_700).rounded()) }

  static func emuLength(_ points: Double) -> Int { max(0, emu(points)) }

  /// Twentieths of a point; Word holds at most 31,680 of them (22 inches).
  static func twips(_ points: Double) -> Int {
    Int((min(max(Self.points(points), -1584), 1584) * 20).rounded())
  }

  static func twipsLength(_ points: Double) -> Int { max(0, twips(points)) }

  /// A text's size in `parts` of a point: 2 in Word, 100 in PowerPoint. Between 1 and 400 pt.
  static func textSize(_ points: Double, parts: Double) -> Int {
    Int((min(max(Self.points(points), 1), 400) * parts).rounded())
  }

  /// Whole parts in the ratio of `shares` that add up to `total`; shares that are no positive numbers count as the
  /// smallest of the others. Every part is at least a twentieth of an equal one.
  static func divide(_ total: Int, shares: [Double]) -> [Int] {
    guard !shares.isEmpty, total > 0 else { return shares.map { _ in 0 } }
    let sound = shares.filter { $0 > 0 && $0.isFinite }
    let greatest = sound.max() ?? 1
    let smallest = (sound.min() ?? 1) / greatest
    let least = 1 / (20 * Double(shares.count))
    // Over the greatest first: the sum cannot overflow.
    var parts = shares.map { $0 > 0 && $0.isFinite ? $0 / greatest : $0 == .infinity ? 1 : smallest }
    let sum = parts.reduce(0, +)
    parts = parts.map { max($0 / sum, least) }
    let whole = parts.reduce(0, +)
    var edges = [0]
    var passed = 0.0
    for part in parts {
      passed += part
      edges.append(min(total, Int((Double(total) * (passed / whole)).rounded())))
    }
    edges[edges.count - 1] = total
    return zip(edges.dropFirst(), edges).map { $0 - $1 }
  }
}

/// Red, green, blue: 0xRRGGBB.
public struct OfficeColor: Hashable, Sendable {
  public var rgb: UInt32

  public init(_ rgb: UInt32) { self.rgb = rgb & 0xFFFFFF }

  public static let black = OfficeColor(0x000000)
  public static let white = OfficeColor(0xFFFFFF)

  /// Six hexadecimal digits.
  var hex: String {
    let digits = String(rgb & 0xFFFFFF, radix: 16, uppercase: true)
    return String(repeating: "0", count: 6 - digits.count) + digits
  }
}

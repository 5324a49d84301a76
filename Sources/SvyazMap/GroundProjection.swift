internal import Foundation
internal import SvyazGraph

/// The plane around a city: equirectangular with the true scale in its middle, in kilometres east (x) and north (y).
///
/// Over a city of 50 km the error is some metres. Longitudes are cut where the gap between two neighbours is widest,
/// so a city on the date line stays whole.
enum GroundProjection {
  static let kilometresPerDegree = Coordinates.earthRadiusKm * .pi / 180

  /// - Returns: the same for equal points in any order; the middle is the origin.
  static func places<ID: Hashable>(_ points: [(id: ID, location: Coordinates)]) -> [ID: Point] {
    let latitudes = points.map(\.location.latitude)
    guard let south = latitudes.min(), let north = latitudes.max() else { return [:] }
    let cut = cut(points.map(\.location.longitude))
    func unrolled(_ longitude: Double) -> Double { longitude < cut ? longitude + 360 : longitude }
    let longitudes = points.map { unrolled($0.location.longitude) }
    let middle = ((longitudes.min() ?? 0) + (longitudes.max() ?? 0)) / 2
    let parallel = (south + north) / 2
    let eastScale = kilometresPerDegree * max(cos(parallel * .pi / 180), 0)
    return Dictionary(
      zip(points, longitudes).map { point, longitude in
        (
          point.id,
          Point(x: (longitude - middle) * eastScale, y: (point.location.latitude - parallel) * kilometresPerDegree)
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The first longitude east of the widest gap.
  private static func cut(_ longitudes: [Double]) -> Double {
    let sorted = longitudes.sorted()
    guard let first = sorted.first, let last = sorted.last else { return -180 }
    var widest = first + 360 - last
    var cut = first
    for (left, right) in zip(sorted, sorted.dropFirst()) where right - left > widest {
      widest = right - left
      cut = right
    }
    return cut
  }
}

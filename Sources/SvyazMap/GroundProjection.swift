internal import Foundation
internal import SvyazGraph

/// The plane around a city: equirectangular with the true scale at its median, in kilometres east (x) and north (y).
///
/// Over a city of 50 km the error is some metres. Longitudes are cut where the gap between two neighbours is widest,
/// so a city on the date line stays whole.
enum GroundProjection {
  static let kilometresPerDegree = Coordinates.earthRadiusKm * .pi / 180

  /// - Returns: the same for equal points in any order; the median is the origin.
  static func places<ID: Hashable>(_ points: [(id: ID, location: Coordinates)]) -> [ID: Point] {
    // Medians: one school with mistaken coordinates must not bend the scale of the others.
    guard let parallel = median(points.map(\.location.latitude)) else { return [:] }
    let cut = cut(points.map(\.location.longitude))
    func unrolled(_ longitude: Double) -> Double { longitude < cut ? longitude + 360 : longitude }
    let longitudes = points.map { unrolled($0.location.longitude) }
    let middle = median(longitudes) ?? 0
    let eastScale = kilometresPerDegree * max(cos(parallel * .pi / 180), 0)
    return Dictionary(
      zip(points, longitudes).map { point, longitude in
        (
          point.id,
          Point(x: (longitude - middle) * eastScale, y: (point.location.latitude - parallel) * kilometresPerDegree)
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  private static func median(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.sorted()[values.count / 2]
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

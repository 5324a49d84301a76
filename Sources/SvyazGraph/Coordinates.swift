internal import RealModule

/// A point on the globe, WGS 84 degrees.
public struct Coordinates: Hashable, Sendable {
  public let latitude: Double
  public let longitude: Double

  /// The mean radius of the Earth that the contract fixes.
  public static let earthRadiusKm = 6371.0088

  /// - Returns: `nil` unless latitude is within ±90 and longitude within ±180.
  public init?(latitude: Double, longitude: Double) {
    guard (-90.0...90.0).contains(latitude), (-180.0...180.0).contains(longitude) else { return nil }
    // A negative zero is written and compared as another number, but is the same place.
    self.latitude = latitude == 0 ? 0 : latitude
    self.longitude = longitude == 0 ? 0 : longitude
  }

  /// Great-circle distance by the haversine formula (R. W. Sinnott, "Virtues of the Haversine", 1984).
  public func distanceKm(to other: Coordinates) -> Double {
    let radians = Double.pi / 180
    let latitude1 = latitude * radians
    let latitude2 = other.latitude * radians
    let sineLatitude = Double.sin((latitude2 - latitude1) / 2)
    let sineLongitude = Double.sin((other.longitude - longitude) * radians / 2)
    let chord =
      sineLatitude * sineLatitude + Double.cos(latitude1) * Double.cos(latitude2) * sineLongitude * sineLongitude
    return 2 * Self.earthRadiusKm * Double.asin(min(1, chord.squareRoot()))
  }
}

internal import Foundation

/// A part of the city that lies apart from the rest, and would make all of it small: it is shown in a frame of its own,
/// an inset, in a free corner of the map.
struct PlaceInset {
  /// Positions among the places.
  let members: [Int]
  /// From the middle of the rest to the middle of the part, in kilometres; y downwards.
  let way: Point

  /// No more than one school in four stands in an inset, and no less than this many.
  private static let largestShare = 4
  private static let least = 4
  /// The gap between the part and the rest, over the extent of all along the same axis.
  private static let leastGap = 0.1
  /// How much larger the rest must become.
  static let leastGain = 1.18

  /// The part beyond a gap along one axis whose absence lets the rest grow most.
  ///
  /// - Parameters:
  ///   - places: in kilometres; y downwards.
  ///   - room: what the rest must fit in.
  /// - Returns: `nil` where there is no such part.
  /// - Complexity: O(n log n).
  static func find(_ places: [Point], room: Size) -> PlaceInset? {
    guard places.count >= least * 3 else { return nil }
    let whole = factor(places, room)
    var best: (gain: Double, members: [Int])?
    for axis in [\Point.y, \Point.x] {
      let order = places.indices.sorted {
        places[$0][keyPath: axis] != places[$1][keyPath: axis]
          ? places[$0][keyPath: axis] < places[$1][keyPath: axis] : $0 < $1
      }
      let values = order.map { places[$0][keyPath: axis] }
      guard let first = values.first, let last = values.last, last > first else { continue }
      for next in 1..<values.count where values[next] - values[next - 1] >= (last - first) * leastGap {
        let (part, rest) =
          next * 2 <= values.count
          ? (order[..<next], order[next...]) : (order[next...], order[..<next])
        guard part.count >= least, part.count * largestShare <= places.count else { continue }
        let gain = factor(rest.map { places[$0] }, room) / whole
        if gain >= leastGain, gain > best?.gain ?? 0 { best = (gain, part.sorted()) }
      }
    }
    guard let best else { return nil }
    let inPart = Set(best.members)
    let rest = places.indices.filter { !inPart.contains($0) }
    return PlaceInset(
      members: best.members, way: middle(best.members.map { places[$0] }) - middle(rest.map { places[$0] }))
  }

  /// Points of the page to a kilometre; a single point is given half a kilometre.
  static func factor(_ places: [Point], _ room: Size) -> Double {
    guard let frame = Rect(around: places) else { return 0 }
    return min(room.width / max(frame.width, 0.5), room.height / max(frame.height, 0.5))
  }

  private static func middle(_ points: [Point]) -> Point {
    points.reduce(Point(x: 0, y: 0), +) * (1 / Double(max(points.count, 1)))
  }

  // MARK: Words

  /// What it is, how far, and how its scale compares with the map's.
  ///
  /// - Parameter reduction: how many times smaller than the map it is drawn.
  func title(reduction: Double) -> [String] {
    [
      "Врезка: \(Self.kilometres(way.length)) \(Self.wind(way))",
      "от центра карты, масштаб " + (reduction < 1.05 ? "тот же" : "мельче в \(Self.times(reduction)) раза"),
    ]
  }

  /// «850 м», «13 км», «1,2 тыс. км» would be too exact: whole kilometres from one on.
  static func kilometres(_ length: Double) -> String {
    let length = min(max(length, 0), 40_000)
    return length < 1 ? "\(Int((length * 10).rounded()) * 100) м" : "\(Int(length.rounded())) км"
  }

  /// «1,5»
  private static func times(_ value: Double) -> String {
    let tenths = Int((min(max(value, 1), 1000) * 10).rounded())
    return "\(tenths / 10),\(tenths % 10)"
  }

  /// «к северо-востоку»: the nearest of eight winds.
  static func wind(_ way: Point) -> String {
    let names = ["востоку", "юго-востоку", "югу", "юго-западу", "западу", "северо-западу", "северу", "северо-востоку"]
    let eighth = (atan2(way.y, way.x) / (.pi / 4)).rounded()
    let index = ((eighth.isFinite ? Int(eighth) : 0) + 16) % 8
    return "к " + names[index]
  }

  // MARK: Drawing

  /// An arrow in the direction of the part, as wide as high.
  static func arrow(centre: Point, size: Double, way: Point) -> [Point] {
    let along = way.unit ?? Point(x: 0, y: -1)
    func at(_ ahead: Double, _ aside: Double) -> Point {
      centre + along * (ahead * size / 2) + along.normal * (aside * size / 2)
    }
    let corners = [
      at(1, 0), at(0.05, 0.62), at(0.05, 0.2), at(-1, 0.2), at(-1, -0.2), at(0.05, -0.2), at(0.05, -0.62),
    ]
    var path = [corners[0]]
    for corner in corners.dropFirst() + corners.prefix(1) {
      let from = path[path.count - 1]
      path += [from + (corner - from) * (1 / 3.0), from + (corner - from) * (2 / 3.0), corner]
    }
    return path
  }
}

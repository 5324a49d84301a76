/// A point of the page, in points; y grows downwards.
public struct Point: Hashable, Sendable, Codable {
  public var x, y: Double

  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  static func + (left: Point, right: Point) -> Point { Point(x: left.x + right.x, y: left.y + right.y) }
  static func - (left: Point, right: Point) -> Point { Point(x: left.x - right.x, y: left.y - right.y) }
  static func * (left: Point, factor: Double) -> Point { Point(x: left.x * factor, y: left.y * factor) }

  var length: Double { (x * x + y * y).squareRoot() }

  /// The same direction with length one; `nil` for no direction.
  var unit: Point? {
    let length = length
    return length > 1e-9 ? Point(x: x / length, y: y / length) : nil
  }

  /// A quarter turn.
  var normal: Point { Point(x: -y, y: x) }
}

/// Width and height, in points.
public struct Size: Hashable, Sendable, Codable {
  public var width, height: Double

  public init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  static func * (left: Size, factor: Double) -> Size {
    Size(width: left.width * factor, height: left.height * factor)
  }
}

/// A rectangle of the page, in points.
public struct Rect: Hashable, Sendable, Codable {
  public var x, y, width, height: Double

  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  init(centre: Point, size: Size) {
    self.init(
      x: centre.x - size.width / 2, y: centre.y - size.height / 2, width: size.width, height: size.height)
  }

  public var maxX: Double { x + width }
  public var maxY: Double { y + height }
  public var centre: Point { Point(x: x + width / 2, y: y + height / 2) }

  /// Share an area; touching sides do not count.
  public func overlaps(_ other: Rect) -> Bool {
    x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
  }

  public func contains(_ other: Rect) -> Bool {
    x <= other.x && y <= other.y && other.maxX <= maxX && other.maxY <= maxY
  }

  func inset(by margin: Double) -> Rect {
    Rect(x: x + margin, y: y + margin, width: width - 2 * margin, height: height - 2 * margin)
  }

  /// The segment has a point in the rectangle (Liang and Barsky's clipping, 1984).
  func meets(_ from: Point, _ to: Point) -> Bool {
    var enter = 0.0
    var leave = 1.0
    func clip(_ delta: Double, _ distance: Double) -> Bool {
      if delta == 0 { return distance >= 0 }
      let ratio = distance / delta
      if delta < 0 {
        if ratio > leave { return false }
        if ratio > enter { enter = ratio }
      } else {
        if ratio < enter { return false }
        if ratio < leave { leave = ratio }
      }
      return true
    }
    let dx = to.x - from.x
    let dy = to.y - from.y
    return clip(-dx, from.x - x) && clip(dx, maxX - from.x) && clip(-dy, from.y - y) && clip(dy, maxY - from.y)
  }
}

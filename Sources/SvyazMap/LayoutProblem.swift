/// What a layout must place: boxes in proportion to the font, pairs to join, and a page that may grow.
struct LayoutProblem {
  var boxes: [NodeBox]
  /// Unordered pairs of different nodes, each once.
  var pairs: [(tail: Int, head: Int)]
  /// Nodes of many pairs with their leaves around them: they need more room than others.
  var hasHubs = false
  /// The node in the middle, for rings.
  var centre: Int?
  /// Room for the nodes on a page so many times as large as a slide.
  var area: (_ pageScale: Double) -> Size

  /// Nodes that a pair joins, and the others, both ascending.
  func split() -> (joined: [Int], alone: [Int]) {
    var isJoined = [Bool](repeating: false, count: boxes.count)
    for pair in pairs {
      isJoined[pair.tail] = true
      isJoined[pair.head] = true
    }
    if let centre { isJoined[centre] = true }
    return (boxes.indices.filter { isJoined[$0] }, boxes.indices.filter { !isJoined[$0] })
  }
}

/// Where everything is.
struct MapLayout {
  /// In the area, from its upper left corner.
  var centres: [Point]
  var font: Double
  var pageScale: Double
}

/// The bounds that layouts keep, in points.
enum LayoutBounds {
  /// No text is smaller: below it a slide cannot be read from the back row.
  static let smallestText = 8.0
  static let largestFont = 12.0
  /// Least distance between two boxes.
  static let separation = 3.0
  static let steps: [Double] = [1, 1.15, 1.33, 1.55, 1.8, 2.1, 2.5, 3, 3.6, 4.4, 5.4, 6.6, 8, 10, 13, 17, 22]
}

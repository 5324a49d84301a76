/// Packs framed groups into rows that fill the width of a page, in a given order, as low as possible.
///
/// Each group is a grid: its upper nodes (mentors) in the upper rows, the others under them. More columns make it lower.
struct GroupPacking {
  struct Group {
    let upper, lower: Int
    /// The largest box in it, for a font of one point.
    let cell: Size
    /// The longest line of its title, and how many there are.
    let titleWidth: Double
    let titleLines: Int
  }

  /// Distances in proportion to the font.
  struct Measures {
    let font: Double
    var padding: Double { font * 0.9 }
    var between: Double { font * 1.3 }
    /// Least distances of boxes: lines pass between them.
    var columnGap: Double { font * 1.7 }
    var rowGap: Double { font * 1.5 }
    var titleFont: Double { max(font * 1.05, 9) }
    var titleStep: Double { titleFont * 1.2 }
    func titleHeight(_ group: Group) -> Double { Double(group.titleLines) * titleStep + font * 0.5 }
  }

  /// A group in place.
  struct Placed {
    var frame: Rect
    var columns: Int
    /// Rows of the upper nodes and of the others: how many nodes each holds.
    var upperRows, lowerRows: [Int]
  }

  private struct Shape {
    let columns: Int
    let width, height: Double
  }

  let groups: [Group]
  let measures: Measures
  private let shapes: [[Shape]]

  /// - Parameter isWide: no group of several nodes is a single column, in which every tie must go around others.
  init(_ groups: [Group], font: Double, isWide: Bool) {
    let measures = Measures(font: font)
    self.groups = groups
    self.measures = measures
    shapes = groups.map { group in
      let most = max(1, group.upper, group.lower)
      var shapes: [Shape] = []
      let narrowest = isWide && group.upper + group.lower > 3 ? min(2, most) : 1
      for columns in narrowest...min(most, 80) {
        let rows = Self.rows(group.upper, columns) + Self.rows(group.lower, columns)
        let grid = Double(columns) * (group.cell.width * font + measures.columnGap) - measures.columnGap
        let width = max(grid, group.titleWidth * measures.titleFont) + 2 * measures.padding
        let height =
          measures.titleHeight(group) + Double(rows) * (group.cell.height * font + measures.rowGap)
          - (rows > 0 ? measures.rowGap : 0) + 2 * measures.padding
        if let last = shapes.last, last.height <= height { continue }
        shapes.append(Shape(columns: columns, width: width, height: height))
      }
      return shapes
    }
  }

  private static func rows(_ count: Int, _ columns: Int) -> Int { (count + columns - 1) / columns }

  /// Frames of all groups, in the order of ``groups``; `nil` when the page is too small.
  ///
  /// - Parameters:
  ///   - order: the groups as they follow each other on the page.
  ///   - share: how much of the height boxes at their closest may take: the rest goes to the gaps.
  func pack(_ order: [Int], into page: Size, share: Double = 1) -> [Placed]? {
    guard let rows = breaks(order, width: page.width) else { return nil }
    let heights = rows.map(\.height)
    let gaps = Double(rows.count - 1) * measures.between
    let total = heights.reduce(0, +) + gaps
    guard total <= page.height * share, total > 0 else { return nil }
    // What is left goes to the rows by their height, up to half as much again.
    let free = min(page.height - total, (total - gaps) * 0.75)
    var placed = [Placed?](repeating: nil, count: groups.count)
    var y = (page.height - total - free) / 2
    for row in rows {
      let height = row.height + free * row.height / max(total - gaps, 1)
      let members = order[row.range]
      let widths = members.map { shape($0, within: row.height)?.width ?? 0 }
      let columns = members.map { Double(shape($0, within: row.height)?.columns ?? 1) }
      let spare = page.width - widths.reduce(0, +) - Double(members.count - 1) * measures.between
      var x = 0.0
      for (position, group) in members.enumerated() {
        let width = widths[position] + spare * columns[position] / max(columns.reduce(0, +), 1)
        placed[group] = place(group, Rect(x: x, y: y, width: width, height: height), columns: Int(columns[position]))
        x += width + measures.between
      }
      y += height + measures.between
    }
    return placed.compactMap { $0 }
  }

  private func place(_ group: Int, _ frame: Rect, columns: Int) -> Placed {
    func even(_ count: Int) -> [Int] {
      let rows = Self.rows(count, columns)
      return (0..<rows).map { count * ($0 + 1) / rows - count * $0 / rows }
    }
    return Placed(
      frame: frame, columns: columns, upperRows: even(groups[group].upper), lowerRows: even(groups[group].lower))
  }

  private func shape(_ group: Int, within height: Double) -> Shape? {
    shapes[group].first { $0.height <= height + 1e-6 }
  }

  /// Least height of a row of these groups that fits the width.
  private func height(_ members: ArraySlice<Int>, width: Double) -> Double? {
    let room = width - Double(members.count - 1) * measures.between
    guard members.reduce(0, { $0 + (shapes[$1].first?.width ?? 0) }) <= room else { return nil }
    // Lowest first: the first height whose shapes are narrow enough.
    let heights = Set(members.flatMap { shapes[$0].map(\.height) }).sorted()
    let floor = members.compactMap { shapes[$0].last?.height }.max() ?? 0
    return heights.first { height in
      guard height >= floor else { return false }
      var used = 0.0
      for group in members { used += shape(group, within: height)?.width ?? .infinity }
      return used <= room
    }
  }

  /// Where rows end so that all together are lowest: a shortest path over the positions.
  private func breaks(_ order: [Int], width: Double) -> [(range: Range<Int>, height: Double)]? {
    var best: [(height: Double, start: Int, row: Double)?] = [(0, 0, 0)]
    for end in 1...max(order.count, 1) where end <= order.count {
      var found: (height: Double, start: Int, row: Double)?
      for start in stride(from: end - 1, through: 0, by: -1) {
        guard let row = height(order[start..<end], width: width) else { break }
        guard let before = best[start] else { continue }
        let total = before.height + row + (start > 0 ? measures.between : 0)
        if found.map({ total < $0.height - 1e-9 }) ?? true { found = (total, start, row) }
      }
      best.append(found)
    }
    var rows: [(range: Range<Int>, height: Double)] = []
    var end = order.count
    while end > 0 {
      guard let step = best[end] else { return nil }
      rows.append((step.start..<end, step.row))
      end = step.start
    }
    return rows.reversed()
  }
}

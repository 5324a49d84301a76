/// Rows of boxes without ties, centred, as few as the width allows.
struct Shelf {
  /// From the upper left corner of the shelf.
  let centres: [Point]
  let height: Double

  /// - Returns: `nil` when a box is wider than a row.
  init?(boxes: [Size], width: Double, font: Double) {
    let gapX = font * 1.1
    let gapY = font * 0.9
    guard (boxes.map(\.width).max() ?? 0) <= width else { return nil }
    // As many rows as a greedy filling needs, then evenly filled: no row with a single box left over.
    var rows = Self.rows(boxes, width: width, gap: gapX)
    if rows.count > 1 {
      let total = boxes.reduce(0) { $0 + $1.width + gapX }
      var target = total / Double(rows.count)
      while target < width {
        let even = Self.rows(boxes, width: target, gap: gapX)
        if even.count <= rows.count {
          rows = even
          break
        }
        target += font
      }
    }
    var centres = [Point](repeating: Point(x: 0, y: 0), count: boxes.count)
    var top = 0.0
    for row in rows {
      let rowHeight = row.map { boxes[$0].height }.max() ?? 0
      let rowWidth = row.reduce(-gapX) { $0 + boxes[$1].width + gapX }
      var left = (width - rowWidth) / 2
      for index in row {
        centres[index] = Point(x: left + boxes[index].width / 2, y: top + rowHeight / 2)
        left += boxes[index].width + gapX
      }
      top += rowHeight + gapY
    }
    self.centres = centres
    height = max(0, top - gapY)
  }

  private static func rows(_ boxes: [Size], width: Double, gap: Double) -> [[Int]] {
    var rows: [[Int]] = []
    var used = 0.0
    for (index, box) in boxes.enumerated() {
      if !rows.isEmpty, used + gap + box.width <= width {
        rows[rows.count - 1].append(index)
        used += gap + box.width
      } else {
        rows.append([index])
        used = box.width
      }
    }
    return rows
  }
}

/// Pushes boxes apart until none are nearer than a gap, inside an area.
enum OverlapRemoval {
  /// - Returns: the new centres, or `nil` when the area is too full for this way.
  /// - Complexity: O(n · neighbours) a round, at most `rounds`.
  static func separate(
    _ centres: [Point], sizes: [Size], area: Size, gap: Double, pinned: Set<Int> = [], rounds: Int = 250
  ) -> [Point]? {
    var centres = centres
    let cell = max(sizes.map(\.width).max() ?? 1, sizes.map(\.height).max() ?? 1, 8) + gap
    func clamp(_ index: Int) {
      let size = sizes[index]
      centres[index].x = min(max(centres[index].x, size.width / 2), max(area.width - size.width / 2, size.width / 2))
      centres[index].y = min(
        max(centres[index].y, size.height / 2), max(area.height - size.height / 2, size.height / 2))
    }
    for index in centres.indices { clamp(index) }
    for round in 0..<rounds {
      var grid: [Int64: [Int]] = [:]
      func key(_ column: Int, _ row: Int) -> Int64 { Int64(row) << 32 | Int64(column & 0xFFFF_FFFF) }
      var moved = false
      for index in centres.indices {
        let column = Int(centres[index].x / cell)
        let row = Int(centres[index].y / cell)
        for nearRow in row - 1...row + 1 {
          for nearColumn in column - 1...column + 1 {
            for other in grid[key(nearColumn, nearRow)] ?? [] {
              let delta = centres[index] - centres[other]
              let overlapX = (sizes[index].width + sizes[other].width) / 2 + gap - abs(delta.x)
              let overlapY = (sizes[index].height + sizes[other].height) / 2 + gap - abs(delta.y)
              guard overlapX > 0.01, overlapY > 0.01 else { continue }
              moved = true
              // Along the shorter way out; now and then along the other, or a corner would hold them for ever.
              let horizontal = round % 7 == 6 ? overlapX > overlapY : overlapX < overlapY
              let step = (horizontal ? overlapX : overlapY) / 2 + 0.05
              let sign = (horizontal ? delta.x : delta.y) >= 0 ? 1.0 : -1.0
              let ratio = pinned.contains(index) ? 0.0 : pinned.contains(other) ? 2.0 : 1.0
              if horizontal {
                centres[index].x += sign * step * ratio
                centres[other].x -= sign * step * (2 - ratio)
              } else {
                centres[index].y += sign * step * ratio
                centres[other].y -= sign * step * (2 - ratio)
              }
              clamp(index)
              clamp(other)
            }
          }
        }
        grid[key(Int(centres[index].x / cell), Int(centres[index].y / cell)), default: []].append(index)
      }
      if !moved { return centres }
    }
    return nil
  }

  /// Pairs of boxes nearer than `gap`.
  static func tooNear(_ centres: [Point], sizes: [Size], gap: Double) -> Int {
    var count = 0
    let order = centres.indices.sorted {
      centres[$0].x - sizes[$0].width / 2 < centres[$1].x - sizes[$1].width / 2
    }
    for (position, first) in order.enumerated() {
      let right = centres[first].x + sizes[first].width / 2 + gap
      for second in order[(position + 1)...] {
        if centres[second].x - sizes[second].width / 2 >= right { break }
        let distance = abs(centres[first].y - centres[second].y)
        if distance < (sizes[first].height + sizes[second].height) / 2 + gap { count += 1 }
      }
    }
    return count
  }
}

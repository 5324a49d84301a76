/// Row numbers grouped by the thing they belong to: two flat arrays, however many groups there are.
struct RowGroups: Sendable {
  /// Where each group begins in ``items``; one more than groups.
  private let starts: [Int32]
  private let items: [Int32]

  /// - Parameters:
  ///   - count: how many groups.
  ///   - keys: the group of each row, or `nil` for a row that belongs to none; rows keep their order within a group.
  /// - Complexity: O(rows + groups).
  init(count: Int, keys: [Int?]) {
    self.init(count: count, pairs: keys.enumerated().lazy.compactMap { row, key in key.map { ($0, row) } })
  }

  /// - Parameter pairs: group and row; read twice.
  init(count: Int, pairs: some Sequence<(Int, Int)>) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for (key, _) in pairs where (0..<count).contains(key) { starts[key + 1] += 1 }
    for group in 0..<count { starts[group + 1] += starts[group] }
    var next = starts
    var items = [Int32](repeating: 0, count: Int(starts[count]))
    for (key, row) in pairs where (0..<count).contains(key) {
      items[Int(next[key])] = Int32(truncatingIfNeeded: row)
      next[key] += 1
    }
    (self.starts, self.items) = (starts, items)
  }

  subscript(group: Int?) -> LazyMapSequence<ArraySlice<Int32>, Int> {
    guard let group, starts.indices.contains(group + 1) else { return items[0..<0].lazy.map(Int.init) }
    return items[Int(starts[group])..<Int(starts[group + 1])].lazy.map(Int.init)
  }

  func count(_ group: Int) -> Int {
    starts.indices.contains(group + 1) ? Int(starts[group + 1] - starts[group]) : 0
  }
}

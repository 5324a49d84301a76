/// Sets of numbers by row, each sorted, in two flat arrays.
struct SortedRows: Sendable {
  private let start: [Int]
  private let values: [Int]

  /// - Parameter pairs: row and value, in any order, repetitions allowed; rows are below `rowCount`.
  init(rowCount: Int, pairs: [(row: Int, value: Int)]) {
    let sorted = pairs.sorted { ($0.row, $0.value) < ($1.row, $1.value) }
    var start = [Int](repeating: 0, count: rowCount + 1)
    var values: [Int] = []
    values.reserveCapacity(sorted.count)
    for (position, pair) in sorted.enumerated() {
      if position > 0, sorted[position - 1] == pair { continue }
      values.append(pair.value)
      start[pair.row + 1] += 1
    }
    for row in 0..<rowCount { start[row + 1] += start[row] }
    self.start = start
    self.values = values
  }

  var isEmpty: Bool { values.isEmpty }

  subscript(row: Int) -> ArraySlice<Int> { values[start[row]..<start[row + 1]] }

  /// - Complexity: O(log n) of the row's values.
  func contains(_ row: Int, _ value: Int) -> Bool { self[row].holds(value) }
}

extension ArraySlice<Int> {
  /// Whether a sorted list holds a value.
  ///
  /// - Complexity: O(log n).
  func holds(_ value: Int) -> Bool {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low < endIndex && self[low] == value
  }
}

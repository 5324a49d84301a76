/// A linear programme `max c·x, A·x ≤ 1, x ≥ 0` with 0/1 columns that come in as they are found, and an objective of two
/// levels: weight first, then cost.
///
/// The primal simplex with an explicit inverse (G. Dantzig, 1951), in floating point: its prices are suggestions, which
/// the caller turns into whole numbers and bounds exactly. Right-hand sides are moved apart a little, so that ties
/// between rows do not stall it.
struct PackingSimplex {
  struct Price {
    var weight = 0.0
    var gain = 0.0

    /// Above zero, beyond what rounding can make of it.
    var isPositive: Bool { weight > 1e-7 || (weight > -1e-7 && gain > 1e-5) }

    func isGreater(than other: Price) -> Bool {
      abs(weight - other.weight) > 1e-7 ? weight > other.weight : gain > other.gain
    }
  }

  private struct Column {
    let rows: [Int]
    let worth: Price
    var isBasic = false
  }

  private let rowCount: Int
  private let rightSide: [Double]
  /// The first are the slacks of the rows.
  private var columns: [Column]
  /// The column of each row of the basis.
  private var basis: [Int]
  private var inverse: [Double]
  private var values: [Double]
  /// The price of each row.
  private(set) var prices: [Price]
  private var pivotsSinceInversion = 0

  init(rowCount: Int) {
    self.rowCount = rowCount
    // Golden-ratio steps: apart from each other, and always the same.
    rightSide = (0..<rowCount).map {
      1 + 1e-5 * (Double($0 + 1) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1)
    }
    columns = (0..<rowCount).map { Column(rows: [$0], worth: Price(), isBasic: true) }
    basis = Array(0..<rowCount)
    inverse = [Double](repeating: 0, count: rowCount * rowCount)
    for row in 0..<rowCount { inverse[row * rowCount + row] = 1 }
    values = rightSide
    prices = [Price](repeating: Price(), count: rowCount)
  }

  /// - Returns: the column's number.
  mutating func add(rows: [Int], weight: Int, gain: Int) -> Int {
    columns.append(Column(rows: rows, worth: Price(weight: Double(weight), gain: Double(gain))))
    return columns.count - 1
  }

  /// Columns that are used, with how much.
  var solution: [(column: Int, value: Double)] {
    basis.indices.filter { basis[$0] >= rowCount && values[$0] > 1e-4 }.map { (basis[$0], values[$0]) }
      .sorted { $0.column < $1.column }
  }

  /// Goes on until no column is worth more than its rows, or the pivots run out.
  ///
  /// - Returns: `false` when there is more to do.
  /// - Complexity: O(pivots · (rows² + entries of columns)).
  mutating func optimise(mostPivots: Int) -> Bool {
    var isDone = false
    for _ in 0..<mostPivots {
      guard let (entering, reduced) = entering(), pivot(entering, reduced),
        pivotsSinceInversion < Self.mostPivotsOfOneInverse || invert()
      else {
        isDone = true
        break
      }
    }
    computePrices()
    return isDone
  }

  private static let mostPivotsOfOneInverse = 120

  private func entering() -> (column: Int, reduced: Price)? {
    var best: (column: Int, reduced: Price)?
    for (number, column) in columns.enumerated() where !column.isBasic {
      var reduced = column.worth
      for row in column.rows {
        reduced.weight -= prices[row].weight
        reduced.gain -= prices[row].gain
      }
      guard reduced.isPositive else { continue }
      if let known = best, !reduced.isGreater(than: known.reduced) { continue }
      best = (number, reduced)
    }
    return best
  }

  private mutating func pivot(_ entering: Int, _ reduced: Price) -> Bool {
    let rows = columns[entering].rows
    let direction = (0..<rowCount).map { row in rows.reduce(0) { $0 + inverse[row * rowCount + $1] } }
    var leaving: Int?
    var least = Double.infinity
    for row in 0..<rowCount where direction[row] > 1e-9 {
      let ratio = max(0, values[row]) / direction[row]
      if ratio < least - 1e-12 || (ratio <= least + 1e-12 && direction[row] > leaving.map { direction[$0] } ?? 0) {
        leaving = row
        least = min(least, ratio)
      }
    }
    guard let leaving else { return false }
    let pivot = direction[leaving]
    let size = rowCount
    inverse.withUnsafeMutableBufferPointer { inverse in
      for column in 0..<size {
        let value = inverse[leaving * size + column] / pivot
        inverse[leaving * size + column] = value
      }
      for row in 0..<size where row != leaving && direction[row] != 0 {
        let factor = direction[row]
        for column in 0..<size { inverse[row * size + column] -= factor * inverse[leaving * size + column] }
      }
    }
    let step = values[leaving] / pivot
    for row in 0..<size where row != leaving { values[row] -= direction[row] * step }
    values[leaving] = step
    for row in 0..<size {
      prices[row].weight += reduced.weight * inverse[leaving * size + row]
      prices[row].gain += reduced.gain * inverse[leaving * size + row]
    }
    columns[basis[leaving]].isBasic = false
    columns[entering].isBasic = true
    basis[leaving] = entering
    pivotsSinceInversion += 1
    return true
  }

  private mutating func computePrices() {
    prices = [Price](repeating: Price(), count: rowCount)
    for (row, column) in basis.enumerated() where column >= rowCount {
      let worth = columns[column].worth
      for other in 0..<rowCount {
        prices[other].weight += worth.weight * inverse[row * rowCount + other]
        prices[other].gain += worth.gain * inverse[row * rowCount + other]
      }
    }
  }

  /// Computes the inverse anew (Gauss and Jordan with row pivots) and what hangs on it.
  ///
  /// - Returns: `false` when rounding has made the basis singular; everything stays as it was.
  private mutating func invert() -> Bool {
    let size = rowCount
    var left = [Double](repeating: 0, count: size * size)
    var right = left
    for row in 0..<size { right[row * size + row] = 1 }
    for (position, column) in basis.enumerated() {
      for row in columns[column].rows { left[row * size + position] = 1 }
    }
    for step in 0..<size {
      var pivot = step
      for row in step..<size where abs(left[row * size + step]) > abs(left[pivot * size + step]) { pivot = row }
      let value = left[pivot * size + step]
      guard abs(value) > 1e-9 else { return false }
      if pivot != step {
        for column in 0..<size {
          left.swapAt(pivot * size + column, step * size + column)
          right.swapAt(pivot * size + column, step * size + column)
        }
      }
      left.withUnsafeMutableBufferPointer { left in
        right.withUnsafeMutableBufferPointer { right in
          for column in 0..<size {
            left[step * size + column] /= value
            right[step * size + column] /= value
          }
          for row in 0..<size where row != step {
            let factor = left[row * size + step]
            guard factor != 0 else { continue }
            for column in 0..<size {
              left[row * size + column] -= factor * left[step * size + column]
              right[row * size + column] -= factor * right[step * size + column]
            }
          }
        }
      }
    }
    inverse = right
    values = (0..<size).map { row in (0..<size).reduce(0) { $0 + right[row * size + $1] * rightSide[$1] } }
    pivotsSinceInversion = 0
    computePrices()
    return true
  }
}

import SvyazTestSupport
import Testing

@testable import SvyazMap

/// The order on a circle, against every order there is.
@Suite struct EllipseOrderTests {
  @Test(arguments: 1...8 as ClosedRange<UInt64>) func bestOfSevenIsFound(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var lines = [[Int]](repeating: [Int](repeating: 0, count: 7), count: 7)
    for left in 0..<7 {
      for right in 0..<left where generator.next() % 100 < 45 {
        lines[left][right] = Int(generator.next() % 2) + 1
        lines[right][left] = lines[left][right]
      }
    }
    let order = EllipseOrder(lines: lines)
    let found = order.best()
    #expect(found.sorted() == Array(0..<7))
    #expect(found.first == 0)
    let best = Self.permutations(Array(1..<7)).map { Self.crossings([0] + $0, lines) }.min()
    #expect(Self.crossings(found, lines) == best)
    #expect(order.crossings(found) == best)
  }

  @Test func smallAndEmptyOrders() {
    #expect(EllipseOrder(lines: []).best() == [])
    #expect(EllipseOrder(lines: [[0]]).best() == [0])
    #expect(EllipseOrder(lines: [[0, 1], [1, 0]]).best() == [0, 1])
  }

  /// Crossings of chords between points of a circle, by the sides of points rather than by intervals.
  private static func crossings(_ order: [Int], _ lines: [[Int]]) -> Int {
    let count = order.count
    var total = 0
    for a in 0..<count {
      for b in (a + 1)..<max(count, a + 1) {
        for c in (a + 1)..<max(b, a + 1) {
          for d in 0..<count where d < a || d > b {
            total += lines[order[a]][order[b]] * lines[order[c]][order[d]]
          }
        }
      }
    }
    // Each crossing was seen from both of its chords.
    return total / 2
  }

  private static func permutations(_ items: [Int]) -> [[Int]] {
    guard let last = items.last else { return [[]] }
    return permutations(items.dropLast()).flatMap { part in
      (0...part.count).map { place in
        var all = part
        all.insert(last, at: place)
        return all
      }
    }
  }
}

import SvyazTestSupport

/// A graph as a table of joined pairs, measured by the definitions alone.
struct PlainGraph {
  let count: Int
  private(set) var joined: [[Bool]]

  init(count: Int, edges: [(Int, Int)]) {
    self.count = count
    joined = Array(repeating: Array(repeating: false, count: count), count: count)
    for (one, other) in edges where one != other {
      joined[one][other] = true
      joined[other][one] = true
    }
  }

  /// Lengths of shortest paths, by letting every edge shorten every path until nothing changes.
  private func distances(from source: Int) -> [Int?] {
    var found = [Int?](repeating: nil, count: count)
    found[source] = 0
    var changed = true
    while changed {
      changed = false
      for one in 0..<count {
        guard let length = found[one] else { continue }
        for other in 0..<count where joined[one][other] && length + 1 < found[other] ?? .max {
          found[other] = length + 1
          changed = true
        }
      }
    }
    return found
  }

  /// Every shortest path of every pair is walked.
  func betweennessByPaths() -> [Double] {
    var sums = [Double](repeating: 0, count: count)
    for source in 0..<count {
      let distance = distances(from: source)
      for target in 0..<count where target > source {
        guard let length = distance[target] else { continue }
        var paths: [[Int]] = []
        func walk(_ path: [Int]) {
          let end = path[path.count - 1]
          if end == target { paths.append(path) }
          guard path.count <= length else { return }
          for next in 0..<count where joined[end][next] && distance[next] == path.count { walk(path + [next]) }
        }
        walk([source])
        for path in paths {
          for node in path.dropFirst().dropLast() { sums[node] += 1 / Double(paths.count) }
        }
      }
    }
    return sums
  }

  /// By lengths and numbers of paths of all pairs: `v` lies between `s` and `t` where `d(s, v) + d(v, t) = d(s, t)`.
  func betweennessByPairs() -> [Double] {
    let distance = (0..<count).map(distances)
    // Paths of length k are paths of length k − 1 with one more edge.
    let paths = (0..<count).map { source in
      let order = (0..<count).filter { distance[source][$0] != nil }
        .sorted { (distance[source][$0] ?? 0) < (distance[source][$1] ?? 0) }
      var number = [Double](repeating: 0, count: count)
      number[source] = 1
      for node in order where node != source {
        for before in order where joined[before][node] {
          if let length = distance[source][before], length + 1 == distance[source][node] {
            number[node] += number[before]
          }
        }
      }
      return number
    }
    return (0..<count).map { node in
      var sum = 0.0
      for source in 0..<count where source != node {
        guard let first = distance[source][node] else { continue }
        for target in (source + 1)..<max(count, source + 1) where target != node {
          guard let rest = distance[node][target], distance[source][target] == first + rest else { continue }
          sum += paths[source][node] * paths[node][target] / paths[source][target]
        }
      }
      return sum
    }
  }

  /// For every k, nodes with fewer than k neighbours are struck out until none is left that should be.
  func coreNumbers() -> [Int] {
    var core = [Int](repeating: 0, count: count)
    for k in 1..<max(count, 2) {
      var left = Set(0..<count)
      while let poor = left.first(where: { node in left.filter { joined[node][$0] }.count < k }) { left.remove(poor) }
      for node in left { core[node] = k }
    }
    return core
  }

  static func random(_ random: inout SeededGenerator, nodes: ClosedRange<Int>) -> (count: Int, edges: [(Int, Int)]) {
    let count = random.int(nodes)
    guard count > 0 else { return (0, []) }
    let most = random.pick([count / 2, count, 2 * count, count * count / 4])
    let edges = (0..<random.int(0...max(0, most))).map { _ in (random.int(0...count - 1), random.int(0...count - 1)) }
    return (count, edges)
  }
}

/// Differences above rounding.
func differ(_ ones: [Double], _ others: [Double]) -> Bool {
  ones.count != others.count
    || !zip(ones, others).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, abs($0), abs($1)) }
}

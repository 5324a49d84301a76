/// Chooses bases one by one, each the one that brings members most (the greedy rule of facility location).
///
/// A member's place costs its cell to the nearest base, or its left cost where that is less; a member that must join
/// and that no base takes costs more than any cell, so that all are reached first.
struct BaseSpread {
  private let problem: GroupingProblem
  private let farthest: Int

  init(_ problem: GroupingProblem) {
    self.problem = problem
    var dearest = 1
    for cell in problem.cost where cell < GroupingProblem.forbidden { dearest = max(dearest, cell) }
    // Sums over members stay far below 2^63.
    farthest = min(4 * min(dearest, 1 << 38), 1 << 40)
  }

  /// By member: what its place costs without a base.
  var start: [Int] {
    (0..<problem.memberCount).map { member in
      if problem.isBanned[member] { return 0 }
      return member < problem.lowCount || problem.mustJoin[member] ? farthest : min(problem.leftCost[member], farthest)
    }
  }

  func gain(_ candidate: Int, _ place: [Int]) -> Int {
    let row = candidate * problem.memberCount
    var gain = 0
    for member in place.indices {
      let cell = problem.cost[row + member]
      if cell < place[member] { gain += place[member] - cell }
    }
    return gain
  }

  func add(_ candidate: Int, _ place: inout [Int]) {
    for member in place.indices { place[member] = min(place[member], problem.cost(candidate, member)) }
  }

  /// - Parameters:
  ///   - bases: those chosen before.
  ///   - isOpen: by candidate: may be chosen.
  ///   - bonus: added to the gain of a candidate.
  /// - Returns: fewer than `groups` where there are no more.
  /// - Complexity: O(candidates · members) and a few gains for each base: gains only fall, so old ones are bounds.
  func choose(_ groups: Int, bases: [Int], isOpen: [Bool], bonus: (Int) -> Int = { _ in 0 }) -> [Int] {
    var place = start
    for base in bases { add(base, &place) }
    let isBase = Set(bases)
    var chosen = bases
    var left = isOpen.indices.filter { isOpen[$0] && !isBase.contains($0) }
    var bound = left.map { gain($0, place) + bonus($0) }
    while chosen.count < groups, !left.isEmpty {
      var best = -1
      var bestGain = Int.min
      for index in left.indices.sorted(by: { (-bound[$0], left[$0]) < (-bound[$1], left[$1]) }) {
        if bound[index] < bestGain { break }
        bound[index] = gain(left[index], place) + bonus(left[index])
        if bound[index] > bestGain { (best, bestGain) = (index, bound[index]) }
      }
      guard best >= 0 else { break }
      chosen.append(left[best])
      add(left[best], &place)
      left.remove(at: best)
      bound.remove(at: best)
    }
    return chosen
  }
}

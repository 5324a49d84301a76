import SvyazFlow

/// Min-cost flow the slow way (Klein, 1967): any flow first, then negative cycles are cancelled until none is left.
/// Bellman and Ford's rounds over plain lists; shares nothing with the solver under test.
struct CycleCancelling {
  enum Answer: Equatable { case optimal(Int), infeasible, unbounded }

  private struct Arc {
    let tail: Int
    let head: Int
    let lower: Int
    /// `nil`: no bound.
    let upper: Int?
    let cost: Int
    var flow: Int
  }

  private struct Step { let arc: Int; let isForward: Bool }

  private var arcs: [Arc]
  private var left: [Int]

  static func answer(_ problem: FlowProblem) -> Answer {
    var oracle = CycleCancelling(problem)
    guard oracle.sendSupplies() else { return .infeasible }
    while let cycle = oracle.negativeCycle() {
      guard let room = cycle.compactMap({ oracle.room($0) }).min() else { return .unbounded }
      for step in cycle { oracle.arcs[step.arc].flow += step.isForward ? room : -room }
    }
    return .optimal(oracle.arcs.reduce(0) { $0 + $1.cost * $1.flow })
  }

  private init(_ problem: FlowProblem) {
    left = problem.supply
    arcs = []
    for arc in 0..<problem.arcCount {
      let (tail, head) = (Int(problem.tail[arc]), Int(problem.head[arc]))
      arcs.append(
        Arc(
          tail: tail, head: head, lower: problem.lower[arc],
          upper: problem.upper[arc] >= FlowProblem.infiniteCapacity ? nil : problem.upper[arc],
          cost: problem.cost[arc], flow: problem.lower[arc]))
      left[tail] -= problem.lower[arc]
      left[head] += problem.lower[arc]
    }
  }

  private func room(_ step: Step) -> Int? {
    let arc = arcs[step.arc]
    return step.isForward ? arc.upper.map { $0 - arc.flow } : arc.flow - arc.lower
  }

  private var steps: [Step] {
    arcs.indices.flatMap { [Step(arc: $0, isForward: true), Step(arc: $0, isForward: false)] }
      .filter { room($0) != 0 }
  }

  private func ends(_ step: Step) -> (from: Int, to: Int) {
    step.isForward ? (arcs[step.arc].tail, arcs[step.arc].head) : (arcs[step.arc].head, arcs[step.arc].tail)
  }

  /// One unit at a time along any path from a surplus to a deficit.
  private mutating func sendSupplies() -> Bool {
    guard left.reduce(0, +) == 0 else { return false }
    while let source = left.firstIndex(where: { $0 > 0 }) {
      var reached: [Int: Step?] = [source: nil]
      var grew = true
      while grew {
        grew = false
        for step in steps where reached[ends(step).from] != nil && reached[ends(step).to] == nil {
          reached[ends(step).to] = step
          grew = true
        }
      }
      guard let target = left.indices.first(where: { left[$0] < 0 && reached[$0] != nil }) else { return false }
      var node = target
      while node != source, case .some(.some(let step)) = reached[node] {
        node = ends(step).from
        arcs[step.arc].flow += step.isForward ? 1 : -1
      }
      left[source] -= 1
      left[target] += 1
    }
    return true
  }

  private func negativeCycle() -> [Step]? {
    var distance = [Int](repeating: 0, count: left.count)
    var last = [Step?](repeating: nil, count: left.count)
    let steps = steps
    for round in 0...left.count {
      var changed: Int?
      for step in steps {
        let (from, to) = ends(step)
        let cost = step.isForward ? arcs[step.arc].cost : -arcs[step.arc].cost
        if distance[from] + cost < distance[to] {
          distance[to] = distance[from] + cost
          last[to] = step
          changed = to
        }
      }
      guard var node = changed else { return nil }
      guard round == left.count else { continue }
      for _ in left.indices { if let step = last[node] { node = ends(step).from } }
      var cycle: [Step] = []
      let start = node
      repeat {
        guard let step = last[node] else { return nil }
        cycle.append(step)
        node = ends(step).from
      } while node != start
      return cycle
    }
    return nil
  }
}

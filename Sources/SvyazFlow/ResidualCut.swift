/// The cut behind a flow that cannot send everything: what is left over reaches these nodes and no further.
struct ResidualCut {
  /// `nil` when nothing is left over.
  let cut: FlowCut?

  /// - Parameters:
  ///   - flow: within its bounds; as much is sent as can be.
  ///   - unsent: nodes that have supply left.
  /// - Complexity: O(nodes + arcs).
  init(_ problem: FlowProblem, flow: [Int], unsent: [Int32]) {
    guard !unsent.isEmpty else {
      cut = nil
      return
    }
    cut = Self.cut(problem, isInside: Self.reached(problem, flow: flow, from: unsent))
  }

  private static func reached(_ problem: FlowProblem, flow: [Int], from sources: [Int32]) -> [Bool] {
    var isReached = [Bool](repeating: false, count: problem.nodeCount)
    for node in sources { isReached[Int(node)] = true }
    var stack = sources
    let (start, incident) = incidence(problem)
    while let node = stack.popLast() {
      for arc in incident[start[Int(node)]..<start[Int(node) + 1]] {
        let arc = Int(arc)
        let next: Int32
        if problem.tail[arc] == node {
          guard problem.isInfinite(arc) || flow[arc] < problem.upper[arc] else { continue }
          next = problem.head[arc]
        } else {
          guard flow[arc] > problem.lower[arc] else { continue }
          next = problem.tail[arc]
        }
        if !isReached[Int(next)] {
          isReached[Int(next)] = true
          stack.append(next)
        }
      }
    }
    return isReached
  }

  /// The arcs at each node, both those that leave and those that come in.
  private static func incidence(_ problem: FlowProblem) -> (start: [Int], incident: [Int32]) {
    var start = [Int](repeating: 0, count: problem.nodeCount + 2)
    for arc in 0..<problem.arcCount where problem.tail[arc] != problem.head[arc] {
      start[Int(problem.tail[arc]) + 2] += 1
      start[Int(problem.head[arc]) + 2] += 1
    }
    for node in start.indices.dropFirst() { start[node] += start[node - 1] }
    var incident = [Int32](repeating: 0, count: start.last ?? 0)
    for arc in 0..<problem.arcCount where problem.tail[arc] != problem.head[arc] {
      for node in [Int(problem.tail[arc]), Int(problem.head[arc])] {
        incident[start[node + 1]] = Int32(arc)
        start[node + 1] += 1
      }
    }
    return (start, incident)
  }

  /// The smaller side is named: it is the easier one to look at.
  private static func cut(_ problem: FlowProblem, isInside: [Bool]) -> FlowCut {
    var capacity = 0
    var lower = 0
    for arc in 0..<problem.arcCount {
      switch (isInside[Int(problem.tail[arc])], isInside[Int(problem.head[arc])]) {
      // Sums of bounds that the supplies inside exceed: they fit.
      case (true, false): capacity &+= problem.upper[arc]
      case (false, true): lower &+= problem.lower[arc]
      default: break
      }
    }
    let namesInside = 2 * isInside.count { $0 } <= isInside.count
    let nodes = isInside.indices.filter { isInside[$0] == namesInside }
    return FlowCut(
      nodes: nodes.map { Int32($0) }, reason: namesInside ? .supplyCannotLeave : .demandCannotBeMet,
      supply: nodes.reduce(0) { $0 + problem.supply[$1] }, capacity: capacity, lower: lower)
  }
}

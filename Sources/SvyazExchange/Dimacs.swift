internal import SvyazGraph
public import SvyazMatching

/// A matching as a DIMACS min-cost-flow problem, so that any solver can check a plan.
///
/// Node 1 is the sink; then demands, then slots (mentor in a subject), then mentors. A demand that stays uncovered sends
/// its unit straight to the sink at `bigM · weight`, so the least cost is `bigM · (uncovered weight) + cost`. The k-th
/// place of a mentor is an arc of its own that costs `(k − 1) · loadPenalty`. Pins are taken out: their demands and
/// places are gone and their cost is a constant named in a comment.
public enum Dimacs {
  /// - Complexity: O(arcs + places).
  public static func bytes(of problem: MatchingProblem) -> [UInt8] {
    var slotNode: [[Int: Int]] = []
    var pinned = [Int](repeating: 0, count: problem.mentors.count)
    var pinnedBySubject = [[Int: Int]](repeating: [:], count: problem.mentors.count)
    for (demand, pin) in problem.pins.enumerated() {
      guard let pin else { continue }
      pinned[pin] += 1
      pinnedBySubject[pin][problem.demands[demand].subject, default: 0] += 1
    }
    let open = problem.demands.indices.filter { problem.pins[$0] == nil }
    var node = 1
    var demandNode: [Int: Int] = [:]
    for demand in open {
      node += 1
      demandNode[demand] = node
    }
    var lines: [String] = []
    for mentor in problem.mentors {
      var nodes: [Int: Int] = [:]
      for subject in mentor.places.keys.sorted() where !mentor.pinOnly.contains(subject) {
        node += 1
        nodes[subject] = node
        lines.append("c slot \(node) \(problem.schoolID(mentor))/\(problem.subjects[subject].id)")
      }
      slotNode.append(nodes)
    }
    let firstMentor = node + 1
    let nodeCount = node + problem.mentors.count

    var arcs: [String] = []
    for demand in open {
      guard let tail = demandNode[demand] else { continue }
      let name = "\(problem.schoolID(problem.demands[demand]))/\(problem.subjectID(problem.demands[demand]))"
      lines.append("c demand \(tail) \(name)")
      for arc in problem.arcs(of: demand) {
        if let head = slotNode[arc.mentor][problem.demands[demand].subject] {
          arcs.append("a \(tail) \(head) 0 1 \(arc.cost)")
        }
      }
      arcs.append("a \(tail) 1 0 1 \(problem.bigM * problem.demands[demand].weight)")
    }
    for (number, mentor) in problem.mentors.enumerated() {
      for (subject, tail) in slotNode[number].sorted(by: { $0.key < $1.key }) {
        let left = (mentor.places[subject] ?? 0) - (pinnedBySubject[number][subject] ?? 0)
        arcs.append("a \(tail) \(firstMentor + number) 0 \(min(left, open.count)) 0")
      }
      // No more than all open demands can come, so further places need no arcs.
      for place in pinned[number]..<min(mentor.capacity, pinned[number] + open.count) {
        arcs.append("a \(firstMentor + number) 1 0 1 \(place * problem.options.loadPenalty)")
      }
    }
    var text = "c svyaz \(problem.network) \(problem.day), bigM \(problem.bigM), pinned pairs \(pinned.reduce(0, +))\n"
    text += "c objective = bigM * (uncovered weight) + cost of the unpinned pairs with their load\n"
    text += lines.joined(separator: "\n") + (lines.isEmpty ? "" : "\n")
    text += "p min \(nodeCount) \(arcs.count)\n"
    for demand in open { if let tail = demandNode[demand] { text += "n \(tail) 1\n" } }
    text += "n 1 \(-open.count)\n"
    text += arcs.joined(separator: "\n") + (arcs.isEmpty ? "" : "\n")
    return Array(text.utf8)
  }
}

/// An order of mentors in which those that the same demands choose between stand side by side.
///
/// A search walks through one neighbourhood; where its slots lie together, it finds them in the cache. Demands are
/// grouped by the first demand that shares a mentor with them, and mentors follow the first demand that names them.
enum MentorOrder {
  /// - Parameter serves: the demands that count.
  /// - Returns: mentors in their order.
  /// - Complexity: O(arcs + m log m), m mentors.
  static func local(_ problem: AssignmentProblem, serves: (Int) -> Bool) -> [Int32] {
    let never = UInt32.max
    var first = [UInt32](repeating: never, count: problem.mentorCount)
    for demand in 0..<problem.demandCount where serves(demand) {
      for position in problem.arcs(demand) {
        let mentor = Int(problem.slotMentor[Int(problem.arcSlot[position])])
        if first[mentor] == never { first[mentor] = UInt32(demand) }
      }
    }
    let group = (0..<problem.demandCount).map { demand in
      guard serves(demand) else { return never }
      return problem.arcs(demand).reduce(never) {
        min($0, first[Int(problem.slotMentor[Int(problem.arcSlot[$1])])])
      }
    }
    let keys = first.map { first in
      first == never ? UInt64.max : UInt64(group[Int(first)]) << 32 | UInt64(first)
    }
    return (0..<Int32(problem.mentorCount)).sorted { left, right in
      let (one, two) = (keys[Int(left)], keys[Int(right)])
      return one != two ? one < two : left < right
    }
  }
}

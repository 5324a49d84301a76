internal import SvyazGraph

/// One part of the plans with one mentor for a school, by what is decided about pairs of schools.
struct OneMentorBranch {
  struct Decision: Equatable {
    /// Number of the mentee in ``OneMentorTable/schools``.
    let school: Int
    /// Number of the mentor in ``MatchingProblem/mentors``.
    let mentor: Int
    /// The school goes to this mentor or to none; else never to this one.
    let isTaken: Bool
  }

  private(set) var decisions: [Decision] = []
  private var taken: [Int: Int] = [:]
  private var refused: Set<[Int]> = []

  init() {}

  init(_ decisions: [Decision]) {
    for decision in decisions { decide(decision) }
  }

  mutating func decide(_ decision: Decision) {
    decisions.append(decision)
    if decision.isTaken {
      // Taken by two mentors: by none.
      taken[decision.school] = taken[decision.school] ?? decision.mentor == decision.mentor ? decision.mentor : -1
    } else {
      refused.insert([decision.school, decision.mentor])
    }
  }

  func isOpen(_ school: Int, _ mentor: Int) -> Bool {
    taken[school] ?? mentor == mentor && (refused.isEmpty || !refused.contains([school, mentor]))
  }
}

extension OneMentorTable {
  /// No plan of the branch gains more, scaled; `nil` when it exceeds 64 bits.
  ///
  /// - Parameter prices: u by school, scaled, none negative, each at most what ``fits(scale:weights:)`` allows.
  func bound(prices: [Int], scale: Int, branch: OneMentorBranch) -> Int? {
    var sum = 0
    func add(_ value: Int) -> Bool {
      let next = sum.addingReportingOverflow(value)
      sum = next.partialValue
      return !next.overflow
    }
    for price in prices where !add(price) { return nil }
    for mentor in mentors {
      let value = best(mentor, prices: prices, scale: scale) { branch.isOpen($0, mentor.number) }.value
      guard add(value) else { return nil }
    }
    return sum
  }
}

/// Whether branches cover every plan: each is a path in one binary tree of decisions, whose every fork goes both ways.
func coversEverything(_ paths: [[OneMentorBranch.Decision]], from depth: Int = 0) -> Bool {
  guard let first = paths.first else { return false }
  if paths.count == 1, first.count == depth { return true }
  guard paths.allSatisfy({ $0.count > depth }) else { return false }
  let fork = first[depth]
  guard paths.allSatisfy({ $0[depth].school == fork.school && $0[depth].mentor == fork.mentor }) else { return false }
  let taken = paths.filter(\.[depth].isTaken)
  let refused = paths.filter { !$0[depth].isTaken }
  // Both sides first: a long path that nothing branches off from is not followed.
  return !taken.isEmpty && !refused.isEmpty && coversEverything(taken, from: depth + 1)
    && coversEverything(refused, from: depth + 1)
}

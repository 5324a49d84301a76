/// The pieces of a problem that no arc connects: they are solved apart without loss.
///
/// Mentors that a demand could choose between are joined (R. Tarjan, union by index with path halving).
///
/// - Complexity: O(arcs) in practice.
struct FlowPieces {
  let count: Int
  let ofMentor: [Int32]
  /// The piece of a demand; 0 for one without arcs.
  let ofDemand: [Int32]
  /// Arcs by piece.
  private let size: [Int]

  init(_ problem: AssignmentProblem) {
    var above = (0..<problem.mentorCount).map { Int32($0) }
    func top(_ mentor: Int32, _ above: inout [Int32]) -> Int32 {
      var mentor = mentor
      while above[Int(mentor)] != mentor {
        above[Int(mentor)] = above[Int(above[Int(mentor)])]
        mentor = above[Int(mentor)]
      }
      return mentor
    }
    for demand in 0..<problem.demandCount {
      var first: Int32 = -1
      for position in problem.arcs(demand) {
        let other = top(problem.slotMentor[Int(problem.arcSlot[position])], &above)
        if first < 0 { first = other }
        if other != first {
          above[Int(max(first, other))] = min(first, other)
          first = min(first, other)
        }
      }
    }
    var number = [Int32](repeating: -1, count: problem.mentorCount)
    var count: Int32 = 0
    var ofMentor = number
    for mentor in 0..<problem.mentorCount {
      let top = Int(top(Int32(mentor), &above))
      if number[top] < 0 {
        number[top] = count
        count += 1
      }
      ofMentor[mentor] = number[top]
    }
    var size = [Int](repeating: 0, count: max(1, Int(count)))
    ofDemand = (0..<problem.demandCount).map { demand in
      let arcs = problem.arcs(demand)
      guard let first = arcs.first else { return 0 }
      let piece = ofMentor[Int(problem.slotMentor[Int(problem.arcSlot[first])])]
      size[Int(piece)] += arcs.count
      return piece
    }
    self.ofMentor = ofMentor
    self.count = max(1, Int(count))
    self.size = size
  }

  /// A share for each piece, so that the shares hold about as many arcs: largest piece first, to the emptiest share.
  func shares(_ count: Int) -> [Int32] {
    var filled = [Int](repeating: 0, count: count)
    var share = [Int32](repeating: 0, count: size.count)
    for piece in size.indices.sorted(by: { size[$0] != size[$1] ? size[$0] > size[$1] : $0 < $1 }) {
      let emptiest = filled.indices.min { (filled[$0], $0) < (filled[$1], $1) } ?? 0
      share[piece] = Int32(emptiest)
      filled[emptiest] += size[piece]
    }
    return share
  }
}

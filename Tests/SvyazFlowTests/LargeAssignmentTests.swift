import SvyazFlow
import SvyazTestSupport
import Testing

/// What only large problems do: an order of mentors for the cache, long rows, pieces on several threads.
@Suite struct LargeAssignmentTests {
  /// Demands in pieces of neighbours; each row takes slots of its own piece alone, and there are fewer places than
  /// demands in every second piece.
  private func problem(pieces: Int, mentors: Int, demands: Int, row: Int, seed: UInt64) -> AssignmentProblem {
    var random = SeededGenerator(seed: seed)
    var problem = AssignmentProblem()
    problem.tierValues = (0...20).map { $0 * 1_000_000_000 }
    let count = pieces * mentors
    // Neighbours are scattered over the numbers.
    let names = (0..<Int32(count)).shuffled(using: &random)
    for mentor in 0..<count {
      problem.mentorPlaces.append(Int32.random(in: 1...2, using: &random))
      problem.mentorPinned.append(0)
      problem.slotMentor.append(Int32(mentor))
      problem.slotPlaces.append(1)
      problem.mentorFirstSlot.append(Int32(mentor + 1))
    }
    for piece in 0..<pieces {
      let own = names[piece * mentors..<(piece + 1) * mentors]
      for _ in 0..<(piece % 2 == 0 ? demands / 3 : demands) {
        problem.tiers.append(Int32.random(in: 1...20, using: &random))
        // In odd pieces a third of the mentors is in reach: not enough.
        let reach = piece % 2 == 0 ? own : own.prefix(demands / 2)
        for slot in reach.shuffled(using: &random).prefix(row) {
          problem.arcSlot.append(slot)
          problem.arcCost.append(Int32.random(in: 0...4000, using: &random))
        }
        problem.arcStart.append(problem.arcSlot.count)
      }
    }
    return problem
  }

  @Test func manySlotsAreProvedAndThreadsAgree() throws {
    let problem = problem(pieces: 6, mentors: 3000, demands: 150, row: 120, seed: 11)
    #expect(problem.slotCount > 16_384)
    let alone = try AssignmentSolver.solve(problem)
    let check = AssignmentCheck(alone, of: problem)
    #expect(check.fault == nil)
    #expect(check.covered == 3 * 50 + 3 * 75)
    for threads in [2, 3, 8] {
      let shared = try AssignmentSolver.solve(problem, threads: threads)
      #expect(AssignmentCheck(shared, of: problem).fault == nil)
      #expect(shared.mate == alone.mate, "\(threads) threads")
    }
  }

  @Test(arguments: 1...12) func piecesOnThreadsAreProved(seed: Int) throws {
    let problem = problem(pieces: 1 + seed % 5, mentors: 40, demands: 24, row: 5 + seed, seed: UInt64(seed))
    let alone = try AssignmentSolver.solve(problem)
    let shared = try AssignmentSolver.solve(problem, threads: 4)
    #expect(AssignmentCheck(alone, of: problem).fault == nil)
    #expect(AssignmentCheck(shared, of: problem).fault == nil)
    #expect(shared.mate == alone.mate)
  }
}

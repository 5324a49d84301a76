import SvyazFlow
import Testing

@Suite struct AssignmentSolverTests {
  /// Two demands want one place: the one of the higher tier has it, though the other is cheaper.
  private var contest: AssignmentProblem {
    var problem = AssignmentProblem()
    problem.tiers = [1, 2]
    problem.tierValues = [0, 1000, 2000]
    problem.arcStart = [0, 1, 2]
    problem.arcSlot = [0, 0]
    problem.arcCost = [3, 9]
    problem.slotMentor = [0]
    problem.slotPlaces = [1]
    problem.mentorFirstSlot = [0, 1]
    problem.mentorPlaces = [1]
    problem.mentorPinned = [0]
    return problem
  }

  @Test func higherTiersComeFirst() throws {
    let assignment = try AssignmentSolver.solve(contest)
    #expect(assignment.mate == [-1, 0])
    let check = AssignmentCheck(assignment, of: contest)
    #expect(check.fault == nil)
    #expect(check.objective == 1009)
  }

  @Test func aWorseAssignmentIsNotProved() throws {
    var assignment = try AssignmentSolver.solve(contest)
    assignment.mate = [0, -1]
    #expect(AssignmentCheck(assignment, of: contest).fault != nil)
  }

  @Test func aCancelledSolveEnds() {
    #expect(throws: CancellationError.self) {
      try AssignmentSolver.solve(contest, monitor: SolveMonitor(isCancelled: { true }))
    }
  }
}

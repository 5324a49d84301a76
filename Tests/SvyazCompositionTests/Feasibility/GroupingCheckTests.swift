import SvyazTestSupport
import Testing

@testable import SvyazComposition

@Suite struct GroupingCheckTests {
  /// Two low-result members (0, 1), others 2…6, bases 2 and 3, site 4 and 5; each group: base, low-result, site.
  static var problem: GroupingProblem {
    GroupingProblem(
      lowCount: 2, memberCount: 7, isSite: [false, false, false, false, true, true, false], candidates: [2, 3, 6],
      cost: (0..<21).map { $0 }, leftCost: [100, 100, 100, 100, 100, 100, 40],
      mustJoin: [true, true, false, false, false, false, false],
      isBanned: [Bool](repeating: false, count: 7), mustOpen: [true, false, false], smallest: 3, largest: 4)
  }
  static let sound = Grouping(bases: [0, 1], group: [0, 1, 0, 1, 0, 1, -1])

  @Test func passesASoundGrouping() {
    #expect(GroupingCheck.violations(of: Self.sound, in: Self.problem, groups: 2) == [])
    #expect(GroupingCheck.cost(Self.sound, in: Self.problem) == 0 + 2 + 4 + 8 + 10 + 12 + 40)
  }

  @Test func refusesDamagedGroupings() {
    var problem = Self.problem
    func found(_ change: (inout Grouping, inout GroupingProblem) -> Void) -> Set<GroupingCheck.Violation> {
      var grouping = Self.sound
      var problem = Self.problem
      change(&grouping, &problem)
      return Set(GroupingCheck.violations(of: grouping, in: problem, groups: 2))
    }
    #expect(found { grouping, _ in grouping.group.removeLast() } == [.malformed])
    #expect(found { grouping, _ in grouping.group[0] = 3 } == [.malformed])
    #expect(found { grouping, _ in grouping.bases = [1, 0] } == [.malformed])
    #expect(found { grouping, _ in grouping.bases = [0] }.contains(.groupCount(1, expected: 2)))
    #expect(found { grouping, _ in grouping.bases = [0] }.contains(.noSuchGroup(member: 1)))
    #expect(found { grouping, _ in grouping.group[2] = 1 }.contains(.badBase(candidate: 0)))
    #expect(found { _, problem in problem.isBanned[3] = true }.contains(.badBase(candidate: 1)))
    #expect(found { _, problem in problem.cost[2] = GroupingProblem.forbidden }.contains(.badBase(candidate: 0)))
    #expect(found { _, problem in problem.mustOpen[2] = true } == [.notOpen(candidate: 2)])
    #expect(found { grouping, _ in grouping.group[0] = -1 }.contains(.outside(member: 0)))
    #expect(found { _, problem in problem.mustJoin[6] = true } == [.outside(member: 6)])
    #expect(
      found { _, problem in problem.cost[0] = GroupingProblem.forbidden } == [.forbiddenCell(member: 0, candidate: 0)])
    #expect(found { _, problem in problem.isBanned[4] = true }.contains(.banned(member: 4)))
    #expect(found { _, problem in problem.smallest = 4 } == [.size(candidate: 0, 3), .size(candidate: 1, 3)])
    #expect(found { _, problem in problem.largest = 2 }.contains(.size(candidate: 0, 3)))
    #expect(found { grouping, _ in grouping.group[4] = 1 }.contains(.noSite(candidate: 0)))
    #expect(found { grouping, _ in grouping.group[0] = 1 }.contains(.balance(least: 0, greatest: 2)))
    #expect(found { _, problem in problem.together = [(0, 1)] } == [.parted(0, 1)])
    #expect(found { _, problem in problem.together = [(5, 6)] } == [.parted(5, 6)])
    #expect(found { _, problem in problem.apart = [(0, 4)] } == [.joined(0, 4)])
    #expect(
      found { _, problem in
        problem.teachers = [1, 2, 3, 4, 5, 6, 7]
        problem.minTeachers = 10
      } == [.teachers(candidate: 0, 9)])
    problem.lowCount = 6
    problem.rules = .init(keepsShare: true, keepsBalance: false, keepsSites: false)
    let crowded = Grouping(bases: [2], group: [2, 2, 2, -1, -1, -1, 2])
    #expect(
      GroupingCheck.violations(of: crowded, in: problem, groups: 1)
        .contains(.share(candidate: 2, low: 3, others: 1)))
  }
}

internal import SvyazFlow
public import SvyazGraph
internal import SvyazMatching

/// A composition beside the ММО in force of its subject on its day.
public struct CompositionComparison: Hashable, Sendable {
  /// A present ММО and the new group that takes most of its schools; either may be missing.
  public struct Group: Hashable, Sendable {
    public let association: AssociationID?
    public let presentBase: SchoolID?
    /// Of the new group.
    public let base: SchoolID?
    public let stay: [SchoolID]
    public let come: [SchoolID]
    public let go: [SchoolID]
  }

  /// A hard rule of design.md §5 that a present ММО breaks.
  public enum Rule: String, Hashable, Sendable, CaseIterable {
    /// The size is not between the least and the greatest.
    case groupSize
    /// The base is no mentor of the subject.
    case baseNotMentor
    /// The base is low-result.
    case baseLowResult
    /// The base has no membership of its own.
    case baseNotMember
    /// Low-result schools are more than twice the others.
    case share
    /// The low-result counts of two ММО differ by more than one.
    case balance
    /// No project site, though there are enough for all ММО.
    case sites
    /// A low-result school is in no ММО.
    case lowResultLeft
    /// A school is in two ММО or more.
    case twoGroups
  }

  public struct Broken: Hashable, Sendable {
    public let rule: Rule
    /// The ММО that breaks it; `nil` for a rule of all of them together.
    public let association: AssociationID?
    /// `groupSize`: the size. `balance`: the difference of the counts.
    public let found: Int?
    /// `baseNotMentor` and its like: the base. `share`: the low-result schools. `balance`: the bases of the ММО with the
    /// most and the fewest. `lowResultLeft`, `twoGroups`: these schools.
    public let schools: [SchoolID]

    public init(rule: Rule, association: AssociationID?, found: Int?, schools: [SchoolID]) {
      self.rule = rule
      self.association = association
      self.found = found
      self.schools = schools
    }
  }

  /// In force, of the subject, by id.
  public let associations: [AssociationID]
  /// Present ММО by id, then new groups without a present one by base.
  public let groups: [Group]
  /// In no present ММО and now in a group, by id.
  public let joined: [SchoolID]
  /// In a present ММО and now in no group, by id.
  public let dropped: [SchoolID]
  /// In a present ММО, though neither low-result, nor mentor, nor project site: no composition takes them.
  public let outsiders: [SchoolID]
  /// The present ММО by the formula of the composition: the cost of their members to their bases, low-result ones
  /// doubled, and the price of each member school in none. Outsiders do not count; a school in two ММО counts in each.
  public let objective: Int
  /// By rule, then by association.
  public let broken: [Broken]

  /// - Parameters:
  ///   - composition: of `problem`; an infeasible one has no groups.
  ///   - network: that of `problem`.
  /// - Returns: `nil` where no ММО of the subject is in force.
  /// - Complexity: O(memberships) and an assignment of present ММО to the new groups that share schools with them.
  public init?(_ composition: Composition, problem: CompositionProblem, network: Network) {
    let present = PresentGroups(network: network, day: composition.day, subject: composition.subject)
    guard !present.groups.isEmpty else { return nil }
    associations = present.groups.map(\.id)
    groups = Self.match(present.groups, composition.groups)
    let before = Set(present.groups.flatMap(\.schools))
    let after = Set(composition.groups.flatMap { $0.members.map(\.school) })
    joined = after.subtracting(before).sorted()
    dropped = before.subtracting(after).sorted()
    let roll = Dictionary(problem.members.map { ($0.school, $0) }, uniquingKeysWith: { first, _ in first })
    outsiders = before.filter { roll[$0] == nil }.sorted()
    objective = present.objective(problem: problem)
    broken = present.broken(problem: problem, roll: roll)
  }

  /// Pairs present and new groups so that as many schools as possible stay; among such pairings, that with the most bases
  /// kept.
  private static func match(_ present: [PresentGroups.Group], _ new: [Composition.Group]) -> [Group] {
    let newSchools = new.map { Set($0.members.map(\.school)) }
    let mate = mates(present, new)
    var taken = Set<Int>()
    var result = present.enumerated().map { number, old in
      guard let partner = mate[number] else {
        return Group(
          association: old.id, presentBase: old.base, base: nil, stay: [], come: [], go: old.schools.sorted())
      }
      taken.insert(partner)
      let schools = newSchools[partner]
      return Group(
        association: old.id, presentBase: old.base, base: new[partner].base,
        stay: schools.intersection(old.schools).sorted(), come: schools.subtracting(old.schools).sorted(),
        go: old.schools.subtracting(schools).sorted())
    }
    for number in new.indices where !taken.contains(number) {
      result.append(
        Group(
          association: nil, presentBase: nil, base: new[number].base, stay: [], come: newSchools[number].sorted(),
          go: []))
    }
    return result
  }

  /// The new group of each present one; `nil` for none with a school in common.
  private static func mates(_ present: [PresentGroups.Group], _ new: [Composition.Group]) -> [Int?] {
    let group = Dictionary(
      new.enumerated().flatMap { number, group in group.members.map { ($0.school, number) } },
      uniquingKeysWith: { first, _ in first })
    let overlaps = present.map { old in
      old.schools.reduce(into: [Int: Int]()) { counts, school in
        if let number = group[school] { counts[number, default: 0] += 1 }
      }
    }
    let most = overlaps.reduce(0) { max($0, $1.values.max() ?? 0) }
    // One school more outweighs all bases kept. Schools and groups are few enough for 32 bits.
    let step = present.count + 1
    var problem = AssignmentProblem()
    problem.tiers = present.map { _ in 1 }
    problem.tierValues = [0, (most * step + 1) * present.count + 1]
    for (row, old) in present.enumerated() {
      for (number, count) in overlaps[row].sorted(by: { $0.key < $1.key }) {
        problem.arcSlot.append(Int32(number))
        problem.arcCost.append(Int32(clamping: (most - count) * step + (new[number].base == old.base ? 0 : 1)))
      }
      // A place of its own for an ММО that nothing continues.
      problem.arcSlot.append(Int32(new.count + row))
      problem.arcCost.append(Int32(clamping: most * step + 1))
      problem.arcStart.append(problem.arcSlot.count)
    }
    let slots = new.count + present.count
    problem.slotMentor = (0..<slots).map { Int32($0) }
    problem.slotPlaces = [Int32](repeating: 1, count: slots)
    problem.mentorFirstSlot = (0...slots).map { Int32($0) }
    problem.mentorPlaces = problem.slotPlaces
    problem.mentorPinned = [Int32](repeating: 0, count: slots)
    // Nobody stops it: a monitor that never cancels never throws.
    guard let assignment = try? AssignmentSolver.solve(problem) else { return present.map { _ in nil } }
    return assignment.mate.map { $0 >= 0 && Int($0) < new.count ? Int($0) : nil }
  }
}

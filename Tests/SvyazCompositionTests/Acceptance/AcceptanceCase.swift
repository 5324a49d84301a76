import SvyazComposition
import SvyazGraph
import SvyazTestSupport

extension Network {
  /// Groups of a subject by the statuses of a day, made by chance: every low-result school is in one of them.
  ///
  /// - Returns: `nil` where no school can be a base.
  func randomComposition(of subject: SubjectID, on day: Day, seed: UInt64) -> Composition? {
    var random = SeededGenerator(seed: seed)
    let snapshot = asOf(day)
    let low = snapshot.schools(with: .lowResult)
    let others = schools.map(\.id).filter { !low.contains($0) }.sorted().shuffled(using: &random)
    guard !others.isEmpty else { return nil }
    // The bases of associations in force come first, now and then.
    let present = Set(snapshot.associations.filter { $0.subject == subject }.map(\.base)).subtracting(low).sorted()
    var bases = Bool.random(using: &random) ? present.filter { _ in Bool.random(using: &random) } : []
    for school in others.prefix(Int.random(in: 1...3, using: &random)) where !bases.contains(school) {
      bases.append(school)
    }
    var members: [SchoolID: [Composition.Member]] = [:]
    for base in bases { members[base] = [Composition.Member(school: base, role: .leader, cost: 0)] }
    var left: [SchoolID] = []
    for school in schools.map(\.id).sorted() where !bases.contains(school) {
      guard low.contains(school) || Int.random(in: 0...2, using: &random) > 0,
        let base = bases.randomElement(using: &random)
      else {
        left.append(school)
        continue
      }
      let role: Membership.Role =
        low.contains(school)
        ? .lowResult
        : snapshot.has(.projectSite, school) ? .projectSite : snapshot.has(.highResult, school) ? .highResult : .member
      members[base]?.append(Composition.Member(school: school, role: role, cost: 100))
    }
    let groups = bases.sorted().map { base in
      Composition.Group(base: base, members: (members[base] ?? []).sorted { $0.school < $1.school })
    }
    return composition(of: subject, on: day, groups: groups, left: left)
  }

  func composition(
    of subject: SubjectID, on day: Day, groups: [Composition.Group], left: [SchoolID] = [],
    status: Composition.Status = .feasible
  ) -> Composition {
    Composition(
      network: id, subject: subject, day: day, options: CompositionOptions(), status: status, objective: 0,
      lowerBound: 0, groups: groups, left: left, moved: [], clash: nil)
  }

  /// Who is in which association of a subject on a day, in words.
  func rollCall(_ subject: SubjectID, on day: Day) -> Set<String> {
    let inForce = associations.filter {
      $0.subject == subject && $0.interval.from <= day && ($0.interval.to.map { day < $0 } ?? true)
    }
    return Set(
      inForce.flatMap { association in
        ["\(association.id) \(association.base)"]
          + memberships.filter {
            $0.association == association.id && $0.interval.from <= day && ($0.interval.to.map { day < $0 } ?? true)
          }.map { "\(association.id) \(association.base) \($0.school) \($0.role)" }
      })
  }
}

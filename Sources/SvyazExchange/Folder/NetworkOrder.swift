public import SvyazGraph

extension Network {
  /// The same network with the rows of every table sorted by their keys and neighbours sorted by their identifiers.
  ///
  /// Networks that differ in the order of rows alone become equal; a written folder reads back as this. Subjects and
  /// targets keep their order: it is the one in which people see them.
  /// - Complexity: O(rows · log rows), O(rows) for tables that are sorted already.
  public func sortedByKeys() -> Network {
    var sorted = self
    for index in sorted.districts.indices { sorted.districts[index].neighbours.sort() }
    sorted.districts.sortUnlessSorted { $0.id < $1.id }
    sorted.schools.sortUnlessSorted { $0.id < $1.id }
    sorted.statuses.sortUnlessSorted { left, right in
      if left.school != right.school { return left.school < right.school }
      if left.status != right.status { return left.status.contractWord < right.status.contractWord }
      return left.interval.from < right.interval.from
    }
    sorted.results.sortUnlessSorted { left, right in
      if left.school != right.school { return left.school < right.school }
      if left.subject != right.subject { return left.subject < right.subject }
      if left.assessment != right.assessment {
        return left.assessment.contractWord < right.assessment.contractWord
      }
      return (left.grade, left.year) < (right.grade, right.year)
    }
    sorted.mentorCapacities.sortUnlessSorted { left, right in
      if left.school != right.school { return left.school < right.school }
      return left.subject.comesBefore(right.subject)
    }
    sorted.constraints.sortUnlessSorted { left, right in
      if left.rule != right.rule { return left.rule.contractWord < right.rule.contractWord }
      if left.mentee != right.mentee { return left.mentee < right.mentee }
      if left.mentor != right.mentor { return left.mentor < right.mentor }
      return left.subject.comesBefore(right.subject)
    }
    sorted.partnerships.sortUnlessSorted { $0.id < $1.id }
    sorted.associations.sortUnlessSorted { $0.id < $1.id }
    sorted.memberships.sortUnlessSorted { left, right in
      if left.association != right.association { return left.association < right.association }
      if left.school != right.school { return left.school < right.school }
      return left.interval.from < right.interval.from
    }
    sorted.events.sortUnlessSorted { $0.id < $1.id }
    sorted.participations.sortUnlessSorted { left, right in
      if left.event != right.event { return left.event < right.event }
      if left.school != right.school { return left.school < right.school }
      return left.role.contractWord < right.role.contractWord
    }
    sorted.programmes.sortUnlessSorted { left, right in
      if left.school != right.school { return left.school < right.school }
      if left.kind != right.kind { return left.kind.contractWord < right.kind.contractWord }
      return left.interval.from < right.interval.from
    }
    sorted.staff.sortUnlessSorted { left, right in
      if left.school != right.school { return left.school < right.school }
      if left.year != right.year { return left.year < right.year }
      return left.group.contractWord < right.group.contractWord
    }
    sorted.measures.sortUnlessSorted { $0.number < $1.number }
    return sorted
  }
}

extension Array {
  /// Sorting moves every row even when all are in place; looking first is cheaper and leaves the storage shared.
  fileprivate mutating func sortUnlessSorted(by areInOrder: (Element, Element) -> Bool) {
    let isSorted = indices.dropFirst().allSatisfy { !areInOrder(self[$0], self[$0 - 1]) }
    if !isSorted { sort(by: areInOrder) }
  }
}

extension Optional where Wrapped: Comparable {
  /// `nil` comes first, as the empty cell does.
  fileprivate func comesBefore(_ other: Wrapped?) -> Bool {
    guard let other else { return false }
    return map { $0 < other } ?? true
  }
}

public import SvyazGraph

extension Network {
  /// The same network with the rows of every table sorted by their keys and neighbours sorted by their identifiers.
  ///
  /// Networks that differ in the order of rows alone become equal; a written folder reads back as this. Subjects,
  /// targets and definitions keep their order: it is the one in which people see them.
  /// - Complexity: O(rows · log rows), O(rows) for tables that are sorted already.
  public func sortedByKeys() -> Network {
    var sorted = self
    for index in sorted.districts.indices { sorted.districts[index].neighbours.sort() }
    sorted.districts.sortByKeys()
    sorted.schools.sortByKeys()
    sorted.statuses.sortByKeys()
    sorted.results.sortByKeys()
    sorted.mentorCapacities.sortByKeys()
    sorted.constraints.sortByKeys()
    sorted.partnerships.sortByKeys()
    sorted.associations.sortByKeys()
    sorted.memberships.sortByKeys()
    sorted.events.sortByKeys()
    sorted.participations.sortByKeys()
    sorted.programmes.sortByKeys()
    sorted.staff.sortByKeys()
    sorted.measures.sortByKeys()
    return sorted
  }
}

extension Array where Element: KeyedRow {
  /// Sorting moves every row even when all are in place; looking first is cheaper and leaves the storage shared.
  public mutating func sortByKeys() {
    let isSorted = indices.dropFirst().allSatisfy { !self[$0].precedes(self[$0 - 1]) }
    if !isSorted { sort { $0.precedes($1) } }
  }
}

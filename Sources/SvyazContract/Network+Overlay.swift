public import SvyazGraph

extension Network {
  /// This network with the rows of another over it: rows of one key give way, all others stay.
  ///
  /// What `network.json` says is taken from `other`, but subjects, targets and definitions that only this one has
  /// stay, after the others.
  /// - Returns: a network sorted by keys.
  /// - Complexity: O(rows · log rows).
  public func overlaid(with other: Network) -> Network {
    var overlay = Overlay(result: sortedByKeys(), other: other.sortedByKeys())
    let subjects = Set(other.subjects.map(\.id))
    overlay.result.subjects = other.subjects + self.subjects.filter { !subjects.contains($0.id) }
    let targets = Set(other.targets.map(\.indicator))
    overlay.result.targets = other.targets + self.targets.filter { !targets.contains($0.indicator) }
    overlay.result.definitions =
      other.definitions + definitions.filter { row in !other.definitions.contains { $0.hasKey(of: row) } }
    (overlay.result.id, overlay.result.name, overlay.result.asOf) = (other.id, other.name, other.asOf)
    overlay.run()
    return overlay.result
  }
}

private struct Overlay {
  var result: Network
  let other: Network

  mutating func run() {
    lay(District.self)
    lay(School.self)
    lay(SchoolStatus.self)
    lay(AssessmentResult.self)
    lay(MentorCapacity.self)
    lay(MatchingConstraint.self)
    lay(Partnership.self)
    lay(Association.self)
    lay(Membership.self)
    lay(Event.self)
    lay(Participation.self)
    lay(Programme.self)
    lay(StaffFigures.self)
    lay(Measure.self)
  }

  private mutating func lay<Row: NetworkRow>(_ type: Row.Type) {
    let over = Row.rows(of: other)
    guard !over.isEmpty else { return }
    Row.set(over.merged(over: Row.rows(of: result)), in: &result)
  }
}

extension Array where Element: NetworkRow {
  /// These rows and those of `under` whose keys these lack; both sorted by keys.
  fileprivate func merged(over under: [Element]) -> [Element] {
    var merged: [Element] = []
    merged.reserveCapacity(Swift.max(count, under.count))
    var position = 0
    for row in self {
      while position < under.count, under[position].precedes(row) {
        merged.append(under[position])
        position += 1
      }
      if position < under.count, !row.precedes(under[position]) { position += 1 }
      merged.append(row)
    }
    return merged + under[position...]
  }
}

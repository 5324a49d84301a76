extension Network {
  /// What is in force on `day` (`from ≤ day < to`).
  ///
  /// - Complexity: O(rows), one pass over the dated tables.
  public func asOf(_ day: Day) -> NetworkSnapshot { NetworkSnapshot(of: self, on: day) }
}

/// The network on one day.
public struct NetworkSnapshot: Sendable {
  public let network: Network
  public let day: Day
  private let schoolsByStatus: [Status: Set<SchoolID>]
  /// Partnerships whose interval holds, with the status that counts on the day (see ``Partnership/status(on:)``).
  public let partnerships: [(partnership: Partnership, status: Partnership.Status)]
  public let associations: [Association]
  /// Memberships in force of associations in force.
  public let memberships: [Membership]
  public let programmes: [Programme]

  init(of network: Network, on day: Day) {
    self.network = network
    self.day = day
    schoolsByStatus = network.statuses.reduce(into: [:]) { sets, row in
      if row.interval.contains(day) { sets[row.status, default: []].insert(row.school) }
    }
    partnerships = network.partnerships.compactMap { row in row.status(on: day).map { (row, $0) } }
    associations = network.associations.filter { $0.interval.contains(day) }
    let inForce = Set(associations.map(\.id))
    memberships = network.memberships.filter { $0.interval.contains(day) && inForce.contains($0.association) }
    programmes = network.programmes.filter { $0.interval.contains(day) }
  }

  public func schools(with status: Status) -> Set<SchoolID> { schoolsByStatus[status] ?? [] }

  public func has(_ status: Status, _ school: SchoolID) -> Bool { schoolsByStatus[status]?.contains(school) ?? false }

  /// Events dated in `[day − daysBack, day]`, both ends in.
  public func events(inLast daysBack: Int) -> [Event] {
    let first = day.adding(days: -daysBack)
    return network.events.filter { first <= $0.day && $0.day <= day }
  }
}

/// Why two schools cannot be merged.
public enum SchoolMergeError: Error, Hashable {
  case unknownSchool(SchoolID)
  case sameSchool(SchoolID)
}

extension SchoolMergeError: UserFacing {
  public var code: String {
    switch self {
    case .unknownSchool: "merge.unknownSchool"
    case .sameSchool: "merge.sameSchool"
    }
  }

  public var message: String {
    switch self {
    case .unknownSchool(let id): "Школы «\(id)» нет в сети."
    case .sameSchool(let id): "Школа «\(id)» не может присоединиться сама к себе."
    }
  }

  public var advice: String { "Идентификаторы школ стоят в schools.csv." }
}

extension Network {
  /// One school joins another from a day on: its ties go over, its past stays its own.
  ///
  /// What is open on `day` ends on it and begins anew with the successor: partnerships, memberships, programmes and the
  /// base of associations; what was to begin later begins with the successor. Where the successor has the same tie
  /// already, the school's only ends; a partnership between the two ends. Statuses end, for they are given by name and by
  /// order. Events from `day` on and the visits to them go over. Pins, bans and places of the school are taken over where
  /// the successor has none of its own. Results, staff figures, past events and the school's own row stay.
  /// - Returns: a network free of violations if this one is.
  /// - Throws: ``SchoolMergeError``.
  public func merging(
    _ school: SchoolID, into successor: SchoolID, on day: Day
  ) throws(SchoolMergeError) -> Network {
    guard school != successor else { throw .sameSchool(school) }
    for id in [school, successor] where !schools.contains(where: { $0.id == id }) { throw .unknownSchool(id) }
    var merge = SchoolMerge(network: self, school: school, successor: successor, day: day)
    merge.run()
    return merge.network
  }
}

private struct SchoolMerge {
  var network: Network
  let school: SchoolID
  let successor: SchoolID
  let day: Day

  mutating func run() {
    closeStatuses()
    movePartnerships()
    moveAssociations()
    moveEvents()
    moveProgrammes()
    moveWishes()
  }

  private func moved(_ id: SchoolID) -> SchoolID { id == school ? successor : id }

  /// The part of an interval before the day, and the part from it on; `nil` where there is none.
  private func split(_ interval: DayInterval) -> (past: DayInterval?, rest: DayInterval?) {
    if interval.from >= day { return (nil, interval) }
    if let to = interval.to, to <= day { return (interval, nil) }
    return (DayInterval(from: interval.from, to: day), DayInterval(from: day, to: interval.to))
  }

  private mutating func closeStatuses() {
    network.statuses = network.statuses.compactMap { row in
      guard row.school == school else { return row }
      guard let past = split(row.interval).past else { return nil }
      var row = row
      row.interval = past
      return row
    }
  }

  private mutating func movePartnerships() {
    var taken = Set(network.partnerships.map(\.id))
    var renamed: [PartnershipID: PartnershipID] = [:]
    var result: [Partnership] = []
    var moved: [Partnership] = []
    for row in network.partnerships {
      guard row.mentor == school || row.mentee == school else {
        result.append(row)
        continue
      }
      let (past, rest) = split(row.interval)
      if let past {
        var ended = row
        ended.interval = past
        if rest != nil, row.status == .active || row.status == .agreed { ended.status = .completed }
        result.append(ended)
      }
      guard let rest, row.status != .completed, row.status != .terminated else { continue }
      var next = row
      next.mentor = self.moved(row.mentor)
      next.mentee = self.moved(row.mentee)
      next.interval = rest
      guard next.mentor != next.mentee else { continue }
      if past != nil {
        next.id = freeID(row.id, &taken)
        renamed[row.id] = next.id
      }
      moved.append(next)
    }
    for row in moved {
      let isKnown = result.contains { other in
        other.mentor == row.mentor && other.mentee == row.mentee && other.subject == row.subject
          && other.interval.overlaps(row.interval) && other.status != .completed && other.status != .terminated
      }
      if !isKnown { result.append(row) }
    }
    network.partnerships = result
    let ids = Set(result.map(\.id))
    for index in network.events.indices {
      guard let partnership = network.events[index].partnership else { continue }
      if let next = renamed[partnership], network.events[index].day >= day, ids.contains(next) {
        network.events[index].partnership = next
      } else if !ids.contains(partnership) {
        network.events[index].partnership = nil
      }
    }
  }

  /// The id with the first ending that nobody has: `p-12-2`.
  private func freeID(_ id: PartnershipID, _ taken: inout Set<PartnershipID>) -> PartnershipID {
    for number in 2... {
      let ending = "-\(number)"
      if let free = PartnershipID(String(id.rawValue.prefix(64 - ending.utf8.count)) + ending),
        taken.insert(free).inserted
      {
        return free
      }
    }
    return id
  }

  private mutating func moveAssociations() {
    for index in network.associations.indices where network.associations[index].base == school {
      let interval = network.associations[index].interval
      // An association that is over keeps the base it had.
      if interval.to.map({ $0 > day }) ?? true { network.associations[index].base = successor }
    }
    var result: [Membership] = []
    var moved: [Membership] = []
    for row in network.memberships {
      guard row.school == school else {
        result.append(row)
        continue
      }
      let (past, rest) = split(row.interval)
      if let past {
        result.append(Membership(association: row.association, school: school, role: row.role, interval: past))
      }
      if let rest {
        moved.append(Membership(association: row.association, school: successor, role: row.role, interval: rest))
      }
    }
    for row in moved {
      let isTaken = result.contains { other in
        other.association == row.association && other.school == successor
          && (other.interval.overlaps(row.interval) || other.interval.from == row.interval.from)
      }
      if !isTaken { result.append(row) }
    }
    network.memberships = result
  }

  private mutating func moveEvents() {
    let later = Set(network.events.filter { $0.day >= day }.map(\.id))
    for index in network.events.indices where network.events[index].day >= day {
      if network.events[index].host == school { network.events[index].host = successor }
    }
    struct Visit: Hashable {
      let event: EventID
      let role: Participation.Role
    }
    let own = Set(
      network.participations.filter { $0.school == successor }.map { Visit(event: $0.event, role: $0.role) })
    network.participations = network.participations.compactMap { row in
      guard row.school == school, later.contains(row.event) else { return row }
      if own.contains(Visit(event: row.event, role: row.role)) { return nil }
      var row = row
      row.school = successor
      return row
    }
  }

  private mutating func moveProgrammes() {
    var result: [Programme] = []
    var moved: [Programme] = []
    for row in network.programmes {
      guard row.school == school else {
        result.append(row)
        continue
      }
      let (past, rest) = split(row.interval)
      var row = row
      if let past {
        row.interval = past
        result.append(row)
      }
      guard let rest else { continue }
      row.school = successor
      row.interval = rest
      moved.append(row)
    }
    for row in moved {
      let isTaken = result.contains {
        $0.school == successor && $0.kind == row.kind
          && ($0.interval.overlaps(row.interval) || $0.interval.from == row.interval.from)
      }
      if !isTaken { result.append(row) }
    }
    network.programmes = result
  }

  private mutating func moveWishes() {
    let hasPlaces = network.mentorCapacities.contains { $0.school == successor }
    network.mentorCapacities = network.mentorCapacities.compactMap { row in
      guard row.school == school else { return row }
      return hasPlaces ? nil : MentorCapacity(school: successor, subject: row.subject, capacity: row.capacity)
    }
    var seen: Set<MatchingConstraint> = []
    network.constraints = network.constraints.compactMap { row in
      var row = row
      row.mentee = moved(row.mentee)
      row.mentor = moved(row.mentor)
      return row.mentee != row.mentor && seen.insert(row).inserted ? row : nil
    }
  }
}

internal import SvyazGraph

/// The rows that an acceptance writes. The composition was checked; no association of the subject begins later.
struct AcceptanceChange {
  private var network: Network
  private let day: Day
  private let subject: Subject
  /// Associations of the subject in force on the day, by id.
  private let inForce: [Association]
  private let umo: String
  private var takenIDs: Set<AssociationID>
  private var lastNumber = 0

  init(network: Network, day: Day, subject: Subject, inForce: [Association], umo: String?) {
    self.network = network
    self.day = day
    self.subject = subject
    self.inForce = inForce
    let common = Set(inForce.map(\.umo))
    self.umo = umo ?? (common.count == 1 ? common.first ?? "" : "")
    takenIDs = Set(network.associations.map(\.id))
  }

  mutating func run(_ groups: [Composition.Group]) -> Acceptance {
    let groups = groups.sorted { $0.base < $1.base }
    var standing = Dictionary(inForce.map { ($0.base, $0.id) }, uniquingKeysWith: { first, _ in first })
    // The roles from the day on, of the associations that this change is about; a closed one has none.
    var wanted: [AssociationID: [SchoolID: Membership.Role]] = [:]
    for association in inForce { wanted[association.id] = [:] }
    var fates: [(association: AssociationID, base: SchoolID, fate: Acceptance.Fate)] = []
    for group in groups {
      let roles = Dictionary(group.members.map { ($0.school, $0.role) }, uniquingKeysWith: { first, _ in first })
      if let id = standing.removeValue(forKey: group.base) {
        wanted[id] = roles
        fates.append((id, group.base, .continued))
      } else {
        let id = found(group.base)
        wanted[id] = roles
        fates.append((id, group.base, .founded))
      }
    }
    let kept = Set(fates.map(\.association))
    let closed = inForce.filter { !kept.contains($0.id) }
    fates += closed.map { ($0.id, $0.base, .closed) }
    let closedIDs = Set(closed.map(\.id))
    for index in network.associations.indices {
      let id = network.associations[index].id
      if closedIDs.contains(id) {
        network.associations[index].interval.to = day
      } else if kept.contains(id) {
        network.associations[index].interval.to = nil
      }
    }
    let before = rewriteMemberships(wanted)
    let outcomes = fates.map { outcome($0, before[$0.association] ?? [:], wanted[$0.association] ?? [:]) }
    let orphaned = network.events.filter { event in
      event.day >= day && event.association.map { closedIDs.contains($0) } ?? false
    }
    return Acceptance(network: network, outcomes: outcomes, orphanedEvents: orphaned.map(\.id).sorted())
  }

  private mutating func found(_ base: SchoolID) -> AssociationID {
    let id = freeID()
    let label = network.schools.first { $0.id == base }?.label ?? base.rawValue
    let teachers = SubjectWords(subject).teachers ?? "по предмету «\(subject.name)»"
    network.associations.append(
      Association(
        id: id, name: "ММО \(teachers), база: \(label)", subject: subject.id, umo: umo, base: base,
        interval: DayInterval(from: day)))
    return id
  }

  /// `mmo-SUBJECT-N`, the subject cut where the id would be too long.
  private mutating func freeID() -> AssociationID {
    while true {
      lastNumber += 1
      let ending = "-\(lastNumber)"
      let beginning = "mmo-\(subject.id)".prefix(64 - ending.utf8.count)
      if let id = AssociationID(beginning + ending), takenIDs.insert(id).inserted { return id }
    }
  }

  /// - Returns: the roles that were in force on the day until now.
  private mutating func rewriteMemberships(
    _ wanted: [AssociationID: [SchoolID: Membership.Role]]
  ) -> [AssociationID: [SchoolID: Membership.Role]] {
    var before: [AssociationID: [SchoolID: Membership.Role]] = [:]
    var toCome = wanted
    var rows: [Membership] = []
    rows.reserveCapacity(network.memberships.count)
    for row in network.memberships {
      guard let roles = wanted[row.association] else {
        rows.append(row)
        continue
      }
      let isInForce = row.interval.contains(day)
      if isInForce { before[row.association, default: [:]][row.school] = row.role }
      if let to = row.interval.to, to <= day {
        rows.append(row)
      } else if isInForce, roles[row.school] == row.role {
        var open = row
        open.interval.to = nil
        rows.append(open)
        toCome[row.association]?[row.school] = nil
      } else if row.interval.from < day {
        var ended = row
        ended.interval.to = day
        rows.append(ended)
      }
    }
    for (association, roles) in toCome.sorted(by: { $0.key < $1.key }) {
      for (school, role) in roles.sorted(by: { $0.key < $1.key }) {
        rows.append(
          Membership(association: association, school: school, role: role, interval: DayInterval(from: day)))
      }
    }
    network.memberships = rows
    return before
  }

  private func outcome(
    _ fate: (association: AssociationID, base: SchoolID, fate: Acceptance.Fate),
    _ before: [SchoolID: Membership.Role], _ after: [SchoolID: Membership.Role]
  ) -> Acceptance.Outcome {
    Acceptance.Outcome(
      association: fate.association, base: fate.base, fate: fate.fate, memberCount: after.count,
      joined: after.keys.filter { before[$0] == nil }.sorted(),
      left: before.keys.filter { after[$0] == nil }.sorted(),
      changedRole: after.filter { school, role in before[school].map { $0 != role } ?? false }.keys.sorted())
  }
}

internal import SvyazGraph

extension NetworkIndex {
  /// The part of the network that the map of one school shows: the school, its ties, their ties, its associations and
  /// events. A map of the part is the map of the whole, without a walk through it.
  func surroundings(of school: SchoolID) -> Network {
    var part = Network(id: network.id, name: network.name, asOf: network.asOf, subjects: network.subjects)
    part.districts = network.districts
    var ties: [PartnershipID: Partnership] = [:]
    var near: Set<SchoolID> = [school]
    for tie in partnerships(of: school) {
      ties[tie.id] = tie
      near.formUnion([tie.mentor, tie.mentee])
    }
    var shown = near
    for neighbour in near {
      for tie in partnerships(of: neighbour) {
        ties[tie.id] = tie
        shown.formUnion([tie.mentor, tie.mentee])
      }
    }
    let rows = shown.compactMap { position($0) }.sorted()
    part.schools = rows.map { network.schools[$0] }
    part.statuses = rows.flatMap { statuses(at: $0) }
    part.partnerships = ties.values.sorted { $0.id < $1.id }
    part.memberships = memberships(of: school)
    part.associations = Set(part.memberships.map(\.association)).sorted().compactMap { association($0) }
    var events = events(of: school)
    let own = Set(partnerships(of: school).map(\.id))
    let known = Set(events.map(\.id))
    events += partnershipEvents(own).filter { !known.contains($0.id) }
    part.events = events.sorted { $0.id < $1.id }
    part.participations = events.flatMap { participations(of: $0.id) }.filter { $0.school == school }
    return part
  }
}

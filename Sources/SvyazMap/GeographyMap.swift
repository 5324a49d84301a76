public import SvyazGraph

/// The map of the city: schools at their coordinates on the ground of their districts, and who mentors whom.
///
/// No school is left out. One without coordinates stands in a strip beside its district's ground, or in a tray at the
/// edge when its district has none. On a slide of many schools those without ties are dots without a number, and the
/// subtitle says how many.
public struct GeographyMap: Sendable {
  /// More schools than this are not all labelled on a slide.
  public static let slideLimit = 60

  public let map: NetworkMap

  /// - Parameters:
  ///   - snapshot: the network on the map's day.
  ///   - ties: pairs of a plan; `nil` for the partnerships agreed or active on the day.
  ///   - presumed: schools whose coordinates are not known for sure; `nil` to judge by ``presumedPlaces(in:)``.
  ///   - paper: a slide labels fewer schools than a sheet.
  ///   - edition: the public one labels only schools that have a tie where not all are labelled, and shows neither who
  ///     mentors whom nor any status.
  public init(
    _ snapshot: NetworkSnapshot, ties: [MentorTie]? = nil, presumed: Set<SchoolID>? = nil,
    paper: NetworkMap.Paper = .slide, edition: Edition
  ) {
    let network = snapshot.network
    let ties = ties ?? snapshot.tiesInForce
    let presumed = presumed ?? Self.presumedPlaces(in: network)
    let isPublic = edition == .public
    let builder = SchoolNodes(snapshot, edition: edition, ties: ties)
    let tied = Set(ties.flatMap { [$0.mentor, $0.mentee] })
    // A tie may name a school that the network lacks: it is drawn as the other maps draw it.
    let ids = builder.sorted(Set(network.schools.map(\.id)).union(tied))
    let schools = Dictionary(network.schools.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let places = GroundProjection.places(ids.compactMap { id in schools[id]?.location.map { (id, $0) } })
    let withGround = Set(ids.compactMap { id in places[id] == nil ? nil : schools[id]?.district })

    let lowResult = snapshot.schools(with: .lowResult)
    let chosen = isPublic ? tied : tied.union(lowResult)
    let isThinned = paper == .slide && ids.count > Self.slideLimit
    let codes = SchoolCodes(ids.map { id in (id, schools[id]) })
    var dots = 0
    var key: [NetworkMap.Code] = []
    let nodes = zip(ids, builder.nodes(ids)).map { id, node in
      var node = node
      let isLost = places[id] == nil && !(schools[id]?.district.map(withGround.contains) ?? false)
      let isDot = isThinned && !isLost && !chosen.contains(id)
      node.detail = nil
      node.label = isDot ? "" : codes.code(of: id)
      node.place = places[id].map { NetworkMap.Place(east: $0.x, north: $0.y, isPresumed: presumed.contains(id)) }
      if isDot {
        dots += 1
      } else if codes.needsKey(id), node.label != schools[id]?.label {
        key.append(.init(code: node.label, name: DisplayText.clean(schools[id]?.label ?? id.rawValue, limit: 60)))
      }
      return node
    }

    let lost = ids.filter { places[$0] == nil }.count
    let guessed = places.keys.filter(presumed.contains).count
    var facts = ["на \(snapshot.day.russian)", "школ: \(ids.count)", "связей: \(ties.count)"]
    if !isPublic {
      let alone = lowResult.subtracting(ties.map(\.mentee)).count
      if alone > 0 { facts.append("без наставника: \(alone)") }
    }
    if guessed > 0 {
      facts.append(guessed == ids.count ? "все места предположительные" : "предположительных мест: \(guessed)")
    }
    if lost > 0 { facts.append("место неизвестно: \(lost)") }
    if dots > 0 { facts.append("без связей, точками без номера: \(dots)") }

    var map = NetworkMap(
      arrangement: .places, paper: paper,
      title: isPublic ? "Школы на карте города" : "Школы и наставничество на карте города",
      subtitle: facts.joined(separator: " · "), notice: ids.isEmpty ? "В сети нет ни одной школы." : nil,
      source: network.name, edition: edition, subjects: builder.subjectNames,
      codes: key.sorted { NaturalOrder.precedes($0.code, $1.code) }, nodes: nodes, edges: builder.edges(ties))
    map.regions = Self.regions(network, ids: ids, schools: schools)
    map.caption =
      GeographyCaption(
        edition: edition, schools: builder.named(ids), ties: ties, lowResult: lowResult,
        locations: schools.compactMapValues(\.location), presumed: presumed, district: builder.district(of:)
      ).sentences
    self.map = map
  }

  /// Schools whose coordinates can only be a presumption, by what else is known of them. The contract has no column
  /// for it, so this is a rule: a school is presumed to stand where its coordinates say when
  /// - it has no address with a house number, by which the place could be found or checked;
  /// - or its coordinates are its district's reference point, or another school's of a different address;
  /// - or the whole network is teaching data, as its name says.
  static func presumedPlaces(in network: Network) -> Set<SchoolID> {
    let located = network.schools.filter { $0.location != nil }
    if network.name.lowercased().contains("учебные данные") { return Set(located.map(\.id)) }
    let centres = Dictionary(
      network.districts.map { ($0.id, $0.centre) }, uniquingKeysWith: { first, _ in first })
    let addresses = Dictionary(grouping: located, by: \.location).mapValues { Set($0.map(\.address)).count }
    return Set(
      located.filter { school in
        if !hasHouse(school.address) || addresses[school.location, default: 1] > 1 { return true }
        return school.district.flatMap { centres[$0] ?? nil } == school.location
      }.map(\.id))
  }

  /// «ул. Промышленности, 319», «Садовая 12а», but not «ул. 22 Партсъезда».
  private static func hasHouse(_ address: String) -> Bool {
    let parts = address.split { $0 == "," || $0 == " " || $0 == "\u{A0}" }
    guard parts.count > 1 else { return false }
    return parts.dropFirst().contains { part in
      let rest = part.hasPrefix("д.") ? part.dropFirst(2) : part
      return rest.first?.isNumber == true && (part == parts.last || address.contains(", \(part)") || part != rest)
    }
  }

  private static func regions(
    _ network: Network, ids: [SchoolID], schools: [SchoolID: School]
  ) -> [NetworkMap.Region] {
    let members = Dictionary(grouping: ids.filter { schools[$0]?.district != nil }) { schools[$0]?.district }
    let names = Dictionary(network.districts.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    return members.compactMap { district, list in
      district.map { id in
        NetworkMap.Region(
          id: "district-\(id.rawValue)", name: names[id] ?? id.rawValue, nodes: list.map(SchoolNodes.id))
      }
    }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
  }
}

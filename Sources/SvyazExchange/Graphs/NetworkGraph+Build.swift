internal import SvyazContract
public import SvyazGraph

extension NetworkGraph {
  /// - Parameters:
  ///   - network: a network without violations; one edge more or less is all that happens with others.
  ///   - edition: the public one is made of ``Network/publicEdition()`` and has no columns for what that hides.
  ///   - day: `nil` gives the whole history, with intervals. A day gives what is in force on it: statuses, associations
  ///     and their memberships, and partnerships that have a status on the day, with that status
  ///     (``Partnership/status(on:)``), so proposed ones too. All schools stay.
  /// - Complexity: O(rows · log rows).
  public init(_ network: Network, edition: Edition, on day: Day? = nil) {
    let shown = (edition == .public ? network.publicEdition() : network).sortedByKeys()
    let builder = GraphBuilder(network: shown, edition: edition, day: day)
    let nodes = builder.schoolNodes() + builder.associationNodes()
    let edges = builder.partnershipEdges() + builder.membershipEdges()
    networkID = shown.id
    name = shown.name
    self.edition = edition
    self.day = day
    dataDay = shown.asOf
    isDirected = edition == .working
    span = builder.span
    nodeColumns = builder.nodeColumns.columns
    edgeColumns = builder.edgeColumns.columns
    self.nodes = nodes
    self.edges = edges
  }
}

/// Columns by name; a row picks the values that it has.
private struct ColumnList {
  let columns: [NetworkGraph.Column]

  init(_ columns: [(String, NetworkGraph.ValueType)]) {
    self.columns = columns.map { NetworkGraph.Column(name: $0.0, type: $0.1) }
  }

  /// Values of columns that the list lacks are dropped: so the edition's columns decide what a file can hold.
  func fields(_ values: [String: NetworkGraph.Value?]) -> [NetworkGraph.Field] {
    columns.enumerated().compactMap { index, column in
      guard let value = values[column.name] ?? nil else { return nil }
      return NetworkGraph.Field(column: index, value: value)
    }
  }
}

private struct GraphBuilder {
  let network: Network
  let edition: Edition
  let day: Day?
  let nodeColumns, edgeColumns: ColumnList
  private let snapshot: NetworkSnapshot?
  private let districts: [DistrictID: String]
  private let subjects: [SubjectID: String]

  init(network: Network, edition: Edition, day: Day?) {
    self.network = network
    self.edition = edition
    self.day = day
    snapshot = day.map(network.asOf)
    districts = Dictionary(network.districts.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    subjects = Dictionary(network.subjects.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let statuses = edition == .public ? [Status.projectSite] : Status.allCases
    nodeColumns = ColumnList(
      [
        ("kind", .text), ("number", .integer), ("name", .text), ("short_name", .text), ("school_kind", .text),
        ("district", .text), ("district_name", .text), ("address", .text), ("lat", .decimal), ("lon", .decimal),
        ("students", .integer),
      ] + statuses.map { ($0.contractWord, day == nil ? .intervals : .flag) } + [
        ("subject", .text), ("subject_name", .text), ("umo", .text), ("base", .text), ("from", .text), ("to", .text),
      ])
    edgeColumns = ColumnList(
      [
        ("kind", .text), ("subject", .text), ("subject_name", .text), ("status", .text), ("role", .text),
        ("from", .text), ("to", .text), ("events", .integer),
      ] + (edition == .public ? [] : [("agreement", .text)]))
  }

  // MARK: Nodes

  func schoolNodes() -> [NetworkGraph.Node] {
    let statuses = Dictionary(grouping: network.statuses, by: \.school)
    return network.schools.map { school in
      var values: [String: NetworkGraph.Value?] = [
        "kind": .text("school"), "number": school.number.map { .integer($0) }, "name": text(school.name),
        "short_name": text(school.shortName), "school_kind": text(school.kind),
        "district": text(school.district?.rawValue), "district_name": text(school.district.flatMap { districts[$0] }),
        "address": text(school.address), "lat": degrees(school.location?.latitude),
        "lon": degrees(school.location?.longitude), "students": school.students.map { .integer($0) },
      ]
      for (status, rows) in Dictionary(grouping: statuses[school.id] ?? [], by: \.status) {
        values[status.contractWord] = self.value(of: rows.map(\.interval))
      }
      return NetworkGraph.Node(
        id: id(school.id), label: school.label, interval: nil, fields: nodeColumns.fields(values))
    }
  }

  func associationNodes() -> [NetworkGraph.Node] {
    (snapshot?.associations ?? network.associations).map { association in
      let fields = nodeColumns.fields([
        "kind": .text("association"), "name": text(association.name), "subject": text(association.subject.rawValue),
        "subject_name": text(subjects[association.subject]), "umo": text(association.umo),
        "base": .text(id(association.base)), "from": .text(association.interval.from.description),
        "to": text(association.interval.to?.description),
      ])
      return NetworkGraph.Node(
        id: id(association.id), label: association.name, interval: association.interval, fields: fields)
    }
  }

  // MARK: Edges

  func partnershipEdges() -> [NetworkGraph.Edge] {
    let known = network.events.filter { event in day.map { event.day <= $0 } ?? true }
    let events = known.reduce(into: [PartnershipID: Int]()) { counts, event in
      if let partnership = event.partnership { counts[partnership, default: 0] += 1 }
    }
    let rows = snapshot?.partnerships ?? network.partnerships.map { ($0, $0.status) }
    return rows.map { partnership, status in
      let fields = edgeColumns.fields([
        "kind": .text("partnership"), "subject": text(partnership.subject?.rawValue),
        "subject_name": text(partnership.subject.flatMap { subjects[$0] }), "status": .text(status.contractWord),
        "from": .text(partnership.interval.from.description), "to": text(partnership.interval.to?.description),
        "events": .integer(events[partnership.id] ?? 0), "agreement": text(partnership.agreement),
      ])
      return NetworkGraph.Edge(
        id: "partnership:\(partnership.id)", source: id(partnership.mentor), target: id(partnership.mentee),
        kind: "partnership", interval: partnership.interval, fields: fields)
    }
  }

  func membershipEdges() -> [NetworkGraph.Edge] {
    (snapshot?.memberships ?? network.memberships).map { row in
      let fields = edgeColumns.fields([
        "kind": .text("membership"), "role": .text(row.role.contractWord),
        "from": .text(row.interval.from.description), "to": text(row.interval.to?.description),
      ])
      return NetworkGraph.Edge(
        id: "membership:\(row.association):\(row.school):\(row.interval.from)", source: id(row.school),
        target: id(row.association), kind: "membership", interval: row.interval, fields: fields)
    }
  }

  // MARK: Values

  /// Days that the rows of the shown edition name.
  var span: ClosedRange<Day> {
    let intervals =
      network.statuses.map(\.interval) + network.partnerships.map(\.interval) + network.associations.map(\.interval)
      + network.memberships.map(\.interval)
    let days = intervals.flatMap { [$0.from, $0.lastDay ?? $0.from] } + network.events.map(\.day)
    return days.reduce(network.asOf...network.asOf) { min($0.lowerBound, $1)...max($0.upperBound, $1) }
  }

  private func id(_ school: SchoolID) -> String { "school:\(school)" }
  private func id(_ association: AssociationID) -> String { "association:\(association)" }

  /// igraph refuses a file with a number too small for 53 bits, and no school is that near to a meridian.
  private func degrees(_ value: Double?) -> NetworkGraph.Value? {
    value.map { .decimal($0.isSubnormal ? 0 : $0) }
  }

  private func text(_ text: String?) -> NetworkGraph.Value? { text.flatMap { $0.isEmpty ? nil : .text($0) } }

  private func value(of intervals: [DayInterval]) -> NetworkGraph.Value? {
    guard let day else { return .intervals(intervals) }
    return intervals.contains { $0.contains(day) } ? .flag(true) : nil
  }
}

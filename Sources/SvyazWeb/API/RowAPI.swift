internal import HTTPTypes
internal import SvyazAccess
internal import SvyazApp
internal import SvyazContract
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazStore

/// Partnerships, associations with their members, events with who took part: read, added, replaced, taken out.
enum RowAPI {
  static let operations: [APIOperation] =
    Rows<Partnership>(
      .partnerships, id: "partnership", plural: "partnerships", parent: "", key: [("id", "partnership")],
      filters: [
        slug("mentor") { $0.mentor.rawValue }, slug("mentee") { $0.mentee.rawValue },
        slug("subject") { $0.subject?.rawValue },
        (
          .query("status", RowTable.partnerships.columns[4].schema, "Only of this status.", example: "active"),
          { $0.status.contractWord == $1.asText }
        ), inForce { $0.interval },
      ], example: ["mentor": "gimnazia-3", "mentee": "school-107", "status": "proposed", "from": "2021-05-01"]
    ).operations
    + Rows<SvyazGraph.Association>(
      .associations, id: "association", plural: "associations", parent: "", key: [("id", "association")],
      filters: [slug("subject") { $0.subject.rawValue }, slug("base") { $0.base.rawValue }, inForce { $0.interval }],
      example: ["name": "ММО", "subject": "mathematics", "base": "gimnazia-3", "from": "2021-05-01"]
    ).operations
    + Rows<Membership>(
      .memberships, id: "membership", plural: "memberships", parent: "/associations/:association",
      key: [("association", "association"), ("school", "school"), ("from", "from")],
      filters: [slug("school") { $0.school.rawValue }, inForce { $0.interval }],
      example: ["school": "school-107", "role": "member", "from": "2021-05-01"]
    ).operations
    + Rows<Event>(
      .events, id: "event", plural: "events", parent: "", key: [("id", "event")],
      filters: [
        slug("subject") { $0.subject?.rawValue }, slug("host") { $0.host?.rawValue },
        slug("association") { $0.association?.rawValue }, slug("partnership") { $0.partnership?.rawValue },
        (
          .query("from", .day, "Only on this day or later.", example: "2020-09-01"),
          { event, day in day.asText.flatMap { Day(iso: $0) }.map { $0 <= event.day } ?? true }
        ),
        (
          .query("to", .day, "Only on this day or earlier.", example: "2021-05-31"),
          { event, day in day.asText.flatMap { Day(iso: $0) }.map { event.day <= $0 } ?? true }
        ),
      ], example: ["kind": "seminar", "title": "Семинар", "date": "2021-05-12", "organiser": "ЦРО"]
    ).operations
    + Rows<Participation>(
      .participations, id: "participation", plural: "participations", parent: "/events/:event",
      key: [("event", "event"), ("school", "school"), ("role", "role")],
      filters: [slug("school") { $0.school.rawValue }],
      example: ["school": "school-107", "role": "participant", "people": 2]
    ).operations

  private static func slug<Row>(
    _ name: String, _ value: @escaping @Sendable (Row) -> String?
  ) -> Rows<Row>.Filter {
    (.query(name, .slug, "Only with this \(name)."), { value($0) == $1.asText })
  }

  private static func inForce<Row>(_ interval: @escaping @Sendable (Row) -> DayInterval) -> Rows<Row>.Filter {
    (
      .query("asOf", .day, "Only in force on this day.", example: "2021-03-15"),
      { row, day in day.asText.flatMap { Day(iso: $0) }.map(interval(row).contains) ?? true }
    )
  }
}

/// The operations on one table.
struct Rows<Row: NetworkRow>: Sendable {
  typealias Filter = (parameter: APIParameter, passes: @Sendable (Row, JSONValue) -> Bool)

  let table: RowTable
  /// `event`: for the ids of operations.
  let id: String
  let plural: String
  /// The path before ``plural``.
  let parent: String
  /// The key's columns, and what the path calls them.
  let key: [(column: String, name: String)]
  let filters: [Filter]
  /// A body, without what the path gives.
  let example: [String: JSONValue]

  init(
    _ table: RowTable, id: String, plural: String, parent: String, key: [(column: String, name: String)],
    filters: [Filter], example: [String: JSONValue]
  ) {
    self.table = table
    self.id = id
    self.plural = plural
    self.parent = parent
    self.key = key
    self.filters = filters
    self.example = example
  }

  private var list: String { parent + "/" + plural }
  private var one: String {
    list + key.filter { !parent.contains(":" + $0.name) }.map { "/:" + $0.name }.joined()
  }
  /// Columns that the path of the list gives.
  private var listColumns: Set<String> { Set(key.filter { parent.contains(":" + $0.name) }.map(\.column)) }
  private var keyColumns: Set<String> { Set(key.map(\.column)) }
  private var title: String { id.prefix(1).uppercased() + id.dropFirst() }

  var operations: [APIOperation] {
    let changes: [APIParameter] = [.dryRun, .reason]
    var added = example
    if !example.keys.contains(key[0].column), listColumns.isEmpty { added["id"] = .string("\(id)-new") }
    let kept = example.filter { !keyColumns.contains($0.key) }
    return [
      APIOperation(
        id: plural, method: .get, path: list, access: .may(.readPublic), summary: "\(title) rows, by key.",
        parameters: filters.map(\.parameter) + [.limit, .cursor], content: .json(APIModels.page(table.name)),
        handler: readList),
      APIOperation(
        id: id, method: .get, path: one, access: .may(.readPublic),
        summary: "One \(id); its entity tag is what If-Match takes.", content: .json(.named(table.name)),
        freshness: .own, handler: readOne),
      APIOperation(
        id: "add\(title)", method: .post, path: list, access: .may(.edit), summary: "Adds a row.",
        parameters: changes,
        body: .json(table.body(without: listColumns), example: Self.object(added, table), limit: 256 << 10),
        status: .created, content: .json(.named("ChangeReport")), freshness: .own, isIdempotent: true
      ) { call in try await write(.add, call) },
      APIOperation(
        id: "replace\(title)", method: .put, path: one, access: .may(.edit), summary: "Replaces a row; its key stays.",
        parameters: changes,
        body: .json(table.body(without: keyColumns), example: Self.object(kept, table), limit: 256 << 10),
        content: .json(.named("ChangeReport")), freshness: .own, isConditional: true, isIdempotent: true
      ) { call in try await write(.set, call) },
      APIOperation(
        id: "remove\(title)", method: .delete, path: one, access: .may(.edit),
        summary: "Takes a row out; the history keeps it.", parameters: changes,
        content: .json(.named("ChangeReport")), freshness: .own, isConditional: true, isIdempotent: true
      ) { call in try await write(.remove, call) },
    ]
  }

  /// In the order of the columns.
  private static func object(_ values: [String: JSONValue], _ table: RowTable) -> JSONValue {
    .object(table.columns.compactMap { column in values[column.name].map { .init(key: column.name, value: $0) } })
  }

  private func readList(_ call: APICall) async throws -> APIReply {
    try await call.json { call in
      var begin: [String] = []
      if let parent = key.first, listColumns.contains(parent.column) {
        begin = [call.part(parent.name)]
        let exists =
          parent.column == "event"
          ? RowList.row(Event.self, begin, in: call) != nil
          : RowList.row(SvyazGraph.Association.self, begin, in: call) != nil
        guard exists else { throw WebFault.notFound }
      }
      let asked = filters.compactMap { filter in
        call.query[filter.parameter.name].map { (passes: filter.passes, value: $0) }
      }
      let rows = RowList.of(Row.self, in: call)
      return try RowList.page(
        rows, call, parent: begin,
        where: asked.isEmpty ? nil : { position in asked.allSatisfy { $0.passes(rows[position], $0.value) } },
        { table.json(TextCells($0).cells) })
    }
  }

  private func keyCells(_ call: APICall) -> [String] { key.map { call.part($0.name) } }

  private func readOne(_ call: APICall) async throws -> APIReply {
    try await call.work { call in
      let key = keyCells(call)
      if call.edition == .working, let state = try call.services.store.row(table.table, key: key) {
        return APIReply.json(table.json(state.cells), tag: "v\(state.version)")
      }
      guard call.edition == .public, let row = RowList.row(Row.self, key, in: call) else {
        throw WebFault.notFound
      }
      // The version of a row would tell that something hidden in it has changed.
      return .json(table.json(TextCells(row).cells), tag: "p" + content(TextCells(row).cells))
    }
  }

  private func content(_ cells: [String]) -> String {
    String(CachedPage.digest(of: Array(cells.joined(separator: "\n").utf8)), radix: 36)
  }

  private func write(_ verb: EditStore.Verb, _ call: APICall) async throws -> APIReply {
    let viewer = try call.signedIn()
    let isTrial = call.flag("dryRun")
    let key = keyCells(call)
    let report = try await call.work { call in
      let store = call.services.store
      if verb != .add {
        guard let state = try store.row(table.table, key: key) else { throw WebFault.notFound }
        if let version = call.version, version != state.version { throw WebFault.preconditionFailed }
      }
      var path: [String: String] = [:]
      for part in self.key where verb == .set || listColumns.contains(part.column) {
        path[part.column] = call.part(part.name)
      }
      return try EditStore.run(
        verb, table.table, key: verb == .add ? [] : key,
        cells: verb == .remove ? [] : table.cells(call.body, path: path),
        base: call.version, in: store,
        ChangeNote(author: viewer.login, kind: .edit, reason: call.text("reason") ?? ""),
        at: call.services.clock(), isTrial: isTrial)
    }
    guard !isTrial else { return APIReply(body: .json(report.json), status: .ok) }
    _ = try await call.services.live.refreshed()
    var reply = APIReply.json(report.json)
    let change = report.json["change"]?.asInt
    // Of a row that was taken out there is no version to name; of one that stayed as it was, the old one.
    if verb != .remove { reply.tag = (change ?? call.version).map { "v\($0)" } }
    return reply
  }
}

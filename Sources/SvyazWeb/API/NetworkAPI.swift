internal import HTTPTypes
internal import SvyazAccess
internal import SvyazContract
internal import SvyazExchange
internal import SvyazGraph

/// The network's head, its districts and its schools.
enum NetworkAPI {
  static let operations: [APIOperation] = [
    APIOperation(
      id: "network", method: .get, path: "/network", access: .may(.readPublic),
      summary: "The network's name, day, subjects and targets, and the revision that answers show.",
      content: .json(.named("Network"))
    ) { call in try await call.json(head) },
    APIOperation(
      id: "districts", method: .get, path: "/districts", access: .may(.readPublic), summary: "Districts, by id.",
      parameters: [.limit, .cursor], content: .json(APIModels.page("District"))
    ) { call in
      try await call.json { call in
        try RowList.page(RowList.of(District.self, in: call), call) { district in json(district) }
      }
    },
    APIOperation(
      id: "schools", method: .get, path: "/schools", access: .may(.readPublic), summary: "Schools, by id.",
      parameters: [
        .query("district", .slug, "Only of this district.", example: "kirovsky"),
        .query(
          "status", .word(Status.allCases.map(\.contractWord)),
          "Only with this status on the day; of the public edition, only project_site is known.",
          example: "project_site"),
        .query("q", .text(most: 200), "Only with this text in the name, whatever its case.", example: "гимназия"),
        .asOf, .limit, .cursor,
      ], content: .json(APIModels.page("School"))
    ) { call in try await call.written(schools) },
    APIOperation(
      id: "school", method: .get, path: "/schools/:school", access: .may(.readPublic),
      summary: "One school with its statuses, results and ties; of the public edition, without what it hides.",
      parameters: [.asOf], content: .json(.named("SchoolDetails"))
    ) { call in try await call.json(school) },
  ]

  @Sendable private static func head(_ call: APICall) -> JSONValue {
    let network = call.network
    return .members([
      "id": .string(network.id.rawValue), "name": .string(network.name), "asOf": .string(network.asOf.description),
      "revision": .int(call.revision.number), "edition": .string(call.edition.rawValue),
      "subjects": .array(
        network.subjects.map { .members(["id": .string($0.id.rawValue), "name": .string($0.name)]) }),
      "targets": .array(
        network.targets.map {
          .members([
            "indicator": .int($0.indicator), "perMille": .int($0.perMille), "date": .string($0.day.description),
          ])
        }),
    ])
  }

  private static func json(_ district: District) -> JSONValue {
    .members([
      "id": .string(district.id.rawValue), "name": .string(district.name),
      "neighbours": .strings(district.neighbours.map(\.rawValue)),
      "lat": number(district.centre?.latitude), "lon": number(district.centre?.longitude),
    ])
  }

  @Sendable private static func schools(_ call: APICall) throws -> [UInt8] {
    let rows = RowList.of(School.self, in: call)
    let statuses = Self.statuses(of: rows, in: call)
    let district = call.text("district")
    let status = call.text("status").flatMap { Status(contractWord: $0) }
    let words = call.text("q")?.lowercased()
    func passes(_ position: Int) -> Bool {
      let school = rows[position]
      if let district, school.district?.rawValue != district { return false }
      if let status, !statuses[position].contains(status) { return false }
      guard let words else { return true }
      return school.name.lowercased().contains(words) || (school.shortName ?? "").lowercased().contains(words)
    }
    let isAll = district == nil && status == nil && words == nil
    let selection = try RowList.select(rows, call, where: isAll ? nil : passes)
    var json = JSONWriter(expecting: selection.positions.count * 400 + 200)
    json.object { json in
      json.key("items")
      json.array { json in
        for position in selection.positions {
          json.element()
          json.object { write(rows[position], statuses[position], into: &$0) }
        }
      }
      json.key("next")
      json.value(selection.next)
      json.key("edition")
      json.value(call.edition.rawValue)
    }
    return json.finish()
  }

  /// The same as ``members(_:_:)``, for long lists.
  static func write(_ school: School, _ statuses: Set<Status>, into json: inout JSONWriter) {
    json.key("id")
    json.value(school.id.rawValue)
    json.key("number")
    json.value(school.number)
    json.key("name")
    json.value(school.name)
    json.key("short_name")
    json.value(school.shortName)
    json.key("kind")
    json.value(school.kind)
    json.key("district")
    json.value(school.district?.rawValue)
    json.key("address")
    json.value(school.address)
    json.key("lat")
    json.value(school.location?.latitude)
    json.key("lon")
    json.value(school.location?.longitude)
    json.key("students")
    json.value(school.students)
    json.key("statuses")
    json.value(statuses.isEmpty ? [] : Status.allCases.filter(statuses.contains).map(\.contractWord))
  }

  @Sendable private static func school(_ call: APICall) throws -> JSONValue {
    let id = call.part("school")
    let isWorking = SchoolID(id).map { call.context.viewer?.maySeeWorking($0) == true } ?? false
    let network = isWorking ? call.revision.network : call.network
    guard let school = network.schools.first(where: { $0.id.rawValue == id }) else { throw WebFault.notFound }
    let day = call.day
    let own = network.statuses.filter { $0.school == school.id }
    let inForce = Set(own.filter { $0.interval.contains(day) }.map(\.status))
    let partnerships = network.partnerships.filter { row in
      (row.mentor == school.id || row.mentee == school.id) && row.interval.contains(day)
    }
    let memberships = network.memberships.filter { $0.school == school.id && $0.interval.contains(day) }
    return .object(
      members(school, inForce) + [
        .init(key: "asOf", value: .string(day.description)),
        .init(key: "edition", value: .string(isWorking ? "working" : "public")),
        .init(
          key: "history",
          value: .array(
            own.sorted { $0.precedes($1) }.map { row in
              .members([
                "status": .string(row.status.contractWord), "from": .string(row.interval.from.description),
                "to": row.interval.to.map { .string($0.description) } ?? .null, "basis": .string(row.basis),
              ])
            })),
        .init(
          key: "results",
          value: .array(
            network.results.filter { $0.school == school.id }.sorted { $0.precedes($1) }.map { row in
              .members([
                "subject": .string(row.subject.rawValue), "assessment": .string(row.assessment.contractWord),
                "grade": .int(row.grade), "year": .int(row.year), "participants": .int(row.participants),
                "successful": .int(row.successful),
              ])
            })),
        .init(
          key: "partnerships",
          value: .array(partnerships.sorted { $0.precedes($1) }.map { RowTable.partnerships.json(TextCells($0).cells) })
        ),
        .init(
          key: "memberships",
          value: .array(memberships.sorted { $0.precedes($1) }.map { RowTable.memberships.json(TextCells($0).cells) })),
      ])
  }

  private struct StatusKey: Hashable, Sendable {
    var day: Day
    var edition: Edition
  }

  /// In the order of the rows, on the call's day; made once for a revision.
  private static func statuses(of rows: [School], in call: APICall) -> [Set<Status>] {
    let (network, day) = (call.network, call.day)
    return call.revision.derived(StatusKey(day: day, edition: call.edition)) { _ in
      var sets: [SchoolID: Set<Status>] = [:]
      for row in network.statuses where row.interval.contains(day) { sets[row.school, default: []].insert(row.status) }
      return rows.map { sets[$0.id] ?? [] }
    }
  }

  static func members(_ school: School, _ statuses: Set<Status>) -> [JSONValue.Member] {
    [
      .init(key: "id", value: .string(school.id.rawValue)), .init(key: "number", value: .optional(school.number)),
      .init(key: "name", value: .string(school.name)),
      .init(key: "short_name", value: school.shortName.map { .string($0) } ?? .null),
      .init(key: "kind", value: .string(school.kind)),
      .init(key: "district", value: school.district.map { .string($0.rawValue) } ?? .null),
      .init(key: "address", value: .string(school.address)),
      .init(key: "lat", value: number(school.location?.latitude)),
      .init(key: "lon", value: number(school.location?.longitude)),
      .init(key: "students", value: .optional(school.students)),
      .init(
        key: "statuses",
        value: statuses.isEmpty
          ? .array([]) : .strings(Status.allCases.filter(statuses.contains).map(\.contractWord))),
    ]
  }

  private static func number(_ value: Double?) -> JSONValue { value.map { .double($0) } ?? .null }
}

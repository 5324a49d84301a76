internal import HTTPTypes
internal import SvyazAccess
internal import SvyazExchange

/// The OpenAPI 3.1 document, made of the operations themselves.
enum APIDocument {
  static let operations: [APIOperation] = [
    APIOperation(
      id: "document", method: .get, path: "/openapi.json", access: .everybody, summary: "This document.",
      content: .json(.anyObject), freshness: .own
    ) { _ in APIReply.json(json, tag: tag) }
  ]

  /// Told apart from another version of the service by its content.
  private static let tag = "d" + String(CachedPage.digest(of: json.bytes()), radix: 36)

  static let json: JSONValue = .members([
    "openapi": "3.1.0",
    "info": .members([
      "title": "Svyaz", "version": "1",
      "description":
        """
      The partnership network of a city's schools. Answers are of the working edition for those who may see it, else of \
      the public one, which holds no status of low results and no result. Every error is a problem (RFC 9457). \
      Unknown parameters and members are refused. A session's writes carry its token in X-Csrf-Token (see /me); over TLS \
      its cookie is called __Host-svyaz.
      """,
    ]),
    "security": .array([.members(["bearer": .array([])]), .members(["session": .array([])])]),
    "paths": paths,
    "components": .members([
      "securitySchemes": .members([
        "bearer": .members(["type": "http", "scheme": "bearer"]),
        "session": .members(["type": "apiKey", "in": "cookie", "name": .string(SessionCookie.plainName)]),
      ]),
      "schemas": .object(APIModels.list.map { .init(key: $0.0, value: $0.1.json) }),
      "responses": .members([
        "Problem": .members([
          "description": "What is wrong, and what to do.",
          "content": .members([
            "application/problem+json": .members(["schema": APISchema.named("Problem").json])
          ]),
        ])
      ]),
    ]),
  ])

  private static var paths: JSONValue {
    var order: [String] = []
    var byPath: [String: [APIOperation]] = [:]
    for operation in API.operations {
      let path = template(operation)
      if byPath[path] == nil { order.append(path) }
      byPath[path, default: []].append(operation)
    }
    return .object(
      order.map { path in
        .init(
          key: path,
          value: .object(
            (byPath[path] ?? []).map { .init(key: $0.method.rawValue.lowercased(), value: describe($0)) }))
      })
  }

  /// `/api/v1/schools/{school}`.
  static func template(_ operation: APIOperation) -> String {
    APIOperation.root
      + operation.path.split(separator: "/").map { $0.hasPrefix(":") ? "/{\($0.dropFirst())}" : "/\($0)" }.joined()
  }

  private static func describe(_ operation: APIOperation) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init(key: "operationId", value: .string(operation.id)),
      .init(key: "summary", value: .string(operation.summary)),
    ]
    if case .everybody = operation.access { members.append(.init(key: "security", value: .array([]))) }
    if case .may(let permissions) = operation.access {
      members.append(
        .init(
          key: "description",
          value: .string("For: " + Role.allCases.filter { $0.may(permissions) }.map(\.rawValue).joined(separator: ", "))
        ))
    }
    members.append(.init(key: "parameters", value: .array(parameters(operation))))
    if let body = body(operation) { members.append(.init(key: "requestBody", value: body)) }
    members.append(.init(key: "responses", value: answers(operation)))
    return .object(members)
  }

  /// Of a value in an address or a header: an empty text is none, and headers have forms of their own.
  private static func schema(_ parameter: APIParameter) -> JSONValue {
    guard case .text = parameter.schema, case .object(var members) = parameter.schema.json else {
      return parameter.schema.json
    }
    members.append(.init(key: "minLength", value: .int(1)))
    let patterns = ["If-Match": #"^(\*|"[ !#-~]*")$"#, "Idempotency-Key": "^[!-~]+$"]
    if let pattern = patterns[parameter.name] { members.append(.init(key: "pattern", value: .string(pattern))) }
    return .object(members)
  }

  private static func parameters(_ operation: APIOperation) -> [JSONValue] {
    func describe(_ parameter: APIParameter, in place: String, isRequired: Bool) -> JSONValue {
      var members: [JSONValue.Member] = [
        .init(key: "name", value: .string(parameter.name)), .init(key: "in", value: .string(place)),
        .init(key: "required", value: .bool(isRequired)), .init(key: "description", value: .string(parameter.summary)),
        .init(key: "schema", value: schema(parameter)),
      ]
      if !parameter.example.isEmpty, let example = parameter.value(parameter.example) {
        members.append(.init(key: "example", value: example))
      }
      return .object(members)
    }
    var list = operation.pathNames.map { name in
      describe(PathName.parameter(name), in: "path", isRequired: true)
    }
    list += operation.parameters.map { describe($0, in: "query", isRequired: $0.isRequired) }
    if operation.isConditional {
      list.append(
        describe(
          .query("If-Match", .text(most: 100), "The entity tag of the row, or *.", example: "*"), in: "header",
          isRequired: true))
    }
    if operation.isIdempotent {
      list.append(
        describe(
          .query("Idempotency-Key", .text(most: 255), "The same key and request get the same answer for a day."),
          in: "header", isRequired: false))
    }
    return list
  }

  private static func body(_ operation: APIOperation) -> JSONValue? {
    switch operation.body {
    case .none: nil
    case .json(let schema, let example, _):
      .members([
        "required": .bool(true),
        "content": .members(["application/json": .members(["schema": schema.json, "example": example])]),
      ])
    case .bytes:
      .members([
        "required": .bool(true),
        "content": .members(["application/octet-stream": .members(["schema": .members([:])])]),
      ])
    }
  }

  /// What can be done with what an answer told: the row that was added, the change that was made.
  private static func links(after operation: APIOperation) -> [JSONValue.Member] {
    func link(_ target: APIOperation, _ values: [JSONValue.Member]) -> JSONValue.Member {
      .init(key: target.id, value: .members(["operationId": .string(target.id), "parameters": .object(values)]))
    }
    var list: [JSONValue.Member] = []
    if operation.id.hasPrefix("add") {
      let row = operation.id.dropFirst(3)
      let own = row.prefix(1).lowercased() + row.dropFirst()
      for id in [own, "replace\(row)", "remove\(row)"] {
        guard let target = API.operations.first(where: { $0.id == id }) else { continue }
        var values = target.pathNames.map { name -> JSONValue.Member in
          // A part of the path, the row's own id, or one of its columns.
          let isGiven = operation.pathNames.contains(name)
          let place = isGiven ? "$request.path.\(name)" : "$request.body#/\(name == own ? "id" : name)"
          return .init(key: "path.\(name)", value: .string(place))
        }
        if target.isConditional { values.append(.init(key: "header.If-Match", value: "*")) }
        list.append(link(target, values))
      }
    }
    if case .json(.named("ChangeReport")) = operation.content,
      let undo = API.operations.first(where: { $0.id == "undo" })
    {
      list.append(link(undo, [.init(key: "path.change", value: "$response.body#/change")]))
    }
    return list
  }

  private static func answers(_ operation: APIOperation) -> JSONValue {
    var members: [JSONValue.Member] = []
    var good: [JSONValue.Member] = [.init(key: "description", value: "Done.")]
    switch operation.content {
    case .json(let schema):
      good.append(.init(key: "content", value: .members(["application/json": .members(["schema": schema.json])])))
    case .file(let types):
      good.append(
        .init(key: "content", value: .object(types.map { .init(key: $0, value: .members(["schema": .members([:])])) })))
    case .nothing: break
    }
    let next = links(after: operation)
    if !next.isEmpty { good.append(.init(key: "links", value: .object(next))) }
    members.append(.init(key: "\(operation.status.code)", value: .object(good)))
    if operation.status == .created, operation.parameters.contains(where: { $0.name == APIParameter.dryRun.name }) {
      // A trial makes nothing.
      members.append(.init(key: "200", value: .object(good)))
    }
    if operation.method == .get {
      if case .never = operation.freshness {
      } else {
        members.append(.init(key: "304", value: .members(["description": "As If-None-Match has it."])))
      }
    }
    members.append(.init(key: "4XX", value: .members(["$ref": "#/components/responses/Problem"])))
    members.append(.init(key: "5XX", value: .members(["$ref": "#/components/responses/Problem"])))
    return .object(members)
  }
}

extension Role {
  /// Whether the role, in a session, may do one of these.
  fileprivate func may(_ permissions: [Permission]) -> Bool { permissions.contains(where: self.permissions.contains) }
}

/// What stands in the paths.
enum PathName {
  /// An example of each is a row of the sample.
  static func parameter(_ name: String) -> APIParameter {
    switch name {
    case "school":
      APIParameter(name: name, schema: .slug, summary: "The id of a school.", isRequired: true, example: "school-107")
    case "number":
      APIParameter(
        name: name, schema: .integer(1...9), summary: "The number of an indicator.", isRequired: true, example: "9")
    case "change":
      APIParameter(
        name: name, schema: .integer(1...1_000_000_000), summary: "The number of a change.", isRequired: true,
        example: "1")
    case "kind":
      APIParameter(
        name: name, schema: .word(MapAPI.kinds), summary: "What the map shows.", isRequired: true, example: "mentors")
    case "from":
      APIParameter(name: name, schema: .day, summary: "The day it begins.", isRequired: true, example: "2020-10-01")
    case "role":
      APIParameter(
        name: name, schema: .word(["host", "speaker", "participant"]), summary: "The part taken.", isRequired: true,
        example: "participant")
    case "token":
      APIParameter(name: name, schema: .slug, summary: "The id of a token.", isRequired: true, example: "AbCd012345")
    default:
      APIParameter(name: name, schema: .slug, summary: "The id of the row.", isRequired: true, example: "")
    }
  }
}

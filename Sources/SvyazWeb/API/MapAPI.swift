internal import HTTPTypes
internal import SvyazAccess
internal import SvyazApp
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazMap

/// Maps as files. Whoever may not see the working edition gets the public one, whatever is asked for.
enum MapAPI {
  static let kinds = ["mentors", "school", "districts", "changes", "associations", "geography", "overview"]

  static let operations: [APIOperation] = [
    APIOperation(
      id: "map", method: .get, path: "/maps/:kind", access: .may(.readPublic),
      summary: "A map as `svyaz map` draws it.",
      parameters: [
        .query("format", .word(MapFormat.allCases.map(\.rawValue)), "svg without it.", example: "svg"),
        .query("school", .slug, "Of the kind school: whose map.", example: "school-55"),
        .query("since", .day, "Of the kind changes: from when on.", example: "2020-09-01"),
        .query("subject", .text(most: 200), "Only this subject: an id or a name.", example: "mathematics"),
        .query("district", .text(most: 200), "Only this district: an id or a name.", example: "oktyabrsky"),
        .query("paper", .word(["slide", "a4", "a3", "a0"]), "Of which size; each kind has its own.", example: "a4"),
        .query("design", .word(["network", "districts", "slide", "hubs"]), "Of the kinds mentors and associations."),
        .query("dpi", .integer(72...600), "Pixels of a PNG to the inch; 144 without it."),
        .query("edition", .word(["working", "public"]), "working for those who may see it, else public."), .asOf,
      ],
      content: .file(MapFormat.allCases.map(type)), handler: draw)
  ]

  private static func type(_ format: MapFormat) -> String {
    switch format {
    case .svg: "image/svg+xml"
    case .png: "image/png"
    case .pdf: "application/pdf"
    case .pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    case .json: "application/json"
    case .dot: "text/vnd.graphviz"
    }
  }

  @Sendable private static func draw(_ call: APICall) async throws -> APIReply {
    let kind = try kind(call)
    let format = call.text("format").flatMap { MapFormat(rawValue: $0) } ?? .svg
    let isPublic = call.edition == .public || call.text("edition") == "public"
    if call.query["dpi"] != nil, format != .png {
      throw WebFault.value(name: "dpi", value: "", expected: "только вместе с format=png")
    }
    let draft = try await call.work { call in
      try DrawMap.fileDraft(
        kind, of: call.revision.network, on: call.day, edition: isPublic ? .public : .working,
        selection: selection(call), paper: call.text("paper").flatMap { NetworkMap.Paper(rawValue: $0) },
        format: format)
    }
    let drawn = try await DrawMap.file(
      draft, options: MapFileOptions(dpi: call.int("dpi")), renderer: call.services.maps,
      client: call.context.viewer?.login ?? "")
    return APIReply(
      body: .bytes(drawn.bytes, type: type(format) + ([.svg, .json, .dot].contains(format) ? "; charset=utf-8" : "")),
      headers: [.contentDisposition: "inline; filename=\"\(drawn.name)\""])
  }

  private static func kind(_ call: APICall) throws(WebFault) -> DrawMap.Kind {
    let word = call.part("kind")
    guard kinds.contains(word) else { throw .notFound }
    for (name, owners) in [
      ("school", ["school"]), ("since", ["changes"]), ("design", ["mentors", "associations"]),
      ("district", ["mentors", "associations"]), ("subject", ["mentors", "school", "districts", "associations"]),
    ] where call.query[name] != nil && !owners.contains(word) {
      throw .value(
        name: name, value: call.text(name) ?? "", expected: "только для видов: " + owners.joined(separator: ", "))
    }
    let design = call.text("design")
    switch word {
    case "school":
      guard let school = call.text("school").flatMap({ SchoolID($0) }) else {
        throw .value(name: "school", value: "", expected: "идентификатор школы")
      }
      return .school(school)
    case "changes":
      guard let since = call.text("since").flatMap({ Day(iso: $0) }) else {
        throw .value(name: "since", value: "", expected: "дата ГГГГ-ММ-ДД")
      }
      return .changes(since: since)
    case "districts": return .districts(subject: call.text("subject"))
    case "geography": return .geography
    case "overview": return .overview
    case "associations":
      guard let design = AssociationMap.Design(rawValue: design ?? "slide") else {
        throw .value(name: "design", value: design ?? "", expected: "slide или hubs")
      }
      return .associations(subject: call.text("subject"), design: design)
    default:
      guard let design = MentorMap.Design(rawValue: design ?? "network") else {
        throw .value(name: "design", value: design ?? "", expected: "network или districts")
      }
      return .mentors(plan: nil, design: design)
    }
  }

  private static func selection(_ call: APICall) -> MapSelection {
    // The subject of these two belongs to their kind.
    let isOwn = ["associations", "districts"].contains(call.part("kind"))
    return MapSelection(
      subjects: isOwn ? [] : [call.text("subject")].compactMap { $0 },
      districts: [call.text("district")].compactMap { $0 })
  }
}

internal import HTTPTypes
internal import SvyazAccess
internal import SvyazApp
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazStore

/// Tables as people have them into the store; a trial tells what they would change.
enum ImportAPI {
  static let operations: [APIOperation] = [
    APIOperation(
      id: "import", method: .post, path: "/import", access: .may(.importData),
      summary: "A spreadsheet (XLSX, CSV) into the store, as `svyaz import FILE`; whole or not at all.",
      parameters: [
        .query(
          "file", .text(most: 200), "The file's name, for messages and the history.", example: "events.csv",
          isRequired: true),
        .query(
          "table", .word(Network.Table.allCases.filter { $0 != .network }.map(\.rawValue)),
          "What the sheets are about; told from their headings without it.", example: "participations"),
        .query("closing", .day, "The sheets are complete: open rows that they lack end on this day."), .dryRun, .reason,
      ],
      body: .bytes(limit: BodyLimitMiddleware.most), content: .json(.named("ChangeReport")), freshness: .never,
      isIdempotent: true, handler: take)
  ]

  @Sendable private static func take(_ call: APICall) async throws -> APIReply {
    let viewer = try call.signedIn()
    let isTrial = call.flag("dryRun")
    let outcome = try await call.slowWork { call in
      var request = ImportSheets.Request(files: [(name: lastName(call.file), bytes: call.bytes)])
      request.table = call.text("table").flatMap { Network.Table(rawValue: $0) }
      request.closing = call.text("closing").flatMap { Day(iso: $0) }
      request.isTrial = isTrial
      return try ImportSheets.run(
        request, into: call.services.store,
        ChangeNote(
          author: viewer.login, kind: .import, reason: call.text("reason") ?? "", source: lastName(call.file)),
        at: call.services.clock())
    }
    guard outcome.report.isAffirmative else { throw RefusedImport(report: outcome.report.json) }
    if !isTrial { _ = try await call.services.live.refreshed() }
    return .json(outcome.report.json)
  }

  /// A path would say more of the sender's machine than anybody asked for.
  private static func lastName(_ name: String) -> String {
    name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? "файл"
  }
}

/// Sheets with faults or with names that are not certain: the report stands in the problem.
struct RefusedImport: Error, UserFacing {
  let report: JSONValue

  var code: String { "import.refused" }
  var message: String {
    let (faults, questions) = (report["faults"]?.asList.count ?? 0, report["questions"]?.asList.count ?? 0)
    return "Не загружено, ничего не изменено. Ошибок: \(faults), названий, которые нужно уточнить: \(questions)."
  }
  var advice: String { "Исправьте названное в report и повторите." }
}

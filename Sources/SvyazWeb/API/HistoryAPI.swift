internal import HTTPTypes
internal import SvyazAccess
internal import SvyazApp
internal import SvyazExchange
internal import SvyazStore

/// Who changed what, and taking it back.
enum HistoryAPI {
  static let operations: [APIOperation] = [
    APIOperation(
      id: "changes", method: .get, path: "/changes", access: .may(.readWorking),
      summary: "Changes, the newest first, as `svyaz log --json`.",
      parameters: [
        .query("before", .integer(1...1_000_000_000), "Only changes with a lower number.", example: "2"), .limit,
      ], content: .json(.object([.has("changes", .list(.named("Change"), most: 500))])), freshness: .never
    ) { call in
      try await call.json { call in
        try ShowHistory.changes(of: call.services.store, before: call.int("before"), limit: call.int("limit") ?? 100)
          .json
      }
    },
    APIOperation(
      id: "change", method: .get, path: "/changes/:change", access: .may(.readWorking),
      summary: "What one change did, row by row, as `svyaz show --json`.",
      parameters: [.query("limit", .integer(1...10_000), "The most rows; 1000 without it.", example: "10")],
      content: .json(
        .object([.has("change", .named("Change")), .has("rows", .list(.named("RowChange"), most: 10_000))])),
      freshness: .never
    ) { call in
      let number = try number(call)
      return try await call.json { call in
        try ShowHistory.details(of: number, in: call.services.store, limit: call.int("limit") ?? 1000).json
      }
    },
    APIOperation(
      id: "undo", method: .post, path: "/changes/:change/undo", access: .may(.undo),
      summary: "Takes a change back, where no later one touched its rows.", parameters: [.dryRun, .reason],
      content: .json(.named("ChangeReport")), freshness: .never, isIdempotent: true
    ) { call in
      let number = try number(call)
      let viewer = try call.signedIn()
      let isTrial = call.flag("dryRun")
      let report = try await call.slowWork { call in
        try EditStore.undo(
          number, in: call.services.store,
          ChangeNote(author: viewer.login, kind: .undo, reason: call.text("reason") ?? ""), at: call.services.clock(),
          isTrial: isTrial, keepsNetwork: true)
      }
      if !isTrial { _ = try await call.services.live.refreshed() }
      return .json(report.json)
    },
  ]

  private static func number(_ call: APICall) throws(WebFault) -> Int {
    let text = call.part("change")
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text), number > 0 else {
      throw .notFound
    }
    return number
  }
}

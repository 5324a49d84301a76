internal import HTTPTypes
internal import Hummingbird
internal import SvyazAccess
internal import SvyazApp
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazStore

/// Who changed what, when and why; what each change did, and taking it back.
enum HistoryPage {
  static let routes: [WebRoute] = [
    .get("/history", .may(.readWorking), list),
    .get("/history/:change", .may(.readWorking)) { request, context, services in
      try await one(request, context, services)
    },
    .post("/history/:change/undo", .may(.undo), undo),
  ]

  private static let pageLength = 50
  private static let mostRows = 300

  @Sendable private static func list(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let before = try request.uri.queryParameters["before"].map { text in
      guard let number = Int(text), number > 0 else {
        throw WebFault.value(name: "before", value: String(text), expected: "номер изменения")
      }
      return number
    }
    return try await PageAnswer.cached(request, context, services) { _ in
      let changes = try services.store.changes(before: before, limit: pageLength)
      return Page(
        title: "История изменений",
        lead: "Кто, когда, что и почему изменил. Ничего не пропадает: любое изменение можно посмотреть и отменить.",
        section: .history, template: "history",
        content: [
          "changes": .list(changes.map(model)), "isEmpty": .flag(changes.isEmpty),
          "newest": .flag(before != nil), "pager": .flag(before != nil || changes.count == pageLength),
          "older": .optional(changes.count == pageLength ? changes.last.map { "\($0.id)" } : nil),
        ])
    }
  }

  private static func model(_ change: Change) -> ViewModel {
    func sum(_ part: KeyPath<ChangeCount, Int>) -> ViewModel.Value {
      .text(FigureSpeech.grouped(change.counts.reduce(0) { $0 + $1[keyPath: part] }))
    }
    let tables = change.counts.map { FigureSpeech.table($0.table) }
    return [
      "id": .number(change.id), "at": .text(time(change)), "author": .text(change.author),
      "kind": .text(FigureSpeech.kind(change)), "reason": .text(change.reason), "source": .text(change.source),
      "tables": .text(tables.count > 5 ? "таблиц: \(tables.count)" : tables.joined(separator: ", ")),
      "added": sum(\.added), "changed": sum(\.changed), "closed": sum(\.closed),
      "removed": sum(\.removed), "undoes": .optional(change.undoes.map { "\($0)" }),
    ]
  }

  /// `15.03.2021 17:30` in Samara, four hours ahead of the moment that the store keeps.
  private static func time(_ change: Change) -> String {
    let parts = change.at.dropFirst(11).prefix(5).split(separator: ":")
    guard parts.count == 2, let hour = Int(parts[0]) else { return change.day.russian }
    let local = (hour + 4) % 24
    return "\(change.day.russian) \(local < 10 ? "0" : "")\(local):\(parts[1])"
  }

  // MARK: One change

  private static func number(_ context: WebContext) throws(WebFault) -> Int {
    guard let number = context.parameters.get("change").flatMap({ Int($0) }), number > 0 else { throw .notFound }
    return number
  }

  private static func one(
    _ request: Request, _ context: WebContext, _ services: WebServices, status: HTTPResponse.Status = .ok,
    refusal: (any UserFacing)? = nil
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let number = try number(context)
    let isTrying = request.uri.queryParameters["undo"] == "try" && viewer.may(.undo)
    let moment = services.clock()
    let content = try await services.slowThreads.run { () throws -> ViewModel in
      let change = try services.store.change(number)
      let rows = try services.store.details(of: number, limit: mostRows)
      let cells = CellWords(services.live.current)
      var content = model(change).merging([
        "counts": .list(change.counts.map(count)), "rows": .list(rows.map(cells.row)),
        "hasRows": .flag(!rows.isEmpty), "cut": .optional(rows.count == mostRows ? "\(mostRows)" : nil),
        "mayUndo": .flag(viewer.may(.undo)),
        "undoneBy": .optional(try services.store.changes(limit: 200).first { $0.undoes == number }.map { "\($0.id)" }),
      ])
      if isTrying { content["trial"] = .model(trial(number, services, viewer, moment)) }
      return content
    }
    let notice = refusal.map { Notice(kind: .fault, text: $0.message, advice: $0.advice, code: $0.code) }
    return try await PageAnswer.once(request, context, services, status: status, notice: notice) { _ in
      Page(title: "Изменение № \(number)", section: .history, template: "change", content: content)
    }
  }

  private static func count(_ count: ChangeCount) -> ViewModel {
    [
      "table": .text(FigureSpeech.table(count.table)), "added": .text(FigureSpeech.grouped(count.added)),
      "changed": .text(FigureSpeech.grouped(count.changed)), "closed": .text(FigureSpeech.grouped(count.closed)),
      "removed": .text(FigureSpeech.grouped(count.removed)),
    ]
  }

  /// What undoing would do, tried and taken back; or what stands in its way, named.
  private static func trial(
    _ number: Int, _ services: WebServices, _ viewer: Viewer, _ moment: Moment
  ) -> ViewModel {
    do {
      let note = ChangeNote(author: viewer.login, kind: .undo)
      let outcome = try services.store.undo(number, note, at: moment, isTrial: true, keepsNetwork: true)
      return ["isPossible": true, "counts": .list(outcome.counts.map(count))]
    } catch StoreError.undoConflict(_, let later, let rows) {
      return [
        "conflict": true, "later": .list(later.map { ["id": .number($0)] }),
        "rows": .list(rows.map { ["text": .text($0)] }),
      ]
    } catch let error as any UserFacing {
      return ["failure": .text(error.message), "advice": .text(error.advice)]
    } catch {
      return ["failure": "Проверить отмену не удалось.", "advice": "Повторите позже."]
    }
  }

  @Sendable private static func undo(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let number = try number(context)
    let fields = try await FormFields.of(request, context, limit: 64 << 10)
    let reason = String((fields["reason"] ?? "").prefix(500))
    do {
      let report = try await services.slowThreads.run {
        try EditStore.undo(
          number, in: services.store, ChangeNote(author: viewer.login, kind: .undo, reason: reason),
          at: services.clock(), keepsNetwork: true)
      }
      _ = try await services.live.refreshed()
      guard case .int(let change)? = report.json["change"] else { return PageAnswer.redirect(to: "/history") }
      return PageAnswer.redirect(to: "/history/\(change)")
    } catch let error as StoreError {
      if case .noSuchChange = error { throw WebFault.notFound }
      return try await one(request, context, services, status: DomainStatus.of(error), refusal: error)
    }
  }
}

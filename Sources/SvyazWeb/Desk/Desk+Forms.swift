internal import Hummingbird
internal import SvyazAccess
internal import SvyazGraph
internal import SvyazStore

/// The addresses that every desk has.
extension Desk {
  static var deskRoutes: [WebRoute] {
    let path = Draft.path
    return [
      .get(path, .may(.plan)) { request, context, services in
        try await show(draft(of: request, services), request, context, services, status: .ok, notice: nil)
      },
      .post("\(path)/stop", .may(.plan), stop),
      .post("\(path)/save", .may(.plan), save),
      .get("\(path)/accept", .may(.plan)) { request, context, services in
        let from = try DeskReader(request.uri.query ?? "").day("from", "С какого дня")
        return try await preview(draft(of: request, services), from: from, request, context, services)
      },
      .post("\(path)/accept", .may(.plan), accept),
      .get("\(path)/annex.docx", .may(.plan), annex),
    ]
  }

  @Sendable private static func stop(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let draft = try draft(of: try await FormFields.of(request, context), services)
    services.jobs.stop(draft.jobKey(services.live.current))
    return PageAnswer.redirect(to: draft.address)
  }

  @Sendable private static func save(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let fields = try await FormFields.of(request, context)
    let draft = try draft(of: fields, services)
    let revision = services.live.current
    guard let solved = try await solved(draft, revision, services) else {
      return PageAnswer.redirect(to: draft.address)
    }
    let name = try fields.required("name", "Название варианта")
    let saved = try await DeskVariants.save(
      kind, fields: fields, origin: draft.origin,
      PlanVariantContent(
        name: String(name.prefix(200)), baseChange: revision.number, options: draft.planQuery.text,
        body: body(of: solved)), by: viewer.login, services)
    switch saved {
    case .success(let variant):
      let kept = draft.with { $0.origin = DraftOrigin(id: variant.id, version: variant.version) }
      return PageAnswer.redirect(to: kept.address + "#variants")
    case .failure(let error):
      return try await show(
        draft, request, context, services, status: DomainStatus.of(error), notice: Notice(error))
    }
  }

  /// - Parameter day: from which it is to be in force; the plan's own where it is `nil`.
  private static func preview(
    _ draft: Draft, from day: Day?, _ request: Request, _ context: WebContext, _ services: WebServices,
    status: HTTPResponse.Status = .ok, notice: Notice? = nil
  ) async throws -> Response {
    guard let solved = try await solved(draft, services.live.current, services) else {
      return PageAnswer.redirect(to: draft.address)
    }
    if let obstacle = obstacle(to: solved) { return PageAnswer.redirect(to: draft.address + obstacle.place) }
    let from = day ?? Self.day(of: solved)
    return try await PageAnswer.once(request, context, services, status: status, notice: notice) { revision in
      acceptPage(draft, solved, from: from, revision)
    }
  }

  @Sendable private static func accept(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let fields = try await FormFields.of(request, context)
    let draft = try draft(of: fields, services)
    guard let solved = try await solved(draft, services.live.current, services) else {
      return PageAnswer.redirect(to: draft.address)
    }
    if let obstacle = obstacle(to: solved) {
      return try await show(draft, request, context, services, status: .conflict, notice: obstacle.notice)
    }
    let from = try DeskReader(fields).day("from", "С какого дня") ?? day(of: solved)
    guard fields["shown"] == digest(of: solved) else {
      return try await preview(draft, from: from, request, context, services, status: .conflict, notice: changed)
    }
    let note = ChangeNote(
      author: viewer.login, kind: .plan, reason: fields["reason"] ?? "", source: source(of: solved))
    let taken: Taken
    do {
      taken = try await services.slowThreads.run {
        try take(solved, from: from, in: services.store, note, at: services.clock())
      }
    } catch let error as Refusal {
      return try await preview(
        draft, from: from, request, context, services, status: DomainStatus.of(error), notice: Notice(error))
    }
    _ = try await services.live.refreshed()
    if let origin = draft.origin, let change = change(of: taken) {
      try await DeskVariants.mark(origin, change: change, by: viewer.login, services)
    }
    return try await done(taken, draft, solved, from: from, request, context, services)
  }

  @Sendable private static func annex(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let revision = services.live.current
    guard let solved = try await solved(draft(of: request, services), revision, services) else {
      throw WebFault.notFound
    }
    let file = try await services.slowThreads.run { try annex(of: solved, revision.network) }
    return DeskFile.answer(file.bytes, type: DeskFile.docx, name: file.name)
  }
}

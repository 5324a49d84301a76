internal import HTTPTypes
internal import Hummingbird
internal import SvyazAccess
internal import SvyazApp
internal import SvyazComposition
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazStore

/// The associations' desk: groups for one subject, composed and then moved by hand, with cost and rules at once.
enum AssociationDesk {
  static let routes: [WebRoute] = [
    .get("/associations/desk", .may(.plan)) { request, context, services in
      try await show(try draft(request, services), request, context, services)
    },
    .get("/associations/desk/move", .may(.plan), movePage),
    .post("/associations/desk/move", .may(.plan), move),
    .post("/associations/desk/stop", .may(.plan), stop),
    .post("/associations/desk/save", .may(.plan), save),
    .get("/associations/desk/accept", .may(.plan)) { request, context, services in
      let from = try DeskReader(request.uri.query ?? "").day("from", "С какого дня")
      return try await preview(try draft(request, services), from: from, request, context, services)
    },
    .post("/associations/desk/accept", .may(.plan), accept),
    .get("/associations/desk/annex.docx", .may(.plan), annex),
  ]

  private static func draft(_ request: Request, _ services: WebServices) throws(WebFault) -> AssociationDraft {
    try AssociationDraft(query: request.uri.query ?? "", network: services.live.current.network)
  }

  private static func draft(_ fields: FormFields, _ services: WebServices) throws(WebFault) -> AssociationDraft {
    try AssociationDraft(query: fields.verbatim("q") ?? "", network: services.live.current.network)
  }

  // MARK: Composing

  private static func compose(
    _ draft: AssociationDraft, _ revision: Revision, _ services: WebServices, patience: Duration = .milliseconds(900)
  ) async throws -> JobBoard.Outcome<ComposedPart> {
    do {
      return try await services.jobs.answer(draft.jobKey(revision), patience: patience) { monitor, progress in
        let proposal = try ComposeAssociations.run(
          revision.network, on: draft.day, subject: draft.subject.rawValue, options: draft.options, monitor: monitor,
          progress: progress)
        guard let part = proposal.parts.first else { throw WebFault.notFound }
        return ComposedPart(composition: part.composition, problem: part.problem, comparison: part.comparison)
      }
    } catch is JobBoard.Full {
      throw WebFault.tooMany(retryAfter: 10)
    }
  }

  private static func composed(
    _ draft: AssociationDraft, _ revision: Revision, _ services: WebServices
  ) async throws -> ComposedDraft? {
    switch try await compose(draft, revision, services, patience: .seconds(20)) {
    case .done(let part): return ComposedDraft(part, moves: draft.moves)
    case .failed(let error): throw error
    case .running, .stopped: return nil
    }
  }

  // MARK: The page

  private static func show(
    _ draft: AssociationDraft, _ request: Request, _ context: WebContext, _ services: WebServices,
    status: HTTPResponse.Status = .ok, notice: Notice? = nil
  ) async throws -> Response {
    let revision = services.live.current
    let outcome = try await compose(draft, revision, services)
    let state = try await DeskVariants.state(.composition, draft.origin, services)
    var (status, notice) = (status, notice ?? state.notice)
    var composed: ComposedDraft?
    switch outcome {
    case .done(let part): composed = ComposedDraft(part, moves: draft.moves)
    case .failed(let error as any UserFacing):
      status = DomainStatus.of(error)
      notice = Notice(kind: .fault, text: error.message, advice: error.advice, code: error.code)
    case .failed(let error): throw error
    case .running(let progress):
      return try await DeskWait.page(
        progress, title: "Состав ММО", section: .associations, stop: "/associations/desk/stop",
        draft: draft.query.text, request, context, services)
    case .stopped:
      notice = Notice(
        kind: .warning, text: "Расчёт остановлен.", advice: "Условия остались: «Составить» начнёт его снова.")
    }
    return try await PageAnswer.once(request, context, services, status: status, notice: notice) {
      [composed] revision in
      AssociationDeskView(draft: draft, composed: composed, revision: revision, variants: state).page
    }
  }

  // MARK: Moving

  @Sendable private static func movePage(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let draft = try draft(request, services)
    guard let school = DeskReader(request.uri.query ?? "").text("school").flatMap({ SchoolID($0) }) else {
      throw WebFault.value(name: "Школа", value: "", expected: "идентификатор школы")
    }
    guard let composed = try await composed(draft, services.live.current, services) else {
      return PageAnswer.redirect(to: draft.address)
    }
    guard composed.part.problem.number(of: school) != nil, !composed.bases.contains(school) else {
      throw WebFault.value(
        name: "Школа", value: school.rawValue, expected: "школа, которая может быть в группе и сама ей не база")
    }
    return try await PageAnswer.once(request, context, services) { revision in
      AssociationMoveView(draft: draft, composed: composed, school: school, revision: revision).page
    }
  }

  /// `to`: the base of the group, empty for none.
  @Sendable private static func move(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let fields = try await FormFields.of(request, context)
    var draft = try draft(fields, services)
    let school = try fields.required("school", "Школа")
    guard let id = SchoolID(school), let composed = try await composed(draft, services.live.current, services) else {
      return PageAnswer.redirect(to: draft.address)
    }
    let target = fields["to"] ?? ""
    let base = target.isEmpty ? nil : SchoolID(target)
    guard composed.part.problem.number(of: id) != nil, !composed.bases.contains(id),
      target.isEmpty || base.map(composed.bases.contains) == true
    else { throw WebFault.value(name: "Перенос", value: "\(school) → \(target)", expected: "школа и группа состава") }
    draft.move(id, to: base)
    // Back where the solver had it: nothing is moved.
    let solved = composed.part.composition.groups.first { $0.members.contains { $0.school == id } }?.base
    if solved == base { draft.moves.removeAll { $0.school == id } }
    return PageAnswer.redirect(to: draft.address + "#m-\(id)")
  }

  @Sendable private static func stop(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let draft = try draft(try await FormFields.of(request, context), services)
    services.jobs.stop(draft.jobKey(services.live.current))
    return PageAnswer.redirect(to: draft.address)
  }

  // MARK: Keeping

  @Sendable private static func save(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let fields = try await FormFields.of(request, context)
    let draft = try draft(fields, services)
    let revision = services.live.current
    guard let composed = try await composed(draft, revision, services) else {
      return PageAnswer.redirect(to: draft.address)
    }
    let name = try fields.required("name", "Название варианта")
    let saved = try await DeskVariants.save(
      .composition, fields: fields, origin: draft.origin,
      PlanVariantContent(
        name: String(name.prefix(200)), baseChange: revision.number, options: draft.planQuery.text,
        body: composed.composition.json.bytes()), by: viewer.login, services)
    switch saved {
    case .success(let variant):
      let kept = draft.with { $0.origin = DraftOrigin(id: variant.id, version: variant.version) }
      return PageAnswer.redirect(to: kept.address + "#variants")
    case .failure(let error):
      return try await show(
        draft, request, context, services, status: DomainStatus.of(error), notice: DeskVariants.notice(of: error))
    }
  }

  private static func preview(
    _ draft: AssociationDraft, from day: Day?, _ request: Request, _ context: WebContext, _ services: WebServices,
    status: HTTPResponse.Status = .ok, notice: Notice? = nil
  ) async throws -> Response {
    guard let composed = try await composed(draft, services.live.current, services) else {
      return PageAnswer.redirect(to: draft.address)
    }
    // A broken rule leads back to its words.
    guard composed.hand.broken.isEmpty else { return PageAnswer.redirect(to: draft.address + "#broken") }
    let from = day ?? composed.composition.day
    return try await PageAnswer.once(request, context, services, status: status, notice: notice) { revision in
      AssociationAcceptView(draft: draft, composition: composed.composition, from: from, revision: revision).page
    }
  }

  @Sendable private static func accept(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let fields = try await FormFields.of(request, context)
    let draft = try draft(fields, services)
    guard let composed = try await composed(draft, services.live.current, services) else {
      return PageAnswer.redirect(to: draft.address)
    }
    guard composed.hand.broken.isEmpty else {
      return try await show(
        draft, request, context, services, status: .conflict,
        notice: Notice(
          kind: .fault, text: "Состав нарушает правила, принять его нельзя.",
          advice: "Исправьте то, что названо под заголовком.", code: "acceptance.broken"))
    }
    let composition = composed.composition
    let from = try DeskReader.of(fields).day("from", "С какого дня") ?? composition.day
    guard fields["shown"] == AssociationAcceptView.digest(of: composition) else {
      return try await preview(
        draft, from: from, request, context, services, status: .conflict,
        notice: Notice(
          kind: .warning, text: "Данные изменились, и состав теперь другой: ничего не записано.",
          advice: "Посмотрите на него ещё раз и примите, если он вам подходит.", code: "acceptance.changed"))
    }
    let note = ChangeNote(
      author: viewer.login, kind: .plan, reason: fields["reason"] ?? "",
      source: "состав ММО, \(composition.subject), на \(composition.day)")
    let change: Int?
    do {
      let report = try await services.slowThreads.run {
        try AcceptComposition.run(composition, from: from, in: services.store, note, at: services.clock())
      }
      if case .int(let number)? = report.json["change"]?["change"] { change = number } else { change = nil }
    } catch let error as AcceptanceError {
      return try await preview(
        draft, from: from, request, context, services, status: DomainStatus.of(error),
        notice: Notice(kind: .fault, text: error.message, advice: error.advice, code: error.code))
    }
    _ = try await services.live.refreshed()
    if let origin = draft.origin, let change {
      try await DeskVariants.mark(origin, change: change, by: viewer.login, services)
    }
    return PageAnswer.redirect(to: "/associations?subject=\(composition.subject)&on=\(from)&accepted=1")
  }

  @Sendable private static func annex(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let draft = try draft(request, services)
    let revision = services.live.current
    guard let composed = try await composed(draft, revision, services) else { throw WebFault.notFound }
    let composition = composed.composition
    let bytes = try await services.slowThreads.run { () throws -> [UInt8] in
      var network: Network
      do {
        network = try revision.network.accepting(composition, from: composition.day).network
      } catch let error as AcceptanceError {
        guard case .alreadyAccepted = error else { throw error }
        network = revision.network
      }
      network.associations = network.associations.filter { $0.subject == composition.subject }
      return try AnnexFile.docx(.associations, of: PaperSource(network: network, day: composition.day))
    }
    return DeskFile.answer(
      bytes, type: DeskFile.docx, name: "annex-associations-\(composition.subject)-\(composition.day).docx")
  }
}

internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import SvyazAccess
internal import SvyazApp
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazMap
internal import SvyazMatching
internal import SvyazStore

/// The matching desk: whom each school learns from, what each decision costs, and taking the plan into force.
enum MatchingDesk {
  static let routes: [WebRoute] =
    [
      .get("/matching", .may(.plan)) { request, context, services in
        try await show(try MatchingDraft(query: request.uri.query ?? ""), request, context, services)
      },
      .post("/matching/decide", .may(.plan), decide),
      .post("/matching/stop", .may(.plan), stop),
      .post("/matching/save", .may(.plan), save),
      .get("/matching/accept", .may(.plan)) { request, context, services in
        let reader = DeskReader(request.uri.query ?? "")
        return try await preview(
          try MatchingDraft(query: request.uri.query ?? ""), from: try reader.day("from", "С какого дня"), request,
          context, services)
      },
      .post("/matching/accept", .may(.plan), accept),
      .get("/matching/map.svg", .may(.plan), surface: .page, map),
      .get("/matching/annex.docx", .may(.plan), surface: .page, annex),
    ] + MatchingChanges.routes

  // MARK: Solving

  static func solve(
    _ draft: MatchingDraft, _ revision: Revision, _ services: WebServices, patience: Duration = .milliseconds(900)
  ) async throws -> JobBoard.Outcome<DeskAnswers> {
    do {
      return try await services.jobs.answer(draft.jobKey(revision), patience: patience) { monitor, progress in
        try DeskAnswers.make(
          draft.network(revision.network), on: draft.day ?? revision.network.asOf, options: draft.options,
          monitor: monitor, progress: progress)
      }
    } catch is JobBoard.Full {
      throw WebFault.tooMany(retryAfter: 10)
    }
  }

  /// The answers, however long they take up to a limit: for what follows a page that showed them.
  private static func solved(
    _ draft: MatchingDraft, _ revision: Revision, _ services: WebServices
  ) async throws -> DeskAnswers? {
    switch try await solve(draft, revision, services, patience: .seconds(20)) {
    case .done(let answers): return answers
    case .failed(let error): throw error
    case .running, .stopped: return nil
    }
  }

  // MARK: The page

  static func show(
    _ draft: MatchingDraft, _ request: Request, _ context: WebContext, _ services: WebServices,
    status: HTTPResponse.Status = .ok, notice: Notice? = nil
  ) async throws -> Response {
    let revision = services.live.current
    let outcome = try await solve(draft, revision, services)
    let state = try await DeskVariants.state(.matching, draft.origin, services)
    let page = try DeskReader(request.uri.query ?? "").int("page", "Страница", in: 1...100_000) ?? 1
    let find = String((DeskReader(request.uri.query ?? "").text("find") ?? "").prefix(100))
    switch outcome {
    case .done(let answers):
      return try await PageAnswer.once(request, context, services, status: status, notice: notice ?? state.notice) {
        revision in
        MatchingView(
          draft: draft, answers: answers, revision: revision, variants: state, pageNumber: page, find: find
        ).page
      }
    case .failed(let error as any UserFacing):
      let fault = Notice(kind: .fault, text: error.message, advice: error.advice, code: error.code)
      return try await PageAnswer.once(
        request, context, services, status: DomainStatus.of(error), notice: notice ?? fault
      ) { revision in
        MatchingView.withoutPlan(draft, revision, state)
      }
    case .failed(let error): throw error
    case .running(let progress):
      return try await DeskWait.page(
        progress, title: "Подбор наставников", section: .matching, stop: "/matching/stop", draft: draft.query.text,
        request, context, services)
    case .stopped:
      return try await PageAnswer.once(
        request, context, services,
        notice: Notice(
          kind: .warning, text: "Расчёт остановлен.", advice: "Условия остались: «Пересчитать» начнёт его снова.")
      ) { revision in
        MatchingView.withoutPlan(draft, revision, state)
      }
    }
  }

  // MARK: Forms

  /// Reads the draft that a form carries.
  static func draft(_ fields: FormFields) throws(WebFault) -> MatchingDraft {
    try MatchingDraft(query: fields.verbatim("q") ?? "")
  }

  /// `act`: `pin~mentee~mentor~subject` and its like.
  @Sendable private static func decide(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let fields = try await FormFields.of(request, context)
    let draft = try draft(fields)
    let act = try fields.required("act", "Решение")
    let parts = act.split(separator: "~", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4, let mentee = SchoolID(parts[1]), let mentor = SchoolID(parts[2]) else {
      throw WebFault.value(name: "Решение", value: act, expected: "решение, школа, наставник и предмет")
    }
    let network = services.live.current.network
    let anchor = "#r-\(mentee)-\(parts[3])"
    guard let subject = SubjectID(parts[3]) else {
      return PageAnswer.redirect(to: try lifting(draft, parts, mentee, mentor, network).address + "#held")
    }
    let (rule, isOn): (MatchingConstraint.Rule, Bool)
    switch parts[0] {
    case "pin": (rule, isOn) = (.pin, true)
    case "unpin": (rule, isOn) = (.pin, false)
    case "ban": (rule, isOn) = (.ban, true)
    case "unban": (rule, isOn) = (.ban, false)
    default: throw WebFault.value(name: "Решение", value: act, expected: "pin, unpin, ban или unban")
    }
    let decided = draft.deciding(
      rule, isOn, mentee: mentee, mentor: mentor, subject: subject, stored: network.constraints)
    return PageAnswer.redirect(to: decided.address + anchor)
  }

  /// Takes back a stored row that speaks of every subject.
  private static func lifting(
    _ draft: MatchingDraft, _ parts: [String], _ mentee: SchoolID, _ mentor: SchoolID, _ network: Network
  ) throws(WebFault) -> MatchingDraft {
    let rule: MatchingDraft.Decision.Rule
    switch parts[0] {
    case "unpin": rule = .liftPin
    case "unban": rule = .liftBan
    default: throw .value(name: "Решение", value: parts[0], expected: "unpin или unban")
    }
    var draft = draft
    draft.decisions.insert(.init(rule: rule, mentee: mentee, mentor: mentor, subject: nil))
    return draft
  }

  @Sendable private static func stop(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let draft = try draft(try await FormFields.of(request, context))
    services.jobs.stop(draft.jobKey(services.live.current))
    return PageAnswer.redirect(to: draft.address)
  }

  @Sendable private static func save(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let fields = try await FormFields.of(request, context)
    let draft = try draft(fields)
    let revision = services.live.current
    guard let answers = try await solved(draft, revision, services) else {
      return PageAnswer.redirect(to: draft.address)
    }
    let name = try fields.required("name", "Название варианта")
    let saved = try await DeskVariants.save(
      .matching, fields: fields, origin: draft.origin,
      PlanVariantContent(
        name: String(name.prefix(200)), baseChange: revision.number, options: draft.planQuery.text,
        body: answers.plan.json.bytes()), by: viewer.login, services)
    var kept = draft
    switch saved {
    case .success(let variant):
      kept.origin = DraftOrigin(id: variant.id, version: variant.version)
      return PageAnswer.redirect(to: kept.query.address("/matching") + "#variants")
    case .failure(let error):
      return try await show(
        draft, request, context, services, status: DomainStatus.of(error), notice: DeskVariants.notice(of: error))
    }
  }

  // MARK: Taking it into force

  private static func preview(
    _ draft: MatchingDraft, from day: Day?, _ request: Request, _ context: WebContext, _ services: WebServices,
    status: HTTPResponse.Status = .ok, notice: Notice? = nil
  ) async throws -> Response {
    let revision = services.live.current
    guard let answers = try await solved(draft, revision, services) else {
      return PageAnswer.redirect(to: draft.address)
    }
    let day = day ?? answers.plan.day
    return try await PageAnswer.once(request, context, services, status: status, notice: notice) { revision in
      MatchingAcceptView(draft: draft, plan: answers.plan, from: day, revision: revision).page
    }
  }

  @Sendable private static func accept(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let fields = try await FormFields.of(request, context)
    let draft = try draft(fields)
    let revision = services.live.current
    guard let answers = try await solved(draft, revision, services) else {
      return PageAnswer.redirect(to: draft.address)
    }
    let plan = answers.plan
    let from = try DeskReader.of(fields).day("from", "С какого дня") ?? plan.day
    // What is accepted is what was shown, pair by pair.
    guard fields["shown"] == MatchingAcceptView.digest(of: plan) else {
      return try await preview(
        draft, from: from, request, context, services, status: .conflict,
        notice: Notice(
          kind: .warning, text: "Данные изменились, и план теперь другой: ничего не записано.",
          advice: "Посмотрите на пары ещё раз и примите план, если он вам подходит.", code: "planAcceptance.changed"))
    }
    let note = ChangeNote(
      author: viewer.login, kind: .plan, reason: fields["reason"] ?? "", source: "подбор на \(plan.day)")
    let outcome: AcceptPlan.Outcome
    do {
      outcome = try await services.slowThreads.run {
        try AcceptPlan.run(plan, from: from, in: services.store, note, at: services.clock())
      }
    } catch let error as PlanAcceptanceError {
      return try await preview(
        draft, from: from, request, context, services, status: DomainStatus.of(error),
        notice: Notice(kind: .fault, text: error.message, advice: error.advice, code: error.code))
    }
    _ = try await services.live.refreshed()
    if let origin = draft.origin, let change = outcome.change {
      try await DeskVariants.mark(origin, change: change, by: viewer.login, services)
    }
    return try await PageAnswer.once(
      request, context, services,
      notice: Notice(
        kind: .done, text: "План принят: предложено партнёрств: \(outcome.acceptance.proposed.count).",
        advice: "Дальше: согласовать их со школами и оформить соглашения.")
    ) { revision in
      MatchingAcceptView(draft: draft, plan: plan, from: from, revision: revision)
        .done(outcome.acceptance, change: outcome.change)
    }
  }

  // MARK: Files

  @Sendable private static func map(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let draft = try MatchingDraft(query: request.uri.query ?? "")
    let revision = services.live.current
    guard let plan = try await solved(draft, revision, services)?.plan else { throw WebFault.notFound }
    let map = try await services.threads.run {
      let ties = plan.pairs.map {
        MentorTie(mentor: $0.mentor, mentee: $0.mentee, subject: $0.subject, isProposed: true)
      }
      var map = MentorMap(revision.network.asOf(plan.day), ties: ties, edition: .working).map
      map.day = plan.day.description
      return map
    }
    let drawn = try await services.maps.render(map, formats: [.svg], client: try context.signedIn().login)
    guard let svg = drawn.files[.svg] else { throw WebFault.notFound }
    return DeskFile.answer(svg, type: "image/svg+xml; charset=utf-8", name: nil)
  }

  @Sendable private static func annex(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let draft = try MatchingDraft(query: request.uri.query ?? "")
    let revision = services.live.current
    guard let plan = try await solved(draft, revision, services)?.plan else { throw WebFault.notFound }
    let bytes = try await services.slowThreads.run {
      // What is in force already needs no plan.
      let network = try Self.network(revision.network, with: plan)
      return try AnnexFile.docx(.mentors, of: PaperSource(network: network, day: plan.day, edition: .working))
    }
    return DeskFile.answer(
      bytes, type: DeskFile.docx,
      name: "annex-mentors-\(plan.day).docx")
  }

  /// The network as it would be with the plan.
  private static func network(_ network: Network, with plan: Plan) throws -> Network {
    do {
      return try network.accepting(plan, from: plan.day).network
    } catch let error as PlanAcceptanceError {
      if case .alreadyAccepted = error { return network }
      throw error
    }
  }
}

/// Files that pages hand out.
enum DeskFile {
  static let docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

  static func answer(_ bytes: [UInt8], type: String, name: String?) -> Response {
    var headers: HTTPFields = [.contentType: type]
    if let name { headers[.contentDisposition] = "attachment; filename=\"\(name)\"" }
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: .init(bytes: bytes)))
  }
}

extension DeskReader {
  static func of(_ fields: FormFields) -> DeskReader { DeskReader(fields: fields) }

  private init(fields: FormFields) { self.fields = fields }
}

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
enum MatchingDesk: Desk {
  static let routes: [WebRoute] =
    deskRoutes + [
      .post("/matching/decide", .may(.plan), decide),
      .get("/matching/map.svg", .may(.plan), surface: .page, map),
    ] + MatchingChanges.routes

  static let kind = PlanVariant.Kind.matching

  static func draft(_ query: String, _ services: WebServices) throws(WebFault) -> MatchingDraft {
    try MatchingDraft(query: query)
  }

  static func solve(
    _ draft: MatchingDraft, _ revision: Revision, _ services: WebServices, patience: Duration = .milliseconds(900)
  ) async throws -> JobBoard.Outcome<DeskAnswers> {
    try await services.job(draft.jobKey(revision), patience: patience) { monitor, progress in
      try DeskAnswers.make(
        draft.network(revision.network), on: draft.day ?? revision.network.asOf, options: draft.options,
        monitor: monitor, progress: progress)
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
      return try await PageAnswer.once(
        request, context, services, status: DomainStatus.of(error), notice: notice ?? Notice(error)
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

  /// `act`: `pin~mentee~mentor~subject` and its like.
  @Sendable private static func decide(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let fields = try await FormFields.of(request, context)
    let draft = try draft(of: fields, services)
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

  // MARK: Taking it into force

  static func day(of answers: DeskAnswers) -> Day { answers.plan.day }

  static func body(of answers: DeskAnswers) -> [UInt8] { answers.plan.json.bytes() }

  /// What is accepted is what was shown, pair by pair.
  static func digest(of answers: DeskAnswers) -> String { MatchingAcceptView.digest(of: answers.plan) }

  static func obstacle(to answers: DeskAnswers) -> (place: String, notice: Notice)? { nil }

  static func acceptPage(_ draft: MatchingDraft, _ answers: DeskAnswers, from: Day, _ revision: Revision) -> Page {
    MatchingAcceptView(draft: draft, plan: answers.plan, from: from, revision: revision).page
  }

  static let changed = Notice(
    kind: .warning, text: "Данные изменились, и план теперь другой: ничего не записано.",
    advice: "Посмотрите на пары ещё раз и примите план, если он вам подходит.", code: "planAcceptance.changed")

  static func source(of answers: DeskAnswers) -> String { "подбор на \(answers.plan.day)" }

  typealias Refusal = PlanAcceptanceError

  static func take(
    _ answers: DeskAnswers, from: Day, in store: Store, _ note: ChangeNote, at moment: Moment
  ) throws -> AcceptPlan.Outcome {
    try AcceptPlan.run(answers.plan, from: from, in: store, note, at: moment)
  }

  static func change(of outcome: AcceptPlan.Outcome) -> Int? { outcome.change }

  static func done(
    _ outcome: AcceptPlan.Outcome, _ draft: MatchingDraft, _ answers: DeskAnswers, from: Day, _ request: Request,
    _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    try await PageAnswer.once(
      request, context, services,
      notice: Notice(
        kind: .done, text: "План принят: предложено партнёрств: \(outcome.acceptance.proposed.count).",
        advice: "Дальше: согласовать их со школами и оформить соглашения.")
    ) { revision in
      MatchingAcceptView(draft: draft, plan: answers.plan, from: from, revision: revision)
        .done(outcome.acceptance, change: outcome.change)
    }
  }

  // MARK: Files

  @Sendable private static func map(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let revision = services.live.current
    guard let plan = try await solved(draft(of: request, services), revision, services)?.plan else {
      throw WebFault.notFound
    }
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

  static func annex(of answers: DeskAnswers, _ network: Network) throws -> (bytes: [UInt8], name: String) {
    let plan = answers.plan
    let network = try Self.network(network, with: plan)
    return (
      try AnnexFile.docx(.mentors, of: PaperSource(network: network, day: plan.day, edition: .working)),
      "annex-mentors-\(plan.day).docx"
    )
  }

  /// The network as it would be with the plan; what is in force already needs none.
  private static func network(_ network: Network, with plan: Plan) throws -> Network {
    do {
      return try network.accepting(plan, from: plan.day).network
    } catch {
      switch error {
      case .alreadyAccepted: return network
      default: throw error
      }
    }
  }
}

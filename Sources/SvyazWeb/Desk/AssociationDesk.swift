internal import HTTPTypes
internal import Hummingbird
internal import SvyazAccess
internal import SvyazApp
internal import SvyazComposition
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazStore

/// The associations' desk: groups for one subject, composed and then moved by hand, with cost and rules at once.
enum AssociationDesk: Desk {
  static let routes: [WebRoute] =
    deskRoutes + [
      .get("/associations/desk/move", .may(.plan), movePage),
      .post("/associations/desk/move", .may(.plan), move),
    ]

  static let kind = PlanVariant.Kind.composition

  static func draft(_ query: String, _ services: WebServices) throws(WebFault) -> AssociationDraft {
    try AssociationDraft(query: query, network: services.live.current.network)
  }

  static func solve(
    _ draft: AssociationDraft, _ revision: Revision, _ services: WebServices,
    patience: Duration = .milliseconds(900)
  ) async throws -> JobBoard.Outcome<ComposedDraft> {
    let outcome = try await services.job(draft.jobKey(revision), patience: patience) { monitor, progress in
      let proposal = try ComposeAssociations.run(
        revision.network, on: draft.day, subject: draft.subject.rawValue, options: draft.options, monitor: monitor,
        progress: progress)
      guard let part = proposal.parts.first else { throw WebFault.notFound }
      return ComposedPart(composition: part.composition, problem: part.problem, comparison: part.comparison)
    }
    return outcome.map { ComposedDraft($0, moves: draft.moves) }
  }

  // MARK: The page

  static func show(
    _ draft: AssociationDraft, _ request: Request, _ context: WebContext, _ services: WebServices,
    status: HTTPResponse.Status = .ok, notice: Notice? = nil
  ) async throws -> Response {
    let revision = services.live.current
    let outcome = try await solve(draft, revision, services)
    let state = try await DeskVariants.state(.composition, draft.origin, services)
    var (status, notice) = (status, notice ?? state.notice)
    var composed: ComposedDraft?
    switch outcome {
    case .done(let draft): composed = draft
    case .failed(let error as any UserFacing):
      status = DomainStatus.of(error)
      notice = Notice(error)
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
    let draft = try draft(of: request, services)
    guard let school = DeskReader(request.uri.query ?? "").text("school").flatMap({ SchoolID($0) }) else {
      throw WebFault.value(name: "Школа", value: "", expected: "идентификатор школы")
    }
    guard let composed = try await solved(draft, services.live.current, services) else {
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
    var draft = try draft(of: fields, services)
    let school = try fields.required("school", "Школа")
    guard let id = SchoolID(school), let composed = try await solved(draft, services.live.current, services) else {
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

  // MARK: Taking it into force

  static func day(of draft: ComposedDraft) -> Day { draft.composition.day }

  static func body(of draft: ComposedDraft) -> [UInt8] { draft.composition.json.bytes() }

  static func digest(of draft: ComposedDraft) -> String { AssociationAcceptView.digest(of: draft.composition) }

  /// A broken rule leads back to its words.
  static func obstacle(to draft: ComposedDraft) -> (place: String, notice: Notice)? {
    guard !draft.hand.broken.isEmpty else { return nil }
    return (
      "#broken",
      Notice(
        kind: .fault, text: "Состав нарушает правила, принять его нельзя.",
        advice: "Исправьте то, что названо под заголовком.", code: "acceptance.broken")
    )
  }

  static func acceptPage(
    _ draft: AssociationDraft, _ composed: ComposedDraft, from: Day, _ revision: Revision
  ) -> Page {
    AssociationAcceptView(draft: draft, composition: composed.composition, from: from, revision: revision).page
  }

  static let changed = Notice(
    kind: .warning, text: "Данные изменились, и состав теперь другой: ничего не записано.",
    advice: "Посмотрите на него ещё раз и примите, если он вам подходит.", code: "acceptance.changed")

  static func source(of draft: ComposedDraft) -> String {
    "состав ММО, \(draft.composition.subject), на \(draft.composition.day)"
  }

  typealias Refusal = AcceptanceError

  static func take(
    _ draft: ComposedDraft, from: Day, in store: Store, _ note: ChangeNote, at moment: Moment
  ) throws -> JSONValue {
    try AcceptComposition.run(draft.composition, from: from, in: store, note, at: moment).json
  }

  static func change(of report: JSONValue) -> Int? { report["change"]?["change"]?.asInt }

  static func done(
    _ report: JSONValue, _ draft: AssociationDraft, _ composed: ComposedDraft, from: Day, _ request: Request,
    _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    PageAnswer.redirect(to: "/associations?subject=\(composed.composition.subject)&on=\(from)&accepted=1")
  }

  static func annex(of draft: ComposedDraft, _ network: Network) throws -> (bytes: [UInt8], name: String) {
    let composition = draft.composition
    var network = try Self.network(network, with: composition)
    network.associations = network.associations.filter { $0.subject == composition.subject }
    return (
      try AnnexFile.docx(.associations, of: PaperSource(network: network, day: composition.day)),
      "annex-associations-\(composition.subject)-\(composition.day).docx"
    )
  }

  /// The network as it would be with the groups; what is in force already needs none.
  private static func network(_ network: Network, with composition: Composition) throws -> Network {
    do {
      return try network.accepting(composition, from: composition.day).network
    } catch {
      switch error {
      case .alreadyAccepted: return network
      default: throw error
      }
    }
  }
}

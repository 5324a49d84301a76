internal import Hummingbird
internal import SvyazAccess
internal import SvyazApp
internal import SvyazGraph
internal import SvyazIndicators

/// The nine indicators of the programme, and each of them down to the names.
enum IndicatorsPage {
  static let routes: [WebRoute] = [
    .get("/indicators", .may(.readPublic)) { request, context, services in
      try await show(request, context, services) { revision, question, way, viewer in
        list(IndicatorPageFacts(revision, question, viewer), way: way)
      }
    },
    .get("/indicators/:number", .may(.readPublic)) { request, context, services in
      guard let number = context.parameters.get("number").flatMap({ Int($0) }), IndicatorName.numbers.contains(number)
      else { throw WebFault.notFound }
      return try await show(request, context, services, asksWay: number == 9) { revision, question, way, viewer in
        IndicatorPage.page(number, IndicatorPageFacts(revision, question, viewer), way: way)
      }
    },
    .get("/indicators/papers/:file", .may(.readPublic), PaperDownloads.answer),
  ]

  /// A network above this gets its shortest way only when somebody asks for it.
  private static let schoolsAtOnce = 2000

  /// The page with the way to the target where it is known in time; without it the page is not kept.
  private static func show(
    _ request: Request, _ context: WebContext, _ services: WebServices, asksWay: Bool = true,
    _ make: @escaping @Sendable (Revision, WayWork.Question, WayState, Viewer) -> Page
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let revision = services.live.current
    let question = try question(request, revision)
    var state = WayState.hidden
    if asksWay, viewer.may(.readWorking) {
      let isWaiting = request.uri.queryParameters["way"] == "wait"
      if isWaiting || revision.network.schools.count <= schoolsAtOnce {
        let work = WayWork.of(question, in: revision, on: services.slowThreads)
        let outcome = await work.outcome(within: isWaiting ? .seconds(15) : .milliseconds(600))
        state = outcome.map { .done($0) } ?? .searching
      } else {
        state = .notBegun
      }
    }
    let known = state
    switch state {
    case .searching, .notBegun:
      return try await PageAnswer.once(request, context, services) { make($0, question, known, viewer) }
    case .hidden, .done:
      return try await PageAnswer.cached(request, context, services) { make($0, question, known, viewer) }
    }
  }

  static func question(_ request: Request, _ revision: Revision) throws(WebFault) -> WayWork.Question {
    let day = try PageDay.of(request, revision)
    guard let text = request.uri.queryParameters["rule"] else { return .init(day: day, rule: .active) }
    guard let rule = PartnershipRule(rawValue: String(text)) else {
      throw .value(name: "rule", value: String(text), expected: "active или formal")
    }
    return .init(day: day, rule: rule)
  }

  // MARK: The list

  private static func list(_ facts: IndicatorPageFacts, way: WayState) -> Page {
    let sheet = facts.sheet
    let reached = sheet.indicators.count { $0.headline?.gap.isReached == true }
    var lead = "Достигнуто показателей: \(reached) из \(sheet.indicators.count)."
    let nearest = sheet.indicators
      .filter { $0.headline?.gap.isReached == false && ($0.headline?.gap.perMille ?? 0) > 0 }
      .min { ($0.headline?.gap.perMille ?? 0, $0.number) < ($1.headline?.gap.perMille ?? 0, $1.number) }
    if let nearest, let headline = nearest.headline, !facts.isHidden(headline) {
      lead += " Ближе всех к цели — \(nearest.number): \(FigureSpeech.gap(headline))."
    }
    var content: ViewModel = [
      "rows": .list(sheet.indicators.map(facts.row)), "working": .flag(facts.isWorking),
      "months": .text(facts.months), "query": .text(facts.query), "day": .text(facts.question.day.russian),
      "papers": .list(PaperDownloads.models(facts)),
    ]
    if let nine = sheet.indicators.first(where: { $0.number == 9 }) {
      content["nine"] = .model(facts.summary(nine))
      content["way"] = way.model(facts, path: "/indicators", limit: 6)
    }
    return Page(
      title: "Девять показателей программы", lead: lead, section: .indicators, template: "indicators",
      content: content,
      scripts: way.scripts, day: facts.question.day)
  }
}

/// What a page knows of the way to the target.
enum WayState: Sendable {
  /// It names schools that the viewer may not know.
  case hidden
  /// Too long to begin unasked.
  case notBegun
  case searching
  case done(WayWork.Outcome)

  /// Only a page that waits needs the module.
  var scripts: [String] {
    if case .searching = self { return ["way"] }
    return []
  }

  /// - Parameter limit: no more acts than this; the page of the indicator has all.
  func model(_ facts: IndicatorPageFacts, path: String, limit: Int = .max) -> ViewModel.Value {
    let wait = ViewModel.Value.text(facts.link(path, adding: "way=wait") + "#way")
    switch self {
    case .hidden: return .flag(false)
    case .notBegun: return .model(["wait": wait, "button": "Посчитать путь", "words": "Поиск занимает время."])
    case .searching:
      return .model([
        "wait": wait, "searching": true, "button": "Показать путь",
        "words": "Путь ещё считается; остальная страница уже верна.",
      ])
    case .done(.failed(let message, let advice)): return .model(["failure": .text(message), "advice": .text(advice)])
    case .done(.found(let way)): return .model(facts.way(way, limit: limit))
    }
  }
}

internal import Hummingbird
internal import SvyazAccess
internal import SvyazApp
internal import SvyazGraph
internal import SvyazMatching

/// How many of the pairs in force to change, and what each number of changes gains: the best plan for every number.
enum MatchingChanges {
  static let routes: [WebRoute] = [
    .get("/matching/changes", .may(.plan), show),
    .post("/matching/changes/stop", .may(.plan), stop),
  ]

  private static func jobKey(_ draft: MatchingDraft, _ revision: Revision) -> String {
    "curve \(revision.number) \(draft.planQuery.text)"
  }

  @Sendable private static func show(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    var draft = try MatchingDraft(query: request.uri.query ?? "")
    // The curve itself tells what keeping each pair costs.
    draft.options.keep = .free
    let revision = services.live.current
    let outcome = try await services.job(jobKey(draft, revision)) { [draft] monitor, progress in
      let network = draft.network(revision.network)
      progress("Строю задачу подбора")
      let problem = try MatchingProblem(network: network, day: draft.day ?? network.asOf, options: draft.options)
      progress("Ищу лучший план для каждого числа перемен")
      return try problem.keepCurve(of: network, monitor: monitor)
    }
    switch outcome {
    case .done(let curve):
      return try await PageAnswer.once(request, context, services) { [draft] revision in
        page(curve, draft, revision)
      }
    case .failed(let error): throw error
    case .running(let progress):
      return try await DeskWait.page(
        progress, title: "Сколько пар сменить", section: .matching, stop: "/matching/changes/stop",
        draft: draft.query.text, request, context, services)
    case .stopped: return PageAnswer.redirect(to: draft.address + "#compare")
    }
  }

  @Sendable private static func stop(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let draft = try MatchingDesk.draft(of: try await FormFields.of(request, context), services)
    services.jobs.stop(jobKey(draft, services.live.current))
    return PageAnswer.redirect(to: draft.address + "#compare")
  }

  private static func page(_ curve: KeepCurve, _ draft: MatchingDraft, _ revision: Revision) -> Page {
    let names = DeskNames.of(revision)
    let stored = revision.network.constraints
    let first = curve.points.first?.objective
    // The first plan lets go only of those that cannot be kept together with the rest.
    let never = Set(curve.points.first?.lost ?? [])
    let rows = curve.points.map { point -> ViewModel in
      let lost = Set(point.lost.map { [$0.key.description, $0.mentor.rawValue] })
      var taken = draft
      for held in curve.held where !lost.contains([held.key.description, held.mentor.rawValue]) {
        taken = taken.deciding(
          .pin, true, mentee: held.key.school, mentor: held.mentor, subject: held.key.subject, stored: stored)
      }
      let covered = point.objective.covered - (first?.covered ?? 0)
      let weight = point.objective.coveredWeight - (first?.coveredWeight ?? 0)
      let gains = [
        covered == 0 ? nil : "покрыто \(covered > 0 ? "+" : "−")\(abs(covered))",
        weight == 0 ? nil : "вес \(weight > 0 ? "+" : "")\(DeskFigure.grouped(weight))",
        "цена \(DeskFigure.signedCost(point.objective.cost - (first?.cost ?? 0)))",
      ]
      return [
        "count": .number(point.givenUp), "covered": .text("\(point.objective.covered) из \(point.objective.demands)"),
        "cost": .text(DeskFigure.cost(point.objective.cost)),
        "gain": .text(point.givenUp == 0 ? "—" : gains.compactMap { $0 }.joined(separator: "; ")),
        "lost": .text(
          point.lost.filter { !never.contains($0) }.sorted { names.precedes($0.key.school, $1.key.school) }.map {
            held in
            "\(names.school(held.key.school)) ← \(names.school(held.mentor)), \(names.subject(held.key.subject))"
          }.joined(separator: "; ")),
        "take": .text(taken.address),
      ]
    }
    return Page(
      title: "Сколько пар сменить",
      lead: curve.held.isEmpty
        ? "Действующих пар, которые план мог бы сохранить, нет: менять нечего."
        : "Каждая строка — лучший план из всех, что отпускают не больше стольких действующих пар. Сохранить вместе можно: "
          + "\(curve.mostKept).",
      section: .matching, template: "matching-changes",
      content: [
        "rows": .list(rows), "hasRows": .flag(!curve.held.isEmpty), "back": .text(draft.address + "#compare"),
        "barred": .number(curve.barred.count), "hasBarred": .flag(!curve.barred.isEmpty),
        "barredNames": .text(
          curve.barred.map { barred in
            "\(names.school(barred.pair.key.school)) ← \(names.school(barred.pair.mentor)), "
              + names.subject(barred.pair.key.subject)
          }.joined(separator: "; ")),
        "never": .text(
          never.sorted { names.precedes($0.key.school, $1.key.school) }.map { held in
            "\(names.school(held.key.school)) ← \(names.school(held.mentor)), \(names.subject(held.key.subject))"
          }.joined(separator: "; ")),
        "unproved": .text(curve.unproved.map(String.init).joined(separator: ", ")),
      ])
  }
}

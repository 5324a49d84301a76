internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import SvyazAccess
internal import SvyazApp
internal import SvyazContract
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazIndicators
internal import SvyazStore

/// The plan of 22 measures: by section, how each stands and what shows it, and the form that marks one as done.
enum MeasuresPage {
  static let routes: [WebRoute] = [
    .get("/measures", .may(.readPublic)) { request, context, services in
      let viewer = try context.signedIn()
      let saved = try await SavedChange.of(request, services, viewer)
      guard saved == nil else {
        return try await PageAnswer.once(request, context, services) { revision in
          try page(request, revision, services, viewer, saved: saved)
        }
      }
      return try await PageAnswer.cached(request, context, services) { revision in
        try page(request, revision, services, viewer)
      }
    },
    .post("/measures/:number", .may(.edit), mark),
  ]

  /// What somebody typed and what was not taken.
  private struct Typed: Sendable {
    var number: Int
    var doneOn: String
    var evidence: String
  }

  private static func page(
    _ request: Request, _ revision: Revision, _ services: WebServices, _ viewer: Viewer, saved: Int? = nil,
    typed: Typed? = nil
  ) throws -> Page {
    let day = try PageDay.of(request, revision)
    let network = revision.network
    let whole = MeasurePlan(network, on: day)
    var plan = whole
    let party = request.uri.queryParameters["party"].map { String($0).removingPercentEncoding ?? String($0) }
    if let party, !party.isEmpty {
      guard let own = whole.of(party: party) else {
        throw WebFault.value(
          name: "party", value: party, expected: whole.byParty.map(\.name).joined(separator: ", "))
      }
      plan = own
    }
    let speech = MeasureSpeech(network)
    let query = day == network.asOf ? "" : "?on=\(day)"
    let sections = try plan.bySection.map { group -> ViewModel in
      let rows = try group.states.map {
        try row($0, speech, viewer, services, typed: typed)
      }
      return ["name": .text(group.name), "rows": .list(rows)]
    }
    let parties = whole.byParty.map { group -> ViewModel in
      let value = group.name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
      return [
        "name": .text(group.name), "count": .number(group.states.count),
        "current": .flag(group.name.lowercased() == party?.lowercased()),
        "path": .text("/measures" + (query.isEmpty ? "?" : query + "&") + "party=\(value)"),
      ]
    }
    return Page(
      title: "План мероприятий: \(network.measures.count)", lead: MeasureSpeech.sentence(plan.counts),
      section: .measures,
      template: "measures",
      content: [
        "sections": .list(sections), "isEmpty": .flag(sections.isEmpty), "parties": .list(parties),
        "all": .text("/measures\(query)"), "isAll": .flag(party == nil), "edits": .flag(viewer.may(.edit)),
        "saved": .optional(saved.map { "\($0)" }), "history": .flag(viewer.may(.readWorking)),
        "working": .flag(viewer.may(.readWorking)), "imports": .flag(viewer.may(.importData)),
      ], day: day)
  }

  private static func row(
    _ state: MeasureState, _ speech: MeasureSpeech, _ viewer: Viewer, _ services: WebServices, typed: Typed?
  ) throws -> ViewModel {
    let measure = state.measure
    var model: ViewModel = [
      "number": .number(measure.number), "title": .text(measure.title), "due": .text(MeasureSpeech.span(measure)),
      "status": .text(MeasureSpeech.status(state)), "parties": .text(state.parties.joined(separator: ", ")),
      "expected": .text(measure.expected), "isDone": .flag(state.status == .done || state.status == .doneLate),
      "isLate": .flag(state.status == .late), "isUnderWay": .flag(state.status == .underWay),
      "doneDay": .optional(state.doneDay?.russian),
    ]
    // What shows and what lacks names schools and counts those that get help.
    if viewer.may(.readWorking) {
      model["evidence"] = .list(state.shownBy.map { ["text": .text(speech.evidence($0))] })
      let lacks = state.lacking.map { speech.lack($0) }
      model["lacking"] = .list(lacks.map { ["text": .text($0)] })
      model["contradictions"] = .list(state.contradictions.map { ["text": .text(speech.contradiction($0))] })
      model["nothing"] = .flag(state.shownBy.isEmpty && lacks.isEmpty && state.contradictions.isEmpty)
    } else if !measure.evidence.isEmpty {
      model["evidence"] = .list([["text": .text("документ: \(measure.evidence)")]])
    }
    if viewer.may(.edit), let standing = try services.store.row(.measures, key: ["\(measure.number)"]) {
      let columns = Network.Table.measures.columns
      func cell(_ name: String) -> String {
        columns.firstIndex(of: name).flatMap { standing.cells.indices.contains($0) ? standing.cells[$0] : nil } ?? ""
      }
      let own = typed?.number == measure.number ? typed : nil
      model["form"] = .model([
        "version": .number(standing.version), "doneOn": .text(own?.doneOn ?? cell("done_on")),
        "document": .text(own?.evidence ?? cell("evidence")), "open": .flag(own != nil),
        "verb": .text(cell("done_on").isEmpty ? "Отметить выполненным" : "Изменить отметку"),
      ])
    }
    return model
  }

  @Sendable private static func mark(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    guard let number = context.parameters.get("number").flatMap({ Int($0) }) else { throw WebFault.notFound }
    let fields = try await FormFields.of(request, context, limit: 64 << 10)
    let typed = Typed(number: number, doneOn: fields["done_on"] ?? "", evidence: fields["evidence"] ?? "")
    guard let base = fields["version"].flatMap({ Int($0) }) else {
      throw WebFault.value(name: "version", value: fields["version"] ?? "", expected: "число из формы")
    }
    do {
      let report = try await services.slowThreads.run {
        try EditStore.run(
          .set, .measures, key: ["\(number)"],
          cells: [("done_on", typed.doneOn), ("evidence", typed.evidence)], base: base, in: services.store,
          ChangeNote(author: viewer.login, kind: .edit, reason: "Отметка о мероприятии \(number)"),
          at: services.clock())
      }
      _ = try await services.live.refreshed()
      return PageAnswer.redirect(to: "/measures\(SavedChange.query(report))#m\(number)")
    } catch let error as any UserFacing {
      return try await PageAnswer.once(
        request, context, services, status: DomainStatus.of(error),
        notice: Notice(error)
      ) { revision in try page(request, revision, services, viewer, typed: typed) }
    }
  }
}

/// A change that the viewer has just made, named in the address of the page that follows.
enum SavedChange {
  /// `?change=12`, or nothing where nothing changed.
  static func query(_ report: Report) -> String {
    guard case .int(let number)? = report.json["change"] else { return "" }
    return "?change=\(number)"
  }

  /// - Returns: `nil` for what the viewer did not do: an address proves nothing.
  static func of(_ request: Request, _ services: WebServices, _ viewer: Viewer) async throws -> Int? {
    guard let number = request.uri.queryParameters["change"].flatMap({ Int($0) }) else { return nil }
    return try await services.threads.run {
      guard let change = try? services.store.change(number), change.author == viewer.login else { return nil }
      return number
    }
  }
}

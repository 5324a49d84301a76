internal import Hummingbird
internal import SvyazAccess
internal import SvyazApp
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazIndicators
internal import SvyazStore

/// What an upload would do, in the file's own grid: remarks below their cells, old and new values, nothing written yet.
enum ImportCheck {
  /// What a trial says; computed once for each version of the draft and each revision of the network.
  static func outcome(
    _ draft: ImportDesk.Draft, _ context: WebContext, _ services: WebServices
  ) async throws -> ImportSheets.Outcome {
    let viewer = try context.signedIn()
    let revision = services.live.current
    if let kept = services.imports.preview(draft, revision: revision.number) { return kept }
    let outcome = try await services.slowThreads.run {
      var wish = draft.request
      wish.isTrial = true
      return try ImportSheets.run(
        wish, into: services.store, ChangeNote(author: viewer.login, kind: .import), at: services.clock())
    }
    services.imports.keepPreview(outcome, of: draft, revision: revision.number)
    return outcome
  }

  static func show(_ request: Request, _ context: WebContext, _ services: WebServices) async throws -> Response {
    let draft = try ImportPage.draft(context, services)
    let outcome: ImportSheets.Outcome
    do {
      outcome = try await Self.outcome(draft, context, services)
    } catch let error as any UserFacing {
      // A file that is no table at all.
      return try await PageAnswer.once(
        request, context, services, status: DomainStatus.of(error),
        notice: Notice(error)
      ) { _ in
        Page(
          title: "Файл не читается", lead: "В сети ничего не изменено.", section: .imports, template: "import-check",
          content: ["unreadable": true, "key": .text(draft.key), "files": .text(names(draft))])
      }
    }
    let query = request.uri.queryParameters
    let wish = ImportGrid.Wish(
      filter: query["show"].flatMap { ImportGrid.Filter(rawValue: String($0)) } ?? .important,
      sheet: query["sheet"].flatMap { Int($0) } ?? 0, page: max(1, query["page"].flatMap { Int($0) } ?? 1))
    return try await PageAnswer.once(request, context, services) { revision in
      page(draft, outcome, wish, revision)
    }
  }

  private static func names(_ draft: ImportDesk.Draft) -> String {
    draft.request.files.map(\.name).joined(separator: ", ")
  }

  private static func page(
    _ draft: ImportDesk.Draft, _ outcome: ImportSheets.Outcome, _ wish: ImportGrid.Wish, _ revision: Revision
  ) -> Page {
    let grid = ImportGrid(outcome, revision, path: "/import/\(draft.key)")
    let faults = outcome.faults.count
    let questions = outcome.reading.questions.count
    let isSound = outcome.outcome != nil
    let isIdle = outcome.outcome?.isEmpty ?? false
    var content = grid.model(wish).merging([
      "key": .text(draft.key), "files": .text(names(draft)), "isSound": .flag(isSound && !isIdle),
      "isIdle": .flag(isIdle), "isRefused": .flag(!isSound), "faults": .number(faults), "questions": .number(questions),
      "hasQuestions": .flag(questions > 0),
      "repairs": .number(draft.request.repairs.count + draft.request.answers.count),
      "notices": .list(outcome.reading.notices.prefix(50).map { ["text": .text($0)] }),
      "hasNotices": .flag(!outcome.reading.notices.isEmpty),
      "copies": .list(
        outcome.markedCopies.enumerated().map { ["index": .number($0.offset), "name": .text($0.element.name)] }),
    ])
    if let done = outcome.outcome {
      content["counts"] = .list(
        done.counts.map { count in
          func some(_ number: Int) -> ViewModel.Value { .optional(number > 0 ? FigureSpeech.grouped(number) : nil) }
          return [
            "table": .text(FigureSpeech.table(count.table)), "added": some(count.added), "changed": some(count.changed),
            "closed": some(count.closed), "removed": some(count.removed),
          ]
        })
      // Answers about names are remembered beside the network's rows.
      let touched = done.counts.filter { $0.table != "nameAnswer" }.reduce(0) {
        $0 + $1.added + $1.changed + $1.closed + $1.removed
      }
      content["write"] = .text("Записать строк: \(FigureSpeech.grouped(touched))")
    }
    if let network = outcome.network, let effect = effect(revision, network) { content["effect"] = .model(effect) }
    return Page(
      title: "Проверка перед записью",
      lead: isIdle
        ? "Всё, что в файле, в сети уже есть: записывать нечего."
        : "Пока ничего не записано. "
          + (isSound ? "Запишется всё сразу; отменить можно одной кнопкой." : "После исправлений запишется всё сразу."),
      section: .imports, template: "import-check", content: content)
  }

  /// What becomes of the headline of indicator 9.
  private static func effect(_ revision: Revision, _ network: Network) -> ViewModel? {
    let day = revision.network.asOf
    func reading(_ network: Network) -> SchoolReading? {
      Indicator9(network: network, day: day, rule: .active).readings.first
    }
    struct Key: Hashable, Sendable {}
    guard let before = revision.derived(Key(), reading), let after = reading(network) else { return nil }
    let speech = FigureSpeech(network)
    let (old, new) = (Set(before.numerator), Set(after.numerator))
    func names(_ schools: Set<SchoolID>) -> String { speech.sorted(schools).map(speech.school).joined(separator: ", ") }
    return [
      "before": .text(FigureSpeech.percent(before.sharePerMille)),
      "after": .text(FigureSpeech.percent(after.sharePerMille)), "isSame": .flag(before == after),
      "joined": .text(names(new.subtracting(old))), "left": .text(names(old.subtracting(new))),
      "day": .text(day.russian),
    ]
  }
}

internal import Hummingbird
internal import SvyazAccess
internal import SvyazGraph
internal import SvyazIndicators

/// What is so today, and what is next.
enum OverviewPage {
  static let routes: [WebRoute] = [
    .get("/", .may(.readPublic)) { request, context, services in
      let viewer = try context.signedIn()
      let day = try PageDay.of(request, services.live.current)
      let edition: Edition = viewer.may(.readWorking) ? .working : .public
      let revision = try await DayFigures.ready(on: day, services)
      return try await PageAnswer.withMap(
        .mentors, on: day, edition: edition, request, context, services, of: revision
      ) {
        page($0, on: day, for: viewer, map: $1, isOver: $0.number != services.live.current.number)
      }
    }
  ]

  /// - Parameter isOver: there is a later revision, whose figures are not there yet.
  static func page(
    _ revision: Revision, on day: Day, for viewer: Viewer, map: MapPictures.Picture, isOver: Bool = false
  ) -> Page {
    let index = NetworkIndex.of(revision)
    let links = DayLinks(day, standard: revision.network.asOf)
    let figures = DayFigures.of(revision, on: day)
    var content: ViewModel = [
      "day": .text(day.russian), "events": .list(events(index, from: day, links)),
      "calendar": .text(links.to("/events")), "indicators": .text(links.to("/indicators")),
      "everyone": .text(links.to("/indicators/9")), "maps": .text(links.to("/maps")), "edits": .flag(viewer.may(.edit)),
      "newEvent": .text(links.to("/events/new")), "isOver": .flag(isOver),
    ]
    var lead: String
    if viewer.may(.readWorking) {
      let headline = OverviewHeadline(figures.indicator)
      lead = headline.lead
      let ladder = OverviewLadder.of(revision, figures.ladder, index, links)
      content = content.merging(headline.model).merging(["ladder": .list(ladder.steps)])
      content["isWorking"] = true
      content["viaAssociations"] = .optional(ladder.throughAssociations)
      let tasks = OverviewTasks.of(revision, index, figures, links, edits: viewer.may(.edit)).tasks
      content["tasks"] = .list(tasks.prefix(OverviewTasks.shown).map(\.model))
      content["moreTasks"] = .list(
        tasks.dropFirst(OverviewTasks.shown).prefix(OverviewTasks.most).map(\.model))
      let rest = tasks.count - OverviewTasks.shown - OverviewTasks.most
      content["restTasks"] = .optional(rest > 0 ? PageWords.count(rest, "дело", "дела", "дел") : nil)
      content["taskCount"] = .text(PageWords.count(tasks.count, "дело", "дела", "дел"))
      content["hasTasks"] = .flag(!tasks.isEmpty)
      content["moreCount"] = .optional(
        tasks.count > OverviewTasks.shown ? "\(tasks.count - OverviewTasks.shown)" : nil)
    } else {
      let open = OverviewPublic(figures.indicator, index)
      lead = open.lead
      content = content.merging(open.model)
      if let school = viewer.school, index.school(school) != nil {
        content["own"] = .model(["name": .text(index.label(school)), "path": .text(links.school(school))])
      }
    }
    content = content.merging(MapCard.model(map, maps: links.to("/maps")))
    return Page(title: "Обзор сети", lead: lead, section: .overview, template: "overview", content: content, day: day)
  }

  private static func events(_ index: NetworkIndex, from day: Day, _ links: DayLinks) -> [ViewModel] {
    let network = index.network
    let first = index.eventsByDay.partitioningIndex { network.events[$0].day >= day }
    return index.eventsByDay[first...].prefix(6).map { EventModel.row(network.events[$0], index, links) }
  }
}

/// What is computed of a day once and shown on many pages.
struct DayFigures: Sendable {
  let indicator: Indicator9
  let ladder: EvidenceLadder
  let expiry: PartnershipExpiry
  let measures: MeasurePlan

  private struct Key: Hashable, Sendable {
    var day: Day
  }
  private struct LadderKey: Hashable, Sendable {
    var day: Day
  }

  static func of(_ revision: Revision, on day: Day) -> DayFigures {
    let ladder = Self.ladder(revision, on: day)
    return revision.derived(Key(day: day)) { network in
      DayFigures(
        indicator: Indicator9(network: network, day: day, rule: .active), ladder: ladder,
        expiry: PartnershipExpiry(network: network, day: day, rule: .active),
        measures: MeasurePlan(network, on: day))
    }
  }

  /// The revision to show: the one that stands, or the last before it whose overview is ready.
  ///
  /// In a large network figures take seconds, which the threads for pages have not; when changes come quicker than that,
  /// who waited for the last would wait for ever. Figures that took longer than ``patience`` at the last time are not
  /// waited for.
  static func ready(on day: Day, _ services: WebServices) async throws -> Revision {
    let current = services.live.current
    let last = services.live.figured.flatMap { $0.took > patience ? $0.revision : nil }
    // Of the network's own day the maps are prepared as well.
    if let last, day == current.network.asOf, last.knows(Key(day: day)) { return last }
    if current.knows(Key(day: day)) { return current }
    if let last, last.knows(Key(day: day)) { return last }
    let took = try await services.figureThreads.run { ContinuousClock().measure { _ = of(current, on: day) } }
    if day == current.network.asOf, took <= patience { services.live.note(figuresOf: current, took: took) }
    return current
  }

  static let patience = Duration.milliseconds(300)

  /// Figures and maps of the network's own day, for the next who asks.
  static func prepare(_ revision: Revision, _ services: WebServices) async {
    let day = revision.network.asOf
    guard let took = try? await services.figureThreads.run({ ContinuousClock().measure { _ = of(revision, on: day) } })
    else { return }
    if took > patience {
      for edition in Edition.allCases {
        _ = await MapPictures.of(revision).picture(
          .init(kind: .mentors, day: day, edition: edition), of: revision, services, patience: .seconds(60))
      }
    }
    services.live.note(figuresOf: revision, took: took)
  }

  /// The same for the ladder alone.
  static func waitForLadder(of revision: Revision, on day: Day, _ services: WebServices) async throws {
    guard !revision.knows(LadderKey(day: day)) else { return }
    try await services.figureThreads.run { _ = ladder(revision, on: day) }
  }

  /// The ladder alone, for pages that need no more: one pass instead of thirteen.
  static func ladder(_ revision: Revision, on day: Day) -> EvidenceLadder {
    revision.derived(LadderKey(day: day)) { EvidenceLadder(network: $0, day: day) }
  }
}

extension Array {
  /// The first position whose element fulfils a condition that all later ones fulfil too.
  func partitioningIndex(_ isAfter: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// A map on a page, or what stands in its place.
enum MapCard {
  static func model(_ picture: MapPictures.Picture, maps: String) -> ViewModel {
    switch picture {
    case .drawn(let markup): ["map": .markup(markup), "mapLink": .text(maps)]
    case .notYet: ["mapNote": "Карта ещё рисуется. Обновите страницу через несколько секунд.", "mapLink": .text(maps)]
    case .tooLarge:
      ["mapNote": "Сеть слишком велика для одной карты: выберите район или школу.", "mapLink": .text(maps)]
    case .failed(let message): ["mapNote": .text(message), "mapLink": .text(maps)]
    }
  }
}

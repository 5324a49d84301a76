internal import SvyazAccess
internal import SvyazGraph
internal import SvyazIndicators

/// What is so today, and what is next.
enum OverviewPage {
  static let routes: [WebRoute] = [
    .get("/", .may(.readPublic)) { request, context, services in
      try await PageAnswer.cached(request, context, services) { revision in
        try page(revision, on: PageDay.of(request, revision))
      }
    }
  ]

  private struct Key: Hashable, Sendable {
    var day: Day
  }

  private static func page(_ revision: Revision, on day: Day) throws -> Page {
    let indicator = revision.derived(Key(day: day)) { Indicator9(network: $0, day: day, rule: .active) }
    let reading = indicator.readings.first
    return Page(
      title: "Обзор сети", lead: "", section: .overview, template: "overview",
      content: [
        "count": .number(reading?.numerator.count ?? 0), "of": .number(reading?.denominator.count ?? 0),
      ], day: day)
  }
}

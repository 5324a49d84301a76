internal import Hummingbird
internal import SvyazAccess
internal import SvyazApp
internal import SvyazGraph
internal import SvyazMap

/// The maps of the network: one on a page, with what it says in words and in tables, and its files.
enum MapsPage {
  static let routes: [WebRoute] = [
    .get("/maps", .may(.readPublic)) { request, context, services in
      try await show(request, context, services, kind: nil)
    },
    .get("/maps/:kind", .may(.readPublic)) { request, context, services in
      try await show(request, context, services, kind: context.parameters.get("kind") ?? "")
    },
    .get("/maps/:kind/file", .may(.readPublic), MapFiles.answer),
  ]

  private static func show(
    _ request: Request, _ context: WebContext, _ services: WebServices, kind: String?
  ) async throws -> Response {
    let viewer = try context.signedIn()
    return try await PageAnswer.cachedWork(request, context, services) { revision in
      let ask = try MapAsk(request, kind: kind, revision, viewer)
      let sheet = try await services.threads.run { try Self.sheet(ask, viewer, revision.network) }
      guard let draft = sheet.draft else { return (MapSheet.page(sheet, nil, revision.network), true) }
      let drawn: Result<RenderedMap, MapError>
      do throws(MapError) {
        drawn = .success(
          try await services.maps.render(
            draft.map, formats: [], client: viewer.login,
            deadline: .seconds(services.configuration.mapSeconds)))
      } catch {
        drawn = .failure(error)
      }
      let page = try await services.threads.run { MapSheet.page(sheet, drawn, revision.network) }
      if case .failure = drawn {
        // Kept nowhere: the next try may go better.
        return (page, false)
      }
      return (page, true)
    }
  }

  /// The map that is asked for, or the schools that may be meant.
  static func sheet(_ ask: MapAsk, _ viewer: Viewer, _ network: Network) throws -> MapSheet {
    var ask = ask
    var found: [School] = []
    if ask.kind == .school {
      found = MapSchools.schools(ask.school, in: network)
      guard found.count == 1, let school = found.first else {
        return MapSheet(ask: ask, draft: nil, found: found, viewer: viewer)
      }
      ask.settle(school, for: viewer)
    }
    if ask.kind == .changes, ask.since >= ask.day {
      throw WebFault.value(name: "Дата до", value: ask.since.russian, expected: "дата раньше \(ask.day.russian)")
    }
    return MapSheet(ask: ask, draft: try ask.draft(of: network), found: found, viewer: viewer)
  }
}

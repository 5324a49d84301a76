internal import HTTPTypes
internal import Hummingbird
internal import SvyazAccess
internal import SvyazGraph

/// Answers with a page: from the cache where it was made before, else made on the threads for work and kept.
enum PageAnswer {
  /// Who may be given the same bytes.
  static func audience(_ viewer: Viewer?) -> String {
    guard let viewer else { return "" }
    return viewer.role == .school ? "school:\(viewer.school?.rawValue ?? "")" : viewer.role.rawValue
  }

  /// The page of an address that was made before, whatever it took to make it.
  static func kept(_ request: Request, _ context: WebContext, _ services: WebServices) -> Response? {
    let key = PageCache.Key(
      revision: services.live.current.number, audience: audience(context.viewer), target: request.uri.string)
    return services.pages[key].map { answer($0, request, context) }
  }

  /// A page that depends on the revision, the address and the audience alone.
  ///
  /// - Parameters:
  ///   - revision: `nil` for the one that stands.
  ///   - make: called on a thread for work; it may compute.
  static func cached(
    _ request: Request, _ context: WebContext, _ services: WebServices, of revision: Revision? = nil,
    _ make: @escaping @Sendable (Revision) throws -> Page
  ) async throws -> Response {
    let current = services.live.current
    let revision = revision ?? current
    let viewer = context.viewer
    // The page of a revision that is over says so: it is not the one that was made while it stood. No address has `#`.
    let key = PageCache.Key(
      revision: revision.number, audience: audience(viewer),
      target: request.uri.string + (revision.number == current.number ? "" : "#over"))
    if let kept = services.pages[key] { return answer(kept, request, context) }
    let page = try await services.threads.run { [services] in
      CachedPage(
        try services.frame.render(try make(revision), for: viewer, network: revision.network, revision: revision.number)
      )
    }
    services.pages.keep(page, for: key)
    return answer(page, request, context)
  }

  /// A page like ``cached(_:_:_:_:)`` whose making waits for something, such as a map.
  ///
  /// - Parameter make: says as well whether the page is worth keeping. It computes on the services' threads. It is
  ///   cancelled when the person who asked has gone.
  static func cachedWork(
    _ request: Request, _ context: WebContext, _ services: WebServices,
    _ make: @escaping @Sendable (Revision) async throws -> (page: Page, isKept: Bool)
  ) async throws -> Response {
    let revision = services.live.current
    let viewer = context.viewer
    let key = PageCache.Key(revision: revision.number, audience: audience(viewer), target: request.uri.string)
    if let kept = services.pages[key] { return answer(kept, request, context) }
    let made = try await MapFiles.whileHeard(request, context) { try await make(revision) }
    let page = try await services.threads.run { [services] in
      CachedPage(try services.frame.render(made.page, for: viewer, network: revision.network))
    }
    if made.isKept { services.pages.keep(page, for: key) }
    var response =
      made.isKept
      ? answer(page, request, context) : page.response(csrf: context.csrf ?? "", viewer: viewer?.name ?? "")
    // Listening for the one who asked has used the connection up.
    response.headers[.connection] = "close"
    return response
  }

  /// A page of this one request: after a form, or with what somebody typed.
  static func once(
    _ request: Request, _ context: WebContext, _ services: WebServices, of revision: Revision? = nil,
    status: HTTPResponse.Status = .ok, notice: Notice? = nil, _ make: @escaping @Sendable (Revision) throws -> Page
  ) async throws -> Response {
    let revision = revision ?? services.live.current
    let viewer = context.viewer
    let page = try await services.threads.run { [services] in
      CachedPage(
        try services.frame.render(
          try make(revision), for: viewer, network: revision.network, revision: revision.number, notice: notice
        ))
    }
    var response = page.response(csrf: context.csrf ?? "", viewer: viewer?.name ?? "", status: status)
    // What somebody typed, a key shown once, people: no disk keeps it.
    response.headers[.cacheControl] = "no-store"
    return response
  }

  private static func answer(_ page: CachedPage, _ request: Request, _ context: WebContext) -> Response {
    let (csrf, name) = (context.csrf ?? "", context.viewer?.name ?? "")
    let tag = page.entityTag(csrf: csrf, viewer: name)
    if request.headers[.ifNoneMatch] == tag {
      return Response(status: .notModified, headers: [.eTag: tag])
    }
    var response = page.response(csrf: csrf, viewer: name)
    response.headers[.eTag] = tag
    return response
  }

  /// Leads to another page after a form was taken.
  static func redirect(to path: String) -> Response { Response(status: .seeOther, headers: [.location: path]) }
}

/// The day that a page shows: `?on=2021-03-15`, else the network's own.
enum PageDay {
  /// - Throws: ``WebFault/value(name:value:expected:)``.
  static func of(_ request: Request, _ revision: Revision) throws(WebFault) -> Day {
    guard let text = request.uri.queryParameters["on"] else { return revision.network.asOf }
    guard let day = Day(iso: String(text)) else {
      throw .value(name: "on", value: String(text), expected: "дата ГГГГ-ММ-ДД, например 2021-03-15")
    }
    return day
  }
}

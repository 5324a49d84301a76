internal import HTTPTypes
internal import Hummingbird

/// The page of a long computation: what it does, how far it is, and how to stop it. It asks again by itself.
enum DeskWait {
  static func page(
    _ progress: JobBoard.Progress, title: String, section: Page.Section, stop: String, draft: String,
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    var response = try await PageAnswer.once(request, context, services) { _ in
      Page(
        title: title, lead: "Считаю: страница обновится сама.", section: section, template: "desk-wait",
        content: [
          "stage": .text(progress.stage), "percent": .number(Int(progress.share * 100)),
          "seconds": .number(progress.seconds), "stop": .text(stop), "q": .text(draft),
          "again": .text(request.uri.string),
        ])
    }
    // Without scripts too; slower the longer it takes.
    response.headers[refresh] = "\(progress.seconds < 10 ? 1 : 3)"
    response.headers[.cacheControl] = "no-store"
    return response
  }

  private static let refresh = HTTPField.Name("Refresh") ?? .retryAfter
}

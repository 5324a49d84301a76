import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import SvyazAccess
import SvyazGraph
import SvyazTestSupport

@testable import SvyazWeb

/// A page as it goes to the renderer: its own template within the frame.
struct PageModel {
  var name: String
  var template: String
  var content: ViewModel
  /// All but the content, which stands in `main`.
  var frame: ViewModel

  /// The overview, a school's page and a list of a hundred schools, with their maps, as the planner sees the sample.
  static func real() async throws -> [PageModel] {
    let fixture = try WebFixture()
    let services = fixture.service.services
    let revision = services.live.current
    let day = revision.network.asOf
    let viewer = Viewer(login: "planner", name: "Методист", role: .planner)
    func map(_ kind: MapPictures.Kind) async -> MapPictures.Picture {
      await MapPictures.of(revision).picture(
        .init(kind: kind, day: day, edition: .working), of: revision, services, patience: .seconds(60))
    }
    let school: SchoolID = "potencial"
    let request = Request(
      head: HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "/schools"),
      body: .init(buffer: ByteBuffer()))
    let pages = [
      ("overview", OverviewPage.page(revision, on: day, for: viewer, map: await map(.mentors))),
      ("school", try SchoolPage.page(revision, school, on: day, for: viewer, map: await map(.school(school)))),
      (
        "schools",
        SchoolsPage.page(
          revision, on: day, ListQuery(request, path: "/schools", names: SchoolsPage.names), for: viewer)
      ),
    ]
    return pages.map { name, page in
      PageModel(
        name: name, template: page.template, content: PageFrame.content(of: page),
        frame: services.frame.model(of: page, for: viewer, network: revision.network, revision: revision.number))
    }
  }

  /// For programs that share no code with the service; ``ViewModel/json`` says how values are told apart.
  var json: Data {
    get throws {
      try JSONSerialization.data(
        withJSONObject: ["template": template, "content": content.json, "frame": frame.json], options: .sortedKeys)
    }
  }
}

extension ViewModel {
  /// A text is a string, a flag a flag, a list a list; the others are an object whose one key says what it is.
  fileprivate var json: [String: Any] {
    Dictionary(entries.map { ($0.0.description, Self.json($0.1)) }) { _, last in last }
  }

  private static func json(_ value: Value) -> Any {
    switch value {
    case .text(let text): text
    case .markup(let markup): ["markup": markup.html]
    case .flag(let flag): flag
    case .list(let models): models.map(\.json)
    case .model(let model): ["model": model.json]
    case .template(let name, let model): ["template": name, "model": model.json]
    case .slot(let slot): ["slot": slot.rawValue]
    }
  }
}

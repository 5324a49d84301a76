import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import NIOEmbedded
import SvyazAccess
import SvyazGraph
import SvyazStore
import SvyazTestSupport
import Synchronization
import Testing

@testable import SvyazWeb

/// What open pages are told.
@Suite(.serialized) struct LiveChangesTests {
  /// Collects what a stream writes.
  private final class Listener: Sendable {
    let text = Mutex("")

    func has(_ part: String, within seconds: Int = 20) async throws -> Bool {
      for _ in 0..<(seconds * 50) {
        if text.withLock({ $0.contains(part) }) { return true }
        try await Task.sleep(for: .milliseconds(20))
      }
      return false
    }
  }

  private struct Writer: ResponseBodyWriter {
    let listener: Listener

    mutating func write(_ buffer: ByteBuffer) async throws {
      listener.text.withLock { $0 += String(buffer: buffer) }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
  }

  private func open(
    _ fixture: WebFixture, as role: Role? = nil
  ) async throws -> (listener: Listener, task: Task<Void, any Error>) {
    let route = try #require(LiveChanges.routes.first)
    let request = Request(
      head: HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "/live"),
      body: .init(buffer: ByteBuffer()))
    var context = WebContext(
      source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: fixture.service.services.logger))
    context.viewer = role.map { Viewer(login: $0.rawValue, name: $0.name, role: $0) }
    let response = try await route.handler(request, context, fixture.service.services)
    #expect(response.headers[.contentType] == "text/event-stream; charset=utf-8")
    let listener = Listener()
    let task = Task { try await response.body.write(Writer(listener: listener)) }
    return (listener, task)
  }

  private func change(_ fixture: WebFixture, _ name: String) throws {
    _ = try fixture.store.update(ChangeNote(author: "planner", kind: .edit), at: WebFixture.start) { network in
      guard var network else { throw WebFault.notFound }
      network.name = name
      return network
    }
  }

  @Test("a change is told, and the stream ends with the service") func tellsChanges() async throws {
    let fixture = try WebFixture()
    let live = fixture.service.services.live
    let (listener, task) = try await open(fixture)
    #expect(try await listener.has("event: change\nid: 1\ndata: 1\n\n"))
    try change(fixture, "Другое имя")
    _ = try await live.refreshed()
    #expect(try await listener.has("event: change\nid: 2\ndata: 2\n\n"))
    live.close()
    try await task.value
    #expect(LiveChanges.listeners == 0)
  }

  @Test(
    "a saved plan is told to those who plan, and its address to nobody else", arguments: [Role.planner, .presenter])
  func tellsVariants(role: Role) async throws {
    let fixture = try WebFixture()
    let live = fixture.service.services.live
    let (listener, task) = try await open(fixture, as: role)
    #expect(try await listener.has("data: 1\n\n"))
    live.tell(VariantNews(id: 3, version: 2, author: "anna", address: "/matching?pin=a~b~c&variant=3&version=2"))
    try change(fixture, "Другое имя")
    _ = try await live.refreshed()
    #expect(try await listener.has("event: change\nid: 2\ndata: 2\n\n"))
    let told = "event: variant\ndata: 3 2 anna /matching?pin=a~b~c&variant=3&version=2\n\n"
    #expect(listener.text.withLock { $0.contains(told) } == (role == .planner))
    #expect(listener.text.withLock { $0.contains("pin=") } == (role == .planner))
    live.close()
    try await task.value
  }

  @Test("pages ask who made a change only where the reader may know") func pagesAskForAuthors() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      for role in Role.allCases {
        let page = try await fixture.request(.get, "/events", as: .person(role), over: http)
        let asks = String(buffer: page.body).contains("name=\"svyaz-revision\" content=\"1\" data-history>")
        let history = try await fixture.request(.get, "/api/v1/changes?limit=1", as: .person(role), over: http)
        #expect(page.status == .ok && asks == (history.status == .ok), "\(role)")
      }
    }
  }

  @Test("a change of another process is told too") func followsOthers() async throws {
    let fixture = try WebFixture()
    let live = fixture.service.services.live
    let follower = Task { await live.follow(every: .milliseconds(50)) }
    defer { follower.cancel() }
    let (listener, task) = try await open(fixture)
    let other = try Store.open(fixture.folder.path + "/город.svyaz", for: .writing)
    _ = try other.update(ChangeNote(author: "planner", kind: .edit), at: WebFixture.start) { network in
      guard var network else { throw WebFault.notFound }
      network.name = "Другое имя"
      return network
    }
    #expect(try await listener.has("data: 2\n\n"))
    live.close()
    try await task.value
  }

  @Test("a reader that goes gives its place back") func givesPlaceBack() async throws {
    let fixture = try WebFixture()
    let (listener, task) = try await open(fixture)
    #expect(try await listener.has("data: 1\n"))
    #expect(LiveChanges.listeners == 1)
    task.cancel()
    _ = await task.result
    #expect(LiveChanges.listeners == 0)
  }
}

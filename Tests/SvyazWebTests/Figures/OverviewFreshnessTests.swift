import HTTPTypes
import HummingbirdTesting
import SvyazAccess
import SvyazGraph
import SvyazStore
import SvyazTestSupport
import Testing

@testable import SvyazWeb

/// The overview while its figures are computed anew.
@Suite struct OverviewFreshnessTests {
  private static let words = "ещё пересчитываются"

  /// A change that a page must show at once.
  private static func change(_ fixture: WebFixture, movesDay: Bool = false) async throws {
    _ = try fixture.store.update(ChangeNote(author: "test", kind: .edit), at: fixture.clock.now) { network in
      guard var network else { throw WebFault.notFound }
      for index in network.events.indices { network.events[index].title += " (итоги)" }
      if movesDay { network.asOf = network.asOf.adding(days: -1) }
      return network
    }
    _ = try await fixture.service.services.live.refreshed()
  }

  private static func revision(_ html: String) -> String? {
    html.firstMatch(of: #/svyaz-revision" content="(\d+)"/#).map { String($0.1) }
  }

  @Test("figures that take long are shown as they were before, and the page says so")
  func showsTheOnesBefore() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      let live = fixture.service.services.live
      let first = try await fixture.request(.get, "/", as: .person(.planner), over: http).text
      #expect(!first.contains(Self.words))
      let before = live.current
      live.note(figuresOf: before, took: .seconds(3))
      try await Self.change(fixture)
      #expect(live.current.number > before.number)
      for _ in 0..<2 {
        let html = try await fixture.request(.get, "/", as: .person(.planner), over: http).text
        #expect(html.contains(Self.words))
        #expect(Self.revision(html) == "\(before.number)")
      }
      // The sample's figures are quick: from now on they are waited for again.
      await DayFigures.prepare(live.current, fixture.service.services)
      let last = try await fixture.request(.get, "/", as: .person(.planner), over: http).text
      #expect(!last.contains(Self.words))
      #expect(Self.revision(last) == "\(live.current.number)")
      #expect(live.figured?.revision.number == live.current.number)
    }
  }

  /// What the figures before took, what is asked for then, and whether the network's own day has moved meanwhile.
  struct Fresh: Sendable {
    var took: Duration
    var address = "/"
    var moves = false
  }

  @Test(
    "quick figures are waited for, and so is a day whose figures nobody has computed",
    arguments: [
      Fresh(took: .milliseconds(20)), Fresh(took: .seconds(3), address: "/?on=2020-12-01"),
      Fresh(took: .seconds(3), moves: true),
    ])
  func waits(asked: Fresh) async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      let live = fixture.service.services.live
      _ = try await fixture.request(.get, "/", as: .person(.planner), over: http)
      live.note(figuresOf: live.current, took: asked.took)
      try await Self.change(fixture, movesDay: asked.moves)
      let html = try await fixture.request(.get, asked.address, as: .person(.planner), over: http).text
      #expect(!html.contains(Self.words))
      #expect(Self.revision(html) == "\(live.current.number)")
    }
  }
}

import HTTPTypes
import HummingbirdTesting
import SvyazExchange
import SvyazGraph
import Testing

@testable import SvyazWeb

/// The list of schools, which is written without a value for each cell.
@Suite struct SchoolListTests {
  @Test("a school in the list is what it is by itself") func agrees() throws {
    let network = try TestSite.sample.get()
    let statuses: [Set<Status>] = [[], [.lowResult], Set(Status.allCases)]
    for (row, school) in network.schools.enumerated() {
      var json = JSONWriter()
      json.object { NetworkAPI.write(school, statuses[row % 3], into: &$0) }
      #expect(json.finish() == JSONValue.object(NetworkAPI.members(school, statuses[row % 3])).bytes(), "\(school.id)")
    }
  }

  @Test("pages of any length make up the whole list", arguments: [1, 7, 500]) func pages(limit: Int) async throws {
    let fixture = try WebFixture()
    let expected = fixture.service.services.live.current.network.schools.map { $0.id.rawValue }.sorted()
    try await fixture.run { http async throws in
      var found: [String] = []
      var cursor: String?
      repeat {
        let address = "/api/v1/schools?limit=\(limit)" + (cursor.map { "&cursor=\($0)" } ?? "")
        let answer = try #require(
          try await fixture.request(.get, address, as: .token(writes: false), over: http).json)
        found += (answer["items"]?.asList ?? []).compactMap { $0["id"]?.asText }
        cursor = answer["next"]?.asText
      } while cursor != nil && found.count < expected.count * 2
      #expect(found == expected)
    }
  }
}

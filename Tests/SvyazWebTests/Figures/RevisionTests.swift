import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazWeb

@Suite struct RevisionTests {
  private struct Key: Hashable, Sendable { var number: Int }

  private static func revision() throws -> Revision {
    Revision(number: 1, network: Network(id: "a", name: "Город", asOf: "2021-03-15", subjects: []))
  }

  @Test func valuesAreComputedOnce() throws {
    let revision = try Self.revision()
    var count = 0
    for _ in 0..<3 {
      let value = revision.derived(Key(number: 1)) { network -> Int in
        count += 1
        return network.name.count
      }
      #expect(value == 5)
    }
    #expect(count == 1)
  }

  /// An optional value is computed like any other, and «nothing» is kept too.
  @Test func optionalValuesAreComputed() throws {
    let revision = try Self.revision()
    let some: String? = revision.derived(Key(number: 2)) { $0.name }
    #expect(some == "Город")
    var count = 0
    for _ in 0..<2 {
      let none: String? = revision.derived(Key(number: 3)) { _ in
        count += 1
        return nil
      }
      #expect(none == nil)
    }
    #expect(count == 1)
  }
}

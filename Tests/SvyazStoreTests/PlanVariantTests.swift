import SvyazGraph
import SvyazStore
import SvyazTestSupport
import Testing

@Suite struct PlanVariantTests {
  private let folder: TemporaryFolder
  private let store: Store

  init() throws {
    folder = try TemporaryFolder()
    let path = folder.path + "/варианты.svyaz"
    try Store.create(
      path, with: RandomNetwork.make(seed: 8), ChangeNote(author: "test", kind: .import), at: Self.moment(1))
    store = try Store.open(path, for: .writing)
  }

  private static func moment(_ second: Int) -> Moment { Moment(milliseconds: 1_620_000_000_000 + second * 1000) }

  private func content(_ name: String) -> PlanVariantContent {
    PlanVariantContent(name: name, baseChange: 1, options: "km=7.5", body: Array("{\"имя\": 1}".utf8))
  }

  @Test func whatIsSavedIsFoundAgain() throws {
    let added = try store.addVariant(.matching, content("Весна"), by: "иванова", at: Self.moment(2))
    #expect(added.version == 1 && added.acceptedChange == nil)
    _ = try store.addVariant(.composition, content("ММО"), by: "иванова", at: Self.moment(3))
    let later = try store.addVariant(.matching, content("Осень"), by: "петров", at: Self.moment(4))
    #expect(try store.variants(.matching) == [later, added])
    let found = try #require(try store.variant(added.id))
    #expect(found.variant == added && found.body == content("Весна").body)
    #expect(try store.variant(77) == nil)
    #expect(try store.auditEntries().filter { $0.action == "variant.add" }.count == 3)
  }

  @Test func theSecondOfTwoEditorsIsTold() throws {
    let id = try store.addVariant(.matching, content("Весна"), by: "иванова", at: Self.moment(2)).id
    let first = try store.replaceVariant(id, version: 1, with: content("Первая"), by: "петров", at: Self.moment(3))
    #expect(first.version == 2 && first.author == "петров")
    #expect(throws: PlanVariantError.conflict(yours: 1, theirs: first)) {
      try store.replaceVariant(id, version: 1, with: content("Вторая"), by: "иванова", at: Self.moment(4))
    }
    #expect(try store.variant(id)?.variant == first)
  }

  @Test func anAcceptedVariantStays() throws {
    let id = try store.addVariant(.matching, content("Весна"), by: "иванова", at: Self.moment(2)).id
    try store.markVariant(id, acceptedBy: 1, by: "иванова", at: Self.moment(3))
    let accepted = try #require(try store.variant(id)).variant
    #expect(accepted.acceptedChange == 1)
    #expect(throws: PlanVariantError.accepted(accepted)) {
      try store.replaceVariant(id, version: 1, with: content("Другая"), by: "иванова", at: Self.moment(4))
    }
    #expect(throws: PlanVariantError.accepted(accepted)) {
      try store.markVariant(id, acceptedBy: 1, by: "петров", at: Self.moment(5))
    }
  }

  @Test func namelessAndUnknownOnesAreRefused() throws {
    #expect(throws: PlanVariantError.noName) {
      try store.addVariant(.matching, content(" \n"), by: "иванова", at: Self.moment(2))
    }
    #expect(throws: PlanVariantError.unknown(id: 5)) {
      try store.replaceVariant(5, version: 1, with: content("Весна"), by: "иванова", at: Self.moment(2))
    }
  }
}

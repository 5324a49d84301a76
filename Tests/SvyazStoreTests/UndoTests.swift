import SvyazContract
import SvyazGraph
import SvyazStoreTestSupport
import SvyazTestSupport
import Testing

@testable import SvyazStore

/// Cases by hand; random ones are in ``KnowledgeTests``.
@Suite struct UndoTests {
  let network = RandomNetwork.make(seed: 11, schools: 16).sortedByKeys()

  private func renamed(_ name: String) -> School {
    var school = network.schools[0]
    school.name = name
    return school
  }

  @Test("an undo is undone, and so on") func undoesUndo() throws {
    let store = try StoreFixture(network).open()
    try store.edit([.replace(renamed("Б"), base: 1)], .edit, at: .number(2))
    let second = try store.network()
    for number in 2...9 {
      let outcome = try store.undo(number, .undo, at: .number(number + 1))
      #expect(outcome.change == number + 1)
      #expect(try store.network() == (number % 2 == 0 ? network : second))
      let change = try store.change(number + 1)
      #expect(change.undoes == number && change.kind == .undo && change.author == "Сидорова")
    }
  }

  @Test("what was undone is not undone again, but what an undo of the undo restored is") func namesConflict() throws {
    let store = try StoreFixture(network).open()
    try store.edit([.replace(renamed("Б"), base: 1)], .edit, at: .number(2))
    try store.undo(2, .undo, at: .number(3))
    let error = storeError { try store.undo(2, .undo, at: .number(4)) }
    #expect(error == .undoConflict(change: 2, later: [3], rows: ["school \(network.schools[0].id)"]))
    try store.undo(3, .undo, at: .number(4))
    try store.undo(2, .undo, at: .number(5))
    #expect(try store.network() == network)
  }

  @Test("a removal that was restored and removed again can be undone") func restoresRemoval() throws {
    let store = try StoreFixture(network).open()
    let key = network.results[0].keyCells
    try store.edit([.remove(.results, key: key, base: 1)], .edit, at: .number(2))
    let without = try store.network()
    try store.undo(2, .undo, at: .number(3))
    try store.undo(3, .undo, at: .number(4))
    #expect(try store.network() == without)
    try store.undo(2, .undo, at: .number(5))
    #expect(try store.network() == network)
    #expect(try store.problems() == [])
  }

  @Test("an addition that was undone and restored can be undone") func removesAddition() throws {
    let store = try StoreFixture(network).open()
    let row = try #require(network.possibleAddition(to: .events, seed: 1))
    try store.edit([.add(row)], .edit, at: .number(2))
    try store.undo(2, .undo, at: .number(3))
    try store.undo(3, .undo, at: .number(4))
    try store.undo(2, .undo, at: .number(5))
    #expect(try store.network() == network)
  }

  @Test("a change under later ones is undone alone") func undoesOlder() throws {
    let store = try StoreFixture(network).open()
    try store.edit([.replace(renamed("Б"), base: 1)], .edit, at: .number(2))
    var other = network.schools[1]
    other.students = 77
    try store.edit([.replace(other, base: 1)], .edit, at: .number(3))
    try store.undo(2, .undo, at: .number(4))
    var expected = network
    expected.schools[1] = other
    #expect(try store.network() == expected)
  }

  @Test("an undo that would leave references without a row names the changes that refer") func keepsReferences() throws
  {
    let fixture = try StoreFixture(network)
    let store = try fixture.open()
    let school = School(id: "fresh", name: "Новая школа")
    try store.edit([.add(school)], .edit, at: .number(2))
    let status = SchoolStatus(school: "fresh", status: .risk, interval: DayInterval(from: "2021-01-01"))
    try store.edit([.add(status)], .edit, at: .number(3))
    let before = try store.network()
    let error = storeError { try store.undo(2, .undo, at: .number(4)) }
    let conflict = StoreError.undoConflict(change: 2, later: [3], rows: ["status fresh, risk, 2021-01-01"])
    #expect(error == conflict)
    #expect(try store.network() == before)
    #expect(try store.changes().count == 3)
    #expect(try fixture.isSound())
  }

  @Test("borders stay symmetric") func keepsBorders() throws {
    let network = RandomNetwork.make(seed: 9, schools: 60).sortedByKeys()
    let store = try StoreFixture(network).open()
    var district = network.districts[2]
    district.neighbours = network.districts.map(\.id).filter { $0 != district.id && !district.neighbours.contains($0) }
    try store.edit([.replace(district, base: 1)], .edit, at: .number(2))
    let redrawn = try store.network()
    #expect(redrawn.violations() == [] && redrawn != network)
    try store.undo(2, .undo, at: .number(3))
    #expect(try store.network() == network)
    try store.undo(3, .undo, at: .number(4))
    #expect(try store.network() == redrawn)
  }

  @Test("an import after an undo keeps the order of subjects") func keepsOrderOfSubjects() throws {
    var network = network
    let store = try StoreFixture(network).open()
    let original = network.subjects
    network.subjects.append(Subject(id: "x1", name: "Первый"))
    try store.update(.first, at: .number(2)) { _ in network }
    network.subjects.append(Subject(id: "x2", name: "Второй"))
    try store.update(.first, at: .number(3)) { _ in network }
    try store.undo(2, .undo, at: .number(4))
    network.subjects = original + [Subject(id: "x2", name: "Второй")]
    #expect(try store.network().subjects == network.subjects)
    // The next one takes the place after the last, whatever gap the undo left.
    network.subjects.append(Subject(id: "a0", name: "Третий"))
    try store.update(.first, at: .number(5)) { _ in network }
    #expect(try store.network().subjects == network.subjects)
    #expect(try store.update(.first, at: .number(6)) { _ in network }.isEmpty)
  }

  @Test("the first import can be taken back, and another network comes in") func undoesFirst() throws {
    let fixture = try StoreFixture(network)
    let store = try fixture.open()
    try store.undo(1, .undo, at: .number(2))
    #expect(try store.isEmpty())
    #expect(storeError { _ = try store.network() } == .empty(name: store.name))
    #expect(try store.network(.change(1)) == network)
    let other = RandomNetwork.make(seed: 12)
    try store.update(.first, at: .number(3)) { _ in other }
    #expect(try store.network() == other.sortedByKeys())
    #expect(try store.network(.change(1)) == network)
    #expect(try store.problems() == [])
    #expect(try fixture.isSound())
  }

  @Test("unknown changes are named") func refusesUnknown() throws {
    let store = try StoreFixture(network).open()
    for number in [0, 2, -5, .max, .min] {
      #expect(storeError { try store.undo(number, .undo, at: .number(2)) } == .noSuchChange(number))
    }
  }

  @Test("a trial undoes nothing") func triesOnly() throws {
    let store = try StoreFixture(network).open()
    try store.edit([.replace(renamed("Б"), base: 1)], .edit, at: .number(2))
    let before = try store.network()
    #expect(try store.undo(2, .undo, at: .number(3), isTrial: true).counts.map(\.table) == ["school"])
    #expect(try store.network() == before)
  }
}

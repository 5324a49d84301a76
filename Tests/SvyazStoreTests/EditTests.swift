import SvyazContract
import SvyazGraph
import SvyazStoreTestSupport
import SvyazTestSupport
import Testing

@testable import SvyazStore

@Suite struct EditTests {
  static let tables = Network.Table.allCases.filter { $0 != .network }

  @Test("a row is added, replaced and removed, and its versions stay", arguments: tables)
  func editsOneRow(table: Network.Table) throws {
    let network = RandomNetwork.make(seed: 5).sortedByKeys()
    let fixture = try StoreFixture(network)
    let store = try fixture.open()
    let row = try #require(network.possibleAddition(to: table, seed: 1))
    let key = row.keyCells
    #expect(try store.row(table, key: key) == nil)

    var expected = network
    try store.edit([.add(row)], .edit, at: .number(2))
    StoreStep.RowIntent.add(row).apply(to: &expected)
    #expect(try store.network() == expected)
    let added = try #require(try store.row(table, key: key))
    #expect(added.version == 2)
    #expect(storeError { try store.edit([.add(row)], .edit, at: .number(3)) } == .rowExists(table: table, key: key))

    var latest = added
    if let other = expected.variant(of: row, seed: 2) {
      try store.edit([.replace(other, base: 2)], .edit, at: .number(3))
      StoreStep.RowIntent.replace(other).apply(to: &expected)
      #expect(try store.network() == expected)
      latest = try #require(try store.row(table, key: key))
      #expect(latest.version == 3 && latest.cells == cells(other))
      // The same once more is no change.
      #expect(try store.edit([.replace(other, base: 3)], .edit, at: .number(4)).isEmpty)
    } else {
      #expect(table == .constraints)
    }

    try store.edit([.remove(table, key: key, base: latest.version)], .edit, at: .number(5))
    StoreStep.RowIntent.remove(row).apply(to: &expected)
    #expect(try store.network() == expected)
    #expect(try store.row(table, key: key) == nil)
    let versions = try store.history(of: table, key: key)
    #expect(versions.map(\.endChange) == (latest == added ? [3] : [3, 4]))
    #expect(versions.map(\.change) == (latest == added ? [2] : [2, 3]))
    #expect(try store.problems() == [])
  }

  private func cells(_ row: any NetworkRow) -> [String] {
    func cells(_ row: some NetworkRow) -> [String] { TextCells(row).cells }
    return cells(row)
  }

  @Test("two editors of one row: the second sees both values", arguments: tables)
  func findsConflict(table: Network.Table) throws {
    let network = RandomNetwork.make(seed: 6).sortedByKeys()
    let fixture = try StoreFixture(network)
    let (one, other) = (try fixture.open(), try fixture.open())
    let row = try #require(network.possibleAddition(to: table, seed: 1))
    let key = row.keyCells
    try one.edit([.add(row)], .edit, at: .number(2))
    let seen = try #require(try other.row(table, key: key))
    var expected = network
    StoreStep.RowIntent.add(row).apply(to: &expected)

    if let first = expected.variant(of: row, seed: 2), let second = expected.variant(of: row, seed: 3) {
      try one.edit([.replace(first, base: seen.version)], .edit, at: .number(3))
      let theirs = try #require(try one.row(table, key: key)).cells
      let conflict = StoreError.Conflict(
        table: table, key: key, yours: cells(second), theirs: theirs, author: "Петрова", change: 3,
        at: "2021-01-01T03:00:00.000Z")
      let error = storeError { try other.edit([.replace(second, base: seen.version)], .undo, at: .number(4)) }
      #expect(error == .conflict(conflict))
      let removal = storeError {
        try other.edit([.remove(table, key: key, base: seen.version)], .undo, at: .number(4))
      }
      guard case .conflict(let found) = removal else {
        Issue.record("\(String(describing: removal))")
        return
      }
      #expect(found.theirs == theirs && found.yours == [] && found.change == 3)
      #expect(try one.row(table, key: key)?.cells == theirs)
    }

    let version = try #require(try one.row(table, key: key)).version
    try one.edit([.remove(table, key: key, base: version)], .edit, at: .number(5))
    let error = storeError { try other.edit([.replace(row, base: version)], .undo, at: .number(6)) }
    guard case .conflict(let found) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(found.theirs == nil && found.author == "Петрова" && found.yours == cells(row))
    #expect(found.change == version + 1)
  }

  @Test("neighbours of a district belong to what its editor saw") func findsConflictOfBorders() throws {
    let network = RandomNetwork.make(seed: 8, schools: 40).sortedByKeys()
    let fixture = try StoreFixture(network)
    let (one, other) = (try fixture.open(), try fixture.open())
    var district = network.districts[0]
    let seen = try #require(try other.row(.districts, key: district.keyCells))
    var redrawn = district
    redrawn.neighbours = network.districts.map(\.id).filter { $0 != district.id && !district.neighbours.contains($0) }
    try one.edit([.replace(redrawn, base: seen.version)], .edit, at: .number(2))
    // Also the district at the other side of the border was redrawn.
    for touched in [district, network.districts[1]] {
      district = touched
      district.name = "Другое имя"
      let error = storeError { try other.edit([.replace(district, base: 1)], .undo, at: .number(3)) }
      guard case .conflict(let found) = error else {
        Issue.record("\(touched.id): \(String(describing: error))")
        continue
      }
      #expect(found.change == 2 && found.author == "Петрова")
    }
    let now = try #require(try other.row(.districts, key: redrawn.keyCells))
    #expect(now.version == 2 && now.cells == TextCells(redrawn).cells)
    var renamed = redrawn
    renamed.name = "Другое имя"
    try other.edit([.replace(renamed, base: now.version)], .undo, at: .number(3))
    #expect(try one.network().districts.first == renamed)
    #expect(try one.network().violations() == [])
  }

  @Test("one call edits both sides of a border") func editsNeighbours() throws {
    var network = RandomNetwork.make(seed: 8, schools: 40).sortedByKeys()
    let store = try StoreFixture(network).open()
    for number in 2...5 {
      // Borders come and go, so the versions that both editors saw lie in the history as well.
      var one = network.districts[0]
      let before = network.districts[1]
      one.neighbours = one.neighbours.contains(before.id) ? [] : network.districts.dropFirst().map(\.id)
      StoreStep.RowIntent.replace(one).apply(to: &network)
      var other = network.districts[1]
      other.name += "!"
      let bases = try [one, other].map { try #require(try store.row(.districts, key: $0.keyCells)).version }
      try store.edit([.replace(one, base: bases[0]), .replace(other, base: bases[1])], .edit, at: .number(number))
      StoreStep.RowIntent.replace(other).apply(to: &network)
      #expect(try store.network() == network)
      #expect(bases[1] == number - 1)
    }
  }

  @Test("edits of one call stand or fall together") func isAllOrNothing() throws {
    let network = RandomNetwork.make(seed: 7).sortedByKeys()
    let store = try StoreFixture(network).open()
    var school = network.schools[0]
    school.name = "Новое имя"
    let missing = ["нет-такой"]
    let error = storeError {
      try store.edit(
        [.replace(school, base: 1), .remove(.schools, key: missing, base: 1)], .edit, at: .number(2))
    }
    #expect(error == .noSuchRow(table: .schools, key: missing))
    var dangling = network.results[0]
    dangling.year = 2199
    dangling.school = "nowhere"
    let refusal = storeError {
      try store.edit([.replace(school, base: 1), .add(dangling)], .edit, at: .number(2))
    }
    #expect(refusal == .refused(rule: "ссылки на строки, которых нет: results.csv → schools.csv"))
    #expect(try store.network() == network)
    #expect(try store.changes().count == 1)
  }

  @Test("keys of a wrong length and hostile cells find nothing") func takesAnyKey() throws {
    let store = try StoreFixture(RandomNetwork.make(seed: 7)).open()
    for table in Network.Table.allCases {
      for key in [[], [""], ["'; DROP TABLE school; --"], Array(repeating: "\0", count: 5), ["a", "b", "c"]] {
        #expect(try store.row(table, key: key) == nil)
        #expect(try store.history(of: table, key: key) == [])
        guard table != .network else { continue }
        let error = storeError { try store.edit([.remove(table, key: key, base: 1)], .edit, at: .number(2)) }
        #expect(error == .noSuchRow(table: table, key: key))
      }
    }
  }
}

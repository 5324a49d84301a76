import SvyazContract
import SvyazGraph
import SvyazStoreTestSupport
import SvyazTestSupport
import Testing

@testable import SvyazStore

/// Random changes beside a model in memory: whatever is asked about the past, the model knows the answer.
@Suite struct KnowledgeTests {
  @Test("every past state can be read again", arguments: 0..<4) func remembers(seed: UInt64) throws {
    let first = RandomNetwork.make(seed: seed, schools: 6)
    let fixture = try StoreFixture()
    var clock = SeededGenerator(seed: seed)
    // 20:30 UTC on the last day of the year is the new year's first day in Samara.
    var milliseconds = 1_609_446_600_000
    try Store.create(fixture.path, with: first, .first, at: Moment(milliseconds: milliseconds))
    let store = try fixture.open()
    var states = [1: ModelState(first)]
    var numbers: [Int: Int] = [1: milliseconds]
    var tally = Tally()
    var attempt = 0
    while states.count < 41, attempt < 400 {
      let last = states.count
      milliseconds += Int.random(in: 0...30_000_000, using: &clock)
      attempt += 1
      let step = StoreStep.make(seed: seed, attempt: attempt, network: states[last]?.network ?? first, last: last)
      let expected = try #require(step.outcome(states, last: last))
      let result = Result { try step.run(on: store, .edit, at: Moment(milliseconds: milliseconds)) }
      if let state = try check(step, result, expected, last: last, tally: &tally), state != states[last] {
        states[last + 1] = state
        numbers[last + 1] = milliseconds
      }
      #expect(try store.network() == states[states.count]?.network, "seed \(seed), attempt \(attempt): \(step.kind)")
    }
    #expect(states.count == 41)
    #expect(tally.updates > 5 && tally.edits > 5 && tally.undos > 2, "\(tally)")
    try expectPast(of: store, states: states, moments: numbers)
    try expectPast(of: try fixture.open(.reading), states: states, moments: numbers)
    #expect(try store.problems() == [])
  }

  private struct Tally {
    var updates = 0, edits = 0, undos = 0, conflicts = 0, refusals = 0
  }

  /// - Returns: the state that the store must be in, `nil` when it must be as it was.
  private func check(
    _ step: StoreStep, _ result: Result<ChangeOutcome, any Error>, _ expected: UndoOutcome, last: Int,
    tally: inout Tally
  ) throws -> ModelState? {
    switch (expected, result) {
    case (.state(let state), .success(let outcome)):
      #expect(outcome.change == nil || outcome.change == last + 1)
      switch step {
      case .update: tally.updates += 1
      case .edit: tally.edits += 1
      case .undo: tally.undos += 1
      }
      return state
    case (.conflict, .failure(let error as StoreError)):
      guard case .undo(let number) = step, case .undoConflict(number, let later, let rows) = error else {
        Issue.record("\(step.kind): \(error)")
        return nil
      }
      tally.conflicts += 1
      #expect(!later.isEmpty && !rows.isEmpty && later.allSatisfy { $0 > number })
    case (.refused, .failure(let error as StoreError)):
      guard case .refused = error else {
        Issue.record("\(step.kind): \(error)")
        return nil
      }
      tally.refusals += 1
    default: Issue.record("after change \(last), \(step.kind): expected \(expected), got \(result)")
    }
    return nil
  }

  private func expectPast(of store: Store, states: [Int: ModelState], moments: [Int: Int]) throws {
    // Days by plain division, eight o'clock UTC in the evening being midnight in Samara.
    let days = moments.mapValues { ($0 + 14_400_000) / 86_400_000 }
    for (number, state) in states {
      #expect(try store.network(.change(number)) == state.network, "change \(number)")
      #expect(try store.change(number).day.number == days[number], "change \(number)")
    }
    let (first, last) = (try #require(days[1]), try #require(days[days.count]))
    for day in first...last + 1 {
      let newest = try #require(days.filter { $0.value <= day }.keys.max())
      let date = try #require(Day(iso: "1970-01-01")).adding(days: day)
      #expect(try store.network(.day(date)) == states[newest]?.network, "\(date)")
    }
    let before: Day = "2020-12-31"
    #expect(storeError { _ = try store.network(.day(before)) } == .knowledgeBeforeStore(first: "2021-01-01"))
    for number in [0, -1, states.count + 1, .max, .min] {
      #expect(storeError { _ = try store.network(.change(number)) } == .noSuchChange(number))
    }
  }

  @Test("a clock that was set back does not turn history round") func clockGoesBack() throws {
    let network = RandomNetwork.make(seed: 1)
    let fixture = try StoreFixture()
    try Store.create(fixture.path, with: network, .first, at: Moment(milliseconds: 1_700_000_000_000))
    let store = try fixture.open()
    var other = network
    other.name = "Другое имя"
    try store.update(.first, at: Moment(milliseconds: 1_600_000_000_000)) { _ in other }
    let changes = try store.changes()
    #expect(changes.map(\.id) == [2, 1] && changes[0].at == changes[1].at && changes[0].day == changes[1].day)
    #expect(try store.network(.day("2023-11-15")) == other.sortedByKeys())
  }

  @Test("details of a change name each row once, whatever the limit") func limitsDetails() throws {
    // Grades and years of one and two digits, rows that come, change and go.
    let (first, second) = (RandomNetwork.make(seed: 91, schools: 4), RandomNetwork.make(seed: 92, schools: 4))
    let store = try StoreFixture(first).open()
    let counts = try store.update(.edit, at: .number(2)) { _ in second }.counts
    let all = try store.details(of: 2, limit: .max)
    for count in counts {
      let rows = all.filter { $0.table == count.table }
      #expect(rows.count { $0.before == nil } == count.added, "\(count)")
      #expect(rows.count { $0.after == nil } == count.removed, "\(count)")
      #expect(rows.count { $0.before != nil && $0.after != nil } == count.changed + count.closed, "\(count)")
      #expect(Set(rows.map(\.key)).count == rows.count)
    }
    #expect(all.contains { $0.before != nil && $0.after != nil } && all.count > 100)
    for limit in stride(from: 0, through: all.count, by: 9) {
      #expect(try store.details(of: 2, limit: limit) == Array(all.prefix(limit)))
    }
  }

  @Test("a snapshot is the network of one day", arguments: [3, 4] as [UInt64]) func takesSnapshots(seed: UInt64) throws
  {
    let network = RandomNetwork.make(seed: seed, schools: 20)
    let store = try StoreFixture(network).open(.reading)
    for offset in stride(from: -900, through: 900, by: 150) {
      let day = network.asOf.adding(days: offset)
      let (found, expected) = (try store.snapshot(on: day), network.sortedByKeys().asOf(day))
      for status in Status.allCases { #expect(found.schools(with: status) == expected.schools(with: status)) }
      #expect(found.associations == expected.associations)
      #expect(found.memberships == expected.memberships)
      #expect(found.programmes == expected.programmes)
      #expect(found.partnerships.map(\.partnership) == expected.partnerships.map(\.partnership))
      #expect(found.partnerships.map(\.status) == expected.partnerships.map(\.status))
    }
  }
}

extension StoreStep {
  /// For messages.
  var kind: String {
    switch self {
    case .update: "update"
    case .edit(let intents): "edit \(intents)"
    case .undo(let number): "undo \(number)"
    }
  }
}

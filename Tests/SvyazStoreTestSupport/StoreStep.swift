public import SvyazContract
public import SvyazGraph
public import SvyazStore
internal import SvyazTestSupport

/// One thing that a person does to a store; a function of its seed and of what the store holds.
public enum StoreStep: Sendable {
  case update(Network)
  case edit([RowIntent])
  case undo(Int)

  /// An edit without the version that its editor saw.
  public enum RowIntent: Sendable {
    case add(any NetworkRow)
    case replace(any NetworkRow)
    case remove(any NetworkRow)
  }

  /// - Parameter last: the number of the newest change.
  public static func make(seed: UInt64, attempt: Int, network: Network, last: Int) -> StoreStep {
    var maker = StepMaker(
      random: SeededGenerator(seed: seed &* 0x9E37_79B9 &+ UInt64(truncatingIfNeeded: attempt)), network: network)
    switch maker.number(1...100) {
    case 1...45: return .update(maker.update())
    case 46...75: return .edit(maker.edits())
    default:
      guard last > 1 else { return .update(maker.update()) }
      return .undo(maker.number(max(2, last - 5)...last))
    }
  }
}

extension StoreStep {
  /// Carries the step out.
  public func run(on store: Store, _ note: ChangeNote, at moment: Moment) throws -> ChangeOutcome {
    switch self {
    case .update(let network): return try store.update(note, at: moment) { _ in network }
    case .edit(let intents):
      return try store.edit(try intents.map { try $0.rowEdit(in: store) }, note, at: moment)
    case .undo(let number): return try store.undo(number, note, at: moment)
    }
  }

  /// What the step must come to.
  ///
  /// - Parameter states: by the number of the change that they come after.
  public func outcome(_ states: [Int: ModelState], last: Int) -> UndoOutcome? {
    guard let current = states[last] else { return nil }
    switch self {
    case .update(let network):
      return .state(network.sortedByKeys() == current.network ? current : ModelState(network))
    case .edit(let intents):
      return .state(current.with(intents.reduce(into: current.network) { $1.apply(to: &$0) }))
    case .undo(let number):
      guard let before = states[number - 1], let after = states[number] else { return nil }
      return current.undoing(from: before, to: after)
    }
  }
}

extension StoreStep.RowIntent {
  public var row: any NetworkRow {
    switch self {
    case .add(let row), .replace(let row), .remove(let row): row
    }
  }

  func rowEdit(in store: Store) throws -> RowEdit {
    func base(_ row: some NetworkRow) throws -> Int {
      try store.row(type(of: row).table, key: row.keyCells)?.version ?? -1
    }
    switch self {
    case .add(let row): return .add(row)
    case .replace(let row): return .replace(row, base: try base(row))
    case .remove(let row): return .remove(type(of: row).table, key: row.keyCells, base: try base(row))
    }
  }

  public func apply(to network: inout Network) {
    func apply<Row: NetworkRow>(_ row: Row) {
      var rows = Row.rows(of: network).filter { !$0.hasKey(of: row) }
      if case .remove = self {} else { rows.append(row) }
      Row.set(rows, in: &network)
      guard let district = row as? District else { return }
      var neighbours = Set(district.neighbours)
      if case .remove = self { neighbours = [] }
      for index in network.districts.indices where network.districts[index].id != district.id {
        network.districts[index].neighbours.removeAll { $0 == district.id }
        if neighbours.contains(network.districts[index].id) {
          network.districts[index].neighbours.append(district.id)
        }
      }
    }
    apply(row)
    network = network.sortedByKeys()
  }
}

extension Network {
  /// A row that the table lacks and that could be added; `nil` when none was found.
  public func possibleAddition(to table: Table, seed: UInt64) -> (any NetworkRow)? {
    var maker = StepMaker(random: SeededGenerator(seed: seed), network: self)
    return maker.addition(to: table)
  }

  /// The row with other values under the same key; `nil` where a row is all key.
  public func variant(of row: any NetworkRow, seed: UInt64) -> (any NetworkRow)? {
    var maker = StepMaker(random: SeededGenerator(seed: seed), network: self)
    for _ in 0..<200 {
      guard let other = maker.tweaked(row) else { return nil }
      var candidate = self
      StoreStep.RowIntent.replace(other).apply(to: &candidate)
      if candidate.violations().isEmpty, candidate != self { return other }
    }
    return nil
  }
}

internal import SvyazContract
public import SvyazGraph

/// What a store must hold after a change: kept in memory by plain dictionaries, sharing no code with the store.
public struct ModelState: Hashable, Sendable {
  /// Sorted by keys.
  public var network: Network
  /// The places of subjects, targets and definitions in the order in which people see them; undoing can leave gaps.
  var subjectPlaces: [SubjectID: Int]
  var targetPlaces: [Int: Int]
  var definitionPlaces: [DefinitionKey: Int]

  struct DefinitionKey: Hashable, Comparable, Sendable {
    let indicator: Int
    let id: String
    let from: Day

    init(_ row: ReadingDefinition) { (indicator, id, from) = (row.indicator, row.id, row.interval.from) }

    static func < (left: Self, right: Self) -> Bool {
      (left.indicator, left.id, left.from) < (right.indicator, right.id, right.from)
    }
  }

  /// What an import leaves behind.
  public init(_ network: Network) {
    self.network = network.sortedByKeys()
    subjectPlaces = Dictionary(uniqueKeysWithValues: network.subjects.enumerated().map { ($1.id, $0) })
    targetPlaces = Dictionary(uniqueKeysWithValues: network.targets.enumerated().map { ($1.indicator, $0) })
    definitionPlaces = Dictionary(
      uniqueKeysWithValues: network.definitions.enumerated().map { (DefinitionKey($1), $0) })
  }

  /// The same places, as edits leave them.
  func with(_ network: Network) -> ModelState {
    var other = self
    other.network = network.sortedByKeys()
    return other
  }
}

/// What taking a change back must come to.
public enum UndoOutcome: Sendable {
  case state(ModelState)
  /// A row is no longer as the change left it.
  case conflict
  /// The result would break a rule of the network.
  case refused
}

extension ModelState {
  /// This state without what a change did: every row that the change touched becomes what it was before, provided that
  /// it is still what the change made it.
  public func undoing(from before: ModelState, to after: ModelState) -> UndoOutcome {
    var undo = UndoVisitor(before: before.network, after: after.network, result: network)
    try? Network.visitTables(&undo)
    var result = self
    result.network = undo.result

    struct Head: Hashable {
      let name: String
      let asOf: Day
      init(_ network: Network) { (name, asOf) = (network.name, network.asOf) }
    }
    let heads = merged(
      [0: Head(before.network)], [0: Head(after.network)], [0: Head(network)])
    let subjects = merged(before.subjects, after.subjects, subjects)
    let targets = merged(before.targets, after.targets, targets)
    let definitions = merged(before.definitions, after.definitions, definitions)
    let borders = merged(before.borders, after.borders, borders)
    guard !undo.isConflict, let heads, let subjects, let targets, let definitions, let borders else { return .conflict }
    if let head = heads[0] { (result.network.name, result.network.asOf) = (head.name, head.asOf) }
    result.network.subjects = subjects.values.sorted { ($0.place, $0.subject.id) < ($1.place, $1.subject.id) }
      .map(\.subject)
    result.subjectPlaces = subjects.mapValues(\.place)
    result.network.targets = targets.values.sorted { ($0.place, $0.target.indicator) < ($1.place, $1.target.indicator) }
      .map(\.target)
    result.targetPlaces = targets.mapValues(\.place)
    let ordered = definitions.sorted { ($0.value.place, $0.key) < ($1.value.place, $1.key) }
    result.network.definitions = ordered.map(\.value.definition)
    result.definitionPlaces = definitions.mapValues(\.place)
    for index in result.network.districts.indices {
      let id = result.network.districts[index].id
      result.network.districts[index].neighbours = borders.keys.filter { $0[0] == id }.map { $0[1] }
    }
    let known = Set(result.network.districts.map(\.id))
    guard borders.keys.allSatisfy({ known.contains($0[0]) }), result.network.violations().isEmpty else {
      return .refused
    }
    return .state(result.with(result.network))
  }

  private struct PlacedSubject: Hashable {
    let subject: Subject
    let place: Int
  }

  private struct PlacedTarget: Hashable {
    let target: IndicatorTarget
    let place: Int
  }

  private var subjects: [SubjectID: PlacedSubject] {
    Dictionary(
      uniqueKeysWithValues: network.subjects.map {
        ($0.id, PlacedSubject(subject: $0, place: subjectPlaces[$0.id] ?? -1))
      })
  }

  private var targets: [Int: PlacedTarget] {
    Dictionary(
      uniqueKeysWithValues: network.targets.map {
        ($0.indicator, PlacedTarget(target: $0, place: targetPlaces[$0.indicator] ?? -1))
      })
  }

  private struct PlacedDefinition: Hashable {
    let definition: ReadingDefinition
    let place: Int
  }

  private var definitions: [DefinitionKey: PlacedDefinition] {
    Dictionary(
      uniqueKeysWithValues: network.definitions.map {
        (DefinitionKey($0), PlacedDefinition(definition: $0, place: definitionPlaces[DefinitionKey($0)] ?? -1))
      })
  }

  private var borders: [[DistrictID]: Bool] {
    Dictionary(
      uniqueKeysWithValues: network.districts.flatMap { district in
        district.neighbours.map { ([district.id, $0], true) }
      })
  }
}

/// - Returns: `nil` when a row that the change touched is no longer as the change left it.
private func merged<Key: Hashable, Row: Equatable>(
  _ before: [Key: Row], _ after: [Key: Row], _ current: [Key: Row]
) -> [Key: Row]? {
  var result = current
  for key in Set(before.keys).union(after.keys) where before[key] != after[key] {
    guard current[key] == after[key] else { return nil }
    result[key] = before[key]
  }
  return result
}

private struct UndoVisitor: NetworkRowVisitor {
  let before: Network
  let after: Network
  var result: Network
  var isConflict = false

  mutating func visit<Row: NetworkRow>(_ type: Row.Type) throws {
    func table(_ network: Network) -> [[String]: Row] {
      let rows = Row.rows(of: network).map { row -> Row in
        // Borders have a table of their own.
        guard var district = row as? District else { return row }
        district.neighbours = []
        return district as? Row ?? row
      }
      return Dictionary(uniqueKeysWithValues: rows.map { (key($0), $0) })
    }
    guard let rows = merged(table(before), table(after), table(result)) else { return isConflict = true }
    Row.set(rows.values.sorted { $0.precedes($1) }, in: &result)
  }

  private func key<Row: NetworkRow>(_ row: Row) -> [String] {
    let cells = Dictionary(uniqueKeysWithValues: zip(Row.table.columns, TextCells(row).cells))
    return Row.table.keyColumns.compactMap { cells[$0] }
  }
}

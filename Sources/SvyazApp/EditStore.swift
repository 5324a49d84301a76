internal import SvyazContract
public import SvyazExchange
public import SvyazGraph
public import SvyazStore

/// Edits of single rows, undo, and what happened so far.
public enum EditStore {
  /// What is to happen to the row of a key.
  public enum Verb: Hashable, Sendable {
    case set, add, remove
  }

  /// Sets columns of one row, adds one or takes one out.
  ///
  /// - Parameters:
  ///   - key: in the order of the table's key columns; not used for `.add`.
  ///   - cells: by the contract's names of columns, in the contract's form.
  ///   - base: the version that the editor saw; without it the one that stands now.
  /// - Throws: `EditError` for a column or a value that is none, `StoreError`.
  public static func run(
    _ verb: Verb, _ table: Network.Table, key: [String], cells: [(column: String, value: String)], base: Int? = nil,
    in store: Store, _ note: ChangeNote, at moment: Moment, isTrial: Bool = false
  ) throws -> Report {
    if table == .network { return try editHead(cells, in: store, note, at: moment, isTrial: isTrial) }
    for cell in cells where !table.columns.contains(cell.column) {
      throw EditError.unknownColumn(table: table, column: cell.column)
    }
    guard verb == .add || key.count == table.keyColumns.count else {
      throw EditError.wrongKey(table: table, key: key)
    }
    let edit = try edits(verb, table, key: key, cells: cells, base: base, in: store)
    let outcome = try store.edit(edit, note, at: moment, isTrial: isTrial)
    return ChangeReport(outcome, isTrial: isTrial).report
  }

  /// The network's name and the day that commands use; subjects and targets come with `network.json`.
  private static func editHead(
    _ cells: [(column: String, value: String)], in store: Store, _ note: ChangeNote, at moment: Moment, isTrial: Bool
  ) throws -> Report {
    let outcome = try store.update(note, at: moment, isTrial: isTrial) { stored in
      guard var network = stored else { throw StoreError.empty(name: store.name) }
      for cell in cells {
        switch cell.column {
        case "name" where cell.value.contains(where: { !$0.isWhitespace }): network.name = cell.value
        case "asOf":
          guard let day = Day(iso: cell.value) else {
            throw EditError.faults([
              Fault(
                file: "network.json", row: 1, column: cell.column, value: cell.value, expected: "дата ГГГГ-ММ-ДД")
            ])
          }
          network.asOf = day
        case "name":
          throw EditError.faults([
            Fault(file: "network.json", row: 1, column: cell.column, value: cell.value, expected: "непустой текст")
          ])
        default: throw EditError.unknownColumn(table: .network, column: cell.column)
        }
      }
      return network
    }
    return ChangeReport(outcome, isTrial: isTrial).report
  }

  private static func edits(
    _ verb: Verb, _ table: Network.Table, key: [String], cells: [(column: String, value: String)], base: Int?,
    in store: Store
  ) throws -> [RowEdit] {
    var values = [String](repeating: "", count: table.columns.count)
    var version = base ?? 0
    if verb != .add {
      guard let state = try store.row(table, key: key) else {
        // Somebody may have taken out the row that the editor saw: the store tells who.
        guard let base else { throw StoreError.noSuchRow(table: table, key: key) }
        return [.remove(table, key: key, base: base)]
      }
      values = state.cells
      version = base ?? state.version
    }
    if verb == .remove { return [.remove(table, key: key, base: version)] }
    for cell in cells {
      if let index = table.columns.firstIndex(of: cell.column) { values[index] = cell.value }
    }
    let row: any NetworkRow
    switch ContractRow.read(table, cells: values) {
    case .success(let read): row = read
    case .failure(let error): throw EditError.faults(error.faults)
    }
    if verb == .add { return [.add(row)] }
    if row.keyCells == key { return [.replace(row, base: version)] }
    // Another key is another row: the old one goes, the new one comes, in one change.
    return [.remove(table, key: key, base: version), .add(row)]
  }

  /// `svyaz undo`.
  ///
  /// - Parameter keepsNetwork: for the service, which needs a network to show.
  public static func undo(
    _ change: Int, in store: Store, _ note: ChangeNote, at moment: Moment, isTrial: Bool = false,
    keepsNetwork: Bool = false
  ) throws -> Report {
    let outcome = try store.undo(change, note, at: moment, isTrial: isTrial, keepsNetwork: keepsNetwork)
    return ChangeReport(outcome, isTrial: isTrial).report
  }
}

/// A row that somebody typed and that cannot be taken.
public enum EditError: Error, Hashable, UserFacing {
  case unknownColumn(table: Network.Table, column: String)
  case wrongKey(table: Network.Table, key: [String])
  case faults([Fault])

  public var code: String {
    switch self {
    case .unknownColumn: "edit.unknownColumn"
    case .wrongKey: "edit.wrongKey"
    case .faults: "edit.faults"
    }
  }

  public var message: String {
    switch self {
    case .unknownColumn(let table, let column): "В таблице \(table.rawValue) нет столбца «\(column)»."
    case .wrongKey(let table, let key):
      "Ключ «\(key.joined(separator: ","))» не подходит к таблице \(table.rawValue): нужно "
        + "\(table.keyColumns.joined(separator: ",")) через запятую."
    case .faults(let faults):
      // The row is the one that was typed: only the column tells the cell.
      faults.map { fault in
        "Столбец «\(fault.column)»: значение «\(fault.value)», а нужно: \(fault.expected)."
      }.joined(separator: "\n")
    }
  }

  public var advice: String {
    switch self {
    case .unknownColumn(.network, _): "Столбцы: name, asOf; предметы и цели загружаются с папкой сети."
    case .unknownColumn(let table, _): "Столбцы: \(table.columns.joined(separator: ", "))."
    case .wrongKey: "Пустое значение ключа оставьте пустым между запятыми."
    case .faults: "Исправьте значения и повторите; ничего не изменено."
    }
  }
}

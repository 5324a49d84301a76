internal import SvyazContract
internal import SvyazExchange
internal import SvyazGraph
public import SvyazStore

/// `svyaz check --store`: the file's integrity, its references and the rules of the network that it holds.
public enum CheckStore {
  /// - Throws: `StoreError` when the file is no store or cannot be read at all.
  public static func run(_ store: Store) throws -> Report {
    var faults = try store.problems().map { problem -> Fault in
      // SQLite tells some damage in several lines.
      let words = problem.split(whereSeparator: \.isNewline).joined(separator: " ")
      return Fault(file: store.name, row: 0, expected: "целое хранилище", problem: String(words.dropLast()))
    }
    var network: Network?
    if faults.isEmpty, try !store.isEmpty() {
      let stored = try store.network()
      network = stored
      faults += stored.violations().map { violation in
        Fault(
          file: "\(store.name): \(violation.table.rawValue)", row: violation.row + 1, column: violation.column,
          value: violation.value, expected: "строка по правилам сети")
      }
    }
    return CheckNetwork.report(network: network, faults: faults, notices: [])
  }
}

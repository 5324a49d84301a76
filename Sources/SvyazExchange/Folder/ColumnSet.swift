import SvyazContract
import SvyazGraph

/// Some columns of one table, by their positions in the contract: two bytes, for there is one for every bad row.
struct ColumnSet: Hashable, Sendable {
  private var bits: UInt16 = 0

  init() {}

  init(_ names: [String], of table: Network.Table) {
    for name in names { if let index = table.columns.firstIndex(of: name) { insert(index) } }
  }

  /// - Precondition: `0 ≤ index < 16`; no table has more columns.
  mutating func insert(_ index: Int) { bits |= 1 << UInt16(index) }

  func contains(_ index: Int) -> Bool { bits & 1 << UInt16(index) != 0 }

  func contains(_ name: String, of table: Network.Table) -> Bool {
    table.columns.firstIndex(of: name).map(contains) ?? false
  }

  func isDisjoint(with other: ColumnSet) -> Bool { bits & other.bits == 0 }
}

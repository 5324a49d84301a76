internal import SvyazContract
internal import SvyazGraph

extension Network.Table {
  /// ``rowType`` as the store keeps it.
  var storedRowType: (any StoredRow.Type)? { rowType as? any StoredRow.Type }
}

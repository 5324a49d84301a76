internal import SvyazAccess
internal import SvyazApp
internal import SvyazGraph
internal import SvyazStore

extension RowForm {
  /// Identifiers that a new row may get: one for each number, the first that is free is taken.
  struct NewIDs: Sendable {
    var numbers: ClosedRange<Int>
    /// - Returns: `nil` for a text that is no identifier.
    var id: @Sendable (Int) -> String?
    /// Whether the network in memory has it.
    var isTaken: @Sendable (String) -> Bool
    /// Where none is left.
    var fault: WebFault

    fileprivate func first(in table: Network.Table, of store: Store) throws -> String {
      for number in numbers {
        if let id = id(number), !isTaken(id), try store.row(table, key: [id]) == nil { return id }
      }
      throw fault
    }
  }

  enum Addition: Sendable {
    case added(id: String)
    case refused(RowForm, Notice)
  }

  /// Adds the row under a free identifier.
  ///
  /// - Parameters:
  ///   - cells: what the form's columns hold, where that is not what was typed.
  ///   - busy: what is said when others take one identifier after another.
  ///   - ids: asked anew after somebody else took one.
  func add(
    _ cells: [String: String], reason: String, busy: String, by viewer: Viewer, _ services: WebServices,
    ids: @escaping @Sendable (Revision) -> NewIDs
  ) async throws -> Addition {
    for _ in 0..<8 {
      let id = try await services.threads.run { try ids(services.live.current).first(in: table, of: services.store) }
      switch try await save(.add, cells: cells.merging(["id": id]) { $1 }, reason: reason, by: viewer, services) {
      case .saved: return .added(id: id)
      case .refused(_, let notice) where notice.code == "store.rowExists": continue
      case .refused(let form, let notice): return .refused(form, notice)
      }
    }
    return .refused(self, Notice(kind: .fault, text: busy, advice: "Повторите."))
  }
}

internal import SvyazContract
internal import SvyazExchange
public import SvyazGraph
public import SvyazStore

/// `svyaz log` and `svyaz show`: who changed what, when and why, and the versions of a row.
public enum ShowHistory {
  /// The newest changes.
  ///
  /// - Parameter before: only changes with a lower number.
  public static func changes(of store: Store, before: Int? = nil, limit: Int) throws -> Report {
    let changes = try store.changes(before: before, limit: limit)
    var table = TextTable([
      "№": .right, "когда (UTC)": .left, "кто": .left, "что": .left, "строк": .right, "почему": .left,
    ])
    for change in changes {
      table.add([
        String(change.id), time(change.at), change.author, words(change) + tables(change), grouped(change.rowCount),
        change.reason.isEmpty ? change.source : change.reason,
      ])
    }
    let text = changes.isEmpty ? "Изменений ещё нет.\n" : table.text()
    return Report(text: text, json: .members(["changes": .array(changes.map(\.json))]))
  }

  /// What one change did, row by row.
  public static func details(of number: Int, in store: Store, limit: Int = 1000) throws -> Report {
    let change = try store.change(number)
    let rows = try store.details(of: number, limit: limit)
    var text = "Изменение № \(change.id), \(time(change.at)) UTC, \(change.author): \(words(change)).\n"
    if !change.reason.isEmpty { text += "Почему: \(change.reason)\n" }
    if !change.source.isEmpty { text += "Откуда: \(change.source)\n" }
    for row in rows.prefix(200) { text += "  \(line(row))\n" }
    if change.rowCount > min(rows.count, 200) { text += "  … всего строк: \(grouped(change.rowCount)).\n" }
    let json = JSONValue.members([
      "change": change.json,
      "rows": .array(
        rows.map { row in
          .members([
            "table": .string(row.table), "columns": .strings(row.columns), "key": .strings(row.key),
            "before": row.before.map { .strings($0) } ?? .null, "after": row.after.map { .strings($0) } ?? .null,
          ])
        }),
    ])
    return Report(text: text, json: json)
  }

  /// A row as it stands and as it was.
  public static func row(_ table: Network.Table, key: [String], in store: Store) throws -> Report {
    guard key.count == table.keyColumns.count else { throw EditError.wrongKey(table: table, key: key) }
    let versions = try store.history(of: table, key: key)
    guard !versions.isEmpty else { throw StoreError.noSuchRow(table: table, key: key) }
    let standing = try store.row(table, key: key)
    var text = ""
    if let standing {
      text += "\(TableNaming.russian(table)) «\(key.joined(separator: ","))», версия \(standing.version)\n"
      for (column, value) in zip(table.columns, standing.cells) { text += "  \(column): \(value)\n" }
    } else {
      text += "Строки «\(key.joined(separator: ","))» сейчас нет.\n"
    }
    text += "История\n"
    for version in versions {
      let change = try store.change(version.change)
      let end = version.endChange.map { " … до изменения № \($0)" } ?? ""
      text += "  № \(version.change), \(time(change.at)), \(change.author)\(end): "
      text += version.cells.joined(separator: " | ") + "\n"
    }
    let json = JSONValue.members([
      "table": .string(table.rawValue), "columns": .strings(table.columns),
      "version": .optional(standing?.version), "row": standing.map { .strings($0.cells) } ?? .null,
      "history": .array(
        versions.map {
          .members([
            "change": .int($0.change), "endChange": .optional($0.endChange), "cells": .strings($0.cells),
          ])
        }),
    ])
    return Report(text: text, json: json)
  }

  /// `2026-11-25 17:30:05` of `2026-11-25T17:30:05.123Z`.
  private static func time(_ at: String) -> String { at.prefix(19).map { $0 == "T" ? " " : String($0) }.joined() }

  static func words(_ change: Change) -> String {
    switch change.kind {
    case .import: "загрузка"
    case .edit: "правка"
    case .undo: "отмена № \(change.undoes ?? 0)"
    case .merge: "объединение школ"
    case .plan: "принятие плана"
    }
  }

  /// «: школы, статусы школ», or how many tables there are when they are many.
  private static func tables(_ change: Change) -> String {
    let names = change.counts.map { TableNaming.russian($0.table) }
    return ": " + (names.count > 3 ? "таблиц \(names.count)" : names.joined(separator: ", "))
  }

  private static func line(_ row: RowChange) -> String {
    let name = "\(TableNaming.russian(row.table)) «\(row.key.joined(separator: ", "))»"
    switch (row.before, row.after) {
    case (nil, let after?): return "+ \(name): \(after.joined(separator: " | "))"
    case (let before?, nil): return "− \(name): \(before.joined(separator: " | "))"
    case (let before?, let after?):
      let changed = row.columns.indices.filter { before[$0] != after[$0] }
        .map { "\(row.columns[$0]): «\(before[$0])» → «\(after[$0])»" }
      return "~ \(name): \(changed.joined(separator: "; "))"
    case (nil, nil): return name
    }
  }
}

extension Change {
  fileprivate var rowCount: Int { counts.reduce(0) { $0 + $1.added + $1.changed + $1.closed + $1.removed } }

  fileprivate var json: JSONValue {
    .members([
      "id": .int(id), "at": .string(at), "day": .string(day.description), "author": .string(author),
      "kind": .string(kind.rawValue), "reason": .string(reason), "source": .string(source),
      "undoes": .optional(undoes),
      "tables": .array(
        counts.map {
          .members([
            "table": .string($0.table), "added": .int($0.added), "changed": .int($0.changed),
            "closed": .int($0.closed), "removed": .int($0.removed),
          ])
        }),
    ])
  }
}

internal import SvyazApp
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazStore

/// Rows of tables for people: schools and subjects by name, the contract's words in Russian, old and new side by side.
struct CellWords: Sendable {
  private let labels: [String: String]
  private let subjects: [String: String]

  init(_ revision: Revision) {
    labels = revision.derived(LabelsKey()) { network in
      Dictionary(network.schools.map { ($0.id.rawValue, $0.label) }, uniquingKeysWith: { first, _ in first })
    }
    subjects = Dictionary(
      revision.network.subjects.map { ($0.id.rawValue, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  private struct LabelsKey: Hashable, Sendable {}

  func row(_ row: RowChange) -> ViewModel {
    model(
      title: FigureSpeech.table(row.table), table: row.contract, columns: row.columns, key: row.key, before: row.before,
      after: row.after)
  }

  func row(_ row: RowDifference) -> ViewModel {
    model(
      title: FigureSpeech.table(row.table), table: row.table, columns: row.columns, key: row.key, before: row.before,
      after: row.after)
  }

  /// «15.03.2021» of `2021-03-15`, «действует» of `active`, a school's name of its id.
  func value(_ text: String, column: String) -> String {
    switch Self.bare(column) {
    case "school", "mentor", "mentee", "base", "host": labels[text] ?? text
    case "subject": subjects[text] ?? text
    case "status", "role", "kind", "rule", "group", "assessment": Self.words[text] ?? text
    default: Day(iso: text)?.russian ?? text
    }
  }

  /// What the contract calls a column: `mentor` of the store's `mentorId`, `due_from` of `dueFrom`, `from` of `validFrom`.
  private static func bare(_ column: String) -> String {
    let stem = column.hasSuffix("Id") ? String(column.dropLast(2)) : column
    switch stem {
    case "validFrom", "valid_from": return "from"
    case "validTo", "valid_to": return "to"
    default:
      return stem.reduce(into: "") { text, letter in
        text += letter.isUppercase ? "_\(letter.lowercased())" : "\(letter)"
      }
    }
  }

  private static func title(_ table: Network.Table?, _ column: String) -> String {
    let name = bare(column)
    return columns[name] ?? table.map { SheetSpeech.column($0, name) } ?? name
  }

  private func model(
    title: String, table: Network.Table?, columns: [String], key: [String], before: [String]?, after: [String]?
  ) -> ViewModel {
    let count = min(columns.count, before?.count ?? .max, after?.count ?? .max)
    let cells = (0..<count).compactMap { index -> ViewModel? in
      let (old, new) = (before?[index] ?? "", after?[index] ?? "")
      let isSame = before != nil && after != nil && old == new
      guard !isSame, !(old.isEmpty && new.isEmpty) else { return nil }
      let name = columns[index]
      return [
        "column": .text(Self.title(table, name)),
        "old": .text(before == nil ? "" : value(old, column: name)), "hadOld": .flag(before != nil && after != nil),
        "new": .text(value(new, column: name)), "emptied": .flag(after != nil && new.isEmpty),
        "wasEmpty": .flag(before != nil && after != nil && old.isEmpty),
      ]
    }
    let keys = key.map { labels[$0] ?? subjects[$0] ?? Self.words[$0] ?? Day(iso: $0)?.russian ?? $0 }
    return [
      "table": .text(title), "key": .text(keys.filter { !$0.isEmpty }.joined(separator: ", ")),
      "cells": .list(cells), "isNew": .flag(before == nil), "isGone": .flag(after == nil),
      "isChanged": .flag(before != nil && after != nil),
    ]
  }

  /// Of tables that no sheet brings.
  private static let columns = [
    "key": "ключ", "text": "как написано", "position": "порядок", "indicator": "показатель",
    "per_mille": "доля, ‰", "date": "дата", "name": "название", "as_of": "дата сети", "successor": "преемник",
    "neighbour": "сосед",
  ]

  private static let words = [
    "low_result": "низкие результаты", "adverse": "сложные социальные условия", "high_result": "высокие результаты",
    "project_site": "проектная площадка", "risk": "риск", "vpr": "ВПР", "oge": "ОГЭ", "ege": "ЕГЭ",
    "pin": "закрепить", "ban": "запретить", "proposed": "предложено", "agreed": "согласовано", "active": "действует",
    "completed": "завершено", "terminated": "прекращено", "leader": "ведущая", "member": "участник",
    "conference": "конференция", "seminar": "семинар", "webinar": "вебинар", "master_class": "мастер-класс",
    "training": "тренинг", "strategy_session": "стратегическая сессия", "lesson_visit": "посещение уроков",
    "experience_exchange": "обмен опытом", "host": "принимающая", "speaker": "выступающая",
    "participant": "участница", "quality_improvement": "повышение качества", "teacher_growth": "учительский рост",
    "director": "директор", "deputy": "заместители", "teacher": "педагоги",
  ]
}

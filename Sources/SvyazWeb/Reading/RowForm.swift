internal import Foundation
internal import Hummingbird
internal import SvyazAccess
internal import SvyazApp
internal import SvyazContract
internal import SvyazGraph
internal import SvyazStore

/// A form for one row of the network: its columns with Russian names, what somebody typed, and what stands in the store.
struct RowForm: Sendable {
  struct Field: Sendable {
    enum Kind: Sendable {
      case text, day, number
      case choice([(value: String, title: String)])
    }

    var column: String
    var title: String
    var kind = Kind.text
    var help = ""
    var isRequired = false
  }

  var table: Network.Table
  /// Empty for a row that is new.
  var key: [String]
  var fields: [Field]
  var values: [String: String] = [:]
  /// The version that the editor saw; `nil` for a new row.
  var version: Int?
  /// After a conflict: what stands in the store now.
  var theirs: [String: String]?

  /// The row as it stands.
  ///
  /// - Throws: ``WebFault/notFound``.
  static func load(_ table: Network.Table, key: [String], fields: [Field], from store: Store) throws -> RowForm {
    guard let state = try store.row(table, key: key) else { throw WebFault.notFound }
    var form = RowForm(table: table, key: key, fields: fields, version: state.version)
    form.values = Dictionary(zip(table.columns, state.cells), uniquingKeysWith: { first, _ in first })
    return form
  }

  /// The form with what was typed.
  func typed(_ sent: FormFields) -> RowForm {
    var form = self
    form.version = sent["version"].flatMap { Int($0) } ?? version
    for field in fields {
      if let value = sent[field.column] { form.values[field.column] = String(value.prefix(2000)) }
    }
    return form
  }

  enum Outcome: Sendable {
    case saved
    case refused(RowForm, Notice)
  }

  /// Saves the row; on the slow threads.
  ///
  /// - Parameter cells: what the form's columns hold, where that is not what was typed.
  func save(
    _ verb: EditStore.Verb, cells changed: [String: String] = [:], reason: String, by viewer: Viewer,
    _ services: WebServices
  ) async throws -> Outcome {
    let cells = fields.map { field in
      (column: field.column, value: changed[field.column] ?? values[field.column] ?? "")
    }
    let key = key
    let all =
      verb == .add
      ? cells + changed.filter { name, _ in !fields.contains { $0.column == name } }.map { ($0.key, $0.value) } : cells
    do {
      let version = version
      let table = table
      _ = try await services.slowThreads.run {
        try EditStore.run(
          verb, table, key: key, cells: all, base: version, in: services.store,
          ChangeNote(author: viewer.login, kind: .edit, reason: reason), at: services.clock())
      }
    } catch StoreError.conflict(let conflict) {
      var form = self
      guard let theirs = conflict.theirs else {
        return .refused(
          form,
          Notice(kind: .fault, text: "Этой строки больше нет: её удалил(а) \(conflict.author).", code: "store.conflict")
        )
      }
      form.theirs = Dictionary(zip(table.columns, theirs), uniquingKeysWith: { first, _ in first })
      form.version = conflict.change
      return .refused(
        form,
        Notice(
          kind: .warning, text: "Пока вы правили, эту запись изменил(а) \(conflict.author).",
          advice: "Рядом с вашими значениями показаны нынешние. Выберите и сохраните ещё раз.", code: "store.conflict"))
    } catch let error as any UserFacing {
      return .refused(self, Notice(kind: .fault, text: named(error.message), advice: error.advice, code: error.code))
    }
    _ = try await services.live.refreshed()
    return .saved
  }

  /// A message about a column, with the name that the form gives it.
  private func named(_ message: String) -> String {
    fields.reduce(message) { $0.replacing("Столбец «\($1.column)»", with: "«\($1.title)»") }
  }

  func model(action: String, back: String, button: String, hidden: [String: String] = [:]) -> ViewModel {
    [
      "action": .text(action), "back": .text(back), "button": .text(button),
      "version": .optional(version.map { "\($0)" }), "isConflict": .flag(theirs != nil),
      "hidden": .list(hidden.sorted { $0.key < $1.key }.map { ["name": .text($0.key), "value": .text($0.value)] }),
      "fields": .list(fields.map(model)),
    ]
  }

  private func model(_ field: Field) -> ViewModel {
    let value = values[field.column] ?? ""
    var model: ViewModel = [
      "id": .text("f-\(field.column)"), "name": .text(field.column), "title": .text(field.title), "value": .text(value),
      "help": .text(field.help), "required": .flag(field.isRequired), "isChoice": false, "type": "text",
    ]
    switch field.kind {
    case .text: break
    case .day: model["type"] = "date"
    case .number: model["type"] = "number"
    case .choice(let choices):
      model["isChoice"] = true
      var list = choices.map { Choice(value: $0.value, title: $0.title) }
      // What stands in the store must not be lost because the list does not offer it.
      if !list.contains(where: { $0.value == value }) { list.append(Choice(value: value, title: value)) }
      model["choices"] = Choice.list(list, chosen: value)
    }
    if let theirs = theirs?[field.column], theirs != value {
      var shown = theirs
      if case .choice(let choices) = field.kind { shown = choices.first { $0.value == theirs }?.title ?? theirs }
      model["theirs"] = .text(shown.isEmpty ? "пусто" : shown)
    }
    return model
  }
}

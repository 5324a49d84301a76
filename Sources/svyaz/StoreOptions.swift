internal import ArgumentParser
internal import Foundation
internal import SvyazApp
internal import SvyazGraph
internal import SvyazStore

/// What every command takes that writes to a store.
struct StoreOptions: ParsableArguments {
  @Option(help: "Хранилище.", completion: .file())
  var store: String

  @Option(help: "Кто меняет; без него — имя пользователя системы.")
  var author: String?

  @Option(name: .customLong("why"), help: "Почему: основание, номер приказа.")
  var reason = ""

  @Flag(name: .customLong("dry-run"), help: "Только показать, что изменилось бы.")
  var isTrial = false

  @Flag(help: "Ответ для программ: JSON и ничего больше.")
  var json = false

  func note(_ kind: Change.Kind, source: String = "") -> ChangeNote {
    let name = author.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) } ?? ""
    return ChangeNote(
      author: name.isEmpty ? NSUserName() : name, kind: kind, reason: reason, source: source)
  }

  func open(_ purpose: Store.Purpose) throws -> Store { try Self.open(store, purpose) }

  /// Says on standard error where an older file was copied before it was brought up to date.
  static func open(_ path: String, _ purpose: Store.Purpose) throws -> Store {
    let opened = try Store.open(path, for: purpose)
    for backup in opened.backups {
      Output.error("Хранилище обновлено до новой версии; копия прежнего: \(backup)\n")
    }
    return opened
  }
}

extension Moment {
  /// What the clock says.
  static var now: Moment { Moment(milliseconds: Int(Date().timeIntervalSince1970 * 1000)) }
}

extension Knowledge {
  /// A day `ГГГГ-ММ-ДД`, or the number of a change.
  init(option text: String) throws {
    if let day = Day(iso: text) {
      self = .day(day)
    } else if let number = Int(text) {
      self = .change(number)
    } else {
      throw UsageError.value(
        option: "--known", value: text, expected: "дата ГГГГ-ММ-ДД или номер изменения из svyaz log")
    }
  }
}

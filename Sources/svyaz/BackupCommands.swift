internal import ArgumentParser
internal import SvyazApp
internal import SvyazStore

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Снять проверенную копию хранилища, пока другие работают.")

  @Option(help: "Хранилище.", completion: .file())
  var store: String

  @Option(help: "Файл копии; его ещё не должно быть.", completion: .file())
  var out: String

  func run() throws {
    let stages = Stages()
    stages.begin("Снимаю копию «\(store)»")
    try Store.open(store, for: .reading).backup(to: out)
    stages.finish()
    Output.text("Копия проверена: \(out)\n")
  }
}

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Вернуть хранилище из копии; прежнее состояние сохраняется рядом.")

  @Argument(help: "Файл копии.", completion: .file())
  var backup: String

  @Option(help: "Хранилище, которое вернуть.", completion: .file())
  var store: String

  func run() throws {
    let stages = Stages()
    stages.begin("Проверяю копию «\(backup)»")
    let aside = try Store.restore(store, from: backup)
    stages.finish()
    Output.text("Хранилище возвращено: \(store)\n")
    if let aside { Output.text("Прежнее состояние: \(aside)\n") }
  }
}

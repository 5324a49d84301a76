internal import ArgumentParser
internal import Foundation
internal import SvyazAccess
internal import SvyazApp
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazStore
internal import SvyazWeb

struct UserCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Люди, которые входят в веб-сервис: завести, изменить, закрыть, дать ссылку.",
    subcommands: [List.self, Add.self, Close.self, Link.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Учётные записи.")

    @Option(help: "Хранилище.", completion: .file())
    var store: String

    @Flag(help: "Ответ для программ: JSON и ничего больше.")
    var json = false

    func run() throws {
      try Output.report(ListAccounts.run(try StoreOptions.open(store, .reading)), json: json)
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Завести учётную запись или изменить имя, роль и школу.",
      discussion: "Пароль человек задаёт сам: svyaz user link даёт ссылку, по которой можно войти один раз.")

    @Argument(help: "Логин: строчные латинские буквы, цифры, точка, дефис, @.")
    var login: String

    @Option(help: "Имя и фамилия, или название школы.")
    var name: String

    @Option(help: "Роль: administrator, planner, official, presenter или school.")
    var role: String

    @Option(help: "Для роли school: идентификатор школы.")
    var school: String?

    @OptionGroup var target: StoreOptions

    func run() throws {
      let store = try target.open(.writing)
      try Output.report(
        KeepAccount.run(
          login: login, name: name, role: role, school: school, in: store, by: target.note(.edit).author, at: .now,
          isTrial: target.isTrial), json: target.json)
    }
  }

  struct Close: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "close", abstract: "Закрыть учётную запись: её сеансы и ключи кончаются сразу.")

    @Argument(help: "Логин.")
    var login: String

    @OptionGroup var target: StoreOptions

    func run() throws {
      let store = try target.open(.writing)
      try Output.report(
        KeepAccount.close(login, in: store, by: target.note(.edit).author, at: .now, isTrial: target.isTrial),
        json: target.json)
    }
  }

  struct Link: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "link", abstract: "Ссылка, по которой можно войти один раз.")

    @Argument(help: "Логин.")
    var login: String

    @Option(help: "Сколько часов она действует.")
    var hours = 24

    @OptionGroup var target: StoreOptions

    func run() throws {
      guard (1...336).contains(hours) else {
        throw UsageError.value(option: "--hours", value: "\(hours)", expected: "целое число от 1 до 336")
      }
      let store = try target.open(.writing)
      let path = try SignInLink.make(
        for: login, hours: hours, in: store, by: target.note(.edit).author, at: .now)
      try Output.report(
        Report(
          text: "Адрес сервиса и затем: \(path)\nДействует \(hours) ч, один раз.\n",
          json: .members(["path": .string(path), "hours": .int(hours)])), json: target.json)
    }
  }
}

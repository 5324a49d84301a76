internal import ArgumentParser
internal import Foundation
internal import Logging
internal import SvyazApp
internal import SvyazGraph
internal import SvyazMap
internal import SvyazStore
internal import SvyazWeb

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Веб-страницы и HTTP API на хранилище.",
    discussion: """
      Слушает 127.0.0.1, пока не сказано иное. Для других компьютеров нужна хотя бы одна учётная запись (svyaz user add) \
      и TLS: --certificate с --key или прокси перед сервисом (--behind-proxy).
      Если учётных записей нет, заводится администратор admin и печатается ссылка, по которой можно войти один раз.
      Остановка: Ctrl-C или SIGTERM; начатые ответы договариваются до конца.
      """)

  @Option(help: "Хранилище.", completion: .file())
  var store: String

  @Option(help: "Адрес, на котором слушать.")
  var host = "127.0.0.1"

  @Option(help: "Порт; 0 — любой свободный.")
  var port = 8080

  @Option(help: "Цепочка сертификатов PEM для TLS, вместе с --key.", completion: .file())
  var certificate: String?

  @Option(help: "Ключ PEM для TLS, вместе с --certificate.", completion: .file())
  var key: String?

  @Flag(help: "TLS заканчивается в прокси на этой же машине: куки только для защищённых соединений.")
  var behindProxy = false

  @Option(help: "Сколько писать в журнал: debug, info, warning или error.")
  var log = "info"

  func run() async throws {
    guard (0...65_535).contains(port) else {
      throw UsageError.value(option: "--port", value: "\(port)", expected: "число от 0 до 65535")
    }
    guard let level = Logger.Level(rawValue: log) else {
      throw UsageError.value(option: "--log", value: log, expected: "debug, info, warning или error")
    }
    if (certificate == nil) != (key == nil) {
      throw UsageError.value(
        option: certificate == nil ? "--certificate" : "--key", value: "", expected: "--certificate и --key вместе")
    }
    let opened = try StoreOptions.open(store, .writing)
    var configuration = WebConfiguration(host: host, port: port)
    if let certificate, let key { configuration.certificate = (certificate, key) }
    configuration.isBehindProxy = behindProxy
    try await Self.serve(opened, configuration, level: level)
  }

  /// Serves until the process is asked to stop.
  static func serve(_ store: Store, _ configuration: WebConfiguration, level: Logger.Level) async throws {
    var logger = Logger(label: "svyaz", factory: { StreamLogHandler.standardError(label: $0) })
    logger.logLevel = level
    let service = try WebService(
      store, configuration: configuration,
      maps: MapRenderer(workerExecutable: "/proc/self/exe", deadline: .seconds(20), cacheByteCount: 64 << 20),
      logger: logger,
      clock: { Moment.now })
    // The check for other computers comes first: it must see the store as it was.
    let login = try firstAdministrator(store)
    let link = try login.map { try service.signInPath(for: $0) }
    let scheme = configuration.certificate == nil ? "http" : "https"
    let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
    try await service.run { port in
      Output.text("Связь: \(scheme)://\(host):\(port)/\n")
      if let link { Output.text("Вход без пароля, один раз в течение получаса: \(scheme)://\(host):\(port)\(link)\n") }
      Output.text("Остановить: Ctrl-C.\n")
    }
  }

  /// The account that gets a link at the start: somebody who has no password yet, or a new administrator.
  private static func firstAdministrator(_ store: Store) throws -> String? {
    let accounts = try store.accounts().filter { $0.closedAt == nil }
    if accounts.isEmpty {
      let account = Account(login: "admin", name: "Администратор", role: "administrator", openedAt: .now)
      try store.keep(account, by: "service", at: .now)
      return account.login
    }
    return accounts.first { $0.role == "administrator" && !$0.hasPassword }?.login
  }
}

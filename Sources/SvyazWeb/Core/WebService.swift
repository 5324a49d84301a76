internal import Hummingbird
internal import HummingbirdCore
internal import HummingbirdTLS
public import Logging
internal import NIOSSL
internal import SvyazAccess
public import SvyazGraph
public import SvyazMap
public import SvyazStore

/// The web pages and the HTTP API on one store.
public struct WebService: Sendable {
  let services: WebServices
  let accounts: StoreAccounts

  /// Loads the network; blocks.
  ///
  /// - Parameter clock: what time it is; stores and sessions do not look by themselves.
  /// - Throws: `StoreError`, ``WebServiceError``.
  public init(
    _ store: Store, configuration: WebConfiguration, maps: MapRenderer, logger: Logger,
    clock: @escaping @Sendable () -> Moment
  ) throws {
    if !configuration.isLoopback, try !store.hasAccounts() { throw WebServiceError.openWithoutAccounts }
    if !configuration.isLoopback, !configuration.isEncrypted { throw WebServiceError.openWithoutEncryption }
    let threads = WorkThreads("pages", count: 2)
    let accounts = StoreAccounts(store, on: threads, clock: clock)
    let live = try LiveNetwork(store, on: WorkThreads("live", count: 1), logger: logger)
    let slowThreads = WorkThreads("work", count: 2)
    services = WebServices(
      configuration: configuration, store: store, accounts: accounts, live: live, pages: PageCache(),
      frame: PageFrame(templates: try Templates(SiteFiles.templates)),
      metrics: ServiceMetrics(), maps: maps, threads: threads, slowThreads: slowThreads,
      figureThreads: WorkThreads("figures", count: 1, yields: true),
      jobs: JobBoard(on: slowThreads), signIn: SignInLimits(), imports: ImportDesk(), clock: clock, logger: logger)
    self.accounts = accounts
  }

  /// Makes a link that signs `login` in once.
  ///
  /// - Returns: path and query.
  public func signInPath(for login: String, minutes: Int = 30) throws -> String {
    let secret = Secrets.make()
    let now = services.clock()
    guard let digest = Secrets.digest(secret) else { throw AccountError.unknown(login: login) }
    try services.store.addLink(
      digest, for: login, by: "service", at: now, endsAt: Moment(milliseconds: now.milliseconds + minutes * 60_000))
    return "/signin/link?key=\(secret)"
  }

  /// Serves until the process is asked to stop; what is being answered then is answered to the end.
  ///
  /// - Parameter onReady: called with the port once connections are taken.
  public func run(onReady: @escaping @Sendable (Int) -> Void) async throws {
    let configuration = services.configuration
    let app = Application(
      responder: WebRouter.make(Sections.routes, services).buildResponder(),
      server: try server(configuration),
      configuration: ApplicationConfiguration(
        address: .hostname(configuration.host, port: configuration.port), serverName: nil,
        // Others wait in the system's queue until one is closed; silent ones are, after a minute.
        availableConnectionsDelegate: .maximum(
          OpenFiles.connections(atMost: configuration.mostConnections), logger: services.logger)),
      onServerRunning: { channel in onReady(channel.localAddress?.port ?? configuration.port) },
      logger: services.logger)
    let tasks = [
      Task { await services.live.follow() }, Task { await services.accounts.follow() },
      Task { [services] in await services.live.prepare { await DayFigures.prepare($0, services) } },
    ]
    defer {
      for task in tasks { task.cancel() }
      services.live.close()
    }
    try await app.runService()
    await services.maps.shutdown()
  }

  private func server(_ configuration: WebConfiguration) throws -> HTTPServerBuilder {
    let channels = HTTP1Channel.Configuration(
      additionalChannelHandlers: [
        RequestDeadline(head: configuration.idleSeconds, body: configuration.bodySeconds)
      ], idleTimeout: nil,
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))
    let http = HTTPServerBuilder { responder in
      DroppableHTTP1(base: HTTP1Channel(responder: responder, configuration: channels))
    }
    guard let certificate = configuration.certificate else { return http }
    let chain: [NIOSSLCertificateSource]
    let key: NIOSSLPrivateKeySource
    do {
      chain = try NIOSSLCertificate.fromPEMFile(certificate.chain).map { .certificate($0) }
      key = .privateKey(try NIOSSLPrivateKey(file: certificate.key, format: .pem))
    } catch {
      throw WebServiceError.certificate(file: certificate.chain, key: certificate.key)
    }
    var tls = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: key)
    tls.minimumTLSVersion = .tlsv12
    // Of TLS 1.2 only what is forward secret and authenticated; TLS 1.3 has nothing else.
    tls.cipherSuites = "ECDHE+AESGCM:ECDHE+CHACHA20"
    return try .tls(http, tlsConfiguration: tls)
  }
}

/// Why the service does not start.
public enum WebServiceError: UserFacing, Hashable {
  case openWithoutAccounts
  case openWithoutEncryption
  case certificate(file: String, key: String)

  public var code: String {
    switch self {
    case .openWithoutAccounts: "serve.openWithoutAccounts"
    case .openWithoutEncryption: "serve.openWithoutEncryption"
    case .certificate: "serve.certificate"
    }
  }

  public var message: String {
    switch self {
    case .openWithoutAccounts: "В хранилище нет ни одной учётной записи, а сервис был бы доступен другим компьютерам."
    case .openWithoutEncryption: "Сервис был бы доступен другим компьютерам без шифрования: пароли шли бы открыто."
    case .certificate(let file, let key): "Сертификат «\(file)» с ключом «\(key)» не читается."
    }
  }

  public var advice: String {
    switch self {
    case .openWithoutAccounts:
      "Заведите администратора: svyaz user add ЛОГИН --role administrator --store ФАЙЛ, или слушайте 127.0.0.1."
    case .openWithoutEncryption:
      "Дайте --certificate и --key, или слушайте 127.0.0.1 за прокси с TLS (--behind-proxy)."
    case .certificate: "Нужны цепочка сертификатов и ключ без пароля в формате PEM."
    }
  }
}

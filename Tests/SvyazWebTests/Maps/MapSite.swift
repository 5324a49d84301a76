import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import SvyazAccess
import SvyazExchange
import SvyazGraph
import SvyazMap
import SvyazStore
import SvyazTestSupport

@testable import SvyazWeb

/// The service on a store of its own with the sample, and people who look at its maps.
struct MapSite {
  /// What a page or a file was answered with.
  struct Answer: Sendable {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
    /// The drawing on the page.
    var svg: String {
      guard let begin = text.range(of: "<svg xmlns"), let end = text.range(of: "</svg>") else { return "" }
      return String(text[begin.lowerBound..<end.upperBound])
    }
  }

  static let sample = Result { try NetworkFolder.load(path: SvyazProcess.repository.path + "/graphs/samara-2020") }
  static let now = Moment(milliseconds: 1_620_000_000_000)
  static let school: SchoolID = "school-119"

  /// One service for all tests: its worker draws one map after another, whatever else the machine does.
  static let shared = Result { try MapSite() }

  let folder: TemporaryFolder
  let service: WebService
  private let secrets: [Role: String]

  /// - Parameter worker: draws the maps; `nil` for the program itself.
  init(worker: String? = nil) throws {
    folder = try TemporaryFolder()
    let path = folder.path + "/город.svyaz"
    try Store.create(path, with: Self.sample.get(), ChangeNote(author: "test", kind: .import), at: Self.now)
    let store = try Store.open(path, for: .writing)
    var secrets: [Role: String] = [:]
    for role in Role.allCases {
      try store.keep(
        Account(
          login: role.rawValue, name: role.name, role: role.rawValue, school: role == .school ? Self.school : nil,
          openedAt: Self.now), by: "test", at: Self.now)
      let secret = Secrets.make()
      guard let digest = Secrets.digest(secret) else { throw WebFault.signIn }
      try store.openSession(
        digest, for: role.rawValue, csrf: Secrets.make(), at: Self.now,
        endsAt: Moment(milliseconds: Self.now.milliseconds + 86_400_000))
      secrets[role] = secret
    }
    self.secrets = secrets
    var configuration = WebConfiguration()
    (configuration.mapSeconds, configuration.mapFileSeconds) = (120, 120)
    service = try WebService(
      store, configuration: configuration,
      maps: MapRenderer(
        workerExecutable: worker ?? SvyazProcess.executable.path, deadline: .seconds(120), cacheByteCount: 32 << 20),
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }), clock: { Self.now })
  }

  func get(_ address: String, as role: Role, headers more: HTTPFields = [:]) async throws -> Answer {
    let app = Application(responder: WebRouter.make(Sections.routes, service.services).buildResponder())
    var headers = more
    headers[.cookie] = "\(SessionCookie.plainName)=\(secrets[role] ?? "")"
    let sent = headers
    return try await app.test(.router) { http in
      let answer = try await http.execute(uri: address, method: .get, headers: sent)
      return Answer(status: answer.status, headers: answer.headers, bytes: Array(buffer: answer.body))
    }
  }
}

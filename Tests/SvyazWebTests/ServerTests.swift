import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import SvyazAccess
import SvyazGraph
import SvyazMap
import SvyazStore
import SvyazTestSupport
import Testing

@testable import SvyazWeb

/// What only shows on a port: slow senders, large bodies, the end of the service.
@Suite(.serialized) struct ServerTests {
  /// Runs the service on a port of its own, with short times.
  private func withServer(_ body: @escaping @Sendable (WebFixture, Int) throws -> Void) async throws {
    var configuration = WebConfiguration(port: 0)
    configuration.bodySeconds = 2
    configuration.idleSeconds = 2
    let fixture = try WebFixture(configuration)
    let (ports, ready) = AsyncStream.makeStream(of: Int.self)
    let server = Task { try await fixture.service.run { ready.yield($0) } }
    defer { server.cancel() }
    for await port in ports {
      // Blocking sockets have no place on the threads that answer.
      try await WorkThreads("client", count: 1).run { try body(fixture, port) }
      break
    }
    server.cancel()
    _ = await server.result
  }

  @Test("who sends a request too slowly is cut off; who sends it in time is not") func closesSlowSenders() async throws
  {
    try await withServer { fixture, port in
      let quick = try RawConnection(port: port)
      quick.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
      #expect(quick.read(until: "ok\n").text.hasPrefix("HTTP/1.1 200"))
      // Silent after an answer.
      #expect(quick.read(seconds: 8).isClosed)

      let half = try RawConnection(port: port)
      half.send("GET /health HTTP/1.1\r\nHo")
      #expect(half.read(seconds: 8).isClosed)

      let trickle = try RawConnection(port: port)
      trickle.send("POST /signin HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n")
      let start = Date()
      var isOpen = true
      while isOpen, Date().timeIntervalSince(start) < 10 {
        isOpen = trickle.send("x") && !trickle.read(seconds: 1).isClosed
      }
      #expect(Date().timeIntervalSince(start) < 8)
      _ = fixture
    }
  }

  @Test("who is refused before the body has come is cut off all the same") func closesRefusedSenders() async throws {
    try await withServer { fixture, port in
      let head = "POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n"
      // The body trickles on after the answer.
      let trickle = try RawConnection(port: port)
      trickle.send(head)
      let start = Date()
      var isOpen = true
      while isOpen, Date().timeIntervalSince(start) < 8 {
        isOpen = trickle.send("x") && !trickle.read(seconds: 1).isClosed
      }
      #expect(Date().timeIntervalSince(start) < 6)
      // The body comes whole after the answer, then nothing. On a busy machine the body's time may be over before there is
      // an answer: then it is asked again.
      var isAnswered = false
      for _ in 0..<100 where !isAnswered {
        let silent = try RawConnection(port: port)
        silent.send(head)
        let answer = silent.read(until: "</html>").text
        isAnswered = !answer.isEmpty
        guard isAnswered else { continue }
        #expect(answer.hasPrefix("HTTP/1.1 4"))
        silent.send("0123456789")
        #expect(silent.read(seconds: 8).isClosed)
      }
      #expect(isAnswered)
      _ = fixture
    }
  }

  @Test("bodies above the limit are refused, told or untold") func refusesLargeBodies() async throws {
    try await withServer { fixture, port in
      let cookie = "svyaz=\(fixture.secret(of: .planner))"
      let told = try RawConnection(port: port)
      told.send(
        "POST /signin HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n")
      #expect(told.read(until: "\r\n\r\n").text.hasPrefix("HTTP/1.1 413"))

      let untold = try RawConnection(port: port)
      untold.send(
        "POST /api/v1/plan HTTP/1.1\r\nHost: localhost\r\nCookie: \(cookie)\r\nX-Csrf-Token: "
          + "\(fixture.csrf(of: .planner))\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
      let chunk = String(repeating: " ", count: 0x8000)
      for _ in 0..<8 where untold.send("8000\r\n\(chunk)\r\n") {}
      #expect(untold.read(until: "\r\n\r\n").text.hasPrefix("HTTP/1.1 413"))

      let heads = try RawConnection(port: port)
      heads.send("GET / HTTP/1.1\r\nHost: localhost\r\nX-A: \(String(repeating: "a", count: 40_000))\r\n\r\n")
      let answer = heads.read(until: "\r\n\r\n")
      #expect(answer.isClosed || answer.text.hasPrefix("HTTP/1.1 4"))
    }
  }

  @Test("a message whose end can be read in two ways is no request") func refusesSmuggling() async throws {
    try await withServer { _, port in
      for head in [
        "Content-Length: 5\r\nTransfer-Encoding: chunked", "Content-Length: 5\r\nContent-Length: 6",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "Content-Length: +5", "Content-Length : 5",
      ] {
        let connection = try RawConnection(port: port)
        connection.send(
          "POST /signin HTTP/1.1\r\nHost: localhost\r\n\(head)\r\n\r\n0\r\n\r\nGET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        let answer = connection.read(seconds: 3)
        #expect(!answer.text.contains("ok\n"), "\(head): \(answer.text.prefix(80))")
        #expect(answer.isClosed || answer.text.hasPrefix("HTTP/1.1 4"), "\(head): \(answer.text.prefix(80))")
      }
    }
  }

  @Test("what is being answered when the service is stopped is answered to the end") func finishesAnswers() async throws
  {
    let fixture = try WebFixture()
    let (answer, status) = try await WorkThreads("client", count: 1).run { () throws -> (String, Int32?) in
      let served = try ServedProcess(fixture)
      let client = try RawConnection(port: served.address.port)
      // A map takes long enough to be asked to stop in the middle of it.
      client.send(
        "GET /api/v1/maps/overview?format=pdf HTTP/1.1\r\nHost: localhost\r\n"
          + "Authorization: Bearer \(served.address.token)\r\nConnection: close\r\n\r\n")
      let late = Date().addingTimeInterval(60)
      while served.workers.isEmpty, Date() < late { Thread.sleep(forTimeInterval: 0.01) }
      served.process.terminate()
      return (client.read(seconds: 60).text, served.status(within: 20))
    }
    #expect(answer.hasPrefix("HTTP/1.1 200"), "\(answer.prefix(200))")
    #expect(answer.contains("%%EOF"))
    #expect(status == 0)
  }

  @Test("nothing listens for other computers while nobody can sign in") func refusesOpenService() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/пусто.svyaz"
    try Store.create(
      path, with: .init(id: "a", name: "Сеть", asOf: "2021-01-01", subjects: []),
      ChangeNote(author: "test", kind: .import), at: WebFixture.start)
    let store = try Store.open(path, for: .writing)
    func start(_ host: String, isEncrypted: Bool = false) throws {
      var configuration = WebConfiguration(host: host, port: 0)
      configuration.isBehindProxy = isEncrypted
      _ = try WebService(
        store, configuration: configuration,
        maps: MapRenderer(workerExecutable: SvyazProcess.executable.path), logger: Logger(label: "test"),
        clock: { WebFixture.start })
    }
    for host in ["0.0.0.0", "::", "10.0.0.1", "svyaz.example"] {
      #expect(throws: WebServiceError.openWithoutAccounts) { try start(host) }
    }
    for host in ["127.0.0.1", "::1", "localhost"] { #expect(throws: Never.self) { try start(host) } }
    // Nor without encryption, though there are people.
    try store.keep(
      Account(login: "anna", name: "Анна", role: "administrator", openedAt: WebFixture.start), by: "test",
      at: WebFixture.start)
    for host in ["0.0.0.0", "10.0.0.1"] {
      #expect(throws: WebServiceError.openWithoutEncryption) { try start(host) }
      #expect(throws: Never.self) { try start(host, isEncrypted: true) }
    }
  }

  @Test("the service stops at once, though pages listen to it") func stopsWithListeners() async throws {
    let fixture = try WebFixture()
    let status = try await WorkThreads("client", count: 1).run { () throws -> Int32? in
      let served = try ServedProcess(fixture)
      let page = try RawConnection(port: served.address.port)
      page.send("GET /live HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(served.address.token)\r\n\r\n")
      #expect(page.read(until: "event: change").text.contains("event: change"))
      served.process.terminate()
      return served.status(within: 10)
    }
    #expect(status == 0)
  }
}

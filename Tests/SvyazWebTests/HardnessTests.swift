import Foundation
import Glibc
import SvyazExchange
import SvyazGraph
import SvyazMap
import SvyazStore
import SvyazTestSupport
import Synchronization
import Testing

@testable import SvyazWeb

/// The short form of `make campaign-web`: idle connections, a large upload, killed map workers, a killed service.
@Suite(.serialized) struct HardnessTests {
  /// Changes by the id of the event that they added.
  private final class Acknowledged: Sendable {
    let changes = Mutex<[String: Int]>([:])
  }

  private func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    // Blocking sockets have no place on the threads that answer.
    try await WorkThreads("client", count: 1).run(body)
  }

  @Test("idle connections keep nobody waiting; above the limit others wait until one is closed")
  func limitsConnections() async throws {
    var configuration = WebConfiguration(port: 0)
    (configuration.idleSeconds, configuration.mostConnections) = (12, 200)
    let fixture = try WebFixture(configuration)
    let (ports, ready) = AsyncStream.makeStream(of: Int.self)
    let server = Task { try await fixture.service.run { ready.yield($0) } }
    defer { server.cancel() }
    for await port in ports {
      try await blocking {
        let health = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        let begin = Date()
        let idle = try (0..<199).map { _ in try HeldConnection(port: port) }
        let beside = try RawConnection(port: port)
        beside.send(health)
        #expect(beside.read(until: "ok\n").text.hasPrefix("HTTP/1.1 200"))
        // The place of the one that was answered, then one too many.
        let last = try HeldConnection(port: port)
        let late = try RawConnection(port: port)
        late.send(health)
        var answer = late.read(until: "ok\n", seconds: 1).text
        #expect(answer == "" || Date().timeIntervalSince(begin) > 12)
        // Silent ones are closed after twelve seconds.
        if answer == "" { answer = late.read(until: "ok\n").text }
        #expect(answer.hasPrefix("HTTP/1.1 200"))
        withExtendedLifetime((idle, last)) {}
      }
      break
    }
    server.cancel()
    _ = await server.result
  }

  @Test("killed map workers: the next map is drawn") func drawsAfterKills() async throws {
    let fixture = try WebFixture()
    try await blocking {
      let served = try ServedProcess(fixture)
      func draw(_ path: String) throws -> (status: Int, body: String) { try #require(served.ask("GET", path)) }
      var killed = 0
      for (number, kind) in ["mentors", "districts", "geography", "mentors"].enumerated() {
        let path = "/api/v1/maps/\(kind)?format=svg&asOf=2021-0\(number + 1)-15"
        var answer = try draw(path)
        // The one that a dying worker had taken is put off; the next one is drawn.
        if killed > 0, answer.status == 503 { answer = try draw(path) }
        #expect(answer.status == 200 && answer.body.contains("<svg"), "\(answer.status) \(answer.body.prefix(300))")
        for worker in served.workers where Glibc.kill(worker, SIGKILL) == 0 { killed += 1 }
      }
      #expect(killed > 0)
    }
  }

  @Test("SIGKILL while programs write: every acknowledged write is there", arguments: 1...2)
  func keepsAcknowledged(round: Int) async throws {
    let fixture = try WebFixture()
    try await blocking {
      let served = try ServedProcess(fixture)
      let address = served.address
      let acknowledged = Acknowledged()
      let writers = (0..<3).map { writer in
        let thread = Thread {
          for number in 1... {
            let id = "kill-\(writer)-\(number)"
            let event =
              #"{"id": "\#(id)", "kind": "seminar", "title": "\#(id)", "date": "2021-03-15", "organiser": "ЦРО"}"#
            guard let answer = address.ask("POST", "/api/v1/events", body: event), answer.status == 201,
              let report = JSONValue(bytes: Array(answer.body.utf8))
            else { return }
            acknowledged.changes.withLock { $0[id] = report["change"]?.asInt ?? 0 }
          }
        }
        thread.start()
        return thread
      }
      Thread.sleep(forTimeInterval: 0.7 + Double(round) * 0.4)
      served.kill()
      while writers.contains(where: { !$0.isFinished }) { Thread.sleep(forTimeInterval: 0.01) }
      let kept = acknowledged.changes.withLock { $0 }
      #expect(!kept.isEmpty)
      let again = try ServedProcess(fixture)
      for (id, change) in kept {
        let event = try #require(again.ask("GET", "/api/v1/events/\(id)"))
        #expect(event.status == 200 && event.body.contains(#""title": "\#(id)""#), "\(id) of change \(change)")
      }
      let head = again.ask("GET", "/api/v1/network").flatMap { JSONValue(bytes: Array($0.body.utf8)) }
      #expect((head?["revision"]?.asInt ?? 0) >= (kept.values.max() ?? 0))
    }
  }
}

import Foundation
import Glibc
import SvyazTestSupport
import Synchronization
import Testing

@testable import SvyazWeb

/// Connections that come in while the service stops.
@Suite(.serialized) struct StopTests {
  @Test("who was taken in and not yet served when the service is cancelled is closed, and the process lives")
  func closesTheUnserved() async {
    // In a process of its own: SwiftNIO traps where such a connection is dropped.
    await #expect(processExitsWith: .success) {
      let fixture = try WebFixture(WebConfiguration(port: 0))
      let clients = Mutex<[HeldConnection]>([])
      // Ends with an error: the server stopped and nobody had asked it to.
      await #expect(throws: (any Error).self) {
        try await fixture.service.run { port in
          // The port is open, and nobody is served until this returns: they wait between the two.
          let before = StopTests.openFiles
          let held = (0..<8).compactMap { _ in try? HeldConnection(port: port) }
          let end = Date().addingTimeInterval(10)
          while StopTests.openFiles < before + 16, Date() < end { Thread.sleep(forTimeInterval: 0.01) }
          Thread.sleep(forTimeInterval: 0.2)
          #expect(held.count == 8 && StopTests.openFiles >= before + 16)
          clients.withLock { $0 = held }
          withUnsafeCurrentTask { $0?.cancel() }
        }
      }
      for client in clients.withLock({ $0 }) { #expect(client.connection.read(seconds: 10).isClosed) }
    }
  }

  @Test("SIGTERM while connections come in: the service ends well", arguments: 1...4)
  func endsUnderConnections(round: Int) async throws {
    let fixture = try WebFixture()
    // Blocking sockets have no place on the threads that answer.
    try await WorkThreads("client", count: 1).run {
      let served = try ServedProcess(fixture)
      let port = served.address.port
      let knocked = Knocks()
      let knockers = (0..<3).map { number in
        let thread = Thread {
          var held: [HeldConnection] = []
          while !knocked.isOver.load(ordering: .relaxed), let client = try? HeldConnection(port: port) {
            knocked.count.add(1, ordering: .relaxed)
            // Some go at once, some stay silent, some ask.
            guard (number + knocked.count.load(ordering: .relaxed)) % 3 > 0 else { continue }
            if number > 0 { client.connection.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n") }
            held.append(client)
            if held.count > 100 { held.removeFirst() }
          }
        }
        thread.start()
        return thread
      }
      Thread.sleep(forTimeInterval: 0.05 + Double(round) * 0.05)
      served.process.terminate()
      let end = Date().addingTimeInterval(30)
      while served.process.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.01) }
      knocked.isOver.store(true, ordering: .relaxed)
      while knockers.contains(where: { !$0.isFinished }) { Thread.sleep(forTimeInterval: 0.01) }
      guard !served.process.isRunning else {
        Issue.record("the service did not end")
        return
      }
      #expect(served.process.terminationReason == .exit && served.process.terminationStatus == 0)
      #expect(knocked.count.load(ordering: .relaxed) > 0)
    }
  }

  private final class Knocks: Sendable {
    let count = Atomic<Int>(0)
    let isOver = Atomic<Bool>(false)
  }

  private static var openFiles: Int {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count ?? 0
  }
}

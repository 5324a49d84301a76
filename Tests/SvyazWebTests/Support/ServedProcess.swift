import Foundation
import Glibc
import SvyazStore
import SvyazTestSupport

@testable import SvyazWeb

/// `svyaz serve` as a process of its own on a fixture's store, with a token that the real clock knows. It blocks: call it
/// on a thread for that.
final class ServedProcess: Sendable {
  let process = Process()
  let address: ServedAddress

  init(_ fixture: WebFixture) throws {
    let token = Secrets.make()
    let now = Moment(milliseconds: Int(Date().timeIntervalSince1970 * 1000))
    try fixture.store.addToken(
      WebFixture.digest(token), id: String(token.filter(\.isLetter).prefix(12)), for: "planner", name: "Программа",
      writes: true, by: "test", at: now, endsAt: Moment(milliseconds: now.milliseconds + 3_600_000))
    process.executableURL = SvyazProcess.executable
    process.arguments = ["serve", "--store", fixture.folder.path + "/город.svyaz", "--port", "0"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var text = ""
    while !text.contains("Остановить"), case let data = output.fileHandleForReading.availableData, !data.isEmpty {
      text += String(decoding: data, as: UTF8.self)
    }
    let port = text.split(separator: "127.0.0.1:").last.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
    address = ServedAddress(port: port, token: token)
  }

  /// The status that it ends with; `nil` when it is not gone in time.
  func status(within seconds: TimeInterval) -> Int32? {
    let end = Date().addingTimeInterval(seconds)
    while process.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.05) }
    return process.isRunning ? nil : process.terminationStatus
  }

  deinit { if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) } }

  func kill() {
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Children that draw maps.
  var workers: [Int32] {
    let path = "/proc/\(process.processIdentifier)/task"
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return tasks.flatMap { task in
      ((try? String(contentsOfFile: "\(path)/\(task)/children", encoding: .utf8)) ?? "").split(separator: " ")
        .compactMap { Int32($0) }
    }
  }

  func ask(_ method: String, _ path: String, body: String? = nil) -> (status: Int, body: String)? {
    address.ask(method, path, body: body)
  }
}

/// Where a service listens, and what opens it.
struct ServedAddress: Sendable {
  let port: Int
  let token: String

  /// - Returns: `nil` when the service went before it answered.
  func ask(_ method: String, _ path: String, body: String? = nil, seconds: Int = 30) -> (status: Int, body: String)? {
    guard let connection = try? RawConnection(port: port) else { return nil }
    let content =
      body.map { "Content-Type: application/json\r\nContent-Length: \($0.utf8.count)\r\n\r\n\($0)" } ?? "\r\n"
    connection.send(
      "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer \(token)\r\n\(content)"
    )
    let answer = connection.read(seconds: seconds).text
    guard let status = answer.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
      let begin = answer.range(of: "\r\n\r\n")
    else { return nil }
    return (status, String(answer[begin.upperBound...]))
  }
}

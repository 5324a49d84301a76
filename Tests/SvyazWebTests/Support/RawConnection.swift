import Foundation
import Glibc

/// A TCP connection by hand, for requests that no client would send.
struct RawConnection: ~Copyable {
  private let socket: Int32

  init(port: Int) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { throw POSIXError(.EMFILE) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else {
      close(socket)
      throw POSIXError(.ECONNREFUSED)
    }
  }

  deinit { close(socket) }

  /// - Returns: `false` once the other side has closed.
  @discardableResult
  borrowing func send(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }

  /// What comes until the other side closes, `part` has come, or the time is over: long enough for a busy machine.
  ///
  /// - Returns: the text, and whether the other side has closed.
  borrowing func read(until part: String? = nil, seconds: Int = 60) -> (text: String, isClosed: Bool) {
    var bytes: [UInt8] = []
    let end = Date().addingTimeInterval(Double(seconds))
    while Date() < end {
      var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      guard poll(&descriptor, 1, 100) > 0 else { continue }
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { return (String(decoding: bytes, as: UTF8.self), true) }
      bytes += buffer[..<count]
      if let part, String(decoding: bytes, as: UTF8.self).contains(part) { break }
    }
    return (String(decoding: bytes, as: UTF8.self), false)
  }
}

/// One of several connections that are kept open.
final class HeldConnection: Sendable {
  let connection: RawConnection

  init(port: Int) throws { connection = try RawConnection(port: port) }
}

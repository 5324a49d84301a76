import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// The peer of the web race: a bare Hummingbird server that answers given paths with given bytes and headers.
///
/// Usage: `svyaz-bench-web FOLDER`. Every `NAME.head` of the folder is one route: the path in its first line, a header
/// in each other line; `NAME.body` beside it holds the bytes. Prints its port and serves until it is stopped.
@main
enum WebBench {
  struct Route {
    let path: String
    let headers: HTTPFields
    let body: ByteBuffer
  }

  static func main() async throws {
    guard CommandLine.arguments.count == 2 else {
      FileHandle.standardError.write(Data("usage: svyaz-bench-web FOLDER\n".utf8))
      exit(2)
    }
    let router = Router()
    for route in try routes(in: URL(fileURLWithPath: CommandLine.arguments[1])) {
      router.get(RouterPath(route.path)) { _, _ in
        Response(status: .ok, headers: route.headers, body: ResponseBody(byteBuffer: route.body))
      }
    }
    var logger = Logger(label: "peer")
    logger.logLevel = .error
    let app = Application(
      router: router,
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0), serverName: nil),
      onServerRunning: { channel in
        FileHandle.standardOutput.write(Data("\(channel.localAddress?.port ?? 0)\n".utf8))
      }, logger: logger)
    try await app.runService()
  }

  static func routes(in folder: URL) throws -> [Route] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "head" }
      .map { file in
        let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
        var headers = HTTPFields()
        for line in lines.dropFirst() {
          let parts = line.split(separator: ":", maxSplits: 1)
          guard parts.count == 2, let name = HTTPField.Name(String(parts[0])) else { continue }
          headers[name] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        let body = try Data(contentsOf: file.deletingPathExtension().appendingPathExtension("body"))
        return Route(path: String(lines.first ?? "/"), headers: headers, body: ByteBuffer(bytes: body))
      }
  }
}

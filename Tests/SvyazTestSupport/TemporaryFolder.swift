public import Foundation

/// A folder of its own for one test; it goes with the value, so keep that in a variable.
public final class TemporaryFolder: Sendable {
  public let path: String
  public var url: URL { URL(fileURLWithPath: path) }

  public init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("svyaz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  public func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

  public func write(_ data: Data, to name: String) throws {
    try data.write(to: URL(fileURLWithPath: path).appendingPathComponent(name))
  }

  public func data(of name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path).appendingPathComponent(name))
  }

  /// Names, sorted.
  public func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

  /// All files by name.
  public func contents() throws -> [String: Data] {
    try Dictionary(uniqueKeysWithValues: names().map { ($0, try data(of: $0)) })
  }
}

import Foundation

/// A file's bytes, to be searched.
struct TemporaryBytes {
  private let data: Data

  static func read(_ path: String) throws -> TemporaryBytes {
    TemporaryBytes(data: try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  func contains(_ part: [UInt8]) -> Bool { data.range(of: Data(part)) != nil }
}

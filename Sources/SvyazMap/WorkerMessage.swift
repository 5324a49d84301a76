internal import Foundation

/// What the renderer asks of its worker.
struct WorkerJob: Codable {
  /// Of what is drawn from a map; grows when the same map is to come out otherwise.
  static let drawingVersion = 1

  var version = drawingVersion
  var map: NetworkMap
  var formats: [MapFormat]
  var options = MapFileOptions()
}

/// What the worker answers; `fileSizes` frames of raw bytes follow it.
struct WorkerAnswer: Codable {
  struct File: Codable {
    var format: MapFormat
    var byteCount: Int
  }
  struct Failure: Codable {
    enum Kind: String, Codable {
      case layoutFailed, inconsistent, memoryExceeded
    }
    var kind: Kind
    var detail: String
  }

  var scene: MapScene?
  var files: [File] = []
  var failure: Failure?
}

extension WorkerAnswer.Failure {
  init(_ error: MapError) {
    switch error {
    case .inconsistent(let detail): self.init(kind: .inconsistent, detail: detail)
    case .layoutFailed(let detail): self.init(kind: .layoutFailed, detail: detail)
    case .memoryExceeded: self.init(kind: .memoryExceeded, detail: "")
    default: self.init(kind: .layoutFailed, detail: error.code)
    }
  }

  var error: MapError {
    switch kind {
    case .layoutFailed: .layoutFailed(detail: detail)
    case .inconsistent: .inconsistent(detail: detail)
    case .memoryExceeded: .memoryExceeded
    }
  }
}

/// Frames on a pipe: four bytes of length, the highest first, then as many bytes.
enum Frame {
  static let headerCount = 4

  static func header(_ count: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }
  }

  /// - Returns: `nil` for a length beyond the limit.
  static func length(_ header: some Collection<UInt8>) -> Int? {
    let length = header.reduce(0) { $0 << 8 | Int($1) }
    return length <= MapLimits.frameBytes ? length : nil
  }

  static func encode(_ message: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    // Equal messages are equal bytes: the cache knows requests by them.
    encoder.outputFormatting = .sortedKeys
    let body = try encoder.encode(message)
    return header(body.count) + body
  }

  static func decode<Message: Decodable>(_ type: Message.Type, from body: [UInt8]) throws -> Message {
    try JSONDecoder().decode(type, from: Data(body))
  }
}

internal import HTTPTypes
internal import SvyazStore
internal import Synchronization

/// Writes that carry `Idempotency-Key`: a program that did not hear the answer may ask again and changes nothing twice.
///
/// The answer is kept for a day. It is kept after the change: whoever asks again after a crash in between is told that
/// the row is there already, or that its version has changed.
struct RepeatedWrites: Sendable {
  let services: WebServices
  let login: String

  private struct Running: Hashable, Sendable {
    var login: String
    var key: String
  }

  private static let running = Mutex<Set<Running>>([])

  /// - Parameter request: of all that the request says.
  /// - Throws: ``WebFault/reusedKey`` when the key came with another request, ``WebFault/repeatedTooSoon`` while the
  ///   first is being answered; what `make` throws, which is not kept: nothing was changed.
  func answer(
    _ key: String, request: SecretDigest?, _ make: () async throws -> APIAnswer
  ) async throws -> APIAnswer {
    guard let request, (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw WebFault.value(name: "Idempotency-Key", value: String(key.prefix(100)), expected: "1–255 знаков ASCII")
    }
    let entry = Running(login: login, key: key)
    guard Self.running.withLock({ $0.insert(entry).inserted }) else { throw WebFault.repeatedTooSoon }
    defer { Self.running.withLock { _ = $0.remove(entry) } }
    let kept = try await services.threads.run { [services, login] in
      try services.store.keptAnswer(to: key, of: login, at: services.clock())
    }
    if let kept {
      guard kept.request == request else { throw WebFault.reusedKey }
      return Self.answer(kept)
    }
    let answer = try await make()
    let written = KeptAnswer(
      request: request, status: answer.status.code,
      headers: answer.headers.map { "\($0.name.canonicalName): \($0.value)" }.joined(separator: "\n"),
      body: answer.bytes)
    try await services.threads.run { [services, login] in
      try services.store.keep(written, to: key, of: login, at: services.clock())
    }
    return answer
  }

  private static func answer(_ kept: KeptAnswer) -> APIAnswer {
    var headers = HTTPFields()
    for line in kept.headers.split(separator: "\n") {
      guard let colon = line.firstRange(of: ": "), let name = HTTPField.Name(String(line[..<colon.lowerBound])) else {
        continue
      }
      headers[name] = String(line[colon.upperBound...])
    }
    return APIAnswer(status: .init(code: kept.status), headers: headers, bytes: kept.body)
  }
}

internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// The fields of a form that was sent, with the session's token already checked.
struct FormFields: Sendable {
  private let fields: [(name: String, value: String)]

  /// - Throws: ``WebFault/foreignForm`` without the session's token, ``WebFault/tooLarge(limit:)``.
  static func of(_ request: Request, _ context: WebContext, limit: Int = 1 << 20) async throws -> FormFields {
    let form = try await read(request, limit: limit)
    guard let csrf = context.csrf, let sent = form["csrf"], Secrets.isEqual(csrf, sent) else {
      throw WebFault.foreignForm
    }
    return form
  }

  /// A form of somebody who is not signed in yet: the gate has looked where it comes from.
  static func read(_ request: Request, limit: Int = 1 << 20) async throws -> FormFields {
    let buffer = try await RequestBody.whole(of: request, limit: limit)
    return FormFields(encoded: String(buffer: buffer))
  }

  /// `a=1&b=%D0%B4`.
  init(encoded: String) {
    fields = encoded.split(separator: "&").prefix(5000).map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      func decoded(_ part: Substring) -> String {
        let plain = part.replacing("+", with: " ")
        // Bytes that are no UTF-8 stay as they were sent.
        return plain.removingPercentEncoding ?? String(plain)
      }
      return (decoded(parts[0]), parts.count > 1 ? decoded(parts[1]) : "")
    }
  }

  /// The first value of a name, without blanks around it; `nil` when it was not sent.
  subscript(_ name: String) -> String? {
    fields.first { $0.name == name }?.value.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Every value of a name.
  func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  /// Passwords are taken to the letter.
  func verbatim(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  /// - Throws: ``WebFault/value(name:value:expected:)`` when it is missing or empty.
  func required(_ name: String, _ title: String) throws(WebFault) -> String {
    guard let value = self[name], !value.isEmpty else {
      throw .value(name: title, value: "", expected: "непустое значение")
    }
    return value
  }
}

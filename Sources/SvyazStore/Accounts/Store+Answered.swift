internal import Foundation
internal import GRDB
public import SvyazGraph

/// What was answered to a write, so that the same write is answered the same and not done twice.
public struct KeptAnswer: Hashable, Sendable {
  /// Of all that the request said.
  public let request: SecretDigest
  public let status: Int
  /// `name: value` lines.
  public let headers: String
  public let body: [UInt8]

  public init(request: SecretDigest, status: Int, headers: String, body: [UInt8]) {
    self.request = request
    self.status = status
    self.headers = headers
    self.body = body
  }
}

extension Store {
  /// How long answers are kept, in milliseconds.
  public static let answersAreKept = 24 * 3_600_000

  /// - Returns: `nil` when the key is new, or so old that its answer is no longer kept.
  public func keptAnswer(to key: String, of login: String, at moment: Moment) throws -> KeptAnswer? {
    try read { db in
      try Row.fetchOne(
        db, sql: "SELECT request, status, headers, body FROM answered WHERE login = ? AND key = ? AND at > ?",
        arguments: [login, key, moment.milliseconds - Self.answersAreKept]
      ).flatMap { row in
        let (request, body): (Data, Data) = (row["request"], row["body"])
        return SecretDigest(bytes: Array(request)).map {
          KeptAnswer(request: $0, status: row["status"], headers: row["headers"], body: Array(body))
        }
      }
    }
  }

  /// Keeps an answer; older ones than a day go.
  public func keep(_ answer: KeptAnswer, to key: String, of login: String, at moment: Moment) throws {
    try writeAccounts { db in
      try db.execute(
        sql: "DELETE FROM answered WHERE at <= ?", arguments: [moment.milliseconds - Self.answersAreKept])
      try db.execute(
        sql: """
          INSERT INTO answered (login, key, request, status, headers, body, at) VALUES (?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (login, key) DO NOTHING
          """,
        arguments: [
          login, key, data(of: answer.request), answer.status, answer.headers, Data(answer.body), moment.milliseconds,
        ])
    }
  }
}

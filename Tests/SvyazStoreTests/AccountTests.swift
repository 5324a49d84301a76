import GRDB
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazStore

/// People, their ways in, and what the log keeps of them.
@Suite struct AccountTests {
  private let fixture: StoreFixture
  private let store: Store

  init() throws {
    fixture = try StoreFixture(MigrationTests.states[0])
    store = try fixture.open()
    for (login, role) in [("anna", "administrator"), ("petr", "planner")] {
      try store.keep(Account(login: login, name: "Имя", role: role, openedAt: .number(1)), by: "anna", at: .number(1))
    }
  }

  private func digest(_ byte: UInt8) throws -> SecretDigest {
    try #require(SecretDigest(bytes: [UInt8](repeating: byte, count: 32)))
  }

  private func open(_ byte: UInt8, for login: String = "petr", hours: Int = 5) throws -> SecretDigest {
    let digest = try digest(byte)
    try store.openSession(
      digest, for: login, csrf: String(repeating: "c", count: 43), at: .number(2), endsAt: .number(2 + hours))
    return digest
  }

  @Test("a session is known until its end, and not under another secret") func keepsSessions() throws {
    let session = try open(1)
    #expect(try store.session(session, at: .number(6))?.account.login == "petr")
    #expect(try store.session(session, at: .number(7)) == nil)
    #expect(try store.session(digest(2), at: .number(3)) == nil)
    try store.touchSession(session, at: .number(4))
    #expect(try store.session(session, at: .number(5))?.usedAt == .number(4))
    try store.touchSession(session, at: .number(3))
    #expect(try store.session(session, at: .number(5))?.usedAt == .number(4))
    try store.closeSession(session, at: .number(5))
    #expect(try store.session(session, at: .number(5)) == nil)
  }

  @Test("sessions that are over go when another is opened") func forgetsOldSessions() throws {
    _ = try open(1, hours: 1)
    try store.openSession(
      digest(2), for: "petr", csrf: String(repeating: "c", count: 43), at: .number(9), endsAt: .number(10))
    #expect(try fixture.raw { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM session") } == 1)
  }

  @Test("closing an account, or changing its role, ends all its ways in", arguments: [true, false])
  func losesWaysIn(isClosed: Bool) throws {
    let session = try open(1)
    let own = try open(2, for: "anna")
    try store.addLink(digest(3), for: "petr", by: "anna", at: .number(2), endsAt: .number(9))
    try store.addToken(
      digest(4), id: "token", for: "petr", name: "Программа", writes: true, by: "petr", at: .number(2),
      endsAt: .number(9))
    var account = try #require(try store.account("petr"))
    if isClosed { account.closedAt = .number(3) } else { account.role = "presenter" }
    try store.keep(account, by: "anna", at: .number(3))
    #expect(try store.session(session, at: .number(3)) == nil)
    #expect(try store.useLink(digest(3), at: .number(3)) == nil)
    #expect(try store.token(digest(4), at: .number(3)) == nil)
    #expect(try store.session(own, at: .number(3)) != nil)
    #expect(try store.account("petr")?.closedAt == (isClosed ? .number(3) : nil))
  }

  @Test("a new name leaves the sessions") func keepsSessionsAtNewName() throws {
    let session = try open(1)
    try store.keep(
      Account(login: "petr", name: "Пётр", role: "planner", openedAt: .number(1)), by: "anna", at: .number(3))
    #expect(try store.session(session, at: .number(3))?.account.name == "Пётр")
  }

  @Test("the last administrator stays") func keepsAdministrator() throws {
    var anna = try #require(try store.account("anna"))
    anna.role = "planner"
    #expect(throws: AccountError.lastAdministrator) { try store.keep(anna, by: "anna", at: .number(3)) }
    anna.role = "administrator"
    anna.closedAt = .number(3)
    #expect(throws: AccountError.lastAdministrator) { try store.keep(anna, by: "anna", at: .number(3)) }
    #expect(try store.account("anna")?.closedAt == nil)
    try store.keep(
      Account(login: "ivan", name: "Иван", role: "administrator", openedAt: .number(1)), by: "anna", at: .number(3))
    try store.keep(anna, by: "ivan", at: .number(4))
    #expect(try store.account("anna")?.closedAt == .number(3))
  }

  @Test("a new password ends the other sessions and the links") func setsPassword() throws {
    let (session, other) = (try open(1), try open(2))
    try store.addLink(digest(3), for: "petr", by: "anna", at: .number(2), endsAt: .number(9))
    #expect(try store.passwordHash(of: "petr") == nil)
    try store.setPassword("scrypt$…", of: "petr", keeping: session, by: "petr", at: .number(3))
    #expect(try store.passwordHash(of: "petr") == "scrypt$…")
    #expect(try store.account("petr")?.hasPassword == true)
    #expect(try store.session(session, at: .number(3)) != nil)
    #expect(try store.session(other, at: .number(3)) == nil)
    #expect(try store.useLink(digest(3), at: .number(3)) == nil)
    #expect(throws: AccountError.unknown(login: "nobody")) {
      try store.setPassword("scrypt$…", of: "nobody", by: "anna", at: .number(3))
    }
  }

  @Test("a link leads in once and in time") func usesLinks() throws {
    try store.addLink(digest(1), for: "petr", by: "anna", at: .number(2), endsAt: .number(3))
    #expect(try store.useLink(digest(1), at: .number(3)) == nil)
    try store.addLink(digest(2), for: "petr", by: "anna", at: .number(2), endsAt: .number(4))
    #expect(try store.useLink(digest(2), at: .number(3))?.login == "petr")
    #expect(try store.useLink(digest(2), at: .number(3)) == nil)
    #expect(throws: AccountError.unknown(login: "nobody")) {
      try store.addLink(digest(3), for: "nobody", by: "anna", at: .number(2), endsAt: .number(4))
    }
  }

  @Test("tokens are listed without secrets and withdrawn") func keepsTokens() throws {
    for (byte, writes) in [(UInt8(1), true), (2, false)] {
      try store.addToken(
        digest(byte), id: "token-\(byte)", for: "petr", name: "Программа", writes: writes, by: "petr", at: .number(2),
        endsAt: .number(9))
    }
    #expect(try store.tokens().map(\.writes) == [true, false])
    #expect(try store.token(digest(1), at: .number(8))?.id == "token-1")
    #expect(try store.token(digest(1), at: .number(9)) == nil)
    try store.withdrawToken("token-1", by: "petr", at: .number(3))
    #expect(try store.token(digest(1), at: .number(3)) == nil)
    #expect(try store.tokens().map(\.id) == ["token-2"])
  }

  @Test("the log tells every act, the latest first, and nothing takes a line out of it") func logs() throws {
    _ = try open(1)
    try store.log("paper.make", of: "indicator-9", by: "petr", at: .number(3), change: 1)
    let entries = try store.auditEntries()
    #expect(entries.map(\.action) == ["paper.make", "session.open", "account.open", "account.open"])
    #expect(entries.first?.change == 1)
    #expect(try store.auditEntries(before: entries[1].id, limit: 1).map(\.subject) == ["petr"])
    for sql in ["DELETE FROM auditEntry", "UPDATE auditEntry SET author = 'другой'"] {
      #expect(throws: DatabaseError.self) { try fixture.raw { db in try db.execute(sql: sql) } }
    }
    #expect(try store.auditEntries().count == 4)
  }

  @Test("an answer is kept for a day, the first one") func keepsAnswers() throws {
    let first = KeptAnswer(request: try digest(1), status: 201, headers: "ETag: \"v2\"", body: Array("{}".utf8))
    try store.keep(first, to: "key", of: "petr", at: .number(2))
    try store.keep(
      KeptAnswer(request: try digest(2), status: 200, headers: "", body: []), to: "key", of: "petr", at: .number(3))
    #expect(try store.keptAnswer(to: "key", of: "petr", at: .number(25)) == first)
    #expect(try store.keptAnswer(to: "key", of: "petr", at: .number(26)) == nil)
    #expect(try store.keptAnswer(to: "key", of: "anna", at: .number(3)) == nil)
    try store.keep(first, to: "other", of: "petr", at: .number(26))
    #expect(try fixture.raw { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM answered") } == 1)
  }

  @Test("people are no part of the network: neither its history nor its copies in folders know them")
  func staysOutOfNetwork() throws {
    #expect(try store.lastChange() == 1)
    #expect(try store.network() == MigrationTests.states[0])
    #expect(try store.problems() == [])
  }
}

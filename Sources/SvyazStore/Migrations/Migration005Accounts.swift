/// People who sign in, programs with tokens, what they did, and what they have in hand.
///
/// None of it belongs to the network: it has no history of versions, and exports leave it out. Secrets are kept as
/// SHA-256 of 32 random bytes, passwords as scrypt with its parameters; neither can be read back.
enum Migration005Accounts {
  static let name = "005-accounts"

  static let sql = people + doors + work

  private static func moment(_ name: String, optional: Bool = false) -> String {
    let range = "\(name) BETWEEN 0 AND 7258118399999"
    return optional
      ? "\(name) INTEGER CHECK (\(name) IS NULL OR \(range))" : "\(name) INTEGER NOT NULL CHECK (\(range))"
  }

  private static let digest = "digest BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32)"
  private static let login = "login TEXT NOT NULL REFERENCES account (login) ON DELETE CASCADE"

  private static let people = """
    CREATE TABLE account (
      login TEXT NOT NULL PRIMARY KEY
        CHECK (login GLOB '[a-z0-9]*' AND login NOT GLOB '*[^-a-z0-9._@]*' AND length(login) <= 64),
      \(ColumnRule.filled("name")),
      \(ColumnRule.word("role", ["administrator", "planner", "official", "presenter", "school"])),
      school TEXT CHECK ((school IS NULL) = (role <> 'school')),
      password TEXT NOT NULL,
      \(moment("openedAt")),
      \(moment("closedAt", optional: true))
    ) STRICT, WITHOUT ROWID;

    """

  private static let doors = """
    CREATE TABLE session (
      \(digest),
      \(login),
      csrf TEXT NOT NULL CHECK (length(csrf) >= 32),
      \(moment("openedAt")),
      \(moment("usedAt")),
      \(moment("endsAt"))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sessionByLogin ON session (login);
    CREATE TABLE signInLink (
      \(digest),
      \(login),
      \(moment("endsAt"))
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE accessToken (
      \(digest),
      id TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 4 AND 32),
      \(login),
      \(ColumnRule.filled("name")),
      \(ColumnRule.word("scope", ["read", "write"])),
      \(moment("madeAt")),
      \(moment("usedAt", optional: true)),
      \(moment("endsAt"))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX accessTokenByLogin ON accessToken (login);

    """

  private static let work = """
    CREATE TABLE auditEntry (
      id INTEGER PRIMARY KEY,
      \(moment("at")),
      author TEXT NOT NULL,
      action TEXT NOT NULL CHECK (action GLOB '[a-z]*.[a-z]*'),
      subject TEXT NOT NULL,
      changeId INTEGER REFERENCES change (id)
    ) STRICT;
    CREATE TRIGGER auditEntryKept BEFORE UPDATE ON auditEntry BEGIN SELECT RAISE(ABORT, 'the log is never edited'); END;
    CREATE TRIGGER auditEntryStays BEFORE DELETE ON auditEntry BEGIN SELECT RAISE(ABORT, 'the log is never deleted'); END;
    CREATE TABLE answered (
      login TEXT NOT NULL,
      key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
      request BLOB NOT NULL CHECK (length(request) = 32),
      status INTEGER NOT NULL CHECK (status BETWEEN 200 AND 499),
      headers TEXT NOT NULL,
      body BLOB NOT NULL,
      \(moment("at")),
      PRIMARY KEY (login, key)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE planVariant (
      id INTEGER PRIMARY KEY,
      \(ColumnRule.word("kind", ["matching", "composition"])),
      \(ColumnRule.filled("name")),
      author TEXT NOT NULL,
      \(moment("at")),
      baseChange INTEGER NOT NULL REFERENCES change (id),
      version INTEGER NOT NULL CHECK (version > 0),
      options TEXT NOT NULL,
      body BLOB NOT NULL,
      acceptedChange INTEGER REFERENCES change (id)
    ) STRICT;

    """
}

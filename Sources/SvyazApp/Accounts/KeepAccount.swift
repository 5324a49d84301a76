public import SvyazAccess
internal import SvyazExchange
public import SvyazGraph
public import SvyazStore

/// People of the service: who there are, a new one, another role, an end.
public enum KeepAccount {
  /// Adds the account, or changes name, role and school of the one that there is; a closed one is opened again.
  ///
  /// - Throws: ``AccountInputError``, `AccountError`, `StoreError`.
  public static func run(
    login: String, name: String, role: String, school: String?, in store: Store, by author: String, at moment: Moment,
    isTrial: Bool = false
  ) throws -> Report {
    let account = try account(
      login: login, name: name, role: role, school: school, in: store, at: moment)
    if !isTrial { try store.keep(account, by: author, at: moment) }
    return report("Учётная запись «\(account.login)»: \(account.name), \(roleName(account))", account, isTrial)
  }

  /// Ends an account: nobody comes in by it any more, the log keeps it.
  public static func close(
    _ login: String, in store: Store, by author: String, at moment: Moment, isTrial: Bool = false
  ) throws -> Report {
    guard var account = try store.account(login), account.closedAt == nil else {
      throw AccountError.unknown(login: login)
    }
    account.closedAt = moment
    if !isTrial { try store.keep(account, by: author, at: moment) }
    return report("Учётная запись «\(login)» закрыта", account, isTrial)
  }

  private static func report(_ text: String, _ account: Account, _ isTrial: Bool) -> Report {
    Report(
      text: text + (isTrial ? "; пока ничего не записано.\n" : ".\n"),
      json: .members(["account": ListAccounts.json(account), "isTrial": .bool(isTrial)]))
  }

  static func roleName(_ account: Account) -> String { Role(rawValue: account.role)?.name ?? account.role }

  private static func account(
    login: String, name: String, role: String, school: String?, in store: Store, at moment: Moment
  ) throws -> Account {
    let login = login.lowercased()
    let letters = login.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || [0x2D, 0x2E, 0x5F, 0x40].contains(byte)
    }
    let begins = login.utf8.first.map { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) } ?? false
    guard letters, begins, login.utf8.count <= 64 else {
      throw AccountInputError.value(
        field: "Логин", value: login,
        expected: "до 64 строчных латинских букв, цифр, точек, дефисов и @, первой — буква или цифра")
    }
    guard name.contains(where: { !$0.isWhitespace }), name.count <= 200 else {
      throw AccountInputError.value(field: "Имя", value: name, expected: "непустой текст до 200 знаков")
    }
    guard let known = Role(rawValue: role) else {
      throw AccountInputError.value(
        field: "Роль", value: role, expected: Role.allCases.map(\.rawValue).joined(separator: ", "))
    }
    let school = school.flatMap { $0.isEmpty ? nil : $0 }
    guard (known == .school) == (school != nil) else {
      throw AccountInputError.value(
        field: "Школа", value: school ?? "",
        expected: known == .school ? "идентификатор школы из schools.csv" : "пусто: роль говорит не за школу")
    }
    var id: SchoolID?
    if let school {
      guard let found = SchoolID(school), try store.row(.schools, key: [school]) != nil else {
        throw StoreError.unknownSchool(school)
      }
      id = found
    }
    let opened = try store.account(login)?.openedAt ?? moment
    return Account(login: login, name: name, role: role, school: id, openedAt: opened)
  }
}

/// The accounts of a store.
public enum ListAccounts {
  public static func run(_ store: Store) throws -> Report {
    let accounts = try store.accounts()
    var table = TextTable(["Логин": .left, "Имя": .left, "Роль": .left, "Вход": .left])
    for account in accounts {
      let way = account.closedAt != nil ? "закрыта" : account.hasPassword ? "пароль" : "по ссылке"
      table.add([
        account.login, account.name, KeepAccount.roleName(account) + (account.school.map { " \($0)" } ?? ""), way,
      ])
    }
    return Report(
      text: accounts.isEmpty ? "Учётных записей нет: svyaz user add.\n" : table.text(),
      json: .members(["accounts": .array(accounts.map(json))]))
  }

  static func json(_ account: Account) -> JSONValue {
    .members([
      "login": .string(account.login), "name": .string(account.name), "role": .string(account.role),
      "school": account.school.map { .string($0.rawValue) } ?? .null, "isClosed": .bool(account.closedAt != nil),
      "hasPassword": .bool(account.hasPassword),
    ])
  }
}

/// A field of an account that is not as it must be.
public enum AccountInputError: UserFacing, Hashable {
  case value(field: String, value: String, expected: String)

  public var code: String { "account.value" }

  public var message: String {
    switch self {
    case .value(let field, let value, let expected): "\(field): значение «\(value)», ожидалось: \(expected)."
    }
  }

  public var advice: String { "Исправьте значение; ничего не изменено." }
}

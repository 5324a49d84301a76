import Testing

@testable import SvyazAccess
@testable import SvyazWeb

/// What a password may be.
@Suite struct PasswordRuleTests {
  static let good = [
    "четыре слова через пробел", "correct horse battery", "abcdefghijkl", "длинный пароль без цифр",
    "      a b c d e f",
    "🐈🐕🐦🐟🐢 звери и слова", String(repeating: "слово ", count: 20), String(repeating: "abcdefgh", count: 32),
    "моя школа у реки стоит", "1029384756ab",
  ]

  @Test("any characters, long ones too", arguments: good) func takes(password: String) {
    #expect(throws: Never.self) { try PasswordRules.check(password, login: "anna", name: "Анна Петрова") }
  }

  static let bad: [(String, PasswordError)] = [
    ("", .short), ("короткий", .short), ("elevenchars", .short), (String(repeating: "я", count: 129), .long),
    ("aaaaaaaaaaaaaaaa", .plain), ("abababababababab", .plain), ("annapetrova1", .obvious("annapetrova")),
    ("qwertyuiop12!", .obvious("qwerty")), ("Самара2021!!", .obvious("самара")),
    ("PASSWORD-2026", .obvious("password")),
    ("Школа№12-202", .obvious("школа")), ("svyaz-svyaz-", .obvious("svyaz")), ("q1w2e3r4t5y6", .frequent),
    ("Q1W2E3R4T5Y6", .frequent), ("1qaz2wsx3edc", .frequent), ("ghbdtnrfrltkf", .frequent),
  ]

  @Test("short, long, plain, obvious and frequent ones are told apart", arguments: bad)
  func refuses(password: String, error: PasswordError) {
    #expect(throws: error) { try PasswordRules.check(password, login: "annapetrova", name: "Анна") }
  }

  @Test("the frequent ones are those that are long enough") func holdsFrequentOnes() {
    #expect(FrequentPasswords.digests.count > 300)
    #expect(!FrequentPasswords.holds("четыре слова через пробел"))
  }

  @Test("what was set is what is asked for: to the letter, to the last one") func keepsEveryLetter() throws {
    let password = String(repeating: "слово ", count: 20)
    let hash = try PasswordHasher.hash(password)
    #expect(hash.hasPrefix("scrypt$15$8$3$"))
    #expect(try PasswordHasher.hash(password) != hash)
    #expect(try PasswordHasher.isRight(password, hash: hash))
    for other in [String(password.dropLast()), password + " ", password.uppercased(), "X" + password.dropFirst()] {
      #expect(try !PasswordHasher.isRight(other, hash: hash))
    }
    // A stronger hash of a later version is read by its own parameters.
    #expect(try !PasswordHasher.isRight(password, hash: "scrypt$99$8$3$AA==$AA=="))
  }
}

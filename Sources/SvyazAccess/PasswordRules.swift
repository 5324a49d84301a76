public import SvyazGraph

/// What a password must be: long, and not the obvious one. No rule on kinds of characters (NIST SP 800-63B, 3.1.1.2).
public enum PasswordRules {
  public static let least = 12
  /// Longer ones only cost time to hash.
  public static let most = 256

  /// - Throws: ``PasswordError`` with the first rule that is broken.
  public static func check(_ password: String, login: String, name: String = "") throws(PasswordError) {
    guard password.count >= least else { throw .short }
    guard password.utf8.count <= most else { throw .long }
    guard Set(password).count >= 5 else { throw .plain }
    guard !FrequentPasswords.holds(password) else { throw .frequent }
    let folded = password.lowercased()
    for word in [login, name] + common where word.count >= 4 && folded.contains(word.lowercased()) {
      // A long sentence may hold the word; a password that is little more than the word may not.
      if password.count < word.count + 8 { throw .obvious(word) }
    }
  }

  /// Words that Russian and English passwords are made of most often.
  static let common = [
    "password", "parol", "пароль", "qwerty", "йцукен", "123456", "administrator", "admin", "школа", "svyaz", "связь",
    "samara", "самара", "welcome", "letmein",
  ]
}

public enum PasswordError: UserFacing, Hashable {
  case short, long, plain, frequent
  case obvious(String)

  public var code: String {
    switch self {
    case .short: "password.short"
    case .long: "password.long"
    case .plain: "password.plain"
    case .frequent: "password.frequent"
    case .obvious: "password.obvious"
    }
  }

  public var message: String {
    switch self {
    case .short: "Пароль короче \(PasswordRules.least) знаков."
    case .long: "Пароль длиннее \(PasswordRules.most) байт."
    case .plain: "В пароле меньше пяти разных знаков."
    case .frequent: "Такой пароль — один из самых частых: его пробуют первым."
    case .obvious(let word): "Пароль почти весь состоит из слова «\(word)»."
    }
  }

  public var advice: String {
    "Подойдут четыре-пять случайных слов через пробел: их легко запомнить и трудно подобрать."
  }
}

internal import ArgumentParser
internal import Foundation

/// The argument parser speaks English; a planner reads Russian.
enum ParserMessage {
  /// A wrong call, as far as the parser's own exit code tells.
  static func isParserError(_ error: any Error) -> Bool { Svyaz.exitCode(for: error) == .validationFailure }

  private static let patterns: [(english: String, russian: String)] = [
    (#"Unknown option '(.+?)'"#, "Неизвестный параметр «$1»"),
    (#"Missing expected argument '(.+?)'"#, "Не хватает аргумента $1"),
    (#"Missing one of: (.+)"#, "Не хватает одного из: $1"),
    (#"Missing value for '(.+?)'"#, "Не хватает значения для $1"),
    (#"The value '(.*?)' is invalid for '(.+?)'"#, "Значение «$1» не подходит для $2"),
    (#"Unexpected argument '(.+?)'"#, "Лишний аргумент «$1»"),
    (#"(\d+) unexpected arguments: (.+)"#, "Лишние аргументы ($1): $2"),
  ]

  /// The first line in Russian; usage lines are left out, the help shows them better.
  static func russian(_ message: String) -> String {
    var line = message.split(separator: "\n").first.map(String.init) ?? message
    if line.hasPrefix("Error: ") { line.removeFirst("Error: ".count) }
    for pattern in patterns {
      if let range = line.range(of: pattern.english, options: .regularExpression) {
        let translated = line[range].replacingOccurrences(
          of: pattern.english, with: pattern.russian, options: .regularExpression)
        return "Неверный вызов: \(translated)."
      }
    }
    return "Неверный вызов: \(line)"
  }
}

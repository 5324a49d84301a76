public import SvyazGraph

/// A file of a flow or an assignment problem that cannot be taken as it is: the first thing wrong in it.
public struct FlowFileError: Error, Hashable {
  public let fault: Fault
  public let advice: String

  init(_ fault: Fault, advice: String) {
    self.fault = fault
    self.advice = advice
  }
}

extension FlowFileError: UserFacing {
  public var code: String { "flow.badFile" }
  public var message: String { fault.message }
}

extension FlowFileError {
  static let form = "Форма файла: Documentation/ru/solve.md."

  /// A word that is not what was expected.
  ///
  /// - Parameters:
  ///   - line: of the file, from 1; 0 when the file as a whole is meant.
  ///   - field: what the word means, in Russian.
  static func value(
    _ value: String, field: String, expected: String, file: String, line: Int, advice: String = form
  ) -> FlowFileError {
    let shown = printable(value)
    let found = shown.isEmpty ? "пусто" : "значение \(Fault.quoted(shown))"
    return FlowFileError(
      Fault(
        file: file, row: line, value: shown, expected: expected, problem: "\(field): \(found), а нужно: \(expected)"),
      advice: advice)
  }

  static func problem(
    _ problem: String, expected: String, file: String, line: Int, value: String = "", advice: String = form
  ) -> FlowFileError {
    FlowFileError(
      Fault(file: file, row: line, value: printable(value), expected: expected, problem: problem), advice: advice)
  }

  /// Without what would steer a terminal.
  static func printable(_ text: String) -> String {
    // Fault shortens further; a megabyte of garbage need not be walked.
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.prefix(200).map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
  }
}

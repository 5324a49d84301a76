/// One thing wrong in a file of data: where it stands, what was found and what was expected.
public struct Fault: Hashable, Sendable {
  /// The file's name in its folder: `schools.csv`.
  public let file: String
  /// The record's number, the header is row 1; for `network.json` the line; 0 when the file as a whole is meant.
  public let row: Int
  /// The contract's name of the column, or the key in `network.json`; empty when the whole row or file is meant.
  public let column: String
  /// What was found, shortened to ``longestValue`` characters.
  public let value: String
  /// What should stand there, in Russian, to be read after «нужно».
  public let expected: String
  /// A whole Russian sentence with all of these facts.
  public let message: String

  /// Longer values end in «…».
  public static let longestValue = 80

  /// - Parameter problem: what is wrong, in Russian, without the place and without the full stop.
  public init(file: String, row: Int, column: String = "", value: String = "", expected: String, problem: String) {
    self.file = file
    self.row = row
    // Unknown columns and keys are named by the file.
    self.column = Self.shortened(column)
    self.value = Self.shortened(value)
    self.expected = expected
    let place = column.isEmpty ? "" : ", столбец \(Self.quoted(column))"
    let line = row > 0 ? ", строка \(row)" : ""
    message = "\(file)\(line)\(place): \(problem)."
  }

  /// The usual case: a value that is not what was expected.
  public init(file: String, row: Int, column: String, value: String, expected: String) {
    let found = value.isEmpty ? "пусто" : "значение \(Self.quoted(value))"
    self.init(
      file: file, row: row, column: column, value: value, expected: expected,
      problem: "\(found), а нужно: \(expected)")
  }

  /// At most ``longestValue`` characters of a text.
  static func shortened(_ text: some StringProtocol) -> String {
    // Far more bytes than the shown characters take: a cell of 100 MB is not walked to its end.
    let start = text.utf8.count > 4096 ? String(decoding: text.utf8.prefix(4096), as: UTF8.self) : String(text)
    guard start.count > longestValue || text.utf8.count > 4096 else { return start }
    return start.prefix(longestValue) + "…"
  }

  /// A value as it stands in a sentence: shortened, in «ёлочки», on one line.
  static func quoted(_ text: some StringProtocol) -> String {
    "«" + String(shortened(text).map { $0.isNewline || $0 == "\t" ? " " : $0 }) + "»"
  }
}

/// The faults of one file, in the order in which they were found; bounded, so that a hostile file cannot fill memory.
struct FaultList {
  /// How many faults of one file are told; the rest are only counted.
  static let limit = 10_000

  private(set) var faults: [Fault] = []
  /// How many were found, told or not.
  private(set) var total = 0

  var untold: Int { total - faults.count }

  /// Adds a fault, or only counts it; `nil` comes from callers that saw that there is no room and spared the words.
  mutating func append(_ fault: Fault?) {
    total += 1
    if let fault, hasRoom { faults.append(fault) }
  }

  var hasRoom: Bool { faults.count < Self.limit }

  /// By row, then by column in the given order, then as found.
  func sorted(columns: [String]) -> FaultList {
    var position: [String: Int] = [:]
    for (index, column) in columns.enumerated() { position[column] = index }
    // A column that the contract lacks comes last; the whole row (an empty name) first.
    position[""] = -1
    var sorted = self
    sorted.faults = faults.enumerated()
      .map { (fault: $1, key: ($1.row, position[$1.column] ?? columns.count, $0)) }
      .sorted { $0.key < $1.key }
      .map(\.fault)
    return sorted
  }
}

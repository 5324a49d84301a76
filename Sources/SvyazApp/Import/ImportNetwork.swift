internal import SvyazContract
internal import SvyazExchange
public import SvyazGraph
public import SvyazStore

/// `svyaz import FOLDER`: brings a network folder into a store, whole or not at all.
public enum ImportNetwork {
  /// Adds what is new and changes what differs; rows that the folder lacks stay, unless it is said to be complete.
  ///
  /// - Parameters:
  ///   - isComplete: what the folder lacks is taken out of the network; the history keeps it.
  ///   - isTrial: only tells what would be done.
  ///   - path: the store's file; one that is not there is made.
  /// - Throws: `NetworkFolderError` when the folder has faults, `StoreError`.
  public static func run(
    folder: String, into path: String, _ note: ChangeNote, at moment: Moment, isComplete: Bool = false,
    isTrial: Bool = false
  ) throws -> Report {
    try run(NetworkFolder.read(path: folder), into: path, note, at: moment, isComplete: isComplete, isTrial: isTrial)
  }

  /// The same for a workbook that `svyaz export --format xlsx` wrote.
  ///
  /// - Returns: `nil` when the bytes are another kind of file.
  public static func run(
    workbook bytes: [UInt8], file: String, into path: String, _ note: ChangeNote, at moment: Moment,
    isComplete: Bool = false, isTrial: Bool = false
  ) throws -> Report? {
    let sheets = try Workbook.read(bytes: bytes, file: file)
    guard NetworkWorkbook.isNetwork(sheets) else { return nil }
    return try run(
      NetworkWorkbook.read(sheets), into: path, note, at: moment, isComplete: isComplete, isTrial: isTrial)
  }

  private static func run(
    _ reading: NetworkReading, into path: String, _ note: ChangeNote, at moment: Moment, isComplete: Bool,
    isTrial: Bool
  ) throws -> Report {
    guard let given = reading.network else { throw NetworkFolderError.faults(reading.faults) }
    if !Store.stands(at: path) {
      let outcome =
        try isTrial ? Store.outcomeOfCreating(with: given) : Store.create(path, with: given, note, at: moment)
      return ChangeReport(outcome, isTrial: isTrial, notices: reading.notices.map(\.message)).report
    }
    let store = try Store.open(path, for: .creating)
    let outcome = try store.update(note, at: moment, isTrial: isTrial) { stored in
      guard let stored, !isComplete else { return given }
      let merged = stored.overlaid(with: given)
      let violations = merged.violations()
      guard violations.isEmpty else { throw ImportError.clash(violations.map(Self.words)) }
      return merged
    }
    return ChangeReport(outcome, isTrial: isTrial, notices: reading.notices.map(\.message)).report
  }

  private static func words(_ violation: Violation) -> String {
    "\(violation.table.fileName), столбец «\(violation.column)», значение «\(violation.value)»"
  }
}

/// Why an import that is sound by itself does not go together with what the store holds.
public enum ImportError: Error, Hashable, UserFacing {
  /// Rows that break a rule only together with rows of the store.
  case clash([String])

  public var code: String { "import.clash" }

  public var message: String {
    switch self {
    case .clash(let places):
      "Вместе с тем, что уже есть в хранилище, нарушены правила сети, мест: \(places.count). Первые: "
        + places.prefix(5).joined(separator: "; ") + "."
    }
  }

  public var advice: String {
    "Исправьте строки или загрузите полную папку с параметром --complete; ничего не изменено."
  }
}

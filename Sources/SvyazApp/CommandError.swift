internal import SvyazComposition
internal import SvyazExchange
public import SvyazGraph
internal import SvyazMap
internal import SvyazMatching
internal import SvyazOffice
internal import SvyazPaper
internal import SvyazStore

/// Exit statuses of the command line (design.md §7).
public enum ExitStatus: Int32, Sendable {
  case done = 0
  /// The answer is "no".
  case no = 1
  case usage = 2
  case badData = 65
  case internalFault = 70
  case cannotWrite = 73
}

/// A value on the command line that is none of those expected.
public enum UsageError: Error, Hashable, UserFacing {
  case value(option: String, value: String, expected: String)

  public var code: String { "usage.value" }

  public var message: String {
    switch self {
    case .value(let option, let value, let expected): "\(option): значение «\(value)», ожидалось: \(expected)."
    }
  }

  public var advice: String { "Справка: svyaz help" }
}

extension ExitStatus {
  private static func status(of error: StoreError) -> ExitStatus {
    switch error {
    case .locked, .readOnly, .diskFull, .inputOutput, .exists: .cannotWrite
    case .noSuchRow, .noSuchChange, .knowledgeBeforeStore, .unknownSchool: .usage
    case .conflict, .undoConflict, .nothingToUndo, .onlyNetwork, .rowExists: .no
    case .missing, .foreign, .tooNew, .tooOld, .damaged, .empty, .otherNetwork, .refused: .badData
    }
  }

  private static func status(of error: PlanAcceptanceError) -> ExitStatus {
    switch error {
    case .beforePlan: .usage
    case .empty, .outdated, .alreadyAccepted: .no
    case .otherNetwork, .unknownSubjects, .unknownSchools, .malformed: .badData
    }
  }

  private static func status(of error: AcceptanceError) -> ExitStatus {
    switch error {
    case .beforeComposition: .usage
    case .infeasible, .outdated, .laterAssociations, .alreadyAccepted: .no
    case .otherNetwork, .unknownSubject, .unknownSchools, .malformed: .badData
    }
  }

  private static func status(of error: WorkPlanError) -> ExitStatus {
    if case .noneInForce = error { .no } else { .usage }
  }

  /// The status that a command ends with after `error`.
  public init(after error: any Error) {
    self =
      switch error {
      case MatchingError.pins, MatchingError.tooLarge: .badData
      case is MatchingError: .usage
      case CompositionError.tooLarge: .badData
      case is CompositionError: .usage
      case NetworkFolderError.cannotWrite: .cannotWrite
      case is NetworkFolderError, is PlanFileError, is CompositionFileError, is SamaraFactsError: .badData
      case is UsageError, EditError.unknownColumn, EditError.wrongKey: .usage
      case is DefinitionError: .badData
      case is EditError, is ImportError, is ReviewError, is SheetFileError: .badData
      case is SchoolMergeError: .usage
      case is WorkbookWriteError, is PaperError, is OfficeError: .cannotWrite
      case is PaperRequestError: .usage
      case let error as StoreError: Self.status(of: error)
      case let error as AcceptanceError: Self.status(of: error)
      case let error as PlanAcceptanceError: Self.status(of: error)
      case let error as WorkPlanError: Self.status(of: error)
      case MapError.unknownSchool, MapError.unknownSubject: .usage
      case MapError.tooLarge: .badData
      case FileError.cannotWrite: .cannotWrite
      case is FileError, is FlowFileError, SolveError.refused: .badData
      case SolveError.noFlowFile: .usage
      default: .internalFault
      }
  }
}

public import SvyazExchange
public import SvyazGraph
internal import SvyazMap
internal import SvyazMatching

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

/// A command that was called wrongly, in words.
public enum UsageError: Error, Hashable, UserFacing {
  case value(option: String, value: String, expected: String)
  case unreadableFile(path: String)

  public var code: String {
    switch self {
    case .value: "usage.value"
    case .unreadableFile: "usage.unreadableFile"
    }
  }

  public var message: String {
    switch self {
    case .value(let option, let value, let expected): "\(option): значение «\(value)», ожидалось: \(expected)."
    case .unreadableFile(let path): "Файл «\(path)» не найден или не читается."
    }
  }

  public var advice: String {
    switch self {
    case .value: "Справка: svyaz help"
    case .unreadableFile: "Проверьте путь и права на чтение."
    }
  }
}

extension ExitStatus {
  /// The status that a command ends with after `error`.
  public init(after error: any Error) {
    self =
      switch error {
      case MatchingError.pins: .badData
      case is MatchingError: .usage
      case NetworkFolderError.cannotWrite: .cannotWrite
      case is NetworkFolderError, is PlanFileError, is SamaraFactsError: .badData
      case UsageError.unreadableFile: .badData
      case is UsageError: .usage
      case MapError.unknownSchool: .usage
      case is OutputError: .cannotWrite
      default: .internalFault
      }
  }
}

internal import SvyazFlow

extension WebServices {
  /// What a long computation says within `patience`, or how far it is.
  ///
  /// - Parameter work: see ``JobBoard/answer(_:patience:_:)``.
  /// - Throws: ``WebFault/tooMany(retryAfter:)`` while too many run.
  func job<Value: Sendable>(
    _ key: String, patience: Duration = .milliseconds(900),
    _ work: @escaping @Sendable (SolveMonitor, (String) -> Void) throws -> Value
  ) async throws -> JobBoard.Outcome<Value> {
    do {
      return try await jobs.answer(key, patience: patience, work)
    } catch is JobBoard.Full {
      throw WebFault.tooMany(retryAfter: 10)
    }
  }
}

extension JobBoard.Outcome {
  func map<Other: Sendable>(_ change: (Value) -> Other) -> JobBoard.Outcome<Other> {
    switch self {
    case .running(let progress): .running(progress)
    case .done(let value): .done(change(value))
    case .failed(let error): .failed(error)
    case .stopped: .stopped
    }
  }

  /// - Returns: `nil` where there is none yet, or it was stopped.
  func value() throws -> Value? {
    switch self {
    case .done(let value): return value
    case .failed(let error): throw error
    case .running, .stopped: return nil
    }
  }
}

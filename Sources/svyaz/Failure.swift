internal import ArgumentParser
internal import Foundation
internal import SvyazApp
internal import SvyazExchange
internal import SvyazGraph

/// Ends a command after an error: message and advice on standard error, the status as the result.
enum Failure {
  static func report(_ error: any Error) -> Int32 {
    if let code = error as? ExitCode { return code.rawValue }
    if let userFacing = error as? any UserFacing {
      Output.error("\(userFacing.message)\n\(userFacing.advice)\n")
      if case .faults(let faults) = error as? NetworkFolderError {
        for fault in faults.prefix(20) { Output.error("  \(fault.message)\n") }
        if faults.count > 20 { Output.error("  … и ещё: \(faults.count - 20). Все: svyaz check.\n") }
      }
      return ExitStatus(after: error).rawValue
    }
    // What is left comes from the argument parser: help, the version, or a wrong call.
    let message = Svyaz.fullMessage(for: error)
    if Svyaz.exitCode(for: error) == .success {
      Output.text(message + "\n")
      return ExitStatus.done.rawValue
    }
    guard ParserMessage.isParserError(error) else {
      Output.error("Внутренняя ошибка: \(error)\n")
      return ExitStatus.internalFault.rawValue
    }
    Output.error(ParserMessage.russian(message) + "\nСправка: svyaz help\n")
    return ExitStatus.usage.rawValue
  }
}

/// Standard output and error, unbuffered, so that a full disk or a closed pipe is noticed.
enum Output {
  static func text(_ text: String) { bytes(Array(text.utf8)) }

  static func bytes(_ bytes: [UInt8]) {
    guard write(bytes, to: STDOUT_FILENO) else {
      error("Стандартный вывод нельзя записать.\n")
      exit(ExitStatus.cannotWrite.rawValue)
    }
  }

  static func error(_ text: String) { _ = write(Array(text.utf8), to: STDERR_FILENO) }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Prints the report in the form asked for and ends with `status` when its answer is "no".
  static func report(_ report: Report, json: Bool, no status: ExitStatus = .no) throws {
    if json { report.json.write { bytes($0) } } else { text(report.text) }
    if !report.isAffirmative { throw ExitCode(status.rawValue) }
  }
}

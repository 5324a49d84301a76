public import Foundation

/// Runs the built `svyaz` as a process, as a user would.
public struct SvyazProcess {
  public let status: Int32
  public let output: String
  public let errors: String

  /// The binary that was built beside the tests.
  public static var executable: URL {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "svyaz")
  }

  /// The repository's root.
  public static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Runs to the end; output goes through files, since a full pipe would block the process.
  public static func run(
    _ arguments: [String], in folder: URL = repository, standardOutput: String? = nil
  ) throws -> SvyazProcess {
    let scratch = try TemporaryFolder()
    let outputFile = standardOutput.map { URL(filePath: $0) } ?? scratch.url.appending(path: "out")
    let errorFile = scratch.url.appending(path: "err")
    for file in [outputFile, errorFile] where standardOutput == nil || file == errorFile {
      try Data().write(to: file)
    }
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    process.waitUntilExit()
    let crashed = process.terminationReason == .uncaughtSignal
    return SvyazProcess(
      status: crashed ? -process.terminationStatus : process.terminationStatus,
      output: standardOutput == nil ? String(decoding: try Data(contentsOf: outputFile), as: UTF8.self) : "",
      errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self))
  }
}

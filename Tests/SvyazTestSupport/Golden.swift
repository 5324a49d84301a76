public import Foundation

/// Files of expected output, kept beside their test in `Golden/`.
public enum Golden {
  /// What a comparison found wrong; `nil` for nothing.
  ///
  /// With `RECORD=1` the file is rewritten and the comparison fails, so that nobody records by accident: read the
  /// difference before committing it.
  public static func difference(
    _ actual: some Sequence<UInt8>, name: String, file: StaticString = #filePath
  ) -> String? {
    let url = URL(fileURLWithPath: "\(file)").deletingLastPathComponent()
      .appendingPathComponent("Golden").appendingPathComponent(name)
    let actual = Data(actual)
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      do {
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try actual.write(to: url)
      } catch {
        return "\(name) cannot be recorded: \(error)"
      }
      return "\(name) was recorded; read the difference and run again without RECORD"
    }
    guard let expected = try? Data(contentsOf: url) else { return "\(name) is missing; record it with RECORD=1" }
    if expected == actual { return nil }
    return "\(name): " + firstDifference(expected, actual)
  }

  private static func firstDifference(_ expected: Data, _ actual: Data) -> String {
    let old = String(decoding: expected, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let new = String(decoding: actual, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    for (line, pair) in zip(old, new).enumerated() where pair.0 != pair.1 {
      return "line \(line + 1) differs\n  expected: \(pair.0.prefix(400))\n  actual:   \(pair.1.prefix(400))"
    }
    return "\(old.count) lines expected, \(new.count) found"
  }
}

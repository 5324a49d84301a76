public import SvyazFlow

/// A min-cost flow problem as a DIMACS file holds it.
///
/// Lines `c …` (comment), `p min NODES ARCS`, `n ID SUPPLY`, `a TAIL HEAD LOW CAP COST`; nodes count from 1, a node
/// without a line has no supply. Blank lines, CRLF, tabs and a last line without its end are taken. Parallel arcs and
/// loops are allowed, though the format's description (DIMACS, 1991) leaves them out. A capacity of at least 2^62 or the
/// word `inf` is none at all. LEMON's reader takes any capacity below the lower bound for infinite; here that is an
/// error, for it is more often a slip.
public struct FlowFile: Sendable {
  /// The file's last name.
  public let name: String
  public let problem: FlowProblem
  /// Where the arcs stand: from arc `first` on, arc `a` is in line `a + offset`, up to the next run.
  let runs: [(first: Int, offset: Int)]

  /// Nodes that no line names are allowed up to here, so that a file cannot ask for more memory than it is worth.
  public static let mostIdleNodes = 1 << 20

  /// The line of an arc in the file, from 1.
  ///
  /// - Complexity: O(log runs).
  public func line(ofArc arc: Int) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].first <= arc { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? arc + runs[low - 1].offset : 0
  }

  /// Reads a file piece by piece: memory for the problem only, about 32 bytes an arc.
  ///
  /// - Throws: ``FileError`` for a file that the system does not give, ``FlowFileError`` for the first fault in it.
  public static func read(_ path: String) throws -> FlowFile {
    let input: InputFile
    do { input = try InputFile(path) } catch { throw FileError.unreadable(name: path, reason: error.reason) }
    var reader = DimacsReader(file: Files.split(path).name, size: input.size)
    var buffer = [UInt8](repeating: 0, count: DimacsReader.longestLine)
    var kept = 0
    while true {
      let count: Int
      do {
        count = try buffer.withUnsafeMutableBytes { bytes throws(FileSystem.Failure) in
          try input.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[kept...]))
        }
      } catch let error as FileSystem.Failure {
        throw FileError.unreadable(name: path, reason: error.reason)
      }
      let filled = kept + count
      let used = try buffer.withUnsafeBufferPointer { bytes in
        try reader.take(UnsafeBufferPointer(rebasing: bytes[..<filled]), isLast: count == 0)
      }
      if count == 0 { return try reader.finish() }
      kept = filled - used
      if used > 0, kept > 0 {
        buffer.withUnsafeMutableBytes { bytes in
          bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[used..<filled]))
        }
      }
      if kept == buffer.count { throw reader.tooLong() }
    }
  }

  /// Reads a file that is in memory.
  ///
  /// - Throws: ``FlowFileError``.
  public static func read(_ bytes: [UInt8], name: String) throws(FlowFileError) -> FlowFile {
    var reader = DimacsReader(file: name, size: bytes.count)
    _ = try bytes.withUnsafeBufferPointer { bytes throws(FlowFileError) in try reader.take(bytes, isLast: true) }
    return try reader.finish()
  }

  /// The answer as DIMACS has it: `s COST`, then `f TAIL HEAD FLOW` for every arc, in the order of the file.
  public func solution(_ solution: FlowSolution) -> [UInt8] {
    var bytes = Array("c svyaz solve \(name)\ns \(solution.cost)\n".utf8)
    for arc in 0..<problem.arcCount {
      bytes += "f \(problem.tail[arc] + 1) \(problem.head[arc] + 1) \(solution.flow[arc])\n".utf8
    }
    return bytes
  }
}

import Foundation
import SvyazGraph

/// The exact betweenness of one graph, timed from the graph in memory to the values.
///
/// Usage: `svyaz-bench-betweenness GRAPH VALUES THREADS`; `betweenness/graphs.py` says what GRAPH holds, VALUES takes
/// doubles. One JSON line; `cpu` is the process's time, all threads together.
@main
enum BetweennessBench {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let threads = Int(arguments[3]), threads > 0 else {
      fail("usage: svyaz-bench-betweenness GRAPH VALUES THREADS", status: 2)
    }
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: arguments[1])))
    let numbers = bytes.withUnsafeBytes { raw in
      (0..<bytes.count / 4).map { Int(Int32(littleEndian: raw.loadUnaligned(fromByteOffset: 4 * $0, as: Int32.self))) }
    }
    guard numbers.count >= 2, numbers[1] >= 0, numbers.count == 2 + 2 * numbers[1],
      let graph = CompactGraph(
        nodeCount: numbers[0],
        edges: stride(from: 2, to: numbers.count, by: 2).lazy.map { (numbers[$0], numbers[$0 + 1]) })
    else { fail("not a graph: \(arguments[1])", status: 65) }

    let (wall, cpu) = (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
    let values = graph.betweenness(threads: threads)
    let (wallAfter, cpuAfter) = (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))

    try values.withUnsafeBytes { Data($0) }.write(to: URL(filePath: arguments[2]))
    print(
      "{\"nodes\": \(graph.nodeCount), \"edges\": \(graph.edgeCount), \"wall\": \(wallAfter - wall), "
        + "\"cpu\": \(cpuAfter - cpu)}")
  }

  static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static func fail(_ message: String, status: Int32) -> Never {
    FileHandle.standardError.write(Data("\(message)\n".utf8))
    exit(status)
  }
}

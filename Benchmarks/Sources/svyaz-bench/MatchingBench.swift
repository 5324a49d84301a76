import Glibc
import SvyazFlow

/// One turn of ours in the matching race: reads an instance, solves it, checks the proof, and prints one JSON line.
///
/// Usage: `svyaz-bench FILE.bin [--repeat N]`; with `--repeat` it solves N times, a line each (for a profiler). Seconds
/// are the CPU time of the process, all its threads together: a solver gains nothing here by using more cores.
@main
enum MatchingBench {
  static func main() {
    let arguments = CommandLine.arguments
    let count = arguments.count == 4 && arguments[2] == "--repeat" ? Int(arguments[3]) : 1
    guard arguments.count == 2 || arguments.count == 4, let count, count > 0 else {
      end("usage: svyaz-bench FILE.bin [--repeat N]")
    }
    do {
      try run(arguments[1], count: count)
    } catch let fault as Fault {
      end("svyaz-bench: \(fault.message)")
    } catch {
      end("svyaz-bench: \(error)")
    }
  }

  static func run(_ path: String, count: Int) throws {
    let (instance, readSeconds) = try timed { try Instance(path: path) }
    let (problem, buildSeconds) = try built(instance)
    let builtPeak = peakMegabytes()
    for _ in 0..<count {
      let (assignment, solveSeconds) = try timed { try AssignmentSolver.solve(problem) }
      let (check, checkSeconds) = timed { AssignmentCheck(assignment, of: problem) }
      if let fault = check.fault { complain("svyaz-bench: not proved: \(fault)") }
      let figures: [(name: String, value: String)] = [
        ("solver", "\"svyaz\""), ("optimal", "\(check.isProved)"), ("objective", "\(check.objective)"),
        ("covered", "\(check.covered)"), ("uncoveredValue", "\(check.uncoveredValue)"), ("cost", "\(check.cost)"),
        ("read", "\(readSeconds)"), ("build", "\(buildSeconds)"), ("solve", "\(solveSeconds)"),
        ("check", "\(checkSeconds)"), ("total", "\(solveSeconds + checkSeconds)"), ("builtPeak", "\(builtPeak)"),
        ("peak", "\(peakMegabytes())"),
      ]
      print("{" + figures.map { "\"\($0.name)\": \($0.value)" }.joined(separator: ", ") + "}")
    }
  }

  static func built(_ instance: consuming Instance) throws -> (AssignmentProblem, Double) {
    let start = processorSeconds()
    let problem = try instance.problem()
    return (problem, processorSeconds() - start)
  }

  static func timed<Value>(_ work: () throws -> Value) rethrows -> (Value, Double) {
    let start = processorSeconds()
    let value = try work()
    return (value, processorSeconds() - start)
  }

  static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// Of this program alone: `getrusage` would count what the process held before it became this program. 0: unknown.
  static func peakMegabytes() -> Double {
    let file = open("/proc/self/status", O_RDONLY)
    guard file >= 0 else { return 0 }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 8192)
    let size = read(file, &bytes, bytes.count)
    let lines = String(decoding: bytes.prefix(max(size, 0)), as: UTF8.self).split(separator: "\n")
    let words = lines.first { $0.hasPrefix("VmHWM:") }?.split { $0 == " " || $0 == "\t" } ?? []
    return (words.count > 1 ? Double(words[1]) ?? 0 : 0) / 1024
  }

  static func complain(_ message: String) {
    var line = message + "\n"
    line.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  static func end(_ message: String) -> Never {
    complain(message)
    exit(2)
  }
}

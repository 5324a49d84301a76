import Foundation
import SvyazGraph
import SvyazStore

/// One turn of the reading race: opens a store, takes the snapshot of one day, and prints one JSON line.
///
/// Usage: `svyaz-bench-store STORE DAY`; seconds are the process's CPU time from the closed file to the whole snapshot.
/// The digest over every value that was read is made afterwards; the peer, `Peers/raw_read.c`, must find the same.
@main
enum SnapshotBench {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let day = Day(iso: arguments[2]) else {
      FileHandle.standardError.write(Data("usage: svyaz-bench-store STORE DAY\n".utf8))
      exit(2)
    }
    let start = processorSeconds()
    let snapshot = try Store.open(arguments[1], for: .reading).snapshot(on: day)
    let seconds = processorSeconds() - start
    var digest = Digest()
    digest.add(snapshot.network)
    print("{\"rows\": \(digest.rows), \"digest\": \"\(String(digest.hash, radix: 16))\", \"seconds\": \(seconds)}")
  }

  static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

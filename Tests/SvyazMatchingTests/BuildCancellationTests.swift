import SvyazFlow
import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Synchronization
import Testing

@Suite struct BuildCancellationTests {
  /// Whoever says stop at the n-th question is obeyed there; whoever never does gets the problem.
  @Test func buildingStopsAtEveryQuestion() throws {
    let sample = RandomCase(seed: 6, shape: .medium)
    var stopped = 0
    while stopped < 1000 {
      let asked = Mutex(0)
      let last = stopped
      let monitor = SolveMonitor(isCancelled: {
        asked.withLock {
          $0 += 1
          return $0 > last
        }
      })
      let outcome = Result {
        try MatchingProblem.build(
          network: sample.network, day: sample.network.asOf, options: sample.options, monitor: monitor)
      }
      guard case .failure(let error) = outcome else { break }
      #expect(error is CancellationError)
      stopped += 1
    }
    // Before the tables, in the results, between the paragraphs, among the demands.
    #expect((5..<1000).contains(stopped))
  }
}

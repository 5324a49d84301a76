internal import SvyazApp
internal import SvyazGraph
internal import SvyazIndicators
internal import Synchronization

/// The shortest way to the target of indicator 9 while it is being looked for, and after.
///
/// The search may take long, so it runs on the threads for long work; whoever asks waits as long as a page may take and
/// looks again later. One search a question, however many ask.
final class WayWork: Sendable {
  struct Question: Hashable, Sendable {
    var day: Day
    var rule: PartnershipRule
  }

  enum Outcome: Sendable {
    case found(ShortestWay)
    /// The words of why there is none.
    case failed(message: String, advice: String)
  }

  private let state = Mutex<Outcome?>(nil)

  private init() {}

  /// What is known now.
  var outcome: Outcome? { state.withLock { $0 } }

  /// What is known after at most `time`.
  func outcome(within time: Duration) async -> Outcome? {
    let end = ContinuousClock.now + time
    while true {
      if let outcome { return outcome }
      guard ContinuousClock.now < end, (try? await Task.sleep(for: .milliseconds(20))) != nil else { return nil }
    }
  }

  /// The search for `question` in a revision; begun by the first who asks.
  static func of(_ question: Question, in revision: Revision, on threads: WorkThreads) -> WayWork {
    let shelf = revision.derived(ShelfKey()) { _ in Shelf() }
    let (work, isNew) = shelf.work(for: question)
    guard isNew else { return work }
    Task {
      let network = revision.network
      do {
        let way = try await threads.run { try FindWay.way(network, on: question.day, rule: question.rule) }
        work.state.withLock { $0 = .found(way) }
      } catch let error as any UserFacing {
        work.state.withLock { $0 = .failed(message: error.message, advice: error.advice) }
      } catch {
        work.state.withLock {
          $0 = .failed(message: "Путь не посчитан из-за ошибки сервиса.", advice: "Сообщите об этом администратору.")
        }
      }
    }
    return work
  }

  private struct ShelfKey: Hashable, Sendable {}

  /// The latest questions about one revision; asking about many days must not fill the memory.
  private final class Shelf: Sendable {
    private let works = Mutex<[(question: Question, work: WayWork)]>([])

    func work(for question: Question) -> (work: WayWork, isNew: Bool) {
      works.withLock { works in
        if let kept = works.first(where: { $0.question == question }) { return (kept.work, false) }
        let work = WayWork()
        works.append((question, work))
        if works.count > 12 { works.removeFirst() }
        return (work, true)
      }
    }
  }
}

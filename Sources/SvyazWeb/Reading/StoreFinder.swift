internal import SvyazExchange
internal import SvyazGraph
internal import SvyazStore

/// The finder of schools of a revision, with the names and answers that the store remembers.
enum StoreFinder {
  private struct Key: Hashable, Sendable {}

  /// On ``WorkThreads`` only.
  static func of(_ revision: Revision, _ store: Store) throws -> SchoolFinder {
    let (former, answers) = (try store.formerNames(), try store.answers())
    return revision.derived(Key()) { network in
      SchoolFinder(
        schools: network.schools, formerNames: former,
        answers: Dictionary(answers.map { ($0.key, $0.school) }, uniquingKeysWith: { $1 }))
    }
  }
}

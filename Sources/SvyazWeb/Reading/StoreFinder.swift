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

  /// The school that a form's text means.
  ///
  /// - Parameter field: its name on the form, for the notice.
  /// - Returns: the school, or what to say where it is not certain; neither for an empty text.
  static func school(
    _ text: String, field: String, code: String, _ revision: Revision, _ store: Store
  ) throws -> (id: SchoolID?, fault: Notice?) {
    if text.isEmpty { return (nil, nil) }
    switch try of(revision, store).match(text) {
    case .certain(let school), .likely(let school): return (school, nil)
    case .question(let candidates):
      let index = NetworkIndex.of(revision)
      let names = candidates.prefix(4).map { "\(index.label($0)) (\($0))" }.joined(separator: ", ")
      return (
        nil,
        Notice(
          kind: .fault, text: "\(field): «\(String(text.prefix(200)))» не найдена однозначно.",
          advice: names.isEmpty ? "Проверьте номер и название." : "Может быть: \(names).", code: code)
      )
    }
  }

  /// A name that the finder takes back to the school: the label where only one school bears it.
  static func spelling(_ id: SchoolID, _ index: NetworkIndex) -> String {
    guard let school = index.school(id), index.label(id) == index.bound(school.label) else { return id.rawValue }
    return school.label
  }
}

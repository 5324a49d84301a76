internal import SvyazExchange
public import SvyazGraph
public import SvyazMap

/// What part of the network a map is asked to show, in a user's words: ids or names of each kind.
public struct MapSelection: Sendable, Hashable {
  public var subjects, districts, associations: [String]
  /// `proposed`, `agreed`, `active`.
  public var statuses: [String]

  public init(
    subjects: [String] = [], districts: [String] = [], associations: [String] = [], statuses: [String] = []
  ) {
    self.subjects = subjects
    self.districts = districts
    self.associations = associations
    self.statuses = statuses
  }

  /// Statuses that a map can be asked for: what has ended is not on it.
  static let statuses: [Partnership.Status] = [.proposed, .agreed, .active]

  /// The same as ids.
  ///
  /// - Throws: ``UsageError`` that names what there is.
  public func filter(in network: Network) throws(UsageError) -> MapFilter {
    var filter = MapFilter()
    for word in Self.split(subjects) { filter.subjects.insert(try ComposeAssociations.subject(word, of: network)) }
    let districts = network.districts.map { (id: $0.id, name: $0.name) }
    filter.districts = try Self.ids(
      self.districts, among: districts.map { ($0.id, $0.id.rawValue, $0.name) }, option: "--district",
      what: "район сети", none: "район сети, но в districts.csv нет ни одного")
    filter.associations = try Self.ids(
      self.associations, among: network.associations.map { ($0.id, $0.id.rawValue, $0.name) },
      option: "--association", what: "ММО сети", none: "ММО сети, но в associations.csv нет ни одного")
    for word in Self.split(statuses) {
      guard let status = Self.statuses.first(where: { $0.rawValue == word }) else {
        throw .value(
          option: "--status", value: word,
          expected: Self.statuses.map { "\($0.rawValue) (\($0.russian))" }.joined(separator: ", ") + " через запятую")
      }
      filter.statuses.insert(status)
    }
    return filter
  }

  /// «a,b» → a, b; empty parts stay, to be refused.
  private static func split(_ words: [String]) -> [String] {
    words.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  /// A whole word may be a name with commas in it; else it is a list.
  private static func ids<ID: Hashable>(
    _ words: [String], among known: [(key: ID, id: String, name: String)], option: String, what: String, none: String
  ) throws(UsageError) -> Set<ID> {
    func found(_ word: String) -> [(key: ID, id: String, name: String)] {
      let plain = word.lowercased()
      let exact = known.filter { $0.id == word }
      return exact.isEmpty ? known.filter { $0.name.lowercased() == plain } : exact
    }
    var ids: Set<ID> = []
    for word in words.flatMap({ found($0).isEmpty ? split([$0]) : [$0] }) {
      let matches = found(word)
      guard matches.count <= 1 else {
        throw .value(
          option: option, value: word, expected: "\(what): с таким названием несколько: \(list(matches.map(\.id)))")
      }
      guard let match = matches.first else {
        let names = known.map { $0.name.isEmpty ? $0.id : "\($0.id) («\($0.name)»)" }
        throw .value(option: option, value: word, expected: known.isEmpty ? none : "\(what): \(list(names))")
      }
      ids.insert(match.key)
    }
    return ids
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(12).joined(separator: ", ") + (names.count > 12 ? " и ещё \(names.count - 12)" : "")
  }
}

extension MapFilter {
  /// Ids for the name of a file: `mathematics-kirovsky`; `selection` where there are many.
  var fileNamePart: String? {
    let ids =
      subjects.map(\.rawValue).sorted() + districts.map(\.rawValue).sorted() + associations.map(\.rawValue).sorted()
      + MapSelection.statuses.filter(statuses.contains).map(\.rawValue)
    return ids.isEmpty ? nil : ids.count > 4 ? "selection" : ids.joined(separator: "-")
  }
}

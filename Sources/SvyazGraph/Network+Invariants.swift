extension Network {
  /// Every rule that a row breaks, in the order of tables and rows.
  ///
  /// - Parameter declared: identifiers to take as known beside those of the rows.
  /// - Complexity: O(rows · log rows).
  public func violations(declared: DeclaredIdentifiers = DeclaredIdentifiers()) -> [Violation] {
    var found: [Violation] = []
    forEachViolation(declared: declared) { found.append($0) }
    return found
  }

  /// Calls `body` with what ``violations(declared:)`` would return, without keeping it: a table in which every row is
  /// wrong has several times more violations than rows.
  public func forEachViolation(
    declared: DeclaredIdentifiers = DeclaredIdentifiers(), _ body: @escaping (Violation) -> Void
  ) {
    InvariantCheck(network: self, declared: declared, body: body).run()
  }
}

/// One pass of checks; holds the sets of known identifiers.
struct InvariantCheck {
  let network: Network
  let subjects: Set<SubjectID>
  let districts: Set<DistrictID>
  let schools: Set<SchoolID>
  let partnerships: Set<PartnershipID>
  let associations: Set<AssociationID>
  let events: Set<EventID>
  let partlyReadDistricts: Set<DistrictID>
  let body: (Violation) -> Void

  init(network: Network, declared: DeclaredIdentifiers, body: @escaping (Violation) -> Void) {
    self.network = network
    self.body = body
    subjects = declared.subjects.union(network.subjects.map(\.id))
    districts = declared.districts.union(network.districts.map(\.id))
    schools = declared.schools.union(network.schools.map(\.id))
    partnerships = declared.partnerships.union(network.partnerships.map(\.id))
    associations = declared.associations.union(network.associations.map(\.id))
    events = declared.events.union(network.events.map(\.id))
    partlyReadDistricts = declared.districts.subtracting(network.districts.map(\.id))
  }

  func run() {
    checkNetwork()
    checkDefinitions()
    checkDistricts()
    checkSchools()
    checkStatuses()
    checkResults()
    checkMentorsAndConstraints()
    checkPartnerships()
    checkAssociations()
    checkEvents()
    checkProgrammesAndStaff()
    checkMeasures()
  }

  // MARK: Helpers

  func report(
    _ table: Network.Table, _ row: Int, _ column: String, _ value: some CustomStringConvertible, _ rule: Violation.Rule
  ) {
    body(Violation(table, row, column, value, rule))
  }

  /// Whether each row comes before the next one: then no two of them have one key.
  func isStrictlySorted<Row>(_ rows: [Row], by precedes: (Row, Row) -> Bool) -> Bool {
    rows.indices.dropFirst().allSatisfy { precedes(rows[$0 - 1], rows[$0]) }
  }

  func checkUnique<Row, Key: Hashable>(
    _ rows: [Row], _ table: Network.Table, column: String, value: (Row) -> String, key: (Row) -> Key
  ) {
    var first: [Key: Int] = [:]
    first.reserveCapacity(rows.count)
    for (index, row) in rows.enumerated() {
      if let earlier = first.updateValue(index, forKey: key(row)) {
        first[key(row)] = earlier
        report(table, index, column, value(row), .duplicateKey(first: earlier))
      }
    }
  }

  func checkInterval(_ interval: DayInterval, _ table: Network.Table, _ row: Int, column: String = "to") {
    guard !interval.isWellFormed, let to = interval.to else { return }
    report(table, row, column, to, .intervalEndsBeforeItBegins(from: interval.from))
  }

  /// Intervals of one key must not overlap; equal starts are a duplicate key already.
  func checkOverlaps<Row, Key: Hashable>(
    _ rows: [Row], _ table: Network.Table, column: String = "from", interval: (Row) -> DayInterval, key: (Row) -> Key
  ) {
    let groups = Dictionary(grouping: rows.indices, by: { key(rows[$0]) })
    var overlaps: [(row: Int, first: Int)] = []
    for group in groups.values where group.count > 1 {
      let ordered = group.filter { interval(rows[$0]).isWellFormed }
        .sorted { (interval(rows[$0]).from, $0) < (interval(rows[$1]).from, $1) }
      var longest: Int?
      for row in ordered {
        if let open = longest {
          let previous = interval(rows[open])
          let current = interval(rows[row])
          if previous.overlaps(current), previous.from != current.from { overlaps.append((row, open)) }
          if let end = previous.to, current.to.map({ end < $0 }) ?? true { longest = row }
        } else {
          longest = row
        }
      }
    }
    for (row, first) in overlaps.sorted(by: { $0.row < $1.row }) {
      report(table, row, column, interval(rows[row]).from, .intervalsOverlap(first: first))
    }
  }

  func requireSchool(_ school: SchoolID?, _ table: Network.Table, _ row: Int, _ column: String) {
    guard let school, !schools.contains(school) else { return }
    report(table, row, column, school, .unknownReference(to: .schools))
  }

  func requireSubject(_ subject: SubjectID?, _ table: Network.Table, _ row: Int) {
    guard let subject, !subjects.contains(subject) else { return }
    report(table, row, "subject", subject, .unknownReference(to: .network))
  }

  func requireAssociation(_ association: AssociationID?, _ table: Network.Table, _ row: Int) {
    guard let association, !associations.contains(association) else { return }
    report(table, row, "association", association, .unknownReference(to: .associations))
  }
}

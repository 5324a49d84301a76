extension InvariantCheck {
  /// Columns are `definitions` for a row as a whole and `definitions.title`… for one of its values.
  func checkDefinitions() {
    struct Key: Hashable {
      let indicator: Int
      let id: String
      var from: Day?
    }
    let rows = network.definitions
    checkUnique(rows, .network, column: "definitions", value: { "\($0.indicator) \($0.id)" }) {
      Key(indicator: $0.indicator, id: $0.id, from: $0.interval.from)
    }
    for (row, definition) in rows.enumerated() {
      for (key, value, flaw) in definition.flaws {
        report(.network, row, "definitions.\(key)", value, .malformedDefinition(flaw))
      }
      checkInterval(definition.interval, .network, row, column: "definitions.to")
    }
    checkOverlaps(rows, .network, column: "definitions.from", interval: \.interval) {
      Key(indicator: $0.indicator, id: $0.id)
    }
  }
}

extension ReadingDefinition {
  /// What is wrong with its values, each by its key in `network.json`; its interval and its neighbours left aside.
  var flaws: [(key: String, value: String, flaw: Violation.DefinitionFlaw)] {
    var found: [(key: String, value: String, flaw: Violation.DefinitionFlaw)] = []
    if !(1...9).contains(indicator) { found.append(("indicator", String(indicator), .noIndicator)) }
    if Slug(id) == nil { found.append(("reading", id, .noSlug)) }
    for (key, words) in [
      ("version", version), ("title", title), ("numerator", numerator), ("denominator", denominator),
    ] where words.utf8.allSatisfy({ $0 <= 0x20 }) { found.append((key, words, .blank)) }
    func check(_ key: String, _ count: Int, distinct: Int) {
      if count == 0 { found.append(("rule.\(key)", "", .emptyList)) }
      if distinct < count { found.append(("rule.\(key)", String(count), .repeated)) }
    }
    func check(_ key: String, _ circle: SchoolCircle) {
      if case .statuses(let statuses) = circle { check(key, statuses.count, distinct: statuses.count) }
    }
    switch rule {
    case .schools(_, let among, let of):
      check("schools.among", among)
      check("schools.of", of)
    case .staff(let groups, _, let among):
      check("staff.groups", groups.count, distinct: Set(groups).count)
      check("staff.among", among)
    case .results(let assessments, let among, _):
      check("results.assessments", assessments.count, distinct: Set(assessments).count)
      check("results.among", among)
    }
    return found
  }
}

import SvyazContract
import SvyazGraph

/// Turns the network's violations into faults of files, and leaves out those that only follow from other faults.
struct RuleFaults {
  private var sources: [Network.Table: TableSource] = [:]
  private var keylessSources: [Network.Table: TableSource] = [:]
  private var declared = DeclaredIdentifiers()
  /// References to these tables cannot be judged.
  private var incomplete: Set<Network.Table> = []
  private var subjectPlaces: [DescriptionReader.Place] = []
  private var targetPlaces: [DescriptionReader.Place] = []
  private var definitions = DefinitionList()

  // MARK: Gathering

  /// A file that is not there or cannot be taken.
  mutating func refuse(_ table: Network.Table, _ fault: Fault) {
    sources[table, default: TableSource()].faults.append(fault)
    incomplete.insert(table)
  }

  mutating func add(
    _ table: Network.Table, source: TableSource, keyless: TableSource, declared texts: Set<String>, isIncomplete: Bool
  ) {
    sources[table] = source
    keylessSources[table] = keyless
    if isIncomplete { incomplete.insert(table) }
    switch table {
    case .districts: declared.districts = Set(texts.compactMap { DistrictID($0) })
    case .schools: declared.schools = Set(texts.compactMap { SchoolID($0) })
    case .partnerships: declared.partnerships = Set(texts.compactMap { PartnershipID($0) })
    case .associations: declared.associations = Set(texts.compactMap { AssociationID($0) })
    case .events: declared.events = Set(texts.compactMap { EventID($0) })
    default: break
    }
  }

  mutating func add(_ description: DescriptionReader) {
    sources[.network] = TableSource(faults: description.faults)
    subjectPlaces = description.subjectPlaces
    targetPlaces = description.targetPlaces
    definitions = description.definitionList
    if description.isIncomplete { incomplete.insert(.network) }
  }

  // MARK: Telling

  /// All faults, by table in the contract's order, each list by row and column.
  ///
  /// - Complexity: O(rows · log rows).
  func faults(candidate: Network, keyless: Network) -> [(table: Network.Table, list: FaultList)] {
    var sources = sources
    func tell(_ violation: Violation, in network: Network, row: Int) {
      let fault =
        sources[violation.table, default: TableSource()].faults.hasRoom
        ? fault(of: violation, in: network, row: row) : nil
      sources[violation.table, default: TableSource()].faults.append(fault)
    }
    // Districts whose list of neighbours nobody knows whole cannot be blamed for leaving one out.
    let unsure = Set(
      candidate.districts.indices.filter { self.isBad("neighbours", .districts, row: $0, keyless: false) }
        .map { candidate.districts[$0].id.rawValue })
    candidate.forEachViolation(declared: declared) { violation in
      guard !follows(violation, keyless: false, unsure: unsure) else { return }
      tell(violation, in: candidate, row: row(of: violation))
    }

    var known = declared
    known.subjects.formUnion(candidate.subjects.map(\.id))
    known.districts.formUnion(candidate.districts.map(\.id))
    known.schools.formUnion(candidate.schools.map(\.id))
    known.partnerships.formUnion(candidate.partnerships.map(\.id))
    known.associations.formUnion(candidate.associations.map(\.id))
    known.events.formUnion(candidate.events.map(\.id))
    keyless.forEachViolation(declared: known) { violation in
      guard !needsKey(violation.rule), !follows(violation, keyless: true, unsure: []) else { return }
      tell(violation, in: keyless, row: keylessSources[violation.table]?.rowNumber(violation.row) ?? 1)
    }
    return Network.Table.allCases.compactMap { table in
      guard let list = sources[table]?.faults, list.total > 0 else { return nil }
      return (table, list.sorted(columns: table.columns))
    }
  }

  private func needsKey(_ rule: Violation.Rule) -> Bool {
    switch rule {
    case .duplicateKey, .intervalsOverlap, .neighbourNotSymmetric: true
    default: false
    }
  }

  private func isBad(_ column: String, _ table: Network.Table, row: Int, keyless: Bool) -> Bool {
    (keyless ? keylessSources : sources)[table]?.badColumns(ofRow: row).contains(column, of: table) ?? false
  }

  /// Whether a violation is judged by a stand-in or by rows that nobody saw.
  private func follows(_ violation: Violation, keyless: Bool, unsure districts: Set<String>) -> Bool {
    func isBad(_ column: String) -> Bool {
      self.isBad(column, violation.table, row: violation.row, keyless: keyless)
    }
    return switch violation.rule {
    // Keys hold no stand-ins here, and a stand-in for an end is the shortest there can be.
    case .duplicateKey, .intervalsOverlap: false
    // Each neighbour of a list stands for itself.
    case .unknownReference(let table):
      incomplete.contains(table) || (isBad(violation.column) && violation.column != "neighbours")
    case .neighbourNotSymmetric: districts.contains(violation.value)
    case .ownNeighbour: isBad("id")
    case .intervalEndsBeforeItBegins: isBad(violation.column) || isBad(violation.column == "to" ? "from" : "due_from")
    case .successfulExceedsParticipants: isBad("participants") || isBad("successful")
    case .trainedExceedsTotal: isBad("total") || isBad(violation.column)
    case .mentorIsMentee: isBad("mentor") || isBad("mentee")
    case .belowMinimum: isBad(violation.column)
    case .targetOutOfRange, .malformedDefinition: false
    }
  }

  private func row(of violation: Violation) -> Int {
    place(of: violation)?.line ?? sources[violation.table]?.rowNumber(violation.row) ?? 1
  }

  private func place(of violation: Violation, row: Int? = nil) -> DescriptionReader.Place? {
    guard violation.table == .network else { return nil }
    if Self.isOfDefinition(violation) { return definitions.place(of: row ?? violation.row, column: violation.column) }
    let places = violation.column == "targets" ? targetPlaces : subjectPlaces
    let row = row ?? violation.row
    return places.indices.contains(row) ? places[row] : nil
  }

  private static func isOfDefinition(_ violation: Violation) -> Bool {
    violation.table == .network && violation.column.hasPrefix("definitions")
  }

  // MARK: Words

  private func fault(of violation: Violation, in network: Network, row: Int) -> Fault {
    let table = violation.table
    let value = Fault.quoted(violation.value)
    func fault(_ expected: String, _ problem: String) -> Fault {
      Fault(
        file: table.fileName, row: row, column: place(of: violation)?.path ?? violation.column, value: violation.value,
        expected: expected, problem: problem)
    }
    if Self.isOfDefinition(violation),
      let words = DefinitionWords.words(for: violation, place: { place(of: violation, row: $0) })
    {
      return fault(words.expected, words.problem)
    }
    switch violation.rule {
    case .duplicateKey(let first):
      let key = table == .network ? "id" : table.keyColumns.joined(separator: ", ")
      let firstRow = place(of: violation, row: first)?.line ?? sources[table]?.rowNumber(first) ?? 1
      return fault(
        "каждый ключ (\(key)) один раз", "\(value) повторяет ключ (\(key)), впервые он в строке \(firstRow)")
    case .unknownReference(let referred):
      return fault(
        referred.expectedReference, "\(value) ни на что не указывает, а нужно: \(referred.expectedReference)")
    case .intervalEndsBeforeItBegins(let from):
      return violation.column == "to"
        ? fault("дата позже \(from)", "период кончается \(violation.value), а начинается \(from): нужна дата позже")
        : fault("дата не раньше \(from)", "срок кончается \(violation.value), а начинается \(from)")
    case .intervalsOverlap(let first):
      let firstRow = sources[table]?.rowNumber(first) ?? 1
      return fault(
        "период, который не пересекается со строкой \(firstRow)",
        "период с \(violation.value) пересекается с периодом из строки \(firstRow)")
    case .successfulExceedsParticipants(let participants):
      return fault(
        "целое число не больше participants: \(participants)", "\(value) больше, чем participants: \(participants)")
    case .trainedExceedsTotal(let total):
      return fault("целое число не больше total: \(total)", "\(value) больше, чем total: \(total)")
    case .neighbourNotSymmetric:
      let district = network.districts[violation.row].id
      return fault(
        "взаимное соседство", "\(value) назван соседом района «\(district)», но сам его соседом не называет")
    case .ownNeighbour: return fault("другой район", "район \(value) назван своим же соседом")
    case .mentorIsMentee: return fault("другая школа, не наставник", "школа \(value) и наставник, и подопечная")
    case .belowMinimum(let least):
      return fault("целое число не меньше \(least)", "\(value) меньше, чем \(least)")
    case .targetOutOfRange:
      return fault("indicator от 1 до 9, perMille от 0 до 1000", "\(value) вне допустимых границ")
    case .malformedDefinition: return fault("правильное определение", "\(value) не годится")
    }
  }
}

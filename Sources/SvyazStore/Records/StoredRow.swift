internal import SvyazContract
internal import SvyazGraph

/// A row of a versioned table of the file.
protocol VersionedRow: KeyedRow {
  static var storeTable: StoreTable { get }
  /// Reads the table's columns in their order.
  init(_ row: inout RowCursor)
  /// Binds them in the same order.
  func bind(to binder: RowBinder)
}

/// A row of the network folder that has a table of its own in the file.
protocol StoredRow: NetworkRow, VersionedRow {}

extension StoredRow {
  static var storeTable: StoreTable { .of(table) }

  func bind(to binder: RowBinder) {
    var sink = binder
    write(to: &sink)
  }
}

extension District: StoredRow {
  /// Neighbours are read from their own table.
  init(_ row: inout RowCursor) {
    self.init(id: row.identifier(row.pools.districts), name: row.text(), centre: row.location())
  }

  func bind(to binder: RowBinder) {
    binder.append(identifier: id.rawValue)
    binder.append(text: name)
    binder.append(decimal: centre?.latitude)
    binder.append(decimal: centre?.longitude)
  }
}

extension School: StoredRow {
  init(_ row: inout RowCursor) {
    let id: SchoolID = row.identifier(row.pools.schools)
    let number = row.optionalInteger()
    let name = row.text()
    let shortName = row.text()
    self.init(
      id: id, number: number, name: name, shortName: shortName.isEmpty ? nil : shortName, kind: row.text(),
      district: row.optionalIdentifier(row.pools.districts), address: row.text(), location: row.location(),
      students: row.optionalInteger())
  }
}

extension SchoolStatus: StoredRow {
  private static let words = WordTable(Status.risk)

  init(_ row: inout RowCursor) {
    self.init(
      school: row.identifier(row.pools.schools), status: row.word(Self.words), interval: row.interval(),
      basis: row.text())
  }
}

extension AssessmentResult: StoredRow {
  private static let words = WordTable(Assessment.vpr)

  init(_ row: inout RowCursor) {
    self.init(
      school: row.identifier(row.pools.schools), subject: row.identifier(row.pools.subjects),
      assessment: row.word(Self.words), grade: row.integer(), year: row.integer(), participants: row.integer(),
      successful: row.integer())
  }
}

extension MentorCapacity: StoredRow {
  init(_ row: inout RowCursor) {
    self.init(
      school: row.identifier(row.pools.schools), subject: row.optionalIdentifier(row.pools.subjects),
      capacity: row.integer())
  }
}

extension MatchingConstraint: StoredRow {
  private static let words = WordTable(Rule.ban)

  init(_ row: inout RowCursor) {
    self.init(
      rule: row.word(Self.words), mentee: row.identifier(row.pools.schools),
      mentor: row.identifier(row.pools.schools), subject: row.optionalIdentifier(row.pools.subjects))
  }
}

extension Partnership: StoredRow {
  private static let words = WordTable(Status.proposed)

  init(_ row: inout RowCursor) {
    self.init(
      id: row.identifier(row.pools.partnerships), mentor: row.identifier(row.pools.schools),
      mentee: row.identifier(row.pools.schools), subject: row.optionalIdentifier(row.pools.subjects),
      status: row.word(Self.words), interval: row.interval(), agreement: row.text())
  }
}

extension Association: StoredRow {
  init(_ row: inout RowCursor) {
    self.init(
      id: row.identifier(row.pools.associations), name: row.text(), subject: row.identifier(row.pools.subjects),
      umo: row.text(), base: row.identifier(row.pools.schools), interval: row.interval())
  }
}

extension Membership: StoredRow {
  private static let words = WordTable(Role.member)

  init(_ row: inout RowCursor) {
    self.init(
      association: row.identifier(row.pools.associations), school: row.identifier(row.pools.schools),
      role: row.word(Self.words), interval: row.interval())
  }
}

extension Event: StoredRow {
  private static let words = WordTable(Kind.seminar)

  init(_ row: inout RowCursor) {
    self.init(
      id: row.identifier(row.pools.events), kind: row.word(Self.words), title: row.text(), day: row.day(),
      subject: row.optionalIdentifier(row.pools.subjects), host: row.optionalIdentifier(row.pools.schools),
      association: row.optionalIdentifier(row.pools.associations),
      partnership: row.optionalIdentifier(row.pools.partnerships), organiser: row.text())
  }
}

extension Participation: StoredRow {
  private static let words = WordTable(Role.participant)

  init(_ row: inout RowCursor) {
    self.init(
      event: row.identifier(row.pools.events), school: row.identifier(row.pools.schools),
      role: row.word(Self.words), people: row.integer())
  }
}

extension Programme: StoredRow {
  private static let words = WordTable(Kind.teacherGrowth)

  init(_ row: inout RowCursor) {
    self.init(
      school: row.identifier(row.pools.schools), kind: row.word(Self.words), developed: row.day(),
      interval: row.interval())
  }
}

extension StaffFigures: StoredRow {
  private static let words = WordTable(Group.teacher)

  init(_ row: inout RowCursor) {
    self.init(
      school: row.identifier(row.pools.schools), year: row.integer(), group: row.word(Self.words),
      total: row.integer(), trainedMethodService: row.integer(), trainedEffectiveMode: row.integer(),
      trainedQuality: row.integer())
  }
}

extension Measure: StoredRow {
  init(_ row: inout RowCursor) {
    self.init(
      number: row.integer(), section: row.text(), title: row.text(), dueFrom: row.optionalDay(),
      dueTo: row.optionalDay(), responsible: row.text(), expected: row.text(), doneOn: row.optionalDay(),
      evidence: row.text())
  }
}

internal import SvyazContract
internal import SvyazGraph

// Rows that the network folder keeps elsewhere than in a table of their own, or not at all.

/// What `network.json` says of the network as a whole.
struct NetworkHead: VersionedRow {
  var id: NetworkID
  var name: String
  var asOf: Day

  static var storeTable: StoreTable { .network }
  func precedes(_ other: NetworkHead) -> Bool { id < other.id }

  init(_ network: Network) { (id, name, asOf) = (network.id, network.name, network.asOf) }

  init(_ row: inout RowCursor) {
    // One row: a pool would only cost.
    let id: NetworkID = row.identifier(row.pools.districts)
    (self.id, name, asOf) = (id, row.text(), row.day())
  }

  func bind(to binder: RowBinder) {
    binder.append(identifier: id.rawValue)
    binder.append(text: name)
    binder.append(day: asOf)
  }
}

struct SubjectRow: VersionedRow {
  var subject: Subject
  /// Subjects keep the order in which people see them.
  var position: Int

  static var storeTable: StoreTable { .subject }
  func precedes(_ other: SubjectRow) -> Bool { subject.id < other.subject.id }

  init(subject: Subject, position: Int) { (self.subject, self.position) = (subject, position) }

  init(_ row: inout RowCursor) {
    subject = Subject(id: row.identifier(row.pools.subjects), name: row.text())
    position = row.integer()
  }

  func bind(to binder: RowBinder) {
    binder.append(identifier: subject.id.rawValue)
    binder.append(text: subject.name)
    binder.append(integer: position)
  }
}

struct TargetRow: VersionedRow {
  var target: IndicatorTarget
  var position: Int

  static var storeTable: StoreTable { .target }
  func precedes(_ other: TargetRow) -> Bool { target.indicator < other.target.indicator }

  init(target: IndicatorTarget, position: Int) { (self.target, self.position) = (target, position) }

  init(_ row: inout RowCursor) {
    target = IndicatorTarget(indicator: row.integer(), perMille: row.integer(), day: row.day())
    position = row.integer()
  }

  func bind(to binder: RowBinder) {
    binder.append(integer: target.indicator)
    binder.append(integer: target.perMille)
    binder.append(day: target.day)
    binder.append(integer: position)
  }
}

/// One direction of a border between two districts.
struct NeighbourRow: VersionedRow {
  var district: DistrictID
  var neighbour: DistrictID

  static var storeTable: StoreTable { .neighbour }

  func precedes(_ other: NeighbourRow) -> Bool {
    district != other.district ? district < other.district : neighbour < other.neighbour
  }

  init(district: DistrictID, neighbour: DistrictID) { (self.district, self.neighbour) = (district, neighbour) }

  init(_ row: inout RowCursor) {
    district = row.identifier(row.pools.districts)
    neighbour = row.identifier(row.pools.districts)
  }

  func bind(to binder: RowBinder) {
    binder.append(identifier: district.rawValue)
    binder.append(identifier: neighbour.rawValue)
  }
}

struct AnswerRow: VersionedRow {
  var key: String
  var text: String
  var school: SchoolID

  static var storeTable: StoreTable { .answer }
  /// As the file's own order of texts: by UTF-8 bytes.
  func precedes(_ other: AnswerRow) -> Bool { key.utf8.lexicographicallyPrecedes(other.key.utf8) }

  init(key: String, text: String, school: SchoolID) { (self.key, self.text, self.school) = (key, text, school) }

  init(_ row: inout RowCursor) { (key, text, school) = (row.text(), row.text(), row.identifier(row.pools.schools)) }

  func bind(to binder: RowBinder) {
    binder.append(text: key)
    binder.append(text: text)
    binder.append(identifier: school.rawValue)
  }
}

struct SuccessionRow: VersionedRow {
  var school: SchoolID
  var successor: SchoolID
  var day: Day

  static var storeTable: StoreTable { .succession }
  func precedes(_ other: SuccessionRow) -> Bool { school < other.school }

  init(school: SchoolID, successor: SchoolID, day: Day) {
    (self.school, self.successor, self.day) = (school, successor, day)
  }

  init(_ row: inout RowCursor) {
    school = row.identifier(row.pools.schools)
    successor = row.identifier(row.pools.schools)
    day = row.day()
  }

  func bind(to binder: RowBinder) {
    binder.append(identifier: school.rawValue)
    binder.append(identifier: successor.rawValue)
    binder.append(day: day)
  }
}

extension Network {
  var subjectRows: [SubjectRow] {
    subjects.enumerated().map { SubjectRow(subject: $1, position: $0) }.sorted { $0.precedes($1) }
  }

  var targetRows: [TargetRow] {
    targets.enumerated().map { TargetRow(target: $1, position: $0) }.sorted { $0.precedes($1) }
  }

  var neighbourRows: [NeighbourRow] {
    districts.flatMap { district in district.neighbours.map { NeighbourRow(district: district.id, neighbour: $0) } }
      .sorted { $0.precedes($1) }
  }

  /// Districts as their own table holds them.
  var districtRows: [District] {
    districts.map { District(id: $0.id, name: $0.name, centre: $0.centre) }.sorted { $0.precedes($1) }
  }
}

import SvyazGraph

extension Network {
  /// Writes the rows of a table in their order.
  ///
  /// - Parameter flush: is called after every row and may take the bytes away.
  func writeRows(
    of table: Table, to csv: inout CSVWriter, flush: (inout CSVWriter) throws(FileSystem.Failure) -> Void
  ) throws(FileSystem.Failure) {
    func rows<Row>(_ rows: [Row], _ write: (Row, inout CSVWriter) -> Void) throws(FileSystem.Failure) {
      for row in rows {
        write(row, &csv)
        csv.endRow()
        try flush(&csv)
      }
    }
    switch table {
    case .network: break
    case .districts: try rows(districts) { $1.append($0) }
    case .schools: try rows(schools) { $1.append($0) }
    case .statuses: try rows(statuses) { $1.append($0) }
    case .results: try rows(results) { $1.append($0) }
    case .mentors: try rows(mentorCapacities) { $1.append($0) }
    case .constraints: try rows(constraints) { $1.append($0) }
    case .partnerships: try rows(partnerships) { $1.append($0) }
    case .associations: try rows(associations) { $1.append($0) }
    case .memberships: try rows(memberships) { $1.append($0) }
    case .events: try rows(events) { $1.append($0) }
    case .participations: try rows(participations) { $1.append($0) }
    case .programmes: try rows(programmes) { $1.append($0) }
    case .staff: try rows(staff) { $1.append($0) }
    case .measures: try rows(measures) { $1.append($0) }
    }
  }
}

// The cells of one row each, in the contract's order of columns.
extension CSVWriter {
  fileprivate mutating func append(_ row: District) {
    append(row.id.rawValue)
    append(row.name)
    append(row.neighbours.map(\.rawValue).joined(separator: ";"))
    append(row.centre)
  }

  fileprivate mutating func append(_ row: School) {
    append(row.id.rawValue)
    append(row.number)
    append(row.name)
    append(row.shortName ?? "")
    append(row.kind)
    append(row.district)
    append(row.address)
    append(row.location)
    append(row.students)
  }

  fileprivate mutating func append(_ row: SchoolStatus) {
    append(row.school.rawValue)
    append(row.status.contractWord)
    append(row.interval)
    append(row.basis)
  }

  fileprivate mutating func append(_ row: AssessmentResult) {
    append(row.school.rawValue)
    append(row.subject.rawValue)
    append(row.assessment.contractWord)
    append(row.grade)
    append(row.year)
    append(row.participants)
    append(row.successful)
  }

  fileprivate mutating func append(_ row: MentorCapacity) {
    append(row.school.rawValue)
    append(row.subject)
    append(row.capacity)
  }

  fileprivate mutating func append(_ row: MatchingConstraint) {
    append(row.rule.contractWord)
    append(row.mentee.rawValue)
    append(row.mentor.rawValue)
    append(row.subject)
  }

  fileprivate mutating func append(_ row: Partnership) {
    append(row.id.rawValue)
    append(row.mentor.rawValue)
    append(row.mentee.rawValue)
    append(row.subject)
    append(row.status.contractWord)
    append(row.interval)
    append(row.agreement)
  }

  fileprivate mutating func append(_ row: Association) {
    append(row.id.rawValue)
    append(row.name)
    append(row.subject.rawValue)
    append(row.umo)
    append(row.base.rawValue)
    append(row.interval)
  }

  fileprivate mutating func append(_ row: Membership) {
    append(row.association.rawValue)
    append(row.school.rawValue)
    append(row.role.contractWord)
    append(row.interval)
  }

  fileprivate mutating func append(_ row: Event) {
    append(row.id.rawValue)
    append(row.kind.contractWord)
    append(row.title)
    append(row.day)
    append(row.subject)
    append(row.host)
    append(row.association)
    append(row.partnership)
    append(row.organiser)
  }

  fileprivate mutating func append(_ row: Participation) {
    append(row.event.rawValue)
    append(row.school.rawValue)
    append(row.role.contractWord)
    append(row.people)
  }

  fileprivate mutating func append(_ row: Programme) {
    append(row.school.rawValue)
    append(row.kind.contractWord)
    append(row.developed)
    append(row.interval)
  }

  fileprivate mutating func append(_ row: StaffFigures) {
    append(row.school.rawValue)
    append(row.year)
    append(row.group.contractWord)
    append(row.total)
    append(row.trainedMethodService)
    append(row.trainedEffectiveMode)
    append(row.trainedQuality)
  }

  fileprivate mutating func append(_ row: Measure) {
    append(row.number)
    append(row.section)
    append(row.title)
    append(row.dueFrom)
    append(row.dueTo)
    append(row.responsible)
    append(row.expected)
    append(row.doneOn)
    append(row.evidence)
  }

  // MARK: Cells

  private mutating func append<Entity>(_ identifier: Identifier<Entity>?) { append(identifier?.rawValue ?? "") }

  private mutating func append(_ number: Int?) { if let number { append(number) } else { append("") } }

  private mutating func append(_ day: Day?) { append(day?.description ?? "") }

  private mutating func append(_ interval: DayInterval) {
    append(interval.from)
    append(interval.to)
  }

  /// Two cells.
  private mutating func append(_ location: Coordinates?) {
    append(location.map { CellParsing.text(of: $0.latitude) } ?? "")
    append(location.map { CellParsing.text(of: $0.longitude) } ?? "")
  }
}

internal import GRDB
internal import SvyazContract
public import SvyazGraph

/// Everything a school's own page shows.
public struct SchoolCard: Hashable, Sendable {
  public let school: School
  public let statuses: [SchoolStatus]
  public let results: [AssessmentResult]
  public let capacities: [MentorCapacity]
  /// As mentor and as mentee.
  public let partnerships: [Partnership]
  public let memberships: [Membership]
  public let programmes: [Programme]
  public let staff: [StaffFigures]
  /// Hosted or visited, the latest first.
  public let events: [Event]
}

public struct AssociationCard: Hashable, Sendable {
  public let association: SvyazGraph.Association
  public let members: [Membership]
  /// The latest first.
  public let events: [Event]
}

extension Store {
  /// - Parameter events: how many events at most.
  /// - Throws: ``StoreError/unknownSchool(_:)``.
  public func schoolCard(_ id: SchoolID, events: Int = 50) throws -> SchoolCard {
    try read { db in
      let key = [id.rawValue]
      guard let school = try Self.rows(School.self, .school, db, key).first else {
        throw StoreError.unknownSchool(id.rawValue)
      }
      return SchoolCard(
        school: school, statuses: try Self.rows(SchoolStatus.self, .schoolStatuses, db, key),
        results: try Self.rows(AssessmentResult.self, .schoolResults, db, key),
        capacities: try Self.rows(MentorCapacity.self, .schoolMentors, db, key),
        partnerships: try Self.rows(Partnership.self, .schoolPartnerships, db, key),
        memberships: try Self.rows(Membership.self, .schoolMemberships, db, key),
        programmes: try Self.rows(Programme.self, .schoolProgrammes, db, key),
        staff: try Self.rows(StaffFigures.self, .schoolStaff, db, key),
        events: try Self.rows(Event.self, .schoolEvents, db, key, limit: events))
    }
  }

  /// Events of a span of days, both ends in.
  public func events(from first: Day, through last: Day, limit: Int = 1000) throws -> [Event] {
    try read { db in
      try Self.rows(Event.self, .eventsBetween, db, [first.description, last.description], limit: limit)
    }
  }

  public func participations(in event: EventID) throws -> [Participation] {
    try read { db in try Self.rows(Participation.self, .eventParticipations, db, [event.rawValue]) }
  }

  /// - Returns: `nil` when there is no such association.
  public func associationCard(_ id: AssociationID, events: Int = 50) throws -> AssociationCard? {
    try read { db -> AssociationCard? in
      guard let association = try Self.rows(SvyazGraph.Association.self, .association, db, [id.rawValue]).first else {
        return nil
      }
      return AssociationCard(
        association: association, members: try Self.rows(Membership.self, .associationMembers, db, [id.rawValue]),
        events: try Self.rows(Event.self, .associationEvents, db, [id.rawValue], limit: events))
    }
  }

  /// The latest first.
  public func events(of partnership: PartnershipID, limit: Int = 50) throws -> [Event] {
    try read { db in try Self.rows(Event.self, .partnershipEvents, db, [partnership.rawValue], limit: limit) }
  }

  private static func rows<Row: StoredRow>(
    _ type: Row.Type, _ query: PageQuery, _ db: Database, _ texts: [String], limit: Int? = nil
  ) throws -> [Row] {
    let statement = try db.makeStatement(sql: query.sql)
    try statement.setArguments(StatementArguments(texts) + StatementArguments(limit.map { [$0] } ?? []))
    var cursor = try RowCursor(statement, in: db, pools: SlugPools())
    var rows: [Row] = []
    while try cursor.next() { rows.append(Row(&cursor)) }
    return rows
  }
}

internal import SvyazGraph

/// The queries behind pages: each answers from an index, however large the country is.
///
/// They stand in one place so that a test can ask SQLite how it would run them.
enum PageQuery: String, CaseIterable, Sendable {
  case changes, change, changeCounts
  case school, schoolStatuses, schoolResults, schoolMentors, schoolPartnerships, schoolMemberships, schoolProgrammes
  case schoolStaff, schoolEvents
  case eventsBetween, eventParticipations
  case association, associationMembers, associationEvents
  case partnershipEvents

  var sql: String {
    switch self {
    case .changes:
      """
      SELECT id, at, day, author, kind, reason, source, undoes FROM change WHERE id < ? ORDER BY id DESC LIMIT ?
      """
    case .change: "SELECT id, at, day, author, kind, reason, source, undoes FROM change WHERE id = ?"
    case .changeCounts: "SELECT tableName, added, changed, closed, removed FROM changeCount WHERE changeId = ?"
    case .school: Self.select(.of(.schools), "id = ?1")
    case .schoolStatuses: Self.select(.of(.statuses), "schoolId = ?1 ORDER BY validFrom, status")
    case .schoolResults: Self.select(.of(.results), "schoolId = ?1 ORDER BY subjectId, assessment, grade, year")
    case .schoolMentors: Self.select(.of(.mentors), "ifnull(schoolId, '') = ?1")
    case .schoolPartnerships: Self.select(.of(.partnerships), "mentorId = ?1 OR menteeId = ?1 ORDER BY id")
    case .schoolMemberships: Self.select(.of(.memberships), "schoolId = ?1 ORDER BY associationId, validFrom")
    case .schoolProgrammes: Self.select(.of(.programmes), "schoolId = ?1 ORDER BY kind, validFrom")
    case .schoolStaff: Self.select(.of(.staff), "schoolId = ?1 ORDER BY year, staffGroup")
    case .schoolEvents:
      // Hosted or visited, the latest first.
      """
      SELECT \(StoreTable.of(.events).columnList) FROM event WHERE id IN (
        SELECT eventId FROM participation WHERE schoolId = ?1 UNION SELECT id FROM event WHERE hostId = ?1
      ) ORDER BY date DESC, id LIMIT ?2
      """
    case .eventsBetween: Self.select(.of(.events), "date BETWEEN ?1 AND ?2 ORDER BY date, id LIMIT ?3")
    case .eventParticipations: Self.select(.of(.participations), "eventId = ?1 ORDER BY schoolId, role")
    case .association: Self.select(.of(.associations), "id = ?1")
    case .associationMembers: Self.select(.of(.memberships), "associationId = ?1 ORDER BY schoolId, validFrom")
    case .associationEvents: Self.select(.of(.events), "associationId = ?1 ORDER BY date DESC, id LIMIT ?2")
    case .partnershipEvents: Self.select(.of(.events), "partnershipId = ?1 ORDER BY date DESC, id LIMIT ?2")
    }
  }

  private static func select(_ table: StoreTable, _ condition: String) -> String {
    "SELECT \(table.columnList) FROM \(table.name) WHERE \(condition)"
  }
}

internal import SvyazContract
internal import SvyazGraph

extension Network.Table {
  /// The type of this table's rows; `nil` for `network.json`, which is no table of rows.
  var rowType: (any StoredRow.Type)? {
    switch self {
    case .network: nil
    case .districts: District.self
    case .schools: School.self
    case .statuses: SchoolStatus.self
    case .results: AssessmentResult.self
    case .mentors: MentorCapacity.self
    case .constraints: MatchingConstraint.self
    case .partnerships: Partnership.self
    case .associations: SvyazGraph.Association.self
    case .memberships: Membership.self
    case .events: Event.self
    case .participations: Participation.self
    case .programmes: Programme.self
    case .staff: StaffFigures.self
    case .measures: Measure.self
    }
  }
}

public import SvyazGraph

/// The files of a network folder, their columns and keys: version 1 of the contract.
extension Network.Table {
  /// The file's name: `schools.csv`.
  public var fileName: String { self == .network ? "network.json" : rawValue + ".csv" }

  /// Must be in every folder.
  public var isRequired: Bool {
    switch self {
    case .network, .districts, .schools: true
    default: false
    }
  }

  /// The columns in the order in which they are written; the keys of the object for `network.json`.
  public var columns: [String] {
    switch self {
    case .network: ["version", "id", "name", "asOf", "subjects", "targets", "definitions"]
    case .districts: ["id", "name", "neighbours", "lat", "lon"]
    case .schools:
      ["id", "number", "name", "short_name", "kind", "district", "address", "lat", "lon", "students"]
    case .statuses: ["school", "status", "from", "to", "basis"]
    case .results: ["school", "subject", "assessment", "grade", "year", "participants", "successful"]
    case .mentors: ["school", "subject", "capacity"]
    case .constraints: ["rule", "mentee", "mentor", "subject"]
    case .partnerships: ["id", "mentor", "mentee", "subject", "status", "from", "to", "agreement"]
    case .associations: ["id", "name", "subject", "umo", "base", "from", "to"]
    case .memberships: ["association", "school", "role", "from", "to"]
    case .events:
      ["id", "kind", "title", "date", "subject", "host", "association", "partnership", "organiser"]
    case .participations: ["event", "school", "role", "people"]
    case .programmes: ["school", "kind", "developed", "from", "to"]
    case .staff:
      [
        "school", "year", "group", "total", "trained_method_service", "trained_effective_mode", "trained_quality",
      ]
    case .measures:
      [
        "number", "section", "title", "due_from", "due_to", "responsible", "expected", "done_on", "evidence",
      ]
    }
  }

  /// The columns that together stand for one row.
  public var keyColumns: [String] {
    switch self {
    case .network, .districts, .schools, .partnerships, .associations, .events: ["id"]
    case .statuses: ["school", "status", "from"]
    case .results: ["school", "subject", "assessment", "grade", "year"]
    case .mentors: ["school", "subject"]
    case .constraints: ["rule", "mentee", "mentor", "subject"]
    case .memberships: ["association", "school", "from"]
    case .participations: ["event", "school", "role"]
    case .programmes: ["school", "kind", "from"]
    case .staff: ["school", "year", "group"]
    case .measures: ["number"]
    }
  }

  /// What a reference to this table should be, in Russian.
  public var expectedReference: String { self == .network ? "id предмета из network.json" : "id из \(fileName)" }
}

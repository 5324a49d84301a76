internal import SvyazContract
internal import SvyazGraph

/// A versioned table of the file: its name, its columns and those that tell a row.
///
/// The domain's tables come first and in the contract's order; a table refers only to those before it.
struct StoreTable: Hashable, Sendable {
  let name: String
  let columns: [String]
  let key: [String]
  /// The file of the network folder whose rows these are; `nil` for what the folder does not hold.
  var contract: Network.Table?

  /// `nil` columns of a key are equal to each other.
  var keyMatch: String { key.map { "\($0) IS ?" }.joined(separator: " AND ") }
  var columnList: String { columns.joined(separator: ", ") }

  static let network = StoreTable(name: "network", columns: ["id", "name", "asOf"], key: ["id"], contract: .network)
  static let subject = StoreTable(name: "subject", columns: ["id", "name", "position"], key: ["id"])
  static let target = StoreTable(
    name: "target", columns: ["indicator", "perMille", "date", "position"], key: ["indicator"])
  static let definition = StoreTable(
    name: "definition",
    columns: [
      "indicator", "reading", "version", "validFrom", "validTo", "title", "numerator", "denominator", "rule", "counted",
      "parts", "among", "base", "position",
    ], key: ["indicator", "reading", "validFrom"])
  static let neighbour = StoreTable(
    name: "districtNeighbour", columns: ["districtId", "neighbourId"], key: ["districtId", "neighbourId"])
  static let answer = StoreTable(name: "nameAnswer", columns: ["key", "text", "schoolId"], key: ["key"])
  static let succession = StoreTable(
    name: "succession", columns: ["schoolId", "successorId", "date"], key: ["schoolId"])

  static let all: [StoreTable] =
    [network, subject, target, definition, of(.districts), neighbour]
    + Network.Table.allCases.filter { $0 != .network && $0 != .districts }.map(of) + [answer, succession]

  /// The table of a file of the folder. Its columns stand in the file's order, but a district's neighbours have a table
  /// of their own.
  static func of(_ table: Network.Table) -> StoreTable {
    let (name, columns, key): (String, [String], [String]) =
      switch table {
      case .network: (network.name, network.columns, network.key)
      case .districts: ("district", ["id", "name", "lat", "lon"], ["id"])
      case .schools:
        (
          "school", ["id", "number", "name", "shortName", "kind", "districtId", "address", "lat", "lon", "students"],
          ["id"]
        )
      case .statuses:
        ("status", ["schoolId", "status", "validFrom", "validTo", "basis"], ["schoolId", "status", "validFrom"])
      case .results:
        (
          "result", ["schoolId", "subjectId", "assessment", "grade", "year", "participants", "successful"],
          ["schoolId", "subjectId", "assessment", "grade", "year"]
        )
      case .mentors: ("mentor", ["schoolId", "subjectId", "capacity"], ["schoolId", "subjectId"])
      case .constraints:
        (
          "matchingConstraint", ["rule", "menteeId", "mentorId", "subjectId"],
          ["rule", "menteeId", "mentorId", "subjectId"]
        )
      case .partnerships:
        (
          "partnership",
          ["id", "mentorId", "menteeId", "subjectId", "status", "validFrom", "validTo", "agreement"], ["id"]
        )
      case .associations:
        ("association", ["id", "name", "subjectId", "umo", "baseId", "validFrom", "validTo"], ["id"])
      case .memberships:
        (
          "membership", ["associationId", "schoolId", "role", "validFrom", "validTo"],
          ["associationId", "schoolId", "validFrom"]
        )
      case .events:
        (
          "event",
          [
            "id", "kind", "title", "date", "subjectId", "hostId", "associationId", "partnershipId", "organiser",
          ], ["id"]
        )
      case .participations:
        ("participation", ["eventId", "schoolId", "role", "people"], ["eventId", "schoolId", "role"])
      case .programmes:
        (
          "programme", ["schoolId", "kind", "developed", "validFrom", "validTo"],
          ["schoolId", "kind", "validFrom"]
        )
      case .staff:
        (
          "staff",
          [
            "schoolId", "year", "staffGroup", "total", "trainedMethodService", "trainedEffectiveMode",
            "trainedQuality",
          ], ["schoolId", "year", "staffGroup"]
        )
      case .measures:
        (
          "measure",
          [
            "number", "section", "title", "dueFrom", "dueTo", "responsible", "expected", "doneOn", "evidence",
          ], ["number"]
        )
      }
    return StoreTable(name: name, columns: columns, key: key, contract: table)
  }
}

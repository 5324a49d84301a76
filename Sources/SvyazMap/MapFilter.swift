public import SvyazGraph

/// Which part of the network a map shows. Conditions of one kind add up, those of different kinds narrow each other; an
/// empty set lets everything pass.
public struct MapFilter: Hashable, Sendable {
  /// A tie with the whole school passes only when no subject is chosen.
  public var subjects: Set<SubjectID>
  /// A tie passes when one of its ends does.
  public var districts: Set<DistrictID>
  /// Schools that are members on the map's day; as for districts.
  public var associations: Set<AssociationID>
  /// Of partnerships; empty for those in force, agreed and active.
  public var statuses: Set<Partnership.Status>

  public init(
    subjects: Set<SubjectID> = [], districts: Set<DistrictID> = [], associations: Set<AssociationID> = [],
    statuses: Set<Partnership.Status> = []
  ) {
    self.subjects = subjects
    self.districts = districts
    self.associations = associations
    self.statuses = statuses
  }

  /// Nothing is left out.
  public var isEmpty: Bool { self == MapFilter() }

  /// «только математика · Кировский район», in the order of the network's tables; empty for no condition.
  public func words(in network: Network) -> String {
    var parts: [String] = []
    let subjects = network.subjects.filter { self.subjects.contains($0.id) }.map(\.name)
    if !subjects.isEmpty { parts.append(subjects.joined(separator: ", ")) }
    let districts = network.districts.filter { self.districts.contains($0.id) }.map { Self.district($0.name) }
    if !districts.isEmpty { parts.append(districts.joined(separator: ", ")) }
    let associations = network.associations.filter { self.associations.contains($0.id) }.map(\.name)
    if associations.count > 2 {
      parts.append("выбрано ММО: \(associations.count)")
    } else if !associations.isEmpty {
      parts.append(associations.joined(separator: "; "))
    }
    let statuses = Partnership.Status.allCases.filter(self.statuses.contains).map(\.russian)
    if !statuses.isEmpty { parts.append("партнёрства: \(statuses.joined(separator: ", "))") }
    return parts.isEmpty ? "" : "только " + parts.joined(separator: " · ")
  }

  private static func district(_ name: String) -> String {
    let word = name.lowercased()
    return word.contains("район") || word.contains("округ") ? name : "\(name) район"
  }

  /// Whether a tie's subject is asked for.
  func contains(subject: SubjectID?) -> Bool {
    subjects.isEmpty || subject.map(subjects.contains) ?? false
  }

  /// Whether a school's district and associations are asked for.
  func schools(in snapshot: NetworkSnapshot) -> (SchoolID) -> Bool {
    var members: Set<SchoolID>?
    if !associations.isEmpty {
      members = Set(snapshot.memberships.filter { associations.contains($0.association) }.map(\.school))
    }
    var inside: Set<SchoolID>?
    if !districts.isEmpty {
      inside = Set(
        snapshot.network.schools.filter { $0.district.map(districts.contains) ?? false }.map(\.id))
    }
    return { school in
      (members?.contains(school) ?? true) && (inside?.contains(school) ?? true)
    }
  }

  /// Ties of the partnerships whose status is asked for.
  func ties(of snapshot: NetworkSnapshot) -> [MentorTie] {
    statuses.isEmpty ? snapshot.tiesInForce : snapshot.ties(with: statuses)
  }
}

extension Partnership.Status {
  /// «действуют»: what is said of partnerships of this status.
  public var russian: String {
    switch self {
    case .proposed: "предложены"
    case .agreed: "согласованы"
    case .active: "действуют"
    case .completed: "завершены"
    case .terminated: "прекращены"
    }
  }
}

/// One thing that a person may or may not do in the service.
public enum Permission: String, Hashable, Sendable, CaseIterable {
  /// The public edition: no statuses, no results.
  case readPublic
  /// The working edition: who is on the list, and why.
  case readWorking
  /// The pages of one's own school, in the working edition.
  case readOwnSchool
  /// What a school records of itself: its contacts and its part in events.
  case editOwnSchool
  /// Rows of the network: events, attendance, partnerships, results.
  case edit
  /// Matching and composing, variants of plans, and taking a plan into force.
  case plan
  /// Tables and folders into the store.
  case importData
  case undo
  /// People, roles, tokens, the log of what they did.
  case administer
}

/// What a person is in the education centre, or outside it.
public enum Role: String, Hashable, Sendable, CaseIterable {
  case administrator, planner, official, presenter, school

  /// What the role may do; everything else is refused.
  public var permissions: Set<Permission> {
    switch self {
    case .administrator: Self.ofAdministrator
    case .planner: Self.ofPlanner
    case .official: Self.ofOfficial
    case .presenter: Self.ofPresenter
    case .school: Self.ofSchool
    }
  }

  // Made once: each request asks a dozen times.
  private static let ofAdministrator = Set(Permission.allCases).subtracting([.readOwnSchool, .editOwnSchool])
  private static let ofPlanner: Set<Permission> = [.readPublic, .readWorking, .edit, .plan, .importData, .undo]
  private static let ofOfficial: Set<Permission> = [.readPublic, .readWorking]
  private static let ofPresenter: Set<Permission> = [.readPublic]
  private static let ofSchool: Set<Permission> = [.readPublic, .readOwnSchool, .editOwnSchool]

  /// For people, in Russian.
  public var name: String {
    switch self {
    case .administrator: "администратор"
    case .planner: "планировщик"
    case .official: "представитель управления"
    case .presenter: "докладчик"
    case .school: "школа"
    }
  }
}

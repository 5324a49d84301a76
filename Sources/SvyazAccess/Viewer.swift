public import SvyazGraph

/// Who asks, and what they may see and do.
public struct Viewer: Hashable, Sendable {
  /// How the person came in.
  public enum Entrance: Hashable, Sendable {
    case session
    /// A program with a token; one that reads only can change nothing, whatever the role may do.
    case token(readsOnly: Bool)
  }

  /// What the log of changes calls the author.
  public let login: String
  public let name: String
  public let role: Role
  /// Of the role `school`: the school that it speaks for.
  public let school: SchoolID?
  public let entrance: Entrance

  public init(login: String, name: String, role: Role, school: SchoolID? = nil, entrance: Entrance = .session) {
    self.login = login
    self.name = name
    self.role = role
    self.school = school
    self.entrance = entrance
  }

  public func may(_ permission: Permission) -> Bool {
    if case .token(readsOnly: true) = entrance, permission.changesSomething { return false }
    if role == .school, school == nil, permission != .readPublic { return false }
    return role.permissions.contains(permission)
  }

  /// Whether statuses and results of `school` may be shown.
  public func maySeeWorking(_ school: SchoolID) -> Bool {
    may(.readWorking) || (may(.readOwnSchool) && school == self.school)
  }
}

extension Permission {
  /// Whether it changes what is stored.
  public var changesSomething: Bool {
    switch self {
    case .readPublic, .readWorking, .readOwnSchool: false
    case .editOwnSchool, .edit, .plan, .importData, .undo, .administer: true
    }
  }
}

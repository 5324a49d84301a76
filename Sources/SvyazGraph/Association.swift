/// ММО: a methodological association of several schools in one subject.
public struct Association: Hashable, Sendable {
  public var id: AssociationID
  public var name: String
  public var subject: SubjectID
  /// The leading окружное УМО.
  public var umo: String
  /// The base school; being the base alone makes no member.
  public var base: SchoolID
  public var interval: DayInterval

  public init(
    id: AssociationID, name: String, subject: SubjectID, umo: String = "", base: SchoolID, interval: DayInterval
  ) {
    self.id = id
    self.name = name
    self.subject = subject
    self.umo = umo
    self.base = base
    self.interval = interval
  }
}

public struct Membership: Hashable, Sendable {
  public enum Role: String, Hashable, Sendable, CaseIterable {
    case leader, projectSite, highResult, lowResult, member
  }

  public var association: AssociationID
  public var school: SchoolID
  public var role: Role
  public var interval: DayInterval

  public init(association: AssociationID, school: SchoolID, role: Role, interval: DayInterval) {
    self.association = association
    self.school = school
    self.role = role
    self.interval = interval
  }
}

/// An event of the network: a seminar, a conference… (not a ``Measure`` of the programme's plan).
public struct Event: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case conference, seminar, webinar, masterClass, training, strategySession, lessonVisit, experienceExchange
  }

  public var id: EventID
  public var kind: Kind
  public var title: String
  public var day: Day
  public var subject: SubjectID?
  /// `nil`: held by the ЦРО.
  public var host: SchoolID?
  public var association: AssociationID?
  public var partnership: PartnershipID?
  public var organiser: String

  public init(
    id: EventID, kind: Kind, title: String, day: Day, subject: SubjectID? = nil, host: SchoolID? = nil,
    association: AssociationID? = nil, partnership: PartnershipID? = nil, organiser: String
  ) {
    self.id = id
    self.kind = kind
    self.title = title
    self.day = day
    self.subject = subject
    self.host = host
    self.association = association
    self.partnership = partnership
    self.organiser = organiser
  }
}

public struct Participation: Hashable, Sendable {
  public enum Role: String, Hashable, Sendable, CaseIterable {
    case host, speaker, participant
  }

  public var event: EventID
  public var school: SchoolID
  public var role: Role
  /// How many people came from the school.
  public var people: Int

  public init(event: EventID, school: SchoolID, role: Role, people: Int) {
    self.event = event
    self.school = school
    self.role = role
    self.people = people
  }
}

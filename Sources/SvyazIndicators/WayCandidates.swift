public import SvyazGraph

/// What a way to the target may use beside the rows that are already there, and what its acts cost.
///
/// Costs are points of design.md §4; negative ones count as 0. What is not named here costs nothing (an event) or cannot
/// be had (a place).
public struct WayCandidates: Hashable, Sendable {
  /// A partnership that could be proposed.
  public struct Pair: Hashable, Sendable {
    public var mentor: SchoolID
    public var mentee: SchoolID
    public var subject: SubjectID?
    /// Of proposing it, and again of holding a joint event.
    public var cost: Int

    public init(mentor: SchoolID, mentee: SchoolID, subject: SubjectID?, cost: Int) {
      self.mentor = mentor
      self.mentee = mentee
      self.subject = subject
      self.cost = cost
    }
  }

  /// An association that a school could join.
  public struct Membership: Hashable, Sendable {
    public var school: SchoolID
    public var association: AssociationID
    public var cost: Int

    public init(school: SchoolID, association: AssociationID, cost: Int) {
      self.school = school
      self.association = association
      self.cost = cost
    }
  }

  public var pairs: [Pair]
  public var memberships: [Membership]
  /// How many schools each association still takes.
  public var places: [AssociationID: Int]
  public var partnershipEventCosts: [PartnershipID: Int]
  public var associationEventCosts: [AssociationID: Int]

  public init(
    pairs: [Pair] = [], memberships: [Membership] = [], places: [AssociationID: Int] = [:],
    partnershipEventCosts: [PartnershipID: Int] = [:], associationEventCosts: [AssociationID: Int] = [:]
  ) {
    self.pairs = pairs
    self.memberships = memberships
    self.places = places
    self.partnershipEventCosts = partnershipEventCosts
    self.associationEventCosts = associationEventCosts
  }
}

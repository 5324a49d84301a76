extension Network {
  /// What began and what ended between two days, both read as "in force on that day".
  ///
  /// - Parameters: the earlier and the later day; the other way round simply swaps what began and what ended.
  /// - Returns: lists sorted by their keys, whatever the order of the rows.
  public func difference(from earlier: Day, to later: Day) -> NetworkDifference {
    let before = asOf(earlier)
    let after = asOf(later)
    return NetworkDifference(
      from: earlier, to: later,
      statuses: .init(
        before: Set(Status.allCases.flatMap { status in before.schools(with: status).map { .init($0, status) } }),
        after: Set(Status.allCases.flatMap { status in after.schools(with: status).map { .init($0, status) } })),
      partnerships: .init(
        before: Set(before.partnerships.map(\.partnership.id)), after: Set(after.partnerships.map(\.partnership.id))),
      associations: .init(before: Set(before.associations.map(\.id)), after: Set(after.associations.map(\.id))),
      memberships: .init(
        before: Set(before.memberships.map { .init($0.association, $0.school) }),
        after: Set(after.memberships.map { .init($0.association, $0.school) })),
      events: events.filter { min(earlier, later) < $0.day && $0.day <= max(earlier, later) }.map(\.id).sorted())
  }
}

public struct NetworkDifference: Equatable, Sendable {
  public struct Change<Key: Hashable & Comparable & Sendable>: Equatable, Sendable {
    public let began: [Key]
    public let ended: [Key]

    init(before: Set<Key>, after: Set<Key>) {
      began = after.subtracting(before).sorted()
      ended = before.subtracting(after).sorted()
    }

    public var isEmpty: Bool { began.isEmpty && ended.isEmpty }
  }

  public struct StatusKey: Hashable, Comparable, Sendable {
    public let school: SchoolID
    public let status: Status

    init(_ school: SchoolID, _ status: Status) {
      self.school = school
      self.status = status
    }

    public static func < (left: Self, right: Self) -> Bool {
      (left.school, left.status.rawValue) < (right.school, right.status.rawValue)
    }
  }

  public struct MembershipKey: Hashable, Comparable, Sendable {
    public let association: AssociationID
    public let school: SchoolID

    init(_ association: AssociationID, _ school: SchoolID) {
      self.association = association
      self.school = school
    }

    public static func < (left: Self, right: Self) -> Bool {
      (left.association, left.school) < (right.association, right.school)
    }
  }

  public let from: Day
  public let to: Day
  public let statuses: Change<StatusKey>
  public let partnerships: Change<PartnershipID>
  public let associations: Change<AssociationID>
  public let memberships: Change<MembershipKey>
  /// Held after the earlier day, up to and including the later.
  public let events: [EventID]
}

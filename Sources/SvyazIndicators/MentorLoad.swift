public import SvyazGraph

/// Whom a school mentors on a day, against the capacity that it gave.
public struct MentorLoad: Hashable, Sendable {
  /// A subject in which the school mentors more than it has places there.
  public struct SubjectOverload: Hashable, Sendable {
    public let subject: SubjectID
    public let places: Int
    public let capacity: Int
  }

  public let school: SchoolID
  /// Schools that it mentors by partnerships in force, by id.
  public let mentees: [SchoolID]
  /// Places taken: pairs of a mentee and a subject (a partnership of whole schools takes one), as the matching counts.
  public let places: Int
  /// `mentors.csv`'s total; `nil`: it gives none.
  public let capacity: Int?
  /// By subject id.
  public let overloadedSubjects: [SubjectOverload]

  public var isOverCapacity: Bool { !overloadedSubjects.isEmpty || capacity.map { places > $0 } ?? false }

  /// - Parameter partnerships: those in force.
  /// - Returns: every school that mentors another, the one with the most mentees first, then by id.
  /// - Complexity: O(rows · log rows).
  static func all(_ partnerships: [Partnership], capacities: [MentorCapacity]) -> [MentorLoad] {
    let capacitiesOf = Dictionary(grouping: capacities, by: \.school)
    let loads = Dictionary(grouping: partnerships, by: \.mentor).map { mentor, rows in
      MentorLoad(mentor, rows, capacities: capacitiesOf[mentor] ?? [])
    }
    return loads.sorted {
      $0.mentees.count != $1.mentees.count ? $0.mentees.count > $1.mentees.count : $0.school < $1.school
    }
  }

  private struct Place: Hashable {
    let mentee: SchoolID
    let subject: SubjectID?
  }

  private init(_ school: SchoolID, _ partnerships: [Partnership], capacities: [MentorCapacity]) {
    let taken = Set(partnerships.map { Place(mentee: $0.mentee, subject: $0.subject) })
    let takenBySubject = Dictionary(grouping: taken, by: \.subject).mapValues(\.count)
    self.school = school
    mentees = Set(partnerships.map(\.mentee)).sorted()
    places = taken.count
    capacity = capacities.first { $0.subject == nil }?.capacity
    overloadedSubjects = Dictionary(grouping: capacities, by: \.subject).compactMap { subject, rows in
      guard let subject, let capacity = rows.first?.capacity, let places = takenBySubject[subject], places > capacity
      else { return nil }
      return SubjectOverload(subject: subject, places: places, capacity: capacity)
    }.sorted { $0.subject < $1.subject }
  }
}

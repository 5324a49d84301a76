public import SvyazGraph

/// The meetings of associations in a span of days: those that stand already and those that are planned.
public struct WorkPlan: Hashable, Sendable {
  public struct Meeting: Hashable, Sendable {
    public let day: Day
    public let theme: MeetingTheme
    /// `nil`: no member can host all through the span; the meeting is at the ЦРО.
    public let host: SchoolID?
  }

  /// What falls to one member school in the school year of the span, old and new meetings together.
  public struct Share: Hashable, Sendable {
    public let school: SchoolID
    public let role: Membership.Role
    /// Times that it hosts: events that stand and new ones.
    public let hosted: Int
    public let newlyHosted: Int
    /// Metres to the hosts of all meetings, one way, great circle.
    public let metres: Int
    /// Some distances were assumed: it, or a host, lacks coordinates.
    public let isAssumed: Bool
  }

  public struct AssociationPlan: Hashable, Sendable {
    public let association: AssociationID
    public let base: SchoolID
    /// Events of the association in the span that stand already, by day.
    public let standing: [EventID]
    /// New ones, by day.
    public let meetings: [Meeting]
    /// By school.
    public let shares: [Share]
    /// No other choice of hosts that is as even has a smaller greatest share of travel, or the same and a smaller sum.
    /// `false`: the search for it ended before that was shown.
    public let isProved: Bool

    public var greatestMetres: Int { shares.reduce(0) { max($0, $1.metres) } }
    public var totalMetres: Int { shares.reduce(0) { $0 + $1.metres } }
  }

  /// A school that cannot be at all meetings of its associations on one day; no other days were found.
  public struct Clash: Hashable, Sendable {
    public let day: Day
    public let school: SchoolID
    /// By id.
    public let associations: [AssociationID]
  }

  public let network: NetworkID
  public let options: WorkPlanOptions
  /// By subject in the network's order, then by id.
  public let associations: [AssociationPlan]
  /// By day, then by school.
  public let clashes: [Clash]
  /// Themes of the options that found no meeting in any association.
  public let unusedThemes: [MeetingTheme]

  /// The new meetings as rows of `events.csv`, in the order of days.
  ///
  /// Ids are `ASSOCIATION-DATE`, cut where too long and numbered where taken; the organiser is the association's окружное
  /// УМО, else the ЦРО.
  /// - Parameter network: that of the plan.
  public func events(in network: Network) -> [Event] {
    var taken = Set(network.events.map(\.id))
    let byID = Dictionary(network.associations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var events: [Event] = []
    for plan in associations {
      guard let association = byID[plan.association] else { continue }
      for meeting in plan.meetings {
        guard let id = Self.freeID(association.id, meeting.day, &taken) else { continue }
        events.append(
          Event(
            id: id, kind: meeting.theme.kind, title: meeting.theme.title, day: meeting.day,
            subject: association.subject, host: meeting.host, association: association.id,
            organiser: association.umo.isEmpty ? "ЦРО" : association.umo))
      }
    }
    return events.sorted { ($0.day, $0.id) < ($1.day, $1.id) }
  }

  private static func freeID(_ association: AssociationID, _ day: Day, _ taken: inout Set<EventID>) -> EventID? {
    for number in 1...(taken.count + 1) {
      let ending = number == 1 ? "-\(day)" : "-\(day)-\(number)"
      let id = EventID(association.rawValue.prefix(64 - ending.utf8.count) + ending)
      if let id, taken.insert(id).inserted { return id }
    }
    return nil
  }
}

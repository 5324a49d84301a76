public import SvyazGraph

/// What the headline of indicator 9 loses if nothing new is recorded after a day.
///
/// Events after the day do not count, even those already written down: they have not been held. Everything else stands
/// as recorded: intervals end when their rows say so, statuses stay, and what is recorded to begin later does begin.
public struct PartnershipExpiry: Hashable, Sendable {
  /// Why a school stops being counted.
  public enum Reason: Hashable, Sendable {
    /// The last joint event of a partnership leaves the span of 180 days.
    case jointEventAges(PartnershipID, EventID, held: Day)
    /// The last visit to an event of the association leaves the span.
    case visitAges(AssociationID, EventID, held: Day)
    case partnershipEnds(PartnershipID)
    case membershipEnds(AssociationID)
    case associationEnds(AssociationID)
    /// The school leaves the list: it goes from numerator and denominator alike.
    case lowResultEnds
  }

  public struct Loss: Hashable, Sendable {
    public let school: SchoolID
    /// The last day on which the school is counted without a break; `nil`: no end is in sight.
    public let lastDay: Day?
    public let reason: Reason?
  }

  public struct Month: Hashable, Sendable {
    public let day: Day
    /// By id.
    public let numerator: [SchoolID]
    public let denominatorCount: Int
    public let sharePerMille: Int?
    /// Counted at the point before and not here, by id; the reason is that of the break before this day.
    public let dropped: [Loss]
    /// Counted here and not at the point before, by id.
    public let joined: [SchoolID]
  }

  /// An event whose ageing takes a low-result school out of the headline, or would if nothing else held it.
  public struct Expiring: Hashable, Sendable {
    public let event: EventID
    public let title: String
    public let held: Day
    /// The last day on which it counts.
    public let lastDay: Day
    /// Low-result schools for one of whose ties it is the latest event, by id.
    public let schools: [SchoolID]
    /// Of these the schools whose count ends with it, by id.
    public let decisive: [SchoolID]
  }

  public struct Ending: Hashable, Sendable {
    public let partnership: PartnershipID
    public let mentor: SchoolID
    public let mentee: SchoolID
    public let agreement: String
    /// The last day on which it is in force.
    public let lastDay: Day
    public let daysLeft: Int
  }

  public let day: Day
  public let rule: PartnershipRule
  /// The headline on the day itself.
  public let numerator: [SchoolID]
  public let denominatorCount: Int
  public let sharePerMille: Int?
  /// Every school counted on the day, the first to stop first, then by id; those without an end last.
  public let losses: [Loss]
  /// The same day of the twelve months that follow.
  public let months: [Month]
  /// Rule `active` only; the first to age first.
  public let expiring: [Expiring]
  /// Agreed or active partnerships with a low-result party that end within ``endingDays``, the first first.
  public let ending: [Ending]

  public static let endingDays = 90
  static let monthCount = 12

  /// - Complexity: O(rows · log) and O(ties) for each month.
  public init(network: Network, day: Day, rule: PartnershipRule) {
    let supports = PartnershipSupports(network: network, day: day, rule: rule)
    self.day = day
    self.rule = rule
    let low = supports.low(on: day)
    numerator = supports.counted(on: day)
    denominatorCount = low.count
    sharePerMille = PerMille.share(numerator.count, of: low.count)
    let losses = numerator.map { supports.loss(of: $0, from: day) }
    self.losses = losses.sorted {
      let (left, right) = ($0.lastDay?.number ?? .max, $1.lastDay?.number ?? .max)
      return left != right ? left < right : $0.school < $1.school
    }
    months = Self.months(supports, from: day)
    expiring = rule == .active ? supports.expiring(losses) : []
    ending = Self.ending(network, low: low, on: day)
  }

  private static func months(_ supports: PartnershipSupports, from day: Day) -> [Month] {
    var months: [Month] = []
    var before = (day: day, counted: supports.counted(on: day))
    for count in 1...monthCount {
      let point = day.adding(months: count)
      let counted = supports.counted(on: point)
      let (old, new) = (Set(before.counted), Set(counted))
      let denominator = supports.low(on: point).count
      months.append(
        Month(
          day: point, numerator: counted, denominatorCount: denominator,
          sharePerMille: PerMille.share(counted.count, of: denominator),
          dropped: before.counted.filter { !new.contains($0) }.map { supports.loss(of: $0, from: before.day) },
          joined: counted.filter { !old.contains($0) }))
      before = (point, counted)
    }
    return months
  }

  private static func ending(_ network: Network, low: Set<SchoolID>, on day: Day) -> [Ending] {
    let rows = network.partnerships.compactMap { row -> Ending? in
      guard row.isInForce(on: day), low.contains(row.mentor) || low.contains(row.mentee), let to = row.interval.to,
        to.number - day.number <= endingDays
      else { return nil }
      return Ending(
        partnership: row.id, mentor: row.mentor, mentee: row.mentee, agreement: row.agreement,
        lastDay: to.adding(days: -1), daysLeft: to.number - day.number)
    }
    return rows.sorted { $0.lastDay != $1.lastDay ? $0.lastDay < $1.lastDay : $0.partnership < $1.partnership }
  }
}

public import SvyazGraph

/// How well the network holds on a day: whom it reaches, how mentors are loaded, how schools mix, and what would be lost
/// if one school left.
///
/// It serves support, and ranks nobody: schools come first in a list because others rest on them.
public struct NetworkHealth: Hashable, Sendable {
  public let day: Day
  /// The rule of indicator 9 that ``departures`` go by.
  public let rule: PartnershipRule
  public let coverage: HealthCoverage
  /// Schools of the network without a tie of any kind, by id.
  public let isolated: [SchoolID]
  /// The one with the most mentees first.
  public let mentors: [MentorLoad]
  public let mixing: PartnershipMixing
  /// Indicator 9's headline as it is: low-result schools with network partnership over low-result schools.
  public let numerator: Int
  public let sharePerMille: Int?
  /// Each school that mentors or is a base, the one on which most rests first.
  public let departures: [Departure]
  /// `nil`: the graph has too many edges to be written down.
  public let structure: NetworkStructure?

  /// - Parameters:
  ///   - graph: the ties of `snapshot`; made from it where it is not given.
  ///   - betweennessLimit: see ``NetworkStructure/betweennessLimit``.
  ///   - threads: how many work on the betweenness; the result does not depend on it.
  /// - Complexity: O(rows · log rows), and schools × edges for the betweenness.
  public init(
    _ snapshot: NetworkSnapshot, rule: PartnershipRule = .active, graph: SchoolGraph? = nil,
    betweennessLimit: Int = NetworkStructure.betweennessLimit, threads: Int = 1
  ) {
    let graph = graph ?? SchoolGraph(snapshot)
    let partnerships = snapshot.partnerships.lazy.filter { $0.status == .agreed || $0.status == .active }
      .map(\.partnership)
    let inForce = Array(partnerships)
    let low = snapshot.schools(with: .lowResult)
    let effective = PartnershipMixing.effective(snapshot, partnerships: inForce)
    let districts = snapshot.network.schools.reduce(into: [SchoolID: DistrictID]()) { $0[$1.id] = $1.district }
    let realisation = NetworkPartnership(snapshot, attendance: Attendance(snapshot.network), rule: rule)
    day = snapshot.day
    self.rule = rule
    coverage = HealthCoverage(snapshot, partnerships: inForce)
    isolated = graph.isolated.map { graph.schools[$0] }
    mentors = MentorLoad.all(inForce, capacities: snapshot.network.mentorCapacities)
    mixing = PartnershipMixing(inForce, low: low, effective: effective, districts: districts)
    numerator = realisation.schools.intersection(low).count
    sharePerMille = PerMille.share(numerator, of: low.count)
    departures = Departure.all(snapshot, partnerships: inForce, realisation: realisation)
    structure = NetworkStructure(
      graph, low: low, effective: effective, districts: districts, betweennessLimit: betweennessLimit,
      threads: threads)
  }
}

internal import SvyazComposition
internal import SvyazExchange
public import SvyazFlow
public import SvyazGraph
public import SvyazIndicators
public import SvyazMatching

/// `svyaz way`: the fewest acts that bring the headline of indicator 9 to its target, by name and with days.
public enum FindWay {
  /// An association with so many schools takes no more (design.md §5).
  public static let fullAssociation = 15
  /// Joining is offered to the nearest associations of each school, so many: all of them in any city.
  public static let nearestAssociations = 40

  /// The answer is "no" where the target cannot be reached with the candidates, or not in time.
  ///
  /// - Throws: as ``way(_:on:at:rule:options:limits:monitor:)``.
  public static func run(
    _ network: Network, on day: Day? = nil, at: Day? = nil, rule: PartnershipRule = .active,
    options: MatchingOptions = MatchingOptions(), limits: MatchingLimits = MatchingLimits(),
    monitor: SolveMonitor = .none
  ) throws -> Report {
    let way = try way(network, on: day, at: at, rule: rule, options: options, limits: limits, monitor: monitor)
    return Report(
      text: WayText(network: network, way: way).text, json: way.json(network.id),
      isAffirmative: way.isReached && way.isInTime)
  }

  /// The way itself, for papers.
  ///
  /// - Throws: ``MatchingError`` for pins that cannot hold and options out of range; `CancellationError`.
  public static func way(
    _ network: Network, on day: Day? = nil, at: Day? = nil, rule: PartnershipRule = .active,
    options: MatchingOptions = MatchingOptions(), limits: MatchingLimits = MatchingLimits(),
    monitor: SolveMonitor = .none
  ) throws -> ShortestWay {
    let day = day ?? network.asOf
    let problem = try MatchingProblem.build(
      network: network, day: day, options: options, limits: limits, monitor: monitor)
    let plan = try problem.solve(monitor: monitor)
    let candidates = candidates(network, at: max(day, at ?? day), plan: plan)
    return ShortestWay(network: network, day: day, at: at, rule: rule, candidates: candidates, calendar: calendar)
  }

  /// Papers are signed from Monday to Friday, events held on the days on which associations meet; neither in breaks.
  public static var calendar: WayCalendar {
    let meetings = SchoolCalendar()
    let papers = SchoolCalendar(weekdays: [.monday, .tuesday, .wednesday, .thursday, .friday])
    return WayCalendar(isPaperDay: papers.isMeetingDay, isEventDay: meetings.isMeetingDay)
  }

  /// What a way may use: the pairs of a plan that no partnership at `at` is for, the associations with places, and the
  /// roads as costs.
  ///
  /// - Complexity: O(pairs + members + low-result schools · associations).
  public static func candidates(_ network: Network, at: Day, plan: Plan) -> WayCandidates {
    let roads = SchoolRoads(network)
    let snapshot = network.asOf(at)
    var candidates = WayCandidates()

    struct Tie: Hashable {
      let mentor, mentee: SchoolID
      let subject: SubjectID?
    }
    var present: Set<Tie> = []
    for (row, status) in snapshot.partnerships where [.proposed, .agreed, .active].contains(status) {
      present.insert(Tie(mentor: row.mentor, mentee: row.mentee, subject: row.subject))
      candidates.partnershipEventCosts[row.id] = roads.cost(row.mentor, row.mentee)
    }
    for pair in plan.pairs
    where !present.contains(Tie(mentor: pair.mentor, mentee: pair.mentee, subject: pair.subject)) {
      candidates.pairs.append(
        .init(
          mentor: pair.mentor, mentee: pair.mentee, subject: pair.subject,
          cost: roads.cost(pair.mentor, pair.mentee)))
    }

    var members: [AssociationID: Set<SchoolID>] = [:]
    for row in snapshot.memberships { members[row.association, default: []].insert(row.school) }
    for association in snapshot.associations {
      let schools = members[association.id] ?? []
      candidates.places[association.id] = max(0, fullAssociation - schools.count)
      candidates.associationEventCosts[association.id] = schools.reduce(0) {
        $0 + roads.cost($1, association.base)
      }
    }
    let open = snapshot.associations.filter { candidates.places[$0.id] ?? 0 > 0 }
    for school in snapshot.schools(with: .lowResult).sorted() {
      let joinable = open.filter { !(members[$0.id]?.contains(school) ?? false) }
        .map { WayCandidates.Membership(school: school, association: $0.id, cost: roads.cost(school, $0.base)) }
        .sorted { ($0.cost, $0.association) < ($1.cost, $1.association) }
      candidates.memberships += joinable.prefix(nearestAssociations)
    }
    return candidates
  }
}

public import SvyazGraph

/// The fewest acts that bring the headline of indicator 9 to its target, the cheapest of them, by name and with days.
///
/// An act is one row, as indicators.md D16 counts: a partnership proposed, agreed or made active, a joint event, an event
/// of an association that all its members come to, a school that joins an association. The acts are judged at ``at`` as
/// if they were done by then and nothing else were recorded after ``day``.
///
/// Exact: no other set of acts from the candidates has fewer acts, or as many and costs less, unless ``isProved`` is
/// false. Equal inputs, in any row order, give the same way.
public struct ShortestWay: Hashable, Sendable {
  public struct Act: Hashable, Sendable {
    public enum Kind: Int, Hashable, Sendable, CaseIterable {
      // In the order in which acts of one day are told: each after what it needs.
      case membership, pair, agree, activate, associationEvent, jointEvent
    }

    public let kind: Kind
    /// Of the partnership that the act is about.
    public let mentor, mentee: SchoolID?
    public let subject: SubjectID?
    /// `nil` for a partnership that the way itself proposes.
    public let partnership: PartnershipID?
    public let association: AssociationID?
    /// The school that joins.
    public let school: SchoolID?
    public let cost: Int
    /// The earliest day that leaves time for what comes before; `nil` where the calendar has none.
    public let day: Day?
    /// The low-result schools that this act completes, by id.
    public let brings: [SchoolID]
    /// The headline's numerator after this act.
    public let numerator: Int
    public let sharePerMille: Int?
  }

  /// A school that is not counted, and the fewest acts that would bring it alone.
  public struct Farther: Hashable, Sendable {
    public let school: SchoolID
    /// `nil`: the candidates hold no way for it.
    public let acts: Int?
  }

  public let day: Day
  public let at: Day
  public let rule: PartnershipRule
  public let targetPerMille: Int
  /// The last day on which an act is in time.
  public let deadline: Day
  /// Low-result schools counted before the first act, of how many, and how many the target takes.
  public let numerator, denominator, required: Int
  public let acts: [Act]
  public let cost: Int
  /// Whether the acts reach the target; otherwise they get as far as any can, in the fewest acts (see ``reachable``).
  public let isReached: Bool
  /// The most schools that could be counted with every candidate used.
  public let reachable: Int
  /// Whether the number of acts and the cost are proved least.
  public let isProved: Bool
  /// No way to as many schools has fewer acts.
  public let leastActs: Int
  /// Every low-result school that is not counted: fewest acts first, then by id; those without a way last.
  public let farther: [Farther]

  /// The headline after the last act.
  public var reached: Int { acts.last?.numerator ?? numerator }
  /// Whether every act has a day not after ``deadline``.
  public var isInTime: Bool { acts.allSatisfy { act in act.day.map { $0 <= deadline } ?? false } }

  /// - Parameters:
  ///   - day: what is known; events after it do not count.
  ///   - at: the day on which the headline must reach the target; one before `day` is read as `day`.
  ///   - candidates: what the acts may use; rows for schools and associations that do not fit are left aside.
  /// - Complexity: exponential in the associations at worst; bounded by `limits`.
  public init(
    network: Network, day: Day, at: Day? = nil, rule: PartnershipRule, candidates: WayCandidates,
    calendar: WayCalendar = WayCalendar(), limits: WayLimits = WayLimits()
  ) {
    let at = max(day, at ?? day)
    let target = IndicatorTarget.of(9, in: network)
    self.day = day
    self.at = at
    self.rule = rule
    targetPerMille = target.perMille
    deadline = at > day ? at : target.day

    let model = WayModel(network: network, day: day, at: at, rule: rule, candidates: candidates)
    numerator = model.countedCount
    denominator = model.lowCount
    required = Self.required(perMille: targetPerMille, of: model.lowCount)
    let reach = model.problem.reach()
    let reachable = model.countedCount + reach
    self.reachable = reachable
    let need = min(max(0, required - model.countedCount), reach)
    var search = WaySearch(model.problem, need: need, limits: limits)
    let outcome = search.run()
    isProved = outcome.isProved
    leastActs = outcome.leastActs
    let bundles = outcome.choice.map { model.bundles($0) } ?? []
    let schedule = WaySchedule(
      day: day, earliestEvent: at > day ? at.spanBegin : day, deadline: deadline, calendar: calendar)
    acts = Self.acts(schedule.dated(bundles), counted: model.countedCount, of: model.lowCount)
    cost = acts.reduce(0) { $0 + $1.cost }
    isReached = acts.last?.numerator ?? model.countedCount >= required
    farther = model.schools.enumerated()
      .map { Farther(school: $1, acts: model.problem.ownActs(of: $0)) }
      .sorted {
        let (left, right) = ($0.acts ?? .max, $1.acts ?? .max)
        return left != right ? left < right : $0.school < $1.school
      }
  }

  /// The least n with 1000 · n ≥ target · low.
  static func required(perMille: Int, of low: Int) -> Int {
    let (product, overflow) = min(max(0, perMille), 1000).multipliedReportingOverflow(by: low)
    return overflow ? low : (product + 999) / 1000
  }

  private static func acts(_ steps: [WayStep], counted: Int, of low: Int) -> [Act] {
    var known: Set<SchoolID> = []
    return steps.map { step in
      let brings = step.completes.filter { !known.contains($0) }.sorted()
      known.formUnion(brings)
      let numerator = counted + known.count
      return Act(
        kind: step.kind, mentor: step.pair?.mentor, mentee: step.pair?.mentee, subject: step.pair?.subject,
        partnership: step.pair?.partnership, association: step.association, school: step.school, cost: step.cost,
        day: step.day, brings: brings, numerator: numerator, sharePerMille: PerMille.share(numerator, of: low))
    }
  }
}

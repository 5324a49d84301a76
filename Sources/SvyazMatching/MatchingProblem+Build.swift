public import SvyazFlow
public import SvyazGraph

extension MatchingProblem {
  /// Reads the matching of `day` out of the network.
  ///
  /// - Parameter network: valid (``Network/violations(declared:)`` is empty).
  /// - Throws: ``MatchingError`` for options out of range, pins that cannot hold, or an objective over 64 bits.
  /// - Complexity: O(results + pairs looked at) time, O(arcs) memory; see ``build(network:day:options:limits:monitor:)``.
  public init(network: Network, day: Day, options: MatchingOptions) throws(MatchingError) {
    try options.validate()
    let tables = ProblemTables(network: network, day: day, options: options) {}
    let draft = try ProblemDraft(tables, network: network, day: day, options: options)
    let limits = MatchingLimits()
    try self.init(draft, draft.arcs(limit: limits.arcs) { _ in }, limits.pricing)
  }

  /// Reads the matching of `day` out of the network under limits, with somebody to watch and stop it.
  ///
  /// Candidates come through districts or a grid wherever the options allow. Arcs are kept up to a limit; beyond it they
  /// are computed when asked for.
  ///
  /// - Parameter onSize: told how large the problem is, before anything large is built.
  /// - Throws: ``MatchingError`` as ``init(network:day:options:)`` does, and for a problem beyond the limit of memory;
  ///   `CancellationError` when the monitor says so.
  public static func build(
    network: Network, day: Day, options: MatchingOptions, limits: MatchingLimits = MatchingLimits(),
    monitor: SolveMonitor = .none, onSize: (MatchingSize) -> Void = { _ in }
  ) throws -> MatchingProblem {
    try options.validate()
    let tables = try ProblemTables(network: network, day: day, options: options) {
      if monitor.isCancelled() { throw CancellationError() }
    }
    let draft = try ProblemDraft(tables, network: network, day: day, options: options)
    let size = MatchingSize(draft, limits: limits)
    onSize(size)
    if let bytes = limits.bytes, size.bytes > bytes { throw MatchingError.tooLarge(size: size, bytes: bytes) }
    let arcs = try draft.arcs(limit: limits.arcs) { done in
      if monitor.isCancelled() { throw CancellationError() }
      monitor.progress(done)
    }
    return try MatchingProblem(draft, arcs, limits.pricing)
  }

  private init(
    _ draft: ProblemDraft, _ arcs: (table: ArcTable?, costBound: Int), _ pricing: PricingNumbers
  ) throws(MatchingError) {
    let tables = draft.tables
    network = draft.network
    day = draft.day
    options = draft.options
    schools = tables.schools
    subjects = tables.subjects
    demands = tables.demands
    mentors = draft.mentors
    let mentorNumber = Dictionary(uniqueKeysWithValues: mentors.enumerated().map { ($1.school, $0) })
    pins = draft.pins.map { pin in pin.flatMap { mentorNumber[$0] } }
    bigM = try Self.bigM(costBound: arcs.costBound, demands: demands, mentors: mentors, options: options)
    rules = tables.rules
    index = draft.index
    table = arcs.table
    self.pricing = pricing
  }

  /// One more than the dearest pairs of all demands and the greatest load together.
  ///
  /// No plan has more pairs than demands, and no mentor more than its places: Σ k(k−1)/2 is at most pairs · (c−1)/2.
  private static func bigM(
    costBound: Int, demands: [Demand], mentors: [Mentor], options: MatchingOptions
  ) throws(MatchingError) -> Int {
    let places = min(demands.count, mentors.map(\.capacity).max() ?? 0)
    let pairs = demands.count.multipliedReportingOverflow(by: max(0, places - 1))
    let load = pairs.partialValue.multipliedReportingOverflow(by: options.loadPenalty)
    let sum = (load.partialValue / 2 + 1).addingReportingOverflow(costBound + 1)
    // Every quantity of the solver is at most M · Σ weight plus small terms; keep two bits in hand.
    let weights = demands.reduce(0) { $0 + $1.weight }
    let top = sum.partialValue.multipliedReportingOverflow(by: max(1, weights))
    guard !pairs.overflow, !load.overflow, !sum.overflow, !top.overflow, top.partialValue < Int.max / 4 else {
      throw .objectiveTooLarge
    }
    return sum.partialValue
  }
}

/// All of a problem but its arcs.
struct ProblemDraft {
  let network: NetworkID
  let day: Day
  let options: MatchingOptions
  let tables: ProblemTables
  /// The school that each demand is pinned to.
  let pins: [Int?]
  let mentors: [MatchingProblem.Mentor]
  let index: MentorIndex

  init(
    _ tables: ProblemTables, network: Network, day: Day, options: MatchingOptions
  ) throws(MatchingError) {
    self.network = network.id
    self.day = day
    self.options = options
    self.tables = tables
    let (pins, pinFaults) = tables.pins()
    let (mentors, overloads) = tables.mentors(pins: pins)
    let secondMentors = MatchingProblem.secondMentorFaults(
      pins, demands: tables.demands, schools: tables.schools, subjects: tables.subjects, options: options)
    let faults = pinFaults + secondMentors + overloads
    guard faults.isEmpty else { throw .pins(network.attributed(faults, on: day, options: options)) }
    try MatchingProblem.requireSizeForOneMentor(demands: tables.demands, mentors: mentors, options: options)
    self.pins = pins
    self.mentors = mentors
    index = MentorIndex(mentors: mentors, rules: tables.rules)
  }

  var demands: [MatchingProblem.Demand] { tables.demands }

  /// The arcs, or none where there are more than `limit`, and the sum of what each demand could cost at most.
  ///
  /// - Parameter check: called with the share done, at least every few milliseconds.
  func arcs<Stop: Error>(
    limit: Int, check: (Double) throws(Stop) -> Void
  ) throws(Stop) -> (table: ArcTable?, costBound: Int) {
    var table: ArcTable? = ArcTable()
    var costBound = 0
    for (number, demand) in demands.enumerated() {
      if number % 16 == 0 { try check(Double(number) / Double(demands.count)) }
      if let pin = pins[number] {
        let pair = tables.rules.components(mentee: demand.school, mentor: pin, subject: demand.subject)
        costBound += pair.cost(weights: options.weights)
      } else if let kept = table?.arcs.count {
        let own = index.arcs(demand, tables.rules)
        costBound += own.lazy.map(\.cost).max() ?? 0
        if kept + own.count > limit { table = nil } else { table?.arcs += own }
      } else {
        costBound += dearest(demand)
      }
      if let end = table?.arcs.count { table?.start.append(end) }
    }
    return (table, costBound)
  }

  /// The cost of the dearest arc of a demand: the weakest mentors first, until no other can cost more.
  private func dearest(_ demand: MatchingProblem.Demand) -> Int {
    let row = PairRow(tables.rules, mentee: demand.school, subject: demand.subject)
    let column = index.columns[demand.subject]
    let weights = options.weights
    let rest = 1000 * (weights.travel + weights.district + weights.context + weights.continuity)
    var dearest = 0
    for position in column.byWeakness {
      let head = column.heads[Int(position)]
      if rest + weights.strength * head.strengthComponent <= dearest { break }
      guard row.admits(head) else { continue }
      let entry = column.entries[Int(position)]
      if row.reaches(entry) { dearest = max(dearest, row.cost(entry)) }
    }
    return dearest
  }
}

/// Reads tables into canonical numbers; each method is one paragraph of design.md §4.
struct ProblemTables {
  let schools: [School]
  let subjects: [Subject]
  let demands: [MatchingProblem.Demand]
  let rules: AdmissionRules
  private let options: MatchingOptions
  private let number: [SchoolID: Int]
  private let subjectNumber: [SubjectID: Int]
  private let constraints: [MatchingConstraint]
  private let isLowResult: [Bool]
  private let isHighResult: [Bool]
  private let totals: [Int: Int]
  private let subjectRows: [[Int]: Int]

  /// - Parameter check: called between the paragraphs, and within the long ones.
  init<Stop: Error>(
    network: Network, day: Day, options: MatchingOptions, check: () throws(Stop) -> Void
  ) throws(Stop) {
    try check()
    self.options = options
    schools = network.schools.sorted { $0.id < $1.id }
    subjects = network.subjects.sorted { $0.id < $1.id }
    let number = Dictionary(schools.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let subjectNumber = Dictionary(subjects.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.number = number
    self.subjectNumber = subjectNumber

    let snapshot = network.asOf(day)
    let low = snapshot.schools(with: .lowResult)
    let high = snapshot.schools(with: .highResult)
    isLowResult = schools.map { low.contains($0.id) }
    isHighResult = schools.map { high.contains($0.id) }

    let strengths = try StrengthTable(
      results: network.results, year: day.year, schools: number, subjects: subjectNumber, check: check)
    try check()
    demands = Self.demands(isLowResult: isLowResult, strengths: strengths)
    constraints =
      network.constraints.sorted {
        ($0.mentee, $0.mentor, $0.subject?.rawValue ?? "") < ($1.mentee, $1.mentor, $1.subject?.rawValue ?? "")
      } + network.keptPins(on: day, options: options, lowResult: low)

    var bans: [(row: Int, value: Int)] = []
    for row in network.constraints where row.rule == .ban {
      guard let mentee = number[row.mentee], let mentor = number[row.mentor] else { continue }
      for subject in subjects.indices where row.subject == nil || row.subject == subjects[subject].id {
        bans.append((row: mentee, value: mentor * subjects.count + subject))
      }
    }
    var tied: [(row: Int, value: Int)] = []
    for row in network.partnerships where row.isInForce(on: day) {
      if let mentee = number[row.mentee], let mentor = number[row.mentor] {
        tied.append((row: mentee, value: mentor))
      }
    }
    try check()
    rules = AdmissionRules(
      options: options, strengths: strengths, geometry: PairGeometry(schools: schools, districts: network.districts),
      bans: SortedRows(rowCount: schools.count, pairs: bans), tied: SortedRows(rowCount: schools.count, pairs: tied))

    var totals: [Int: Int] = [:]
    var subjectRows: [[Int]: Int] = [:]
    for row in network.mentorCapacities {
      guard let school = number[row.school] else { continue }
      if let subject = row.subject {
        if let subject = subjectNumber[subject] { subjectRows[[school, subject]] = row.capacity }
      } else {
        totals[school] = row.capacity
      }
    }
    self.totals = totals
    self.subjectRows = subjectRows
  }

  private static func demands(isLowResult: [Bool], strengths: StrengthTable) -> [MatchingProblem.Demand] {
    let low = isLowResult.indices.filter { isLowResult[$0] }
    let known: [[Int: Int]] = (0..<strengths.subjectCount).map { subject in
      guard let median = strengths.medians[subject] else { return [:] }
      return low.reduce(into: [:]) { needs, school in
        if let strength = strengths[school, subject] { needs[school] = max(0, median - strength) }
      }
    }
    let assumed = known.map { nearestRank($0.values.sorted(), quarters: 2) ?? 0 }
    return low.flatMap { school in
      (0..<strengths.subjectCount).map { subject in
        MatchingProblem.Demand(
          school: school, subject: subject, strength: strengths[school, subject],
          need: known[subject][school] ?? assumed[subject], assumed: known[subject][school] == nil)
      }
    }
  }

  // MARK: Pins

  /// The school that each demand is pinned to, and the pins that cannot hold wherever there are places.
  func pins() -> (pins: [Int?], faults: [PinFault]) {
    let demandNumber = Dictionary(
      uniqueKeysWithValues: demands.enumerated().map { ([$1.school, $1.subject], $0) })
    var pins = [Int?](repeating: nil, count: demands.count)
    var faults: [PinFault] = []
    for row in constraints where row.rule == .pin {
      func refuse(_ reason: PinFault.Reason, _ subject: SubjectID? = row.subject) {
        faults.append(PinFault(mentee: row.mentee, mentor: row.mentor, subject: subject, reason: reason))
      }
      let wanted = row.subject.map { id in subjectNumber[id].map { [$0] } ?? [] } ?? Array(subjects.indices)
      guard let mentee = number[row.mentee], let mentor = number[row.mentor], isLowResult[mentee], !wanted.isEmpty
      else {
        refuse(.noSuchDemand)
        continue
      }
      if mentee == mentor {
        refuse(.itself)
        continue
      }
      if isLowResult[mentor] {
        refuse(.mentorIsLowResult)
        continue
      }
      for subject in wanted {
        guard let demand = demandNumber[[mentee, subject]] else { continue }
        if rules.isBanned(mentee: mentee, mentor: mentor, subject: subject) {
          refuse(.banned, subjects[subject].id)
        } else if let other = pins[demand], other != mentor {
          refuse(.secondPin(other: schools[other].id), subjects[subject].id)
        } else {
          pins[demand] = mentor
        }
      }
    }
    return (pins, faults)
  }

  // MARK: Mentors

  /// By the rules on strength and status alone; capacities of 0 take a school or a subject out later.
  func isMentorByRule(_ school: Int, _ subject: Int) -> Bool {
    guard !isLowResult[school] else { return false }
    if let row = subjectRows[[school, subject]], row > 0 { return true }
    guard let strength = rules.strengths[school, subject] else { return false }
    if let quartile = rules.strengths.upperQuartiles[subject], strength >= quartile { return true }
    if isHighResult[school], let median = rules.strengths.medians[subject], strength >= median { return true }
    return false
  }

  /// Whether neither the school's total nor its capacity in the subject is 0.
  func hasPlaces(_ school: Int, _ subject: Int) -> Bool {
    let total = totals[school] ?? options.capacity
    return total > 0 && (subjectRows[[school, subject]] ?? total) > 0
  }

  /// The mentors, and the pins for which one of them lacks places.
  func mentors(pins: [Int?]) -> (mentors: [MatchingProblem.Mentor], faults: [PinFault]) {
    var pinned: [Int: [Int: [Int]]] = [:]
    for (demand, pin) in pins.enumerated() {
      if let pin { pinned[pin, default: [:]][demands[demand].subject, default: []].append(demand) }
    }
    var mentors: [MatchingProblem.Mentor] = []
    var faults: [PinFault] = []
    for school in schools.indices where !isLowResult[school] {
      let faultsOfOthers = faults.count
      let total = totals[school] ?? options.capacity
      var places: [Int: Int] = [:]
      var pinOnly: Set<Int> = []
      for subject in subjects.indices {
        let capacity = subjectRows[[school, subject]] ?? total
        let pinsHere = pinned[school]?[subject] ?? []
        if pinsHere.count > min(capacity, total), let demand = pinsHere.last {
          faults.append(fault(demand, school, .tooFewPlaces(pinned: pinsHere.count, places: min(capacity, total))))
        }
        guard total > 0, capacity > 0 else { continue }
        if isMentorByRule(school, subject) {
          places[subject] = capacity
        } else if !pinsHere.isEmpty {
          places[subject] = capacity
          pinOnly.insert(subject)
        }
      }
      let allPins = pinned[school]?.values.flatMap(\.self) ?? []
      if faults.count == faultsOfOthers, allPins.count > total, let demand = allPins.max() {
        faults.append(fault(demand, school, .tooFewPlaces(pinned: allPins.count, places: total)))
      }
      if !places.isEmpty {
        mentors.append(.init(school: school, capacity: total, places: places, pinOnly: pinOnly))
      }
    }
    return (mentors, faults)
  }

  private func fault(_ demand: Int, _ mentor: Int, _ reason: PinFault.Reason) -> PinFault {
    PinFault(
      mentee: schools[demands[demand].school].id, mentor: schools[mentor].id,
      subject: subjects[demands[demand].subject].id, reason: reason)
  }
}

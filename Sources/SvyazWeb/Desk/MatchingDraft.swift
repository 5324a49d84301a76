internal import SvyazGraph
internal import SvyazMatching

/// What a planner has set at the matching desk: all of it stands in the address, so that a link shows the same plan.
struct MatchingDraft: DeskDraft {
  /// A decision about one pair, on top of what `constraints.csv` says.
  struct Decision: Hashable, Sendable, Comparable {
    enum Rule: String, Hashable, Sendable, CaseIterable {
      case pin, ban
      /// A stored pin, or a stored ban, that the draft does without.
      case liftPin = "no-pin"
      case liftBan = "no-ban"
    }

    var rule: Rule
    var mentee: SchoolID
    var mentor: SchoolID
    /// `nil`: a stored row for every subject.
    var subject: SubjectID?

    private var order: [String] {
      [mentee.rawValue, mentor.rawValue, subject?.rawValue ?? "", rule.rawValue]
    }

    static func < (left: Self, right: Self) -> Bool { left.order.lexicographicallyPrecedes(right.order) }

    var text: String { "\(mentee)~\(mentor)~\(subject?.rawValue ?? "")" }
  }

  var day: Day?
  /// Empty: all.
  var subjects: Set<SubjectID> = []
  var options = MatchingOptions()
  var decisions: Set<Decision> = []
  var origin: DraftOrigin?

  init() {}

  /// - Throws: ``WebFault/value(name:value:expected:)``.
  init(query: String) throws(WebFault) {
    let reader = DeskReader(query)
    day = try reader.day("on", "Дата")
    for text in reader.fields.all("subject") where !text.isEmpty {
      guard let subject = SubjectID(text) else {
        throw .value(name: "Предмет", value: text, expected: "идентификатор предмета")
      }
      subjects.insert(subject)
    }
    if let word = reader.text("district") {
      guard let policy = DistrictPolicy(rawValue: word) else {
        throw .value(name: "Район наставника", value: word, expected: "any, adjacent или same")
      }
      options.districtPolicy = policy
    }
    options.maxKm = try reader.decimal("km", "Не дальше, км", in: 0...50_000)
    options.capacity =
      try reader.int("capacity", "Мест у школы", in: MatchingOptions.capacityRange) ?? options.capacity
    options.loadPenalty =
      try reader.int("load", "Надбавка за нагрузку", in: MatchingOptions.loadPenaltyRange) ?? options.loadPenalty
    for part in CostPart.allCases {
      if let weight = try reader.int("w-\(part)", "Вес: \(part.title)", in: MatchingOptions.weightRange) {
        options.weights[keyPath: part.weight] = weight
      }
    }
    if reader.text("keep") == "active" { options.keep = .active }
    for rule in Decision.Rule.allCases {
      for parts in try reader.tuples(rule.rawValue, "Решение о паре", count: 3) {
        guard let mentee = SchoolID(parts[0]), let mentor = SchoolID(parts[1]) else { continue }
        decisions.insert(Decision(rule: rule, mentee: mentee, mentor: mentor, subject: SubjectID(parts[2])))
      }
    }
    origin = try DraftOrigin.read(reader)
  }

  var planQuery: DeskQuery {
    let usual = MatchingOptions()
    var query = DeskQuery()
    query.add("on", day?.description)
    for subject in subjects.sorted() { query.add("subject", subject.rawValue) }
    if options.districtPolicy != usual.districtPolicy { query.add("district", options.districtPolicy.rawValue) }
    query.add("km", options.maxKm.map { "\($0)" })
    if options.capacity != usual.capacity { query.add("capacity", "\(options.capacity)") }
    if options.loadPenalty != usual.loadPenalty { query.add("load", "\(options.loadPenalty)") }
    for part in CostPart.allCases where options.weights[keyPath: part.weight] != usual.weights[keyPath: part.weight] {
      query.add("w-\(part)", "\(options.weights[keyPath: part.weight])")
    }
    if options.keep != usual.keep { query.add("keep", options.keep.rawValue) }
    for decision in decisions.sorted() { query.add(decision.rule.rawValue, decision.text) }
    return query
  }

  static let path = "/matching"

  func jobKey(_ revision: Revision) -> String { "matching \(revision.number) \(planQuery.text)" }

  // MARK: Decisions

  /// The draft with a pair pinned or banned, or with that taken back.
  ///
  /// - Parameter stored: rows of `constraints.csv`.
  func deciding(
    _ rule: MatchingConstraint.Rule, _ isOn: Bool, mentee: SchoolID, mentor: SchoolID, subject: SubjectID,
    stored: [MatchingConstraint]
  ) -> MatchingDraft {
    var draft = self
    func of(_ rule: Decision.Rule, _ subject: SubjectID?) -> Decision {
      Decision(rule: rule, mentee: mentee, mentor: mentor, subject: subject)
    }
    // Both at once cannot be, and a need has one pin.
    draft.decisions = draft.decisions.filter { decision in
      let isSame = decision.mentee == mentee && decision.subject == subject
      let isPair = isSame && decision.mentor == mentor && (decision.rule == .pin || decision.rule == .ban)
      return !isPair && !(isSame && isOn && rule == .pin && decision.rule == .pin)
    }
    func lift(_ row: MatchingConstraint) {
      draft.decisions.insert(
        Decision(
          rule: row.rule == .pin ? .liftPin : .liftBan, mentee: row.mentee, mentor: row.mentor, subject: row.subject))
    }
    for row in stored where row.mentee == mentee && (row.subject == nil || row.subject == subject) {
      let isPair = row.mentor == mentor
      if isPair && (row.rule != rule || !isOn) { lift(row) }
      if isOn, rule == .pin, row.rule == .pin, !isPair { lift(row) }
      if isPair, row.rule == rule, isOn {
        draft.decisions.remove(of(rule == .pin ? .liftPin : .liftBan, row.subject))
      }
    }
    let says = stored.contains {
      $0.rule == rule && $0.mentee == mentee && $0.mentor == mentor && ($0.subject == nil || $0.subject == subject)
    }
    if isOn, !says { draft.decisions.insert(of(rule == .pin ? .pin : .ban, subject)) }
    return draft
  }

  /// The rows that the plan is made with.
  func constraints(of network: Network) -> [MatchingConstraint] {
    let chosen = chosenSubjects(of: network)
    let stored = network.constraints.filter { row in
      let rule: Decision.Rule = row.rule == .pin ? .liftPin : .liftBan
      return !decisions.contains(
        Decision(rule: rule, mentee: row.mentee, mentor: row.mentor, subject: row.subject))
    }
    let own = decisions.sorted().compactMap { decision -> MatchingConstraint? in
      let rule: MatchingConstraint.Rule
      switch decision.rule {
      case .pin: rule = .pin
      case .ban: rule = .ban
      case .liftPin, .liftBan: return nil
      }
      return MatchingConstraint(
        rule: rule, mentee: decision.mentee, mentor: decision.mentor, subject: decision.subject)
    }
    return (stored + own).filter { row in row.subject.map(chosen.contains) ?? true }
  }

  func chosenSubjects(of network: Network) -> Set<SubjectID> {
    let all = Set(network.subjects.map(\.id))
    let chosen = subjects.intersection(all)
    return chosen.isEmpty ? all : chosen
  }

  /// The network that the plan is made of: the subjects chosen, and the draft's decisions.
  func network(_ network: Network) -> Network {
    let chosen = chosenSubjects(of: network)
    var network = network
    network.constraints = constraints(of: network)
    network.subjects = network.subjects.filter { chosen.contains($0.id) }
    return network
  }
}

/// The five parts of a pair's cost, in the order of bars and forms.
enum CostPart: String, CaseIterable, Sendable, CustomStringConvertible {
  case travel, district, strength, context, continuity

  var description: String { rawValue }

  var title: String {
    switch self {
    case .travel: "дорога"
    case .district: "район"
    case .strength: "результаты наставника"
    case .context: "условия"
    case .continuity: "преемственность"
    }
  }

  var weight: WritableKeyPath<PairComponents, Int> {
    switch self {
    case .travel: \.travel
    case .district: \.district
    case .strength: \.strength
    case .context: \.context
    case .continuity: \.continuity
    }
  }
}

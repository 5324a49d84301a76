internal import SvyazExchange
public import SvyazFlow
public import SvyazGraph
public import SvyazMatching

/// `svyaz match`: the optimal pairing of a network on a day, explained.
public enum ProposePlan {
  public struct Proposal: Sendable {
    public let plan: Plan
    public let problem: MatchingProblem
    fileprivate let network: Network

    /// In words and as JSON.
    ///
    /// - Complexity: both are made anew each time.
    public var report: Report {
      Report(text: PlanText(network: network, problem: problem, plan: plan).text, json: plan.json)
    }

    /// As JSON alone: at the size of the country the words take as long as the plan.
    public var jsonReport: Report { Report(text: "", json: plan.json) }

    /// The same problem in DIMACS min-cost-flow form.
    public var dimacs: [UInt8] { Dimacs.bytes(of: problem) }
  }

  /// - Parameters:
  ///   - limits: what is kept in memory, how much of it there is, and how many threads may work.
  ///   - progress: told the name of each stage; the monitor is told the share of the stage.
  ///   - onSize: told how large the matching is before it is built.
  ///   - admit: asked before the search for a plan begins.
  /// - Throws: ``MatchingError`` for pins that cannot hold, options out of range and too little memory;
  ///   `CancellationError` when the monitor says so; what `admit` throws.
  public static func run(
    _ network: Network, on day: Day? = nil, options: MatchingOptions = MatchingOptions(),
    limits: MatchingLimits = MatchingLimits(), monitor: SolveMonitor = .none,
    progress: (String) -> Void = { _ in }, onSize: (MatchingSize) -> Void = { _ in },
    admit: (MatchingProblem) throws -> Void = { _ in }
  ) throws -> Proposal {
    progress("Строю задачу подбора")
    let problem = try MatchingProblem.build(
      network: network, day: day ?? network.asOf, options: options, limits: limits, monitor: monitor, onSize: onSize)
    try admit(problem)
    progress("Ищу лучший план")
    // With one mentor for each school the search is the proof.
    if options.oneMentor {
      return Proposal(plan: try problem.solve(monitor: monitor), problem: problem, network: network)
    }
    let optimum = try problem.optimum(threads: limits.threads, monitor: monitor)
    progress("Доказываю и объясняю план")
    return Proposal(plan: try problem.plan(of: optimum, monitor: monitor), problem: problem, network: network)
  }
}

/// The plan in words.
private struct PlanText {
  private let network: Network
  private let problem: MatchingProblem
  private let plan: Plan
  private let names: Naming

  init(network: Network, problem: MatchingProblem, plan: Plan) {
    self.network = network
    self.problem = problem
    self.plan = plan
    names = Naming(network)
  }

  var text: String {
    var text = "\(network.name)\nПодбор школ-наставников на \(plan.day.russian)\n\n"
    guard !plan.demands.isEmpty else {
      return text + "На эту дату нет школ с низкими результатами: подбирать некому.\n"
    }
    text += conditions
    let objective = plan.objective
    let all = plan.demands.reduce(0) { $0 + $1.weight }
    text +=
      "Потребностей: \(objective.demands), обеспечено: \(objective.covered)"
      + " (по весу \(PerMille.share(objective.coveredWeight, of: all).map(PerMille.percent) ?? "—")).\n"
    text += "Наставников: \(plan.mentors.count), занято: \(plan.mentors.count { $0.used > 0 })."
    text += " Стоимость плана: \(grouped(objective.cost)).\n"
    text += proof + "\n\n"
    text += plan.pairs.isEmpty ? "Пар нет.\n" : pairs
    if !plan.uncovered.isEmpty { text += "\nБез наставника\n" + uncovered }
    return text
  }

  private var proof: String {
    guard let gap = plan.certificate.oneMentor?.gap, gap > 0 else {
      return "План лучший из возможных: это доказывает сертификат (проверка: svyaz verify)."
    }
    // The gap is of M · weight − cost.
    let (weight, cost) = gap.quotientAndRemainder(dividingBy: plan.certificate.bigM)
    return weight == 0
      ? "Не доказано, что план лучший: более дешёвый обошёлся бы дешевле не больше чем на \(grouped(cost))."
      : "Не доказано, что план лучший: вес обеспеченных мог бы быть больше, но не больше чем на \(grouped(weight + 1))."
  }

  private var conditions: String {
    var conditions: [String] = []
    if plan.options.oneMentor { conditions.append("у школы один наставник по всем предметам") }
    if plan.options.keep == .active { conditions.append("действующие партнёрства остаются") }
    return conditions.isEmpty ? "" : "Условия: \(conditions.joined(separator: "; ")).\n"
  }

  private var pairs: String {
    var table = TextTable([
      "Подопечная": .left, "Предмет": .left, "Наставник": .left, "км": .right, "дорога": .right, "район": .right,
      "сила": .right, "среда": .right, "связь": .right, "цена": .right, "": .left,
    ])
    let demandNumber = Dictionary(
      uniqueKeysWithValues: problem.demands.enumerated().map {
        (SchoolSubject(problem.schoolID($1), problem.subjectID($1)), $0)
      })
    let mentorNumber = Dictionary(
      uniqueKeysWithValues: problem.mentors.enumerated().map { (problem.schoolID($1), $0) })
    for pair in pairsByName {
      var km: Double?
      if let demand = demandNumber[SchoolSubject(pair.mentee, pair.subject)], let mentor = mentorNumber[pair.mentor] {
        km = problem.distanceKm(demand: demand, mentor: mentor)
      }
      let parts = pair.components
      table.add(
        [names.school(pair.mentee), names.subject(pair.subject), names.school(pair.mentor), km.map(decimal) ?? "—"]
          + [parts.travel, parts.district, parts.strength, parts.context, parts.continuity].map { String($0) }
          + [grouped(pair.cost), pair.pinned ? "закреплено" : ""])
    }
    return table.text() + "  Слагаемые цены — от 0 (лучше) до 1000; веса: \(weights).\n"
  }

  private var pairsByName: [Plan.Pair] {
    plan.pairs.sorted { left, right in
      names.order(left.mentee, right.mentee)
        || (!names.order(right.mentee, left.mentee) && (left.mentee, left.subject) < (right.mentee, right.subject))
    }
  }

  private var weights: String {
    let weights = plan.options.weights
    return "дорога \(weights.travel), район \(weights.district), сила \(weights.strength), "
      + "среда \(weights.context), связь \(weights.continuity)"
  }

  /// Demands that the same set of schools blocks are told together: the set is named once.
  private var uncovered: String {
    var text = ""
    var blocked: [(set: Plan.Uncovered, keys: [SchoolSubject])] = []
    for demand in plan.uncovered {
      if demand.reason == .noAdmissibleMentor {
        text += "  \(name(demand.key)): \(reason(demand.key)).\n"
      } else if demand.reason == .oneMentor {
        text +=
          demand.mentors.isEmpty
          ? "  \(name(demand.key)): наставник у школы должен быть один, а места есть только ценой других школ.\n"
          : "  \(name(demand.key)): наставник школы (\(names.schools(demand.mentors))) по этому предмету не берёт, "
            + "второй не разрешён.\n"
      } else if let known = blocked.firstIndex(where: {
        $0.set.mentors == demand.mentors && $0.set.competitors == demand.competitors
      }) {
        blocked[known].keys.append(demand.key)
      } else {
        blocked.append((demand, [demand.key]))
      }
    }
    for (set, keys) in blocked {
      let mentors = Set(set.mentors)
      let places = plan.mentors.filter { mentors.contains($0.school) }.reduce(0) { $0 + $1.used }
      text += "  \(keys.map(name).joined(separator: "; ")): мест не хватило.\n"
      text += "    Школ: \(set.competitors.count) — держат все места (\(places)) у наставников: \(set.mentors.count).\n"
      text += "    Места держат: \(names.schools(set.competitors)).\n"
      text += "    Наставники: \(names.schools(set.mentors)).\n"
    }
    return text
  }

  private func name(_ key: SchoolSubject) -> String { "\(names.school(key.school)), \(names.subject(key.subject))" }

  private func reason(_ key: SchoolSubject) -> String {
    guard let nearest = problem.nearestMentor(for: key) else {
      return "по этому предмету в сети нет ни одного наставника"
    }
    let obstacles = nearest.obstacles.map(ProposePlan.sentence).joined(separator: ", ")
    return "допустимого наставника нет; ближе всех \(names.school(nearest.mentor)), мешает: \(obstacles)"
  }
}

extension ProposePlan {
  /// A rule that keeps a mentor from a demand, in words.
  static func sentence(_ obstacle: NearestMentor.Obstacle) -> String {
    switch obstacle {
    case .notStronger: "результат не выше, чем у самой школы"
    case .banned: "запрет в constraints.csv"
    case .district(.same): "другой район (условие: тот же)"
    case .district: "не соседний район"
    case .distance(let km, let maxKm): "расстояние \(decimal(km)) км при пределе \(decimal(maxKm)) км"
    }
  }
}

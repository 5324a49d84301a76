internal import SvyazExchange
public import SvyazFlow
public import SvyazGraph
public import SvyazMatching

/// `svyaz curve`: how many pairs of the partnerships in force to change, and what that gains.
public enum TradePartnerships {
  /// - Throws: ``MatchingError``; ``UsageError`` for options under which there is no such curve; `CancellationError`
  ///   when the monitor says so.
  public static func run(
    _ network: Network, on day: Day? = nil, options: MatchingOptions = MatchingOptions(),
    monitor: SolveMonitor = .none, progress: (String) -> Void = { _ in }
  ) throws -> Report {
    if options.oneMentor {
      throw UsageError.value(
        option: "--one-mentor", value: "да", expected: "кривая без этого условия: svyaz curve без --one-mentor")
    }
    if options.keep != .free {
      throw UsageError.value(
        option: "--keep", value: options.keep.rawValue,
        expected: "free — кривая сама показывает, что даёт каждая отпущенная пара")
    }
    progress("Строю задачу подбора")
    let problem = try MatchingProblem(network: network, day: day ?? network.asOf, options: options)
    progress("Ищу лучший план для каждого числа отпущенных пар")
    let curve = try problem.keepCurve(of: network, monitor: monitor)
    progress("Пишу отчёт")
    let text = CurveText(network: network, problem: problem, curve: curve).text
    return Report(text: text, json: json(problem, curve))
  }

  private static func json(_ problem: MatchingProblem, _ curve: KeepCurve) -> JSONValue {
    func held(_ pair: KeepCurve.Held) -> [JSONValue.Member] {
      [
        .init(key: "school", value: .string(pair.key.school.rawValue)),
        .init(key: "subject", value: .string(pair.key.subject.rawValue)),
        .init(key: "mentor", value: .string(pair.mentor.rawValue)),
        .init(key: "partnerships", value: .strings(pair.partnerships)),
      ]
    }
    return .members([
      "network": .string(problem.network.rawValue), "asOf": .string(problem.day.description),
      "options": problem.options.json, "held": .array(curve.held.map { .object(held($0)) }),
      "barred": .array(
        curve.barred.map { .object(held($0.pair) + [.init(key: "reason", value: .string(word($0.reason)))]) }),
      "mostKept": .int(curve.mostKept),
      "points": .array(
        curve.points.map { point in
          .members([
            "givenUp": .int(point.givenUp), "kept": .int(curve.mostKept - point.givenUp),
            "objective": point.objective.json, "lost": .array(point.lost.map { .object(held($0)) }),
            "pairs": .array(point.pairs.map(\.json)),
          ])
        }),
      "unproved": .array(curve.unproved.map { .int($0) }),
    ])
  }

  private static func word(_ reason: KeepCurve.Barred.Reason) -> String {
    switch reason {
    case .noDemand: "noDemand"
    case .mentorIsLowResult: "mentorIsLowResult"
    case .notMentor: "notMentor"
    case .pinnedElsewhere: "pinnedElsewhere"
    case .noPlaces: "noPlaces"
    case .rules(let obstacles):
      switch obstacles.first {
      case .notStronger: "notStronger"
      case .banned: "banned"
      case .district: "district"
      case .distance: "distance"
      case nil: "notMentor"
      }
    }
  }
}

/// The curve in words.
private struct CurveText {
  private let network: Network
  private let problem: MatchingProblem
  private let curve: KeepCurve
  private let names: Naming

  init(network: Network, problem: MatchingProblem, curve: KeepCurve) {
    self.network = network
    self.problem = problem
    self.curve = curve
    names = Naming(network)
  }

  var text: String {
    var text = "\(network.name)\nДействующие партнёрства и выигрыш от их смены на \(problem.day.russian)\n\n"
    guard !problem.demands.isEmpty else {
      return text + "На эту дату нет школ с низкими результатами: подбирать некому.\n"
    }
    text += "Действующих пар «школа, предмет — наставник»: \(curve.held.count + curve.barred.count)."
    text += " Вместе могут остаться: \(curve.mostKept).\n"
    text += barred
    if curve.held.count > curve.mostKept, let first = curve.points.first {
      text += "Мест на всех не хватает; первая строка обходится без пар:\n" + lines(first.lost)
    }
    text += "\n" + table
    text +=
      "  Каждая строка — лучший план из всех, что отпускают не больше стольких пар. Где лучше не становится, строки нет.\n"
    if !curve.unproved.isEmpty {
      let numbers = curve.unproved.map(String.init).joined(separator: ", ")
      text += "  Не доказано за отведённые шаги, поэтому не показано: отпустить \(numbers).\n"
    }
    for (before, point) in zip(curve.points, curve.points.dropFirst()) { text += changes(from: before, to: point) }
    return text
  }

  private var barred: String {
    guard !curve.barred.isEmpty else { return "" }
    let lines = curve.barred.map { "  \(name($0.pair)): \(Self.sentence($0.reason, names)).\n" }
    return "Остаться не могут ни в одном плане: \(curve.barred.count)\n" + lines.joined()
  }

  private var table: String {
    var table = TextTable([
      "отпустить": .right, "останется": .right, "обеспечено": .right, "вес": .right, "стоимость": .right,
      "вес к первой": .right, "стоимость к первой": .right,
    ])
    guard let first = curve.points.first else { return "" }
    for point in curve.points {
      let objective = point.objective
      table.add([
        grouped(point.givenUp), grouped(curve.mostKept - point.givenUp), grouped(objective.covered),
        grouped(objective.coveredWeight), grouped(objective.cost),
        signed(objective.coveredWeight - first.objective.coveredWeight), signed(objective.cost - first.objective.cost),
      ])
    }
    return table.text()
  }

  /// What a point changes against the one before it: present pairs by name, the rest of the plan in numbers.
  private func changes(from before: KeepCurve.Point, to point: KeepCurve.Point) -> String {
    var text = "\nОтпустить \(point.givenUp) (против \(before.givenUp)):\n"
    func mentors(_ point: KeepCurve.Point) -> [SchoolSubject: SchoolID] {
      Dictionary(
        point.pairs.map { (SchoolSubject($0.mentee, $0.subject), $0.mentor) }, uniquingKeysWith: { first, _ in first })
    }
    let (old, new) = (mentors(before), mentors(point))
    var told: Set<SchoolSubject> = []
    for pair in point.lost where !before.lost.contains(pair) {
      told.insert(pair.key)
      let now = new[pair.key].map { "теперь \(names.school($0))" } ?? "теперь без наставника"
      text += "  отпущено: \(name(pair)) — \(now)\n"
    }
    for pair in before.lost where !point.lost.contains(pair) {
      told.insert(pair.key)
      text += "  остаётся: \(name(pair))\n"
    }
    for key in Set(old.keys).symmetricDifference(new.keys).sorted() where told.insert(key).inserted {
      let demand = "\(names.school(key.school)), \(names.subject(key.subject))"
      if let mentor = new[key] {
        text += "  обеспечено: \(demand) — \(names.school(mentor))\n"
      } else {
        text += "  без наставника: \(demand)\n"
      }
    }
    let others = Set(old.keys).intersection(new.keys).count { old[$0] != new[$0] && !told.contains($0) }
    if others > 0 { text += "  и ещё новых пар, сменивших наставника: \(others)\n" }
    return text
  }

  private func lines(_ pairs: [KeepCurve.Held]) -> String { pairs.map { "  \(name($0))\n" }.joined() }

  private func name(_ pair: KeepCurve.Held) -> String {
    "\(names.school(pair.key.school)), \(names.subject(pair.key.subject)) — \(names.school(pair.mentor)) "
      + "(\(pair.partnerships.map(\.rawValue).joined(separator: ", ")))"
  }

  private static func sentence(_ reason: KeepCurve.Barred.Reason, _ names: Naming) -> String {
    switch reason {
    case .noDemand: "подопечная на эту дату не в списке НОР"
    case .mentorIsLowResult: "наставник сам в списке НОР"
    case .notMentor: "школа не наставник по этому предмету (результат, статус или места 0 в mentors.csv)"
    case .pinnedElsewhere(let other): "потребность закреплена за «\(names.school(other))» (constraints.csv)"
    case .noPlaces: "все места наставника заняты закреплениями"
    case .rules(let obstacles): obstacles.map(ProposePlan.sentence).joined(separator: ", ")
    }
  }
}

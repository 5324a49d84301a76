public import SvyazExchange
public import SvyazGraph
internal import SvyazMatching

/// `svyaz verify`: is a plan feasible and optimal? Told from the network and the certificate, without the solver.
public enum VerifyPlan {
  /// A plan with damaged values is a "no", a file that is no plan at all an error.
  ///
  /// - Parameter day: the day that the plan must be for; without it the plan's own.
  /// - Throws: ``PlanFileError``.
  public static func run(
    plan bytes: [UInt8], file: String, in network: Network, on day: Day? = nil
  ) throws(PlanFileError) -> Report {
    // Typed `do … catch` with patterns crashes the compiler of Swift 6.3.1; results do not.
    let plan: Plan
    switch Result(catching: { () throws(PlanFileError) in try Plan(json: bytes, file: file) }) {
    case .success(let read): plan = read
    case .failure(.damaged(_, let values)):
      return report(nil, values.map { (path: $0.path, found: $0.value, expected: $0.expected) })
    case .failure(let error): throw error
    }
    if let day, day != plan.day {
      return report(plan, [(path: "asOf", found: plan.day.description, expected: day.description)])
    }
    let verdict = Result { () throws(MatchingError) in try PlanVerifier.discrepancies(of: plan, in: network) }
    switch verdict {
    case .success(let found):
      return report(plan, found.map { (path: $0.path, found: $0.found, expected: $0.expected) })
    case .failure(.optionOutOfRange(let option, let value, let expected)):
      return report(plan, [(path: "options.\(option)", found: value, expected: expected)])
    case .failure(let error):
      // With these options the network has no plan at all, so this is none.
      return report(plan, [(path: "options", found: error.message, expected: "условия, при которых план есть")])
    }
  }

  private static func report(_ plan: Plan?, _ found: [(path: String, found: String, expected: String)]) -> Report {
    let json = JSONValue.members([
      "valid": .bool(found.isEmpty),
      "discrepancies": .array(
        found.map {
          .members(["path": .string($0.path), "found": .string($0.found), "expected": .string($0.expected)])
        }),
    ])
    guard let plan, found.isEmpty else {
      var text = "Нет: план не подтверждён. Расхождений: \(found.count).\n"
      for item in found.prefix(20) { text += "  \(item.path): в плане \(item.found), должно быть \(item.expected).\n" }
      if found.count > 20 { text += "  … и ещё: \(found.count - 20).\n" }
      return Report(text: text, json: json, isAffirmative: false)
    }
    let text =
      "Да: план на \(plan.day.russian) выполним и лучший из возможных.\n"
      + "  Обеспечено потребностей: \(plan.objective.covered) из \(plan.objective.demands); "
      + "вес \(grouped(plan.objective.coveredWeight)), стоимость \(grouped(plan.objective.cost)).\n"
    return Report(text: text, json: json)
  }
}

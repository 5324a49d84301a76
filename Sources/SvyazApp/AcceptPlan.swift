internal import SvyazExchange
public import SvyazGraph
public import SvyazMatching
public import SvyazStore

/// Takes the pairs of a plan into the network as proposed partnerships, in one change.
public enum AcceptPlan {
  /// What became of the pairs, and the change that was made.
  public struct Outcome: Sendable {
    public let acceptance: PlanAcceptance
    /// `nil` of a trial.
    public let change: Int?
    public let report: Report
  }

  /// - Throws: `PlanAcceptanceError`, `StoreError`; then nothing is changed.
  public static func run(
    _ plan: Plan, from day: Day, in store: Store, _ note: ChangeNote, at moment: Moment, isTrial: Bool = false
  ) throws -> Outcome {
    var acceptance: PlanAcceptance?
    let outcome = try store.update(note, at: moment, isTrial: isTrial) { stored in
      guard let stored else { throw StoreError.empty(name: store.name) }
      let accepted = try stored.accepting(plan, from: day)
      acceptance = accepted
      return accepted.network
    }
    guard let acceptance else { throw StoreError.empty(name: store.name) }
    return Outcome(
      acceptance: acceptance, change: outcome.change,
      report: report(acceptance, from: day, ChangeReport(outcome, isTrial: isTrial)))
  }

  private static func report(_ acceptance: PlanAcceptance, from day: Day, _ change: ChangeReport) -> Report {
    let naming = Naming(acceptance.network)
    func line(_ row: Partnership) -> String {
      "  \(row.id): \(naming.school(row.mentee)) — \(naming.school(row.mentor)), "
        + "\(row.subject.map(naming.subject) ?? "школа в целом")\n"
    }
    var text = change.text
    for (title, rows) in [
      ("Предложены с \(day.russian)", acceptance.proposed), ("Уже есть", acceptance.standing),
      ("Прежние предложения сняты", acceptance.withdrawn),
      ("Действуют с другим наставником, решите отдельно", acceptance.otherwise),
    ] where !rows.isEmpty {
      text += "\n\(title): \(rows.count)\n" + rows.map(line).joined()
    }
    func ids(_ rows: [Partnership]) -> JSONValue { .strings(rows.map(\.id.rawValue)) }
    let json = JSONValue.members([
      "from": .string(day.description), "proposed": ids(acceptance.proposed), "standing": ids(acceptance.standing),
      "withdrawn": ids(acceptance.withdrawn), "otherwise": ids(acceptance.otherwise), "change": change.json,
    ])
    return Report(text: text, json: json)
  }
}

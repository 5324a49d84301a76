public import SvyazComposition
internal import SvyazContract
internal import SvyazExchange
public import SvyazGraph
public import SvyazStore

/// `svyaz workplan`: the meetings of associations in a span, shown or written as events dated ahead.
public enum PlanMeetings {
  /// Only shows.
  ///
  /// - Throws: `WorkPlanError`.
  public static func run(_ network: Network, _ options: WorkPlanOptions) throws -> Report {
    let plan = try network.workPlan(options)
    return report(plan, plan.events(in: network), network, change: nil)
  }

  /// Writes the new meetings into `events.csv` of the store in one change; none where nothing is new.
  ///
  /// - Throws: `WorkPlanError`, `StoreError`; then nothing is changed.
  public static func run(
    _ options: WorkPlanOptions, in store: Store, _ note: ChangeNote, at moment: Moment, isTrial: Bool = false
  ) throws -> Report {
    var made: (plan: WorkPlan, events: [Event], network: Network)?
    let outcome = try store.update(note, at: moment, isTrial: isTrial) { stored in
      guard var network = stored else { throw StoreError.empty(name: store.name) }
      let plan = try network.workPlan(options)
      let events = plan.events(in: network)
      made = (plan, events, network)
      network.events += events
      return network
    }
    guard let made else { throw StoreError.empty(name: store.name) }
    return report(made.plan, made.events, made.network, change: ChangeReport(outcome, isTrial: isTrial))
  }

  /// A theme as a planner types it: `KIND=TEXT` with a kind of `events.csv`, or a text alone for a seminar.
  public static func theme(_ text: String) -> MeetingTheme {
    if let mark = text.firstIndex(of: "="), let kind = Event.Kind(contractWord: text[..<mark]) {
      return MeetingTheme(kind, String(text[text.index(after: mark)...]))
    }
    return MeetingTheme(.seminar, text)
  }

  private static func report(
    _ plan: WorkPlan, _ events: [Event], _ network: Network, change: ChangeReport?
  ) -> Report {
    let names = WorkPlanText(plan, events, network)
    return Report(text: (change.map { $0.text + "\n" } ?? "") + names.text, json: names.json(change: change?.json))
  }
}

public import SvyazComposition
internal import SvyazExchange
public import SvyazGraph
public import SvyazStore

/// `svyaz accept`: makes the groups of a composition the associations in force from a day on, in one change.
public enum AcceptComposition {
  /// - Parameter umo: the leading окружное УМО of founded associations; `nil`: the common one of those in force.
  /// - Throws: `AcceptanceError`, `StoreError`; then nothing is changed.
  public static func run(
    _ composition: Composition, from day: Day, umo: String? = nil, in store: Store, _ note: ChangeNote,
    at moment: Moment, isTrial: Bool = false
  ) throws -> Report {
    var acceptance: Acceptance?
    let outcome = try store.update(note, at: moment, isTrial: isTrial) { stored in
      guard let stored else { throw StoreError.empty(name: store.name) }
      let accepted = try stored.accepting(composition, from: day, umo: umo)
      acceptance = accepted
      return accepted.network
    }
    guard let acceptance else { throw StoreError.empty(name: store.name) }
    return report(acceptance, from: day, ChangeReport(outcome, isTrial: isTrial))
  }

  private static func report(_ acceptance: Acceptance, from day: Day, _ change: ChangeReport) -> Report {
    let naming = Naming(acceptance.network)
    var table = TextTable([
      "ММО": .left, "база": .left, "что стало": .left, "школ": .right, "пришли": .left, "ушли": .left,
      "другая роль": .left,
    ])
    for outcome in acceptance.outcomes {
      let isFounded = outcome.fate == .founded
      table.add([
        outcome.association.rawValue, naming.school(outcome.base), words(outcome.fate),
        outcome.fate == .closed ? "" : grouped(outcome.memberCount),
        isFounded ? "" : naming.schools(outcome.joined), outcome.fate == .closed ? "" : naming.schools(outcome.left),
        naming.schools(outcome.changedRole),
      ])
    }
    var text = change.text + "\nСостав ММО с \(day.russian)\n" + table.text()
    if !acceptance.orphanedEvents.isEmpty {
      text +=
        "  Замечание: у законченных ММО остались события этого дня и позже: "
        + acceptance.orphanedEvents.map(\.rawValue).joined(separator: ", ") + ".\n"
    }
    let json = JSONValue.members([
      "from": .string(day.description),
      "associations": .array(
        acceptance.outcomes.map { outcome in
          .members([
            "id": .string(outcome.association.rawValue), "base": .string(outcome.base.rawValue),
            "fate": .string(outcome.fate.rawValue), "members": .int(outcome.memberCount),
            "joined": .strings(outcome.joined.map(\.rawValue)), "left": .strings(outcome.left.map(\.rawValue)),
            "changedRole": .strings(outcome.changedRole.map(\.rawValue)),
          ])
        }),
      "orphanedEvents": .strings(acceptance.orphanedEvents.map(\.rawValue)), "change": change.json,
    ])
    return Report(text: text, json: json)
  }

  private static func words(_ fate: Acceptance.Fate) -> String {
    switch fate {
    case .founded: "новое"
    case .continued: "продолжается"
    case .closed: "закончено"
    }
  }
}

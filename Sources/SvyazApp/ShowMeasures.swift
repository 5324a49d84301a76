internal import SvyazExchange
public import SvyazGraph
public import SvyazIndicators

/// `svyaz measures`: the plan of measures on a day.
public enum ShowMeasures {
  /// - Parameter responsible: only the measures of this party.
  /// - Throws: ``UsageError`` for a party that no measure names.
  public static func run(_ network: Network, on day: Day? = nil, responsible: String? = nil) throws -> Report {
    let whole = MeasurePlan(network, on: day ?? network.asOf)
    var plan = whole
    if let responsible {
      guard let own = whole.of(party: responsible) else {
        let parties = whole.byParty.map(\.name).joined(separator: ", ")
        throw UsageError.value(
          option: "--responsible", value: responsible,
          expected: parties.isEmpty ? "в плане нет мероприятий" : "один из ответственных: \(parties)")
      }
      plan = own
    }
    return Report(
      text: MeasureText(network, plan).text,
      json: .object(
        [
          .init(key: "network", value: .string(network.id.rawValue)),
          .init(key: "responsible", value: responsible.map(JSONValue.string) ?? .null),
        ] + plan.jsonMembers))
  }
}

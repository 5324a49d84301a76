public import SvyazGraph

/// The plan of measures on one day.
///
/// **Status** of a measure on day *d*:
/// - done: `done_on ≤ d`; done late when that is after `due_to`, which is the last day in time;
/// - else late when `d > due_to`;
/// - else under way when `due_from ≤ d`, or, without `due_from`, when a document or the network's data show a beginning;
/// - else not begun.
///
/// Measures 10, 21 and 22 are judged by events and associations where `done_on` is empty (or later than *d*):
/// - 10 is done on the day by which a strategy session had both a low-result school and another one as participant or
///   host (by their statuses on that day);
/// - 21 and 22 last through their whole time, so they are under way until `due_to` and done on it when nothing lacks;
///   when what lacked came later, done late. Without `due_to` they are never done by data.
///
/// **Time** of a measure: from `due_from`, or else from the earliest date in the whole plan, up to *d*.
///
/// Documents carry no dates: the row's `evidence` is taken as it stands, so a plan of a past day should be read from what
/// was known then.
public struct MeasurePlan: Hashable, Sendable {
  public let day: Day
  /// By number.
  public let states: [MeasureState]

  /// - Complexity: O(rows of the network), times a small number of measures.
  public init(_ network: Network, on day: Day) {
    self.day = day
    let judge = MeasureJudge(network, on: day)
    states = network.measures.sorted { $0.number < $1.number }.map(judge.state)
  }

  /// The measures of one responsible party, letter case left aside; `nil` where no measure names it.
  public func of(party: String) -> MeasurePlan? {
    let key = Self.trimmed(party).lowercased()
    let own = states.filter { $0.parties.contains { $0.lowercased() == key } }
    return own.isEmpty ? nil : MeasurePlan(day: day, states: own)
  }

  /// Each responsible party with its measures, as they first appear; a measure of several parties is in each.
  public var byParty: [MeasureGroup] { grouped(\.parties) }

  /// Each section of the plan with its measures, as they first appear.
  public var bySection: [MeasureGroup] { grouped { [$0.measure.section] } }

  /// How many measures have each status, in the order of statuses.
  public var counts: [MeasureCount] { MeasureCount.counts(of: states) }

  private init(day: Day, states: [MeasureState]) { (self.day, self.states) = (day, states) }

  private func grouped(_ names: (MeasureState) -> [String]) -> [MeasureGroup] {
    var order: [String] = []
    var groups: [String: MeasureGroup] = [:]
    for state in states {
      for name in names(state) {
        let key = name.lowercased()
        if groups[key] == nil {
          order.append(key)
          groups[key] = MeasureGroup(name: name, states: [])
        }
        groups[key]?.states.append(state)
      }
    }
    return order.compactMap { groups[$0] }
  }

  /// «ЦРО; ТУ» as its parties, each once.
  static func parties(_ responsible: String) -> [String] {
    var seen: Set<String> = []
    return responsible.split(separator: ";").map { trimmed(String($0)) }
      .filter { !$0.isEmpty && seen.insert($0.lowercased()).inserted }
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}

/// Measures that belong together: of one party, of one section.
public struct MeasureGroup: Hashable, Sendable {
  public let name: String
  public fileprivate(set) var states: [MeasureState]
  public var counts: [MeasureCount] { MeasureCount.counts(of: states) }
}

public struct MeasureCount: Hashable, Sendable {
  public let status: MeasureStatus
  public let count: Int

  static func counts(of states: [MeasureState]) -> [MeasureCount] {
    MeasureStatus.allCases.map { status in
      MeasureCount(status: status, count: states.count { $0.status == status })
    }
  }
}

internal import SvyazContract
public import SvyazGraph

/// A network as one graph, before it is written as ``GraphML``, ``GEXF`` or ``NodeLinkJSON``.
///
/// Nodes are schools and associations (ММО), the isolated ones too; edges are partnerships and memberships, one a row,
/// so that two schools may be tied by several edges. All edges of a graph are directed or none is, since readers refuse
/// a mixture: in the working edition from mentor to mentee and from member to association; in the public one undirected,
/// since a direction would tell who is helped.
public struct NetworkGraph: Hashable, Sendable {
  public enum Value: Hashable, Sendable {
    case text(String)
    case integer(Int)
    case decimal(Double)
    case flag(Bool)
    /// When something holds; of one node these do not overlap in a valid network.
    case intervals([DayInterval])
  }

  public enum ValueType: Hashable, Sendable {
    case text, integer, decimal, flag, intervals
  }

  /// An attribute that nodes, or edges, may have.
  public struct Column: Hashable, Sendable {
    public let name: String
    public let type: ValueType
  }

  /// A value of the column at an index.
  public struct Field: Hashable, Sendable {
    public let column: Int
    public let value: Value
  }

  public struct Node: Hashable, Sendable {
    /// `school:ID` or `association:ID`.
    public let id: String
    public let label: String
    /// When it exists; `nil` for schools, of which a network does not say it.
    public let interval: DayInterval?
    /// By ascending column; what is empty is left out.
    public let fields: [Field]
  }

  public struct Edge: Hashable, Sendable {
    /// `partnership:ID` or `membership:ASSOCIATION:SCHOOL:FROM`; no identifier holds a colon.
    public let id: String
    /// Ids of nodes. In the public edition a partnership begins at the lower id.
    public let source, target: String
    /// `partnership` or `membership`, also in the column `kind`.
    public let kind: String
    public let interval: DayInterval
    public let fields: [Field]
  }

  public let networkID: NetworkID
  public let name: String
  public let edition: Edition
  /// The day that is shown; `nil` for the whole history.
  public let day: Day?
  /// The network's own day.
  public let dataDay: Day
  public let isDirected: Bool
  /// The first and the last day that anything in the graph names.
  public let span: ClosedRange<Day>
  public let nodeColumns, edgeColumns: [Column]
  /// Schools by id, then associations by id.
  public let nodes: [Node]
  /// Partnerships, then memberships, by their keys.
  public let edges: [Edge]

  /// What the file is, of which day, in which edition and from where: Russian sentences.
  public var description: String {
    let time = day.map { "Состояние на \($0.russian)." } ?? "Вся история; данные на \(dataDay.russian)."
    return "\(edition.notice) \(time) \(source)"
  }

  public var source: String { "Источник: \(name)." }

  /// Facts about the whole graph, in the order in which files give them.
  var facts: [(name: String, value: String)] {
    var facts = [("name", name), ("network", networkID.rawValue), ("edition", edition.rawValue)]
    if let day { facts.append(("as_of", day.description)) }
    facts += [("data_as_of", dataDay.description), ("source", source), ("description", description)]
    return facts
  }
}

extension DayInterval {
  /// The last day on which the relation holds, as GEXF counts: its ends are inclusive, ours are not.
  var lastDay: Day? { to.map { max(from, $0.adding(days: -1)) } }

  /// `2020-09-01/2021-05-31`, an open end as `..` (ISO 8601-2); the end is not in, as in the network folder.
  var iso: String { "\(from)/\(to?.description ?? "..")" }
}

internal import SvyazContract
internal import SvyazExchange
public import SvyazGraph
internal import SvyazIndicators

/// `svyaz analyse`: the network's measures on a day, and its health.
public enum AnalyseNetwork {
  /// - Parameters:
  ///   - since: also tell what began and ended since this day.
  ///   - threads: how many may work; the answer does not depend on it.
  /// - Complexity: linear in the ties; quadratic in the size of a single event for the degrees; schools × edges for the
  ///   betweenness, within ``SvyazIndicators/NetworkStructure/betweennessLimit``.
  public static func run(
    _ network: Network, on day: Day? = nil, since: Day? = nil, threads: Int = 1
  ) -> Report {
    let analysis = NetworkAnalysis(network, day: day ?? network.asOf, since: since, threads: threads)
    return Report(text: analysis.text, json: analysis.json)
  }

  /// The school with the most partners on the network's own day, the lowest id of equals; `nil` without schools.
  public static func mostConnectedSchool(_ network: Network) -> SchoolID? {
    let graph = SchoolGraph(network.asOf(network.asOf), kinds: [.partnership])
    let degrees = graph.degrees()
    return degrees.indices.max { (degrees[$0], $1) < (degrees[$1], $0) }.map { graph.schools[$0] }
  }
}

private struct NetworkAnalysis {
  private let network: Network
  private let day: Day
  private let graph: SchoolGraph
  private let degrees: [Int]
  private let components: [[Int]]
  private let bridges: [SchoolGraph.Bridge]
  private let articulations: [SchoolGraph.Articulation]
  private let pairsByKind: [(kind: SchoolGraph.TieKind, pairs: Int)]
  private let difference: NetworkDifference?
  private let health: NetworkHealth
  private let names: Naming

  init(_ network: Network, day: Day, since: Day?, threads: Int) {
    self.network = network
    self.day = day
    let snapshot = network.asOf(day)
    graph = SchoolGraph(snapshot)
    degrees = graph.degrees()
    components = graph.components()
    bridges = graph.bridges()
    articulations = graph.articulations()
    pairsByKind = SchoolGraph.TieKind.allCases.map { kind in
      (kind, SchoolGraph(snapshot, kinds: [kind]).degrees().reduce(0, +) / 2)
    }
    difference = since.map { network.difference(from: $0, to: day) }
    health = NetworkHealth(snapshot, graph: graph, threads: threads)
    names = Naming(network)
  }

  private var pairs: Int { degrees.reduce(0, +) / 2 }
  private var tied: [[Int]] { components.filter { $0.count > 1 } }

  private func ids(_ schools: [Int]) -> [SchoolID] { schools.map { graph.schools[$0] } }

  // MARK: JSON

  var json: JSONValue {
    var members: [JSONValue.Member] = []
    func add(_ key: String, _ value: JSONValue) { members.append(.init(key: key, value: value)) }
    add("network", .string(network.id.rawValue))
    add("asOf", .string(day.description))
    add("schools", .int(graph.schools.count))
    add("tiedPairs", .int(pairs))
    add("tiedPairsByKind", .object(pairsByKind.map { .init(key: "\($0.kind)", value: .int($0.pairs)) }))
    add("components", .array(tied.map { .strings(ids($0)) }))
    add("isolated", .strings(ids(graph.isolated)))
    add(
      "degrees",
      .array(
        graph.schools.indices.map {
          .members(["school": .string(graph.schools[$0].rawValue), "degree": .int(degrees[$0])])
        }
      ))
    add(
      "bridges",
      .array(
        bridges.map { .strings([graph.schools[$0.first], graph.schools[$0.second]]) }))
    add(
      "articulations",
      .array(
        articulations.map {
          .members([
            "school": .string(graph.schools[$0.school].rawValue),
            "cutOff": .array($0.cutOff.map { .strings(ids($0)) }),
          ])
        }))
    members += health.jsonMembers
    if let difference { add("difference", difference.json) }
    return .object(members)
  }

  // MARK: Text

  var text: String { bound(plainText) }

  private var plainText: String {
    let words = HealthText(health: health, names: names)
    var text = "\(network.name)\nСеть на \(day.russian)\n\n"
    text += "Школ: \(graph.schools.count). Связанных пар школ: \(grouped(pairs)) ("
    text += pairsByKind.map { "\(Self.title($0.kind)): \(grouped($0.pairs))" }.joined(separator: ", ") + ").\n"
    text += "Связных частей (внутри части от любой школы по связям можно дойти до любой другой): \(tied.count)"
    text += tied.first.map { ", в наибольшей школ: \($0.count)" } ?? ""
    text += ". Без связей школ: \(graph.isolated.count).\n"
    text += words.structure
    text += mostTied
    text += "\n" + words.coverage
    text += "\n" + words.mentors
    text += words.mixing.isEmpty ? "" : "\n" + words.mixing
    text += words.departures.isEmpty ? "" : "\n" + words.departures
    text += cuts
    if let difference { text += changes(difference) }
    return text
  }

  private static func title(_ kind: SchoolGraph.TieKind) -> String {
    switch kind {
    case .partnership: "партнёрство"
    case .membership: "общее ММО"
    case .event: "общее событие за 180 дней"
    }
  }

  private var mostTied: String {
    let top = graph.schools.indices.filter { degrees[$0] > 0 }
      .sorted { degrees[$0] != degrees[$1] ? degrees[$0] > degrees[$1] : $0 < $1 }.prefix(10)
    guard !top.isEmpty else { return "" }
    var table = TextTable(["Больше всего связей": .left, "Район": .left, "школ": .right])
    for school in top {
      let id = graph.schools[school]
      table.add([names.school(id), names.district(of: id), String(degrees[school])])
    }
    return "\n" + table.text()
  }

  private var cuts: String {
    var text = "\n"
    if articulations.isEmpty {
      text += "Нет школ, уход которых отрезал бы другие.\n"
    } else {
      text += "Если школа уйдёт, от сети отрежет:\n"
      for articulation in articulations {
        let cutOff = articulation.cutOff.map { names.schools(ids($0)) }.joined(separator: "; ")
        text += "  \(names.school(graph.schools[articulation.school])) → \(cutOff)\n"
      }
    }
    if !bridges.isEmpty {
      let list = bridges.map { "\(names.school(graph.schools[$0.first])) — \(names.school(graph.schools[$0.second]))" }
      text += "Единственные связи между частями сети: \(list.joined(separator: "; ")).\n"
    }
    return text
  }

  private func changes(_ difference: NetworkDifference) -> String {
    func line(_ title: String, _ began: Int, _ ended: Int) -> [String] { [title, String(began), String(ended)] }
    var table = TextTable(["С \(difference.from.russian)": .left, "началось": .right, "окончено": .right])
    table.add(line("статусы школ", difference.statuses.began.count, difference.statuses.ended.count))
    table.add(line("партнёрства", difference.partnerships.began.count, difference.partnerships.ended.count))
    table.add(line("ММО", difference.associations.began.count, difference.associations.ended.count))
    table.add(line("участие в ММО", difference.memberships.began.count, difference.memberships.ended.count))
    return "\n" + table.text() + "  Событий за это время: \(difference.events.count).\n"
  }
}

extension NetworkDifference {
  var json: JSONValue {
    func change<Key>(_ change: Change<Key>, _ name: (Key) -> String) -> JSONValue {
      .members(["began": .strings(change.began.map(name)), "ended": .strings(change.ended.map(name))])
    }
    return .members([
      "from": .string(from.description),
      "to": .string(to.description),
      "statuses": change(statuses) { "\($0.school)/\($0.status.contractWord)" },
      "partnerships": change(partnerships) { $0.rawValue },
      "associations": change(associations) { $0.rawValue },
      "memberships": change(memberships) { "\($0.association)/\($0.school)" },
      "events": .strings(events),
    ])
  }
}

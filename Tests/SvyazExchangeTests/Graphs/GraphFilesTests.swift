import Foundation
import SvyazContract
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazExchange

/// What the three graph files hold, read by other parsers and compared with the network's rows.
@Suite struct GraphFilesTests {
  /// A graph as a file tells it: attributes by name, as texts.
  struct Told: Equatable {
    var nodes: [String: [String: String]] = [:]
    var edges: [String: [String: String]] = [:]
    var nodeCount = 0
    var edgeCount = 0
  }

  static func graphML(_ bytes: [UInt8]) throws -> Told {
    let root = try #require(XMLTree.parse(bytes))
    let graph = try #require(root.child("graph"))
    let keys = root.children("key").reduce(into: [String: String]()) {
      $0[$1.attributes["id"] ?? ""] = $1.attributes["attr.name"]
    }
    func values(_ element: XMLTree.Element) throws -> [String: String] {
      try element.children("data").reduce(into: [:]) { values, data in
        values[try #require(keys[data.attributes["key"] ?? ""], "an undeclared key")] = data.text
      }
    }
    var told = Told(nodeCount: graph.children("node").count, edgeCount: graph.children("edge").count)
    for node in graph.children("node") { told.nodes[node.attributes["id"] ?? ""] = try values(node) }
    for edge in graph.children("edge") {
      let ends = ["source": edge.attributes["source"] ?? "", "target": edge.attributes["target"] ?? ""]
      told.edges[edge.attributes["id"] ?? ""] = try values(edge).merging(ends) { old, _ in old }
    }
    return told
  }

  /// A node-link file as Foundation's decoder reads it.
  struct NodeLink: Decodable {
    enum Value: Decodable {
      struct Interval: Decodable {
        let from: String
        let to: String?
      }

      case text(String)
      case number(Double)
      case flag(Bool)
      case intervals([Interval])

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
          self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
          self = .number(number)
        } else if let text = try? container.decode(String.self) {
          self = .text(text)
        } else {
          self = .intervals(try container.decode([Interval].self))
        }
      }

      /// As GraphML writes it; `nil` for a number.
      var text: String? {
        switch self {
        case .text(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .number: nil
        case .intervals(let list): list.map { "\($0.from)/\($0.to ?? "..")" }.joined(separator: ";")
        }
      }

      var number: Double? { if case .number(let number) = self { number } else { nil } }
    }

    let directed, multigraph: Bool
    let graph: [String: String]
    let nodes, edges: [[String: Value]]
  }

  static func json(_ bytes: [UInt8]) throws -> Told {
    let file = try JSONDecoder().decode(NodeLink.self, from: Data(bytes))
    #expect(file.multigraph)
    func values(_ object: [String: NodeLink.Value], id: String) -> [String: String] {
      object.filter { $0.key != id }.compactMapValues(\.text)
    }
    var told = Told(nodeCount: file.nodes.count, edgeCount: file.edges.count)
    for node in file.nodes { told.nodes[node["id"]?.text ?? ""] = values(node, id: "id") }
    for edge in file.edges { told.edges[edge["key"]?.text ?? ""] = values(edge, id: "key") }
    return told
  }

  /// The text attributes that the rows of a network ask for, written down apart from the exporter.
  static func expected(_ network: Network) -> Told {
    var told = Told(
      nodeCount: network.schools.count + network.associations.count,
      edgeCount: network.partnerships.count + network.memberships.count)
    func filled(_ values: [String: String?]) -> [String: String] {
      values.compactMapValues { $0 }.filter { $0.value != "" }
    }
    func name(_ subject: SubjectID?) -> String? { network.subjects.first { $0.id == subject }?.name }
    for school in network.schools {
      var values = filled([
        "kind": "school", "name": school.name, "short_name": school.shortName, "school_kind": school.kind,
        "district": school.district?.rawValue, "address": school.address,
        "district_name": network.districts.first { $0.id == school.district }?.name,
      ])
      values["label"] = school.shortName ?? school.name
      for status in Status.allCases {
        let rows = network.statuses.filter { $0.school == school.id && $0.status == status }
          .sorted { $0.interval.from < $1.interval.from }
        guard !rows.isEmpty else { continue }
        values[status.contractWord] = rows.map { "\($0.interval.from)/\($0.interval.to?.description ?? "..")" }
          .joined(separator: ";")
      }
      told.nodes["school:\(school.id)"] = values
    }
    for row in network.associations {
      told.nodes["association:\(row.id)"] = filled([
        "kind": "association", "name": row.name, "label": row.name, "subject": row.subject.rawValue,
        "subject_name": name(row.subject), "umo": row.umo, "base": "school:\(row.base)",
        "from": row.interval.from.description, "to": row.interval.to?.description,
      ])
    }
    for row in network.partnerships {
      told.edges["partnership:\(row.id)"] = filled([
        "kind": "partnership", "source": "school:\(row.mentor)", "target": "school:\(row.mentee)",
        "subject": row.subject?.rawValue, "subject_name": name(row.subject), "status": row.status.contractWord,
        "from": row.interval.from.description, "to": row.interval.to?.description, "agreement": row.agreement,
      ])
    }
    for row in network.memberships {
      told.edges["membership:\(row.association):\(row.school):\(row.interval.from)"] = filled([
        "kind": "membership", "source": "school:\(row.school)", "target": "association:\(row.association)",
        "role": row.role.contractWord, "from": row.interval.from.description, "to": row.interval.to?.description,
      ])
    }
    return told
  }

  @Test(arguments: 0..<3) func theHistoryIsWhole(block: UInt64) throws {
    for seed in block * 5..<block * 5 + 5 {
      let network = RandomNetwork.make(seed: seed)
      let graph = NetworkGraph(network, edition: .working)
      let expected = Self.expected(network)
      let numbers: Set<String> = ["number", "lat", "lon", "students", "events"]
      var graphML = try Self.graphML(GraphML.bytes(of: graph))
      for (id, values) in graphML.nodes { graphML.nodes[id] = values.filter { !numbers.contains($0.key) } }
      for (id, values) in graphML.edges { graphML.edges[id] = values.filter { !numbers.contains($0.key) } }
      #expect(graphML == expected, "seed \(seed)")
      #expect(try Self.json(NodeLinkJSON.bytes(of: graph)) == expected, "seed \(seed)")
    }
  }

  @Test func numbersAreKept() throws {
    let network = RandomNetwork.make(seed: 11, schools: 40)
    func degrees(_ value: Double?) -> Double? { value.map { abs($0) < .leastNormalMagnitude ? 0 : $0 } }
    #expect(network.schools.contains { $0.location?.latitude == .leastNonzeroMagnitude })
    let bytes = NodeLinkJSON.bytes(of: NetworkGraph(network, edition: .working))
    let file = try JSONDecoder().decode(NodeLink.self, from: Data(bytes))
    let graphML = try Self.graphML(GraphML.bytes(of: NetworkGraph(network, edition: .working)))
    for school in network.schools {
      let node = try #require(file.nodes.first { $0["id"]?.text == "school:\(school.id)" })
      #expect(node["number"]?.number == school.number.map(Double.init))
      #expect(node["students"]?.number == school.students.map(Double.init))
      #expect(node["lat"]?.number == degrees(school.location?.latitude))
      #expect(node["lon"]?.number == degrees(school.location?.longitude))
      let values = graphML.nodes["school:\(school.id)"]
      #expect(values?["lat"].flatMap(Double.init) == degrees(school.location?.latitude))
      #expect(values?["number"].flatMap(Int.init) == school.number)
    }
    for row in network.partnerships {
      let edge = try #require(file.edges.first { $0["key"]?.text == "partnership:\(row.id)" })
      #expect(edge["events"]?.number == Double(network.events.filter { $0.partnership == row.id }.count))
    }
  }

  @Test(arguments: 0..<3) func oneDayHoldsWhatIsInForce(block: UInt64) throws {
    for seed in block * 4..<block * 4 + 4 {
      let network = RandomNetwork.make(seed: seed)
      for shift in [-900, -300, 0, 300] {
        let day = network.asOf.adding(days: shift)
        func holds(_ interval: DayInterval) -> Bool { interval.from <= day && (interval.to ?? .last) > day }
        let associations = network.associations.filter { holds($0.interval) }
        let memberships = network.memberships.filter { row in
          holds(row.interval) && associations.contains { $0.id == row.association }
        }
        let told = try Self.graphML(GraphML.bytes(of: NetworkGraph(network, edition: .working, on: day)))
        #expect(told.nodeCount == network.schools.count + associations.count)
        #expect(told.edgeCount == memberships.count + network.partnerships.filter { holds($0.interval) }.count)
        for row in network.partnerships {
          let edge = told.edges["partnership:\(row.id)"]
          #expect(edge?["status"] == row.status(on: day)?.contractWord, "seed \(seed), \(row.id)")
          guard let edge else { continue }
          let events = network.events.filter { $0.partnership == row.id && $0.day <= day }.count
          #expect(edge["events"] == String(events))
        }
        for school in network.schools {
          for status in Status.allCases {
            let has = network.statuses.contains {
              $0.school == school.id && $0.status == status && holds($0.interval)
            }
            #expect(told.nodes["school:\(school.id)"]?[status.contractWord] == (has ? "true" : nil))
          }
        }
      }
    }
  }

  @Test func orderOfRowsDoesNotShow() throws {
    for seed in 0..<5 as Range<UInt64> {
      let network = RandomNetwork.make(seed: seed)
      let first = try ExportFormats.all(of: network, edition: .working)
      let second = try ExportFormats.all(of: network.shuffled(seed: seed + 7), edition: .working)
      for (name, bytes) in first { #expect(bytes == second[name], "seed \(seed), \(name)") }
    }
  }

  /// Identifiers as the GraphML schema wants them, edges between known nodes, in both editions.
  @Test(arguments: Edition.allCases) func identifiersAreUniqueTokens(edition: Edition) throws {
    let token = /[A-Za-z0-9._:-]+/
    for seed in 0..<5 as Range<UInt64> {
      let graph = NetworkGraph(RandomNetwork.make(seed: seed), edition: edition)
      let nodes = Set(graph.nodes.map(\.id))
      #expect(nodes.count == graph.nodes.count)
      #expect(Set(graph.edges.map(\.id)).count == graph.edges.count)
      for id in graph.nodes.map(\.id) + graph.edges.map(\.id) { #expect(id.wholeMatch(of: token) != nil) }
      for edge in graph.edges { #expect(nodes.contains(edge.source) && nodes.contains(edge.target)) }
      #expect(graph.isDirected == (edition == .working))
    }
  }

  /// Nothing outside the rules may stop the process.
  @Test func brokenNetworksAreWrittenToo() throws {
    var network = RandomNetwork.make(seed: 4)
    network.partnerships.append(
      Partnership(
        id: "broken", mentor: "nowhere", mentee: "nowhere", status: .active,
        interval: DayInterval(from: "2020-01-01", to: "2019-01-01")))
    network.schools.append(network.schools[0])
    network.schools[0].number = .max
    network.schools[0].students = .min
    network.memberships.append(
      Membership(association: "none", school: "none", role: .member, interval: DayInterval(from: .last, to: .first)))
    for edition in Edition.allCases {
      for (name, bytes) in try ExportFormats.all(of: network, edition: edition)
      where name.contains("ml") || name.hasPrefix("gexf") {
        #expect(XMLTree.parse(bytes) != nil, "\(name)")
      }
    }
  }

  @Test func anEmptyNetworkIsAGraph() throws {
    let network = Network(id: "empty", name: "Пусто", asOf: "2021-01-01", subjects: [])
    for edition in Edition.allCases {
      let graph = NetworkGraph(network, edition: edition)
      #expect(try Self.graphML(GraphML.bytes(of: graph)) == Told())
      #expect(try Self.json(NodeLinkJSON.bytes(of: graph)) == Told())
      #expect(XMLTree.parse(GEXF.bytes(of: graph)) != nil)
    }
  }
}

import SvyazContract
import SvyazExchange
import SvyazGraph
import SvyazTestSupport
import Testing

/// The structure that gexf.net documents for version 1.3, and the days that Gephi's timeline would play.
@Suite struct GEXFTests {
  static func root(_ network: Network, _ edition: Edition, on day: Day? = nil) throws -> XMLTree.Element {
    try #require(XMLTree.parse(GEXF.bytes(of: NetworkGraph(network, edition: edition, on: day))))
  }

  /// An interval as the format means it: both ends in, a missing one is infinite.
  struct Span {
    let start: Day?
    let end: Day?

    init(_ element: XMLTree.Element) throws {
      start = try element.attributes["start"].map { try #require(Day(iso: $0)) }
      end = try element.attributes["end"].map { try #require(Day(iso: $0)) }
      if let start, let end { #expect(start <= end) }
    }

    func contains(_ day: Day) -> Bool { (start ?? .first) <= day && day <= (end ?? .last) }
  }

  /// Days at and around every end of the network's intervals.
  static func probes(_ network: Network) -> Set<Day> {
    let intervals =
      network.statuses.map(\.interval) + network.partnerships.map(\.interval) + network.memberships.map(\.interval)
      + network.associations.map(\.interval)
    let ends = intervals.flatMap { [$0.from] + ($0.to.map { [$0] } ?? []) }
    return Set(ends.flatMap { [$0.adding(days: -1), $0, $0.adding(days: 1)] })
  }

  @Test(arguments: Edition.allCases) func structure(edition: Edition) throws {
    for seed in 0..<6 as Range<UInt64> {
      let network = RandomNetwork.make(seed: seed)
      for day in [nil, network.asOf] {
        let root = try Self.root(network, edition, on: day)
        #expect(root.name == "gexf" && root.attributes["version"] == "1.3")
        #expect(root.attributes["xmlns"] == "http://gexf.net/1.3")
        #expect(root.children.map(\.name) == ["meta", "graph"])
        #expect(root.child("meta")?.child("description")?.text.contains(edition.notice) == true)
        let graph = try #require(root.child("graph"))
        #expect(graph.attributes["mode"] == (day == nil ? "dynamic" : "static"))
        #expect(graph.attributes["timeformat"] == (day == nil ? "date" : nil))
        #expect(graph.attributes["defaultedgetype"] == (edition == .working ? "directed" : "undirected"))
        try Self.checkElements(graph, isDynamic: day == nil)
      }
    }
  }

  static func checkElements(_ graph: XMLTree.Element, isDynamic: Bool) throws {
    let span = try Span(graph)
    var declared: [String: (type: String, isDynamic: Bool)] = [:]
    for list in graph.children("attributes") {
      let element = try #require(list.attributes["class"])
      let mode = try #require(list.attributes["mode"])
      #expect(["node", "edge"].contains(element) && ["static", "dynamic"].contains(mode))
      for attribute in list.children("attribute") {
        let id = "\(element) \(try #require(attribute.attributes["id"]))"
        #expect(declared[id] == nil && attribute.attributes["title"] != nil)
        declared[id] = (try #require(attribute.attributes["type"]), mode == "dynamic")
      }
    }
    #expect(declared.values.contains { $0.isDynamic } == isDynamic)
    for (list, name) in [("nodes", "node"), ("edges", "edge")] {
      let elements = try #require(graph.child(list))
      #expect(elements.attributes["count"] == String(elements.children(name).count))
      for element in elements.children(name) {
        #expect((element.attributes["start"] != nil) == isDynamic)
        let life = try Span(element)
        for day in [life.start, life.end].compactMap(\.self) { #expect(span.contains(day)) }
        for value in element.child("attvalues")?.children("attvalue") ?? [] {
          let column = try #require(declared["\(name) \(value.attributes["for"] ?? "")"])
          #expect((value.attributes["start"] != nil) == column.isDynamic)
          let text = try #require(value.attributes["value"])
          switch column.type {
          case "string": #expect(!text.isEmpty)
          case "long": #expect(Int(text) != nil)
          case "double": #expect(Double(text) != nil)
          case "boolean": #expect(text == "true")
          default: Issue.record("type \(column.type)")
          }
        }
      }
    }
  }

  /// On every day that matters the timeline shows exactly what is in force, though GEXF's ends are in and ours are not.
  @Test(arguments: 0..<3) func theTimelinePlaysTheYears(seed: UInt64) throws {
    let network = RandomNetwork.make(seed: seed)
    let graph = try #require(try Self.root(network, .working).child("graph"))
    var lives: [String: Span] = [:]
    var statuses: [String: [Span]] = [:]
    for node in graph.child("nodes")?.children ?? [] {
      let id = try #require(node.attributes["id"])
      lives[id] = try Span(node)
      for value in node.child("attvalues")?.children ?? [] where value.attributes["start"] != nil {
        statuses["\(id) \(value.attributes["for"] ?? "")", default: []].append(try Span(value))
      }
    }
    for edge in graph.child("edges")?.children ?? [] { lives[try #require(edge.attributes["id"])] = try Span(edge) }
    for day in Self.probes(network) {
      for row in network.partnerships {
        #expect(lives["partnership:\(row.id)"]?.contains(day) == row.interval.contains(day))
      }
      for row in network.memberships {
        let id = "membership:\(row.association):\(row.school):\(row.interval.from)"
        #expect(lives[id]?.contains(day) == row.interval.contains(day))
      }
      for row in network.associations {
        #expect(lives["association:\(row.id)"]?.contains(day) == row.interval.contains(day))
      }
      for school in network.schools {
        for status in Status.allCases {
          let values = statuses["school:\(school.id) \(status.contractWord)"] ?? []
          // Gephi refuses values that overlap.
          let holding = values.filter { $0.contains(day) }.count
          let rows = network.statuses.filter { $0.school == school.id && $0.status == status }
          #expect(holding == (rows.contains { $0.interval.contains(day) } ? 1 : 0))
        }
      }
    }
    // Schools are there from the first day on.
    for school in network.schools {
      let life = try #require(lives["school:\(school.id)"])
      #expect(life.end == nil && life.start == graph.attributes["start"].flatMap { Day(iso: $0) })
    }
  }
}

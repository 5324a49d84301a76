import Foundation
import SvyazExchange
import SvyazGraph
import SvyazTestSupport
import Testing

/// Writes what `Scripts/graph-peers.sh` gives to networkx and igraph; without its folder, into one that is thrown away.
@Suite struct GraphPeersTests {
  @Test func writeFiles() throws {
    let scratch = try TemporaryFolder()
    let folder = URL(filePath: ProcessInfo.processInfo.environment["SVYAZ_GRAPH_PEERS"] ?? scratch.path)
    let sample = SvyazProcess.repository.appending(path: "graphs/samara-2020").path
    var networks = [("sample", try NetworkFolder.load(path: sample))]
    for seed in 1...5 as ClosedRange<UInt64> {
      var network = RandomNetwork.make(seed: seed, schools: 30)
      if seed == 5 { network.makeHostile() }
      networks.append((seed == 5 ? "hostile" : "random-\(seed)", network))
    }
    for (name, network) in networks {
      let place = folder.appending(path: name)
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      try NetworkFolder.write(network, to: place.appending(path: "folder").path)
      for edition in Edition.allCases {
        for (time, day) in [("history", nil), ("day", network.asOf)] {
          let graph = NetworkGraph(network, edition: edition, on: day)
          let file = place.appending(path: "\(edition.rawValue)-\(time)")
          try Data(GraphML.bytes(of: graph)).write(to: file.appendingPathExtension("graphml"))
          try Data(GEXF.bytes(of: graph)).write(to: file.appendingPathExtension("gexf"))
          try Data(NodeLinkJSON.bytes(of: graph)).write(to: file.appendingPathExtension("json"))
        }
      }
    }
  }
}

extension Network {
  /// Names that break careless writers: markup, ends of sections, control characters, what is no character.
  fileprivate mutating func makeHostile() {
    let names = [
      "</data></node>", "]]>", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;", "\u{1}\u{8}\u{1B}",
      "\u{FFFE}",
      "\" onload=\"", "a\r\n\tb\rc", "\u{202E}ОВЗ", "&#0;", "\\u0000\"}", "\u{10FFFF}",
    ]
    for index in schools.indices {
      schools[index].name = names[index % names.count]
      schools[index].address = names[(index + 3) % names.count]
    }
    for index in associations.indices { associations[index].name = names[index % names.count] }
    for index in subjects.indices { subjects[index].name = names[(index + 5) % names.count] }
    for index in partnerships.indices { partnerships[index].agreement = names[index % names.count] }
    name = names.joined()
  }
}

import Foundation
import SvyazContract
import SvyazExchange
import SvyazGraph
import SvyazTestSupport

/// Every way in which a network leaves, as bytes by the name of the way.
enum ExportFormats {
  static func all(of network: Network, edition: Edition) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for day in [nil, network.asOf, network.asOf.adding(days: -400)] {
      let graph = NetworkGraph(network, edition: edition, on: day)
      let time = day?.description ?? "history"
      files["graphml \(time)"] = GraphML.bytes(of: graph)
      files["gexf \(time)"] = GEXF.bytes(of: graph)
      files["json \(time)"] = NodeLinkJSON.bytes(of: graph)
      if let day { files["view \(time)"] = CurrentView.csv(network, on: day, edition: edition) }
    }
    let folder = try TemporaryFolder()
    try NetworkFolder.write(edition == .public ? network.publicEdition() : network, to: folder.path)
    for (name, data) in try folder.contents() { files["folder \(name)"] = Array(data) }
    return files
  }
}

extension Network {
  /// The same network to anybody who must not know who is weak: everything that the public edition hides is changed,
  /// in other rows' order.
  func disguised(seed: UInt64) -> Network {
    var random = SeededGenerator(seed: seed)
    var other = self
    let ids = schools.map(\.id)
    let moved = Dictionary(uniqueKeysWithValues: zip(ids, ids.shuffled(using: &random)))
    for index in other.statuses.indices {
      other.statuses[index].basis += "иное"
      guard other.statuses[index].status != .projectSite else { continue }
      other.statuses[index].school = moved[other.statuses[index].school] ?? other.statuses[index].school
    }
    for index in other.results.indices {
      other.results[index].successful = Int.random(in: 0...other.results[index].participants, using: &random)
    }
    other.results.removeAll { _ in Bool.random(using: &random) }
    other.mentorCapacities.removeAll { _ in Bool.random(using: &random) }
    other.constraints.removeAll { _ in Bool.random(using: &random) }
    other.programmes.removeAll { _ in Bool.random(using: &random) }
    other.staff.removeAll { _ in Bool.random(using: &random) }
    for index in other.partnerships.indices {
      other.partnerships[index].agreement += "№ \(index)"
      guard Bool.random(using: &random) else { continue }
      let mentor = other.partnerships[index].mentor
      other.partnerships[index].mentor = other.partnerships[index].mentee
      other.partnerships[index].mentee = mentor
    }
    let hidden = Membership.Role.allCases.filter { $0 != .leader }
    for row in other.memberships where row.role != .leader {
      guard let index = other.memberships.firstIndex(of: row) else { continue }
      other.memberships[index].role = hidden.randomElement(using: &random) ?? .member
      let change = row.interval.from.adding(days: 1)
      guard Bool.random(using: &random), row.interval.contains(change) else { continue }
      // A change of role, which only those may see who see roles.
      other.memberships[index].interval.to = change
      other.memberships.append(
        Membership(
          association: row.association, school: row.school, role: hidden.randomElement(using: &random) ?? .member,
          interval: DayInterval(from: change, to: row.interval.to)))
    }
    return other.shuffled(seed: seed)
  }
}

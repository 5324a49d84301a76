import Foundation
import SvyazGraph
import SvyazTestSupport

@testable import SvyazMap

/// Cities for maps of places.
enum GeographySamples {
  static let day: Day = "2020-11-30"

  /// Schools of ``SampleNetworks/mentoring`` around the centres of their districts.
  static func city(
    schools count: Int, ties: Int = 20, name: String = "Сеть города", seed: UInt64, place: (Int) -> Coordinates?
  ) -> Network {
    let low = min(30, max(count / 3, 1))
    var network = SampleNetworks.mentoring(
      lowResult: low, mentors: max(count - low, 0), ties: count > low ? ties : 0, name: name, seed: seed)
    for index in network.schools.indices {
      network.schools[index].location = place(index)
      network.schools[index].address = "ул. Садовая, \(index + 1)"
    }
    return network
  }

  /// Uniform around (53.2, 50.2), from a seed.
  static func spread(_ seed: UInt64, degrees: Double = 0.2) -> (Int) -> Coordinates? {
    var generator = SeededGenerator(seed: seed)
    let offsets = (0..<2000).map { _ in
      (Double.random(in: -1...1, using: &generator), Double.random(in: -1...1, using: &generator))
    }
    return { index in
      let offset = offsets[index % offsets.count]
      return Coordinates(latitude: 53.2 + offset.0 * degrees, longitude: 50.2 + offset.1 * degrees)
    }
  }

  static func map(
    _ network: Network, paper: NetworkMap.Paper = .slide, edition: Edition = .working
  ) -> NetworkMap {
    GeographyMap(network.asOf(day), paper: paper, edition: edition).map
  }

  /// What a reader of a map of places would call a fault; the checks share no code with the layout.
  static func faults(in scene: MapScene, of map: NetworkMap) -> [String] {
    var faults: [String] = []
    let least = map.paper.smallestText - 0.001
    let page = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height)
    if scene.nodes.map(\.id) != map.nodes.map(\.id) { faults.append("nodes are missing") }
    if scene.links.count != map.edges.count { faults.append("links are missing") }
    for (index, node) in scene.nodes.enumerated() {
      let frame = node.shape.frame
      if !scene.mapArea.inset(by: -0.01).contains(frame) { faults.append("\(node.id) leaves the map's area") }
      for other in scene.nodes[(index + 1)...] where frame.overlaps(other.shape.frame) {
        faults.append("\(node.id) overlaps \(other.id)")
      }
      if node.texts.isEmpty != DisplayText.clean(map.nodes[index].label).isEmpty {
        faults.append("\(node.id) lost its label")
      }
      for text in node.texts {
        if text.size < least { faults.append("\(node.id): text of \(text.size) pt") }
        let box = text.frame
        for (x, y) in [(box.x, box.y), (box.maxX, box.y), (box.x, box.maxY), (box.maxX, box.maxY)]
        where !Outline.contains(Point(x: x, y: y), node.shape.outline, frame.inset(by: -0.01)) {
          faults.append("\(node.id): «\(text.text)» leaves its outline")
          break
        }
      }
    }
    let names = scene.grounds.flatMap(\.texts)
    for (index, name) in names.enumerated() {
      if name.size < least { faults.append("«\(name.text)»: text of \(name.size) pt") }
      if !scene.mapArea.inset(by: -0.5).contains(name.frame) { faults.append("«\(name.text)» leaves the map's area") }
      for node in scene.nodes where node.shape.frame.overlaps(name.frame) {
        faults.append("«\(name.text)» touches \(node.id)")
      }
      for other in names[(index + 1)...] where other.frame.overlaps(name.frame) {
        faults.append("«\(name.text)» touches «\(other.text)»")
      }
    }
    for ground in scene.grounds {
      if ground.points.count % 3 != 1 || ground.points.count < 10 { faults.append("\(ground.id) is no outline") }
      for point in ground.points
      where !page.inset(by: -0.01).contains(Rect(x: point.x, y: point.y, width: 0, height: 0)) {
        faults.append("\(ground.id) leaves the page")
        break
      }
    }
    for (index, group) in scene.furniture.enumerated() {
      guard let frame = group.frame else { continue }
      if !page.contains(frame) { faults.append("\(group.role) leaves the page") }
      if frame.overlaps(scene.mapArea) { faults.append("\(group.role) touches the map") }
      for text in group.texts where text.size < least { faults.append("\(group.role): text of \(text.size) pt") }
      for other in scene.furniture[(index + 1)...] {
        if let second = other.frame, frame.overlaps(second) { faults.append("\(group.role) touches \(other.role)") }
      }
    }
    for link in scene.links {
      for point in Bezier.flatten(link.path.points)
      where !page.inset(by: -1).contains(Rect(x: point.x, y: point.y, width: 0, height: 0)) {
        faults.append("\(link.id) leaves the page")
        break
      }
    }
    return faults
  }
}

import SvyazGraph
import SvyazTestSupport

extension Network {
  /// Five schools `a`…`e` in two neighbouring districts, one subject, nothing else.
  static func sample() -> Network {
    var network = Network(
      id: "sample", name: "Пример", asOf: "2020-09-15", subjects: [Subject(id: "maths", name: "Математика")])
    network.districts = [
      District(id: "north", name: "Северный", neighbours: ["south"]),
      District(id: "south", name: "Южный", neighbours: ["north"]),
    ]
    network.schools = (["a", "b", "c", "d", "e"] as [SchoolID]).map { School(id: $0, name: $0.rawValue) }
    return network
  }
}

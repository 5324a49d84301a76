internal import Foundation
internal import SvyazGraph
public import SvyazMap
internal import SvyazSynthesis

/// A warm worker against the same drawing in this process, in turns.
public enum WorkerBench {
  private struct Report: Encodable {
    let nodes: Int
    let edges: Int
    let inProcessMilliseconds: [Double]
    let workerMilliseconds: [Double]
  }

  /// - Returns: JSON of both sides' times.
  public static func run(nodes: Int, rounds: Int, worker: String) async throws(MapError) -> String {
    let map = map(nodes: nodes)
    let renderer = MapRenderer(workerExecutable: worker, deadline: .seconds(60))
    let pipeline = MapPipeline()
    let clock = ContinuousClock()
    var (here, there): ([Double], [Double]) = ([], [])
    // The first turn of each warms it up.
    for round in 0...rounds {
      var start = clock.now
      let (_, files) = try pipeline.draw(map, formats: [.svg])
      let inProcess = clock.now - start
      start = clock.now
      let answer = try await renderer.render(map, formats: [.svg])
      let inWorker = clock.now - start
      guard answer.files == files else { throw .inconsistent(detail: "the worker draws another map") }
      guard round > 0 else { continue }
      here.append(milliseconds(inProcess))
      there.append(milliseconds(inWorker))
    }
    await renderer.shutdown()
    let report = Report(
      nodes: map.nodes.count, edges: map.edges.count, inProcessMilliseconds: here, workerMilliseconds: there)
    guard let json = try? JSONEncoder().encode(report) else { throw .inconsistent(detail: "times that are no numbers") }
    return String(decoding: json, as: UTF8.self)
  }

  private static func milliseconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) * 1000 + Double(duration.components.attoseconds) / 1e15
  }

  /// Schools with 1.2 ties each, as in the table of measurements.
  private static func map(nodes count: Int) -> NetworkMap {
    var random = SplitMix64(seed: 1, stream: "worker bench")
    let nodes = (0..<max(2, count)).map {
      NetworkMap.Node(
        id: "school-\($0)", label: "Школа № \($0 + 1)", fullName: "Школа № \($0 + 1)",
        style: $0 % 3 == 0 ? .mentor : .lowResult)
    }
    let edges = (0..<nodes.count * 6 / 5).compactMap { _ -> NetworkMap.Edge? in
      let (tail, head) = (random.below(nodes.count), random.below(nodes.count))
      guard tail != head else { return nil }
      return .init(tail: nodes[tail].id, head: nodes[head].id, style: .subject(random.below(2)))
    }
    return NetworkMap(
      title: "Сеть из \(nodes.count) школ", source: "Учебные данные", edition: .working,
      subjects: ["математика", "русский язык"], nodes: nodes, edges: edges)
  }
}

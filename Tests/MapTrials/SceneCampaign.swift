internal import Foundation
public import SvyazMap

/// Draws many maps in workers, checks each scene, and sums up by kind and paper.
public struct SceneCampaign: Sendable {
  /// What came of the maps of one kind on one paper.
  public struct Row: Sendable {
    public var maps = 0
    /// Larger than the paper that was asked for.
    public var posters = 0
    public var links = 0
    public var crossedLinks = 0
    /// Pairs of lines that cross away from a common end.
    public var meetings = 0
    public var smallestText = Double.infinity
    public var slowest = Duration.zero
    public var findings = 0
  }

  public private(set) var rows: [String: Row] = [:]
  /// Each a line that names the city and the map.
  public private(set) var failures: [String] = []

  private init() {}

  /// - Parameter progress: called with the number of cities that are done.
  public static func run(
    cities: Range<UInt64>, renderer: MapRenderer, lanes: Int, progress: @Sendable @escaping (Int) -> Void = { _ in }
  ) async -> SceneCampaign {
    var campaign = SceneCampaign()
    for (number, seed) in cities.enumerated() {
      let trials: [MapTrial]
      do {
        trials = try CityMaps.sampled(of: CityMaps.city(seed: seed), turn: number)
      } catch {
        campaign.failures.append("city \(seed): \(error)")
        continue
      }
      await withTaskGroup(of: (MapTrial, Result<RenderedMap, MapError>, Duration).self) { group in
        var rest = trials[...]
        func startNext() {
          guard let trial = rest.popFirst() else { return }
          group.addTask {
            let clock = ContinuousClock()
            let start = clock.now
            do throws(MapError) {
              return (trial, .success(try await renderer.render(trial.map, formats: [.dot])), clock.now - start)
            } catch {
              return (trial, .failure(error), clock.now - start)
            }
          }
        }
        for _ in 0..<lanes { startNext() }
        for await (trial, result, duration) in group {
          campaign.add(trial, result, duration, city: seed)
          startNext()
        }
      }
      progress(number + 1)
    }
    return campaign
  }

  private mutating func add(
    _ trial: MapTrial, _ result: Result<RenderedMap, MapError>, _ duration: Duration, city: UInt64
  ) {
    let place = "city \(city), \(trial.name), \(trial.map.paper)"
    let key = "\(trial.kind) \(trial.map.paper)"
    switch result {
    case .failure(let error):
      failures.append("\(place): \(error.code) \(error.message)")
      rows[key, default: Row()].findings += 1
    case .success(let drawn):
      let check = SceneCheck(drawn.scene, of: trial.map)
      var row = rows[key, default: Row()]
      row.maps += 1
      if drawn.isPoster { row.posters += 1 }
      row.links += check.linkCount
      row.crossedLinks += check.crossingLinkCount
      row.meetings += check.meetingCount
      if drawn.nodeCount > 0 { row.smallestText = min(row.smallestText, drawn.smallestLabelPoints) }
      row.slowest = max(row.slowest, duration)
      row.findings += check.findings.count
      rows[key] = row
      failures += check.findings.prefix(4).map { "\(place): \($0)" }
    }
  }

  /// A table for a terminal.
  public var table: String {
    func column(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    let heads = [
      "kind and paper", "maps", "larger", "lines", "through boxes", "‰", "line crossings", "least pt", "slowest s",
      "findings",
    ]
    var lines = [heads]
    for (key, row) in rows.sorted(by: { $0.key < $1.key }) {
      let share = row.links == 0 ? 0 : Double(row.crossedLinks) * 1000 / Double(row.links)
      lines.append([
        key, "\(row.maps)", "\(row.posters)", "\(row.links)", "\(row.crossedLinks)", share.formatted1,
        "\(row.meetings)",
        row.smallestText.isFinite ? row.smallestText.formatted1 : "—",
        (Double(row.slowest.components.seconds) + Double(row.slowest.components.attoseconds) / 1e18).formatted1,
        "\(row.findings)",
      ])
    }
    let widths = heads.indices.map { index in (lines.map { $0[index].count }.max() ?? 0) + 2 }
    return lines.map { zip($0, widths).map { column($0, $1) }.joined() }.joined(separator: "\n")
  }

  public var mapCount: Int { rows.values.reduce(0) { $0 + $1.maps } }
}

extension Double {
  /// One decimal.
  var formatted1: String { String(format: "%.1f", self) }
}

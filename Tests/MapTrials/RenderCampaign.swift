internal import Foundation
internal import SvyazGraph
public import SvyazMap
internal import SvyazSynthesis

/// Asks for many maps, one in ten of them hostile, and compares each answer with the one known to be right.
public struct RenderCampaign: Sendable {
  /// Harmless maps that are asked for again and again.
  private static let plainCount = 40
  /// After so many maps the parent's memory has grown to what it needs.
  private static let warmUp = 0.2

  public private(set) var drawn = 0
  public private(set) var hostile = 0
  /// Ends of hostile requests, by error code.
  public private(set) var ends: [String: Int] = [:]
  public private(set) var failures: [String] = []
  /// Resident memory of this process in KiB after the warm-up and at the end, and the most in between.
  public private(set) var residentAfterWarmUp = 0
  public private(set) var residentAtEnd = 0
  public private(set) var residentPeak = 0
  public private(set) var duration = Duration.zero

  private init() {}

  private struct Known: Sendable {
    let map: NetworkMap
    let files: [MapFormat: [UInt8]]
    let scene: MapScene
  }

  private enum Hostility: Int, CaseIterable {
    /// Any text, any style, any edge.
    case texts
    /// A map that contradicts itself.
    case inconsistent
    /// More than fits the time.
    case late
    /// The worker is killed at work.
    case killed
    /// The caller goes away.
    case cancelled
    /// A number that is none, and one beyond any page.
    case numbers
  }

  /// - Parameters:
  ///   - worker: the executable that is a worker.
  ///   - lanes: requests at a time; of `workers` workers.
  public static func run(
    renders: Int, seed: UInt64, worker: String, workers: Int, lanes: Int,
    progress: @Sendable @escaping (Int) -> Void = { _ in }
  ) async throws(MapError) -> RenderCampaign {
    var campaign = RenderCampaign()
    let renderer = MapRenderer(workerExecutable: worker, workers: workers, deadline: .seconds(60))
    var known: [Known] = []
    let reference = MapRenderer(workerExecutable: worker, deadline: .seconds(60))
    for number in 0..<plainCount {
      let map = plain(number, seed: seed)
      let answer = try await reference.render(map, formats: [.svg])
      known.append(Known(map: map, files: answer.files, scene: answer.scene))
    }
    await reference.shutdown()
    let answers = known
    let clock = ContinuousClock()
    let start = clock.now
    await withTaskGroup(of: Outcome.self) { group in
      var next = 0
      func startNext() {
        guard next < renders else { return }
        let number = next
        next += 1
        group.addTask { await one(number, seed: seed, renderer: renderer, known: answers) }
      }
      for _ in 0..<lanes { startNext() }
      var done = 0
      for await outcome in group {
        campaign.add(outcome)
        done += 1
        if done == max(1, Int(Double(renders) * warmUp)) { campaign.residentAfterWarmUp = residentKibibytes() }
        if done % 50 == 0 { campaign.residentPeak = max(campaign.residentPeak, residentKibibytes()) }
        if done % 500 == 0 { progress(done) }
        startNext()
      }
    }
    campaign.residentAtEnd = residentKibibytes()
    campaign.duration = clock.now - start
    await renderer.shutdown()
    return campaign
  }

  private struct Outcome: Sendable {
    var end: String
    var isHostile: Bool
    var failure: String?
  }

  private mutating func add(_ outcome: Outcome) {
    drawn += outcome.end == "drawn" ? 1 : 0
    if outcome.isHostile {
      hostile += 1
      ends[outcome.end, default: 0] += 1
    }
    if let failure = outcome.failure { failures.append(failure) }
  }

  private static func one(_ number: Int, seed: UInt64, renderer: MapRenderer, known: [Known]) async -> Outcome {
    var random = SplitMix64(seed: seed, stream: "render \(number)")
    guard number % 10 == 9 else {
      let known = known[random.below(known.count)]
      // One caller's mischief may take another's worker: only then a second try is fair.
      for attempt in 0..<4 {
        do throws(MapError) {
          let answer = try await renderer.render(known.map, formats: [.svg], client: "\(number % 3)")
          let isRight = answer.files == known.files && answer.scene == known.scene
          return Outcome(
            end: "drawn", isHostile: false, failure: isRight ? nil : "render \(number): another map than asked for")
        } catch .workerCrashed where attempt < 3 {
        } catch .workerUnavailable where attempt < 3 {
        } catch {
          return Outcome(end: error.code, isHostile: false, failure: "render \(number): \(error.code) \(error.message)")
        }
      }
      return Outcome(end: "lost", isHostile: false, failure: "render \(number): lost")
    }
    let kind = Hostility.allCases[number / 10 % Hostility.allCases.count]
    var map = Hostile.map(nodes: 1 + random.below(12), seed: random.next())
    var deadline: Duration?
    switch kind {
    case .texts, .killed, .cancelled: break
    case .inconsistent: map.nodes.append(map.nodes[0])
    case .late:
      map = Hostile.map(nodes: 700, seed: random.next())
      deadline = .milliseconds(40)
    case .numbers:
      map.nodes[0].weight = number % 20 == 9 ? .nan : 1e300
      map.nodes[0].place = .init(east: -1e308, north: 1e308)
      if number % 40 == 9 { map.arrangement = .rings(centre: "nobody") }
    }
    let (asked, limit) = (map, deadline)
    let task = Task { () -> Result<RenderedMap, MapError> in
      do throws(MapError) {
        return .success(try await renderer.render(asked, formats: [.svg], client: "hostile", deadline: limit))
      } catch {
        return .failure(error)
      }
    }
    if kind == .killed || kind == .cancelled {
      try? await Task.sleep(for: .milliseconds(random.below(30)))
      if kind == .cancelled { task.cancel() }
      if kind == .killed, let process = await renderer.workerProcessIDs.randomElement(using: &random) {
        kill(process, SIGKILL)
      }
    }
    switch await task.value {
    case .success(let answer):
      let isRight = answer.scene.nodes.map(\.id) == asked.nodes.map(\.id) && answer.edgeCount == asked.edges.count
      return Outcome(
        end: "drawn", isHostile: true, failure: isRight ? nil : "render \(number): another map than asked for")
    case .failure(let error): return Outcome(end: error.code, isHostile: true)
    }
  }

  /// A small map whose title and ids are its own.
  private static func plain(_ number: Int, seed: UInt64) -> NetworkMap {
    var random = SplitMix64(seed: seed, stream: "plain \(number)")
    let count = 2 + random.below(7)
    let styles: [NetworkMap.NodeStyle] = [.mentor, .lowResult, .other]
    let nodes = (0..<count).map { index in
      NetworkMap.Node(
        id: "school-\(number)-\(index)", label: "Школа № \(number * 10 + index)", fullName: "Школа \(number).\(index)",
        style: styles[random.below(3)])
    }
    let edges = (1..<count).map {
      NetworkMap.Edge(tail: nodes[random.below($0)].id, head: nodes[$0].id, style: .subject(random.below(2)))
    }
    return NetworkMap(
      title: "Карта № \(number)", source: "Учебные данные", edition: .working, subjects: ["математика", "физика"],
      nodes: nodes, edges: edges)
  }

  /// What of this process lies in memory.
  static func residentKibibytes() -> Int {
    guard let line = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
      let pages = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return 0 }
    return pages * Int(sysconf(Int32(_SC_PAGESIZE))) / 1024
  }

  public var growthKibibytes: Int { residentAtEnd - residentAfterWarmUp }

  public var summary: String {
    var lines = [
      "drawn \(drawn), hostile \(hostile), \(duration.components.seconds) s",
      "memory of the parent: \(residentAfterWarmUp) KiB after the warm-up, \(residentPeak) at most, "
        + "\(residentAtEnd) at the end: \(growthKibibytes) KiB more",
    ]
    lines += ends.sorted { $0.key < $1.key }.map { "  hostile, \($0.key): \($0.value)" }
    lines += failures.prefix(20).map { "FAILED: \($0)" }
    lines.append(failures.isEmpty ? "no failures" : "failures: \(failures.count)")
    return lines.joined(separator: "\n")
  }
}

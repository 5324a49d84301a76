import Foundation
import Glibc
import MapTrials
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// The renderer and its worker process: whatever happens there, nothing happens here.
@Suite struct WorkerTests {
  static let small = MentorMap(SampleNetworks.small().asOf("2020-11-30"), edition: .working).map
  /// Keeps a worker busy for seconds.
  static let big = Hostile.map(nodes: 900, seed: 4)

  /// Four points on rings have more than one triangulation, and graphviz chose by addresses in memory.
  @Test func fewNodesOnRingsComeOutEqualFromFreshWorkers() async throws {
    let map = try SchoolMap(AssociationSamples.samara(), school: "school-24", edition: .public).map
    var drawings: Set<[UInt8]> = []
    for _ in 0..<8 {
      let renderer = Drawing.renderer()
      let drawn = try await renderer.render(map, formats: [.svg])
      drawings.insert(drawn.files[.svg] ?? [])
      await renderer.shutdown()
    }
    #expect(drawings.count == 1)
  }

  @Test func hundredHostileMapsEndInAMapOrATypedError() async throws {
    let deadline = Duration.seconds(20)
    let renderer = Drawing.renderer(deadline: deadline)
    let sizes =
      [Int](repeating: 1, count: 34) + [Int](repeating: 2, count: 34) + [Int](repeating: 10, count: 27)
      + [60, 60, 60, 200, 1000]
    var drawnCount = 0
    var smallCount = 0
    for (name, map) in Hostile.maps(sizes: sizes) {
      let clock = ContinuousClock()
      let start = clock.now
      var elapsed = Duration.zero
      let isSmall = map.nodes.count < 200
      if isSmall { smallCount += 1 }
      do throws(MapError) {
        let drawn = try await renderer.render(map, formats: isSmall ? Set(MapFormat.allCases) : [.svg])
        elapsed = clock.now - start
        drawnCount += 1
        let reader = SVGReader(drawn.files[.svg] ?? [])
        #expect(reader.isWellFormed, "\(name)")
        #expect(reader.nodeIDs == map.nodes.map(\.id), "\(name)")
        #expect(!reader.elements.contains("script"), "\(name)")
        #expect(!reader.attributes.contains("onload"), "\(name)")
        #expect(drawn.smallestLabelPoints == 0 || drawn.smallestLabelPoints >= 8, "\(name)")
        if isSmall { #expect(SceneTests.faults(in: drawn.scene, of: map) == [], "\(name)") }
      } catch {
        elapsed = clock.now - start
        #expect(!error.message.isEmpty, "\(name)")
        // A slow machine may not get a big map done in time, and says so; nothing else may fail.
        if isSmall || error != .deadlineExceeded(milliseconds: 20_000) {
          Issue.record("\(name): \(error.code) \(error.message)")
        }
      }
      // The watchdog wakes on threads that other tests of this process hold for seconds.
      #expect(elapsed < deadline + .seconds(10), "\(name)")
    }
    #expect(drawnCount >= smallCount)
    await renderer.shutdown()
  }

  @Test func equalMapsGiveEqualBytesInEveryProcess() async throws {
    let map = try SchoolMap(SampleNetworks.small().asOf("2020-11-30"), school: "5", edition: .working).map
    let formats = Set(MapFormat.allCases)
    var all: [[MapFormat: [UInt8]]] = []
    for _ in 0..<2 {
      let renderer = Drawing.renderer()
      for _ in 0..<2 {
        all.append(try await renderer.render(map, formats: formats).files)
        // Another map in between must not matter.
        _ = try await renderer.render(Self.small, formats: [.svg])
      }
      await renderer.shutdown()
    }
    all.append(try Drawing.inProcess(map, formats: Array(formats)).files)
    for files in all { #expect(files == all[0]) }
  }

  @Test func killedWorkerIsAnErrorAndTheNextMapIsDrawn() async throws {
    let renderer = Drawing.renderer()
    async let lost = Self.outcome(renderer, Self.big)
    var killed = false
    for _ in 0..<3000 where !killed {
      try await Task.sleep(for: .milliseconds(10))
      // A worker that has not yet taken the job would only be replaced: it must be seen at work.
      if let process = await renderer.workerProcessID, Self.cpuMilliseconds(of: process) >= 300 {
        killed = kill(process, SIGKILL) == 0
      }
    }
    #expect(killed)
    #expect(await lost == .workerCrashed(detail: "рабочий процесс завершился, сигнал 9"))
    let drawn = try await renderer.render(Self.small, formats: [.svg])
    #expect(drawn.nodeCount == Self.small.nodes.count)
    await renderer.shutdown()
  }

  /// What a process has used of the processors so far; far less than 300 before its first job.
  private static func cpuMilliseconds(of process: Int32) -> Int {
    guard let line = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let name = line.lastIndex(of: ")")
    else { return 0 }
    // After the name: state is field 3, user and system time are fields 14 and 15, in ticks.
    let fields = line[name...].split(separator: " ").dropFirst()
    let ticks = fields.dropFirst(11).prefix(2).compactMap { Int($0) }.reduce(0, +)
    return ticks * 1000 / Int(sysconf(Int32(_SC_CLK_TCK)))
  }

  @Test func workerThatDiedWhileIdleIsReplaced() async throws {
    let renderer = Drawing.renderer()
    _ = try await renderer.render(Self.small, formats: [.dot])
    let process = try #require(await renderer.workerProcessID)
    #expect(kill(process, SIGKILL) == 0)
    try await Task.sleep(for: .milliseconds(200))
    #expect(try await renderer.render(Self.small, formats: [.dot]).nodeCount == Self.small.nodes.count)
    #expect(await renderer.workerProcessID != process)
    await renderer.shutdown()
  }

  @Test func deadlineIsKeptAndTheNextMapIsDrawn() async throws {
    let renderer = Drawing.renderer(deadline: .milliseconds(600))
    let clock = ContinuousClock()
    let start = clock.now
    #expect(await Self.outcome(renderer, Self.big) == .deadlineExceeded(milliseconds: 600))
    // Far more than the deadline: other tests block the threads that the watchdog wakes on. Undisturbed drawing of
    // this map takes longer still.
    #expect(clock.now - start < .seconds(30))
    let patient = Drawing.renderer()
    _ = try await patient.render(Self.small, formats: [.svg])
    // The same renderer goes on too, if the machine is quick enough for a small map.
    let next = await Self.outcome(renderer, NetworkMap(title: "", source: "", edition: .working, nodes: []))
    #expect(next == nil || next == .deadlineExceeded(milliseconds: 600))
    await renderer.shutdown()
    await patient.shutdown()
  }

  @Test func callsWaitForEachOther() async throws {
    let renderer = Drawing.renderer()
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<5 { group.addTask { try await renderer.render(Self.small, formats: [.svg]).nodeCount } }
      for try await count in group { #expect(count == Self.small.nodes.count) }
    }
    await renderer.shutdown()
    #expect(await Self.outcome(renderer, Self.small) == .cancelled)
  }

  @Test func missingWorkerIsAnError() async {
    let renderer = MapRenderer(workerExecutable: "/nonexistent/svyaz")
    #expect(await Self.outcome(renderer, Self.small) == .workerUnavailable(detail: "программа не запускается"))
    #expect(await Self.outcome(renderer, Self.small) == .workerUnavailable(detail: "программа не запускается"))
  }

  @Test(arguments: ["/bin/true", "/bin/false", "/bin/echo"]) func strangerAsWorkerIsAnError(_ path: String) async {
    let renderer = MapRenderer(workerExecutable: path, deadline: .seconds(2))
    #expect(await Self.outcome(renderer, Self.small) != nil)
    #expect(await Self.outcome(renderer, Self.big) != nil)
  }

  @Test func tooLargeMapsAreRefusedAtOnce() async {
    let renderer = Drawing.renderer()
    let map = Hostile.map(nodes: MapLimits.nodes + 1, seed: 1)
    #expect(await Self.outcome(renderer, map) == .tooLarge(nodes: map.nodes.count, edges: map.edges.count))
  }

  @Test func faultsOfAMapComeBackTyped() async throws {
    let renderer = Drawing.renderer()
    let node = NetworkMap.Node(id: "a", label: "", fullName: "", style: .other)
    let twice = NetworkMap(title: "", source: "", edition: .working, nodes: [node, node])
    #expect(await Self.outcome(renderer, twice) == .inconsistent(detail: "узел «a» повторяется"))
    _ = try await renderer.render(Self.small, formats: [.dot])
    await renderer.shutdown()
  }

  // MARK: The worker's side

  @Test(
    arguments: [
      ("garbage", Array("garbage that is no frame".utf8), MapWorker.Exit.badInput),
      ("no job", Frame.header(2) + Array("{}".utf8), MapWorker.Exit.badInput),
      ("endless", [0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3], MapWorker.Exit.badInput),
      ("cut", [0, 0, 0, 9, 1], MapWorker.Exit.badInput),
      ("nothing", [], MapWorker.Exit.done),
    ] as [(String, [UInt8], Int32)])
  func badFramesEndTheWorker(_ name: String, _ input: [UInt8], _ status: Int32) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Drawing.executable)
    process.arguments = [MapRenderer.workerArgument]
    let pipe = Pipe()
    process.standardInput = pipe
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    try pipe.fileHandleForWriting.write(contentsOf: Data(input))
    try pipe.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == status)
  }

  @Test func workerServesInThisProcess() throws {
    let input = Pipe()
    let output = Pipe()
    let job = try Frame.encode(WorkerJob(map: Self.small, formats: [.dot]))
    try input.fileHandleForWriting.write(contentsOf: Data(job))
    try input.fileHandleForWriting.close()
    let status = Drawing.withLibrary {
      MapWorker.serve(
        input: input.fileHandleForReading.fileDescriptor, output: output.fileHandleForWriting.fileDescriptor)
    }
    #expect(status == MapWorker.Exit.done)
    try output.fileHandleForWriting.close()
    let bytes = [UInt8](try output.fileHandleForReading.readToEnd() ?? Data())
    let length = try #require(Frame.length(bytes.prefix(4)))
    let answer = try Frame.decode(WorkerAnswer.self, from: Array(bytes[4..<4 + length]))
    #expect(answer.files.map(\.format) == [.dot])
    #expect(bytes.count == 4 + length + 4 + (answer.files.first?.byteCount ?? 0))
  }

  static func outcome(_ renderer: MapRenderer, _ map: NetworkMap) async -> MapError? {
    do throws(MapError) {
      _ = try await renderer.render(map, formats: [.svg])
      return nil
    } catch {
      return error
    }
  }
}

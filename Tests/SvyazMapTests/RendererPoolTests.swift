import Foundation
import MapTrials
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// Several workers, their queue, cancellation and the cache.
@Suite struct RendererPoolTests {
  static let small = WorkerTests.small
  static let big = WorkerTests.big

  static func tiny(_ number: Int) -> NetworkMap {
    NetworkMap(
      title: "Карта \(number)", source: "", edition: .working,
      nodes: [.init(id: "n\(number)", label: "Школа № \(number)", fullName: "Школа № \(number)", style: .mentor)])
  }

  static func pool(_ workers: Int, cache: Int = 0) -> MapRenderer {
    MapRenderer(
      workerExecutable: Drawing.executable, workers: workers, deadline: .seconds(60), cacheByteCount: cache)
  }

  @Test func everyAnswerIsOfItsOwnQuestion() async throws {
    let pool = Self.pool(3)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<40 {
        group.addTask {
          let drawn = try await pool.render(Self.tiny(number), formats: [.svg], client: "\(number % 4)")
          #expect(drawn.scene.nodes.map(\.id) == ["n\(number)"])
          #expect(SVGReader(drawn.files[.svg] ?? []).nodeIDs == ["n\(number)"])
        }
      }
      try await group.waitForAll()
    }
    let processes = await pool.workerProcessIDs
    #expect(Set(processes).count == processes.count)
    #expect((1...3).contains(processes.count))
    #expect(await pool.waitingCount == 0)
    await pool.shutdown()
  }

  @Test func coldAndWarmWorkersAndTheCacheGiveTheSameBytes() async throws {
    let formats: Set<MapFormat> = [.svg, .png, .dot]
    let pool = Self.pool(1, cache: 8 << 20)
    let cold = try await pool.render(Self.small, formats: formats)
    let worker = await pool.workerProcessIDs
    let cached = try await pool.render(Self.small, formats: formats)
    await pool.shutdown()
    let plain = Self.pool(1)
    _ = try await plain.render(Self.tiny(1), formats: formats)
    let warm = try await plain.render(Self.small, formats: formats)
    await plain.shutdown()
    let here = try Drawing.inProcess(Self.small, formats: Array(formats))
    #expect(worker.count == 1)
    for files in [cached.files, warm.files, here.files] { #expect(files == cold.files) }
    for scene in [cached.scene, warm.scene] { #expect(scene == cold.scene) }
  }

  @Test func cacheAnswersWithoutAWorkerAndOnlyTheSameRequest() async throws {
    let pool = Self.pool(1, cache: 8 << 20)
    let first = try await pool.render(Self.small, formats: [.svg])
    let held = await pool.cachedByteCount
    #expect(held > (first.files[.svg]?.count ?? 0))
    // The worker is gone: an answer can only come from the cache.
    for process in await pool.workerProcessIDs { kill(process, SIGKILL) }
    try await Task.sleep(for: .milliseconds(100))
    let again = try await pool.render(Self.small, formats: [.svg])
    #expect(again.files == first.files)
    #expect(await pool.cachedByteCount == held)
    var other = Self.small
    other.title += "!"
    #expect(try await pool.render(other, formats: [.svg]).files != first.files)
    #expect(
      try await pool.render(Self.small, formats: [.dot]).files.keys.sorted { $0.rawValue < $1.rawValue } == [.dot])
    #expect(await pool.cachedByteCount > held)
    await pool.shutdown()
    await #expect(throws: MapError.cancelled) { try await pool.render(Self.small, formats: [.svg]) }
  }

  @Test func cacheKeepsItsBoundAndDropsTheLeastRecentlyUsed() throws {
    let (scene, _) = SceneCheckTests.sound()
    let map = RenderedMap(
      scene: scene, files: [:], nodeCount: 0, edgeCount: 0, smallestLabelPoints: 8, isPoster: false)
    var cache = MapCache(limit: 30)
    for key: UInt8 in 1...3 { cache.insert(map, for: [key], answerByteCount: 9) }
    #expect(cache.byteCount == 30)
    #expect(cache.map(for: [1]) != nil)
    cache.insert(map, for: [4], answerByteCount: 9)
    #expect(cache.map(for: [2]) == nil)
    for key: UInt8 in [1, 3, 4] { #expect(cache.map(for: [key]) != nil) }
    // One that needs the room of two, and one that never fits.
    cache.insert(map, for: [5], answerByteCount: 19)
    #expect(cache.map(for: [1]) == nil && cache.map(for: [3]) == nil && cache.map(for: [4]) != nil)
    cache.insert(map, for: [6], answerByteCount: 30)
    #expect(cache.map(for: [6]) == nil)
    #expect(cache.count == 2 && cache.byteCount == 30)
    cache.insert(map, for: [5], answerByteCount: 1)
    #expect(cache.byteCount == 30)
    var none = MapCache(limit: 0)
    none.insert(map, for: [], answerByteCount: 1)
    #expect(none.count == 0)
  }

  @Test func clientsTakeTurns() {
    var queue = FairQueue<String>()
    for number in 1...4 { queue.append("deck \(number)", ticket: number, client: "deck") }
    queue.append("page 1", ticket: 5, client: "page")
    queue.append("other 1", ticket: 6, client: "other")
    queue.append("page 2", ticket: 7, client: "page")
    #expect(queue.remove(ticket: 2) == "deck 2")
    #expect(queue.remove(ticket: 2) == nil)
    #expect(queue.remove(ticket: 6) == "other 1")
    #expect(queue.count == 5)
    #expect(queue.popFirst() == "deck 1")
    #expect(queue.removeAll() == ["page 1", "deck 3", "page 2", "deck 4"])
    #expect(queue.popFirst() == nil)
    #expect(queue.count == 0)
  }

  @Test func cancelledCallsThatWaitLeaveTheQueue() async throws {
    let pool = Self.pool(1)
    let busy = Task { await WorkerTests.outcome(pool, Self.big) }
    let waiting = Task { await WorkerTests.outcome(pool, Self.small) }
    let patient = Task { await WorkerTests.outcome(pool, Self.tiny(1)) }
    try await Self.until { await pool.waitingCount == 2 }
    waiting.cancel()
    #expect(await waiting.value == .cancelled)
    #expect(await pool.waitingCount == 1)
    // The one under way is still at it: nobody waited for it.
    busy.cancel()
    #expect(await busy.value == .cancelled)
    #expect(await patient.value == nil)
    await pool.shutdown()
  }

  @Test func cancelledDrawingEndsItsWorkerAtOnce() async throws {
    let pool = Self.pool(1)
    _ = try await pool.render(Self.tiny(1), formats: [.dot])
    let worker = try #require(await pool.workerProcessIDs.first)
    let busy = Task { await WorkerTests.outcome(pool, Self.big) }
    try await Task.sleep(for: .milliseconds(300))
    let clock = ContinuousClock()
    let start = clock.now
    busy.cancel()
    #expect(await busy.value == .cancelled)
    // Undisturbed it draws for many seconds.
    #expect(clock.now - start < .seconds(5))
    #expect(kill(worker, 0) != 0)
    #expect(await WorkerTests.outcome(pool, Self.tiny(2)) == nil)
    #expect(await pool.workerProcessIDs.first != worker)
    await pool.shutdown()
  }

  @Test func cancelledBeforeItBeganIsNotDrawn() async {
    let pool = Self.pool(1)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await WorkerTests.outcome(pool, Self.small)
    }
    #expect(await task.value == .cancelled)
    #expect(await pool.workerProcessIDs == [])
  }

  @Test func workerIsReplacedAfterItsJobs() async throws {
    let pool = Self.pool(1)
    var workers: Set<Int32> = []
    for number in 0...MapRenderer.jobsPerWorker {
      _ = try await pool.render(Self.tiny(number), formats: [.dot])
      workers.formUnion(await pool.workerProcessIDs)
    }
    #expect(workers.count == 2)
    await pool.shutdown()
  }

  @Test func deadlineOfOneCallIsItsOwn() async {
    let pool = Self.pool(2)
    do throws(MapError) {
      _ = try await pool.render(Self.big, formats: [.svg], deadline: .milliseconds(300))
      Issue.record("a map of seconds in 300 ms")
    } catch {
      #expect(error == .deadlineExceeded(milliseconds: 300))
    }
    #expect(await WorkerTests.outcome(pool, Self.small) == nil)
    await pool.shutdown()
  }

  @Test func mapWithANumberThatIsNoneIsRefused() async {
    var map = Self.tiny(1)
    map.nodes[0].weight = .nan
    #expect(
      await WorkerTests.outcome(Self.pool(1), map) == .inconsistent(detail: "координата или вес узла — не число"))
  }

  static func until(_ isTrue: () async -> Bool) async throws {
    for _ in 0..<1000 where !(await isTrue()) { try await Task.sleep(for: .milliseconds(10)) }
    #expect(await isTrue())
  }
}

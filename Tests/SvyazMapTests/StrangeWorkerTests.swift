import Foundation
import MapTrials
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// Programs that are no workers of ours, under a request that fits a pipe and one that does not: each is an error for
/// the caller, within the deadline, and never the end of the process.
@Suite(.serialized) struct StrangeWorkerTests {
  struct Program: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let script: String
    /// The end of the deadline is what ends it.
    var isSlow = false
  }

  static let programs = [
    Program(testDescription: "ends at once", script: "exit 0"),
    Program(testDescription: "fails at once", script: "exit 3"),
    Program(testDescription: "kills itself", script: "kill -9 $$"),
    Program(testDescription: "shuts its input and goes on", script: "exec 0<&-; exec sleep 60"),
    Program(testDescription: "shuts its output and goes on", script: "exec 1>&-; exec sleep 60"),
    Program(testDescription: "never reads", script: "exec sleep 60", isSlow: true),
    Program(testDescription: "reads a little and ends", script: "head -c 10 > /dev/null"),
    Program(testDescription: "reads all and says nothing", script: "cat > /dev/null; exit 0", isSlow: true),
    Program(testDescription: "writes garbage and ends", script: "head -c 100000 /dev/urandom"),
    Program(testDescription: "writes garbage for ever", script: "exec yes"),
    Program(testDescription: "announces more than a frame holds", script: #"printf '\377\377\377\377'; sleep 60"#),
    Program(testDescription: "answers half", script: #"printf '\000\000\001\000{\"files\":'"#),
    Program(testDescription: "answers with no JSON", script: #"printf '\000\000\000\003abc'; sleep 60"#),
    Program(testDescription: "answers nothing at all", script: #"printf '\000\000\000\000'; sleep 60"#),
    Program(
      testDescription: "announces a file and ends",
      script: ##"printf '\000\000\000\072{"files":[{"format":"svg","byteCount":5}],"failure":null,"x":1}'"##),
  ]

  @Test(arguments: programs) func isAnErrorInTime(_ program: Program) async throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "worker")
    try Data("#!/bin/sh\n\(program.script)\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    // Far more than a pipe holds, and less.
    for map in [Hostile.map(nodes: 1200, seed: 5), RendererPoolTests.tiny(1)] {
      let renderer = MapRenderer(workerExecutable: file.path, deadline: .milliseconds(250))
      let clock = ContinuousClock()
      let start = clock.now
      for _ in 0..<2 {
        let error = await WorkerTests.outcome(renderer, map)
        switch error {
        case .deadlineExceeded(250): break
        // One that neither reads nor writes may also be waiting for us: only then the deadline is all there is.
        case .workerCrashed, .workerUnavailable: #expect(!program.isSlow)
        default: Issue.record("\(String(describing: error))")
        }
      }
      #expect(clock.now - start < .seconds(10))
      await renderer.shutdown()
    }
  }

  @Test func whatCannotBeRunIsAnError() async throws {
    let folder = try TemporaryFolder()
    let plain = folder.url.appending(path: "plain")
    try Data("no program".utf8).write(to: plain)
    for path in ["/nonexistent/svyaz", plain.path, folder.url.path, ""] {
      let renderer = MapRenderer(workerExecutable: path, workers: 2)
      #expect(
        await WorkerTests.outcome(renderer, RendererPoolTests.tiny(1))
          == .workerUnavailable(detail: "программа не запускается"), "\(path)")
    }
  }

  @Test func workerThatIsKilledAgainAndAgainHarmsNobody() async throws {
    let pool = RendererPoolTests.pool(2)
    let killer = Task {
      while !Task.isCancelled {
        for process in await pool.workerProcessIDs { kill(process, SIGKILL) }
        try? await Task.sleep(for: .milliseconds(15))
      }
    }
    for number in 0..<30 {
      switch await WorkerTests.outcome(pool, RendererPoolTests.tiny(number)) {
      case nil, .workerCrashed, .workerUnavailable: break
      case let error: Issue.record("\(String(describing: error))")
      }
    }
    killer.cancel()
    await killer.value
    #expect(try await pool.render(RendererPoolTests.tiny(1), formats: [.svg]).nodeCount == 1)
    await pool.shutdown()
  }
}

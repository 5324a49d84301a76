import Foundation
import Glibc
import SvyazContract
import SvyazGraph
import SvyazStoreTestSupport
import SvyazTestSupport
import Testing

@testable import SvyazStore

/// A process that changes a store is killed again and again at random moments, always with the same file: nothing that
/// was acknowledged is lost, nothing is half there.
@Suite struct KillCampaignTests {
  static let kills = ProcessInfo.processInfo.environment["KILLS"].flatMap { Int($0) } ?? 20

  @Test("kills at random moments lose nothing") func survivesKills() throws {
    let first = RandomNetwork.make(seed: 77, schools: 8)
    let fixture = try StoreFixture(first)
    var campaign = Campaign(fixture: fixture, first: first)
    for seed in 1...max(1, Self.kills) {
      try campaign.kill(UInt64(seed))
      guard campaign.faults.isEmpty else { break }
    }
    #expect(campaign.faults == [])
    #expect(campaign.acknowledged > 0 && campaign.copies > 0, "the worker did nothing")
    #expect(try fixture.open(.reading).problems() == [])
    print(
      """
      Kills: \(campaign.kills) (before the first acknowledgement: \(campaign.early)), changes acknowledged and checked: \
      \(campaign.acknowledged), whole changes beyond the last acknowledged one: \(campaign.beyond), copies and new files \
      checked: \(campaign.copies), passing files left behind: \(campaign.litter)
      """)
  }
}

/// The store that is killed and what it must hold.
private struct Campaign {
  let fixture: StoreFixture
  var states: [Int: ModelState]
  var last = 1
  var random = SeededGenerator(seed: 2026)
  var kills = 0, early = 0, acknowledged = 0, beyond = 0, copies = 0, litter = 0
  var faults: [String] = []

  init(fixture: StoreFixture, first: Network) {
    self.fixture = fixture
    states = [1: ModelState(first)]
  }

  mutating func kill(_ seed: UInt64) throws {
    let lines = try runAndKill(seed)
    kills += 1
    if !lines.contains(where: { $0.hasPrefix("ack") }) { early += 1 }
    faults += lines.filter { $0.hasPrefix("error") }
    if let ready = lines.first, let state = states[last], ready != "ready \(last) \(state.network.digest)" {
      faults.append("kill \(seed), change \(last): told \(ready), must be \(state.network.digest)")
    }
    let acks = lines.filter { $0.hasPrefix("ack ") }
    let begun = last
    // What the worker did is a function of its seed: the model does the same.
    var attempt = 0
    func fault(_ text: String) { faults.append("kill \(seed), change \(last): \(text)") }
    for ack in acks {
      guard let (number, state) = next(seed, &attempt) else { return fault("the model has no change for \(ack)") }
      (last, states[number]) = (number, state)
      if ack != "ack \(number) \(state.network.digest)" { return fault("told \(ack), must be \(state.network.digest)") }
      acknowledged += 1
    }
    // The first look is SQLite's own.
    guard try fixture.isSound() else { return fault("the file is damaged") }
    let store = try fixture.open(.writing)
    guard let newest = try store.changes(limit: 1).first?.id else { return fault("no changes") }
    if newest == last + 1 {
      guard let (number, state) = next(seed, &attempt) else { return fault("a change that the model lacks") }
      (last, states[number]) = (number, state)
      beyond += 1
    } else if newest != last {
      return fault("the file ends with change \(newest)")
    }
    for number in begun...last where try store.network(.change(number)) != states[number]?.network {
      fault("change \(number) is not whole")
    }
    if try store.network() != states[last]?.network { fault("the network is another") }
    if seed % 20 == 0 {
      faults += try store.problems()
      // The counts of a change are those of its rows.
      for number in begun...last where number > 1 {
        let (counted, found) = (try store.change(number).counts, try store.details(of: number, limit: .max))
        for count in counted {
          let rows = count.added + count.changed + count.closed + count.removed
          if found.count(where: { $0.table == count.table }) != rows { fault("counts of change \(number)") }
        }
      }
    }
    try checkCopies(seed)
    for number in states.keys where number < last - 8 { states[number] = nil }
  }

  /// The next change that the worker made, after attempts that came to nothing.
  private func next(_ seed: UInt64, _ attempt: inout Int) -> (Int, ModelState)? {
    guard let current = states[last] else { return nil }
    for _ in 0..<100 {
      attempt += 1
      let step = StoreStep.make(seed: seed, attempt: attempt, network: current.network, last: last)
      if case .state(let state) = step.outcome(states, last: last), state != current { return (last + 1, state) }
    }
    return nil
  }

  private mutating func checkCopies(_ seed: UInt64) throws {
    for name in try fixture.folder.names() where name != "сеть №1.svyaz" && !name.hasPrefix("сеть №1.svyaz-") {
      let path = fixture.folder.path + "/" + name
      if name.contains(".tmp") {
        litter += 1
      } else {
        // A file that bears its name is whole, whether or not the worker lived to tell.
        guard try StoreFixture.isSound(path) else {
          faults.append("kill \(seed): \(name) is damaged")
          continue
        }
        let network = try Store.open(path, for: .reading).network()
        if !states.values.contains(where: { $0.network == network }) {
          faults.append("kill \(seed): \(name) is another")
        }
        copies += 1
      }
      for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    }
  }

  /// - Returns: the whole lines that the worker told before it was killed.
  private mutating func runAndKill(_ seed: UInt64) throws -> [String] {
    let process = Process()
    process.executableURL = SvyazProcess.executable.deletingLastPathComponent().appending(path: "store-worker")
    process.arguments = [fixture.path, String(seed)]
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    var told = Data()
    // A kill in eight comes while the worker still opens the file, three when it has, four past its first change.
    let moment = Int.random(in: 0..<8, using: &random)
    let word = moment == 0 ? "" : moment < 4 ? "ready" : "ack"
    while !String(decoding: told, as: UTF8.self).contains(word), moment > 0 {
      let more = pipe.fileHandleForReading.availableData
      guard !more.isEmpty else { break }
      told += more
    }
    usleep(UInt32.random(in: 0...150_000, using: &random))
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    if process.terminationReason != .uncaughtSignal { faults.append("kill \(seed): the worker had ended by itself") }
    told += try pipe.fileHandleForReading.readToEnd() ?? Data()
    return String(decoding: told, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

import Foundation
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazStore

@Suite struct PassingFileTests {
  @Test func whatDeadProcessesLeftIsSweptAway() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.svyaz"
    // No process has the greatest number that a process can have.
    let dead = ["a.svyaz.2147483647-12.tmp", "a.svyaz.2147483647-12.tmp-journal"]
    let kept = [
      "a.svyaz.\(getpid())-12.tmp", "a.svyaz.1-12.tmp", "b.svyaz.2147483647-12.tmp", "a.svyaz.before-restore",
      "a.svyaz.2147483647-x.tmp", "a.svyaz.-5-1.tmp", "a.svyaz.99999999999999999999-1.tmp",
    ]
    for name in dead + kept { try folder.write("x", to: name) }
    try Store.create(
      path, with: RandomNetwork.make(seed: 1), ChangeNote(author: "Проверка", kind: .import),
      at: Moment(milliseconds: 1_600_000_000_000))
    #expect(try folder.names() == (kept + ["a.svyaz"]).sorted())
  }
}

import Foundation
import SvyazApp
import SvyazExchange
import SvyazGraph
import SvyazPaper
import SvyazTestSupport
import Testing

@Suite struct CalendarOfNetworkTests {
  @Test func holdsWhatIsAhead() throws {
    let network = try NetworkFolder.load(path: Project.sample)
    let calendar = CalendarOfNetwork.calendar(network, from: "2020-10-10")
    #expect(calendar.stamp == "2020-10-10" && calendar.name == network.name)
    let events = network.events.filter { "2020-10-10" <= $0.day }
    #expect(
      Set(calendar.entries.map(\.uid).filter { $0.hasPrefix("event-") })
        == Set(events.map { "event-\($0.id)@samara-2020" }))
    // Measures 1–3, 5–7 are done or past; 16 and 18 are not done at all.
    let deadlines = calendar.entries.filter { $0.uid.hasPrefix("measure-") }
    #expect(Set(deadlines.map(\.uid)).isSuperset(of: ["measure-10@samara-2020", "measure-16@samara-2020"]))
    #expect(!deadlines.contains { $0.uid.hasPrefix("measure-5@") || $0.uid.hasPrefix("measure-1@") })
    #expect(deadlines.allSatisfy { !$0.isBusy && "2020-10-10" <= $0.first })
    let hosted = try #require(events.first { $0.host != nil && $0.association != nil })
    let entry = try #require(calendar.entries.first { $0.uid == "event-\(hosted.id)@samara-2020" })
    let school = try #require(network.schools.first { $0.id == hosted.host })
    #expect(entry.location.hasPrefix(school.label) && entry.details.contains("ММО: "))
    #expect(CalendarOfNetwork.calendar(network, from: "2020-10-10").text == calendar.text)
    #expect(CalendarOfNetwork.calendar(network.shuffled(seed: 1), from: "2020-10-10").text == calendar.text)
  }

  /// Writes what `Scripts/calendar-peers.sh` gives to icalendar; without its folder, into one that is thrown away.
  @Test func writeFiles() throws {
    let scratch = try TemporaryFolder()
    let folder = URL(filePath: ProcessInfo.processInfo.environment["SVYAZ_CALENDAR_PEERS"] ?? scratch.path)
    var networks = [("sample", try NetworkFolder.load(path: Project.sample))]
    for seed in 1...5 as ClosedRange<UInt64> {
      networks.append(("random-\(seed)", RandomNetwork.make(seed: seed, schools: 20)))
    }
    for (name, network) in networks {
      let calendar = CalendarOfNetwork.calendar(network, from: "2018-01-01")
      #expect(calendar.entries.count > 3, "\(name)")
      try Data(calendar.text.utf8).write(to: folder.appending(path: "\(name).ics"))
      let entries = calendar.entries.map { entry in
        JSONValue.members([
          "uid": .string(entry.uid), "first": .string(entry.first.description),
          "end": .string(entry.last.adding(days: 1).description), "summary": .string(entry.summary),
          "details": .string(entry.details), "location": .string(entry.location),
          "categories": .strings(entry.categories),
        ])
      }
      try Data(JSONValue.array(entries).bytes()).write(to: folder.appending(path: "\(name).json"))
    }
  }
}

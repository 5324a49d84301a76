import SvyazComposition
import SvyazGraph
import SvyazTestSupport
import Testing

@Suite struct ReminderTests {
  static let day: Day = "2021-11-15"

  /// One association with events so many days from the day.
  private func network(_ offsets: [Int]) -> Network {
    var network = WorkPlanCase(seed: 1, groups: 1).network
    network.associations.removeAll { $0.id != "mmo-mathematics-1" }
    network.memberships.removeAll { $0.association != "mmo-mathematics-1" }
    network.events = offsets.enumerated().map { index, offset in
      Event(
        id: EventID(stringLiteral: "e\(index)"), kind: .seminar, title: "Встреча", day: Self.day.adding(days: offset),
        association: "mmo-mathematics-1", organiser: "ЦРО")
    }
    return network
  }

  @Test(
    "both ends of both spans are in",
    arguments: [
      ([0], []), ([-90, 90], []), ([-91, 90], [.nothingLately]), ([-90, 91], [.nothingSoon]), ([-90], [.noPlan]),
      ([-91], [.noPlan, .nothingLately]), ([], [.noPlan, .nothingLately]), ([1], [.nothingLately]),
      ([91], [.nothingSoon, .nothingLately]), ([-1], [.noPlan]), ([-1, 91, 200], [.nothingSoon]),
      ([-400, -89, 10], []),
    ] as [([Int], [Reminder.Reason])]) func countsDays(_ offsets: [Int], _ reasons: [Reminder.Reason]) throws
  {
    let found = network(offsets).reminders(on: Self.day)
    #expect(found.map(\.reasons) == (reasons.isEmpty ? [] : [reasons]))
    guard let reminder = found.first else { return }
    #expect(reminder.last?.day == offsets.filter { $0 <= 0 }.max().map { Self.day.adding(days: $0) })
    #expect(reminder.next?.day == offsets.filter { $0 >= 0 }.min().map { Self.day.adding(days: $0) })
    #expect(reminder.since == "2020-10-01" && reminder.association == "mmo-mathematics-1")
  }

  @Test("only associations in force, and only their own events") func looksAtItsOwn() throws {
    var network = network([])
    network.events = [
      Event(id: "x", kind: .seminar, title: "Городской", day: Self.day, subject: "mathematics", organiser: "ЦРО")
    ]
    #expect(network.reminders(on: Self.day).count == 1)
    #expect(network.reminders(on: "2020-09-30") == [])
    network.associations[0].interval.to = Self.day
    #expect(network.reminders(on: Self.day) == [])
    #expect(network.reminders(on: Self.day.adding(days: -1)).count == 1)
  }

  @Test("a plan for the year leaves nobody to be reminded while it lasts", arguments: 0..<20) func plansSatisfy(
    seed: UInt64
  ) throws {
    var network = WorkPlanCase(seed: seed).network
    let plan = try network.workPlan(WorkPlanOptions(from: WorkPlanCase.from, frequency: .every(weeks: 5)))
    network.events += plan.events(in: network)
    for day: Day in ["2021-11-20", "2022-01-15", "2022-03-01", "2022-04-20"] {
      #expect(network.reminders(on: day) == [], "seed \(seed), \(day)")
    }
    #expect(network.reminders(on: "2022-07-15").count == network.associations.count)
  }
}

import SvyazGraph
import SvyazTestSupport
import Testing

@Suite struct DayTests {
  @Test func readsAndWritesISO() throws {
    let day = try #require(Day(iso: "2020-11-30"))
    #expect((day.year, day.month, day.dayOfMonth) == (2020, 11, 30))
    #expect(day.description == "2020-11-30")
    #expect(day.russian == "30.11.2020")
    #expect(Day(iso: "1970-01-01")?.number == 0)
  }

  @Test(arguments: [
    "", "2020-13-01", "2020-00-10", "2021-02-29", "2020-2-1", "2020/02/01", "20200201", "1899-12-31", "2200-01-01",
    "2020-02-30", "٢٠٢٠-٠٢-٠١", "2020-02-1 ", "-020-02-01",
  ])
  func refusesWhatIsNoDay(_ text: String) { #expect(Day(iso: text) == nil) }

  @Test func everyDayFollowsTheOneBefore() {
    var day = Day.first
    var count = 0
    while day < Day.last {
      let next = day.adding(days: 1)
      guard next.number == day.number + 1, Day(iso: next.description) == next, day < next else {
        Issue.record("broken after \(day)")
        return
      }
      day = next
      count += 1
    }
    #expect(count == Day.last.number - Day.first.number)
    #expect(Day.last.description == "2199-12-31")
    #expect(Day.first.description == "1900-01-01")
  }

  @Test func monthsKeepTheDayOrTakeTheLast() {
    let day: Day = "2020-03-31"
    #expect(day.adding(months: -1) == "2020-02-29")
    #expect(day.adding(months: -4) == "2019-11-30")
    #expect(day.adding(months: 9) == "2020-12-31")
    #expect(day.adding(months: -12 * 1000) >= Day.first)
  }

  @Test func arithmeticStaysInRange() {
    #expect(Day.last.adding(days: Int.max) == Day.last)
    #expect(Day.first.adding(days: Int.min) == Day.first)
    #expect(Day.first.adding(months: Int.min) == Day.first)
    let early: Day = "1900-01-15"
    #expect(early.adding(months: -1) == Day.first)
    #expect(Day.last.adding(months: 1) == Day.last)
  }
}

import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazExchange

@Suite struct CellValueTests {
  @Test(arguments: [
    ("12", "12"), ("12.0", "12"), ("1 234", "1234"), ("1\u{A0}234\u{202F}567", "1234567"), ("45,3%", "45.3"),
    ("45,3 %", "45.3"), ("№ 12", "12"), ("№12", "12"), ("N 12", "12"), ("No. 12", "12"), ("25 чел.", "25"),
    ("-5", "-5"), ("−5", "-5"), ("0,50", "0.5"), ("5 класс", "5"), ("12 345,67", "12345.67"), ("007", "7"),
    ("-0,05", "-0.05"),
  ]) func readsNumbers(text: String, expected: String) {
    #expect(ExactDecimal(text)?.text == expected)
  }

  @Test(arguments: [
    "", "много", "12 34", "1 2345", "12..5", "1,2,3", "5-6", "5/6", "--5", "1e5", "0x10", "nan", "inf", "12 чел. 5",
    "9999999999999999", ".5", "5 000 00", "№", "12 ,5", "١٢",
  ]) func refusesWhatIsNoNumber(text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test func readsSpreadsheetNumbersWithoutTheirNoise() {
    #expect(ExactDecimal(45.300000000000004)?.text == "45.3")
    #expect(ExactDecimal(0.1 + 0.2)?.text == "0.3")
    #expect(ExactDecimal(-12.5)?.text == "-12.5")
    #expect(ExactDecimal(1e15) == nil)
    #expect(ExactDecimal(.nan) == nil)
    #expect(ExactDecimal(-.infinity) == nil)
    #expect(ExactDecimal(999_999_999_999_999)?.whole == 999_999_999_999_999)
    #expect(ExactDecimal(.leastNonzeroMagnitude)?.text == "0")
  }

  @Test(arguments: [
    "01.09.2020", "1.9.20", "2020-09-01", "01/09/2020", "1 сентября 2020 г.", "1 сентября 2020 года", "1 сен 2020",
    "01.09.2020 г.", "01.09.2020 13:45:00", "2020-09-01T13:45:00", "с 01.09.2020", "44075", "44075.0", " 01.09.2020 ",
    "01-09-2020", "«1» сентября 2020 г.",
  ]) func readsDays(text: String) {
    #expect(DayText.day(text) == "2020-09-01")
  }

  @Test(arguments: [
    "", "31.09.2020", "2020", "сентябрь 2020", "09/25/2020", "1.9.2020.5x", "01.09", "2020-13-01", "01 09 2020", "0",
    "1",
    "99999999", "1.9.120", "вчера", "01.09.1899", "01.09.2200", "44075 руб", "1 сентября", "29.02.2019", "5.1",
  ]) func refusesWhatIsNoDay(text: String) {
    #expect(DayText.day(text) == nil)
  }

  /// Every day that a spreadsheet counts as it should, against the calendar.
  @Test func serialNumbersFollowTheCalendar() throws {
    let first: Day = "1954-10-03"
    for offset in stride(from: 0, to: 89_000, by: 13) {
      let day = first.adding(days: offset)
      #expect(DayText.serial(ExactDecimal(units: 20_000 + offset, scale: 0)) == day)
    }
    #expect(DayText.serial(ExactDecimal(units: 109_574, scale: 0)) == "2199-12-31")
    #expect(DayText.serial(ExactDecimal(units: 109_575, scale: 0)) == nil)
    #expect(DayText.serial(ExactDecimal(units: 440_755, scale: 1)) == "2020-09-01")
  }

  @Test func everyDayReadsBackFromEveryWriting() throws {
    for offset in stride(from: 0, to: 36_500, by: 17) {
      let day = ("1971-01-01" as Day).adding(days: offset)
      #expect(DayText.day(day.description) == day)
      #expect(DayText.day(day.russian) == day)
      if day.year >= 2000, day.year < 2070 {
        #expect(DayText.day("\(day.dayOfMonth).\(day.month).\(day.year % 100 < 10 ? "0" : "")\(day.year % 100)") == day)
      }
    }
  }

  @Test(arguments: [
    ("кот", "кто", 1, true), ("школа", "шокла", 1, true), ("школа", "школы", 1, true),
    ("школа", "школ", 1, true), ("школа", "лицей", 2, false), ("а", "", 1, true), ("", "", 0, true),
    ("абвг", "", 2, false),
  ])
  func nearWords(left: String, right: String, limit: Int, isNear: Bool) {
    let left = left.unicodeScalars.map(\.value)
    let right = right.unicodeScalars.map(\.value)
    #expect(IntakeText.isNear(left, right, limit: limit) == isNear)
    #expect(IntakeText.isNear(right, left, limit: limit) == isNear)
  }
}

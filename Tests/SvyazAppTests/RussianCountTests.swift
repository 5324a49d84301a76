import Testing

@testable import SvyazApp

@Suite struct RussianCountTests {
  @Test func nounsFollowTheirNumbers() {
    let expected = [
      0: "школ", 1: "школа", 2: "школы", 4: "школы", 5: "школ", 10: "школ", 11: "школ", 12: "школ", 14: "школ",
      15: "школ", 21: "школа", 22: "школы", 25: "школ", 100: "школ", 101: "школа", 111: "школ", 112: "школ",
      122: "школы", 1001: "школа", 1011: "школ",
    ]
    for (count, noun) in expected { #expect(form(count, "школа", "школы", "школ") == noun, "\(count)") }
    #expect(counted(4, "место", "места", "мест") == "4 места")
    #expect(counted(.min, "место", "места", "мест").hasSuffix("мест"))
  }

  /// A limit in words is never below the exact one.
  @Test func limitsAreRoundedUp() {
    #expect(DeskText.roundedUp(7.1231) == "7.124")
    #expect(DeskText.roundedUp(7.123) == "7.123" || DeskText.roundedUp(7.123) == "7.124")
    #expect(DeskText.roundedUp(12) == "12.000")
    #expect(DeskText.roundedUp(0.0004) == "0.001")
  }
}

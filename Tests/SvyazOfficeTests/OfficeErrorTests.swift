import SvyazOffice
import Testing

@Suite struct OfficeErrorTests {
  @Test func tellsReasonsApart() {
    #expect(OfficeError.cannotWrite(reason: "a") != .cannotWrite(reason: "b"))
  }
}

import SvyazPaper
import Testing

@Suite struct PaperModelTests {
  @Test func textsJoin() {
    #expect((PaperText.bold("9 из 10") + " школ").plain == "9 из 10 школ")
    #expect(DrawingColor(0xFF12_3456) == DrawingColor(0x12_3456))
  }
}

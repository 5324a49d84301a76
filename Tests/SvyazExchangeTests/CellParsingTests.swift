import SvyazContract
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazExchange

@Suite struct CellParsingTests {
  private func integer(_ text: String) -> Int? { CellParsing.integer(Array(text.utf8), in: 0..<text.utf8.count) }
  private func decimal(_ text: String) -> Double? { CellParsing.decimal(Array(text.utf8), in: 0..<text.utf8.count) }

  @Test func integers() {
    #expect(integer("0") == 0)
    #expect(integer("007") == 7)
    #expect(integer("-12") == -12)
    #expect(integer(String(Int.max)) == Int.max)
    #expect(integer(String(Int.min)) == Int.min)
    for text in [
      "", "-", "+1", " 1", "1 ", "1.0", "1e3", "0x1", "٣", "9223372036854775808", "-9223372036854775809", "--1",
    ] {
      #expect(integer(text) == nil, "\(text)")
    }
  }

  @Test func decimals() {
    #expect(decimal("53") == 53)
    #expect(decimal("-53.195873") == -53.195873)
    for text in ["", "-", ".", "5.", ".5", "+5", "5,1", "1e3", "nan", "inf", "0x1p3", "5.1.2", " 5"] {
      #expect(decimal(text) == nil, "\(text)")
    }
    #expect(decimal(String(repeating: "9", count: 400)) == nil)
  }

  @Test func decimalsAreWrittenWithoutExponents() {
    #expect(DecimalText.text(of: 53.2) == "53.2")
    #expect(DecimalText.text(of: 0.00001) == "0.00001")
    #expect(DecimalText.text(of: -1.25e-7) == "-0.000000125")
    #expect(DecimalText.text(of: 1.25e20) == "125000000000000000000.0")
    var random = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      let magnitude = Double(sign: .plus, exponent: Int.random(in: -1070...60, using: &random), significand: 1)
      let value = Double.random(in: -1...1, using: &random) * magnitude
      #expect(decimal(DecimalText.text(of: value)) == value)
    }
  }
}

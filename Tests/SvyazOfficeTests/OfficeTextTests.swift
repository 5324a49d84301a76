import Foundation
import SvyazOfficeTestSupport
import SvyazTestSupport
import Testing

@testable import SvyazOffice

@Suite struct OfficeTextTests {
  private func written(_ text: String) -> XMLTree? {
    var xml = XMLWriter()
    xml.element("x", ["a": text], text: text)
    return XMLTree.parse(Data(xml.bytes))
  }

  /// The same characters come back, less those that are named as dropped.
  @Test func roundTrips() throws {
    for text in ["<&>\"']]>", "Школа № 5", "👩‍👩‍👧‍👦", "a&amp;b", "<!--", "\u{10FFFF}", "&#0;"] {
      let tree = try #require(written(text))
      #expect(tree.text == text)
      #expect(tree.attributes["a"] == text)
    }
    let tree = try #require(written("a\r\n\tb\rc"))
    #expect(tree.text == "a \n\tb c")
    #expect(tree.attributes["a"] == "a   b c")
    #expect(written("\u{0}\u{1B}\u{FFFE}\u{202E}x\u{200F}\u{7F}")?.text == "x")
  }

  @Test func everyScalarIsSafe() throws {
    var text = ""
    for value in 0...UInt32(0xFFFF) { if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) } }
    let tree = try #require(written(text))
    let kept = Set(tree.text.unicodeScalars)
    // Production [2] of XML 1.0.
    #expect(
      kept.allSatisfy {
        [9, 10, 13].contains($0.value) || (0x20...0xD7FF).contains($0.value) || (0xE000...0xFFFD).contains($0.value)
      })
    #expect(kept.count > 63_000)
  }

  @Test func breaksLines() {
    #expect(
      OfficeText.pieces("a\r\nb\u{2028}c\td") == [
        .text("a"), .lineBreak, .text("b"), .lineBreak, .text("c"), .tab, .text("d"),
      ])
    #expect(OfficeText.pieces("\u{0}") == [])
    #expect(OfficeText.pieces("\n\n") == [.lineBreak, .lineBreak])
    #expect(OfficeText.line("a\nb\u{202E}c", most: 10) == "a bc")
    #expect(OfficeText.line("абвгд", most: 4) == "абв…")
    #expect(OfficeText.line("абвг", most: 4) == "абвг")
  }

  @Test func lengthsNeverTrap() {
    let numbers = [Double.nan, .infinity, -.infinity, 1e308, -1e308, 0, -0.0, .leastNonzeroMagnitude, 72]
    for number in numbers {
      #expect(abs(OfficeUnits.emu(number)) <= Int(Int32.max) / 2)
      #expect(OfficeUnits.emuLength(number) >= 0)
      #expect(abs(OfficeUnits.twips(number)) <= 31_680)
      #expect((100...40_000).contains(OfficeUnits.textSize(number, parts: 100)))
    }
    #expect(OfficeUnits.emu(72) == 914_400)
    #expect(OfficeUnits.twips(72) == 1440)
    #expect(OfficeUnits.textSize(9.5, parts: 2) == 19)
    #expect(OfficeColor(0xFF00_00AB).hex == "0000AB")
  }

  @Test func columnsFillTheWidth() {
    #expect(OfficeUnits.divide(9000, shares: [1, 2, 6]) == [1000, 2000, 6000])
    #expect(OfficeUnits.divide(9000, shares: []) == [])
    var generator = SeededGenerator(seed: 6)
    let odd = [Double.nan, .infinity, -.infinity, 0, -1, 1e308, 5e-300]
    for _ in 0..<2000 {
      let shares = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
        Bool.random(using: &generator)
          ? Double.random(in: 0...9, using: &generator) : odd.randomElement(using: &generator) ?? 0
      }
      let widths = OfficeUnits.divide(9355, shares: shares)
      #expect(widths.reduce(0, +) == 9355)
      #expect(widths.count == shares.count)
      #expect(widths.allSatisfy { $0 >= 9355 / (22 * shares.count) }, "\(shares)")
    }
  }
}

import SvyazContract
import SvyazGraph
import Testing

@Suite struct SlugPoolTests {
  private func slug(_ text: String, in pool: SlugPool) -> String? {
    Array("x\(text)y".utf8).withUnsafeBufferPointer {
      pool.slug(UnsafeBufferPointer(rebasing: $0[1..<$0.count - 1]))?.text
    }
  }

  @Test func aPoolMakesEachSlugOnce() {
    let pool = SlugPool()
    for round in 0..<2 {
      for number in 0..<5000 {
        let text = "school-\(number)"
        #expect(slug(text, in: pool) == text, "\(round)")
        if number.isMultiple(of: 7) { #expect(slug(text, in: pool) == text, "again") }
      }
    }
    for text in ["", "-a", "ж", "a b", String(repeating: "a", count: 65)] { #expect(slug(text, in: pool) == nil) }
  }

  /// Slugs that differ in one byte only, wherever it stands, or in their length alone.
  @Test func slugsThatAreAlikeStayApart() {
    let pool = SlugPool()
    for round in 0..<2 {
      for count in 1...64 {
        for place in 0..<count {
          var bytes = [UInt8](repeating: 0x61, count: count)
          bytes[place] = round == 0 || place.isMultiple(of: 2) ? 0x62 : 0x61
          let text = String(decoding: bytes, as: UTF8.self)
          #expect(slug(text, in: pool) == text, "\(count), \(place)")
        }
      }
    }
  }
}

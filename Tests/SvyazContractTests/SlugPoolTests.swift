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
}

import SvyazTestSupport

/// Changes of a document that leave it well-formed, so that they reach what reads its elements.
enum XMLMutation {
  static func mutate(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...5, using: &generator) {
      if Int.random(in: 0..<3, using: &generator) == 0 {
        changeElement(&bytes, &generator)
      } else {
        changeValue(&bytes, &generator)
      }
    }
    return bytes
  }

  /// Puts a word in the place of an attribute's value or of a text.
  private static func changeValue(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    guard let range = values(of: bytes).randomElement(using: &generator) else { return }
    let word = (ByteMutation.words.randomElement(using: &generator) ?? "").utf8.filter { !"<>&\"".utf8.contains($0) }
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: bytes.insert(contentsOf: word, at: range.lowerBound)
    case 1: bytes.removeSubrange(range)
    case 2:
      // The value of another place.
      if let other = values(of: bytes).randomElement(using: &generator) {
        bytes.replaceSubrange(range, with: Array(bytes[other]))
      }
    default: bytes.replaceSubrange(range, with: word)
    }
  }

  /// Takes an element away, or puts it beside itself or another one, many times now and then.
  private static func changeElement(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    let elements = Self.elements(of: bytes)
    guard let element = elements.randomElement(using: &generator) else { return }
    let copy = Array(bytes[element])
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: bytes.removeSubrange(element)
    case 1:
      let times = min(Int.random(in: 1...300, using: &generator), 50_000 / max(1, copy.count))
      for _ in 0..<times { bytes.insert(contentsOf: copy, at: element.lowerBound) }
    case 2:
      if let other = elements.randomElement(using: &generator) { bytes.insert(contentsOf: copy, at: other.lowerBound) }
    default:
      if let other = elements.randomElement(using: &generator), !other.overlaps(element) {
        bytes.replaceSubrange(other, with: copy)
      }
    }
  }

  /// Insides of quotes in tags, and what stands between tags.
  private static func values(of bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var isTag = false
    var start: Int?
    for (position, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "<"):
        if !isTag, let start { found.append(start..<position) }
        isTag = true
        start = nil
      case UInt8(ascii: ">"):
        isTag = false
        start = position + 1
      case UInt8(ascii: "\"") where isTag:
        if let opened = start { found.append(opened..<position) }
        start = start == nil ? position + 1 : nil
      default: break
      }
    }
    return found
  }

  /// Elements without children, and rows, cells and items with theirs.
  private static func elements(of bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var open: [Int] = []
    var position = 0
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "<"), let end = bytes[position...].firstIndex(of: UInt8(ascii: ">")) else {
        position += 1
        continue
      }
      if position + 1 < end, bytes[position + 1] == UInt8(ascii: "/") {
        if let start = open.popLast(), !open.isEmpty { found.append(start..<end + 1) }
      } else if bytes[end - 1] == UInt8(ascii: "/") {
        if !open.isEmpty { found.append(position..<end + 1) }
      } else if position + 1 < end, bytes[position + 1] != UInt8(ascii: "?") {
        open.append(position)
      }
      position = end + 1
    }
    return found
  }
}

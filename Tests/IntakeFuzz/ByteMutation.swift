import SvyazTestSupport

/// Changes of bytes that tend to find what a reader forgot.
enum ByteMutation {
  /// Texts with a meaning to one of the readers.
  static let words: [String] = [
    "4294967296", "-1", "9223372036854775807", "18446744073709551616", "1e999", "-1e-400", "nan", "0x1p4", "1048576",
    "1048577", "XFD1048576", "XFE1", "A0", "A1:XFD1048576", "ZZZZZ99999999", "&#0;", "&#x10FFFF;", "&lt;", "&x;", "]]>",
    "<![CDATA[", "<!--", "-->", "<?x?>", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "_x0000_", "_xFFFF_", "_xD800_", "t=\"s\"",
    "t=\"inlineStr\"", "t=\"b\"", "t=\"e\"", "t=\"d\"", "r=\"\"", "s=\"99999\"", "<v>", "</v>", "<c>", "</c>", "<row>",
    "</row>",
    "<is><t>", "</t></is>", "<rPh>", "xmlns=\"\"", "xmlns:x=\"urn:x\"", "\"", "\"\"", ";", ",", "\t", "|", "\r\n", "\r",
    "\n",
    "sep=,", "\u{FEFF}", "№", "60", "2958465", "[h]", "yyyy", "\\", "../", "/", "External", "date1904=\"1\"",
  ]

  static func mutate(_ bytes: [UInt8], splicing other: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) { change(&bytes, other, &generator) }
    return bytes
  }

  private static func change(_ bytes: inout [UInt8], _ other: [UInt8], _ generator: inout SeededGenerator) {
    let place = Int.random(in: 0...bytes.count, using: &generator)
    let length = min(bytes.count - place, 1 << Int.random(in: 0...8, using: &generator))
    let chunk = Array(bytes[place..<place + length])
    switch Int.random(in: 0..<11, using: &generator) {
    case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
    case 1 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 2: bytes.removeSubrange(place..<place + length)
    case 3: bytes.insert(contentsOf: chunk, at: place)
    case 4: bytes.removeLast(bytes.count - place)
    case 5:
      // A long repetition: deep nesting, long rows, huge tags.
      let times = Int.random(in: 2...200, using: &generator)
      let repeated = Array(repeatElement(chunk, count: min(times, 65_536 / max(1, length)))).flatMap { $0 }
      bytes.insert(contentsOf: repeated, at: place)
    case 6:
      let start = Int.random(in: 0...other.count, using: &generator)
      let end = min(other.count, start + 1 << Int.random(in: 0...10, using: &generator))
      bytes.replaceSubrange(place..<place + length, with: other[start..<end])
    case 7, 8: bytes.insert(contentsOf: (words.randomElement(using: &generator) ?? "").utf8, at: place)
    case 9:
      let end = min(bytes.count, place + Int.random(in: 0...12, using: &generator))
      bytes.replaceSubrange(place..<end, with: (words.randomElement(using: &generator) ?? "").utf8)
    default:
      let target = Int.random(in: 0...bytes.count, using: &generator)
      bytes.insert(contentsOf: chunk, at: target)
    }
  }
}

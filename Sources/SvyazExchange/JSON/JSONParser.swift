/// Reads JSON (RFC 8259) strictly: nothing but one value, no comments, no trailing commas.
struct JSONParser {
  /// Deeper nesting is refused: the parser calls itself once a level.
  static let deepest = 64

  private let bytes: [UInt8]
  private var position: Int
  private var line = 1

  /// - Throws: ``JSONSyntaxError`` with the line at which the text stops being JSON.
  /// - Complexity: O(bytes).
  static func parse(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONNode {
    var parser = JSONParser(bytes: bytes)
    parser.skipSpace()
    let node = try parser.value(depth: 0)
    parser.skipSpace()
    if parser.position < bytes.count { throw parser.unexpected("конец файла") }
    return node
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      if byte == 0x0A { line += 1 }
      position += 1
    }
  }

  private func unexpected(_ wanted: String) -> JSONSyntaxError {
    guard position < bytes.count else {
      return JSONSyntaxError(line: line, problem: "файл обрывается, а нужно: \(wanted)")
    }
    // A whole character, not its first byte.
    let rest = String(decoding: bytes[position...].prefix(16), as: UTF8.self)
    return JSONSyntaxError(line: line, problem: "стоит «\(rest.prefix(1))», а нужно: \(wanted)")
  }

  private mutating func expect(_ byte: UInt8, _ wanted: String) throws(JSONSyntaxError) {
    guard current == byte else { throw unexpected(wanted) }
    position += 1
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONNode {
    if depth >= Self.deepest, current == UInt8(ascii: "{") || current == UInt8(ascii: "[") {
      throw JSONSyntaxError(line: line, problem: "слишком глубокая вложенность")
    }
    let start = line
    let value: JSONNode.Value =
      switch current {
      case UInt8(ascii: "{"): .object(try members(depth: depth))
      case UInt8(ascii: "["): .array(try elements(depth: depth))
      case UInt8(ascii: "\""): .string(try string())
      case UInt8(ascii: "t"): try word("true", .boolean(true))
      case UInt8(ascii: "f"): try word("false", .boolean(false))
      case UInt8(ascii: "n"): try word("null", .null)
      default: .number(try number())
      }
    return JSONNode(line: start, value: value)
  }

  private mutating func word(_ word: String, _ value: JSONNode.Value) throws(JSONSyntaxError) -> JSONNode.Value {
    guard bytes[position...].starts(with: word.utf8) else { throw unexpected("значение") }
    position += word.utf8.count
    return value
  }

  private mutating func members(depth: Int) throws(JSONSyntaxError) -> [JSONNode.Member] {
    position += 1
    skipSpace()
    var members: [JSONNode.Member] = []
    if current == UInt8(ascii: "}") {
      position += 1
      return members
    }
    while true {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw unexpected("ключ в кавычках") }
      let key = try string()
      skipSpace()
      try expect(UInt8(ascii: ":"), "двоеточие")
      skipSpace()
      members.append(JSONNode.Member(key: key, node: try value(depth: depth + 1)))
      skipSpace()
      if current == UInt8(ascii: "}") { break }
      try expect(UInt8(ascii: ","), "запятая или «}»")
    }
    position += 1
    return members
  }

  private mutating func elements(depth: Int) throws(JSONSyntaxError) -> [JSONNode] {
    position += 1
    skipSpace()
    var elements: [JSONNode] = []
    if current == UInt8(ascii: "]") {
      position += 1
      return elements
    }
    while true {
      skipSpace()
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if current == UInt8(ascii: "]") { break }
      try expect(UInt8(ascii: ","), "запятая или «]»")
    }
    position += 1
    return elements
  }

  private mutating func number() throws(JSONSyntaxError) -> String {
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    let integer = position
    guard digits() > 0 else {
      position = start
      throw unexpected("значение")
    }
    if bytes[integer] == UInt8(ascii: "0"), position > integer + 1 {
      position = start
      throw unexpected("число без нуля впереди")
    }
    if current == UInt8(ascii: ".") {
      position += 1
      guard digits() > 0 else { throw unexpected("цифра") }
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      guard digits() > 0 else { throw unexpected("цифра") }
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() -> Int {
    let start = position
    while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
    return position - start
  }

  // MARK: Strings

  private mutating func string() throws(JSONSyntaxError) -> String {
    position += 1
    var text: [UInt8] = []
    while true {
      guard let byte = current else { throw unexpected("закрывающая кавычка") }
      if byte == UInt8(ascii: "\"") { break }
      if byte < 0x20 {
        throw JSONSyntaxError(line: line, problem: "управляющий символ или конец строки внутри кавычек")
      }
      position += 1
      if byte == UInt8(ascii: "\\") { text += Array(String(try escape()).utf8) } else { text.append(byte) }
    }
    position += 1
    guard isWellFormedUTF8(text, in: 0..<text.count) else {
      throw JSONSyntaxError(line: line, problem: "байты не в кодировке UTF-8")
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
    guard let byte = current else { throw unexpected("знак после «\\»") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default:
      position -= 1
      throw unexpected("знак из «\"\\/bfnrtu» после «\\»")
    }
  }

  private mutating func unicodeEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    // Half of a pair: the other half must follow.
    if (0xD800..<0xDC00).contains(first), current == UInt8(ascii: "\\") {
      position += 1
      try expect(UInt8(ascii: "u"), "вторая половина знака: «\\u»")
      let second = try hexadecimal()
      if (0xDC00..<0xE000).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      {
        return scalar
      }
    }
    throw JSONSyntaxError(line: line, problem: "половина знака Юникода после «\\u»")
  }

  private mutating func hexadecimal() throws(JSONSyntaxError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw unexpected("четыре шестнадцатеричные цифры после «\\u»")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}

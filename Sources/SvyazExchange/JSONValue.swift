internal import FoundationEssentials

/// JSON with the order of keys kept on writing: the contract's order reads better than the alphabet's, and equal values
/// give equal bytes.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  public struct Member: Hashable, Sendable {
    public let key: String
    public let value: JSONValue

    public init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// An object with its keys in the order given.
  public static func members(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(members.map { Member(key: $0.key, value: $0.value) })
  }

  public static func optional(_ value: Int?) -> JSONValue { value.map(JSONValue.int) ?? .null }

  public static func strings(_ values: some Sequence<some CustomStringConvertible>) -> JSONValue {
    .array(values.map { .string($0.description) })
  }

  /// The value of a key, or `nil` where there is none or this is no object.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// Reads one JSON text (RFC 8259).
  ///
  /// - Returns: `nil` when the bytes are not JSON in UTF-8, or nest deeper than ``deepestNesting``. Whole numbers keep all
  ///   64 bits; keys come sorted.
  public init?(bytes: [UInt8]) {
    guard Self.isPlausible(bytes), let value = try? JSONDecoder().decode(Decoded.self, from: Data(bytes)).value else {
      return nil
    }
    self = value
  }

  /// Ten times what our own files need.
  public static let deepestNesting = 64

  /// Refuses what Foundation's parser would take or trap on: UTF-16 and UTF-32 (which hold zero bytes), commas before a
  /// closing bracket, and nesting (it traps where the text ends on the array that is one level too deep).
  private static func isPlausible(_ bytes: [UInt8]) -> Bool {
    var depth = 0
    var isInString = false
    var isEscaped = false
    var last: UInt8 = 0
    for byte in bytes {
      if byte == 0 { return false }
      if isInString {
        isInString = isEscaped || byte != 0x22
        isEscaped = !isEscaped && byte == 0x5C
        continue
      }
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: continue
      case 0x22: isInString = true
      case 0x5B, 0x7B: depth += 1
      case 0x5D, 0x7D:
        if last == 0x2C { return false }
        depth -= 1
      default: break
      }
      if depth > deepestNesting { return false }
      last = byte
    }
    return true
  }

  // MARK: Writing

  /// Two spaces a level, one line end at the end; arrays and objects of plain values stay on one line where short.
  public func bytes() -> [UInt8] {
    var out: [UInt8] = []
    write(into: &out, indent: 0)
    out.append(0x0A)
    return out
  }

  private func write(into out: inout [UInt8], indent: Int) {
    switch self {
    case .null: out += "null".utf8
    case .bool(let value): out += (value ? "true" : "false").utf8
    case .int(let value): out += String(value).utf8
    case .double(let value): out += (value.isFinite ? String(value) : "null").utf8
    case .string(let value): Self.write(value, into: &out)
    case .array(let values):
      Self.writeList(values, open: 0x5B, close: 0x5D, isFlat: values.allSatisfy(\.isScalar), indent, into: &out) {
        $0.write(into: &$1, indent: indent + 1)
      }
    case .object(let members):
      let isFlat = members.count <= 6 && members.allSatisfy { $0.value.isScalar }
      Self.writeList(members, open: 0x7B, close: 0x7D, isFlat: isFlat, indent, into: &out) {
        Self.write($0.key, into: &$1)
        $1 += ": ".utf8
        $0.value.write(into: &$1, indent: indent + 1)
      }
    }
  }

  private var isScalar: Bool {
    switch self {
    case .array(let values): values.isEmpty
    case .object(let members): members.isEmpty
    case .null, .bool, .int, .double, .string: true
    }
  }

  private static func writeList<Element>(
    _ elements: [Element], open: UInt8, close: UInt8, isFlat: Bool, _ indent: Int, into out: inout [UInt8],
    _ body: (Element, inout [UInt8]) -> Void
  ) {
    out.append(open)
    for (index, element) in elements.enumerated() {
      if index > 0 { out.append(0x2C) }
      if isFlat {
        if index > 0 { out.append(0x20) }
      } else {
        out.append(0x0A)
        out.append(contentsOf: repeatElement(0x20, count: 2 * (indent + 1)))
      }
      body(element, &out)
    }
    if !isFlat, !elements.isEmpty {
      out.append(0x0A)
      out.append(contentsOf: repeatElement(0x20, count: 2 * indent))
    }
    out.append(close)
  }

  private static func write(_ text: String, into out: inout [UInt8]) {
    let hexadecimal = Array("0123456789abcdef".utf8)
    out.append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22: out += "\\\"".utf8
      case 0x5C: out += "\\\\".utf8
      case 0x0A: out += "\\n".utf8
      case 0x0D: out += "\\r".utf8
      case 0x09: out += "\\t".utf8
      case 0..<0x20:
        out += "\\u00".utf8
        out.append(hexadecimal[Int(byte >> 4)])
        out.append(hexadecimal[Int(byte & 15)])
      default: out.append(byte)
      }
    }
    out.append(0x22)
  }
}

/// Bridges Foundation's parser, which keeps depth and numbers within bounds, to ``JSONValue``.
private struct Decoded: Decodable {
  let value: JSONValue

  private struct Key: CodingKey {
    let stringValue: String
    let intValue: Int? = nil
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { return nil }
  }

  init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: Key.self) {
      let members = try container.allKeys.sorted { $0.stringValue < $1.stringValue }.map { key in
        JSONValue.Member(key: key.stringValue, value: try container.decode(Decoded.self, forKey: key).value)
      }
      value = .object(members)
    } else if var container = try? decoder.unkeyedContainer() {
      var values: [JSONValue] = []
      while !container.isAtEnd { values.append(try container.decode(Decoded.self).value) }
      value = .array(values)
    } else {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        value = .null
      } else if let bool = try? container.decode(Bool.self) {
        value = .bool(bool)
      } else if let int = try? container.decode(Int.self) {
        value = .int(int)
      } else if let double = try? container.decode(Double.self) {
        value = .double(double)
      } else {
        value = .string(try container.decode(String.self))
      }
    }
  }
}

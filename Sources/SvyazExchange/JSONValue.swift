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
  /// - Returns: `nil` when the bytes are not JSON in UTF-8, nest deeper than ``deepestNesting``, name a key of an object
  ///   twice, or hold a number beyond `Double`. Whole numbers keep all 64 bits; keys come sorted.
  /// - Complexity: O(bytes).
  public init?(bytes: [UInt8]) {
    guard let node = try? JSONParser.parse(bytes), let value = Self(node) else { return nil }
    self = value
  }

  /// Ten times what our own files need.
  public static let deepestNesting = JSONParser.deepest

  private init?(_ node: JSONNode) {
    switch node.value {
    case .null: self = .null
    case .boolean(let value): self = .bool(value)
    case .string(let text): self = .string(text)
    case .number(let text):
      if let int = Int(text) {
        self = .int(int)
      } else {
        guard let double = Double(text), double.isFinite else { return nil }
        self = Int(exactly: double).map(JSONValue.int) ?? .double(double)
      }
    case .array(let nodes):
      var values: [JSONValue] = []
      values.reserveCapacity(nodes.count)
      for node in nodes {
        guard let value = Self(node) else { return nil }
        values.append(value)
      }
      self = .array(values)
    case .object(let nodes):
      var members: [Member] = []
      members.reserveCapacity(nodes.count)
      for member in nodes.sorted(by: { $0.key < $1.key }) {
        guard members.last?.key != member.key, let value = Self(member.node) else { return nil }
        members.append(Member(key: member.key, value: value))
      }
      self = .object(members)
    }
  }

  // MARK: Writing

  /// Two spaces a level, one line end at the end; arrays and objects of plain values stay on one line where short.
  ///
  /// - Parameter capacity: about how many bytes to expect; the buffer grows beyond.
  public func bytes(expecting capacity: Int = 0) -> [UInt8] {
    var out = JSONBytes(capacity: capacity)
    write(into: &out, indent: 0)
    out.put(0x0A)
    return out.take()
  }

  /// The same on one line, for a cell of a table; without a line end.
  public var line: String {
    // Line ends within texts are escaped: what is left stands between values, with the indent after it.
    var kept: [UInt8] = []
    var isIndent = false
    for byte in bytes().dropLast() {
      if byte == 0x0A {
        if kept.last == 0x2C { kept.append(0x20) }
        isIndent = true
      } else if byte != 0x20 || !isIndent {
        isIndent = false
        kept.append(byte)
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// The same bytes in pieces of about `size`, so that a large text is never whole in memory.
  public func write(inPiecesOf size: Int = 1 << 20, to sink: ([UInt8]) -> Void) {
    var out = JSONBytes(capacity: size + size / 4)
    withoutActuallyEscaping(sink) { sink in
      write(into: &out, indent: 0) { out in
        if out.count >= size { sink(out.take()) }
      }
    }
    out.put(0x0A)
    sink(out.take())
  }

  /// - Parameter relieve: may take away what was written so far.
  private func write(into out: inout JSONBytes, indent: Int, relieve: ((inout JSONBytes) -> Void)? = nil) {
    switch self {
    case .null: out.put("null" as StaticString)
    case .bool(let value): out.put(value ? "true" : "false" as StaticString)
    case .int(let value): out.put(String(value))
    case .double(let value): out.put(value.isFinite ? String(value) : "null")
    case .string(let value): out.put(quoted: value)
    case .array(let values):
      let inner = values.allSatisfy(\.isScalar) ? nil : indent + 1
      out.put(0x5B)
      for index in values.indices {
        Self.startElement(index, indent: inner, into: &out)
        values[index].write(into: &out, indent: indent + 1, relieve: relieve)
        relieve?(&out)
      }
      if !values.isEmpty, inner != nil { out.newLine(indent) }
      out.put(0x5D)
    case .object(let members):
      let inner = members.count <= 6 && members.allSatisfy(\.value.isScalar) ? nil : indent + 1
      out.put(0x7B)
      for index in members.indices {
        Self.startElement(index, indent: inner, into: &out)
        out.put(quoted: members[index].key)
        out.put(": " as StaticString)
        members[index].value.write(into: &out, indent: indent + 1, relieve: relieve)
        relieve?(&out)
      }
      if !members.isEmpty, inner != nil { out.newLine(indent) }
      out.put(0x7D)
    }
  }

  /// A comma behind the element before, and a new line or a space.
  ///
  /// - Parameter indent: `nil` where all stand on one line.
  private static func startElement(_ index: Int, indent: Int?, into out: inout JSONBytes) {
    if index > 0 { out.put(0x2C) }
    if let indent {
      out.newLine(indent)
    } else if index > 0 {
      out.put(0x20)
    }
  }

  private var isScalar: Bool {
    switch self {
    case .array(let values): values.isEmpty
    case .object(let members): members.isEmpty
    case .null, .bool, .int, .double, .string: true
    }
  }
}

internal import SvyazContract
internal import SvyazGraph

/// A value in a JSON file that is not what it should be.
public struct JSONFault: Hashable, Sendable {
  /// «groups[2].members[0].cost».
  public let path: String
  public let value: String
  public let expected: String

  public init(path: String, value: String, expected: String) {
    self.path = path
    self.value = value
    self.expected = expected
  }

  /// - Parameter place: «в плане».
  func message(in place: String) -> String { "\(path): \(place) «\(value)», ожидалось: \(expected)." }
}

/// Walks a JSON value, noting every value that is not what it should be and going on with a stand-in.
final class JSONWalk {
  private let root: JSONValue
  private(set) var faults: [JSONFault] = []

  init(_ root: JSONValue) { self.root = root }

  var top: Node { Node(self, "", root) }

  /// A value and the way to it.
  struct Node {
    private let walk: JSONWalk
    private let path: String
    private let value: JSONValue?

    init(_ walk: JSONWalk, _ path: String, _ value: JSONValue?) {
      self.walk = walk
      self.path = path
      self.value = value
    }

    subscript(key: String) -> Node {
      Node(walk, path.isEmpty ? key : "\(path).\(key)", value?[key])
    }

    /// The value of a key that may be missing.
    func optional(_ key: String) -> Node? { value?[key] == nil ? nil : self[key] }

    func fault(_ expected: String) {
      let shown: String =
        switch value {
        case nil: "ничего"
        case .null: "null"
        case .bool(let bool): "\(bool)"
        case .int(let int): "\(int)"
        case .double(let double): "\(double)"
        case .string(let string): String(string.prefix(80))
        case .array: "список"
        case .object: "объект"
        }
      walk.faults.append(.init(path: path, value: shown, expected: expected))
    }

    func int() -> Int {
      if case .int(let int) = value { return int }
      fault("целое число")
      return 0
    }

    /// - Returns: a number of the range, also where the value is none.
    func int(in range: ClosedRange<Int>) -> Int {
      if case .int(let int) = value, range.contains(int) { return int }
      fault("целое число \(range.lowerBound)…\(range.upperBound)")
      return range.lowerBound
    }

    var isNull: Bool { value == .null }

    func optionalInt() -> Int? {
      if case .null = value { return nil }
      return int()
    }

    func optionalDouble() -> Double? {
      switch value {
      case .null: return nil
      case .int(let int): return Double(int)
      case .double(let double): return double
      default:
        fault("число или null")
        return nil
      }
    }

    func bool() -> Bool {
      if case .bool(let bool) = value { return bool }
      fault("true или false")
      return false
    }

    private func string() -> String? {
      if case .string(let string) = value { return string }
      return nil
    }

    func text() -> String? {
      if let string = string() { return string }
      fault("текст")
      return nil
    }

    func contractWord<Word: ContractWord>() -> Word? {
      if let word = string().flatMap({ Word(contractWord: $0) }) { return word }
      fault(Word.expectedWords)
      return nil
    }

    func identifier<Entity>() -> Identifier<Entity>? {
      if let identifier = string().flatMap({ Identifier<Entity>($0) }) { return identifier }
      fault("идентификатор")
      return nil
    }

    func day() -> Day? {
      if let day = string().flatMap({ Day(iso: $0) }) { return day }
      fault("дата ГГГГ-ММ-ДД")
      return nil
    }

    func word<Word: RawRepresentable<String> & CaseIterable>(_ type: Word.Type) -> Word? {
      if let word = string().flatMap(Word.init(rawValue:)) { return word }
      fault("одно из: " + Word.allCases.map(\.rawValue).joined(separator: ", "))
      return nil
    }

    func list<Element>(_ read: (Node) -> Element?) -> [Element] {
      guard case .array(let values) = value else {
        fault("список")
        return []
      }
      return values.enumerated().compactMap { read(Node(walk, "\(path)[\($0)]", $1)) }
    }

    func dictionary<Key: Hashable>(_ key: (String) -> Key?) -> [Key: Int] {
      guard case .object(let members) = value else {
        fault("объект")
        return [:]
      }
      var result: [Key: Int] = [:]
      for member in members {
        let node = Node(walk, "\(path).\(member.key)", member.value)
        if let key = key(member.key) { result[key] = node.int() } else { node.fault("ключ с идентификаторами") }
      }
      return result
    }
  }
}

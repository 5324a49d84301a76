internal import SvyazContract
internal import SvyazGraph

/// Takes values out of one JSON file and notes each that is not what it should be, with its line and path.
struct JSONReader {
  let file: String
  private(set) var faults = FaultList()

  init(file: String) { self.file = file }

  mutating func checkKeys(of object: JSONObject, known: [String]) {
    var seen: Set<String> = []
    for member in object.members {
      let isFirst = seen.insert(member.key).inserted
      if !known.contains(member.key) {
        let expected = "один из ключей: \(known.joined(separator: ", "))"
        tell(
          object.path(member.key), line: member.node.line, value: member.key, expected: expected,
          problem: "ключ \(Fault.quoted(member.key)) неизвестен и не прочитан")
      } else if !isFirst {
        tell(
          object.path(member.key), line: member.node.line, value: member.key, expected: "каждый ключ один раз",
          problem: "ключ \(Fault.quoted(member.key)) повторяется")
      }
    }
  }

  mutating func object(_ node: JSONNode, path: String, known: [String]) -> JSONObject? {
    guard case .object(let members) = node.value else {
      refuse(node, path, expected: "объект с ключами: \(known.joined(separator: ", "))")
      return nil
    }
    let object = JSONObject(members: members, line: node.line, path: path)
    checkKeys(of: object, known: known)
    return object
  }

  mutating func array(_ object: JSONObject, _ key: String, isRequired: Bool) -> [JSONNode]? {
    guard let node = isRequired ? required(object, key, expected: "список «[…]»") : object[key] else { return nil }
    if case .array(let elements) = node.value { return elements }
    refuse(node, object.path(key), expected: "список «[…]»")
    return nil
  }

  mutating func string(_ object: JSONObject, _ key: String) -> String? {
    let expected = "строка в кавычках"
    guard let node = required(object, key, expected: expected) else { return nil }
    if case .string(let text) = node.value { return text }
    refuse(node, object.path(key), expected: expected)
    return nil
  }

  mutating func text(_ object: JSONObject, _ key: String) -> String? {
    guard let text = string(object, key) else { return nil }
    if text.utf8.allSatisfy({ $0 <= 0x20 }) {
      refuse(object, key, expected: "непустой текст")
    } else if text.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }) {
      refuse(object, key, expected: "текст без управляющих символов")
    }
    return text
  }

  mutating func integer(_ object: JSONObject, _ key: String, in range: ClosedRange<Int>) -> Int? {
    let expected = range.count == 1 ? "число \(range.lowerBound)" : range.expectedInteger
    guard let node = required(object, key, expected: expected) else { return nil }
    if case .number(let text) = node.value, let number = Int(text), range.contains(number) { return number }
    refuse(node, object.path(key), expected: expected)
    return nil
  }

  mutating func day(_ object: JSONObject, _ key: String) -> Day? {
    guard let text = string(object, key) else { return nil }
    if let day = Day(iso: text) { return day }
    refuse(object, key, expected: "дата ГГГГ-ММ-ДД с 1900 по 2199 год")
    return nil
  }

  mutating func required(_ object: JSONObject, _ key: String, expected: String) -> JSONNode? {
    if let node = object[key] { return node }
    tell(
      object.path(key), line: object.line, value: "", expected: expected, problem: "ключа нет, а он нужен: \(expected)")
    return nil
  }

  mutating func refuse(_ object: JSONObject, _ key: String, expected: String) {
    guard let node = object[key] else { return }
    refuse(node, object.path(key), expected: expected)
  }

  mutating func refuse(_ node: JSONNode, _ path: String, expected: String) {
    let found = Fault.quoted(node.shown)
    tell(path, line: node.line, value: node.shown, expected: expected, problem: "стоит \(found), а нужно: \(expected)")
  }

  mutating func tell(_ path: String, line: Int, value: String, expected: String, problem: String) {
    let fault = Fault(
      file: file, row: line, column: path, value: value, expected: expected, problem: problem)
    faults.append(fault)
  }

  /// A fault of the file as a whole.
  mutating func tellWhole(line: Int, value: String = "", expected: String, problem: String) {
    faults.append(Fault(file: file, row: line, value: value, expected: expected, problem: problem))
  }
}

/// An object of the file and the path to it.
struct JSONObject {
  let members: [JSONNode.Member]
  let line: Int
  let path: String

  /// The first value of a key.
  subscript(key: String) -> JSONNode? { members.first { $0.key == key }?.node }

  func path(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}

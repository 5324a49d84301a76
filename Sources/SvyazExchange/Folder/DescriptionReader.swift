import SvyazContract
import SvyazGraph

/// Reads `network.json`: what the network is called, its day, its subjects and targets.
struct DescriptionReader {
  static let table = Network.Table.network
  /// Far more than any description takes.
  static let mostBytes = 16 << 20

  private(set) var faults = FaultList()
  private(set) var id: NetworkID = .standIn
  private(set) var name = ""
  private(set) var asOf = Day.first
  /// Matching keeps a cell for every school and subject: thousands of subjects could only exhaust memory.
  static let mostSubjects = 200

  private(set) var subjects: [Subject] = []
  private(set) var targets: [IndicatorTarget] = []
  /// Where each subject and target stands.
  private(set) var subjectPlaces: [Place] = []
  private(set) var targetPlaces: [Place] = []
  /// Subjects exist that nobody knows.
  private(set) var isIncomplete = false

  struct Place {
    let line: Int
    let path: String
  }

  init(bytes: [UInt8]) {
    guard bytes.count <= Self.mostBytes else {
      giveUp(line: 1, expected: "файл не больше \(Self.mostBytes >> 20) МБ", problem: "файл слишком велик")
      return
    }
    do {
      let root = try JSONParser.parse(bytes)
      guard case .object(let members) = root.value else {
        giveUp(
          line: root.line, value: root.shown, expected: "объект «{…}»",
          problem: "стоит \(Fault.quoted(root.shown)), а нужен объект «{…}»")
        return
      }
      read(JSONObject(members: members, line: root.line, path: ""))
    } catch {
      giveUp(line: error.line, expected: "правильный JSON", problem: "это не JSON: \(error.problem)")
    }
  }

  private mutating func giveUp(line: Int, value: String = "", expected: String, problem: String) {
    isIncomplete = true
    let fault = Fault(
      file: Self.table.fileName, row: line, value: value, expected: expected, problem: problem)
    faults.append(fault)
  }

  private mutating func read(_ object: JSONObject) {
    checkKeys(of: object, known: Self.table.columns)
    _ = integer(object, "version", in: 1...1)
    if let text = string(object, "id") {
      if let id = NetworkID(text) { self.id = id } else { refuse(object, "id", expected: "id: \(RowReader.slug)") }
    }
    name = self.text(object, "name") ?? ""
    asOf = day(object, "asOf") ?? .first
    if let elements = array(object, "subjects", isRequired: true) {
      if elements.count > Self.mostSubjects {
        tell(
          "subjects", line: elements[Self.mostSubjects].line, value: "\(elements.count)",
          expected: "не больше \(Self.mostSubjects) предметов", problem: "предметов слишком много: \(elements.count)")
      }
      for (index, element) in elements.enumerated() { readSubject(element, path: "subjects[\(index)]") }
    } else {
      isIncomplete = true
    }
    for (index, element) in (array(object, "targets", isRequired: false) ?? []).enumerated() {
      readTarget(element, path: "targets[\(index)]")
    }
  }

  private mutating func readSubject(_ node: JSONNode, path: String) {
    guard let object = object(node, path: path, known: ["id", "name"]) else { return }
    let text = string(object, "id")
    let id = text.flatMap { SubjectID($0) }
    if text != nil, id == nil { refuse(object, "id", expected: "id: \(RowReader.slug)") }
    let name = self.text(object, "name")
    guard let id else {
      // An id that is no slug cannot be referred to; one that is not there might be.
      if text == nil { isIncomplete = true }
      return
    }
    subjects.append(Subject(id: id, name: name ?? ""))
    subjectPlaces.append(Place(line: object["id"]?.line ?? object.line, path: "\(path).id"))
  }

  private mutating func readTarget(_ node: JSONNode, path: String) {
    guard let object = object(node, path: path, known: ["indicator", "perMille", "date"]) else { return }
    let indicator = integer(object, "indicator", in: 1...9)
    let perMille = integer(object, "perMille", in: 0...1000)
    let day = day(object, "date")
    guard let indicator else { return }
    targets.append(IndicatorTarget(indicator: indicator, perMille: perMille ?? 0, day: day ?? .first))
    targetPlaces.append(Place(line: object["indicator"]?.line ?? object.line, path: "\(path).indicator"))
  }

  // MARK: Values

  private mutating func checkKeys(of object: JSONObject, known: [String]) {
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

  private mutating func object(_ node: JSONNode, path: String, known: [String]) -> JSONObject? {
    guard case .object(let members) = node.value else {
      refuse(node, path, expected: "объект с ключами: \(known.joined(separator: ", "))")
      return nil
    }
    let object = JSONObject(members: members, line: node.line, path: path)
    checkKeys(of: object, known: known)
    return object
  }

  private mutating func array(_ object: JSONObject, _ key: String, isRequired: Bool) -> [JSONNode]? {
    guard let node = isRequired ? required(object, key, expected: "список «[…]»") : object[key] else { return nil }
    if case .array(let elements) = node.value { return elements }
    refuse(node, object.path(key), expected: "список «[…]»")
    return nil
  }

  private mutating func string(_ object: JSONObject, _ key: String) -> String? {
    let expected = "строка в кавычках"
    guard let node = required(object, key, expected: expected) else { return nil }
    if case .string(let text) = node.value { return text }
    refuse(node, object.path(key), expected: expected)
    return nil
  }

  private mutating func text(_ object: JSONObject, _ key: String) -> String? {
    guard let text = string(object, key) else { return nil }
    if text.utf8.allSatisfy({ $0 <= 0x20 }) {
      refuse(object, key, expected: "непустой текст")
    } else if text.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }) {
      refuse(object, key, expected: "текст без управляющих символов")
    }
    return text
  }

  private mutating func integer(_ object: JSONObject, _ key: String, in range: ClosedRange<Int>) -> Int? {
    let expected = range.count == 1 ? "число \(range.lowerBound)" : range.expectedInteger
    guard let node = required(object, key, expected: expected) else { return nil }
    if case .number(let text) = node.value, let number = Int(text), range.contains(number) { return number }
    refuse(node, object.path(key), expected: expected)
    return nil
  }

  private mutating func day(_ object: JSONObject, _ key: String) -> Day? {
    guard let text = string(object, key) else { return nil }
    if let day = Day(iso: text) { return day }
    refuse(object, key, expected: "дата ГГГГ-ММ-ДД с 1900 по 2199 год")
    return nil
  }

  private mutating func required(_ object: JSONObject, _ key: String, expected: String) -> JSONNode? {
    if let node = object[key] { return node }
    tell(
      object.path(key), line: object.line, value: "", expected: expected, problem: "ключа нет, а он нужен: \(expected)")
    return nil
  }

  private mutating func refuse(_ object: JSONObject, _ key: String, expected: String) {
    guard let node = object[key] else { return }
    refuse(node, object.path(key), expected: expected)
  }

  private mutating func refuse(_ node: JSONNode, _ path: String, expected: String) {
    let found = Fault.quoted(node.shown)
    tell(path, line: node.line, value: node.shown, expected: expected, problem: "стоит \(found), а нужно: \(expected)")
  }

  private mutating func tell(_ path: String, line: Int, value: String, expected: String, problem: String) {
    let fault = Fault(
      file: Self.table.fileName, row: line, column: path, value: value, expected: expected, problem: problem)
    faults.append(fault)
  }
}

/// An object of the file and the path to it.
private struct JSONObject {
  let members: [JSONNode.Member]
  let line: Int
  let path: String

  /// The first value of a key.
  subscript(key: String) -> JSONNode? { members.first { $0.key == key }?.node }

  func path(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}

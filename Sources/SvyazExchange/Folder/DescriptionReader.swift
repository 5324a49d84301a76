import SvyazContract
import SvyazGraph

/// Reads `network.json`: what the network is called, its day, its subjects, targets and definitions.
struct DescriptionReader {
  static let table = Network.Table.network
  /// Far more than any description takes.
  static let mostBytes = 16 << 20

  private var json = JSONReader(file: Self.table.fileName)
  var faults: FaultList { json.faults }
  private(set) var id: NetworkID = .standIn
  private(set) var name = ""
  private(set) var asOf = Day.first
  /// Matching keeps a cell for every school and subject: thousands of subjects could only exhaust memory.
  static let mostSubjects = 200

  private(set) var subjects: [Subject] = []
  private(set) var targets: [IndicatorTarget] = []
  private(set) var definitionList = DefinitionList()
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
    json.tellWhole(line: line, value: value, expected: expected, problem: problem)
  }

  private mutating func read(_ object: JSONObject) {
    json.checkKeys(of: object, known: Self.table.columns)
    _ = json.integer(object, "version", in: 1...1)
    if let text = json.string(object, "id") {
      if let id = NetworkID(text) { self.id = id } else { json.refuse(object, "id", expected: "id: \(RowReader.slug)") }
    }
    name = json.text(object, "name") ?? ""
    asOf = json.day(object, "asOf") ?? .first
    if let elements = json.array(object, "subjects", isRequired: true) {
      if elements.count > Self.mostSubjects {
        json.tell(
          "subjects", line: elements[Self.mostSubjects].line, value: "\(elements.count)",
          expected: "не больше \(Self.mostSubjects) предметов", problem: "предметов слишком много: \(elements.count)")
      }
      for (index, element) in elements.enumerated() { readSubject(element, path: "subjects[\(index)]") }
    } else {
      isIncomplete = true
    }
    for (index, element) in (json.array(object, "targets", isRequired: false) ?? []).enumerated() {
      readTarget(element, path: "targets[\(index)]")
    }
    definitionList.read(json.array(object, "definitions", isRequired: false) ?? [], path: "definitions", &json)
  }

  private mutating func readSubject(_ node: JSONNode, path: String) {
    guard let object = json.object(node, path: path, known: ["id", "name"]) else { return }
    let text = json.string(object, "id")
    let id = text.flatMap { SubjectID($0) }
    if text != nil, id == nil { json.refuse(object, "id", expected: "id: \(RowReader.slug)") }
    let name = json.text(object, "name")
    guard let id else {
      // An id that is no slug cannot be referred to; one that is not there might be.
      if text == nil { isIncomplete = true }
      return
    }
    subjects.append(Subject(id: id, name: name ?? ""))
    subjectPlaces.append(Place(line: object["id"]?.line ?? object.line, path: "\(path).id"))
  }

  private mutating func readTarget(_ node: JSONNode, path: String) {
    guard let object = json.object(node, path: path, known: ["indicator", "perMille", "date"]) else { return }
    let indicator = json.integer(object, "indicator", in: 1...9)
    let perMille = json.integer(object, "perMille", in: 0...1000)
    let day = json.day(object, "date")
    guard let indicator else { return }
    targets.append(IndicatorTarget(indicator: indicator, perMille: perMille ?? 0, day: day ?? .first))
    targetPlaces.append(Place(line: object["indicator"]?.line ?? object.line, path: "\(path).indicator"))
  }
}

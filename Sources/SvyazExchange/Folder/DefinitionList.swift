internal import SvyazContract
internal import SvyazGraph

/// Reads the definitions of readings out of a JSON file, one after another, and remembers where each stands.
struct DefinitionList {
  private(set) var definitions: [ReadingDefinition] = []
  private var objects: [JSONObject] = []

  mutating func read(_ nodes: [JSONNode], path: String, _ json: inout JSONReader) {
    if nodes.count > ReadingDefinition.mostOfNetwork {
      let most = ReadingDefinition.mostOfNetwork
      json.tell(
        path, line: nodes[most].line, value: "\(nodes.count)", expected: "не больше \(most) определений",
        problem: "определений слишком много: \(nodes.count)")
    }
    for (index, node) in nodes.prefix(ReadingDefinition.mostOfNetwork).enumerated() {
      read(node, path: "\(path)[\(index)]", &json)
    }
  }

  mutating func read(_ node: JSONNode, path: String, _ json: inout JSONReader) {
    guard let object = json.object(node, path: path, known: DefinitionJSON.keys),
      let definition = Self.definition(object, &json)
    else { return }
    definitions.append(definition)
    objects.append(object)
  }

  /// Where a value of a definition stands.
  ///
  /// - Parameter column: of a ``Violation``: `definitions`, `definitions.to`.
  func place(of row: Int, column: String) -> DescriptionReader.Place? {
    guard objects.indices.contains(row) else { return nil }
    let key = column.split(separator: ".").dropFirst().first.map(String.init) ?? "reading"
    return DescriptionReader.Place(line: objects[row][key]?.line ?? objects[row].line, path: objects[row].path(key))
  }

  /// Tells which definitions break a rule of the network among themselves, for a file that holds nothing else.
  func checkRules(_ json: inout JSONReader) {
    guard var network = NetworkID("definitions").map({ Network(id: $0, name: "", asOf: .first, subjects: []) }) else {
      return
    }
    network.definitions = definitions
    for violation in network.violations() {
      guard let words = DefinitionWords.words(for: violation, place: { place(of: $0, column: violation.column) }),
        let place = place(of: violation.row, column: violation.column)
      else { continue }
      json.tell(
        place.path, line: place.line, value: violation.value, expected: words.expected, problem: words.problem)
    }
  }

  // MARK: Values

  /// - Returns: `nil` when its key cannot be known; else with stand-ins for what is wrong, which nothing else blames.
  private static func definition(_ object: JSONObject, _ json: inout JSONReader) -> ReadingDefinition? {
    let indicator = json.integer(object, "indicator", in: 1...9)
    let id = json.string(object, "reading")
    let isSlug = id.map { Slug($0) != nil } ?? false
    if id != nil, !isSlug { json.refuse(object, "reading", expected: "имя чтения: \(RowReader.slug)") }
    let version = json.text(object, "version") ?? ""
    let from = json.day(object, "from")
    let end = end(object, &json)
    let title = json.text(object, "title") ?? ""
    let numerator = json.text(object, "numerator") ?? ""
    let denominator = json.text(object, "denominator") ?? ""
    let rule = rule(object, &json)
    guard let indicator, let id, isSlug, let from else { return nil }
    func orStandIn(_ text: String) -> String { text.utf8.allSatisfy { $0 <= 0x20 } ? "?" : text }
    let to: Day? =
      switch end {
      case .open: nil
      case .day(let day): day
      // The shortest there can be: it overlaps nothing that it need not.
      case .wrong: from.adding(days: 1)
      }
    return ReadingDefinition(
      indicator: indicator, id: id, version: orStandIn(version), interval: DayInterval(from: from, to: to),
      title: orStandIn(title), numerator: orStandIn(numerator), denominator: orStandIn(denominator),
      rule: rule ?? .schools(.higherResults, among: .all, of: .all))
  }

  private enum End {
    case open, wrong
    case day(Day)
  }

  /// `to` may be missing or empty.
  private static func end(_ object: JSONObject, _ json: inout JSONReader) -> End {
    guard let node = object["to"], node.value != .string("") else { return .open }
    return json.day(object, "to").map(End.day) ?? .wrong
  }

  private static func rule(_ object: JSONObject, _ json: inout JSONReader) -> ReadingRule? {
    let kinds = ["schools", "staff", "results"]
    let expected = "объект с одним ключом: schools, staff или results"
    guard let node = json.required(object, "rule", expected: expected) else { return nil }
    guard let rule = json.object(node, path: object.path("rule"), known: kinds) else { return nil }
    let named = rule.members.filter { kinds.contains($0.key) }
    guard named.count == 1, let member = named.first else {
      if rule.members.count != 1 || named.count > 1 { json.refuse(object, "rule", expected: expected) }
      return nil
    }
    let path = rule.path(member.key)
    switch member.key {
    case "schools":
      guard let inner = json.object(member.node, path: path, known: ["property", "among", "of"]) else { return nil }
      let property: SchoolProperty? = word(inner, "property", &json)
      let among = circle(inner, "among", &json)
      let of = circle(inner, "of", &json)
      guard let property, let among, let of else { return nil }
      return .schools(property, among: among, of: of)
    case "staff":
      guard let inner = json.object(member.node, path: path, known: ["groups", "course", "among"]) else { return nil }
      let groups: [StaffFigures.Group]? = words(inner, "groups", &json)
      let course: StaffCourse? = word(inner, "course", &json)
      let among = circle(inner, "among", &json)
      guard let groups, let course, let among else { return nil }
      return .staff(groups, course, among: among)
    default:
      guard let inner = json.object(member.node, path: path, known: ["assessments", "among", "of"]) else { return nil }
      let assessments: [Assessment]? = words(inner, "assessments", &json)
      let among = circle(inner, "among", &json)
      let base: ResultBase? = word(inner, "of", &json)
      guard let assessments, let among, let base else { return nil }
      return .results(assessments, among: among, base: base)
    }
  }

  private static func word<Word: ContractWord>(_ object: JSONObject, _ key: String, _ json: inout JSONReader) -> Word? {
    guard let node = json.required(object, key, expected: Word.expectedWords) else { return nil }
    if case .string(let text) = node.value, let word = Word(contractWord: text) { return word }
    json.refuse(node, object.path(key), expected: Word.expectedWords)
    return nil
  }

  private static func circle(_ object: JSONObject, _ key: String, _ json: inout JSONReader) -> SchoolCircle? {
    if case .string(SchoolCircle.allWord) = object[key]?.value { return .all }
    let list: [Status]? = words(object, key, &json, orElse: "«\(SchoolCircle.allWord)» или ")
    return list.map { .statuses(Set($0)) }
  }

  /// A list that is not empty, each word once.
  private static func words<Word: ContractWord>(
    _ object: JSONObject, _ key: String, _ json: inout JSONReader, orElse other: String = ""
  ) -> [Word]? {
    let expected = "\(other)непустой список слов, \(Word.expectedWords)"
    guard let node = json.required(object, key, expected: expected) else { return nil }
    guard case .array(let elements) = node.value, !elements.isEmpty else {
      json.refuse(node, object.path(key), expected: expected)
      return nil
    }
    var words: [Word] = []
    for (index, element) in elements.enumerated() {
      let path = "\(object.path(key))[\(index)]"
      guard case .string(let text) = element.value, let word = Word(contractWord: text) else {
        json.refuse(element, path, expected: Word.expectedWords)
        continue
      }
      guard !words.contains(word) else {
        json.refuse(element, path, expected: "каждое слово один раз")
        continue
      }
      words.append(word)
    }
    return words.count == elements.count ? words : nil
  }
}

/// How faults speak of definitions that break a rule of the network.
enum DefinitionWords {
  /// - Parameter place: where a definition of this number stands.
  /// - Returns: `nil` for a rule that definitions do not have.
  static func words(
    for violation: Violation, place: (Int) -> DescriptionReader.Place?
  ) -> (expected: String, problem: String)? {
    let value = Fault.quoted(violation.value)
    switch violation.rule {
    case .duplicateKey(let first):
      return (
        "каждый ключ (indicator, reading, from) один раз",
        "\(value) повторяет ключ (indicator, reading, from), впервые он в строке \(place(first)?.line ?? 1)"
      )
    case .intervalEndsBeforeItBegins(let from):
      return (
        "дата позже \(from)", "определение действует до \(violation.value), а начинается \(from): нужна дата позже"
      )
    case .intervalsOverlap(let first):
      let line = place(first)?.line ?? 1
      return (
        "срок, который не пересекается с тем же чтением из строки \(line)",
        "срок с \(violation.value) пересекается со сроком того же чтения из строки \(line)"
      )
    case .malformedDefinition(let flaw):
      let expected =
        switch flaw {
        case .noIndicator: "indicator от 1 до 9"
        case .noSlug: "имя чтения: \(RowReader.slug)"
        case .blank: "непустой текст"
        case .emptyList: "непустой список слов"
        case .repeated: "каждое слово один раз"
        }
      return (expected, "стоит \(value), а нужно: \(expected)")
    default: return nil
    }
  }
}

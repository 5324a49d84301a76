internal import SvyazContract
internal import SvyazGraph

/// A definition of a reading as the file keeps it: its rule in words, one column each, so that a history can be read.
struct DefinitionRow: VersionedRow {
  var definition: ReadingDefinition
  /// Definitions keep the order in which people see them.
  var position: Int

  static var storeTable: StoreTable { .definition }
  func precedes(_ other: DefinitionRow) -> Bool { definition.precedes(other.definition) }

  init(definition: ReadingDefinition, position: Int) { (self.definition, self.position) = (definition, position) }

  init(_ row: inout RowCursor) {
    let (indicator, id, version, interval) = (row.integer(), row.text(), row.text(), row.interval())
    let (title, numerator, denominator) = (row.text(), row.text(), row.text())
    let cells = RuleCells(
      kind: row.text(), counted: row.text(), parts: row.text(), among: row.text(), base: row.text())
    definition = ReadingDefinition(
      indicator: indicator, id: id, version: version, interval: interval, title: title, numerator: numerator,
      denominator: denominator, rule: row.require(cells.rule, orElse: .schools(.higherResults, among: .all, of: .all)))
    position = row.integer()
  }

  func bind(to binder: RowBinder) {
    let cells = RuleCells(definition.rule)
    binder.append(integer: definition.indicator)
    binder.append(text: definition.id)
    binder.append(text: definition.version)
    binder.append(day: definition.interval.from)
    binder.append(day: definition.interval.to)
    for text in [definition.title, definition.numerator, definition.denominator] { binder.append(text: text) }
    for text in [cells.kind, cells.counted, cells.parts, cells.among, cells.base] { binder.append(text: text) }
    binder.append(integer: position)
  }
}

/// A rule in five words or lists of words, separated by `;`.
struct RuleCells: Hashable {
  var kind, counted, parts, among, base: String

  init(kind: String, counted: String, parts: String, among: String, base: String) {
    (self.kind, self.counted, self.parts, self.among, self.base) = (kind, counted, parts, among, base)
  }

  init(_ rule: ReadingRule) {
    switch rule {
    case .schools(let property, let among, let of):
      self.init(
        kind: "schools", counted: property.contractWord, parts: "", among: Self.text(among), base: Self.text(of))
    case .staff(let groups, let course, let among):
      self.init(
        kind: "staff", counted: course.contractWord, parts: Self.text(groups), among: Self.text(among), base: "")
    case .results(let assessments, let among, let base):
      self.init(
        kind: "results", counted: base.contractWord, parts: Self.text(assessments), among: Self.text(among), base: "")
    }
  }

  /// `nil` where the words are none of the contract's.
  var rule: ReadingRule? {
    guard let among = Self.circle(among) else { return nil }
    switch kind {
    case "schools":
      guard let property = SchoolProperty(contractWord: counted), let of = Self.circle(base) else { return nil }
      return .schools(property, among: among, of: of)
    case "staff":
      guard let course = StaffCourse(contractWord: counted), let groups: [StaffFigures.Group] = Self.words(parts) else {
        return nil
      }
      return .staff(groups, course, among: among)
    case "results":
      guard let base = ResultBase(contractWord: counted), let assessments: [Assessment] = Self.words(parts) else {
        return nil
      }
      return .results(assessments, among: among, base: base)
    default: return nil
    }
  }

  private static func text(_ words: [some ContractWord]) -> String {
    words.map(\.contractWord).joined(separator: ";")
  }

  private static func text(_ circle: SchoolCircle) -> String {
    circle.statusWords?.joined(separator: ";") ?? SchoolCircle.allWord
  }

  private static func words<Word: ContractWord>(_ text: String) -> [Word]? {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false)
    let words = parts.compactMap { Word(contractWord: $0) }
    return words.count == parts.count ? words : nil
  }

  private static func circle(_ text: String) -> SchoolCircle? {
    if text == SchoolCircle.allWord { return .all }
    let statuses: [Status]? = words(text)
    return statuses.map { .statuses(Set($0)) }
  }
}

extension Network {
  var definitionRows: [DefinitionRow] {
    definitions.enumerated().map { DefinitionRow(definition: $1, position: $0) }.sorted { $0.precedes($1) }
  }
}

import SvyazContract
import SvyazGraph

/// Reads a cell as the contract writes it.
struct CellReader {
  enum Outcome: Equatable {
    case value(String)
    case blank
    case fault(expected: String, remedy: String)
    /// A school's name that is not certain.
    case question(candidates: [SchoolID])
  }

  let table: Network.Table
  let column: String
  let kind: ColumnRule.Kind
  let isOptional: Bool
  /// An end of an interval that names its last day.
  var isInclusive = false
  /// Texts are taken as they stand.
  var isContract = false

  init(table: Network.Table, column: String) {
    self.table = table
    self.column = column
    kind = ColumnRule.kind(table, column)
    isOptional = ColumnRule.isOptional(table, column)
  }

  func read(_ cell: SheetCell, _ state: inout IntakeState) -> Outcome {
    if case .error(let text) = cell {
      return .fault(
        expected: expected(state),
        remedy:
          "В ячейке ошибка электронной таблицы «\(text)»: исправьте формулу или впишите значение.")
    }
    if case .number(let value) = cell, let whole = wholeNumber(value) {
      return .value(String(whole))
    }
    let text = SheetGrid.text(cell)
    let trimmed = IntakeText.trimmed(text)
    if trimmed.isEmpty || isDash(trimmed) { return .blank }
    if kind != .text, IntakeText.isTooLong(trimmed) {
      return refusal(state, "Текст слишком длинный: оставьте в ячейке только само значение.")
    }
    switch kind {
    // A longer text is no title that a line break parts by accident; it is not copied for every row.
    case .text:
      return .value(isContract || text.utf8.count > 4096 ? text : IntakeText.onOneLine(text))
    case .word: return word(text, state)
    case .school: return school(cell, text, &state)
    case .day: return day(cell, text, state)
    case .integer(let range): return integer(text, range, state)
    case .year: return year(cell, text, state)
    case .grade: return grade(text, state)
    case .coordinate(let limit): return coordinate(text, limit, state)
    case .identifier:
      let id = String(trimmed)
      // A spreadsheet shows the id «12» as a number.
      if Identifier<School>(id) != nil { return .value(id) }
      return refusal(state, "Исправьте id или удалите столбец: тогда id найдётся по названию.")
    case .subject:
      if isOptional, SubjectIndex.isWholeSchool(text) { return .blank }
      if let id = state.subjects.subject(text) { return .value(id.rawValue) }
      return refusal(state, "Исправьте предмет, добавьте его в сеть или уберите строку.")
    case .district:
      if let id = state.districts.district(text) { return .value(id.rawValue) }
      return refusal(state, "Исправьте название района или добавьте район в сеть.")
    case .neighbours: return neighbours(text, state)
    case .association:
      if let id = state.references.association(text) { return .value(id) }
      return refusal(
        state, "Напишите id или точное название ММО; новое ММО сначала добавьте в таблицу ММО.")
    case .event:
      if let id = state.references.event(text) { return .value(id) }
      return refusal(
        state,
        "Напишите id или точную тему события; если тем с таким названием несколько, нужен id.")
    case .partnership:
      if let id = state.references.partnership(text) { return .value(id) }
      return refusal(state, "Напишите id партнёрства; новое сначала добавьте в таблицу партнёрств.")
    }
  }

  /// The usual number of a spreadsheet, where it is what the column holds.
  private func wholeNumber(_ value: Double) -> Int? {
    let range: ClosedRange<Int>
    switch kind {
    case .integer(let bounds): range = bounds
    case .year: range = 1900...2199
    case .grade: range = 1...12
    default: return nil
    }
    guard abs(value) <= 1e9, value == value.rounded() else { return nil }
    let whole = Int(value)
    return range.contains(whole) ? whole : nil
  }

  /// Equal texts always mean the same in such a column.
  var isConstant: Bool { kind == .word || kind == .subject }

  /// What a cell of the column should hold, to be read after «нужно».
  func expected(_ state: IntakeState) -> String {
    switch kind {
    case .text: "текст"
    case .word: WordSynonyms.expected(table: table, column: column)
    case .school: "название школы, например «Школа № 12», или её id"
    case .day: "дата, например 01.09.2020"
    case .integer(let range): range.expectedInteger
    case .year: "год от 1900 до 2199, например 2020"
    case .grade: "класс, целое число от 1 до 12"
    case .coordinate(let limit): "число градусов от -\(limit) до \(limit)"
    case .identifier: "id: \(RowReader.slug)"
    case .subject: state.subjects.expected
    case .district: state.districts.expected
    case .neighbours: state.districts.expected + ", через «;»"
    case .association: "id или название ММО"
    case .event: "id или тема события"
    case .partnership: "id партнёрства"
    }
  }

  private func refusal(_ state: IntakeState, _ remedy: String) -> Outcome {
    .fault(expected: expected(state), remedy: remedy)
  }

  /// «—», «-», «н/д»: nothing, where a word or a number should stand.
  private func isDash(_ text: Substring) -> Bool {
    if isContract, kind == .text { return false }
    if text.utf8.count <= 9, text.unicodeScalars.count <= 3,
      text.unicodeScalars.allSatisfy({ "-–—―−…".unicodeScalars.contains($0) })
    {
      return true
    }
    guard kind != .text, text.utf8.count <= 60 else { return false }
    let folded = IntakeText.folded(text)
    if ["н д", "нет данных", "не указано", "не указан"].contains(folded) { return true }
    return column == "to"
      && ["нв", "н в", "по настоящее время", "настоящее время", "бессрочно", "нет"].contains(folded)
  }

  private func word(_ text: String, _ state: IntakeState) -> Outcome {
    if let word = WordSynonyms.word(text, table: table, column: column) { return .value(word) }
    return refusal(state, "Замените значение одним из этих слов.")
  }

  private func school(_ cell: SheetCell, _ text: String, _ state: inout IntakeState) -> Outcome {
    if case .day = cell {
      return refusal(
        state, "Электронная таблица приняла номер школы за дату: впишите название текстом.")
    }
    switch state.match(text) {
    case .exact(let id), .byRule(let id): return .value(id.rawValue)
    case .unknown(let candidates): return .question(candidates: candidates)
    }
  }

  private func day(_ cell: SheetCell, _ text: String, _ state: IntakeState) -> Outcome {
    var day: Day?
    switch cell {
    case .day(let value): day = value
    case .number(let value): day = ExactDecimal(value).flatMap(DayText.serial)
    default: day = DayText.day(text)
    }
    guard let day else {
      return refusal(state, "Впишите день, месяц и год: 01.09.2020 или 2020-09-01.")
    }
    return .value((isInclusive ? day.adding(days: 1) : day).description)
  }

  private func integer(_ text: String, _ range: ClosedRange<Int>, _ state: IntakeState) -> Outcome {
    if let value = ExactDecimal(text)?.whole, range.contains(value) { return .value(String(value)) }
    return refusal(state, "Впишите целое число без слов и знаков.")
  }

  private func year(_ cell: SheetCell, _ text: String, _ state: IntakeState) -> Outcome {
    if case .day(let day) = cell { return .value(String(day.year)) }
    if let number = ExactDecimal(text), let year = number.whole, (1900...2199).contains(year) {
      let unit = IntakeText.folded(number.unit)
      if ["", "г", "год", "года"].contains(unit) { return .value(String(year)) }
    }
    if let day = DayText.day(text) { return .value(String(day.year)) }
    return refusal(
      state,
      "Впишите один календарный год проведения; из учебного года «2020/2021» нельзя понять, какой он."
    )
  }

  private func grade(_ text: String, _ state: IntakeState) -> Outcome {
    if let value = TitleFacts.grade(text) ?? ExactDecimal(text)?.whole, (1...12).contains(value) {
      return .value(String(value))
    }
    return refusal(state, "Впишите только номер класса.")
  }

  private func coordinate(_ text: String, _ limit: Int, _ state: IntakeState) -> Outcome {
    if let value = ExactDecimal(text), ["", "°"].contains(value.unit),
      abs(value.units) <= limit * ExactDecimal.power(value.scale)
    {
      return .value(value.text)
    }
    // 17 digits, as files written by programs have them.
    let bytes = Array(IntakeText.trimmed(text).utf8.prefix(40))
    if let value = CellParsing.decimal(bytes, in: 0..<bytes.count), abs(value) <= Double(limit) {
      return .value(DecimalText.text(of: value))
    }
    return refusal(state, "Впишите градусы десятичным числом, например 53,2011.")
  }

  private func neighbours(_ text: String, _ state: IntakeState) -> Outcome {
    var ids: [String] = []
    for part in text.split(whereSeparator: { $0 == ";" || $0 == "," || $0.isNewline }).prefix(1000) {
      if IntakeText.trimmed(part).isEmpty { continue }
      guard let id = state.districts.district(part) else {
        return refusal(state, "Перечислите районы сети через «;».")
      }
      if !ids.contains(id.rawValue) { ids.append(id.rawValue) }
    }
    return .value(ids.joined(separator: ";"))
  }
}

import SvyazContract
import SvyazGraph

/// Reads the rows of one sheet whose heading has been found.
struct SheetReader {
  let grid: SheetGrid
  let layout: SheetLayout
  let file: String
  /// `nil` for a text file.
  let sheet: String?
  /// The contract's columns, each with its reader.
  let readers: [CellReader]
  /// Values for all rows, by column, in the contract's form.
  var defaults: [String: String] = [:]
  var title = TitleFacts()
  var counts: [RowKind: [Int]] = [:]
  /// Rows of schools of other towns, and rows without participants.
  var foreign: [Int] = []
  var empty: [Int] = []
  /// Whether the last group that was seen is another town.
  var isForeignGroup = false
  /// What the marks of a row are where it could be both.
  var marksAreCounts = false
  var newSchools: [String] = []
  var newSchoolCount = 0
  private var headingTexts: [Int: String] = [:]
  private var lastFullRow = -1
  /// The column that names what a row is about.
  private let keyColumn: Int?
  /// What words of closed lists were found to mean, for each of ``readers``.
  private var outcomes: [[String: CellReader.Outcome]]
  /// For each of ``readers`` the sheet's column.
  private let readColumns: [Int?]

  init(grid: SheetGrid, layout: SheetLayout, file: String, sheet: String?, title: TitleFacts) {
    self.grid = grid
    self.layout = layout
    self.file = file
    self.sheet = sheet
    self.title = title
    keyColumn =
      layout.column("school") ?? layout.column("name") ?? layout.column("mentee") ?? layout.column("event")
    readColumns = layout.table.columns.map { layout.column($0) }
    outcomes = [[String: CellReader.Outcome]](repeating: [:], count: layout.table.columns.count)
    readers = layout.table.columns.map { column in
      var reader = CellReader(table: layout.table, column: column)
      reader.isInclusive = layout.isInclusive(column)
      reader.isContract = layout.isContract
      return reader
    }
  }

  var dataRows: Range<Int> { min(layout.headingRows.upperBound, grid.rows.count)..<grid.rows.count }

  func place(_ index: Int, _ column: Int? = nil) -> CellPlace {
    CellPlace(file: file, sheet: sheet, row: grid.rows[index].number, column: column)
  }

  // MARK: Rows

  mutating func read(_ state: inout IntakeState) {
    prepare()
    if !checkDefaults(&state) { return }
    if layout.marks != nil { countMarkReadings(state) }
    if layout.table == .districts { announceDistricts(&state) }
    var hasData = false
    for index in dataRows {
      let kind = kind(index, &state)
      guard kind == .data else {
        counts[kind, default: []].append(grid.rows[index].number)
        continue
      }
      hasData = true
      if isForeign(index, state) {
        foreign.append(grid.rows[index].number)
        continue
      }
      readRow(index, &state)
    }
    tell(&state, hasData: hasData)
  }

  private mutating func prepare() {
    for (column, _) in layout.fields {
      headingTexts[column] = IntakeText.folded(
        SheetGrid.text(grid.headingCell(layout.headingRows.upperBound - 1, column)))
    }
    let enough = max(2, (layout.fields.count + 1) / 2)
    lastFullRow = dataRows.last { grid.filled($0).count >= enough } ?? -1
  }

  /// Tells every default that is no value of its column; `false` when there is one.
  private mutating func checkDefaults(_ state: inout IntakeState) -> Bool {
    var isSound = true
    for reader in readers {
      guard let text = state.context.defaults[reader.column] else { continue }
      var reader = reader
      // A default is in the contract's form: its end is the day after the last.
      reader.isInclusive = false
      switch reader.read(.text(text), &state) {
      case .value(let value): defaults[reader.column] = value
      case .blank: break
      case .fault, .question:
        // It matters only where the sheet does not say it.
        guard layout.column(reader.column) == nil else { continue }
        isSound = false
        let expected = reader.expected(state)
        state.refuse(
          SheetFault(
            place: CellPlace(file: file, sheet: sheet, row: 0), value: text, expected: expected,
            remedy: "Исправьте значение параметра \(ColumnRule.option(reader.column))."))
      }
    }
    return isSound
  }

  // MARK: What a row is

  private mutating func kind(_ index: Int, _ state: inout IntakeState) -> RowKind {
    let filled = grid.filled(index)
    guard let first = filled.first else { return .blank }
    let ordinal = layout.column(HeadingWords.Extra.ordinal)
    if filled.count == 1, first == ordinal { return .blank }
    let row = grid.rows[index]
    if isNumbering(filled, row), index == dataRows.lowerBound || isAfterHeading(index) { return .numbering }
    if isRepeatedHeading(index) { return .heading }
    // The first text of the row and its school: «Итого» stands in either.
    let keyColumn =
      layout.column("school") ?? layout.column("name") ?? layout.column("mentee") ?? layout.column("event")
    var leading: [String] = []
    if let text = filled.first(where: { if case .text = row[$0] { true } else { false } }) {
      leading.append(SheetGrid.text(row[text]))
    }
    if let keyColumn { leading.append(SheetGrid.text(row[keyColumn])) }
    if isTotal(leading, row, &state) { return .total }
    if layout.table == .results, let keyColumn,
      let group = RowKind.group(SheetGrid.text(row[keyColumn]), districts: state.districts)
    {
      if group == .municipality {
        isForeignGroup = state.city.map { !$0.isNamed(in: SheetGrid.text(row[keyColumn])) } ?? false
      } else if group == .wide {
        isForeignGroup = false
      }
      return .group
    }
    guard filled.count == 1 || (filled.count == 2 && filled.contains(ordinal ?? -1)) else {
      let isBelow = index > lastFullRow && lastFullRow >= 0 && filled.count * 2 < layout.fields.count
      if isBelow, leading.contains(where: { RowKind.isFootnote($0) || isSignature($0) }) { return .footnote }
      return .data
    }
    let text = leading.first ?? ""
    if text.isEmpty { return .data }
    if RowKind.isFootnote(text) { return .footnote }
    if layout.table != .districts, layout.table != .measures, RowKind.group(text, districts: state.districts) != nil {
      return .section
    }
    if layout.table == .results, layout.fields.count > 1 {
      var facts = TitleFacts()
      facts.add(text, subjects: state.subjects)
      let name = SchoolName(text)
      if facts != TitleFacts(), name.kinds.isEmpty || name.numbers.isEmpty {
        title.replace(by: facts)
        return .section
      }
    }
    // Below the table, a line that cannot be a school: a remark or a signature.
    if index > lastFullRow, lastFullRow >= 0, layout.fields.count > 2 {
      let name = SchoolName(text)
      if name.kinds.isEmpty, name.numbers.isEmpty, isSignature(text) || text.utf8.count > 120 {
        return .footnote
      }
    }
    return .data
  }

  /// A row that begins with «Итого» and whose school is none.
  private func isTotal(_ leading: [String], _ row: SheetRow, _ state: inout IntakeState) -> Bool {
    let inTitles = [.events, .measures, .associations].contains(layout.table)
    guard leading.contains(where: { RowKind.isTotal($0, inTitles: inTitles) }) else { return false }
    guard let school = layout.column("school"), !SheetGrid.isBlank(row[school]) else { return true }
    let text = SheetGrid.text(row[school])
    if RowKind.isTotal(text) { return true }
    if case .unknown = state.schools.match(text, wantsCandidates: false) { return true }
    return false
  }

  private func isSignature(_ text: String) -> Bool {
    guard let word = IntakeText.tokens(text.prefix(80)).first else { return false }
    return ["директор", "начальник", "заместитель", "методист", "руководитель", "специалист", "зам", "ответственный"]
      .contains(word)
  }

  private func isNumbering(_ filled: [Int], _ row: SheetRow) -> Bool {
    guard filled.count >= 3 else { return false }
    for (position, column) in filled.enumerated() {
      guard ExactDecimal(SheetGrid.text(row[column]))?.whole == position + 1 else { return false }
    }
    return true
  }

  private func isAfterHeading(_ index: Int) -> Bool { index > 0 && isRepeatedHeading(index - 1) }

  private func isRepeatedHeading(_ index: Int) -> Bool {
    guard !headingTexts.isEmpty else { return false }
    return headingTexts.allSatisfy { column, text in
      IntakeText.folded(SheetGrid.text(grid.rows[index][column])) == text
    }
  }

  /// A row of another town: its schools bear the same numbers.
  private func isForeign(_ index: Int, _ state: IntakeState) -> Bool {
    if isForeignGroup { return true }
    guard let column = layout.column(HeadingWords.Extra.municipality), let city = state.city else { return false }
    let text = SheetGrid.text(grid.cell(index, column))
    if IntakeText.trimmed(text).isEmpty || city.isNamed(in: text) { return false }
    return state.districts.district(text) == nil
  }

  // MARK: One row

  private mutating func readRow(_ index: Int, _ state: inout IntakeState) {
    var cells = [String?](repeating: nil, count: readers.count)
    var columns = [Int?](repeating: nil, count: readers.count)
    var isWhole = true
    for (position, reader) in readers.enumerated() {
      guard let column = readColumns[position] else {
        cells[position] = title[reader.column] ?? defaults[reader.column]
        continue
      }
      columns[position] = column
      let cell = grid.cell(index, column)
      switch outcome(cell, position, &state) {
      case .value(let value): cells[position] = value
      case .blank:
        if let value = defaults[reader.column], !reader.isOptional {
          cells[position] = value
          columns[position] = nil
        } else if reader.isOptional {
          cells[position] = ""
        } else if !mayStayBlank(reader) {
          isWhole = false
          refuse(index, column, reader, "", reader.expected(state), blankRemedy(reader), &state)
        }
      case .fault(let expected, let remedy):
        isWhole = false
        refuse(index, column, reader, SheetGrid.text(cell), expected, remedy, &state)
      case .question(let candidates):
        isWhole = false
        state.ask(SheetGrid.text(cell), candidates: candidates, at: place(index, column))
      }
    }
    if layout.table == .results, !readMarks(index, &cells, &columns, &state, isWhole: isWhole) { return }
    guard isWhole else { return }
    guard finish(index, &cells, &columns, &state) else { return }
    state.reading.rows.append(
      IntakeRow(table: layout.table, cells: cells, place: place(index), columns: columns))
  }

  /// Reads a cell, words of closed lists only once.
  private mutating func outcome(
    _ cell: SheetCell, _ position: Int, _ state: inout IntakeState
  ) -> CellReader.Outcome {
    guard readers[position].isConstant, case .text(let text) = cell, text.utf8.count < 100 else {
      return readers[position].read(cell, &state)
    }
    if let known = outcomes[position][text] { return known }
    let outcome = readers[position].read(cell, &state)
    if outcomes[position].count < 1000 { outcomes[position][text] = outcome }
    return outcome
  }

  /// Filled in later, or a fault there.
  private func mayStayBlank(_ reader: CellReader) -> Bool {
    switch (layout.table, reader.column) {
    case (_, "id"), (.schools, "name"): true
    case (.results, "participants"), (.results, "successful"): true
    default: false
    }
  }

  private func blankRemedy(_ reader: CellReader) -> String {
    "Заполните ячейку"
      + (state(allows: reader)
        ? " или задайте значение для всех строк параметром \(ColumnRule.option(reader.column))." : ".")
  }

  private func state(allows reader: CellReader) -> Bool {
    switch reader.kind {
    case .word, .day, .year, .grade, .subject: true
    default: false
    }
  }

  func refuse(
    _ index: Int, _ column: Int?, _ reader: CellReader?, _ value: String, _ expected: String, _ remedy: String,
    _ state: inout IntakeState
  ) {
    state.refuse(
      SheetFault(
        place: place(index, column), heading: column.flatMap { layout.headings[$0] } ?? "", value: value,
        expected: expected, remedy: remedy))
  }

  /// The reader and position of a column of the table.
  func position(_ name: String) -> Int? { readers.firstIndex { $0.column == name } }
}

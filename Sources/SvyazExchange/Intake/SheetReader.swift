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
  /// The marks of the sheet are fractions of one, as cells with a per cent format hold them.
  var marksAreFractions = false
  var newSchools: [String] = []
  var newSchoolCount = 0
  var headingTexts: [Int: String] = [:]
  var lastFullRow = -1
  /// The column that names what a row is about.
  let keyColumn: Int?
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
      layout.column("school") ?? layout.column("name") ?? layout.column("mentee")
      ?? layout.column("event")
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
    if layout.table == .results, !readMarks(index, &cells, &columns, &state, isWhole: isWhole) {
      return
    }
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
        ? " или задайте значение для всех строк параметром \(ColumnRule.option(reader.column))."
        : ".")
  }

  private func state(allows reader: CellReader) -> Bool {
    switch reader.kind {
    case .word, .day, .year, .grade, .subject: true
    default: false
    }
  }

  func refuse(
    _ index: Int, _ column: Int?, _ reader: CellReader?, _ value: String, _ expected: String,
    _ remedy: String,
    _ state: inout IntakeState
  ) {
    state.refuse(
      SheetFault(
        place: place(index, column), heading: column.flatMap { layout.headings[$0] } ?? "",
        value: value,
        expected: expected, remedy: remedy))
  }

  /// The reader and position of a column of the table.
  func position(_ name: String) -> Int? { readers.firstIndex { $0.column == name } }
}

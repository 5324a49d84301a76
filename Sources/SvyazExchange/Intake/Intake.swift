import SvyazContract
import SvyazGraph

/// Understands tables as people send them: headings in Russian or English anywhere near the top, dates and numbers
/// as they are written, schools by any of their names.
///
///     let reading = Intake.read(sheets, file: "ВПР.xlsx", context: IntakeContext(network: network))
///     for fault in reading.faults { print(fault.message, fault.remedy) }
///
/// Nothing is guessed in silence: a row that is not certain becomes a fault or a question and is not among the rows;
/// what was left out is counted in a notice.
public enum Intake {
  /// Reads sheets that belong together, as those of one workbook: schools first, so that other sheets may name new
  /// ones, then tables in the contract's order.
  ///
  /// - Parameter file: the file's last name; a sheet of that name is taken for a text file.
  /// - Returns: rows in the contract's form; at most 10,000 faults and 1,000 questions, the rest are counted.
  /// - Complexity: O(cells + length of the network's names), and O(1,000 · length) for each question.
  public static func read(_ sheets: [Sheet], file: String, context: IntakeContext) -> IntakeReading {
    var state = IntakeState(context)
    var found: [Found] = []
    for sheet in sheets {
      if let one = understand(sheet, file: file, &state) { found.append(one) }
    }
    let order = Network.Table.allCases
    func rank(_ table: Network.Table) -> Int { order.firstIndex(of: table) ?? order.count }
    for one in found.enumerated().sorted(by: {
      (rank($0.element.layout.table), $0.offset) < (rank($1.element.layout.table), $1.offset)
    }) {
      var reader = SheetReader(
        grid: one.element.grid, layout: one.element.layout, file: file, sheet: one.element.name,
        title: one.element.title)
      reader.read(&state)
    }
    state.finish()
    return state.reading
  }

  private struct Found {
    let grid: SheetGrid
    let layout: SheetLayout
    let title: TitleFacts
    let name: String?
  }

  /// Titles begin in one of so many columns.
  private static let titleColumns = 30

  // MARK: Which table

  private static func understand(_ sheet: Sheet, file: String, _ state: inout IntakeState) -> Found? {
    let grid = SheetGrid(sheet)
    let name = sheet.name == file ? nil : sheet.name
    let shown = name.map { "Лист \(Fault.quoted($0))" } ?? "Файл \(Fault.quoted(file))"
    guard grid.rows.contains(where: { row in row.cells.contains { !SheetGrid.isBlank($0) } }) else {
      state.reading.notices.append("\(shown): данных нет.")
      return nil
    }
    if grid.hasMoreColumns {
      state.reading.notices.append(
        "\(shown): столбцов больше \(SheetGrid.mostColumns), остальные не читались.")
    }
    let whole = CellPlace(file: file, sheet: name, row: 0)
    guard state.context.table != .network else {
      state.refuse(
        SheetFault(
          place: whole, value: "network", expected: "таблица сети, например schools или results",
          remedy: "Описание сети (network.json) из листов не читается: выберите другую таблицу."))
      return nil
    }
    // What the sheet's name and the lines above the heading tell may stand for columns of results.
    var titled = TitleFacts()
    for index in grid.rows.indices.prefix(SheetLayout.searchedRows) {
      for cell in grid.rows[index].cells.prefix(titleColumns) {
        if case .text(let text) = cell { titled.add(text, subjects: state.subjects) }
      }
    }
    titled.add(sheet.name, subjects: state.subjects)
    let given = Set(state.context.defaults.filter { !$0.value.isEmpty }.keys)
    guard
      let layout = SheetLayout.find(
        grid, name: sheet.name, table: state.context.table, known: given.union(titled.names))
    else {
      let table = state.context.table
      state.refuse(unknownSheet(whole, grid, table))
      return nil
    }
    let title =
      layout.table == .results ? titleFacts(sheet, grid, layout, state.subjects) : TitleFacts()
    if let rival = layout.rival, state.context.table == nil,
      TableNames.table(named: sheet.name) != layout.table
    {
      state.refuse(
        SheetFault(
          place: whole, value: headings(layout),
          expected:
            "столбцы одной таблицы, а подходят и «\(ColumnRule.russian(layout.table))», и «\(ColumnRule.russian(rival))»",
          remedy:
            "Укажите таблицу параметром --table \(layout.table.rawValue) или --table \(rival.rawValue)."
        ))
      return nil
    }
    guard isSound(layout, shown: shown, place: whole, grid, known: given.union(title.names), &state)
    else { return nil }
    return Found(grid: grid, layout: layout, title: title, name: name)
  }

  /// Tells unknown columns, columns that mean the same and columns that are missing. `false` when the sheet cannot be
  /// read for them.
  private static func isSound(
    _ layout: SheetLayout, shown: String, place: CellPlace, _ grid: SheetGrid, known: Set<String>,
    _ state: inout IntakeState
  ) -> Bool {
    let row = grid.rows[layout.headingRows.upperBound - 1].number
    var isSound = true
    for (first, second) in layout.duplicates.prefix(20) {
      isSound = false
      let other =
        CellPlace(file: place.file, sheet: place.sheet, row: row, column: first).columnLetters ?? ""
      state.refuse(
        SheetFault(
          place: CellPlace(file: place.file, sheet: place.sheet, row: row, column: second),
          heading: layout.headings[second] ?? "", value: layout.headings[second] ?? "",
          expected:
            "один столбец одного смысла, а столбец \(other) «\(layout.headings[first] ?? "")» о том же",
          remedy: "Уберите один из двух столбцов или переименуйте его."))
    }
    let missing = layout.missing(known)
    if !missing.isEmpty {
      isSound = false
      state.refuse(missingColumns(missing, layout, place, row: row))
    }
    var passedOver = layout.unknown.map { layout.headings[$0] ?? "" }
    for name in [HeadingWords.Extra.share, HeadingWords.Extra.login, HeadingWords.Extra.region] {
      if let column = layout.column(name) { passedOver.append(layout.headings[column] ?? name) }
    }
    if layout.column("successful") != nil, let marks = layout.marks {
      passedOver += marks.map { layout.headings[$0] ?? "" }
    }
    if layout.table != .results, let column = layout.column(HeadingWords.Extra.municipality) {
      passedOver.append(layout.headings[column] ?? "")
    }
    if !passedOver.isEmpty {
      let names = passedOver.prefix(20).map { Fault.quoted($0) }.joined(separator: ", ")
      state.reading.notices.append(
        "\(shown): столбцы, которых нет в таблице «\(ColumnRule.russian(layout.table))», не читались: \(names)"
          + (passedOver.count > 20 ? " и ещё \(passedOver.count - 20)" : "") + ".")
    }
    // Data without any heading are as good as lost: they are told as well.
    let bare = columnsWithoutHeading(layout, grid)
    if !bare.isEmpty {
      let letters = bare.prefix(20).compactMap {
        CellPlace(file: "", row: 0, column: $0).columnLetters
      }
      state.reading.notices.append(
        "\(shown): столбцы без заголовка не читались: \(letters.joined(separator: ", ")).")
    }
    return isSound
  }

  private static func columnsWithoutHeading(_ layout: SheetLayout, _ grid: SheetGrid) -> [Int] {
    var bare: Set<Int> = []
    for index in layout.headingRows.upperBound..<grid.rows.count {
      // A line of text is no column.
      let filled = grid.filled(index)
      if filled.count < 2 { continue }
      for column in filled where layout.headings[column] == nil { bare.insert(column) }
    }
    return bare.sorted()
  }

  private static func missingColumns(
    _ missing: [String], _ layout: SheetLayout, _ place: CellPlace, row: Int
  ) -> SheetFault {
    let names = missing.map { "«\(ColumnRule.russian(layout.table, $0))»" }.joined(separator: ", ")
    let options = missing.filter { name in
      switch ColumnRule.kind(layout.table, name) {
      case .word, .day, .year, .grade, .subject: true
      default: false
      }
    }
    var remedy = "Добавьте столбцы: \(names)"
    if !options.isEmpty {
      remedy +=
        "; если значение одно на все строки, задайте его: "
        + options.map { "\(ColumnRule.option($0)) ЗНАЧЕНИЕ" }.joined(separator: ", ")
    }
    if missing == ["successful"], layout.column(HeadingWords.Extra.share) != nil {
      remedy =
        "Процента мало: добавьте столбец «Справились» с числом учеников или столбцы отметок «2», «3», «4», «5»"
    }
    return SheetFault(
      place: CellPlace(file: place.file, sheet: place.sheet, row: row), value: headings(layout),
      expected: "таблица «\(ColumnRule.russian(layout.table))» со столбцами \(names)",
      remedy: remedy + ".")
  }

  private static func unknownSheet(_ place: CellPlace, _ grid: SheetGrid, _ table: Network.Table?)
    -> SheetFault
  {
    let first = grid.rows.first { row in row.cells.contains { !SheetGrid.isBlank($0) } }
    let shown = (first?.cells.prefix(12).map { String(SheetGrid.text($0).prefix(30)) } ?? []).filter { !$0.isEmpty }
    let tables =
      (table.map { [$0] } ?? [.schools, .statuses, .results, .partnerships, .events, .staff]).map {
        table in
        let columns = ColumnRule.required(table).map { ColumnRule.russian(table, $0) }.joined(
          separator: ", ")
        return "«\(ColumnRule.russian(table))» (\(columns))"
      }
    return SheetFault(
      place: place, value: shown.joined(separator: " | "),
      expected: "строка заголовков одной из таблиц: " + tables.joined(separator: "; "),
      remedy:
        "Поставьте над данными строку с названиями столбцов или укажите таблицу параметром --table."
    )
  }

  private static func headings(_ layout: SheetLayout) -> String {
    layout.headings.sorted { $0.key < $1.key }.prefix(12).map { $0.value }.joined(separator: " | ")
  }

  /// What the lines above the heading and the sheet's name tell; the lines win.
  private static func titleFacts(
    _ sheet: Sheet, _ grid: SheetGrid, _ layout: SheetLayout, _ subjects: SubjectIndex
  ) -> TitleFacts {
    var facts = TitleFacts()
    for index in 0..<layout.headingRows.lowerBound {
      for cell in grid.rows[index].cells.prefix(titleColumns) {
        switch cell {
        case .text(let text): facts.add(text, subjects: subjects)
        case .day(let day): facts.add(day.description, subjects: subjects)
        default: break
        }
      }
    }
    facts.add(sheet.name, subjects: subjects)
    return facts
  }
}

import SvyazContract
import SvyazGraph

/// Results from participants and marks: per cents or counts.
extension SheetReader {
  /// The four marks of a row in millionths, fractions of one as per cents; `nil` where a cell is no number.
  private func marks(_ index: Int) -> [Int]? {
    let written = writtenMarks(index)
    return marksAreFractions ? written.flatMap(MarkCounts.perCents(ofFractions:)) : written
  }

  private func writtenMarks(_ index: Int) -> [Int]? {
    guard let columns = layout.marks else { return nil }
    var marks: [Int] = []
    for column in columns {
      let text = SheetGrid.text(grid.cell(index, column))
      let trimmed = IntakeText.trimmed(text)
      if trimmed.isEmpty || trimmed == "-" || trimmed == "–" || trimmed == "—" {
        marks.append(0)
        continue
      }
      guard let value = ExactDecimal(trimmed), ["", "%", "чел", "чел."].contains(value.unit),
        let millionths = value.millionths
      else { return nil }
      marks.append(millionths)
    }
    return marks
  }

  private func participants(_ index: Int) -> Int? {
    guard let column = layout.column("participants"),
      let value = ExactDecimal(SheetGrid.text(grid.cell(index, column)))?.whole,
      (0...CellParsing.mostPeople).contains(value)
    else { return nil }
    return value
  }

  /// Decides for the rows that could be both, as 100 participants: by the rows that can be one only.
  mutating func countMarkReadings(_ state: IntakeState) {
    var counts = 0
    var perCents = 0
    // A cell that shows 12,5 % may hold 0.125: the sheet's number format is not known here, but the sums tell.
    let read = dataRows.compactMap { index in
      participants(index).flatMap { people in writtenMarks(index).map { (people, $0) } }
    }
    marksAreFractions =
      read.contains { MarkCounts.areFractions($0.1) }
      && !read.contains { people, marks in
        [.perCents, .counts].contains(MarkCounts.reading(marks: marks, participants: people)) && people > 1
      }
    if marksAreFractions {
      marksAreCounts = false
      return
    }
    if let columns = layout.marks,
      columns.contains(where: { (layout.headings[$0] ?? "").contains("%") })
    {
      marksAreCounts = false
      return
    }
    for index in dataRows {
      guard let participants = participants(index), participants > 0, let marks = marks(index)
      else { continue }
      switch MarkCounts.reading(marks: marks, participants: participants) {
      case .counts: counts += 1
      case .perCents: perCents += 1
      case .either, .neither: break
      }
    }
    marksAreCounts = counts > perCents
  }

  /// Fills `participants` and `successful`. `false` when the row cannot be used, which has been told.
  mutating func readMarks(
    _ index: Int, _ cells: inout [String?], _ columns: inout [Int?], _ state: inout IntakeState,
    isWhole: Bool
  ) -> Bool {
    guard let people = position("participants"), let passed = position("successful") else {
      return false
    }
    let peopleColumn = layout.column("participants")
    guard let participants = cells[people].flatMap({ Int($0) }) else {
      // A number that cannot be read has been told already; a blank one has not.
      if let peopleColumn, isBlankOrDash(index, peopleColumn) {
        refuse(
          index, peopleColumn, nil, "", readers[people].expected(state),
          "Впишите, сколько учеников участвовало; если никто, впишите 0 или уберите строку.", &state
        )
      }
      return false
    }
    if participants == 0 {
      if isWhole { empty.append(grid.rows[index].number) }
      return false
    }
    if cells[passed] != nil { return checkSuccessful(index, participants, cells[passed], &state) }
    if let column = layout.column("successful"), !isBlankOrDash(index, column) { return false }
    guard let markColumns = layout.marks else {
      refuse(
        index, layout.column("successful"), nil, "", readers[passed].expected(state),
        "Впишите, сколько учеников справилось.", &state)
      return false
    }
    guard let marks = marks(index) else {
      for column in markColumns {
        let text = SheetGrid.text(grid.cell(index, column))
        let value = ExactDecimal(text)
        guard value == nil || value?.millionths == nil, !isBlankOrDash(index, column) else {
          continue
        }
        refuse(
          index, column, nil, text, "число учеников или процент, например 45,3",
          "Впишите долю или число учеников с этой отметкой.", &state)
      }
      return false
    }
    let reading = MarkCounts.reading(marks: marks, participants: participants)
    var counts: [Int]?
    switch reading {
    case .counts: counts = marks.map { $0 / 1_000_000 }
    case .perCents: counts = MarkCounts.counts(perCents: marks, of: participants)
    case .either:
      counts =
        marksAreCounts
        ? marks.map { $0 / 1_000_000 } : MarkCounts.counts(perCents: marks, of: participants)
    case .neither: counts = nil
    }
    guard let counts, counts.count == 4 else {
      let sum =
        MarkCounts.sum(marks).map { ExactDecimal(units: $0, scale: 6).text }
        ?? "отрицательные числа"
      refuse(
        index, markColumns[0], nil, "сумма по отметкам: \(sum)",
        "сумма по отметкам 2, 3, 4, 5, равная 100 % (±1) или числу участников (\(participants))",
        "Сверьте отметки и число участников с исходной таблицей.", &state)
      return false
    }
    cells[passed] = String(participants - counts[0])
    columns[passed] = markColumns[1]
    return true
  }

  private func isBlankOrDash(_ index: Int, _ column: Int) -> Bool {
    let text = IntakeText.trimmed(SheetGrid.text(grid.cell(index, column)))
    return text.isEmpty || ["-", "–", "—", "н/д"].contains(text)
  }

  private func checkSuccessful(
    _ index: Int, _ participants: Int, _ cell: String?, _ state: inout IntakeState
  ) -> Bool {
    guard let cell, let value = Int(cell), value > participants else { return true }
    refuse(
      index, layout.column("successful"), nil, cell, "число не больше участников (\(participants))",
      "Сверьте число справившихся с числом участников.", &state)
    return false
  }
}

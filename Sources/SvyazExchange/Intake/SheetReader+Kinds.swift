import SvyazGraph

/// What a row is: data, or one of the lines that people put between.
extension SheetReader {
  mutating func kind(_ index: Int, _ state: inout IntakeState) -> RowKind {
    let filled = grid.filled(index)
    guard let first = filled.first else { return .blank }
    let ordinal = layout.column(HeadingWords.Extra.ordinal)
    if filled.count == 1, first == ordinal { return .blank }
    let row = grid.rows[index]
    if isNumbering(filled, row), index == dataRows.lowerBound || isAfterHeading(index) {
      return .numbering
    }
    let firstText = filled.first { if case .text = row[$0] { true } else { false } }
    // The usual row, by the million: it begins with a school that is known.
    if filled.count > 2, let keyColumn, keyColumn == firstText, case .text(let text) = row[keyColumn],
      text.utf8.count < 400, state.hasMatched(text)
    {
      return .data
    }
    if isRepeatedHeading(index) { return .heading }
    // The first text of the row and its school: «Итого» stands in either.
    var leading: [String] = []
    if let firstText { leading.append(SheetGrid.text(row[firstText])) }
    if let keyColumn, keyColumn != firstText { leading.append(SheetGrid.text(row[keyColumn])) }
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
      let isBelow =
        index > lastFullRow && lastFullRow >= 0 && filled.count * 2 < layout.fields.count
      if isBelow, leading.contains(where: { RowKind.isFootnote($0) || isSignature($0) }) {
        return .footnote
      }
      return .data
    }
    let text = leading.first ?? ""
    if text.isEmpty { return .data }
    if RowKind.isFootnote(text) { return .footnote }
    if layout.table != .districts, layout.table != .measures,
      RowKind.group(text, districts: state.districts) != nil
    {
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
    return [
      "директор", "начальник", "заместитель", "методист", "руководитель", "специалист", "зам",
      "ответственный",
    ]
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
    let row = grid.rows[index]
    if headingTexts.allSatisfy({ column, text in
      IntakeText.folded(SheetGrid.text(row[column])) == text
    }) {
      return true
    }
    // One of the rows of a heading that has several.
    let filled = grid.filled(index)
    return layout.headingRows.contains { heading in
      grid.filled(heading) == filled
        && filled.allSatisfy {
          IntakeText.folded(SheetGrid.text(row[$0]))
            == IntakeText.folded(SheetGrid.text(grid.rows[heading][$0]))
        }
    }
  }

  /// A row of another town: its schools bear the same numbers.
  func isForeign(_ index: Int, _ state: IntakeState) -> Bool {
    if isForeignGroup { return true }
    guard let column = layout.column(HeadingWords.Extra.municipality), let city = state.city else {
      return false
    }
    let text = SheetGrid.text(grid.cell(index, column))
    if IntakeText.trimmed(text).isEmpty || city.isNamed(in: text) { return false }
    return state.districts.district(text) == nil
  }
}

internal import SvyazOffice

/// A table of a paper as a Word table under its caption.
struct PaperWordTable {
  let table: PaperTable
  var isCaptionShown = true

  private static let headingShade = OfficeColor(0xE8F0F8)
  private static let groupShade = OfficeColor(0xF3F6F9)

  var blocks: [WordBlock] {
    var blocks: [WordBlock] = []
    if isCaptionShown, let caption = table.caption { blocks.append(.paragraph(WordParagraph(.caption, caption))) }
    guard !table.columns.isEmpty else {
      return blocks + [.paragraph(WordParagraph(.remark, table.whenEmpty))]
    }
    var rows = [heading]
    if table.rows.isEmpty {
      rows.append(WordTable.Row([across([WordParagraph(.tableText, table.whenEmpty, alignment: .center)])]))
    }
    rows += table.rows.map(row)
    let word = WordTable(columns: table.columns.map(\.width), rows: rows, summary: table.caption)
    blocks.append(.table(word))
    // Word puts what follows right under the table's last line.
    blocks.append(.paragraph(WordParagraph(.remark, runs: [], spaceAfter: 0)))
    return blocks
  }

  private var heading: WordTable.Row {
    let cells = table.columns.map { column in
      WordTable.Cell(
        [WordParagraph(.tableHeading, column.title, alignment: Self.alignment(column.alignment))],
        shade: Self.headingShade, verticalAlignment: .center)
    }
    return WordTable.Row(cells, isHeading: true)
  }

  private func row(_ row: PaperTable.Row) -> WordTable.Row {
    if row.isGroup {
      // A heading of rows goes over to the next page with the first of them.
      let text = WordParagraph(
        .tableHeading, runs: row.cells.first.map(PaperWordWriter.runs) ?? [], keepsWithNext: true)
      return WordTable.Row([across([text], shade: Self.groupShade)])
    }
    let cells = zip(row.cells, table.columns).map { text, column in
      WordTable.Cell(
        [
          WordParagraph(
            row.isTotal ? .tableHeading : .tableText, runs: PaperWordWriter.runs(text),
            alignment: Self.alignment(column.alignment))
        ], shade: row.isTotal ? Self.groupShade : nil)
    }
    return WordTable.Row(cells)
  }

  private func across(_ paragraphs: [WordParagraph], shade: OfficeColor? = nil) -> WordTable.Cell {
    WordTable.Cell(paragraphs, span: table.columns.count, shade: shade)
  }

  private static func alignment(_ alignment: PaperTable.Alignment) -> WordParagraph.Alignment {
    switch alignment {
    case .left: .left
    case .right: .right
    case .centre: .center
    }
  }
}

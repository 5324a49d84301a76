internal import SvyazOffice

/// A table of a deck, as many slides long as it must be.
struct DeckTable {
  private let table: PaperTable
  private let area: SlideFrame
  private let columns: [Double]

  /// Points; the greatest of the sizes at which the table stays on one slide, the least where it does not.
  private var size = 12.0
  private static let sizes = [18.0, 16, 14, 12]
  private static let inset = 4.0
  private static let heading = OfficeColor(0x0B4F8A)
  private static let group = OfficeColor(0xE8F0F8)
  private static let line = SlideLine(OfficeColor(0xC3CEDA), width: 0.75)

  init(_ table: PaperTable, area: SlideFrame) {
    self.table = table
    self.area = area
    columns = table.columns.isEmpty ? [1] : table.columns.map(\.width)
    for size in Self.sizes {
      self.size = size
      // Long tables need not be laid out to see that they are long.
      if table.rows.count <= 40, pages.count == 1 { break }
    }
  }

  private struct Row {
    var row: SlideTable.Row
    var isGroup = false
    var isTotal = false

    var height: Double { row.height }
  }

  /// At least one, each with the heading and as many rows as fit.
  var pages: [SlideTable] {
    let widths = SlideTable(frame: area, columns: columns, rows: []).columnWidths
    let head = headingRow(widths)
    let room = area.height - head.height
    var body = table.rows.map { row($0, widths, most: room) }
    if body.isEmpty { body = [across(PaperText(table.whenEmpty), isBold: false, fill: nil, most: room)] }
    var pages: [[Row]] = [[]]
    var used = 0.0
    var group: Row?
    for row in body {
      if used + row.height > room, used > 0 {
        // A row that heads others goes over with them, or comes again over those that are left.
        var moved: [Row] = []
        if let group, !row.isGroup, !row.isTotal, group.height + row.height <= room {
          moved = [group]
          let page = pages[pages.count - 1]
          if page.count > 1, page.last?.isGroup == true { pages[pages.count - 1].removeLast() }
        }
        pages.append(moved)
        used = moved.reduce(0) { $0 + $1.height }
      }
      pages[pages.count - 1].append(row)
      used += row.height
      if row.isGroup { group = row }
    }
    return pages.map { rows in
      SlideTable(
        frame: SlideFrame(x: area.x, y: area.y, width: area.width, height: area.height), columns: columns,
        rows: [head] + rows.map(\.row), line: Self.line, name: table.caption ?? "", alternativeText: table.caption)
    }
  }

  private func headingRow(_ widths: [Double]) -> SlideTable.Row {
    let titles = table.columns.map { PaperText($0.title) }
    // A third of the slide at most: the rows are what the slide is for.
    return cells(titles, widths, most: area.height / 3, isBold: true, color: .white, fill: Self.heading)
  }

  private func row(_ row: PaperTable.Row, _ widths: [Double], most: Double) -> Row {
    if row.isGroup { return across(row.cells.first ?? "", isBold: true, fill: Self.group, most: most / 2) }
    let fill = row.isTotal ? Self.group : nil
    let made = cells(row.cells, widths, most: most, isBold: row.isTotal, color: nil, fill: fill)
    return Row(row: made, isTotal: row.isTotal)
  }

  private func across(_ text: PaperText, isBold: Bool, fill: OfficeColor?, most: Double) -> Row {
    let made = cells([text], [area.width], most: most, isBold: isBold, color: nil, fill: fill, span: columns.count)
    return Row(row: made, isGroup: isBold)
  }

  private func cells(
    _ texts: [PaperText], _ widths: [Double], most: Double, isBold: Bool, color: OfficeColor?, fill: OfficeColor?,
    span: Int = 1
  ) -> SlideTable.Row {
    let line = size * 1.25
    let mostLines = max(1, ((most - 2 * Self.inset) / line).rounded(.down))
    var lines = 1
    var cells: [SlideTable.Cell] = []
    for (index, width) in widths.enumerated() {
      let text = index < texts.count ? texts[index] : ""
      let inner = max(width - 2 * Self.inset, size)
      var left = inner * 0.85 * mostLines
      let runs = DeckText.runs(text, size: size, left: &left, isBold: isBold, color: color)
      let shown = runs.map(\.text).joined()
      lines = max(lines, DeckText.lines(shown, size: size, isBold: isBold, width: inner))
      let alignment = span == 1 && index < table.columns.count ? table.columns[index].alignment : .left
      let paragraph = SlideParagraph(runs, alignment: Self.alignment(alignment))
      let anchored = SlideText([paragraph], anchor: .middle, inset: Self.inset)
      cells.append(SlideTable.Cell(anchored, span: span, fill: fill))
    }
    return SlideTable.Row(cells, height: Double(lines) * line + 2 * Self.inset)
  }

  private static func alignment(_ alignment: PaperTable.Alignment) -> SlideParagraph.Alignment {
    switch alignment {
    case .left: .left
    case .right: .right
    case .centre: .center
    }
  }
}

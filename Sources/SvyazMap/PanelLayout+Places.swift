/// From chosen rows to rectangles.
extension PanelLayout {
  func placed(_ rows: [Row], _ measures: Measures) -> Result {
    // What is left over makes cells a little higher, then the gaps between rows wider; the rest is shared above and below.
    let lines = rows.reduce(0) { $0 + $1.lineCount }
    let spare = max(0, area.height - height(rows, measures))
    let cellExtra =
      lines == 0
      ? 0 : min(spare / Double(lines), measures.cellHeight * (measures.level.isOneLine || isSparse ? 0.6 : 0.35))
    let gapExtra =
      rows.count < 2
      ? 0 : min((spare - cellExtra * Double(lines)) / Double(rows.count - 1), measures.panelGap * 0.8)
    let cellHeight = measures.cellHeight + cellExtra
    let total =
      rows.reduce(0) { $0 + $1.height(measures, cellHeight: cellHeight) }
      + Double(rows.count - 1) * (measures.panelGap + gapExtra)
    var y = max(0, (area.height - total) * 0.4)
    var result: [Placed] = []
    for row in rows {
      let height = row.height(measures, cellHeight: cellHeight)
      let width = row.isLeftOut ? row.panelWidth : slender(row, cellHeight: cellHeight, measures)
      let count = Double(row.panels.count)
      var x = (area.width - count * width - (count - 1) * measures.panelGap) / 2
      for (position, panel) in row.panels.enumerated() {
        let frame = Rect(x: x, y: y, width: width, height: height)
        result.append(
          place(
            panel, row.headers[position], top: row.headerHeight, columns: row.columns[position], frame: frame,
            cellHeight: cellHeight, measures))
        x += width + measures.panelGap
      }
      y += height + measures.panelGap + gapExtra
    }
    return Result(font: measures.font, level: measures.level, panels: result)
  }

  /// The width of a row's panels: no wider than its cells need to look like cells, unless a name needs the room.
  private func slender(_ row: Row, cellHeight: Double, _ measures: Measures) -> Double {
    let columns = Double(row.columns.max() ?? 1)
    let width =
      2 * measures.padding + columns * cellHeight * measures.largestRatio + (columns - 1) * measures.cellGap
    guard width < row.panelWidth else { return row.panelWidth }
    let headers = row.panels.map { lines(of: panels[$0], width: width, isMarked: row.isMarked, measures) }
    let isSame = zip(row.panels, row.columns).allSatisfy { panel, columns in
      let narrow = cellWidth(panelWidth: width, columns: columns, measures)
      let wide = cellWidth(panelWidth: row.panelWidth, columns: columns, measures)
      return spans(panel, columns: columns, cellWidth: narrow, measures)
        == spans(panel, columns: columns, cellWidth: wide, measures)
    }
    return isSame && headers == row.headers ? width : row.panelWidth
  }

  private func place(
    _ panel: Int, _ header: PanelHeader.Lines, top headerHeight: Double, columns: Int, frame: Rect, cellHeight: Double,
    _ measures: Measures
  ) -> Placed {
    let corner = Point(x: frame.x + measures.padding, y: frame.y + measures.padding)
    let isMarked = panels[panel].subject != nil
    let markHeight = Self.height(of: header, measures)
    let mark =
      isMarked ? Rect(x: corner.x, y: corner.y, width: measures.markWidth, height: markHeight * 0.96) : nil
    let headerX = corner.x + (isMarked ? measures.markWidth + measures.markGap : 0)
    let width = cellWidth(panelWidth: frame.width, columns: columns, measures)
    let spans = spans(panel, columns: columns, cellWidth: width, measures) ?? []
    let top = corner.y + headerHeight + measures.padding * 0.7
    let cells = zip(Self.slots(spans, columns: columns).slots, spans).map { slot, span in
      Rect(
        x: corner.x + Double(slot.column) * (width + measures.cellGap),
        y: top + Double(slot.line) * (cellHeight + measures.cellGap),
        width: Double(span) * (width + measures.cellGap) - measures.cellGap, height: cellHeight)
    }
    return Placed(
      frame: frame, header: header, headerOrigin: Point(x: headerX, y: corner.y), mark: mark, cells: cells)
  }
}

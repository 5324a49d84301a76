/// Rows of panels, and the grid of cells in each.
extension PanelLayout {
  /// Panels beside each other, equally wide and high.
  struct Row {
    var panels: Range<Int>
    var panelWidth: Double
    /// Cells beside each other in each panel: as few as the lines allow.
    var columns: [Int]
    var headers: [PanelHeader.Lines]
    var headerHeight: Double
    var lineCount: Int
    /// For each panel, the lines that it takes with 1, 2… columns; `nil` where a cell does not fit.
    var lines: [[Int?]]
    /// With fewer a cell would be a bar across the panel.
    var leastColumns: Int
    var isLeftOut: Bool
    var isMarked: Bool

    func height(_ measures: Measures, cellHeight: Double) -> Double {
      let grid = lineCount == 0 ? 0 : Double(lineCount) * (cellHeight + measures.cellGap) - measures.cellGap
      return 2 * measures.padding + headerHeight + (lineCount == 0 ? 0 : measures.padding * 0.7) + grid
    }

    /// Gives every panel as few columns as so many lines allow; takes no line that none of them needs.
    ///
    /// - Returns: whether every panel fits.
    mutating func setLines(_ limit: Int) -> Bool {
      var columns: [Int] = []
      var most = 0
      for list in lines {
        let fitting = list.indices.filter { list[$0].map { $0 <= limit } ?? false }
        guard let index = fitting.first(where: { $0 + 1 >= leastColumns }) ?? fitting.last else { return false }
        columns.append(index + 1)
        most = max(most, list[index] ?? 0)
      }
      self.columns = columns
      lineCount = most
      return true
    }

    /// The next higher number of lines at which a panel can do with fewer columns.
    var nextLines: Int? {
      zip(lines, columns).flatMap { list, columns in
        list.prefix(columns - 1).dropFirst(leastColumns - 1).compactMap { $0 }
      }
      .filter { $0 > lineCount }.min()
    }
  }

  func spans(_ panel: Int, columns: Int, cellWidth: Double, _ measures: Measures) -> [Int]? {
    let cells = panels[panel].cells[measures.level.rawValue]
    var spans: [Int] = []
    spans.reserveCapacity(cells.count)
    for cell in cells {
      let needed = cell.leastWidth * measures.font + measures.cellSides
      // Bounded before it becomes an integer.
      let share = min((needed + measures.cellGap - 0.001) / (cellWidth + measures.cellGap), 1000)
      let span = max(1, Int(share.rounded(.up)))
      if span > min(columns, 3) {
        guard cell.allowsEllipsis else { return nil }
        spans.append(min(columns, 3))
      } else {
        spans.append(span)
      }
    }
    return spans
  }

  /// Line and column of each cell, filled in order.
  static func slots(_ spans: [Int], columns: Int) -> (slots: [(line: Int, column: Int)], lines: Int) {
    var slots: [(line: Int, column: Int)] = []
    var line = 0
    var column = 0
    for span in spans {
      if column + span > columns {
        line += 1
        column = 0
      }
      slots.append((line, column))
      column += span
    }
    return (slots, spans.isEmpty ? 0 : line + 1)
  }

  func cellWidth(panelWidth: Double, columns: Int, _ measures: Measures) -> Double {
    (panelWidth - 2 * measures.padding - Double(columns - 1) * measures.cellGap) / Double(columns)
  }

  func lines(_ panel: Int, panelWidth: Double, leastColumns: Int, _ measures: Measures) -> [Int?] {
    var list: [Int?] = []
    for columns in 1...60 {
      let width = cellWidth(panelWidth: panelWidth, columns: columns, measures)
      if width < measures.font * 2.4 { break }
      let lines = spans(panel, columns: columns, cellWidth: width, measures).map { spans in
        Self.slots(spans, columns: columns).lines
      }
      list.append(lines)
      // More columns save nothing.
      if columns >= leastColumns, let lines, lines <= 1 { break }
    }
    return list
  }

  /// The header of a panel of this width.
  func lines(of panel: Panel, width: Double, isMarked: Bool, _ measures: Measures) -> PanelHeader.Lines {
    let room = width - 2 * measures.padding - (isMarked ? measures.markWidth + measures.markGap : 0)
    return panel.header.lines(titleWidth: room / measures.titleFont, detailWidth: room / measures.detailFont)
  }

  /// The lowest row of these panels; `nil` when something does not fit the width.
  func row(_ range: Range<Int>, _ measures: Measures) -> Row? {
    let count = Double(range.count)
    let width = (area.width - (count - 1) * measures.panelGap) / count
    let isMarked = range.contains { panels[$0].subject != nil }
    guard width > 2 * measures.padding + measures.markWidth + measures.markGap else { return nil }
    let leastColumns =
      (1...60).first { columns in
        cellWidth(panelWidth: width, columns: columns, measures) <= measures.cellHeight * measures.largestRatio
      } ?? 60
    var lines: [[Int?]] = []
    var fewest = 0
    for panel in range {
      lines.append(self.lines(panel, panelWidth: width, leastColumns: leastColumns, measures))
      guard let least = lines.last?.compactMap({ $0 }).min() else { return nil }
      fewest = max(fewest, least)
    }
    let headers = range.map { self.lines(of: panels[$0], width: width, isMarked: isMarked, measures) }
    guard measures.level == .number || !headers.contains(where: \.isCut) else { return nil }
    var row = Row(
      panels: range, panelWidth: width, columns: [], headers: headers,
      headerHeight: headers.map { Self.height(of: $0, measures) }.max() ?? 0, lineCount: fewest, lines: lines,
      leastColumns: leastColumns, isLeftOut: range.contains { panels[$0].isLeftOut }, isMarked: isMarked)
    return row.setLines(fewest) ? row : nil
  }

  static func height(of header: PanelHeader.Lines, _ measures: Measures) -> Double {
    Double(header.title.count) * measures.titleStep + Double(header.details.count) * measures.detailStep
  }
}

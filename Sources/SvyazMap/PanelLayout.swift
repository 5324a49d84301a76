/// Places panels of cells on a page: rows of panels of equal width, each filled with a grid of equal cells.
///
/// The arithmetic is ours and not graphviz's. Its `osage` packs boxes into rows of a given count as well, but it knows
/// neither the page nor the words: it could choose neither the number of panels in a row, nor of cells in a panel, nor
/// the font, and cells of one grid need no search at all. The DOT file of the map still asks for `osage`.
///
/// Everything is tried: the rows, where subjects break them, how far names are written out, the font, the cells in a
/// row. The best by a plain score wins, so equal maps come out equal.
struct PanelLayout {
  /// A panel as the layout sees it.
  struct Panel {
    let subject: Int?
    let isLeftOut: Bool
    let header: PanelHeader
    /// At each level of ``PanelCell/Level``.
    let cells: [[PanelCell]]
  }

  struct Placed {
    var frame: Rect
    var header: PanelHeader.Lines
    /// Upper left corner of the header's text, and its mark.
    var headerOrigin: Point
    var mark: Rect?
    var cells: [Rect]
  }

  struct Result {
    var font: Double
    var level: PanelCell.Level
    var panels: [Placed]
  }

  /// Fonts for a slide, the largest first: few cells may be large.
  static func fonts(cellCount: Int) -> [Double] {
    let largest = cellCount <= 10 ? 22.0 : cellCount <= 20 ? 19 : cellCount <= 30 ? 17 : 15
    return stride(from: largest, through: LayoutBounds.smallestText, by: -0.5).map { $0 }
  }

  let panels: [Panel]
  let area: Size
  /// At each level, the sum of the cells' least widths for a font of one point, and their number.
  let needs: [(width: Double, count: Double)]

  init(panels: [Panel], area: Size) {
    self.panels = panels
    self.area = area
    needs = PanelCell.Level.allCases.map { level in
      let cells = panels.flatMap { $0.cells[level.rawValue] }
      return (cells.reduce(0) { $0 + $1.leastWidth }, Double(cells.count))
    }
  }

  /// So few cells that they may grow.
  var isSparse: Bool { (needs.first?.count ?? 0) <= 30 }

  // MARK: Measures, in points, for a font

  struct Measures {
    let font: Double
    let level: PanelCell.Level

    var padding: Double { max(5, font * 0.6) }
    var cellGap: Double { max(LayoutBounds.separation + 0.5, font * 0.38) }
    var panelGap: Double { font * 0.95 }
    var titleFont: Double { font * PanelHeader.titleScale }
    var detailFont: Double { max(LayoutBounds.smallestText, font * 0.92) }
    var codeFont: Double { max(LayoutBounds.smallestText, font * 0.82) }
    var titleStep: Double { titleFont * 1.16 }
    var detailStep: Double { detailFont * 1.2 }
    var cellHeight: Double { (PanelCell.textHeight(level) + (level.isOneLine ? 0.7 : 0.62)) * font }
    /// Of a cell's width to its height, in one place of the grid.
    var largestRatio: Double { level.isOneLine ? 9 : 5.2 }
    /// Beside the text of a cell, on both sides together.
    var cellSides: Double { font * 1.25 }
    var markWidth: Double { font * 0.36 }
    /// Between the mark and the words.
    var markGap: Double { font * 0.45 }
  }

  // MARK: The page

  /// Rows of at most `width` panels, evenly filled; a subject begins a row where `breaks`. Left-out strips come last.
  private func ranges(width: Int, breaks: Bool) -> [Range<Int>] {
    let plain = panels.prefix { !$0.isLeftOut }.count
    var runs: [Range<Int>] = []
    for index in 0..<plain {
      if breaks, let last = runs.last, panels[last.lowerBound].subject == panels[index].subject {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else if !breaks, let last = runs.last {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    var rows: [Range<Int>] = []
    for run in runs {
      let count = (run.count + width - 1) / width
      var start = run.lowerBound
      for number in 0..<count {
        let size = run.count / count + (number < run.count % count ? 1 : 0)
        rows.append(start..<start + size)
        start += size
      }
    }
    let strips = plain..<panels.count
    // Short strips share a row.
    let isShort = strips.count <= 4 && strips.allSatisfy { panels[$0].cells[0].count <= 8 }
    return rows + (strips.count > 1 && isShort ? [strips] : strips.map { $0..<$0 + 1 })
  }

  func height(_ rows: [Row], _ measures: Measures) -> Double {
    rows.reduce(-measures.panelGap) { $0 + $1.height(measures, cellHeight: measures.cellHeight) + measures.panelGap }
  }

  private func rows(_ ranges: [Range<Int>], _ measures: Measures) -> [Row]? {
    var rows: [Row] = []
    var height = -measures.panelGap
    for range in ranges {
      guard let row = row(range, measures) else { return nil }
      rows.append(row)
      height += row.height(measures, cellHeight: measures.cellHeight) + measures.panelGap
      if height > area.height { return nil }
    }
    return rows
  }

  /// The best arrangement; `nil` when nothing fits.
  ///
  /// - Parameters:
  ///   - levels: those that may be tried.
  ///   - fonts: likewise, the largest first.
  func run(levels: [PanelCell.Level], fonts: [Double]) -> Result? {
    guard area.width > 0, area.height > 0 else { return nil }
    if panels.isEmpty { return Result(font: LayoutBounds.largestFont, level: .full, panels: []) }
    let plain = panels.prefix { !$0.isLeftOut }.count
    let hasSubjects = Set(panels.prefix(plain).map(\.subject)).count > 1
    var best: (score: Double, rows: [Row], measures: Measures)?
    for level in levels {
      for breaks in hasSubjects ? [true, false] : [false] {
        var known: Set<[Range<Int>]> = []
        // Panels narrower than a word and its padding are none.
        for width in 1...max(1, min(plain, Int(area.width / 50))) {
          let ranges = ranges(width: width, breaks: breaks)
          guard known.insert(ranges).inserted else { continue }
          let bonus = score(ranges, level: level)
          for font in fonts {
            // No more than this can a filled page add.
            if let best, font + bonus + 1.5 <= best.score { break }
            let measures = Measures(font: font, level: level)
            guard mayFit(measures) else { continue }
            guard let found = rows(ranges, measures) else { continue }
            let rows = widened(found, measures)
            let score =
              font + bonus + 1.5 * height(rows, measures) / area.height - 12 * shareOfWideCells(rows, measures)
            if best.map({ score > $0.score }) ?? true { best = (score, rows, measures) }
          }
        }
      }
    }
    return best.map { placed($0.rows, $0.measures) }
  }

  /// Whether the cells alone leave room: saves trying what cannot be.
  private func mayFit(_ measures: Measures) -> Bool {
    if measures.level == .number { return true }
    let (width, count) = needs[measures.level.rawValue]
    let cells =
      (width * measures.font + count * (measures.cellSides + measures.cellGap))
      * (measures.cellHeight + measures.cellGap)
    // Gaps beside and under the last cells are none.
    return cells <= (area.width + measures.cellGap * Double(panels.count)) * (area.height + measures.cellGap)
  }

  /// What speaks for rows of panels beside the font, in points of it.
  private func score(_ ranges: [Range<Int>], level: PanelCell.Level) -> Double {
    let plain = ranges.filter { !panels[$0.lowerBound].isLeftOut }
    let mixed = plain.filter { range in Set(range.map { panels[$0].subject }).count > 1 }.count
    let uneven = Set(plain.map(\.count)).count - 1
    let levelCost =
      switch level {
      case .full: 0.0
      case .fullLine: 0.5
      case .short: 1.0
      case .shortLine: 1.2
      case .number: 3.2
      }
    // Many subjects of one panel each have no rows of their own.
    let share = plain.isEmpty ? 0 : Double(mixed) / Double(plain.count)
    return -1.2 * share - 0.5 * Double(max(uneven, 0)) - levelCost
  }

  /// Cells that take more than one place make a grid ragged.
  private func shareOfWideCells(_ rows: [Row], _ measures: Measures) -> Double {
    var wide = 0
    var count = 0
    for row in rows where !row.isLeftOut {
      for (panel, columns) in zip(row.panels, row.columns) {
        let width = cellWidth(panelWidth: row.panelWidth, columns: columns, measures)
        let spans = spans(panel, columns: columns, cellWidth: width, measures) ?? []
        wide += spans.count { $0 > 1 }
        count += spans.count
      }
    }
    return count == 0 ? 0 : Double(wide) / Double(count)
  }

  /// More lines of fewer and wider cells, in the row of the narrowest first, as long as the page holds them: a page half
  /// empty under crowded cells is a waste.
  private func widened(_ rows: [Row], _ measures: Measures) -> [Row] {
    var rows = rows
    func ratio(_ row: Row) -> Double {
      cellWidth(panelWidth: row.panelWidth, columns: row.columns.max() ?? 1, measures) / measures.cellHeight
    }
    var closed = Set(rows.indices.filter { rows[$0].isLeftOut || rows[$0].lineCount == 0 })
    while let index = rows.indices.filter({ !closed.contains($0) }).min(by: { ratio(rows[$0]) < ratio(rows[$1]) }) {
      var trial = rows
      guard let next = trial[index].nextLines, trial[index].setLines(next),
        trial[index].lineCount > rows[index].lineCount,
        ratio(trial[index]) <= measures.largestRatio, height(trial, measures) <= area.height
      else {
        closed.insert(index)
        continue
      }
      rows = trial
    }
    return rows
  }
}

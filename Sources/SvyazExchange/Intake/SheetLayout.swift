import SvyazContract
import SvyazGraph

/// Where a sheet has its heading, which table it is for and which column holds what.
struct SheetLayout {
  var table: Network.Table
  /// Positions in the sheet's rows; data begin after them.
  var headingRows: Range<Int>
  /// By column of the sheet.
  var fields: [Int: HeadingWords.Field] = [:]
  /// The heading of every column that has one, as the sheet has it.
  var headings: [Int: String] = [:]
  /// Columns whose heading says nothing to us.
  var unknown: [Int] = []
  /// Pairs of columns that mean the same.
  var duplicates: [(first: Int, second: Int)] = []
  /// The other table that the headings fit as well.
  var rival: Network.Table?
  /// Headings are the contract's own names: cells are taken as they are.
  var isContract = false

  /// The sheet's column for a column of the table.
  func column(_ name: String) -> Int? { columns[name] }
  private(set) var columns: [String: Int] = [:]

  /// Columns 2, 3, 4 and 5, when the sheet has all of them.
  var marks: [Int]? {
    let found = HeadingWords.Extra.marks.compactMap { columns[$0] }
    return found.count == 4 ? found : nil
  }

  func isInclusive(_ name: String) -> Bool {
    columns[name].flatMap { fields[$0]?.isInclusive } ?? false
  }

  /// Required columns that neither the sheet nor the defaults give.
  func missing(_ known: Set<String>) -> [String] {
    // A key alone, with something to change, is enough for rows that are known already.
    if ColumnRule.isUpdatable(table), let key = table.keyColumns.first, columns[key] != nil,
      columns.count > 1
    {
      return []
    }
    return ColumnRule.required(table).filter { name in
      if name == "successful", marks != nil { return false }
      if table == .schools, name == "name", columns["short_name"] != nil { return false }
      return columns[name] == nil && !known.contains(name)
    }
  }

  // MARK: Finding

  /// Headings are looked for in so many rows from the top.
  static let searchedRows = 40
  /// At most so many rows make one heading.
  private static let deepest = 3

  /// - Parameter known: columns that need not be in the sheet, for they have a default.
  /// - Returns: `nil` when no row looks like a heading.
  /// - Complexity: O(1) in the number of rows: only the first ones are looked at.
  static func find(_ grid: SheetGrid, name: String, table: Network.Table?, known: Set<String>)
    -> SheetLayout?
  {
    let texts = (0..<min(grid.rows.count, searchedRows + deepest)).map { headingTexts(grid, $0) }
    let folded = texts.map { $0.map { HeadingWords.folded($0) } }
    let hint = TableNames.table(named: name)
    let tables = table.map { [$0] } ?? Network.Table.allCases.filter { $0 != .network }
    var best: (score: Int, layout: SheetLayout)?
    for start in 0..<min(texts.count, searchedRows)
    where texts[start].contains(where: { !$0.isEmpty }) {
      for depth in 1...deepest where start + depth <= texts.count {
        if depth > 1, texts[start + depth - 1].allSatisfy(\.isEmpty) { break }
        let names = columnNames(texts, folded, start..<start + depth)
        guard names.contains(where: { !$0.readings.isEmpty }) else { continue }
        for table in tables {
          var layout = SheetLayout(table: table, headingRows: start..<start + depth)
          guard layout.take(names) else { continue }
          let matched = layout.columns.keys.filter { !HeadingWords.Extra.unused.contains($0) }.count
          let filled = names.filter { !$0.shown.isEmpty }.count
          guard matched >= 2 || (matched == 1 && filled <= 3) else { continue }
          var score =
            matched * 4 + (layout.columns.count - matched) - layout.missing(known).count * 3
          // Lists of schools alone are lists of statuses.
          if matched == 1, table == .statuses { score += 4 }
          if matched == 1, layout.missing(known).isEmpty { score += 3 }
          if matched == 1, table == .schools { score -= 8 }
          // A title above the heading is no part of it.
          score -= depth - 1
          if table == hint { score += 6 }
          if matched == filled { score += 1 }
          if let current = best {
            if score < current.score { continue }
            if score == current.score {
              if table != current.layout.table, layout.headingRows == current.layout.headingRows {
                best?.layout.rival = table
              }
              continue
            }
          }
          best = (score, layout)
        }
      }
    }
    return best?.layout
  }

  private struct ColumnName {
    var shown = ""
    /// What it can mean, the likeliest first; of one reading at most one field of each table.
    var readings: [[HeadingWords.Field]] = []
  }

  private static func headingTexts(_ grid: SheetGrid, _ index: Int) -> [String] {
    let row = grid.rows[index]
    let count = min(SheetGrid.mostColumns, max(row.cells.count, 0) + 40)
    var texts: [String] = []
    for column in 0..<count {
      let cell = grid.headingCell(index, column)
      switch cell {
      case .text, .number: texts.append(IntakeText.onOneLine(SheetGrid.text(cell).prefix(300)))
      default: texts.append("")
      }
    }
    while texts.last?.isEmpty == true { texts.removeLast() }
    return texts
  }

  /// Joins the rows of a heading: a title over several columns stands before each of them.
  private static func columnNames(_ texts: [[String]], _ folded: [[String]], _ rows: Range<Int>)
    -> [ColumnName]
  {
    let width = texts[rows].map(\.count).max() ?? 0
    var names = [ColumnName](repeating: ColumnName(), count: width)
    for column in 0..<width {
      var shown: [String] = []
      var parts: [String] = []
      var isOwn = true
      for row in rows {
        var text = column < texts[row].count ? texts[row][column] : ""
        var part = column < texts[row].count ? folded[row][column] : ""
        if text.isEmpty, row + 1 < rows.upperBound, column < texts[row + 1].count,
          !texts[row + 1][column].isEmpty
        {
          // A text file has no merged cells: the title stands above the first of its columns only.
          var left = min(column, texts[row].count) - 1
          while left >= 0, texts[row][left].isEmpty, left < texts[row + 1].count,
            !texts[row + 1][left].isEmpty
          {
            left -= 1
          }
          if left >= 0, !texts[row][left].isEmpty, left < texts[row + 1].count,
            !texts[row + 1][left].isEmpty,
            texts[row + 1][left] != texts[row][left]
          {
            text = texts[row][left]
            part = folded[row][left]
            isOwn = false
          }
        } else if column > 0, column - 1 < texts[row].count, !text.isEmpty,
          texts[row][column - 1] == text,
          row + 1 < rows.upperBound
        {
          isOwn = false
        }
        guard !text.isEmpty, shown.last != text else { continue }
        shown.append(text)
        if !part.isEmpty { parts.append(part) }
      }
      var candidates: [String] = []
      if let last = parts.last {
        candidates.append(parts.joined(separator: " "))
        if parts.count > 1 { candidates.append(last) }
        if parts.count > 1, isOwn, let first = parts.first { candidates.append(first) }
        // «Участников, всего (чел.)», «Школа*1»: without brackets and marks of footnotes.
        if let text = shown.last,
          let bracket = text.firstIndex(where: { $0 == "(" || $0 == "*" || $0 == "[" })
        {
          candidates.append(HeadingWords.folded(text[..<bracket]))
        }
        if let text = shown.last, let comma = text.lastIndex(of: ",") {
          candidates.append(HeadingWords.folded(text[..<comma]))
        }
        let words = last.split(separator: " ")
        if words.count > 1, let number = words.last, number.utf8.count == 1,
          number.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        {
          candidates.append(words.dropLast().joined(separator: " "))
        }
      }
      names[column] = ColumnName(
        shown: shown.joined(separator: " / "),
        readings: candidates.map { HeadingWords.fields($0) }.filter { !$0.isEmpty })
    }
    return names
  }

  /// Gives every column its field. `false` when none has any.
  private mutating func take(_ names: [ColumnName]) -> Bool {
    isContract = true
    for (column, name) in names.enumerated() where !name.shown.isEmpty {
      headings[column] = name.shown
      let table = table
      let field = name.readings.lazy.compactMap { fields in fields.first { $0.table == table } }
        .first
      guard let field else {
        unknown.append(column)
        continue
      }
      if name.shown != field.column, !HeadingWords.Extra.unused.contains(field.column) {
        isContract = false
      }
      if let first = columns[field.column] {
        // Two columns of row numbers or logins do no harm.
        if !HeadingWords.Extra.unused.contains(field.column) { duplicates.append((first, column)) }
        continue
      }
      columns[field.column] = column
      fields[column] = field
    }
    keepMarksTogether()
    return columns.keys.contains { !HeadingWords.Extra.unused.contains($0) }
  }

  /// «2», «3», «4», «5» are marks only when all stand there, in this order.
  private mutating func keepMarksTogether() {
    if let marks, marks == marks.sorted() { return }
    for name in HeadingWords.Extra.marks {
      guard let column = columns.removeValue(forKey: name) else { continue }
      fields[column] = nil
      unknown.append(column)
    }
    duplicates.removeAll { pair in unknown.contains(pair.first) }
    unknown.sort()
  }
}

/// Names of sheets and files that tell their table: «schools.csv», «Школы».
enum TableNames {
  static func table(named name: String) -> Network.Table? {
    var words = IntakeText.tokens(name)
    if let last = words.last, ["csv", "txt", "tsv", "xlsx"].contains(last) { words.removeLast() }
    return names[words.joined(separator: " ")]
  }

  private static let names: [String: Network.Table] = {
    var names: [String: Network.Table] = [:]
    for table in Network.Table.allCases where table != .network {
      names[table.rawValue] = table
      names[IntakeText.folded(ColumnRule.russian(table))] = table
    }
    for (name, table) in [
      ("статусы", Network.Table.statuses), ("наставники", .mentors), ("ограничения", .constraints),
      ("пары", .partnerships),
      ("мероприятия", .measures), ("участие", .participations), ("программы", .programmes),
      ("члены ммо", .memberships),
      ("партнерства", .partnerships),
    ] { names[name] = table }
    return names
  }()
}

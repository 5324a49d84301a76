/// Tables of papers as HTML: head repeated on each page, groups as bodies of their own.
enum PaperTableHTML {
  static func inline(_ text: PaperText) -> String {
    text.runs.map { run in
      var out = Markup.escape(run.text)
      if run.isItalic { out = "<em>\(out)</em>" }
      if run.isBold { out = "<strong>\(out)</strong>" }
      return out
    }.joined()
  }

  static func write(_ table: PaperTable, in orientation: Paper.Orientation) -> String {
    let count = table.columns.count
    guard count > 0 else { return "" }
    // A wide table scrolls on a telephone: by the keyboard too.
    let label = Markup.escape(table.caption ?? "Таблица")
    var out =
      count > 3
      ? #"<div class="table" role="region" tabindex="0" aria-label="\#(label)"><table class="wide">"#
      : #"<div class="table"><table>"#
    out += "\n"
    if let caption = table.caption { out += "<caption>\(Markup.escape(caption))</caption>\n" }
    out += "<colgroup>"
    for width in widths(table, in: orientation == .portrait ? 467 : 714) {
      out += #"<col style="width:\#(Markup.number(width * 100))%"/>"#
    }
    out += "</colgroup>\n<thead><tr>"
    for column in table.columns {
      out += #"<th scope="col"\#(name(column.alignment))>\#(Markup.escape(column.title))</th>"#
    }
    out += "</tr></thead>\n<tbody>\n"
    if table.rows.isEmpty {
      out += #"<tr class="empty"><td colspan="\#(count)">\#(Markup.escape(table.whenEmpty))</td></tr>"# + "\n"
    }
    for (index, row) in table.rows.enumerated() {
      if row.isGroup {
        if index > 0 { out += "</tbody>\n<tbody>\n" }
        let text = row.cells.first.map(inline) ?? ""
        out += #"<tr class="group"><th scope="rowgroup" colspan="\#(count)">\#(text)</th></tr>"# + "\n"
        continue
      }
      out += row.isTotal ? #"<tr class="total">"# : "<tr>"
      for (index, column) in table.columns.enumerated() {
        let text = index < row.cells.count ? inline(row.cells[index]) : ""
        out += "<td\(name(column.alignment))>\(text)</td>"
      }
      out += "</tr>\n"
    }
    return out + "</tbody>\n</table></div>\n"
  }

  private static func name(_ alignment: PaperTable.Alignment) -> String {
    switch alignment {
    case .left: ""
    case .right: #" class="right""#
    case .centre: #" class="centre""#
    }
  }

  /// Shares of the table's width that sum to 1: as wished, but wide enough for the longest word where there is room.
  static func widths(_ table: PaperTable, in available: Double) -> [Double] {
    let size = 9.5
    let padding = 9.0
    let wished = table.columns.map { $0.width.isFinite ? min(max($0.width, 0.01), 1000) : 1 }
    let sum = wished.reduce(0, +)
    var needed = table.columns.map { longestWord($0.title, size: size) }
    for row in table.rows.prefix(2000) where !row.isGroup {
      for (index, cell) in row.cells.enumerated() where index < needed.count {
        needed[index] = max(needed[index], longestWord(cell.plain, size: size))
      }
    }
    // One column does not push out the others for a word that no page holds.
    let most = available / Double(table.columns.count) * 1.6
    needed = needed.map { min($0 + padding, most) }
    let floor = needed.reduce(0, +)
    if floor >= available { return needed.map { $0 / floor } }
    // Columns short of their need get it; the rest share what is left as wished.
    var widths = wished.map { $0 / sum * available }
    var isFixed = [Bool](repeating: false, count: widths.count)
    for _ in widths.indices {
      guard let short = widths.indices.first(where: { !isFixed[$0] && widths[$0] < needed[$0] }) else { break }
      isFixed[short] = true
      let taken = widths.indices.reduce(0) { $0 + (isFixed[$1] ? needed[$1] : 0) }
      let rest = widths.indices.reduce(0) { $0 + (isFixed[$1] ? 0 : wished[$1]) }
      for index in widths.indices {
        widths[index] = isFixed[index] ? needed[index] : wished[index] / max(rest, 0.01) * (available - taken)
      }
    }
    let total = widths.reduce(0, +)
    return widths.map { $0 / total }
  }

  private static func longestWord(_ text: String, size: Double) -> Double {
    String(text.unicodeScalars.prefix(2000)).split(whereSeparator: { $0 == " " || $0 == "\n" }).reduce(0) {
      most, word in
      max(most, TextWidth.of(String(word.prefix(60)), size: size))
    }
  }
}

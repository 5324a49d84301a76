/// A table for a terminal: columns as wide as their widest cell, numbers to the right, a line under the heading.
struct TextTable {
  enum Alignment {
    case left, right
  }

  private let headings: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  init(_ columns: KeyValuePairs<String, Alignment>) {
    headings = columns.map(\.key)
    alignments = columns.map(\.value)
  }

  /// A row may be shorter than the heading.
  mutating func add(_ cells: [String]) { rows.append(cells) }

  var isEmpty: Bool { rows.isEmpty }

  /// Every line ends with a line end.
  func text(indent: Int = 2) -> String {
    let widths = headings.indices.map { column in
      rows.reduce(Self.width(headings[column])) { max($0, $1.count > column ? Self.width($1[column]) : 0) }
    }
    let margin = String(repeating: " ", count: indent)
    func line(_ cells: [String]) -> String {
      let padded = headings.indices.map { column in
        let cell = cells.count > column ? cells[column] : ""
        let gap = String(repeating: " ", count: widths[column] - Self.width(cell))
        return alignments[column] == .right ? gap + cell : cell + gap
      }
      var text = margin + padded.joined(separator: "  ")
      while text.last == " " { text.removeLast() }
      return text + "\n"
    }
    let rule = margin + widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n"
    return line(headings) + rule + rows.map(line).joined()
  }

  /// Characters; combining marks and joined emoji count once, as terminals show them.
  private static func width(_ text: String) -> Int { text.count }
}

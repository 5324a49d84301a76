extension WordBody {
  private static let borderColor = OfficeColor(0x8595A6).hex

  /// - Precondition: the table has columns and rows.
  func write(_ table: WordTable, into xml: inout XMLWriter) {
    let widths = OfficeUnits.divide(page.textWidth, shares: Array(table.columns.prefix(WordTable.mostColumns)))
    xml.element("w:tbl") { xml in
      xml.element("w:tblPr") { xml in
        xml.element("w:tblStyle", ["w:val": "TableNormal"])
        xml.element("w:tblW", ["w:w": "\(page.textWidth)", "w:type": "dxa"])
        if table.borders == .grid {
          xml.element("w:tblBorders") { xml in
            for edge in ["top", "left", "bottom", "right", "insideH", "insideV"] { border(edge, into: &xml) }
          }
        }
        xml.element("w:tblLayout", ["w:type": "fixed"])
        if table.borders == .none {
          // Without lines the text itself stands at the margin, and columns keep apart.
          xml.element("w:tblCellMar") { xml in
            xml.element("w:left", ["w:w": "0", "w:type": "dxa"])
            xml.element("w:right", ["w:w": "170", "w:type": "dxa"])
          }
        }
        xml.element("w:tblLook", ["w:val": "0020", "w:firstRow": "1"])
        if let summary = table.summary {
          xml.element("w:tblDescription", ["w:val": OfficeText.line(summary, most: 1000)])
        }
      }
      xml.element("w:tblGrid") { xml in for width in widths { xml.element("w:gridCol", ["w:w": "\(width)"]) } }
      var isHead = true
      for row in table.rows {
        isHead = isHead && row.isHeading
        write(row, widths: widths, isHeading: isHead, into: &xml)
      }
    }
  }

  private func write(_ row: WordTable.Row, widths: [Int], isHeading: Bool, into xml: inout XMLWriter) {
    xml.element("w:tr") { xml in
      xml.element("w:trPr") { xml in
        xml.element("w:cantSplit")
        if isHeading { xml.element("w:tblHeader") }
      }
      var column = 0
      for cell in row.cells where column < widths.count {
        let span = min(max(1, cell.span), widths.count - column)
        write(cell, span: span, width: widths[column..<column + span].reduce(0, +), into: &xml)
        column += span
      }
      for width in widths[column...] {
        write(WordTable.Cell([WordParagraph(.tableText, runs: [])]), span: 1, width: width, into: &xml)
      }
    }
  }

  private func write(_ cell: WordTable.Cell, span: Int, width: Int, into xml: inout XMLWriter) {
    xml.element("w:tc") { xml in
      xml.element("w:tcPr") { xml in
        xml.element("w:tcW", ["w:w": "\(width)", "w:type": "dxa"])
        if span > 1 { xml.element("w:gridSpan", ["w:val": "\(span)"]) }
        if !cell.edges.isEmpty {
          xml.element("w:tcBorders") { xml in
            let order: [(WordTable.Cell.Edge, String)] = [
              (.top, "top"), (.left, "left"), (.bottom, "bottom"), (.right, "right"),
            ]
            for (edge, name) in order where cell.edges.contains(edge) { border(name, into: &xml) }
          }
        }
        if let shade = cell.shade { xml.element("w:shd", ["w:val": "clear", "w:color": "auto", "w:fill": shade.hex]) }
        xml.element("w:vAlign", ["w:val": cell.verticalAlignment.rawValue])
      }
      for paragraph in cell.paragraphs { write(paragraph, into: &xml) }
      // A cell without a paragraph makes the file unreadable.
      if cell.paragraphs.isEmpty { write(WordParagraph(.tableText, runs: []), into: &xml) }
    }
  }

  private func border(_ edge: String, into xml: inout XMLWriter) {
    xml.element("w:\(edge)", ["w:val": "single", "w:sz": "4", "w:space": "0", "w:color": Self.borderColor])
  }
}

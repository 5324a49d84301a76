/// Tables as DrawingML.
struct SlideTableWriter {
  let texts: SlideTextWriter

  func write(_ table: SlideTable, id: Int, into xml: inout XMLWriter) {
    let total = max(1, OfficeUnits.emuLength(table.frame.width))
    let columns = table.columns.isEmpty ? [1] : table.columns
    let widths = OfficeUnits.divide(total, shares: columns)
    let heights = table.rows.map { OfficeUnits.emuLength($0.height) }
    xml.element("p:graphicFrame") { xml in
      xml.element("p:nvGraphicFramePr") { xml in
        SlideWriter.identity(id: id, table.name, kind: "Таблица", table.alternativeText, into: &xml)
        xml.element("p:cNvGraphicFramePr") { $0.element("a:graphicFrameLocks", ["noGrp": "1"]) }
        xml.element("p:nvPr")
      }
      xml.element("p:xfrm") { xml in
        xml.element("a:off", ["x": "\(OfficeUnits.emu(table.frame.x))", "y": "\(OfficeUnits.emu(table.frame.y))"])
        let height = heights.reduce(0) { min($0 + $1, OfficeUnits.emu(OfficeUnits.mostPoints)) }
        xml.element("a:ext", ["cx": "\(total)", "cy": "\(height)"])
      }
      xml.element("a:graphic") { xml in
        xml.element("a:graphicData", ["uri": "http://schemas.openxmlformats.org/drawingml/2006/table"]) { xml in
          xml.element("a:tbl") { xml in
            xml.element("a:tblPr", ["firstRow": table.hasHeading ? "1" : nil])
            xml.element("a:tblGrid") { xml in for width in widths { xml.element("a:gridCol", ["w": "\(width)"]) } }
            for (row, height) in zip(table.rows, heights) {
              xml.element("a:tr", ["h": "\(height)"]) { cells(of: row, table, columns: widths.count, into: &$0) }
            }
          }
        }
      }
    }
  }

  private func cells(of row: SlideTable.Row, _ table: SlideTable, columns: Int, into xml: inout XMLWriter) {
    var column = 0
    for cell in row.cells where column < columns {
      let span = min(max(1, cell.span), columns - column)
      write(cell, table, span: span, into: &xml)
      // Every column has a cell, those under a wide one as well.
      for _ in 1..<max(span, 1) { write(.init(SlideText([])), table, isCovered: true, into: &xml) }
      column += span
    }
    while column < columns {
      write(.init(SlideText([])), table, into: &xml)
      column += 1
    }
  }

  private func write(
    _ cell: SlideTable.Cell, _ table: SlideTable, span: Int = 1, isCovered: Bool = false, into xml: inout XMLWriter
  ) {
    xml.element("a:tc", ["gridSpan": span > 1 ? "\(span)" : nil, "hMerge": isCovered ? "1" : nil]) { xml in
      texts.writeCell(cell.text, into: &xml)
      let inset = "\(OfficeUnits.emuLength(cell.text.inset))"
      xml.element(
        "a:tcPr",
        ["marL": inset, "marR": inset, "marT": inset, "marB": inset, "anchor": cell.text.anchor.rawValue]
      ) { xml in
        SlideGeometryWriter.write(nil, name: "a:lnL", into: &xml)
        SlideGeometryWriter.write(nil, name: "a:lnR", into: &xml)
        SlideGeometryWriter.write(table.line, name: "a:lnT", into: &xml)
        SlideGeometryWriter.write(table.line, name: "a:lnB", into: &xml)
        SlideGeometryWriter.write(cell.fill.map { .solid($0) } ?? .none, into: &xml)
      }
    }
  }
}

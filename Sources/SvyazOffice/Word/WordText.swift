/// Paragraphs and their runs as XML. Children stand in the order of the schema, as Word insists.
enum WordText {
  /// - Parameters:
  ///   - list: the number of the list in the part `numbering`.
  ///   - startsPage: the paragraph begins a page.
  static func write(_ paragraph: WordParagraph, list: Int?, startsPage: Bool, into xml: inout XMLWriter) {
    xml.element("w:p") { xml in
      xml.element("w:pPr") { xml in
        xml.element("w:pStyle", ["w:val": paragraph.style.rawValue])
        if paragraph.keepsWithNext { xml.element("w:keepNext") }
        if startsPage { xml.element("w:pageBreakBefore") }
        if let list {
          xml.element("w:numPr") { xml in
            xml.element("w:ilvl", ["w:val": "0"])
            xml.element("w:numId", ["w:val": "\(list)"])
          }
        }
        if paragraph.hasLineAbove {
          let line: XMLWriter.Attributes = ["w:val": "single", "w:sz": "4", "w:space": "4", "w:color": "C3CEDA"]
          xml.element("w:pBdr") { $0.element("w:top", line) }
        }
        if paragraph.spaceBefore != nil || paragraph.spaceAfter != nil {
          let before = paragraph.spaceBefore.map { "\(OfficeUnits.twipsLength($0))" }
          let after = paragraph.spaceAfter.map { "\(OfficeUnits.twipsLength($0))" }
          xml.element("w:spacing", ["w:before": before, "w:after": after])
        }
        if let alignment = paragraph.alignment { xml.element("w:jc", ["w:val": alignment.rawValue]) }
      }
      for run in paragraph.runs { write(run, into: &xml) }
    }
  }

  private static func write(_ run: WordRun, into xml: inout XMLWriter) {
    switch run.content {
    case .text(let text):
      let pieces = OfficeText.pieces(text)
      guard !pieces.isEmpty else { return }
      xml.element("w:r") { xml in
        properties(of: run, into: &xml)
        for piece in pieces {
          switch piece {
          case .text(let text): xml.element("w:t", ["xml:space": "preserve"], text: text)
          case .lineBreak: xml.element("w:br")
          case .tab: xml.element("w:tab")
          }
        }
      }
    case .pageNumber: field("PAGE", run, into: &xml)
    case .pageCount: field("NUMPAGES", run, into: &xml)
    }
  }

  /// «1» stands until the program counts.
  private static func field(_ name: String, _ run: WordRun, into xml: inout XMLWriter) {
    func piece(_ xml: inout XMLWriter, _ content: (inout XMLWriter) -> Void) {
      xml.element("w:r") { xml in
        properties(of: run, into: &xml)
        content(&xml)
      }
    }
    piece(&xml) { $0.element("w:fldChar", ["w:fldCharType": "begin"]) }
    piece(&xml) { $0.element("w:instrText", ["xml:space": "preserve"], text: " \(name) ") }
    piece(&xml) { $0.element("w:fldChar", ["w:fldCharType": "separate"]) }
    piece(&xml) { $0.element("w:t", text: "1") }
    piece(&xml) { $0.element("w:fldChar", ["w:fldCharType": "end"]) }
  }

  private static func properties(of run: WordRun, into xml: inout XMLWriter) {
    guard run.isBold || run.isItalic || run.size != nil || run.color != nil else { return }
    xml.element("w:rPr") { xml in
      if run.isBold {
        xml.element("w:b")
        xml.element("w:bCs")
      }
      if run.isItalic {
        xml.element("w:i")
        xml.element("w:iCs")
      }
      if let color = run.color { xml.element("w:color", ["w:val": color.hex]) }
      if let size = run.size {
        let halves = "\(OfficeUnits.textSize(size, parts: 2))"
        xml.element("w:sz", ["w:val": halves])
        xml.element("w:szCs", ["w:val": halves])
      }
    }
  }
}

/// Texts as DrawingML.
struct SlideTextWriter {
  let language: String

  /// The text of a shape, with all that the shape says about its place.
  func write(_ text: SlideText, into xml: inout XMLWriter) {
    xml.element("p:txBody") { body(text, into: &$0) }
  }

  /// The text of a table's cell.
  func writeCell(_ text: SlideText, into xml: inout XMLWriter) {
    xml.element("a:txBody") { xml in
      xml.element("a:bodyPr")
      xml.element("a:lstStyle")
      paragraphs(text, into: &xml)
    }
  }

  /// The text of a placeholder, which has its place and its look from the layout.
  func inherited(_ text: SlideText, isFixed: Bool = false, into xml: inout XMLWriter) {
    xml.element("p:txBody") { xml in
      xml.element("a:bodyPr", ["wrap": isFixed && !text.wraps ? "none" : nil]) { xml in
        if text.fit == .shrinks { xml.element("a:normAutofit") } else if isFixed { xml.element("a:noAutofit") }
      }
      xml.element("a:lstStyle")
      paragraphs(text, into: &xml)
    }
  }

  private func body(_ text: SlideText, into xml: inout XMLWriter) {
    let inset = "\(OfficeUnits.emuLength(text.inset))"
    xml.element(
      "a:bodyPr",
      [
        "wrap": text.wraps ? "square" : "none", "lIns": inset, "tIns": inset, "rIns": inset, "bIns": inset,
        "rtlCol": "0", "anchor": text.anchor.rawValue,
      ]
    ) { xml in xml.element(text.fit == .none ? "a:noAutofit" : "a:normAutofit") }
    xml.element("a:lstStyle")
    paragraphs(text, into: &xml)
  }

  private func paragraphs(_ text: SlideText, into xml: inout XMLWriter) {
    for paragraph in text.paragraphs { write(paragraph, into: &xml) }
    if text.paragraphs.isEmpty { xml.element("a:p") }
  }

  private func write(_ paragraph: SlideParagraph, into xml: inout XMLWriter) {
    xml.element("a:p") { xml in
      properties(of: paragraph, into: &xml)
      for run in paragraph.runs {
        for piece in OfficeText.pieces(run.text) {
          switch piece {
          case .text(let text): write(run, text, into: &xml)
          case .tab: write(run, paragraph.tabs.isEmpty ? " " : "\t", into: &xml)
          case .lineBreak: xml.element("a:br") { look("a:rPr", run, into: &$0) }
          }
        }
      }
      // An empty line is as high as its text would be.
      if let run = paragraph.runs.last, paragraph.runs.allSatisfy(\.text.isEmpty) {
        look("a:endParaRPr", run, into: &xml)
      }
    }
  }

  private func properties(of paragraph: SlideParagraph, into xml: inout XMLWriter) {
    let isListed = paragraph.bullet == .dash || paragraph.bullet == .number
    guard
      paragraph.alignment != nil || paragraph.bullet != nil || paragraph.spaceBefore != nil
        || paragraph.lineSpacing != nil || !paragraph.tabs.isEmpty
    else { return }
    xml.element(
      "a:pPr",
      [
        "marL": isListed ? "285750" : nil, "indent": isListed ? "-285750" : nil,
        "algn": paragraph.alignment?.rawValue,
      ]
    ) { xml in
      for (name, space) in [("a:lnSpc", paragraph.lineSpacing), ("a:spcBef", paragraph.spaceBefore)] {
        guard let space else { continue }
        // Hundredths of a point, at most 1584 pt.
        let hundredths = Int((min(max(OfficeUnits.points(space), 0), 1584) * 100).rounded())
        xml.element(name) { $0.element("a:spcPts", ["val": "\(hundredths)"]) }
      }
      switch paragraph.bullet {
      case .none?: xml.element("a:buNone")
      case .dash:
        xml.element("a:buFont", ["typeface": OfficeTheme.font])
        xml.element("a:buChar", ["char": "–"])
      case .number:
        xml.element("a:buFont", ["typeface": OfficeTheme.font])
        xml.element("a:buAutoNum", ["type": "arabicPeriod"])
      case nil: break
      }
      guard !paragraph.tabs.isEmpty else { return }
      xml.element("a:tabLst") { xml in
        // The format has room for 32.
        for tab in paragraph.tabs.prefix(32) {
          xml.element("a:tab", ["pos": "\(OfficeUnits.emuLength(tab.place))", "algn": tab.alignment.rawValue])
        }
      }
    }
  }

  private func write(_ run: SlideRun, _ text: String, into xml: inout XMLWriter) {
    xml.element("a:r") { xml in
      look("a:rPr", run, into: &xml)
      xml.element("a:t", text: text)
    }
  }

  private func look(_ name: String, _ run: SlideRun, into xml: inout XMLWriter) {
    xml.element(
      name,
      [
        "lang": OfficeText.line(language, most: 35),
        "sz": run.size.map { "\(OfficeUnits.textSize($0, parts: 100))" }, "b": run.isBold ? "1" : nil,
        "i": run.isItalic ? "1" : nil, "dirty": "0",
      ]
    ) { xml in
      if let color = run.color {
        xml.element("a:solidFill") { $0.element("a:srgbClr", ["val": color.hex]) }
      }
      // LibreOffice forgets the layout's font where a run has a look of its own, and in footers always.
      if run.color != nil || run.size != nil { xml.element("a:latin", ["typeface": "+mn-lt"]) }
    }
  }
}

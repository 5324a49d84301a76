/// The part `styles`: how each ``WordParagraph/Style`` looks.
enum WordStyles {
  static let font = "PT Sans"
  private static let ink = OfficeColor(0x1F2933)
  private static let muted = OfficeColor(0x52606D)
  private static let accent = OfficeColor(0x0B4F8A)

  /// What a style changes of «Normal»; sizes and spaces in points.
  private struct Look {
    var name: String
    var size = 11.0
    var isBold = false
    var color: OfficeColor?
    var before = 0.0
    var after = 6.0
    /// Line height over the font's.
    var line = 1.1
    var alignment: WordParagraph.Alignment?
    var keepsWithNext = false
    /// 0 is the first level of headings.
    var outline: Int?
  }

  private static func look(of style: WordParagraph.Style) -> Look {
    switch style {
    case .body: Look(name: "Normal")
    case .title:
      Look(name: "Title", size: 18, isBold: true, after: 4, line: 1, alignment: .center, keepsWithNext: true)
    case .subtitle:
      Look(name: "Subtitle", size: 12, color: muted, after: 14, alignment: .center, keepsWithNext: true)
    case .heading1:
      Look(
        name: "heading 1", size: 14, isBold: true, color: accent, before: 16, after: 6, line: 1, keepsWithNext: true,
        outline: 0)
    case .heading2:
      Look(
        name: "heading 2", size: 12, isBold: true, color: accent, before: 12, after: 4, line: 1, keepsWithNext: true,
        outline: 1)
    case .heading3:
      Look(name: "heading 3", size: 11, isBold: true, before: 10, after: 3, line: 1, keepsWithNext: true, outline: 2)
    case .lead: Look(name: "Lead", size: 12.5, isBold: true, before: 2, after: 8)
    case .remark: Look(name: "Remark", size: 9, color: muted, after: 4, line: 1.05)
    case .caption: Look(name: "caption", size: 10, isBold: true, before: 8, after: 4, line: 1, keepsWithNext: true)
    case .listItem: Look(name: "List Paragraph", after: 3)
    case .tableText: Look(name: "Table Text", size: 9.5, before: 1, after: 1, line: 1)
    case .tableHeading: Look(name: "Table Heading", size: 9.5, isBold: true, before: 2, after: 2, line: 1)
    case .header: Look(name: "header", size: 8, color: muted, after: 0, line: 1)
    case .footer: Look(name: "footer", size: 8, color: muted, after: 0, line: 1)
    }
  }

  static func part(language: String) -> [UInt8] {
    var xml = XMLWriter()
    xml.element("w:styles", WordDocument.namespaces) { xml in
      xml.element("w:docDefaults") { xml in
        xml.element("w:rPrDefault") { xml in
          xml.element("w:rPr") { xml in
            xml.element("w:rFonts", ["w:ascii": font, "w:hAnsi": font, "w:eastAsia": font, "w:cs": font])
            xml.element("w:color", ["w:val": ink.hex])
            xml.element("w:sz", ["w:val": "22"])
            xml.element("w:szCs", ["w:val": "22"])
            xml.element("w:lang", ["w:val": OfficeText.line(language, most: 35)])
          }
        }
        xml.element("w:pPrDefault")
      }
      for style in WordParagraph.Style.allCases { write(style, into: &xml) }
      xml.element("w:style", ["w:type": "table", "w:default": "1", "w:styleId": "TableNormal"]) { xml in
        xml.element("w:name", ["w:val": "Normal Table"])
        xml.element("w:uiPriority", ["w:val": "99"])
        xml.element("w:tblPr") { xml in
          xml.element("w:tblInd", ["w:w": "0", "w:type": "dxa"])
          xml.element("w:tblCellMar") { xml in
            for (edge, width) in [("top", 20), ("left", 85), ("bottom", 20), ("right", 85)] {
              xml.element("w:\(edge)", ["w:w": "\(width)", "w:type": "dxa"])
            }
          }
        }
      }
    }
    return xml.bytes
  }

  private static func write(_ style: WordParagraph.Style, into xml: inout XMLWriter) {
    let look = look(of: style)
    let isBody = style == .body
    xml.element(
      "w:style", ["w:type": "paragraph", "w:default": isBody ? "1" : nil, "w:styleId": style.rawValue]
    ) { xml in
      xml.element("w:name", ["w:val": look.name])
      if !isBody { xml.element("w:basedOn", ["w:val": WordParagraph.Style.body.rawValue]) }
      if look.keepsWithNext && look.outline != nil { xml.element("w:next", ["w:val": "Normal"]) }
      xml.element("w:qFormat")
      xml.element("w:pPr") { xml in
        if look.keepsWithNext {
          xml.element("w:keepNext")
          xml.element("w:keepLines")
        }
        xml.element(
          "w:spacing",
          [
            "w:before": "\(OfficeUnits.twips(look.before))", "w:after": "\(OfficeUnits.twips(look.after))",
            "w:line": "\(Int((look.line * 240).rounded()))", "w:lineRule": "auto",
          ])
        if let alignment = look.alignment { xml.element("w:jc", ["w:val": alignment.rawValue]) }
        if let outline = look.outline { xml.element("w:outlineLvl", ["w:val": "\(outline)"]) }
      }
      xml.element("w:rPr") { xml in
        if look.isBold {
          xml.element("w:b")
          xml.element("w:bCs")
        }
        if let color = look.color { xml.element("w:color", ["w:val": color.hex]) }
        xml.element("w:sz", ["w:val": "\(OfficeUnits.textSize(look.size, parts: 2))"])
        xml.element("w:szCs", ["w:val": "\(OfficeUnits.textSize(look.size, parts: 2))"])
      }
    }
  }
}

extension WordDocument {
  /// The file. The same document gives the same bytes.
  ///
  /// - Throws: ``OfficeError/cannotWrite(reason:)``; no text and no size is a reason for it.
  /// - Complexity: O(length of all texts).
  public func bytes() throws(OfficeError) -> [UInt8] {
    let main = "word/document.xml"
    var package = OfficePackage()
    package.relate(nil, to: main, type: "officeDocument")
    package.add(properties)
    let kind = "officedocument.wordprocessingml"
    let body = WordBody(page: page, blocks: blocks)
    let headerID = header.isEmpty ? nil : package.relate(main, to: "word/header1.xml", type: "header")
    let footerID = footer.isEmpty ? nil : package.relate(main, to: "word/footer1.xml", type: "footer")
    package.add(main, contentType: "\(kind).document.main", body.document(header: headerID, footer: footerID))
    let supports = [
      ("styles", WordStyles.part(language: properties.language)), ("numbering", body.numbering),
      ("settings", Self.settings(language: properties.language)), ("fontTable", Self.fontTable),
    ]
    for (name, bytes) in supports {
      package.relate(main, to: "word/\(name).xml", type: name)
      package.add("word/\(name).xml", contentType: "\(kind).\(name)", bytes)
    }
    if headerID != nil {
      package.add("word/header1.xml", contentType: "\(kind).header", edge("w:hdr", header))
    }
    if footerID != nil {
      package.add("word/footer1.xml", contentType: "\(kind).footer", edge("w:ftr", footer))
    }
    return try package.bytes()
  }

  static let namespaces: XMLWriter.Attributes = [
    "xmlns:w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
  ]

  private func edge(_ name: String, _ paragraphs: [WordParagraph]) -> [UInt8] {
    var xml = XMLWriter()
    xml.element(name, Self.namespaces) { xml in
      for paragraph in paragraphs {
        // Lists belong into the body, which knows their numbers.
        WordText.write(paragraph, list: nil, startsPage: false, into: &xml)
      }
    }
    return xml.bytes
  }

  private static func settings(language: String) -> [UInt8] {
    var xml = XMLWriter()
    xml.element("w:settings", namespaces) { xml in
      xml.element("w:zoom", ["w:percent": "100"])
      xml.element("w:defaultTabStop", ["w:val": "708"])
      xml.element("w:characterSpacingControl", ["w:val": "doNotCompress"])
      // Without it Word opens the file in its compatibility mode of 2007.
      xml.element("w:compat") { xml in
        xml.element(
          "w:compatSetting",
          ["w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word", "w:val": "15"])
      }
      xml.element("w:themeFontLang", ["w:val": OfficeText.line(language, most: 35)])
      xml.element("w:decimalSymbol", ["w:val": ","])
      xml.element("w:listSeparator", ["w:val": ";"])
    }
    return xml.bytes
  }

  /// What stands in for PT Sans where it is not installed.
  private static var fontTable: [UInt8] {
    var xml = XMLWriter()
    xml.element("w:fonts", namespaces) { xml in
      xml.element("w:font", ["w:name": WordStyles.font]) { xml in
        xml.element("w:altName", ["w:val": "Arial"])
        xml.element("w:panose1", ["w:val": "020B0503020203020204"])
        xml.element("w:charset", ["w:val": "CC"])
        xml.element("w:family", ["w:val": "swiss"])
        xml.element("w:pitch", ["w:val": "variable"])
      }
    }
    return xml.bytes
  }
}

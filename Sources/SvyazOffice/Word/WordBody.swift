/// The blocks of a document as XML, with the numbers of its lists.
struct WordBody {
  let page: WordPage
  let blocks: [WordBlock]
  /// By the caller's number of the list: the number in the part `numbering`. 1 is the bullets.
  private var lists: [Int: Int] = [:]

  init(page: WordPage, blocks: [WordBlock]) {
    self.page = page
    self.blocks = blocks
    for block in blocks { number(block) }
  }

  /// Numbered lists in order of appearance, so that the caller's numbers leave no trace.
  private mutating func number(_ block: WordBlock) {
    let paragraphs: [WordParagraph] =
      switch block {
      case .paragraph(let paragraph): [paragraph]
      case .table(let table): table.rows.flatMap { $0.cells.flatMap(\.paragraphs) }
      case .pageBreak: []
      }
    for case .numbers(let list) in paragraphs.map(\.list) where lists[list] == nil { lists[list] = lists.count + 2 }
  }

  func document(header: String?, footer: String?) -> [UInt8] {
    var xml = XMLWriter()
    xml.element("w:document", WordDocument.namespaces) { xml in
      xml.element("w:body") { xml in
        write(into: &xml)
        section(header: header, footer: footer, into: &xml)
      }
    }
    return xml.bytes
  }

  private func write(into xml: inout XMLWriter) {
    var startsPage = false
    var isAfterTable = false
    var isFirst = true
    for block in blocks {
      switch block {
      case .pageBreak:
        startsPage = !isFirst
        continue
      case .paragraph(let paragraph):
        write(paragraph, startsPage: startsPage, into: &xml)
        isAfterTable = false
      case .table(let table):
        guard !table.columns.isEmpty, !table.rows.isEmpty else { continue }
        // Word joins tables that touch, and a table cannot begin a page by itself.
        if startsPage || isAfterTable { gap(startsPage: startsPage, into: &xml) }
        write(table, into: &xml)
        isAfterTable = true
      }
      startsPage = false
      isFirst = false
    }
    // The body ends with a paragraph, by Word's rule.
    if isAfterTable || isFirst { gap(startsPage: false, into: &xml) }
  }

  func write(_ paragraph: WordParagraph, startsPage: Bool = false, into xml: inout XMLWriter) {
    let list: Int? =
      switch paragraph.list {
      case .bullets: 1
      case .numbers(let list): lists[list]
      case nil: nil
      }
    WordText.write(paragraph, list: list, startsPage: startsPage, into: &xml)
  }

  /// A paragraph of next to no height.
  private func gap(startsPage: Bool, into xml: inout XMLWriter) {
    xml.element("w:p") { xml in
      xml.element("w:pPr") { xml in
        if startsPage { xml.element("w:pageBreakBefore") }
        xml.element("w:spacing", ["w:before": "0", "w:after": "0", "w:line": "120", "w:lineRule": "exact"])
        xml.element("w:rPr") { xml in
          xml.element("w:sz", ["w:val": "2"])
          xml.element("w:szCs", ["w:val": "2"])
        }
      }
    }
  }

  private func section(header: String?, footer: String?, into xml: inout XMLWriter) {
    xml.element("w:sectPr") { xml in
      if let header { xml.element("w:headerReference", ["w:type": "default", "r:id": header]) }
      if let footer { xml.element("w:footerReference", ["w:type": "default", "r:id": footer]) }
      xml.element(
        "w:pgSz",
        [
          "w:w": "\(page.width)", "w:h": "\(page.height)",
          "w:orient": page.orientation == .landscape ? "landscape" : nil,
        ])
      xml.element(
        "w:pgMar",
        [
          "w:top": "\(page.top)", "w:right": "\(page.right)", "w:bottom": "\(page.bottom)", "w:left": "\(page.left)",
          "w:header": "\(min(567, page.top))", "w:footer": "\(min(454, page.bottom))", "w:gutter": "0",
        ])
      xml.element("w:cols", ["w:space": "708"])
    }
  }

  var numbering: [UInt8] {
    var xml = XMLWriter()
    xml.element("w:numbering", WordDocument.namespaces) { xml in
      abstract(0, format: "bullet", text: "–", into: &xml)
      abstract(1, format: "decimal", text: "%1.", into: &xml)
      xml.element("w:num", ["w:numId": "1"]) { $0.element("w:abstractNumId", ["w:val": "0"]) }
      for number in lists.values.sorted() {
        xml.element("w:num", ["w:numId": "\(number)"]) { xml in
          xml.element("w:abstractNumId", ["w:val": "1"])
          xml.element("w:lvlOverride", ["w:ilvl": "0"]) { $0.element("w:startOverride", ["w:val": "1"]) }
        }
      }
    }
    return xml.bytes
  }

  private func abstract(_ number: Int, format: String, text: String, into xml: inout XMLWriter) {
    xml.element("w:abstractNum", ["w:abstractNumId": "\(number)"]) { xml in
      xml.element("w:multiLevelType", ["w:val": "singleLevel"])
      xml.element("w:lvl", ["w:ilvl": "0"]) { xml in
        xml.element("w:start", ["w:val": "1"])
        xml.element("w:numFmt", ["w:val": format])
        xml.element("w:lvlText", ["w:val": text])
        xml.element("w:lvlJc", ["w:val": "left"])
        xml.element("w:pPr") { $0.element("w:ind", ["w:left": "567", "w:hanging": "397"]) }
      }
    }
  }
}

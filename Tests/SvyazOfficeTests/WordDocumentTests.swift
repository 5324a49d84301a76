import SvyazOffice
import SvyazOfficeTestSupport
import Testing

@Suite struct WordDocumentTests {
  static func document(_ blocks: [WordBlock], page: WordPage = WordPage()) -> WordDocument {
    WordDocument(
      properties: OfficeProperties(title: "Справка", date: .init(year: 2021, month: 4, day: 30)), page: page,
      header: [WordParagraph(.header, "верх")],
      footer: [WordParagraph(.footer, runs: [WordRun(.pageNumber), WordRun(" из "), WordRun(.pageCount)])],
      blocks: blocks)
  }

  private func body(_ blocks: [WordBlock], page: WordPage = WordPage()) throws -> XMLTree {
    let file = try #require(OfficeFile(Self.document(blocks, page: page).bytes()))
    #expect(file.problems == [])
    return try #require(file.tree("word/document.xml")?.first("w:body"))
  }

  @Test func emptyDocumentOpens() throws {
    let body = try body([])
    #expect(body.children.map(\.name) == ["w:p", "w:sectPr"])
  }

  @Test func everyPropertyIsInItsPlace() throws {
    var paragraph = WordParagraph(
      .heading1, runs: [WordRun("a", isBold: true, isItalic: true, size: 13.5, color: .white), WordRun("")],
      alignment: .justified, spaceBefore: 3, spaceAfter: .nan, keepsWithNext: true, list: .numbers(list: 7))
    paragraph.hasLineAbove = true
    let body = try body([.paragraph(WordParagraph(.body, "x")), .pageBreak, .paragraph(paragraph)])
    let properties = try #require(body.all("w:pPr").last)
    #expect(
      properties.children.map(\.name) == [
        "w:pStyle", "w:keepNext", "w:pageBreakBefore", "w:numPr", "w:pBdr", "w:spacing", "w:jc",
      ])
    #expect(properties.first("w:spacing")?.attributes == ["w:before": "60", "w:after": "0"])
    #expect(body.all("w:rPr").last?.first("w:sz")?.attributes["w:val"] == "27")
    #expect(body.all("w:r").count == 2)
  }

  @Test func pageBreaksMakeNoEmptyPage() throws {
    let text = WordBlock.paragraph(WordParagraph(.body, "x"))
    let table = WordBlock.table(WordTable(columns: [1], rows: [.init([.init([])])]))
    let breaks = try body([.pageBreak, text, .pageBreak, .pageBreak, text, .pageBreak, table, .pageBreak])
    #expect(breaks.all("w:pageBreakBefore").count == 2)
    #expect(breaks.children.map(\.name) == ["w:p", "w:p", "w:p", "w:tbl", "w:p", "w:sectPr"])
    // Tables that touch would become one.
    #expect(try body([table, table]).children.map(\.name) == ["w:tbl", "w:p", "w:tbl", "w:p", "w:sectPr"])
  }

  @Test func listsBeginAtOne() throws {
    let blocks = [9, 9, 4].map { WordBlock.paragraph(WordParagraph(.listItem, "x", list: .numbers(list: $0))) }
    let bullets = [WordBlock.paragraph(WordParagraph(.listItem, "x", list: .bullets))]
    let file = try #require(OfficeFile(Self.document(blocks + bullets).bytes()))
    let used = file.tree("word/document.xml")?.all("w:numId").map { $0.attributes["w:val"] ?? "" }
    #expect(used == ["2", "2", "3", "1"])
    let numbering = try #require(file.tree("word/numbering.xml"))
    #expect(numbering.all("w:num").map { $0.attributes["w:numId"] } == ["1", "2", "3"])
    #expect(numbering.all("w:startOverride").count == 2)
  }

  @Test func tablesFillTheText() throws {
    func cell(_ span: Int = 1) -> WordTable.Cell {
      .init([WordParagraph(.tableText, "x")], span: span, shade: .white, edges: [.top, .bottom])
    }
    let table = WordTable(
      columns: [1, 2, 3],
      rows: [
        .init([cell(), cell(), cell()], isHeading: true), .init([cell(.max)]), .init([cell(2), cell(2), cell()]),
        .init([], isHeading: true), .init([cell(-4)]),
      ], summary: "сводка")
    for page in [WordPage(), WordPage(.landscape), WordPage(leftCm: .infinity, rightCm: .nan)] {
      let body = try body([.table(table)], page: page)
      let size = try #require(body.first("w:pgSz")?.attributes["w:w"].flatMap { Int($0) })
      let margins = try #require(body.first("w:pgMar")?.attributes)
      let sides = ["w:left", "w:right"].compactMap { margins[$0].flatMap { Int($0) } }.reduce(0, +)
      let grid = body.all("w:gridCol").compactMap { $0.attributes["w:w"].flatMap { Int($0) } }
      #expect(grid.reduce(0, +) == size - sides)
      for row in body.all("w:tr") {
        let widths = row.all("w:tcW").compactMap { $0.attributes["w:w"].flatMap { Int($0) } }
        #expect(widths.reduce(0, +) == size - sides)
        let spans = row.all("w:tc").map { $0.first("w:gridSpan")?.attributes["w:val"].flatMap { Int($0) } ?? 1 }
        #expect(spans.reduce(0, +) == 3)
        #expect(row.first("w:cantSplit") != nil)
      }
      #expect(body.all("w:tr").map { $0.first("w:tblHeader") != nil } == [true, false, false, false, false])
    }
  }

  @Test func marginsAreOfficial() throws {
    let margins = try body([]).first("w:pgMar")?.attributes
    #expect(margins?["w:left"] == "1701")
    #expect(margins?["w:right"] == "850")
    #expect(margins?["w:top"] == "1134")
    #expect(margins?["w:bottom"] == "1134")
    #expect(try body([], page: WordPage(.landscape)).first("w:pgSz")?.attributes["w:orient"] == "landscape")
  }

  @Test func headAndFootAreThere() throws {
    let file = try #require(OfficeFile(Self.document([]).bytes()))
    #expect(file.tree("word/header1.xml")?.wholeText == "верх")
    let fields = file.tree("word/footer1.xml")?.all("w:instrText").map(\.wholeText)
    #expect(fields == [" PAGE ", " NUMPAGES "])
    let styles = try #require(file.tree("word/styles.xml"))
    let known = Set(styles.all("w:style").compactMap { $0.attributes["w:styleId"] })
    #expect(known.isSuperset(of: WordParagraph.Style.allCases.map(\.rawValue)))
    #expect(styles.first("w:lang")?.attributes["w:val"] == "ru-RU")
  }
}

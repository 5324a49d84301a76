import SvyazGraph
import SvyazOffice
import SvyazOfficeTestSupport
import SvyazPaper
import Testing

@Suite struct PaperWordTests {
  private func file(_ paper: Paper) throws -> OfficeFile {
    let file = try #require(OfficeFile(paper.docx()))
    #expect(file.problems == [])
    return file
  }

  private func body(_ blocks: [PaperBlock]) throws -> XMLTree {
    let paper = Paper(id: "p", title: "Название", mark: OfficeSamples.mark(), blocks: blocks)
    return try #require(file(paper).tree("word/document.xml")?.first("w:body"))
  }

  private func styles(_ tree: XMLTree) -> [String] { tree.all("w:pStyle").compactMap { $0.attributes["w:val"] } }

  @Test(arguments: [OfficeSamples.note, OfficeSamples.annex, OfficeSamples.agreement])
  func samplesAreSound(paper: Paper) throws {
    let words = try #require(file(paper).tree("word/document.xml")).wholeText
    #expect(words.contains(paper.title))
    #expect(try paper.docx() == paper.docx())
  }

  @Test func footHasTheMark() throws {
    var paper = OfficeSamples.note
    let foot = try #require(file(paper).tree("word/footer1.xml"))
    #expect(
      foot.all("w:t").map(\.wholeText).joined().hasPrefix(
        "Сеть школ Самары · на 30.04.2021 · определения 2020-1 · рабочая редакция · данные 0123456789ab · Учебные данные"
      ))
    #expect(foot.wholeText.contains("Страница  PAGE 1 из  NUMPAGES 1"))
    paper.mark = OfficeSamples.mark(isSample: false, edition: .public)
    paper.mark.knowledge = "известно на 01.06.2021"
    let other = try #require(file(paper).tree("word/footer1.xml")).wholeText
    #expect(other.contains("публичная редакция"))
    #expect(other.contains("известно на 01.06.2021"))
    #expect(!other.contains("Учебные"))
    let core = try #require(file(paper).tree("docProps/core.xml"))
    #expect(core.first("dcterms:created")?.wholeText == "2021-04-30T00:00:00Z")
    #expect(core.first("dc:title")?.wholeText == paper.title)
  }

  @Test func textsKeepTheirLook() throws {
    let body = try body([
      .heading(level: 0, "h"), .heading(level: 2, "h"), .heading(level: 9, "h"), .paragraph("x", .lead),
      .paragraph("x", .remark), .paragraph("x", .centred), .paragraph("x", .right),
      .paragraph(PaperText(runs: [.init("жирно", isBold: true), .init(" и "), .init("косо", isItalic: true)])),
    ])
    #expect(
      styles(body) == ["Title", "Heading1", "Heading2", "Heading3", "Lead", "Remark", "Normal", "Normal", "Normal"])
    #expect(body.all("w:jc").compactMap { $0.attributes["w:val"] } == ["center", "right"])
    let bold = body.all("w:r").filter { $0.first("w:b") != nil }.map(\.wholeText)
    #expect(bold == ["жирно"])
    #expect(body.all("w:r").filter { $0.first("w:i") != nil }.map(\.wholeText) == ["косо"])
  }

  @Test func stateIsAWord() throws {
    for (state, word) in [
      (PaperState.reached, "цель достигнута"), (.short, "цель не достигнута"), (.unknown, "данных не хватает"),
    ] {
      #expect(
        try body([.figure(value: "80,0 %", caption: "доля", state: state)]).wholeText.contains("80,0 %  \(word)доля"))
    }
    #expect(try body([.figure(value: "5", caption: "доля", state: nil)]).wholeText == "Название5доля")
  }

  @Test func tablesKeepHeadingGroupsAndTotal() throws {
    let table = PaperTable(
      caption: "Подпись", columns: [.init("А"), .init("Б", .right, width: 3)],
      rows: [
        .init(["группа", "не видно"], isGroup: true), .init(["1"]), .init(["2", "3", "лишнее"]),
        .init(["всего", "5"], isTotal: true),
      ])
    let body = try body([.table(table)])
    let rows = body.all("w:tr").map { $0.all("w:tc").map(\.wholeText) }
    #expect(rows == [["А", "Б"], ["группа"], ["1", ""], ["2", "3"], ["всего", "5"]])
    #expect(body.all("w:tblHeader").count == 1)
    #expect(body.all("w:gridSpan").map { $0.attributes["w:val"] } == ["2"])
    #expect(body.all("w:tr")[1].first("w:keepNext") != nil)
    #expect(styles(body).prefix(2) == ["Title", "Caption"])
    let empty = try self.body([.table(PaperTable(columns: [.init("А"), .init("Б")], rows: [], whenEmpty: "Пусто."))])
    #expect(empty.all("w:tr").map { $0.all("w:tc").map(\.wholeText) } == [["А", "Б"], ["Пусто."]])
  }

  @Test func chartIsItsTable() throws {
    let table = PaperTable(caption: "Рисунок 1", columns: [.init("А")], rows: [.init(["1"])])
    let body = try body([.chart(PaperChart(caption: "Рисунок 1", drawing: OfficeSamples.drawing, table: table))])
    #expect(body.wholeText == "НазваниеРисунок 1А1")
  }

  @Test func signaturesHaveLines() throws {
    let body = try body([.signatures([.init(role: "Директор"), .init(role: "Начальник", name: "И. И. Иванова")])])
    #expect(body.all("w:tcBorders").map { $0.children.map(\.name) } == Array(repeating: ["w:bottom"], count: 4))
    #expect(body.all("w:tblBorders").isEmpty)
    #expect(body.wholeText.contains("Начальник"))
    #expect(body.wholeText.contains("И. И. Иванова"))
  }

  @Test(arguments: [(1, [1]), (2, [2]), (3, [3]), (4, [2, 2]), (5, [2, 2, 2])])
  func partiesStandAbreast(count: Int, cells: [Int]) throws {
    let body = try body([.parties((1...count).map { .init(title: "Сторона \($0)", lines: ["адрес"]) })])
    #expect(body.all("w:tr").map { $0.all("w:tc").count } == cells)
  }

  @Test func hostileTextsAreSafe() throws {
    let file = try file(.hostile)
    let words = try #require(file.tree("word/document.xml")).wholeText
    #expect(words.contains("<&\">'"))
    #expect(words.contains(String(repeating: "Щ", count: 10_000)))
    #expect(!words.unicodeScalars.contains("\u{202E}"))
    #expect(try #require(file.tree("word/footer1.xml")).wholeText.count < 500)
    #expect(try #require(file.tree("docProps/core.xml")?.first("dc:title")).wholeText.unicodeScalars.count == 255)
  }

  @Test func errorsAreRussian() {
    let error = OfficeError.cannotWrite(reason: "не хватило памяти")
    #expect(error.code == "office.cannotWrite")
    #expect(error.message == "Файл не удалось собрать: не хватило памяти.")
    #expect(!error.advice.isEmpty)
  }
}

import Foundation
import SvyazExchange
import SvyazGraph

/// Sound inputs from which the campaign's are made.
public struct IntakeSeeds: Sendable {
  typealias Part = (name: String, bytes: [UInt8])

  /// Whole workbooks of the library, compressed.
  let workbooks: [[UInt8]]
  /// The parts of workbooks written by hand, with everything that the reader knows.
  let packages: [[Part]]
  /// Text files in every encoding.
  let texts: [[UInt8]]

  public init() throws {
    workbooks = try Self.tables.map { try MarkedCopy.write(sheets: [$0], faults: []) }
    packages = [
      Self.package(namespace: "http://schemas.openxmlformats.org/spreadsheetml/2006/main", prefix: ""),
      Self.package(namespace: "http://purl.oclc.org/ooxml/spreadsheetml/main", prefix: "x:"),
    ]
    let encodings: [String.Encoding] = [.utf8, .windowsCP1251, .utf16, .utf16LittleEndian, .utf16BigEndian]
    texts = Self.separated.flatMap { text in encodings.compactMap { text.data(using: $0).map { [UInt8]($0) } } }
  }

  private static let tables = [
    Sheet(
      name: "Результаты",
      rows: [
        SheetRow(number: 1, cells: [.text("Школа"), .text("Дата"), .text("Доля, %")]),
        SheetRow(number: 2, cells: [.text("МБОУ Школа № 12"), .day(.first), .number(52.5), .boolean(true)]),
        SheetRow(number: 9, cells: [.empty, .text("=1+1"), .number(-1e300)]),
      ], merged: [CellRange(rows: 11...12, columns: 0...3)]),
    Sheet(
      name: "Длинный",
      rows: (1...60).map { SheetRow(number: $0 * 3, cells: [.number(Double($0)), .text("лицей \($0)")]) }),
  ]

  private static let separated = [
    "Школа;Доля;Дата\nМБОУ \"Школа № 12\";12,5;01.09.2020\n\"Лицей \"\"Созвездие\"\"\";7;\n;;\nИтого;19,5;\n",
    "sep=,\r\nname,value\r\n\"a\nb\",1\r\nc,\"2,5\"\r\n",
    "Год\tКласс\tПредмет\r2020\t9\tматематика\r2021\t9\tрусский язык\r",
    "а|б|в\n1|2|3\n4|5|6\n",
  ]

  private static func package(namespace: String, prefix p: String) -> [Part] {
    let bound = p.isEmpty ? "xmlns=\"\(namespace)\"" : "xmlns:\(p.dropLast())=\"\(namespace)\""
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let texts: [(String, String)] = [
      (
        "_rels/.rels",
        "<Relationships xmlns=\"\(relations)\"><Relationship Id=\"r1\" Type=\"\(types)/officeDocument\" "
          + "Target=\"xl/workbook.xml\"/></Relationships>"
      ),
      (
        "xl/workbook.xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><\(p)workbook \(bound) xmlns:r=\"\(types)\"><\(p)workbookPr date1904=\"0\"/>"
          + "<\(p)sheets><\(p)sheet name=\"Лист1\" sheetId=\"1\" r:id=\"rId1\"/><\(p)sheet name=\"Б\" sheetId=\"2\" "
          + "state=\"hidden\" r:id=\"rId2\"/><\(p)sheet name=\"Г\" sheetId=\"3\" r:id=\"rId5\"/></\(p)sheets></\(p)workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"\(relations)\"><Relationship Id=\"rId1\" Type=\"\(types)/worksheet\" "
          + "Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"\(types)/worksheet\" "
          + "Target=\"/xl/worksheets/sheet2.xml\"/><Relationship Id=\"rId3\" Type=\"\(types)/styles\" Target=\"styles.xml\"/>"
          + "<Relationship Id=\"rId4\" Type=\"\(types)/sharedStrings\" Target=\"../xl/sharedStrings.xml\"/>"
          + "<Relationship Id=\"rId5\" Type=\"\(types)/chartsheet\" Target=\"chartsheets/sheet1.xml\"/></Relationships>"
      ),
      (
        "xl/styles.xml",
        "<\(p)styleSheet \(bound)><\(p)numFmts count=\"2\"><\(p)numFmt numFmtId=\"164\" formatCode=\"dd\\.mm\\.yyyy;@\"/>"
          + "<\(p)numFmt numFmtId=\"165\" formatCode=\"[h]:mm:ss\"/></\(p)numFmts><\(p)cellXfs count=\"3\"><\(p)xf numFmtId=\"0\"/>"
          + "<\(p)xf numFmtId=\"164\" applyNumberFormat=\"1\"/><\(p)xf numFmtId=\"14\"/></\(p)cellXfs></\(p)styleSheet>"
      ),
      (
        "xl/sharedStrings.xml",
        "<\(p)sst \(bound) count=\"3\" uniqueCount=\"3\"><\(p)si><\(p)t>Школа</\(p)t></\(p)si><\(p)si><\(p)r><\(p)rPr><\(p)b/></\(p)rPr>"
          + "<\(p)t>Ли</\(p)t></\(p)r><\(p)r><\(p)t xml:space=\"preserve\">цей </\(p)t></\(p)r><\(p)rPh sb=\"0\" eb=\"1\"><\(p)t>x</\(p)t>"
          + "</\(p)rPh></\(p)si><\(p)si><\(p)t>_x000D_&amp;</\(p)t></\(p)si></\(p)sst>"
      ),
      (
        "xl/worksheets/sheet1.xml",
        "<?xml version=\"1.0\"?><\(p)worksheet \(bound)><\(p)dimension ref=\"A1:F9\"/><\(p)sheetData>"
          + "<\(p)row r=\"1\" spans=\"1:6\"><\(p)c r=\"A1\" t=\"s\"><\(p)v>0</\(p)v></\(p)c><\(p)c r=\"B1\" t=\"inlineStr\"><\(p)is>"
          + "<\(p)t>Дата</\(p)t></\(p)is></\(p)c><\(p)c r=\"F1\" t=\"str\"><\(p)f>\"a\"&amp;\"b\"</\(p)f><\(p)v>ab</\(p)v></\(p)c></\(p)row>"
          + "<\(p)row r=\"2\"><\(p)c r=\"A2\" t=\"s\"><\(p)v>1</\(p)v></\(p)c><\(p)c r=\"B2\" s=\"1\"><\(p)v>44075.5</\(p)v></\(p)c>"
          + "<\(p)c r=\"C2\" t=\"b\"><\(p)v>1</\(p)v></\(p)c><\(p)c r=\"D2\" t=\"e\"><\(p)v>#N/A</\(p)v></\(p)c>"
          + "<\(p)c r=\"E2\" t=\"d\"><\(p)v>2020-09-01T00:00:00Z</\(p)v></\(p)c><\(p)c r=\"F2\" s=\"2\"/></\(p)row>"
          + "<\(p)row><\(p)c><\(p)v>1.5E-7</\(p)v></\(p)c><\(p)c><\(p)f>A1</\(p)f></\(p)c></\(p)row><\(p)row r=\"900\"><\(p)c r=\"XFD900\">"
          + "<\(p)v>1</\(p)v></\(p)c></\(p)row></\(p)sheetData><\(p)mergeCells count=\"1\"><\(p)mergeCell ref=\"A5:C6\"/></\(p)mergeCells>"
          + "<\(p)extLst><\(p)ext xmlns:z=\"urn:z\"><z:row><z:c/></z:row></\(p)ext></\(p)extLst></\(p)worksheet>"
      ),
      ("xl/worksheets/sheet2.xml", "<\(p)worksheet \(bound)><\(p)sheetData/></\(p)worksheet>"),
    ]
    return texts.map { ($0.0, Array($0.1.utf8)) }
  }
}

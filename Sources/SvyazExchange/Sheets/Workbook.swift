/// Reads tables as people send them: workbooks (`.xlsx`) and text files of separated values.
///
/// What a file is, is told from its bytes; a name may be wrong. Formulas are never run and nothing outside the file is
/// looked at: a cell holds the value that was saved with it.
public enum Workbook {
  /// Reads all worksheets in the order of their tabs, hidden ones included, or the one table of a text file.
  ///
  /// Text cells are exactly as they stand; an empty text is ``SheetCell/empty``. Numbers that a style shows as dates are
  /// days. For text files every cell is text.
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: the file's name for messages, with or without its folder.
  /// - Throws: ``SheetFileError``; a file is taken whole or not at all.
  /// - Complexity: O(bytes, inflated). Memory as ``SheetLimits`` says, whatever the file holds.
  public static func read(
    bytes: [UInt8], file: String, limits: SheetLimits = SheetLimits()
  ) throws(SheetFileError) -> [Sheet] {
    let file = NetworkFolder.lastComponent(of: file)
    guard bytes.count <= limits.fileBytes else {
      throw .tooLarge(file: file, limit: .fileBytes, most: limits.fileBytes, place: nil)
    }
    let meter = SheetMeter(file: file, fileBytes: bytes.count, limits: limits)
    switch FileSignature.signature(of: bytes) {
    case .zip: return try read(archive: bytes, meter: meter)
    case .other(let kind): throw .unsupported(file: file, kind: kind)
    case .text: return [try SeparatedText.read(bytes, meter: meter)]
    }
  }

  private static func read(archive bytes: [UInt8], meter: SheetMeter) throws(SheetFileError) -> [Sheet] {
    try bytes.withUnsafeBufferPointer { buffer throws(SheetFileError) in
      let container = try ZipContainer(bytes: buffer, file: meter.file, limits: meter.limits)
      return try read(container, meter: meter)
    }
  }

  private static func read(_ container: ZipContainer, meter: SheetMeter) throws(SheetFileError) -> [Sheet] {
    let root = try workbookPart(of: container, meter: meter)
    let workbook = try WorkbookPart(root, of: container, meter: meter)
    let relations = try Relationships(of: root, in: container, meter: meter)
    var texts = SharedTexts()
    if let part = relations.part(ofKind: "sharedStrings") {
      texts = try SharedTexts(part, of: container, meter: meter)
    }
    var styles = CellStyles()
    if let part = relations.part(ofKind: "styles") { styles = try CellStyles(part, of: container, meter: meter) }
    var sheets: [Sheet] = []
    for entry in workbook.entries {
      guard let target = relations[entry.relation] else {
        throw .damaged(
          file: meter.file, part: root, line: 0, problem: "лист \(Fault.quoted(entry.name)) не связан с частью книги")
      }
      // Sheets of charts, dialogs and old macros hold no table.
      guard target.kind == "worksheet" else { continue }
      sheets.append(
        try WorksheetReader.read(
          target.part, of: container, sheet: entry.name, texts: texts.texts, styles: styles,
          countsFrom1904: workbook.countsFrom1904, meter: meter))
    }
    return sheets
  }

  /// The part that lists the sheets.
  private static func workbookPart(of container: ZipContainer, meter: SheetMeter) throws(SheetFileError) -> String {
    let relations = try Relationships(of: "", in: container, meter: meter)
    let part = relations.part(ofKind: "officeDocument") ?? "xl/workbook.xml"
    if part.hasSuffix(".bin") { throw .unsupported(file: meter.file, kind: .binaryWorkbook) }
    if container.contains(part) { return part }
    let isOpenDocument = container.contains("META-INF/manifest.xml") && container.contains("content.xml")
    throw .unsupported(file: meter.file, kind: isOpenDocument ? .openDocument : .otherArchive)
  }
}

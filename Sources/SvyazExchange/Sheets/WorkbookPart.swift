/// The list of sheets of a workbook (`xl/workbook.xml`).
struct WorkbookPart {
  struct Entry {
    let name: String
    let relation: String
  }

  /// In the order of the tabs, hidden ones included.
  let entries: [Entry]
  /// Days count from 1904 and not from 1900.
  let countsFrom1904: Bool

  init(_ part: String, of container: ZipContainer, meter: SheetMeter) throws(SheetFileError) {
    let handler = try XMLStream.parse(
      part, of: container, most: meter.limits.smallPartBytes, meter: meter,
      handler: Handler(file: container.file, most: meter.limits.sheets))
    entries = handler.entries
    countsFrom1904 = handler.countsFrom1904
  }

  private struct Handler: XMLHandler {
    let file: String
    let most: Int
    var depth = 0
    var entries: [Entry] = []
    var countsFrom1904 = false

    mutating func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(SheetFileError) -> Bool {
      guard takes(name, attributes) else {
        // A document of another kind lies in the same sort of package.
        if depth == 0 { throw .unsupported(file: file, kind: .otherArchive) }
        return false
      }
      guard entries.count <= most else { throw .tooLarge(file: file, limit: .sheets, most: most, place: nil) }
      depth += 1
      return true
    }

    private mutating func takes(_ name: XMLName, _ attributes: XMLAttributes) -> Bool {
      guard name.isSpreadsheet else { return false }
      switch depth {
      case 0: return name == "workbook"
      case 1 where name == "workbookPr":
        attributes.forEach { name, value in if name == "date1904" { countsFrom1904 = value.isTrue } }
        return true
      case 1: return name == "sheets"
      case 2 where name == "sheet":
        var sheet = ""
        var relation = ""
        attributes.forEach { name, value in
          if name == "name" { sheet = value.string } else if name == "id" { relation = value.string }
        }
        entries.append(Entry(name: sheet, relation: relation))
        return true
      default: return false
      }
    }

    mutating func end() { depth -= 1 }
    func text(_ text: XMLText) {}
  }
}

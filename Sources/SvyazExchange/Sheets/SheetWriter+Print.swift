internal import CXlsxwriter

// Sheets that are made to be read on paper.
extension SheetWriter {
  /// Ready to print: A4 across, all columns on one page, the heading on each, the title above and the page below.
  func layOutForPrint(title: String) {
    guard book.isOpen else { return }
    worksheet_set_landscape(worksheet)
    worksheet_set_paper(worksheet, Self.a4)
    worksheet_fit_to_pages(worksheet, 1, 0)
    if headingCount > 0 { _ = worksheet_repeat_rows(worksheet, 0, 0) }
    // Marks of the library begin with &; a header takes 255 characters.
    var title = title
    while title.utf16.count > 120 { title.removeLast() }
    _ = worksheet_set_header(worksheet, "&L" + XMLCellText.encoded(title.replacing("&", with: "&&")))
    _ = worksheet_set_footer(worksheet, "&L&A&RСтраница &P из &N")
  }

  private static let a4: UInt8 = 9
  /// Characters of a line in the widest column, and the height of a line in points.
  private static let lineCharacters = 58
  private static let linePoints = 15.0

  /// Cells of a row that begins a part of the table are bold on grey.
  func append(text: String, isLead: Bool) {
    if isLead {
      append(text: text, format: formats.leadText, guarded: formats.leadText)
    } else {
      append(text: text)
    }
  }

  func append(centred: Int, isLead: Bool = false) {
    append(number: Double(centred), format: isLead ? formats.leadCentred : formats.centred)
  }

  /// Shown in groups of three digits.
  func append(thousands: Int, isLead: Bool = false) {
    guard thousands.magnitude <= 1 << 53 else { return append(text: String(thousands), isLead: isLead) }
    append(number: Double(thousands), format: isLead ? formats.leadThousands : formats.thousands, width: 10)
  }

  /// Shown with one decimal place.
  func append(tenths: Double?, isLead: Bool = false) {
    guard let tenths else { return append(text: isLead ? "—" : "", isLead: isLead) }
    append(number: tenths, format: formats.tenths)
  }

  /// As many lines as the text needs; the row is as high.
  func append(paragraph: String) {
    let lines = paragraph.split(separator: "\n", omittingEmptySubsequences: false)
      .reduce(0) { $0 + max(1, ($1.count + Self.lineCharacters - 1) / Self.lineCharacters) }
    // Excel shows no higher row.
    if lines > 1, book.isOpen, row < Self.mostRows {
      _ = worksheet_set_row(worksheet, lxw_row_t(row), min(409, Double(lines) * Self.linePoints), nil)
    }
    append(text: paragraph, format: formats.wrapped, guarded: formats.wrapped)
  }
}

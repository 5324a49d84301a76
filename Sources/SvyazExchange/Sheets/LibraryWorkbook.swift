internal import CXlsxwriter
internal import Glibc

/// A workbook of libxlsxwriter and the temporary file that it goes to; both end with the value.
///
/// Each writer of a sheet holds it, so that no pointer outlives the book.
final class LibraryWorkbook {
  private var book: UnsafeMutablePointer<lxw_workbook>?
  let path: String
  private let temporaryFolder: UnsafeMutablePointer<CChar>?
  let formats: CellFormats

  /// 2000-01-01: equal contents have equal bytes.
  private static let created: time_t = 946_684_800

  init() throws(WorkbookWriteError) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/svyaz-XXXXXX".utf8CString)
    let descriptor = template.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
    guard descriptor >= 0 else { throw .cannotWrite(reason: FileSystem.Failure(number: errno).reason) }
    Glibc.close(descriptor)
    path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    temporaryFolder = strdup(folder)
    var options = lxw_workbook_options()
    options.constant_memory = 1
    options.tmpdir = temporaryFolder
    guard let book = workbook_new_opt(path, &options), let formats = CellFormats(book) else {
      unlink(path)
      free(temporaryFolder)
      throw .cannotWrite(reason: "не хватило памяти")
    }
    self.book = book
    self.formats = formats
    var properties = lxw_doc_properties()
    properties.created = Self.created
    workbook_set_properties(book, &properties)
  }

  deinit {
    if let book { lxw_workbook_free(book) }
    unlink(path)
    free(temporaryFolder)
  }

  /// Once closed, a book takes nothing more: its worksheets are gone.
  var isOpen: Bool { book != nil }

  /// - Parameter name: fit for a tab and not yet taken.
  func addWorksheet(_ name: String) throws(WorkbookWriteError) -> UnsafeMutablePointer<lxw_worksheet> {
    guard let book else { throw .cannotWrite(reason: "книга уже закончена") }
    guard let worksheet = workbook_add_worksheet(book, name) else { throw .cannotWrite(reason: "не хватило памяти") }
    return worksheet
  }

  /// Writes the file at ``path``.
  func close() throws(WorkbookWriteError) {
    guard let book else { throw .cannotWrite(reason: "книга уже закончена") }
    // The library frees the book also when it fails.
    self.book = nil
    guard workbook_close(book) == LXW_NO_ERROR else { throw .cannotWrite(reason: "нет места на диске или прав") }
  }
}

/// The formats of the cells of one workbook, which owns them.
struct CellFormats {
  let heading: UnsafeMutablePointer<lxw_format>
  let day: UnsafeMutablePointer<lxw_format>
  let text: UnsafeMutablePointer<lxw_format>
  let fault: UnsafeMutablePointer<lxw_format>
  let faultDay: UnsafeMutablePointer<lxw_format>
  let faultText: UnsafeMutablePointer<lxw_format>
  let remark: UnsafeMutablePointer<lxw_format>
  /// A paragraph: as many lines as it needs.
  let wrapped: UnsafeMutablePointer<lxw_format>
  /// «12,3».
  let tenths: UnsafeMutablePointer<lxw_format>
  /// «12,3 %».
  let percent: UnsafeMutablePointer<lxw_format>
  /// «12 345».
  let thousands: UnsafeMutablePointer<lxw_format>
  let centred: UnsafeMutablePointer<lxw_format>
  /// Of a row that begins a part of the table: bold on grey.
  let leadText: UnsafeMutablePointer<lxw_format>
  let leadCentred: UnsafeMutablePointer<lxw_format>
  let leadThousands: UnsafeMutablePointer<lxw_format>

  static let dayFormat = "dd.mm.yyyy"
  private static let textFormat: UInt8 = 49
  private static let lightRed: lxw_color_t = 0xFFC7CE
  private static let lightGrey: lxw_color_t = 0xE7E6E6

  init?(_ book: UnsafeMutablePointer<lxw_workbook>) {
    guard let heading = workbook_add_format(book), let day = workbook_add_format(book),
      let text = workbook_add_format(book), let fault = workbook_add_format(book),
      let faultDay = workbook_add_format(book), let faultText = workbook_add_format(book),
      let remark = workbook_add_format(book), let wrapped = workbook_add_format(book),
      let tenths = workbook_add_format(book), let percent = workbook_add_format(book),
      let thousands = workbook_add_format(book),
      let centred = workbook_add_format(book), let leadText = workbook_add_format(book),
      let leadCentred = workbook_add_format(book), let leadThousands = workbook_add_format(book)
    else { return nil }
    format_set_bold(heading)
    for format in [day, faultDay] { format_set_num_format(format, Self.dayFormat) }
    for format in [text, faultText] { format_set_num_format_index(format, Self.textFormat) }
    for format in [fault, faultDay, faultText] {
      format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
      format_set_bg_color(format, Self.lightRed)
    }
    format_set_num_format_index(remark, Self.textFormat)
    format_set_font_color(remark, 0x9C0006)
    format_set_text_wrap(remark)
    format_set_align(remark, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    format_set_text_wrap(wrapped)
    format_set_align(wrapped, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    format_set_num_format_index(wrapped, Self.textFormat)
    format_set_num_format(tenths, "0.0")
    format_set_num_format(percent, "0.0%")
    for format in [thousands, leadThousands] { format_set_num_format(format, "#,##0") }
    for format in [centred, leadCentred] { format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue)) }
    for format in [leadText, leadCentred, leadThousands] {
      format_set_bold(format)
      format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
      format_set_bg_color(format, Self.lightGrey)
    }
    format_set_num_format_index(leadText, Self.textFormat)
    self.heading = heading
    self.day = day
    self.text = text
    self.fault = fault
    self.faultDay = faultDay
    self.faultText = faultText
    self.remark = remark
    self.wrapped = wrapped
    self.tenths = tenths
    self.percent = percent
    self.thousands = thousands
    self.centred = centred
    self.leadText = leadText
    self.leadCentred = leadCentred
    self.leadThousands = leadThousands
  }
}

public import SvyazGraph

/// One table as people send it: a worksheet of a workbook, or a text file of separated values.
///
/// A spreadsheet is data: formulas are never run, a cell holds the value that was saved with it.
public struct Sheet: Hashable, Sendable {
  /// The worksheet's name; for a text file the file's name.
  public var name: String
  /// Rows that hold anything, by ascending number.
  public var rows: [SheetRow]
  /// Ranges of cells shown as one; the value stands in the first cell, the others are empty.
  public var merged: [CellRange]

  public init(name: String, rows: [SheetRow] = [], merged: [CellRange] = []) {
    self.name = name
    self.rows = rows
    self.merged = merged
  }
}

public struct SheetRow: Hashable, Sendable {
  /// From 1, as a spreadsheet shows it; for a text file the number of the record, blank lines count.
  public var number: Int
  /// From column A on; trailing empty cells are left out.
  public var cells: [SheetCell]

  public init(number: Int, cells: [SheetCell]) {
    self.number = number
    self.cells = cells
  }

  /// The cell of a column counted from 0; `.empty` beyond the last one.
  public subscript(column: Int) -> SheetCell { cells.indices.contains(column) ? cells[column] : .empty }
}

public enum SheetCell: Hashable, Sendable {
  case empty
  case text(String)
  /// A number and not a date by its format.
  case number(Double)
  /// A cell whose number format shows a date; the time of day is dropped.
  case day(Day)
  case boolean(Bool)
  /// An error value such as `#N/A`, as the spreadsheet shows it.
  case error(String)
}

/// A rectangle of cells; rows count from 1, columns from 0, both ends in.
public struct CellRange: Hashable, Sendable {
  public var rows: ClosedRange<Int>
  public var columns: ClosedRange<Int>

  public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    self.rows = rows
    self.columns = columns
  }
}

/// Where a cell stands in a file that people sent.
public struct CellPlace: Hashable, Sendable {
  /// The file's last name.
  public var file: String
  /// `nil` for a text file, which has no sheets.
  public var sheet: String?
  /// From 1; 0 when the whole sheet is meant.
  public var row: Int
  /// From 0; `nil` when the whole row is meant.
  public var column: Int?

  public init(file: String, sheet: String? = nil, row: Int, column: Int? = nil) {
    self.file = file
    self.sheet = sheet
    self.row = row
    self.column = column
  }

  /// «A», «AB»: the letters that a spreadsheet shows above a column.
  public var columnLetters: String? {
    guard var rest = column else { return nil }
    var letters = ""
    repeat {
      letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters
  }
}

/// One thing wrong in a sheet: where it stands, what was found, what was expected and how to mend it.
public struct SheetFault: Hashable, Sendable {
  public var place: CellPlace
  /// The heading of the column as the sheet has it; empty when the whole row or sheet is meant.
  public var heading: String
  /// What was found, shortened as in ``Fault``.
  public var value: String
  /// What should stand there, in Russian, to be read after «нужно».
  public var expected: String
  /// What to do about it: a whole Russian sentence.
  public var remedy: String

  public init(place: CellPlace, heading: String = "", value: String = "", expected: String, remedy: String) {
    self.place = place
    self.heading = Fault.shortened(heading)
    self.value = Fault.shortened(value)
    self.expected = expected
    self.remedy = remedy
  }

  /// A whole Russian sentence with the place, the value and what was expected.
  public var message: String {
    var text = place.file
    if let sheet = place.sheet { text += ", лист \(Fault.quoted(sheet))" }
    if place.row > 0 { text += ", строка \(place.row)" }
    if let letters = place.columnLetters {
      text += ", столбец \(letters)" + (heading.isEmpty ? "" : " \(Fault.quoted(heading))")
    }
    let found = value.isEmpty ? "пусто" : "значение \(Fault.quoted(value))"
    return "\(text): \(found), а нужно: \(expected)."
  }
}

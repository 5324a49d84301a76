internal import SvyazExchange
public import SvyazGraph
public import SvyazStore

/// The list of names that are not certain: written for people to fill in, read back with their answers.
public enum ReviewList {
  static let header = ["название", "школа (id)", "похожие", "где стоит", "ключ"]

  /// A CSV file that a Russian spreadsheet opens by a double click.
  static func write(_ questions: [NameQuestion]) -> [UInt8] {
    var csv = SpreadsheetCSV(header: header)
    for question in questions {
      csv.append(text: question.text)
      csv.append(text: "")
      csv.append(text: question.candidates.map(\.rawValue).joined(separator: " "))
      let places = question.places.prefix(3).map { place in
        place.file + (place.sheet.map { ", \($0)" } ?? "") + ", строка \(place.row)"
      }
      csv.append(text: places.joined(separator: "; "))
      csv.append(text: question.key)
      csv.endRow()
    }
    return csv.bytes
  }

  /// Reads the list with its answers, in any form of table; rows without an answer are passed over.
  ///
  /// - Throws: `SheetFileError`, or ``ReviewError`` for a list whose columns are gone or whose answer is no school.
  public static func read(_ bytes: [UInt8], file: String, schools: Set<SchoolID>) throws -> [NameAnswer] {
    let sheets = try Workbook.read(bytes: bytes, file: file)
    guard let sheet = sheets.first, let heading = sheet.rows.first,
      let text = column(header[0], of: heading), let answer = column(header[1], of: heading),
      let key = column(header[4], of: heading)
    else { throw ReviewError.noColumns(file: file) }
    return try sheet.rows.dropFirst().compactMap { row in
      guard let school = words(row[answer]), let key = words(row[key]) else { return nil }
      guard let id = SchoolID(school), schools.contains(id) else {
        throw ReviewError.noSchool(file: file, row: row.number, value: school)
      }
      return NameAnswer(key: key, text: words(row[text]) ?? key, school: id)
    }
  }

  private static func column(_ name: String, of row: SheetRow) -> Int? {
    row.cells.firstIndex { words($0) == name }
  }

  private static func words(_ cell: SheetCell) -> String? {
    guard case .text(let text) = cell else { return nil }
    // The writer guards a text that a spreadsheet might run by an apostrophe.
    let bare = text.hasPrefix("'") ? text.dropFirst() : text[...]
    let trimmed = bare.drop { $0 == " " }
    return trimmed.isEmpty ? nil : String(trimmed)
  }
}

/// A list of answers that cannot be used.
public enum ReviewError: Error, Hashable, UserFacing {
  case noColumns(file: String)
  case noSchool(file: String, row: Int, value: String)

  public var code: String {
    switch self {
    case .noColumns: "review.noColumns"
    case .noSchool: "review.noSchool"
    }
  }

  public var message: String {
    switch self {
    case .noColumns(let file):
      "В файле «\(file)» нет столбцов списка уточнений: \(ReviewList.header.joined(separator: ", "))."
    case .noSchool(let file, let row, let value): "\(file), строка \(row): школы «\(value)» нет в сети."
    }
  }

  public var advice: String {
    switch self {
    case .noColumns: "Заполните список, который записал svyaz import с параметром --review."
    case .noSchool: "В столбце «школа (id)» нужен id из schools.csv; лишнюю строку оставьте без ответа."
    }
  }
}

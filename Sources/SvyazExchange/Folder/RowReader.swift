import SvyazContract
import SvyazGraph

/// Reads the cells of one table's rows as typed values.
///
/// A cell that cannot be read is a fault, and a harmless stand-in takes its place: so every cell of a row is looked at,
/// and the rules that hold between rows are still tried on the rest of it. Stand-ins never leave the reader, for a
/// folder with a fault gives no network.
struct RowReader {
  /// A column of the contract and where the file has it.
  struct Column {
    let name: String
    /// Position in the contract's table.
    let index: Int
    /// Position in the file; `nil`: the file lacks the column, which is a fault of its own.
    let position: Int?
  }

  let table: Network.Table
  var csv: CSVReader
  /// Columns that the file lacks.
  let missingColumns: ColumnSet
  /// Columns of the current row that hold stand-ins.
  private(set) var badColumns: ColumnSet

  init(table: Network.Table, csv: CSVReader) {
    self.table = table
    self.csv = csv
    missingColumns = ColumnSet(table.columns.filter { !csv.header.contains($0) }, of: table)
    badColumns = missingColumns
  }

  /// - Precondition: the contract's table has the column.
  subscript(_ name: String) -> Column {
    guard let index = table.columns.firstIndex(of: name) else {
      preconditionFailure("\(table.fileName) has no column \(name)")
    }
    return Column(name: name, index: index, position: csv.header.firstIndex(of: name))
  }

  /// Goes to the next row.
  mutating func next() -> CSVReader.Row? {
    badColumns = missingColumns
    return csv.nextRow()
  }

  // MARK: Text and words

  /// A text that must be there.
  mutating func text(_ column: Column) -> String {
    guard let cell = cell(column) else { return "" }
    let isBlank = csv.scanner.bytes[cell.range].allSatisfy { $0 <= 0x20 }
    guard !isBlank else {
      refuse(column, cell, expected: "непустой текст")
      return ""
    }
    return csv.text(of: cell)
  }

  mutating func optionalText(_ column: Column) -> String { cell(column).map(csv.text(of:)) ?? "" }

  mutating func word<Word: ContractWord>(_ column: Column, default standIn: Word) -> Word {
    guard let cell = cell(column) else { return standIn }
    let bytes = csv.scanner.bytes[cell.range]
    for word in Word.allCases where bytes.elementsEqual(word.contractWord.utf8) { return word }
    refuse(column, cell, expected: Word.expectedWords)
    return standIn
  }

  // MARK: Numbers

  mutating func integer(_ column: Column, in range: ClosedRange<Int>) -> Int {
    guard let cell = cell(column) else { return range.lowerBound }
    return integer(column, cell, in: range) ?? range.lowerBound
  }

  mutating func optionalInteger(_ column: Column, in range: ClosedRange<Int>) -> Int? {
    guard let cell = cell(column), !cell.isEmpty else { return nil }
    return integer(column, cell, in: range)
  }

  private mutating func integer(_ column: Column, _ cell: CSVScanner.Cell, in range: ClosedRange<Int>) -> Int? {
    if let value = CellParsing.integer(csv.scanner.bytes, in: cell.range), range.contains(value) { return value }
    refuse(column, cell, expected: range.expectedInteger)
    return nil
  }

  /// Latitude and longitude: both or neither.
  mutating func coordinates(_ latitude: Column, _ longitude: Column) -> Coordinates? {
    guard let latitudeCell = cell(latitude), let longitudeCell = cell(longitude) else { return nil }
    guard latitudeCell.isEmpty == longitudeCell.isEmpty else {
      let (empty, cell, filled) =
        latitudeCell.isEmpty ? (latitude, latitudeCell, longitude) : (longitude, longitudeCell, latitude)
      refuse(empty, cell, expected: "число: «\(filled.name)» задан, а координаты нужны обе или ни одной")
      return nil
    }
    guard !latitudeCell.isEmpty else { return nil }
    guard let north = decimal(latitude, latitudeCell, limit: 90),
      let east = decimal(longitude, longitudeCell, limit: 180)
    else {
      // The other one is looked at as well, whatever the first was.
      if badColumns.contains(latitude.index) { _ = decimal(longitude, longitudeCell, limit: 180) }
      return nil
    }
    return Coordinates(latitude: north, longitude: east)
  }

  private mutating func decimal(_ column: Column, _ cell: CSVScanner.Cell, limit: Double) -> Double? {
    if let value = CellParsing.decimal(csv.scanner.bytes, in: cell.range), abs(value) <= limit { return value }
    let whole = Int(limit)
    refuse(column, cell, expected: "десятичное число с точкой от -\(whole) до \(whole)")
    return nil
  }

  // MARK: Days

  mutating func day(_ column: Column) -> Day {
    guard let cell = cell(column) else { return .first }
    return day(column, cell) ?? .first
  }

  mutating func optionalDay(_ column: Column) -> Day? {
    guard let cell = cell(column), !cell.isEmpty else { return nil }
    return day(column, cell)
  }

  mutating func interval(_ from: Column, _ to: Column) -> DayInterval {
    let start = day(from)
    let end = optionalDay(to)
    // One day is the shortest that the interval can be whatever its end should say: it overlaps only what it must.
    return DayInterval(from: start, to: badColumns.contains(to.index) ? start.adding(days: 1) : end)
  }

  private mutating func day(_ column: Column, _ cell: CSVScanner.Cell) -> Day? {
    if cell.range.count == 10, let day = Day(iso: csv.text(of: cell)) { return day }
    refuse(column, cell, expected: "дата ГГГГ-ММ-ДД с 1900 по 2199 год")
    return nil
  }

  // MARK: Identifiers

  /// The row's own identifier, or a reference that must be there.
  mutating func identifier<Entity>(
    _ column: Column, _ pool: SlugPool, of referred: Network.Table? = nil
  ) -> Identifier<Entity> {
    guard let cell = cell(column) else { return .standIn }
    return identifier(column, cell, pool, of: referred) ?? .standIn
  }

  /// A reference that may be empty.
  mutating func optionalIdentifier<Entity>(
    _ column: Column, _ pool: SlugPool, of referred: Network.Table
  ) -> Identifier<Entity>? {
    guard let cell = cell(column), !cell.isEmpty else { return nil }
    return identifier(column, cell, pool, of: referred)
  }

  /// References separated by `;`, none in an empty cell.
  mutating func identifiers<Entity>(
    _ column: Column, _ pool: SlugPool, of referred: Network.Table
  ) -> [Identifier<Entity>] {
    guard let cell = cell(column), !cell.isEmpty else { return [] }
    var found: [Identifier<Entity>] = []
    var known: Set<Identifier<Entity>> = []
    var start = cell.range.lowerBound
    while start <= cell.range.upperBound {
      let end = csv.scanner.bytes[start..<cell.range.upperBound].firstIndex(of: UInt8(ascii: ";"))
      let part = CSVScanner.Cell(range: start..<(end ?? cell.range.upperBound))
      start = part.range.upperBound + 1
      guard let slug = slug(in: part.range, pool) else {
        refuse(column, part, expected: "\(referred.expectedReference), через «;» без пробелов")
        continue
      }
      let identifier = Identifier<Entity>(slug)
      if known.insert(identifier).inserted {
        found.append(identifier)
      } else {
        refuse(column, part, expected: "каждый id один раз")
      }
    }
    return found
  }

  private mutating func identifier<Entity>(
    _ column: Column, _ cell: CSVScanner.Cell, _ pool: SlugPool, of referred: Network.Table?
  ) -> Identifier<Entity>? {
    if let slug = slug(in: cell.range, pool) { return Identifier(slug) }
    refuse(column, cell, expected: referred?.expectedReference ?? "id: \(Self.slug)")
    return nil
  }

  private func slug(in range: Range<Int>, _ pool: SlugPool) -> Slug? {
    csv.scanner.bytes.withUnsafeBufferPointer { pool.slug(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  static let slug = "от 1 до 64 латинских букв, цифр и знаков «.», «_», «-», первой буква или цифра"

  // MARK: Cells

  /// The cell of the current row, or `nil` when it cannot be used and that has been told already.
  private mutating func cell(_ column: Column) -> CSVScanner.Cell? {
    guard let position = column.position, csv.cells[position].problem == nil else {
      badColumns.insert(column.index)
      return nil
    }
    return csv.cells[position]
  }

  private mutating func refuse(_ column: Column, _ cell: CSVScanner.Cell, expected: String) {
    badColumns.insert(column.index)
    var fault: Fault?
    if csv.faults.hasRoom {
      fault = Fault(
        file: csv.file, row: csv.row, column: column.name, value: csv.text(of: cell), expected: expected)
    }
    csv.faults.append(fault)
  }
}

extension ClosedRange<Int> {
  /// «целое число не меньше 1»; the upper bound is told where it is a rule and not only a guard against overflow.
  var expectedInteger: String {
    upperBound == CellParsing.mostPeople
      ? "целое число не меньше \(lowerBound) и не больше миллиарда" : "целое число от \(lowerBound) до \(upperBound)"
  }
}

extension Identifier {
  /// Takes the place of an identifier that cannot be read.
  static var standIn: Identifier {
    guard let identifier = Identifier("0") else { preconditionFailure("a digit is a slug") }
    return identifier
  }
}

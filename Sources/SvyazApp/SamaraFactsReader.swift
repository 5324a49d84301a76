internal import SvyazExchange
public import SvyazGraph
internal import SvyazSynthesis

/// Why the facts of the sample could not be read. They are a part of the project: any fault in them stops.
public enum SamaraFactsError: Error, Hashable, Sendable {
  case unreadable(file: String)
  case columnMissing(file: String, column: String)
  /// `row` counts the header as row 1.
  case badCell(file: String, row: Int, column: String, value: String, expected: String)
  case badRow(file: String, message: String)
}

extension SamaraFactsError: UserFacing {
  public var code: String {
    switch self {
    case .unreadable: "generate.factsUnreadable"
    case .columnMissing: "generate.factsColumnMissing"
    case .badCell: "generate.factsCell"
    case .badRow: "generate.factsRow"
    }
  }

  public var message: String {
    switch self {
    case .unreadable(let file): "Файл фактов «\(file)» не читается."
    case .columnMissing(let file, let column): "В файле фактов «\(file)» нет столбца «\(column)»."
    case .badCell(let file, let row, let column, let value, let expected):
      "\(file), строка \(row), столбец «\(column)»: значение «\(value)», а нужно: \(expected)."
    case .badRow(_, let message): message
    }
  }

  public var advice: String { "Возьмите папку Facts/samara в том виде, в каком она хранится в проекте." }
}

/// Reads the folder `Facts/samara`.
enum SamaraFactsReader {
  static func read(folder: String) throws(SamaraFactsError) -> SamaraFacts {
    let neighbours = try readNeighbours(FactsTable(folder, "district_adjacency.csv"))
    return SamaraFacts(
      districts: try readDistricts(FactsTable(folder, "districts.csv"), neighbours),
      schools: try readSchools(FactsTable(folder, "schools.csv")),
      measures: try readMeasures(FactsTable(folder, "measures.csv")))
  }

  private static func readNeighbours(_ table: FactsTable) throws(SamaraFactsError) -> [DistrictID: [DistrictID]] {
    var neighbours: [DistrictID: [DistrictID]] = [:]
    for row in table.rows {
      let one: DistrictID = try table.identifier(row, "district_a")
      let other: DistrictID = try table.identifier(row, "district_b")
      neighbours[one, default: []].append(other)
      neighbours[other, default: []].append(one)
    }
    return neighbours
  }

  private static func readDistricts(
    _ table: FactsTable, _ neighbours: [DistrictID: [DistrictID]]
  ) throws(SamaraFactsError) -> [SamaraFacts.District] {
    var districts: [SamaraFacts.District] = []
    for row in table.rows {
      let id: DistrictID = try table.identifier(row, "id")
      guard let point = try table.point(row) else { throw try table.bad(row, "lat", "широта") }
      districts.append(
        SamaraFacts.District(
          id: id, name: try table.text(row, "name"), point: point, neighbours: neighbours[id] ?? []))
    }
    return districts
  }

  private static func readSchools(_ table: FactsTable) throws(SamaraFactsError) -> [SamaraFacts.School] {
    var schools: [SamaraFacts.School] = []
    for row in table.rows {
      let district = try table.text(row, "district")
      let basis = try table.text(row, "district_basis")
      guard let districtBasis = SamaraFacts.DistrictBasis(rawValue: basis.isEmpty ? "generated" : basis),
        (districtBasis == .generated) == district.isEmpty
      else { throw try table.bad(row, "district_basis", "sourced или presumed у известного района, иначе пусто") }
      var drawnAmong: [DistrictID] = []
      for name in try table.text(row, "drawn_among").split(separator: ";") {
        guard let id = DistrictID(name) else { throw try table.bad(row, "drawn_among", "районы через «;»") }
        drawnAmong.append(id)
      }
      schools.append(
        SamaraFacts.School(
          id: try table.identifier(row, "id"), number: try table.integer(row, "number"),
          name: try table.text(row, "name"), shortName: try table.text(row, "short_name"),
          kind: try table.text(row, "kind"),
          district: district.isEmpty ? nil : try table.identifier(row, "district"), districtBasis: districtBasis,
          drawnAmong: drawnAmong, address: try table.text(row, "address"), location: try table.point(row),
          students: try table.integer(row, "students"), isLowResult: try table.text(row, "low_result") == "1",
          rating: try table.text(row, "rating")))
    }
    return schools
  }

  private static func readMeasures(_ table: FactsTable) throws(SamaraFactsError) -> [Measure] {
    var measures: [Measure] = []
    for row in table.rows {
      guard let number = try table.integer(row, "number") else { throw try table.bad(row, "number", "номер") }
      measures.append(
        Measure(
          number: number, section: try table.text(row, "section"), title: try table.text(row, "title"),
          dueFrom: try table.day(row, "due_from"), dueTo: try table.day(row, "due_to"),
          responsible: try table.text(row, "responsible"), expected: try table.text(row, "expected")))
    }
    return measures
  }
}

/// One file of facts: cells by the name of their column.
private struct FactsTable {
  let document: CSVDocument
  var rows: Range<Int> { 0..<document.rowCount }

  init(_ folder: String, _ file: String) throws(SamaraFactsError) {
    do { document = CSVDocument(bytes: try Files.read(folder + "/" + file), file: file) } catch {
      throw .unreadable(file: file)
    }
    if let fault = document.faults.first { throw .badRow(file: file, message: fault.message) }
  }

  func text(_ row: Int, _ column: String) throws(SamaraFactsError) -> String {
    guard let text = document.cell(row, column) else { throw .columnMissing(file: document.file, column: column) }
    return text
  }

  func bad(_ row: Int, _ column: String, _ expected: String) throws(SamaraFactsError) -> SamaraFactsError {
    .badCell(
      file: document.file, row: document.rowNumber(row), column: column, value: try text(row, column),
      expected: expected)
  }

  func identifier<Entity>(_ row: Int, _ column: String) throws(SamaraFactsError) -> Identifier<Entity> {
    guard let identifier = Identifier<Entity>(try text(row, column)) else {
      throw try bad(row, column, "латинские буквы, цифры и дефисы")
    }
    return identifier
  }

  func integer(_ row: Int, _ column: String) throws(SamaraFactsError) -> Int? {
    let text = try text(row, column)
    guard !text.isEmpty else { return nil }
    guard let number = Int(text), number > 0 else { throw try bad(row, column, "целое число больше нуля") }
    return number
  }

  func day(_ row: Int, _ column: String) throws(SamaraFactsError) -> Day? {
    let text = try text(row, column)
    guard !text.isEmpty else { return nil }
    guard let day = Day(iso: text) else { throw try bad(row, column, "дата ГГГГ-ММ-ДД") }
    return day
  }

  func point(_ row: Int) throws(SamaraFactsError) -> Coordinates? {
    guard !(try text(row, "lat")).isEmpty else { return nil }
    guard let latitude = Double(try text(row, "lat")), let longitude = Double(try text(row, "lon")),
      let point = Coordinates(latitude: latitude, longitude: longitude)
    else { throw try bad(row, "lat", "широта и долгота в градусах") }
    return point
  }
}

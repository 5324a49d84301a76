internal import SvyazContract
public import SvyazGraph

/// A whole network as a workbook: one sheet an entity, named and headed as the files of the network folder.
///
/// `network.json` becomes four sheets: `network`, `subjects`, `targets` and `definitions`, whose rules are
/// JSON. Numbers are numbers and days are days, so
/// that a spreadsheet can sort them; ``read(_:file:)`` gives back the same network.
public enum NetworkWorkbook {
  private static let heads: [(name: String, columns: [String])] = [
    ("network", ["version", "id", "name", "asOf"]), ("subjects", ["id", "name"]),
    ("targets", ["indicator", "perMille", "date"]), ("definitions", DefinitionJSON.keys),
  ]

  /// - Returns: the bytes of an `.xlsx` file, equal for equal networks whatever the order of their rows.
  /// - Throws: ``WorkbookWriteError``, for a table that is longer than a sheet or a text that is longer than a cell too.
  public static func write(_ network: Network) throws -> [UInt8] {
    let network = network.sortedByKeys()
    let writer = try WorkbookWriter()
    try writeHeads(network, to: writer)
    var tables = TableSheets(network: network, writer: writer)
    try Network.visitTables(&tables)
    return try writer.finish()
  }

  private static func writeHeads(_ network: Network, to writer: WorkbookWriter) throws {
    let head = try writer.addSheet(named: heads[0].name, header: heads[0].columns)
    head.append(integer: 1)
    head.append(identifier: network.id.rawValue)
    head.append(text: network.name)
    head.append(day: network.asOf)
    try head.endRow()
    let subjects = try writer.addSheet(named: heads[1].name, header: heads[1].columns)
    for subject in network.subjects {
      subjects.append(identifier: subject.id.rawValue)
      subjects.append(text: subject.name)
      try subjects.endRow()
    }
    let targets = try writer.addSheet(named: heads[2].name, header: heads[2].columns)
    for target in network.targets {
      targets.append(integer: target.indicator)
      targets.append(integer: target.perMille)
      targets.append(day: target.day)
      try targets.endRow()
    }
    let definitions = try writer.addSheet(named: heads[3].name, header: heads[3].columns)
    for definition in network.definitions {
      definitions.append(integer: definition.indicator)
      definitions.append(identifier: definition.id)
      definitions.append(text: definition.version)
      definitions.append(day: definition.interval.from)
      definitions.append(day: definition.interval.to)
      for words in [definition.title, definition.numerator, definition.denominator] { definitions.append(text: words) }
      definitions.append(text: DefinitionJSON.value(of: definition.rule).line)
      try definitions.endRow()
    }
  }

  private struct TableSheets: NetworkRowVisitor {
    let network: Network
    let writer: WorkbookWriter

    func visit<Row: NetworkRow>(_ type: Row.Type) throws {
      var sheet = try writer.addSheet(named: Row.table.rawValue, header: Row.table.columns)
      for row in Row.rows(of: network) {
        row.write(to: &sheet)
        try sheet.endRow()
      }
    }
  }

  // MARK: Reading

  /// Whether the sheets are those of such a workbook.
  public static func isNetwork(_ sheets: [Sheet]) -> Bool {
    let heading = sheets.first { $0.name == "network" }?.rows.first
    return heading.map { row in heads[0].columns.allSatisfy { row.cells.contains(.text($0)) } } ?? false
  }

  /// Reads the sheets by the rules of a network folder; faults name the folder's files, whose rows are the sheets' rows.
  public static func read(_ sheets: [Sheet]) -> NetworkReading {
    var files: [String: [UInt8]] = ["network.json": description(of: sheets).bytes()]
    for sheet in sheets {
      guard let table = Network.Table(rawValue: sheet.name), table != .network else { continue }
      files[table.fileName] = csv(of: sheet)
    }
    do { return try FolderReader.read(MemoryFolder(files: files)) } catch {
      preconditionFailure("files in memory can always be read: \(error)")
    }
  }

  private static func description(of sheets: [Sheet]) -> JSONValue {
    func rows(_ name: String) -> [[String: SheetCell]] {
      guard let sheet = sheets.first(where: { $0.name == name }), let heading = sheet.rows.first else { return [] }
      let names = heading.cells.map(Self.text)
      return sheet.rows.dropFirst().map { row in
        Dictionary(names.enumerated().map { ($1, row[$0]) }, uniquingKeysWith: { first, _ in first })
      }
    }
    func value(_ cell: SheetCell?) -> JSONValue {
      switch cell {
      case .number(let number): Int(exactly: number).map(JSONValue.int) ?? .double(number)
      case let cell?: .string(Self.text(cell))
      case nil: .null
      }
    }
    func object(_ row: [String: SheetCell], _ columns: [String]) -> JSONValue {
      .object(columns.filter { row[$0] != nil && row[$0] != .empty }.map { .init(key: $0, value: value(row[$0])) })
    }
    var members: [JSONValue.Member] = []
    if let head = rows("network").first, case .object(let found) = object(head, heads[0].columns) { members = found }
    members.append(.init(key: "subjects", value: .array(rows("subjects").map { object($0, heads[1].columns) })))
    let targets = rows("targets")
    if !targets.isEmpty {
      members.append(.init(key: "targets", value: .array(targets.map { object($0, heads[2].columns) })))
    }
    let definitions = rows("definitions")
    if !definitions.isEmpty {
      members.append(.init(key: "definitions", value: .array(definitions.map(Self.definition))))
    }
    return .object(members)
  }

  /// A version may look like a number, and the rule is JSON within a cell.
  private static func definition(_ row: [String: SheetCell]) -> JSONValue {
    let members = heads[3].columns.compactMap { key -> JSONValue.Member? in
      guard let cell = row[key], cell != .empty else { return nil }
      let text = Self.text(cell)
      let value: JSONValue =
        switch key {
        case "indicator": Int(text).map(JSONValue.int) ?? .string(text)
        case "rule": JSONValue(bytes: Array(text.utf8)) ?? .string(text)
        default: .string(text)
        }
      return .init(key: key, value: value)
    }
    return .object(members)
  }

  /// Rows keep their numbers: a row that the sheet leaves out is a blank line, which the reader passes over.
  private static func csv(of sheet: Sheet) -> [UInt8] {
    guard let heading = sheet.rows.first else { return [] }
    var csv = CSVWriter(header: heading.cells.map(text))
    var number = 2
    for row in sheet.rows.dropFirst() {
      while number < row.number {
        csv.endRow()
        number += 1
      }
      csv.append(row: heading.cells.indices.map { text(row[$0]) } + row.cells.dropFirst(heading.cells.count).map(text))
      number += 1
    }
    return csv.bytes
  }

  private static func text(_ cell: SheetCell) -> String {
    switch cell {
    case .empty: ""
    case .text(let text): text
    case .number(let number): Int(exactly: number).map(String.init) ?? DecimalText.text(of: number)
    case .day(let day): day.description
    case .boolean(let isTrue): isTrue ? "true" : "false"
    case .error(let error): error
    }
  }
}

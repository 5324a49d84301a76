internal import SvyazContract
internal import SvyazExchange
internal import SvyazGraph

/// Lays rows that came from sheets over a network: cells that a sheet lacks or leaves blank keep what is known.
struct SheetMerger {
  private(set) var network: Network
  private(set) var faults: [SheetFault] = []
  private(set) var notices: [String] = []
  /// Where each row of the result comes from, by table and key.
  private var origins: [Network.Table: [[String]: IntakeRow]] = [:]

  /// - Parameter network: free of violations.
  init(_ network: Network) { self.network = network.sortedByKeys() }

  /// - Parameter closing: with a day, rows that are open and that the sheets, being the complete list, do not name are
  ///   closed on it.
  mutating func lay(_ rows: [IntakeRow], closing day: Day?) {
    for table in Network.Table.allCases where table != .network {
      let own = rows.filter { $0.table == table }
      guard !own.isEmpty, let type = table.rowType else { continue }
      lay(own, of: type, closing: day)
    }
    guard faults.isEmpty else { return }
    checkRules()
  }

  private mutating func lay(_ rows: [IntakeRow], of type: any NetworkRow.Type, closing day: Day?) {
    func lay<Row: NetworkRow>(_ type: Row.Type) { self.lay(rows, type, closing: day) }
    lay(type)
  }

  private mutating func lay<Row: NetworkRow>(_ rows: [IntakeRow], _ type: Row.Type, closing day: Day?) {
    let table = Row.table
    let known = Dictionary(
      Row.rows(of: network).map { ($0.keyCells, $0) }, uniquingKeysWith: { first, _ in first })
    var combined: [(key: [String], row: IntakeRow)] = []
    var positions: [[String]: Int] = [:]
    var repeated = 0
    for row in rows {
      let key = table.keyColumns.map { name in table.columns.firstIndex(of: name).flatMap { row.cells[$0] } ?? "" }
      guard let position = positions[key] else {
        positions[key] = combined.count
        combined.append((key, row))
        continue
      }
      repeated += 1
      combine(row, into: &combined[position].row)
    }
    if repeated > 0 { notices.append("\(table.fileName): строк, которые повторяют уже прочитанные: \(repeated).") }
    let filled = combined.map { item -> [String] in
      let before = known[item.key].map { TextCells($0).cells }
      // A blank cell of a sheet says nothing: it must not take away what is known.
      return table.columns.indices.map { index in
        if let cell = item.row.cells[index], !cell.isEmpty { return cell }
        return before?[index] ?? ""
      }
    }
    let reading = ContractRow.readAll(table, rows: filled)
    for fault in reading.faults {
      guard combined.indices.contains(fault.row - 2) else { continue }
      faults.append(Self.fault(fault, in: combined[fault.row - 2].row))
    }
    let laid = reading.rows.compactMap { $0.row as? Row }
    for (item, row) in zip(reading.rows, laid) {
      origins[table, default: [:]][row.keyCells] = combined[item.position].row
    }
    let new = Set(laid.map(\.keyCells))
    var result = Row.rows(of: network).filter { !new.contains($0.keyCells) }
    if day != nil, !(type is any DatedRow.Type) {
      notices.append("\(table.fileName): у строк нет сроков, поэтому недостающие не закрыты.")
    }
    if let day { result = result.map { Self.closed($0, on: day, list: laid) } }
    result += laid
    result.sortByKeys()
    Row.set(result, in: &network)
  }

  /// A second row of the same key may say more, but not otherwise.
  private mutating func combine(_ row: IntakeRow, into first: inout IntakeRow) {
    for index in row.cells.indices {
      guard let value = row.cells[index], !value.isEmpty else { continue }
      if let earlier = first.cells[index], !earlier.isEmpty, earlier != value {
        let name = row.table.columns[index]
        faults.append(
          SheetFault(
            place: row.place(of: index), heading: name, value: value,
            expected: "то же, что в строке \(first.place.row): «\(earlier)»",
            remedy: "Две строки говорят об одном разное: оставьте верную."))
      } else {
        first.cells[index] = value
        if first.columns[index] == nil { first.columns[index] = row.columns[index] }
      }
    }
  }

  private static func fault(_ fault: Fault, in row: IntakeRow) -> SheetFault {
    let index = row.table.columns.firstIndex(of: fault.column)
    return SheetFault(
      place: index.map(row.place) ?? row.place, heading: fault.column, value: fault.value, expected: fault.expected,
      remedy: "Исправьте значение и загрузите файл ещё раз.")
  }

  // MARK: Complete lists

  /// The row with an end where it is open, began before `day` and belongs to the same list as the rows of the sheets.
  private static func closed<Row: NetworkRow>(_ row: Row, on day: Day, list: [Row]) -> Row {
    func end(_ interval: DayInterval) -> DayInterval? {
      guard interval.to == nil, interval.from < day else { return nil }
      return DayInterval(from: interval.from, to: day)
    }
    switch row {
    case var status as SchoolStatus:
      let statuses = list.compactMap { ($0 as? SchoolStatus)?.status }
      guard statuses.contains(status.status), let interval = end(status.interval) else { return row }
      status.interval = interval
      return status as? Row ?? row
    case var membership as Membership:
      let associations = list.compactMap { ($0 as? Membership)?.association }
      guard associations.contains(membership.association), let interval = end(membership.interval) else { return row }
      membership.interval = interval
      return membership as? Row ?? row
    case var programme as Programme:
      let kinds = list.compactMap { ($0 as? Programme)?.kind }
      guard kinds.contains(programme.kind), let interval = end(programme.interval) else { return row }
      programme.interval = interval
      return programme as? Row ?? row
    case var partnership as Partnership:
      guard let interval = end(partnership.interval) else { return row }
      partnership.interval = interval
      if partnership.status == .active || partnership.status == .agreed { partnership.status = .completed }
      return partnership as? Row ?? row
    default: return row
    }
  }

  // MARK: Rules between rows

  private mutating func checkRules() {
    for violation in network.violations() {
      let key = network.key(of: violation)
      let origin = origins[violation.table]?[key]
      let index = violation.table.columns.firstIndex(of: violation.column)
      let place = origin.map { row in index.map(row.place) ?? row.place }
      let words = RuleWords.words(violation)
      faults.append(
        SheetFault(
          place: place ?? CellPlace(file: violation.table.fileName, row: 0), heading: violation.column,
          value: violation.value, expected: words.expected, remedy: words.remedy))
    }
  }
}

extension IntakeRow {
  /// Where the cell of a column of the contract stands in the sheet.
  fileprivate func place(of index: Int) -> CellPlace {
    CellPlace(file: place.file, sheet: place.sheet, row: place.row, column: columns[index])
  }
}

extension Network {
  /// The key of the row that breaks a rule.
  fileprivate func key(of violation: Violation) -> [String] {
    guard let type = violation.table.rowType else { return [] }
    func key<Row: NetworkRow>(_ type: Row.Type) -> [String] {
      let rows = Row.rows(of: self)
      return rows.indices.contains(violation.row) ? rows[violation.row].keyCells : []
    }
    return key(type)
  }
}

/// What a broken rule of the network asks for, in words for those who sent a sheet.
private enum RuleWords {
  static func words(_ violation: Violation) -> (expected: String, remedy: String) {
    switch violation.rule {
    case .duplicateKey: ("каждая строка один раз", "Уберите повтор.")
    case .unknownReference(let table):
      ("строка, которая есть в таблице \(table.fileName)", "Сначала загрузите её или исправьте ссылку.")
    case .intervalEndsBeforeItBegins(let from): ("дата позже \(from.russian)", "Исправьте дату начала или конца.")
    case .intervalsOverlap:
      ("срок, который не пересекается с уже известным", "Закройте прежний срок (столбец to) или исправьте дату начала.")
    case .successfulExceedsParticipants(let participants):
      ("число не больше участников: \(participants)", "Исправьте число участников или справившихся.")
    case .trainedExceedsTotal(let total): ("число не больше всех: \(total)", "Исправьте одно из чисел.")
    case .neighbourNotSymmetric: ("взаимное соседство", "Назовите соседство у обоих районов.")
    case .ownNeighbour: ("другой район", "Уберите район из его соседей.")
    case .mentorIsMentee: ("другая школа", "Школа не может быть наставником самой себе.")
    case .belowMinimum(let least): ("число не меньше \(least)", "Исправьте число.")
    case .targetOutOfRange: ("показатель 1–9, доля 0–1000 ‰", "Исправьте цель.")
    case .malformedDefinition: ("правильное определение чтения", "Исправьте определение в network.json.")
    }
  }
}

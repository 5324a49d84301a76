import SvyazContract
import SvyazExchange
import SvyazGraph
import SvyazTestSupport
import Testing

@Suite struct IntakePropertyTests {
  /// The sample's own tables as sheets: header of the contract, cells as texts.
  struct Tables: NetworkRowVisitor {
    let network: Network
    var tables: [(table: Network.Table, rows: [[String]])] = []
    mutating func visit<Row: NetworkRow>(_ type: Row.Type) {
      tables.append((Row.table, Row.rows(of: network).map { TextCells($0).cells }))
    }
  }

  static func tables(_ network: Network) throws -> [(table: Network.Table, rows: [[String]])] {
    var tables = Tables(network: network)
    try Network.visitTables(&tables)
    return tables.tables
  }

  /// Every table of the contract, written under its own names, comes back cell for cell.
  @Test func readsTheContractsOwnTablesBack() throws {
    let network = try IntakeFixture.samara.get()
    for (table, rows) in try Self.tables(network) {
      let sheet = IntakeFixture.sheet(table.rawValue, rows: [table.columns] + rows)
      let reading = Intake.read([sheet], file: "network.xlsx", context: IntakeContext(network: network))
      #expect(
        reading.faults.isEmpty && reading.questions.isEmpty && reading.notices.isEmpty, "\(table): \(reading.notices)")
      #expect(reading.rows.map { $0.cells.map { $0 ?? "~" } } == rows, "\(table)")
      #expect(reading.rows.allSatisfy { $0.table == table })
    }
  }

  /// A new city: nothing is known but the subjects, all sheets come at once.
  @Test func readsAWholeNetworkIntoAnEmptyOne() throws {
    let network = try IntakeFixture.samara.get()
    var empty = network
    empty.districts = []
    empty.schools = []
    empty.associations = []
    empty.partnerships = []
    empty.events = []
    empty.measures = []
    let tables = try Self.tables(network)
    // The tabs of the workbook stand in the opposite order.
    let sheets = tables.reversed().map { IntakeFixture.sheet($0.table.rawValue, rows: [$0.table.columns] + $0.rows) }
    let reading = Intake.read(sheets, file: "network.xlsx", context: IntakeContext(network: empty))
    #expect(reading.faults == [])
    #expect(reading.questions == [])
    #expect(reading.rows.map { $0.cells.map { $0 ?? "~" } } == tables.flatMap(\.rows))
  }

  @Test func orderOfRowsAndColumnsDoesNotMatter() throws {
    let network = try IntakeFixture.samara.get()
    var generator = SeededGenerator(seed: 3)
    for (table, rows) in try Self.tables(network) {
      let rows = Array(rows.prefix(60))
      let expected = Set(rows)
      for _ in 0..<5 {
        let order = Array(table.columns.indices).shuffled(using: &generator)
        var lines = [order.map { table.columns[$0] }]
        for row in rows.shuffled(using: &generator) { lines.append(order.map { row[$0] }) }
        let sheet = IntakeFixture.sheet("Лист1", rows: lines)
        let reading = Intake.read([sheet], file: "book.xlsx", context: IntakeContext(network: network))
        #expect(reading.faults == [], "\(table)")
        #expect(Set(reading.rows.map { $0.cells.map { $0 ?? "~" } }) == expected, "\(table)")
        for row in reading.rows {
          // Every cell tells the column that it came from.
          for (cell, column) in zip(row.cells, row.columns) where cell?.isEmpty == false {
            #expect(column.map { lines[row.place.row - 1][$0] } == cell)
          }
        }
      }
    }
  }

  /// Sheets of words that the intake knows, thrown together: whatever comes, no trap, and every row is accounted for.
  @Test(arguments: 0..<4) func randomSheetsNeverTrap(block: UInt64) throws {
    let network = try IntakeFixture.samara.get()
    let words = [
      "Школа", "Статус", "Дата начала", "2", "3", "4", "5", "Участников", "по", "с", "№ п/п", "Итого", "НОР",
      "школа 12",
      "№ 3", "01.09.2020", "44075", "", " ", "\u{A0}", "100", "12,5", "99999999999999999999", "-1", "=1+1",
      "Кировский район",
      "городской округ Самара", "Вся выборка", "ВПР 2020. 5 класс", "Предмет: Русский язык", "математика", "id", "name",
      "school", "subject", "capacity", "й", "\u{306}", "🎒", "«»", "%", "1 2 3", "31.12.9999", "ТОР", "x\ny", "*", "ММО",
      String(repeating: "школа ", count: 900), "Группы участников", "Кол-во участников", "название", "широта", "-91",
    ]
    let context = IntakeContext(network: network, defaults: ["year": "2020", "grade": "пятый"])
    for seed in block * 60..<block * 60 + 60 {
      var generator = SeededGenerator(seed: seed)
      var rows: [SheetRow] = []
      for number in 1...Int.random(in: 1...30, using: &generator) {
        let cells = (0..<Int.random(in: 0...9, using: &generator)).map { _ -> SheetCell in
          switch Int.random(in: 0...14, using: &generator) {
          case 0:
            return .number(
              [0, 1, 2.5, 44075, -7, 1e300, .nan, .infinity, 12][Int.random(in: 0...8, using: &generator)])
          case 1: return .day(.last)
          case 2: return .boolean(true)
          case 3: return .error("#N/A")
          case 4: return .empty
          default: return .text(words[Int.random(in: 0..<words.count, using: &generator)])
          }
        }
        rows.append(SheetRow(number: number * (number % 3 == 0 ? 1000 : 1), cells: cells))
      }
      rows.sort { $0.number < $1.number }
      let merged = (0..<3).map { _ in
        let row = Int.random(in: 1...20, using: &generator)
        let column = Int.random(in: 0...8, using: &generator)
        return CellRange(
          rows: row...row + Int.random(in: 0...1_000_000, using: &generator),
          columns: column...column + Int.random(in: 0...20_000, using: &generator))
      }
      let reading = Intake.read([Sheet(name: "S", rows: rows, merged: merged)], file: "f.xlsx", context: context)
      for row in reading.rows {
        #expect(row.cells.count == row.table.columns.count && row.columns.count == row.cells.count)
      }
      #expect(!(reading.rows.isEmpty && reading.faults.isEmpty && reading.questions.isEmpty && reading.notices.isEmpty))
      #expect(reading.faults.allSatisfy { !$0.expected.isEmpty && $0.remedy.hasSuffix(".") })
    }
  }
}

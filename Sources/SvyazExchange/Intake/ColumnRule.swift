import SvyazContract
import SvyazGraph

/// What the cells of a column of the contract hold, and whether they may be empty.
enum ColumnRule {
  enum Kind: Hashable {
    case identifier, school, subject, district, neighbours, association, event, partnership
    case word, text, day
    case integer(ClosedRange<Int>)
    case year, grade
    case coordinate(limit: Int)
  }

  static func kind(_ table: Network.Table, _ column: String) -> Kind {
    if WordSynonyms.isClosedList(table: table, column: column) { return .word }
    switch (table, column) {
    case (_, "id"): return .identifier
    case (_, "school"), (_, "mentor"), (_, "mentee"), (_, "base"), (_, "host"): return .school
    case (_, "subject"): return .subject
    case (_, "district"): return .district
    case (_, "neighbours"): return .neighbours
    case (.memberships, "association"), (.events, "association"): return .association
    case (.participations, "event"): return .event
    case (.events, "partnership"): return .partnership
    case (_, "from"), (_, "to"), (_, "date"), (_, "developed"), (_, "due_from"), (_, "due_to"),
      (_, "done_on"):
      return .day
    case (_, "lat"): return .coordinate(limit: 90)
    case (_, "lon"): return .coordinate(limit: 180)
    case (_, "year"): return .year
    case (_, "grade"): return .grade
    case (_, "number"), (_, "students"): return .integer(1...CellParsing.mostPeople)
    case (_, "participants"), (_, "successful"), (_, "capacity"), (_, "people"), (_, "total"),
      (_, "trained_method_service"), (_, "trained_effective_mode"), (_, "trained_quality"):
      return .integer(0...CellParsing.mostPeople)
    default: return .text
    }
  }

  /// May be empty by the contract.
  static func isOptional(_ table: Network.Table, _ column: String) -> Bool {
    switch (table, column) {
    case (.schools, "name"), (.schools, "id"): false
    case (.schools, _): true
    case (.districts, "neighbours"), (.districts, "lat"), (.districts, "lon"): true
    case (_, "to"), (_, "basis"), (_, "agreement"), (_, "umo"): true
    case (.mentors, "subject"), (.constraints, "subject"), (.partnerships, "subject"),
      (.events, "subject"):
      true
    case (.events, "host"), (.events, "association"), (.events, "partnership"): true
    case (.measures, "due_from"), (.measures, "due_to"), (.measures, "done_on"),
      (.measures, "evidence"):
      true
    default: false
    }
  }

  /// Made by the intake when the sheet has no such column.
  static func isDerived(_ table: Network.Table, _ column: String) -> Bool { column == "id" }

  /// Tables whose rows have a key of their own, so that a sheet may bring a few columns of rows that are known.
  static func isUpdatable(_ table: Network.Table) -> Bool {
    table.keyColumns == ["id"] || table.keyColumns == ["number"]
  }

  /// Columns that a sheet of the table, some defaults apart, cannot do without.
  static func required(_ table: Network.Table) -> [String] {
    table.columns.filter { !isOptional(table, $0) && !isDerived(table, $0) }
  }

  /// «дата», «школа»…: how messages call the column when the sheet has no heading for it.
  static func russian(_ table: Network.Table, _ column: String) -> String {
    switch (table, column) {
    case (_, "id"): "id"
    case (.measures, "number"): "номер мероприятия"
    case (_, "number"): "номер"
    case (_, "name"): "название"
    case (_, "short_name"): "краткое наименование"
    case (.events, "kind"): "вид события"
    case (.programmes, "kind"): "вид программы"
    case (_, "kind"): "вид"
    case (_, "district"): "район"
    case (_, "address"): "адрес"
    case (_, "neighbours"): "соседние районы"
    case (_, "lat"): "широта"
    case (_, "lon"): "долгота"
    case (_, "students"): "учеников"
    case (_, "school"): "школа"
    case (_, "status"): "статус"
    case (_, "from"): "дата начала"
    case (_, "to"): "дата окончания"
    case (_, "basis"): "основание"
    case (_, "subject"): "предмет"
    case (_, "assessment"): "процедура (ВПР, ОГЭ, ЕГЭ)"
    case (_, "grade"): "класс"
    case (_, "year"): "год"
    case (_, "participants"): "количество участников"
    case (_, "successful"): "справились"
    case (_, "capacity"): "количество мест"
    case (_, "rule"): "правило (закрепить, запретить)"
    case (_, "mentor"): "школа-наставник"
    case (_, "mentee"): "подопечная школа"
    case (_, "agreement"): "соглашение"
    case (_, "umo"): "окружное УМО"
    case (_, "base"): "базовая школа"
    case (_, "association"): "ММО"
    case (_, "role"): "роль"
    case (.measures, "title"): "мероприятие"
    case (_, "title"): "тема"
    case (_, "date"): "дата"
    case (_, "host"): "принимающая школа"
    case (_, "partnership"): "партнёрство"
    case (_, "organiser"): "организатор"
    case (_, "event"): "событие"
    case (_, "people"): "человек"
    case (_, "developed"): "дата разработки"
    case (_, "group"): "должность"
    case (_, "total"): "всего"
    case (_, "section"): "раздел"
    case (_, "responsible"): "ответственный"
    case (_, "expected"): "ожидаемый результат"
    default: column
    }
  }

  /// What a table is called in messages.
  static func russian(_ table: Network.Table) -> String {
    switch table {
    case .network: "описание сети"
    case .districts: "районы"
    case .schools: "школы"
    case .statuses: "статусы школ"
    case .results: "результаты"
    case .mentors: "места наставников"
    case .constraints: "закрепления и запреты"
    case .partnerships: "партнёрства"
    case .associations: "ММО"
    case .memberships: "состав ММО"
    case .events: "события"
    case .participations: "участие в событиях"
    case .programmes: "программы школ"
    case .staff: "кадры"
    case .measures: "мероприятия программы"
    }
  }

  /// «--from»: the option of the command line that gives a value to all rows.
  static func option(_ column: String) -> String {
    "--" + String(column.map { $0 == "_" ? "-" : $0 })
  }
}

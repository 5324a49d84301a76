internal import SvyazExchange
internal import SvyazGraph
internal import SvyazStore

/// What an import or an edit did, by table.
struct ChangeReport {
  private let outcome: ChangeOutcome
  private let isTrial: Bool
  private let notices: [String]
  private let lines: [String]

  /// - Parameter lines: what changed row by row, where that is to be told.
  init(_ outcome: ChangeOutcome, isTrial: Bool, notices: [String] = [], lines: [String] = []) {
    self.outcome = outcome
    self.isTrial = isTrial
    self.notices = notices
    self.lines = lines
  }

  var json: JSONValue {
    .members([
      "change": .optional(outcome.change), "dryRun": .bool(isTrial),
      "tables": .array(
        outcome.counts.map {
          .members([
            "table": .string($0.table), "added": .int($0.added), "changed": .int($0.changed),
            "closed": .int($0.closed), "removed": .int($0.removed),
          ])
        }), "notices": .strings(notices), "rows": .strings(lines),
    ])
  }

  var text: String {
    var text = ""
    if outcome.isEmpty {
      text += "Ничего нового: хранилище не изменилось.\n"
    } else {
      text +=
        isTrial
        ? "Проба: так изменилось бы хранилище, но ничего не записано.\n"
        : "Записано, изменение № \(outcome.change ?? 0).\n"
      var table = TextTable([
        "Таблица": .left, "добавлено": .right, "изменено": .right, "закрыто": .right, "удалено": .right,
      ])
      for count in outcome.counts {
        table.add([
          TableNaming.russian(count.table), grouped(count.added), grouped(count.changed), grouped(count.closed),
          grouped(count.removed),
        ])
      }
      text += table.text()
    }
    for line in lines.prefix(200) { text += "  \(line)\n" }
    if lines.count > 200 { text += "  … и ещё: \(grouped(lines.count - 200)).\n" }
    for notice in notices { text += "  Замечание: \(notice)\n" }
    return text
  }

  var report: Report { Report(text: text, json: json) }
}

/// How people call the tables of a store.
enum TableNaming {
  private static let words: [String: String] = [
    "network": "сеть", "subject": "предметы", "target": "цели показателей", "definition": "определения показателей",
    "district": "районы",
    "districtNeighbour": "соседство районов", "school": "школы", "status": "статусы школ", "result": "результаты",
    "mentor": "места наставников", "matchingConstraint": "закрепления и запреты", "partnership": "партнёрства",
    "association": "ММО", "membership": "состав ММО", "event": "события", "participation": "участия",
    "programme": "программы школ", "staff": "кадры", "measure": "мероприятия программы",
    "nameAnswer": "ответы о названиях", "succession": "объединения школ",
  ]

  static func russian(_ table: Network.Table) -> String {
    switch table {
    case .network: russian("network")
    case .districts: russian("district")
    case .schools: russian("school")
    case .statuses: russian("status")
    case .results: russian("result")
    case .mentors: russian("mentor")
    case .constraints: russian("matchingConstraint")
    case .partnerships: russian("partnership")
    case .associations: russian("association")
    case .memberships: russian("membership")
    case .events: russian("event")
    case .participations: russian("participation")
    case .programmes: russian("programme")
    case .staff: russian("staff")
    case .measures: russian("measure")
    }
  }

  static func russian(_ table: String) -> String { words[table] ?? table }
}

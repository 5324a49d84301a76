internal import SvyazContract
internal import SvyazExchange
public import SvyazGraph
public import SvyazStore

/// `svyaz import FOLDER`: brings a network folder into a store, whole or not at all.
public enum ImportNetwork {
  /// Adds what is new and changes what differs; rows that the folder lacks stay, unless it is said to be complete.
  ///
  /// - Parameters:
  ///   - isComplete: what the folder lacks is taken out of the network; the history keeps it.
  ///   - isTrial: only tells what would be done.
  ///   - path: the store's file; one that is not there is made.
  /// - Throws: `NetworkFolderError` when the folder has faults, `StoreError`.
  public static func run(
    folder: String, into path: String, _ note: ChangeNote, at moment: Moment, isComplete: Bool = false,
    isTrial: Bool = false
  ) throws -> Report {
    let reading = try NetworkFolder.read(path: folder)
    guard let given = reading.network else { throw NetworkFolderError.faults(reading.faults) }
    if !Store.stands(at: path) {
      let outcome =
        try isTrial ? Store.outcomeOfCreating(with: given) : Store.create(path, with: given, note, at: moment)
      return ChangeReport(outcome, isTrial: isTrial, notices: reading.notices.map(\.message)).report
    }
    let store = try Store.open(path, for: .creating)
    let outcome = try store.update(note, at: moment, isTrial: isTrial) { stored in
      guard let stored, !isComplete else { return given }
      let merged = stored.overlaid(with: given)
      let violations = merged.violations()
      guard violations.isEmpty else { throw ImportError.clash(violations.map(Self.words)) }
      return merged
    }
    return ChangeReport(outcome, isTrial: isTrial, notices: reading.notices.map(\.message)).report
  }

  private static func words(_ violation: Violation) -> String {
    "\(violation.table.fileName), столбец «\(violation.column)», значение «\(violation.value)»"
  }
}

/// Why an import that is sound by itself does not go together with what the store holds.
public enum ImportError: Error, Hashable, UserFacing {
  /// Rows that break a rule only together with rows of the store.
  case clash([String])

  public var code: String { "import.clash" }

  public var message: String {
    switch self {
    case .clash(let places):
      "Вместе с тем, что уже есть в хранилище, нарушены правила сети, мест: \(places.count). Первые: "
        + places.prefix(5).joined(separator: "; ") + "."
    }
  }

  public var advice: String {
    "Исправьте строки или загрузите полную папку с параметром --complete; ничего не изменено."
  }
}

/// What an import or an edit did, by table.
struct ChangeReport {
  private let outcome: ChangeOutcome
  private let isTrial: Bool
  private let notices: [String]

  init(_ outcome: ChangeOutcome, isTrial: Bool, notices: [String] = []) {
    self.outcome = outcome
    self.isTrial = isTrial
    self.notices = notices
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
        }), "notices": .strings(notices),
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
    for notice in notices { text += "  Замечание: \(notice)\n" }
    return text
  }

  var report: Report { Report(text: text, json: json) }
}

/// How people call the tables of a store.
enum TableNaming {
  private static let words: [String: String] = [
    "network": "сеть", "subject": "предметы", "target": "цели показателей", "district": "районы",
    "districtNeighbour": "соседство районов", "school": "школы", "status": "статусы школ", "result": "результаты",
    "mentor": "места наставников", "matchingConstraint": "закрепления и запреты", "partnership": "партнёрства",
    "association": "ММО", "membership": "состав ММО", "event": "события", "participation": "участия",
    "programme": "программы школ", "staff": "кадры", "measure": "мероприятия программы",
    "nameAnswer": "ответы о названиях", "succession": "объединения школ",
  ]

  static func russian(_ table: String) -> String { words[table] ?? table }
}

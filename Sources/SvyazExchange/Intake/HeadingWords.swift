import SvyazContract
import SvyazGraph

/// What people write above the columns of each table.
enum HeadingWords {
  /// A column of a table, or one that a sheet has beside them.
  struct Field: Hashable {
    var table: Network.Table
    /// The contract's name of a column, or one of ``Extra``.
    var column: String
    /// An end of an interval that is the last day itself («по 31.08.2021»), not the day after it.
    var isInclusive = false
  }

  /// Columns that no table has but that sheets bring.
  enum Extra {
    static let marks = ["mark2", "mark3", "mark4", "mark5"]
    /// «№ п/п»: the number of the row.
    static let ordinal = "ordinal"
    static let login = "login"
    static let municipality = "municipality"
    /// «% справившихся»: tells nothing without counts.
    static let share = "share"
    /// «Самарская обл.» of each row.
    static let region = "region"
    static let unused: Set<String> = [ordinal, login, municipality, share, region]
  }

  /// A heading as it is looked up: words in lower case without units, «количество» for «кол-во».
  static func folded(_ text: some StringProtocol) -> String {
    var words: [String] = []
    for token in IntakeText.tokens(text) {
      switch token {
      case "№": words.append("номер")
      case "%": words.append("процент")
      case "во" where words.last == "кол" || words.last == "к":
        words[words.count - 1] = "количество"
      case "ся" where words.last == "уч": words[words.count - 1] = "учащихся"
      case "ся" where words.last == "обуч": words[words.count - 1] = "обучающихся"
      case "наим", "наимен", "наименов": words.append("наименование")
      case "назв": words.append("название")
      default: words.append(token)
      }
    }
    while words.count > 1, let last = words.last, units.contains(last) { words.removeLast() }
    return words.joined(separator: " ")
  }

  /// The fields that a folded heading can mean, at most one of each table.
  static func fields(_ folded: String) -> [Field] { index[folded] ?? [] }

  private static let units: Set<String> = ["чел", "человек", "шт", "ед"]

  private static let index: [String: [Field]] = {
    var index: [String: [Field]] = [:]
    func add(_ heading: some StringProtocol, _ field: Field) {
      let key = folded(heading)
      // The first meaning within a table stays.
      guard !key.isEmpty, !index[key, default: []].contains(where: { $0.table == field.table })
      else { return }
      index[key, default: []].append(field)
    }
    for table in Network.Table.allCases where table != .network {
      for column in table.columns { add(column, Field(table: table, column: column)) }
    }
    for (table, text) in synonyms {
      for line in text.split(separator: "\n") {
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { continue }
        let name = parts[0]
        let isInclusive = name.hasSuffix("+")
        for heading in parts[1].split(separator: ";") {
          add(
            heading,
            Field(
              table: table, column: String(isInclusive ? name.dropLast() : name),
              isInclusive: isInclusive)
          )
        }
      }
      for heading in schoolHeadings where table.columns.contains("school") {
        add(heading, Field(table: table, column: "school"))
      }
      for (line, column) in [(subjects, "subject"), (starts, "from"), (ends, "to")]
      where table.columns.contains(column) {
        for heading in line.split(separator: ";") {
          add(heading, Field(table: table, column: column))
        }
      }
      if table.columns.contains("to") {
        for heading in lastDays.split(separator: ";") {
          add(heading, Field(table: table, column: "to", isInclusive: true))
        }
      }
      for line in everywhere.split(separator: "\n") {
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { continue }
        for heading in parts[1].split(separator: ";") {
          add(heading, Field(table: table, column: String(parts[0])))
        }
      }
    }
    return index
  }()

  private static let owners = [
    "оо", "оу", "школы", "образовательной организации", "общеобразовательной организации",
    "образовательного учреждения",
    "общеобразовательного учреждения", "организации", "учреждения", "муниципального учреждения",
  ]

  private static let schoolHeadings: [String] = {
    var headings = [
      "школа", "школы", "оо", "оу", "образовательная организация",
      "общеобразовательная организация", "организация",
      "образовательное учреждение", "общеобразовательное учреждение", "учреждение", "наименование",
      "название",
      "полное наименование", "краткое наименование", "группы участников", "группа участников",
      "перечень школ",
      "список школ", "номер школы", "номер оо", "номер оу", "школа номер", "id школы",
      "school name", "school id",
      "общеобразовательные организации", "образовательные организации", "перечень оо",
    ]
    for owner in owners {
      for word in [
        "наименование", "название", "полное наименование", "краткое наименование", "имя",
      ] {
        headings.append("\(word) \(owner)")
      }
    }
    return headings
  }()

  private static let subjects =
    "предмет;учебный предмет;наименование предмета;название предмета;дисциплина;предметы"
  private static let starts = """
    с;дата начала;начало;начало действия;действует с;дата присвоения;дата с;с даты;дата включения;от;дата вступления;\
    период с;срок с;начало периода;дата начала действия;срок действия с;период действия с;начало реализации;\
    реализация с;дата включения в список;дата приказа о включении;период реализации с;срок реализации с;действие с
    """
  private static let ends = """
    до;дата окончания;окончание;окончание действия;действует до;дата завершения;завершение;конец;дата исключения;\
    дата до;период до;срок до;конец периода;дата окончания действия;срок действия до;период действия до;дата выхода;\
    окончание реализации;реализация до;период реализации до;срок реализации до;действие до
    """
  private static let lastDays = """
    по;дата по;период по;срок по;действует по;до включительно;последний день;по включительно;срок действия по;\
    период действия по;реализация по;период реализации по;срок реализации по;действие по
    """

  /// Columns that any sheet may have beside those of its table.
  private static let everywhere = """
    ordinal:номер п п;номер пп;п п;пп;номер;номер строки;номер по порядку;порядковый номер;no;n
    login:логин;логин оо;код оо;код оу;логин школы;код школы;код по реестру;login
    municipality:муниципалитет;муниципальное образование;мо;мсу;городской округ;муниципальный район городской округ;ате
    region:регион;субъект;субъект рф;субъект российской федерации
    share:процент справившихся;процент успешности;успеваемость;успеваемость процент;качество;качество знаний;\
    процент качества;качество знаний процент;доля справившихся;уровень обученности;процент успеваемости;\
    доля справившихся процент;справились процент;процент справились;общая успеваемость;качество процент
    """
}

internal import SvyazGraph

extension PaperMark {
  /// «Сеть школ Самары · на 30 апреля 2021 г. · определения 2020-1 · рабочая редакция · данные 9f86d081884c»: one line for
  /// every page. A long name is cut.
  public var line: String {
    let name = network.count > 60 ? network.prefix(59) + "…" : network[...]
    let versions = definitions.count > 40 ? definitions.prefix(39) + "…" : definitions[...]
    return [
      String(name), "на\(RussianText.noBreakSpace)\(RussianText.date(day))",
      "определения\(RussianText.noBreakSpace)\(versions)", editionName,
      "данные\(RussianText.noBreakSpace)\(shortHash)",
    ].joined(separator: " · ")
  }

  /// The first twelve digits of the hash, enough to tell two states apart.
  public var shortHash: String { String(dataHash.prefix(12)) }

  /// «рабочая редакция».
  public var editionName: String {
    switch edition {
    case .working: "рабочая редакция"
    case .public: "публичная редакция"
    }
  }

  /// What the edition shows and hides.
  public var editionNote: String {
    switch edition {
    case .working: "Рабочая редакция: для тех, кто планирует и ведёт адресную поддержку. Не для публикации."
    case .public: "Публичная редакция: результаты и перечень школ адресной поддержки скрыты."
    }
  }

  /// What every paper made from practice data says.
  public static let sampleNote = "Учебные данные: результаты, связи и события придуманы."

  /// What one needs to find the figures again: term and value, for the end of a paper under «Как проверить».
  public var proof: [(term: String, value: String)] {
    [
      ("Сеть", network),
      ("Состояние", "на \(RussianText.date(day))"),
      ("Что было известно", knowledge ?? "всё, что записано в данных"),
      ("Определения показателей", "версия \(definitions)"),
      ("Редакция", editionNote),
      (Self.hashTerm, dataHash),
    ]
  }

  /// ``proof`` in one line, for the properties of files that have no room for it.
  public var proofLine: String { proof.map { "\($0.term): \($0.value)" }.joined(separator: "; ") }

  static let hashTerm = "Отпечаток данных (SHA-256)"

  /// How to use ``proof``.
  public static let proofNote =
    "Документ, построенный заново по данным с тем же отпечатком, на ту же дату и по тем же определениям, содержит те же "
    + "цифры. Если отпечаток другой, данные с тех пор изменились."
}

extension SamaraSample {
  /// Where the values of a column come from.
  public enum Origin: String, Hashable, Sendable, CaseIterable {
    case real
    case presumed
    case generated

    /// The word of the README.
    public var russian: String {
      switch self {
      case .real: "настоящее"
      case .presumed: "предположительно"
      case .generated: "создано"
      }
    }
  }

  /// What a column of the sample is made of. The README is written from these rows and a test compares them with the
  /// contract's columns, so neither can fall behind.
  public struct Column: Hashable, Sendable {
    /// Without the ending: `schools`.
    public let table: String
    public let columns: [String]
    public let origins: [Origin]
    public let note: String

    init(_ table: String, _ columns: [String], _ origins: [Origin], _ note: String) {
      self.table = table
      self.columns = columns
      self.origins = origins
      self.note = note
    }
  }

  public static let columns: [Column] = [
    Column("network", ["version", "id", "name", "asOf"], [.generated], "имя и дата образца выбраны нами"),
    Column("network", ["subjects"], [.real], "предметы программы"),
    Column(
      "network", ["targets"], [.real],
      "целевые значения девяти показателей из таблицы 1 программы, срок — её последний день"),
    Column("districts", ["id"], [.generated], "латинское имя района"),
    Column("districts", ["name"], [.real], "девять внутригородских районов"),
    Column(
      "districts", ["neighbours"], [.real],
      "только девять пар, у которых есть источник; если пары нет, это не значит, что районы не граничат"),
    Column(
      "districts", ["lat", "lon"], [.real, .presumed],
      "опорные точки из источников, не центры; у пяти районов приблизительные (погрешность до 8 км)"),
    Column("schools", ["id", "short_name"], [.generated], "наши сокращения: для ссылок и для карт"),
    Column("schools", ["number", "name", "kind"], [.real], "по реестру организаций на январь 2022"),
    Column("schools", ["district"], [.real, .presumed, .generated], "поимённо ниже"),
    Column("schools", ["address"], [.real], "где нашёлся источник; иначе пусто"),
    Column(
      "schools", ["lat", "lon"], [.real, .generated],
      "настоящие только у школы № 58; остальные — случайные точки около опорной точки района, это не адреса"),
    Column("schools", ["students"], [.real, .generated], "настоящие у семи школ (за разные годы), поимённо ниже"),
    Column(
      "statuses", ["school", "status", "from", "to", "basis"], [.real, .presumed, .generated],
      "low_result настоящий (тридцать школ приказа); high_result — предположительно, по рейтингам; adverse, project_site "
        + "и risk созданы"),
    Column(
      "results", ["school", "subject", "assessment", "grade", "year", "participants", "successful"], [.generated],
      "опубликованных результатов по школам нет; ОГЭ в 2020 году не проводили, ВПР 7–8 классов весной 2021 ещё шли"),
    Column("mentors", ["school", "subject", "capacity"], [.generated], "согласие и места школ-наставников условны"),
    Column("constraints", ["rule", "mentee", "mentor", "subject"], [.generated], "закрепления и запреты условны"),
    Column(
      "partnerships", ["id", "mentor", "mentee", "subject", "status", "from", "to", "agreement"], [.generated],
      "программа пар не называет"),
    Column(
      "associations", ["id", "name", "subject", "umo", "base", "from", "to"], [.generated],
      "программа состава ММО не называет; настоящее лишь то, что ими руководят окружные УМО двух предметов"),
    Column("memberships", ["association", "school", "role", "from", "to"], [.generated], ""),
    Column(
      "events", ["id", "kind", "title", "date", "subject", "host", "association", "partnership", "organiser"],
      [.generated], "виды событий названы в программе, сами события условны; три последних — планы на май 2021"),
    Column("participations", ["event", "school", "role", "people"], [.generated], "у планов — приглашённые"),
    Column("programmes", ["school", "kind", "developed", "from", "to"], [.generated], ""),
    Column(
      "staff",
      [
        "school", "year", "group", "total", "trained_method_service", "trained_effective_mode", "trained_quality",
      ], [.generated], "часть школ данных не сдала: так бывает"),
    Column(
      "measures", ["number", "section", "title", "due_from", "due_to", "responsible", "expected"], [.real],
      "22 мероприятия программы, своими словами; «весь период» записан как 01.04.2020–31.12.2021"),
    Column("measures", ["done_on", "evidence"], [.generated], "ход выполнения условен"),
  ]
}

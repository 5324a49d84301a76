internal import SvyazGraph
internal import SvyazIndicators
internal import SvyazPaper

/// How pages call what the domain has names for.
enum PageWords {
  static func status(_ status: Status) -> String {
    switch status {
    case .lowResult: "адресная поддержка"
    case .adverse: "сложные условия"
    case .highResult: "высокие результаты"
    case .projectSite: "проектная площадка"
    case .risk: "в зоне риска"
    }
  }

  /// Class of the tag.
  static func tag(_ status: Status) -> String { status == .lowResult ? "sup" : "" }

  static func partnership(_ status: Partnership.Status) -> (text: String, tag: String) {
    switch status {
    case .proposed: ("предложено", "dash")
    case .agreed: ("согласовано", "warn")
    case .active: ("действует", "ok")
    case .completed: ("завершено", "")
    case .terminated: ("прекращено", "")
    }
  }

  static func role(_ role: Membership.Role) -> String {
    switch role {
    case .leader: "базовая школа"
    case .projectSite: "проектная площадка"
    case .highResult: "делится опытом"
    case .lowResult: "адресная поддержка"
    case .member: "участник"
    }
  }

  static func event(_ kind: Event.Kind) -> String {
    switch kind {
    case .conference: "конференция"
    case .seminar: "семинар"
    case .webinar: "вебинар"
    case .masterClass: "мастер-класс"
    case .training: "тренинг"
    case .strategySession: "стратегическая сессия"
    case .lessonVisit: "посещение уроков"
    case .experienceExchange: "обмен опытом"
    }
  }

  static func visit(_ role: Participation.Role) -> String {
    switch role {
    case .host: "принимала"
    case .speaker: "выступала"
    case .participant: "участвовала"
    }
  }

  static func assessment(_ assessment: Assessment) -> String {
    switch assessment {
    case .vpr: "ВПР"
    case .oge: "ОГЭ"
    case .ege: "ЕГЭ"
    }
  }

  /// What the school lacks, to stand after its name.
  static func missing(_ missing: EvidenceLadder.Missing) -> String {
    switch missing {
    case .partnership: "партнёрства ещё нет"
    case .consent: "партнёрство предложено, соглашение не подписано"
    case .agreementNumber: "у соглашения нет номера"
    case .jointEvent(_, let last):
      last.map { "последнее совместное событие — \($0.russian)" } ?? "совместного события ещё не было"
    case .activation: "соглашение не введено в действие"
    }
  }

  static func step(_ step: PartnershipStep) -> String {
    switch step {
    case .jointEvent: "нужно общее событие"
    case .associationEvent: "нужно событие своего ММО"
    case .activate: "соглашение не введено"
    case .agree: "предложение ждёт согласия"
    }
  }

  /// «с 08.05.2020», «01.09.2020 – 31.08.2021»: the last day is the last in force.
  static func period(_ interval: DayInterval) -> String {
    guard let to = interval.to else { return "с\u{A0}\(interval.from.russian)" }
    return "\(interval.from.russian)\u{A0}–\u{A0}\(to.adding(days: -1).russian)"
  }

  /// «80,0 %» with a space that does not break.
  static func percent(_ perMille: Int) -> String {
    PerMille.percent(perMille).split(separator: " ").joined(separator: "\u{A0}")
  }

  static func count(_ count: Int, _ one: String, _ few: String, _ many: String) -> String {
    "\(RussianText.grouped(count))\u{A0}\(RussianText.form(count, one, few, many))"
  }

  static let months = [
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
  ]
  static let shortMonths = ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]

  static func month(_ day: Day) -> String { months[(day.month - 1) % 12] }
  static func shortMonth(_ day: Day) -> String { shortMonths[(day.month - 1) % 12] }
}

/// The line of a subject, as on the maps: by the order of the network's subjects, solid for the first, dashed for the
/// second; those beyond the fourth share one.
struct SubjectMarks: Sendable {
  private let classes: [SubjectID: String]

  init(_ network: Network) {
    classes = Dictionary(
      network.subjects.enumerated().map { ($1.id, $0 < 4 ? "s\($0 + 1)" : "") }, uniquingKeysWith: { first, _ in first }
    )
  }

  /// Class of `.subj`; no subject is the whole school.
  func name(_ subject: SubjectID?) -> String {
    guard let subject else { return "w" }
    return classes[subject] ?? ""
  }
}

/// Links that keep the day which the page shows.
struct DayLinks: Sendable {
  let day: Day
  private let isDefault: Bool

  /// - Parameter standard: the network's own day, which no link has to name.
  init(_ day: Day, standard: Day) {
    self.day = day
    isDefault = day == standard
  }

  /// - Parameters:
  ///   - path: ours, with identifiers only, so nothing has to be escaped.
  ///   - anchor: without `#`.
  func to(_ path: String, anchor: String = "") -> String {
    let query = isDefault ? "" : (path.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + "on=\(day)"
    return path + query + (anchor.isEmpty ? "" : "#" + anchor)
  }

  func school(_ id: SchoolID) -> String { to("/schools/\(id)") }
  func event(_ id: EventID) -> String { to("/events/\(id)") }
}

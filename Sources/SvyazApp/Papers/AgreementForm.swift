internal import SvyazGraph
internal import SvyazPaper

/// The partnership agreement, filled in as far as the network knows and with lines to write on for the rest.
struct AgreementForm {
  let source: PaperSource
  let partnership: Partnership

  static let title = "Соглашение о сетевом партнёрстве школ"

  private var naming: Naming { source.naming }

  /// - Throws: ``PaperRequestError``.
  init(source: PaperSource, partnership id: String) throws(PaperRequestError) {
    guard source.edition == .working else { throw .workingOnly(title: Self.title) }
    guard let row = source.network.partnerships.first(where: { $0.id.rawValue == id }) else {
      throw .unknownPartnership(id)
    }
    self.source = source
    partnership = row
  }

  func paper() -> Paper {
    let number = partnership.agreement.isEmpty ? "№ ________ от «____» ______________ 20___ г." : partnership.agreement
    let mentor = naming.fullName(partnership.mentor)
    let mentee = naming.fullName(partnership.mentee)
    return Paper(
      id: "agreement-\(partnership.id)", title: Self.title, subtitle: number, mark: source.mark,
      blocks: [
        .paragraph(
          PaperText(
            "\(mentor) (далее — школа-наставник) в лице директора ________________________________ и \(mentee) "
              + "(далее — школа-партнёр) в лице директора ________________________________, действующих на основании "
              + "уставов, договорились о следующем.")),
        .heading(level: 2, "1. О чём договорились"),
        .list(
          [
            PaperText(
              "Школы вместе работают над качеством образования: \(subject). Сотрудничество безвозмездное."),
            PaperText(
              "Цель — адресная поддержка школы-партнёра в рамках программы повышения качества образования и обмен "
                + "опытом, полезный обеим школам."),
          ], isNumbered: true),
        .heading(level: 2, "2. Что делает школа-наставник"),
        .list(
          [
            "знакомит учителей школы-партнёра с приёмами работы, которые дают результат;",
            "принимает учителей школы-партнёра на уроках и участвует в их обсуждении;",
            "проводит вместе со школой-партнёром не менее одного события в полугодие (семинар, мастер-класс, "
              + "взаимопосещение уроков) и сообщает о нём в ЦРО в течение десяти дней;",
            "помогает школе-партнёру составить и выполнить программу повышения качества.",
          ], isNumbered: true),
        .heading(level: 2, "3. Что делает школа-партнёр"),
        .list(
          [
            "определяет, какая помощь ей нужна, и назначает ответственного;",
            "обеспечивает участие своих учителей в совместных событиях;",
            "применяет полученный опыт и раз в полугодие обсуждает его с наставником;",
            "сообщает в ЦРО, если помощь не подходит или её не хватает.",
          ], isNumbered: true),
        .heading(level: 2, "4. Данные"),
        .paragraph(
          PaperText(
            "Школы обмениваются только сведениями, нужными для совместной работы. Результаты учащихся передаются без "
              + "имён и не используются для сравнения школ и учителей.")),
        .heading(level: 2, "5. Срок и изменение"),
        .list(
          [
            PaperText("Соглашение действует \(MentorAnnex.span(partnership.interval))."),
            "Любая из школ может прекратить его, предупредив другую и ЦРО за тридцать дней.",
            "Изменения оформляются письменно. Соглашение составлено в двух экземплярах, по одному для каждой школы.",
          ], isNumbered: true),
        .heading(level: 2, "6. Стороны"),
        .parties([
          PaperParty(title: "Школа-наставник", lines: lines(partnership.mentor)),
          PaperParty(title: "Школа-партнёр", lines: lines(partnership.mentee)),
        ]),
      ])
  }

  private var subject: String {
    partnership.subject.map { "предмет «\(naming.subject($0))»" } ?? "работа школы в целом"
  }

  private func lines(_ school: SchoolID) -> [String] {
    let address = naming.address(school)
    return [
      naming.fullName(school), "Адрес: \(address.isEmpty ? "________________________" : address)",
      "Директор: ____________ / ________________ /", "«____» ______________ 20___ г.", "М. П.",
    ]
  }
}

internal import SvyazExchange
internal import SvyazGraph
internal import SvyazIndicators
internal import SvyazPaper

/// «План мероприятий»: the annex to the order with the events ahead and the measures still to be done.
struct EventAnnex {
  let source: PaperSource

  static let title = "План мероприятий сети"

  private var naming: Naming { source.naming }

  func paper() -> Paper {
    let until = IndicatorTarget.of(9, in: source.network).day
    let events = source.network.events.filter { $0.day >= source.day }.sorted { ($0.day, $0.id) < ($1.day, $1.id) }
    let measures = MeasurePlan(source.network, on: source.day).states.filter { state in
      switch state.status {
      case .notBegun, .underWay, .late: true
      case .done, .doneLate: false
      }
    }
    return Paper(
      id: "annex-events", title: Self.title, subtitle: "с \(source.day.russian) по \(max(until, source.day).russian)",
      mark: source.mark, orientation: .landscape,
      blocks: [
        .paragraph("Приложение к приказу от «____» ______________ 20___ г. № ________", .right),
        .paragraph(
          PaperText(
            "Впереди \(counted(events.count, "событие", "события", "событий")) и "
              + "\(counted(measures.count, "мероприятие", "мероприятия", "мероприятий")) программы."), .lead),
        .heading(level: 1, "События"), .table(table(events)), .heading(level: 1, "Мероприятия программы"),
        .table(table(measures)), .signatures(source.signers),
      ])
  }

  private func table(_ events: [Event]) -> PaperTable {
    let associations = Dictionary(
      source.network.associations.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let partnerships = Dictionary(
      source.network.partnerships.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return PaperTable(
      columns: [
        .init("Дата", width: 0.9), .init("Вид", width: 1.2), .init("Событие", width: 3), .init("Где", width: 1.6),
        .init("Для кого", width: 2.2), .init("Отвечает", width: 1.5),
      ],
      rows: events.map { event in
        let circle =
          event.association.flatMap { associations[$0] }
          ?? event.partnership.flatMap { partnerships[$0] }.map(pair) ?? "школы города"
        return .init([
          PaperText(event.day.russian), PaperText(EventNaming.russian(event.kind)), PaperText(event.title),
          PaperText(event.host.map(naming.school) ?? "ЦРО"), PaperText(circle), PaperText(event.organiser),
        ])
      }, whenEmpty: "Событий впереди нет: запланируйте их (svyaz workplan).")
  }

  /// The public edition does not say who helps whom.
  private func pair(_ partnership: Partnership) -> String {
    let schools = [partnership.mentor, partnership.mentee]
    if source.edition == .public { return naming.schools(schools) }
    return schools.map(naming.school).joined(separator: " → ")
  }

  private func table(_ measures: [MeasureState]) -> PaperTable {
    PaperTable(
      columns: [
        .init("№", .right, width: 0.4), .init("Мероприятие", width: 4), .init("Срок", width: 1.5),
        .init("Ответственные", width: 1.3), .init("Ожидаемый результат", width: 2.2), .init("Состояние", width: 1.3),
      ],
      rows: measures.map { state in
        .init([
          PaperText("\(state.measure.number)"), PaperText(state.measure.title),
          PaperText(MeasureWords.span(state.measure)), PaperText(state.parties.joined(separator: ", ")),
          PaperText(state.measure.expected), PaperText(MeasureWords.status(state)),
        ])
      }, whenEmpty: "Все мероприятия выполнены.")
  }
}

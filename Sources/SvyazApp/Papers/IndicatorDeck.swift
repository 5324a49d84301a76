internal import SvyazGraph
internal import SvyazIndicators
internal import SvyazPaper

/// The indicators as slides: native shapes, with what to say in the notes.
struct IndicatorDeck {
  let facts: NoteFacts

  private var naming: Naming { facts.naming }
  func deck() -> Deck {
    Deck(
      id: "deck", title: "Показатели программы", mark: facts.source.mark,
      slides: [cover, bars] + partnership + [plan].compactMap { $0 } + (facts.isPublic ? [] : [network]))
  }

  private var cover: DeckSlide {
    DeckSlide(
      "Показатели программы повышения качества",
      .cover(subtitle: [facts.network.name, "на \(RussianText.longDate(facts.day))"]), notes: facts.lead)
  }

  private var bars: DeckSlide {
    let reached = facts.sheet.indicators.count { $0.headline?.gap.isReached == true }
    return DeckSlide(
      "Девять показателей",
      .drawing(
        lead: PaperText(
          "\(form(reached, "Достигнут", "Достигнуты", "Достигнуто")) \(reached) из \(facts.sheet.indicators.count)"),
        IndicatorBars.draw(facts.bars, width: 740)),
      notes: facts.sheet.indicators.compactMap { indicator in
        indicator.headline.map { reading in
          "\(indicator.number). \(indicator.name): \(facts.share(reading)), \(IndicatorWords.gap(reading))."
        }
      }.joined(separator: "\n"))
  }

  private var partnership: [DeckSlide] {
    guard let indicator = facts.indicator(9), let headline = indicator.headline else { return [] }
    let figure = IndicatorWords.percent(headline.figure.sharePerMille)
    var slides = [
      DeckSlide(
        "Сетевое партнёрство: \(figure)",
        .drawing(
          lead: PaperText(
            "\(IndicatorWords.fraction(headline.figure, .schools)) НОР; \(IndicatorWords.gap(headline))"),
          LadderChart.draw(facts.ladderChart)),
        notes: "Каждая ступень — часть предыдущей: названо, есть соглашение, было совместное событие, действует."),
      DeckSlide(
        "Ход показателя 9",
        .drawing(
          lead: PaperText(IndicatorNote.sentence(IndicatorWords.pace(indicator.forecast))),
          CourseChart.draw(facts.course(indicator))),
        notes: "Прямая продолжает последние двенадцать месяцев; она ничего не обещает."),
      DeckSlide(
        "Что выпадет, если не записать нового",
        .drawing(lead: PaperText(falling), FallChart.draw(facts.fall)),
        notes: "События считаются 180 дней. Столбик — доля на ту же дату месяца."),
    ]
    if !facts.isPublic { slides.append(way) }
    return slides
  }

  private var falling: String {
    guard let last = facts.expiry.months.last else { return "" }
    let first = facts.expiry.months.first { !$0.dropped.isEmpty }
    let when = first.map { "первая потеря к \($0.day.russian); " } ?? ""
    return IndicatorNote.sentence("\(when)через год останется \(IndicatorWords.percent(last.sharePerMille))")
  }

  private var way: DeckSlide {
    let text = WayText(network: facts.network, way: facts.way)
    let rows = facts.way.acts.map { act in
      PaperTable.Row([
        PaperText(act.day?.russian ?? "без даты"), PaperText(IndicatorNote.sentence(text.words(act))),
        PaperText("\(act.numerator) из \(facts.way.denominator), \(IndicatorWords.percent(act.sharePerMille))"),
      ])
    }
    return DeckSlide(
      "Кратчайший путь к цели",
      .table(
        lead: PaperText(
          facts.way.acts.isEmpty
            ? "Цель достигнута" : counted(facts.way.acts.count, "действие", "действия", "действий")),
        PaperTable(
          caption: "Действия по порядку",
          columns: [.init("Дата", width: 0.8), .init("Действие", width: 4), .init("Станет", .right, width: 1.2)],
          rows: rows, whenEmpty: "Ничего делать не надо.")), notes: text.summary)
  }

  /// Twenty-two rows would be too small for a slide: counts by party, and what is overdue by name.
  private var plan: DeckSlide? {
    guard !facts.plan.states.isEmpty else { return nil }
    let late = facts.plan.states.filter { $0.status == .late }
    let rows = facts.plan.byParty.map { group in
      func count(_ statuses: MeasureStatus...) -> PaperText {
        PaperText(String(group.counts.filter { statuses.contains($0.status) }.reduce(0) { $0 + $1.count }))
      }
      return PaperTable.Row([
        PaperText(group.name), PaperText(String(group.states.count)), count(.done, .doneLate), count(.underWay),
        count(.late), count(.notBegun),
        PaperText(group.states.filter { $0.status == .late }.map { "№ \($0.measure.number)" }.joined(separator: ", ")),
      ])
    }
    return DeckSlide(
      "План мероприятий",
      .table(
        lead: PaperText(MeasureWords.sentence(facts.plan.counts)),
        PaperTable(
          caption: "План мероприятий по ответственным",
          columns: [
            .init("Кто отвечает", width: 2.2), .init("Всего", .right), .init("Выполнено", .right, width: 1.4),
            .init("Идёт", .right, width: 0.8), .init("Просрочено", .right, width: 1.5),
            .init("Не начато", .right, width: 1.4), .init("Какие просрочены", width: 2.2),
          ], rows: rows)),
      notes: late.map { "Просрочено: \($0.measure.number). \($0.measure.title)." }.joined(separator: "\n"))
  }

  private var network: DeckSlide {
    let text = HealthText(health: facts.health, names: naming)
    let grave = facts.health.departures.filter { !$0.lost.isEmpty || !$0.leftWithoutMentor.isEmpty }
    return DeckSlide(
      "На ком держится сеть",
      .bullets(
        grave.isEmpty
          ? [PaperText("Уход любого одного наставника показателя 9 не изменит.")]
          : grave.prefix(5).map { PaperText(text.sentence($0)) }),
      notes: "Школы названы не для сравнения: на них опираются другие, и им нужна подмена.")
  }
}

internal import SvyazGraph
internal import SvyazIndicators
internal import SvyazPaper

/// The indicators as slides: native shapes, with what to say in the notes.
struct IndicatorDeck {
  let facts: NoteFacts

  private var naming: Naming { facts.naming }
  /// A slide's content is about twice as wide as a page's text.
  private static let width = 860.0

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
        IndicatorBars.draw(facts.bars, width: Self.width)),
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
          SvyazPaper.EvidenceLadder.draw(facts.ladderChart, width: Self.width)),
        notes: "Каждая ступень — часть предыдущей: названо, есть соглашение, было совместное событие, действует."),
      DeckSlide(
        "Ход показателя 9",
        .drawing(
          lead: PaperText(IndicatorNote.sentence(IndicatorWords.pace(indicator.forecast))),
          CourseChart.draw(facts.course(indicator), width: Self.width)),
        notes: "Прямая продолжает последние двенадцать месяцев; она ничего не обещает."),
      DeckSlide(
        "Что выпадет, если не записать нового",
        .drawing(lead: PaperText(falling), FallChart.draw(facts.fall, width: Self.width)),
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

  private var plan: DeckSlide? {
    guard !facts.plan.states.isEmpty else { return nil }
    return DeckSlide(
      "План мероприятий",
      .drawing(
        lead: PaperText(MeasureWords.sentence(facts.plan.counts)), PlanChart.draw(facts.planChart, width: Self.width)),
      notes: facts.plan.states.filter { $0.status == .late }
        .map { "Просрочено: \($0.measure.number). \($0.measure.title)." }.joined(separator: "\n"))
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

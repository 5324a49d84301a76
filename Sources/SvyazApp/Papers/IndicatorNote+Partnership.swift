internal import SvyazGraph
internal import SvyazIndicators
internal import SvyazPaper

// Indicator 9: three readings, who is missing, the ladder, the course, what will fall, the shortest way.
extension IndicatorNote {
  var partnership: [PaperBlock] {
    guard let indicator = facts.indicator(9), let headline = indicator.headline else { return [] }
    var blocks: [PaperBlock] = [
      .heading(level: 1, "Показатель 9: сетевое партнёрство"),
      .figure(
        value: IndicatorWords.percent(headline.figure.sharePerMille),
        caption: PaperText(
          "\(IndicatorWords.fraction(headline.figure, .schools)) НОР реализуют сетевое партнёрство; цель "
            + "\(PerMille.percent(indicator.target.perMille)) к \(indicator.target.day.russian): "
            + "\(IndicatorWords.gap(headline))"),
        state: headline.gap.isReached ? .reached : .short),
      .paragraph(PaperText("Правило: \(IndicatorWords.rule(indicator.rule)).")),
      .table(readings(indicator)),
    ]
    if !facts.isPublic { blocks += counted(headline) }
    blocks.append(.chart(LadderChart.chart(facts.ladderChart)))
    if !facts.isPublic { blocks += papers }
    blocks += [
      .heading(level: 2, "Ход и прогноз"), .chart(CourseChart.chart(facts.course(indicator))),
      .paragraph(PaperText(forecast(indicator))), .heading(level: 2, "Что выпадет, если не записать нового"),
      .chart(FallChart.chart(facts.fall)),
    ]
    if !facts.isPublic { blocks += falling + ways }
    return blocks
  }

  private func readings(_ indicator: Indicator) -> PaperTable {
    PaperTable(
      caption: "Как можно прочитать показатель",
      columns: [
        .init("Чтение", width: 2.2), .init("Есть", width: 1.4), .init("Доля", .right), .init("Предел", .right),
        .init("До цели", width: 2.2),
      ],
      rows: indicator.readings.map { reading in
        .init([
          PaperText(reading.definition.title), PaperText(facts.fraction(reading)), .bold(facts.share(reading)),
          PaperText(IndicatorWords.percent(reading.figure.ceilingPerMille)), PaperText(IndicatorWords.gap(reading)),
        ])
      })
  }

  private func counted(_ headline: IndicatorReading) -> [PaperBlock] {
    guard case .schools(let reading) = headline.figure else { return [] }
    let counted = Set(reading.numerator)
    let missing = reading.denominator.filter { !counted.contains($0) }
    func list(_ schools: [SchoolID]) -> String { schools.isEmpty ? "нет" : naming.schools(schools) }
    var blocks: [PaperBlock] = [
      .paragraph(.bold("Засчитаны (\(reading.numerator.count)): ") + PaperText(list(reading.numerator) + ".")),
      .paragraph(.bold("Ещё не засчитаны (\(missing.count)): ") + PaperText(list(missing) + ".")),
    ]
    let steps = facts.indicator(9)?.oneStepShort ?? []
    if !steps.isEmpty {
      let items = PartnershipStep.allCases.compactMap { step -> PaperText? in
        let schools = steps.filter { $0.step == step }.map(\.school)
        return schools.isEmpty
          ? nil : PaperText("\(IndicatorWords.title(step)): ") + PaperText(naming.schools(schools) + ".")
      }
      blocks += [.paragraph(.bold("До зачёта один шаг:")), .list(items, isNumbered: false)]
    }
    return blocks
  }

  private var papers: [PaperBlock] {
    let open = facts.ladder.standings.filter { $0.missing != nil }.sorted { naming.order($0.school, $1.school) }
    let rows = open.compactMap { standing -> PaperTable.Row? in
      guard let missing = standing.missing else { return nil }
      let partner = standing.best.map { naming.school($0.mentor == standing.school ? $0.mentee : $0.mentor) }
      return .init([
        PaperText(naming.school(standing.school)), PaperText(standing.rung.step), PaperText(partner ?? "—"),
        PaperText(missing.sentence), PaperText(standing.counts ? "да" : "нет"),
      ])
    }
    return [
      .table(
        PaperTable(
          caption: "Какой бумаги или какого действия не хватает школе",
          columns: [
            .init("Школа", width: 1.5), .init("Ступень", width: 1.4), .init("Партнёр", width: 1.4),
            .init("Чего не хватает", width: 2.3), .init("Засчитана", .centre, width: 1.1),
          ], rows: rows, whenEmpty: "У каждой школы НОР есть партнёрство со всеми подтверждениями."))
    ]
  }

  private func forecast(_ indicator: Indicator) -> String {
    let forecast = indicator.forecast
    var text = Self.sentence(IndicatorWords.pace(forecast))
    if let value = forecast.atTarget {
      text += " По прямой на \(forecast.targetDay.russian): \(PerMille.percent(value))"
      if let range = forecast.atTargetRange {
        text +=
          range.lowerBound == range.upperBound
          ? ", разброс месяцев на это не влияет."
          : ", с вероятностью 95 % от \(PerMille.percent(range.lowerBound)) до \(PerMille.percent(range.upperBound))."
      } else {
        text += "."
      }
    }
    return text + " Прямая продолжает прошлое и ничего не обещает."
  }

  private var falling: [PaperBlock] {
    let months = facts.expiry.months.filter { !$0.dropped.isEmpty }.map { month in
      PaperTable.Row([
        PaperText(month.day.russian), PaperText(IndicatorWords.percent(month.sharePerMille)),
        PaperText(naming.schools(month.dropped.map(\.school))),
      ])
    }
    let events = facts.expiry.expiring.filter { !$0.decisive.isEmpty }.map { event in
      PaperTable.Row([
        PaperText(event.lastDay.russian), PaperText("«\(event.title)», \(event.held.russian)"),
        PaperText(naming.schools(event.decisive)),
      ])
    }
    let ending = facts.expiry.ending
    var blocks: [PaperBlock] = [
      .table(
        PaperTable(
          caption: "Школы, которые перестанут засчитываться",
          columns: [.init("К дате", width: 0.8), .init("Доля", .right, width: 0.6), .init("Школы", width: 5)],
          rows: months, whenEmpty: "За двенадцать месяцев не выпадет ни одна школа."))
    ]
    if !events.isEmpty {
      blocks.append(
        .table(
          PaperTable(
            caption: "События, на которых держится зачёт",
            columns: [
              .init("Считается по", width: 1), .init("Событие", width: 3.2), .init("Чей зачёт", width: 2.6),
            ], rows: events)))
    }
    if !ending.isEmpty {
      let list = ending.map { row in
        "\(naming.school(row.mentor)) → \(naming.school(row.mentee)) (\(row.lastDay.russian))"
      }
      blocks.append(
        .paragraph(.bold("Соглашения, которые закончатся за 90 дней: ") + PaperText(list.joined(separator: "; ") + "."))
      )
    }
    return blocks
  }

  private var ways: [PaperBlock] {
    var blocks = way(facts.way, heading: "Кратчайший путь к цели")
    if let later = facts.wayAtTarget {
      blocks += way(later, heading: "Чтобы доля держалась к \(later.at.russian)")
    }
    return blocks
  }

  private func way(_ way: ShortestWay, heading: String) -> [PaperBlock] {
    let text = WayText(network: facts.network, way: way)
    let rows = way.acts.enumerated().map { position, act in
      PaperTable.Row([
        PaperText("\(position + 1)"), PaperText(act.day?.russian ?? "без даты"),
        PaperText(Self.sentence(text.words(act))), PaperText(act.brings.isEmpty ? "—" : naming.schools(act.brings)),
        PaperText("\(act.numerator) из \(way.denominator), \(IndicatorWords.percent(act.sharePerMille))"),
      ])
    }
    var blocks: [PaperBlock] = [.heading(level: 2, heading), .paragraph(PaperText(text.summary))]
    if !rows.isEmpty {
      blocks.append(
        .table(
          PaperTable(
            columns: [
              .init("№", .right, width: 0.35), .init("Дата", width: 0.9), .init("Действие", width: 3.6),
              .init("Засчитаются", width: 1.6), .init("Станет", .right, width: 1.3),
            ], rows: rows)))
    }
    return blocks
  }
}

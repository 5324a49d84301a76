internal import SvyazGraph
internal import SvyazIndicators
internal import SvyazPaper

/// «Аналитическая справка»: the figures of the programme with names, charts, ways on and definitions, to be signed.
struct IndicatorNote {
  let facts: NoteFacts

  static let title = "Аналитическая справка"

  var naming: Naming { facts.naming }

  func paper() -> Paper {
    var blocks: [PaperBlock] = [.paragraph(PaperText(facts.lead), .lead)]
    if facts.isPublic {
      blocks.append(
        .paragraph("Публичная редакция: школы не названы, показаны только суммы по городу.", .remark))
    }
    blocks += nine + partnership + others + plan
    if !facts.isPublic { blocks += network }
    blocks += missing + definitions
    blocks.append(.signatures(facts.source.signers))
    return Paper(
      id: "note", title: Self.title,
      subtitle: "о показателях программы повышения качества образования на \(facts.day.russian)",
      mark: facts.source.mark, blocks: blocks)
  }

  // MARK: All nine

  private var nine: [PaperBlock] {
    let rows = facts.sheet.indicators.map { indicator -> PaperTable.Row in
      let headline = indicator.headline
      return .init([
        PaperText("\(indicator.number)"), PaperText(indicator.name), PaperText(headline.map(facts.count) ?? "—"),
        .bold(headline.map(facts.share) ?? "—"), PaperText(PerMille.percent(indicator.target.perMille)),
        PaperText(headline.map(IndicatorWords.gap) ?? "нет определения"),
        PaperText(IndicatorWords.percent(indicator.forecast.atTarget)),
      ])
    }
    let table = PaperTable(
      caption: "Показатели, цели и прогноз",
      columns: [
        .init("№", .right, width: 0.35), .init("Показатель", width: 2.6), .init("Есть", width: 1.4),
        .init("Доля", .right, width: 0.85), .init("Цель", .right, width: 0.9), .init("До цели", width: 2.1),
        .init("К сроку по прямой", .right, width: 1),
      ], rows: rows)
    return [.heading(level: 1, "Девять показателей"), .chart(IndicatorBars.chart(facts.bars)), .table(table)]
  }

  // MARK: Indicators 1–8

  private var others: [PaperBlock] {
    var blocks: [PaperBlock] = [.heading(level: 1, "Остальные показатели")]
    for indicator in facts.sheet.indicators where indicator.number != 9 {
      blocks.append(.heading(level: 2, "\(indicator.number). \(indicator.name)"))
      guard let headline = indicator.headline else {
        blocks.append(.paragraph("На эту дату определения нет."))
        continue
      }
      var text: PaperText =
        .bold("\(facts.share(headline)) ")
        + PaperText(
          "(\(facts.fraction(headline))), цель \(PerMille.percent(indicator.target.perMille)): "
            + "\(IndicatorWords.gap(headline)). ")
      for reading in indicator.readings.dropFirst() {
        text =
          text
          + PaperText("Чтение «\(reading.definition.title)»: \(facts.share(reading)) (\(facts.fraction(reading))). ")
      }
      text = text + PaperText(Self.sentence(IndicatorWords.pace(indicator.forecast)))
      blocks.append(.paragraph(text))
      if !facts.isPublic, let names = names(headline) { blocks.append(.paragraph(names, .remark)) }
    }
    return blocks + [.table(course)]
  }

  /// The headlines of the last twelve months.
  private var course: PaperTable {
    let indicators = facts.sheet.indicators
    let days = indicators.first?.forecast.trend.map(\.day) ?? []
    return PaperTable(
      caption: "Ход показателей по месяцам, %",
      columns: [.init("Дата", width: 1.5)] + indicators.map { .init("№ \($0.number)", .right) },
      rows: days.enumerated().map { position, day in
        .init(
          [PaperText(day.russian)]
            + indicators.map { indicator in
              let trend = indicator.forecast.trend
              let share = trend.indices.contains(position) ? trend[position].sharePerMille : nil
              let isHidden = indicator.headline.map(facts.isHidden) ?? false
              return PaperText(
                isHidden ? "—" : share.map { RussianText.decimal(scaled: $0, places: 1) } ?? "—")
            })
      })
  }

  /// Who still lacks what, school by school. Results stay sums: they are for support, not for comparing schools.
  private func names(_ reading: IndicatorReading) -> PaperText? {
    switch reading.figure {
    case .schools(let schools):
      let counted = Set(schools.numerator)
      if case .schools(.higherResults, _, _) = reading.definition.rule {
        return schools.numerator.isEmpty
          ? nil : .bold("Результаты выросли: ") + PaperText(naming.schools(schools.numerator) + ".")
      }
      let missing = schools.denominator.filter { !counted.contains($0) }
      return missing.isEmpty ? nil : .bold("Ещё нет: ") + PaperText(naming.schools(missing) + ".")
    case .people(let people):
      guard reading.definition.unit == .people else { return nil }
      let missing = people.schools.filter { $0.count < $0.of }.sorted { naming.order($0.school, $1.school) }
      guard !missing.isEmpty else { return nil }
      let list = missing.map { "\(naming.school($0.school)) — \(grouped($0.of - $0.count))" }
      return .bold("Осталось обучить: ") + PaperText(list.joined(separator: ", ") + ".")
    }
  }

  /// Begins with a capital and ends with a full stop.
  static func sentence(_ text: String) -> String {
    guard let first = text.first else { return "" }
    return first.uppercased() + text.dropFirst() + "."
  }
}

internal import SvyazGraph
internal import SvyazIndicators

/// Indicator 9 as the page's headline: one big figure, the other readings small.
struct OverviewHeadline {
  let lead: String
  let model: ViewModel

  init(_ indicator: Indicator9) {
    let target = indicator.target.perMille
    let first = indicator.readings.first
    let count = first?.numerator.count ?? 0
    let of = first?.denominator.count ?? 0
    let missing = indicator.indicator.headline?.gap.missing ?? 0
    let short = indicator.oneStepShort.count
    let goal = PerMille.percent(target).replacing(",0", with: "").replacing(" ", with: "\u{A0}")
    if of == 0 {
      lead = "На эту дату в списке адресной поддержки нет школ."
    } else if missing == 0 {
      lead = "Цель по показателю 9 достигнута: \(count) из \(of)."
    } else {
      let way = short > 0 ? "; одного шага не хватает школам: \(short)" : ""
      lead = "До цели по показателю 9 не хватает \(PageWords.count(missing, "школы", "школ", "школ"))\(way)."
    }
    let trend = indicator.forecast.trend
    let before = trend.count >= 2 ? trend[trend.count - 2] : nil
    let (whole, tenth) = first?.sharePerMille.map { ($0 / 10, $0 % 10) } ?? (0, 0)
    model = [
      "hasFigure": .flag(first?.sharePerMille != nil), "figure": .text("\(whole),\(tenth)"),
      "count": .number(count), "of": .number(of), "goal": .text(goal),
      "gap": .text(missing == 0 ? "достигнута" : "ещё \(missing)"),
      "before": .optional(
        before.flatMap { point in point.sharePerMille.map { "на \(point.day.russian): \(PageWords.percent($0))" } }),
      "meter": .markup(
        Meter.share(
          first?.sharePerMille, target: target,
          label: "\(first?.sharePerMille.map(PerMille.percent) ?? "нет данных"), цель \(goal)")),
      "readings": .list(indicator.readings.dropFirst().map { Self.reading($0, target: target, goal: goal) }),
    ]
  }

  private static func reading(_ reading: SchoolReading, target: Int, goal: String) -> ViewModel {
    let share = reading.sharePerMille.map(PageWords.percent) ?? "нет данных"
    var model: ViewModel = [
      "title": .text(title(reading.id)), "share": .text(share),
      "count": .text("\(reading.numerator.count) из \(reading.denominator.count)"),
      "meter": .markup(
        Meter.share(
          reading.sharePerMille, target: target, ceiling: reading.ceilingPerMille, isThin: true,
          label: "\(share), цель \(goal)")),
    ]
    if let ceiling = reading.ceilingPerMille, ceiling < target {
      model["why"] = .text("предел \(PageWords.percent(ceiling)): цель недостижима")
    }
    return model
  }

  static func title(_ id: String) -> String {
    switch id {
    case "passport": "По паспорту: все школы"
    case "literal": "По таблице 1, буквально"
    case "lowResult": "Школы адресной поддержки"
    default: id
    }
  }
}

/// What everybody may see of indicator 9: the reading that does not know who is on the list.
struct OverviewPublic {
  let lead: String
  let model: ViewModel

  init(_ indicator: Indicator9, _ index: NetworkIndex) {
    let reading = indicator.readings.first { $0.id == "passport" }
    let count = reading?.numerator.count ?? 0
    let of = reading?.denominator.count ?? index.network.schools.count
    lead = of == 0 ? "В сети ещё нет школ." : "В сетевом партнёрстве участвуют школы: \(count) из \(of)."
    let (whole, tenth) = reading?.sharePerMille.map { ($0 / 10, $0 % 10) } ?? (0, 0)
    model = [
      "hasFigure": .flag(reading?.sharePerMille != nil), "figure": .text("\(whole),\(tenth)"),
      "count": .number(count), "of": .number(of),
      "meter": .markup(
        Meter.share(
          reading?.sharePerMille, target: indicator.target.perMille,
          label: reading?.sharePerMille.map(PerMille.percent) ?? "нет данных")),
    ]
  }
}

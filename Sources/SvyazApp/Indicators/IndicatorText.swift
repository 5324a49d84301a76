internal import SvyazGraph
internal import SvyazIndicators

/// One indicator for the terminal: definition, readings, names, what is missing, course and forecast.
struct IndicatorText {
  private let network: Network
  private let indicator: Indicator
  private let names: Naming

  init(network: Network, indicator: Indicator) {
    self.network = network
    self.indicator = indicator
    names = Naming(network)
  }

  var text: String {
    var text = "\(network.name)\nПоказатель \(indicator.number): \(indicator.name) на \(indicator.day.russian)\n"
    text += IndicatorName.long(indicator.number) + ".\n"
    if indicator.number == 9 { text += "Правило: \(IndicatorWords.rule(indicator.rule)).\n" }
    text +=
      "Цель: \(PerMille.percent(indicator.target.perMille)) к \(indicator.target.day.russian)"
      + (indicator.headline.map { "; \(IndicatorWords.gap($0))" } ?? "") + ".\n\n"
    guard let headline = indicator.headline else { return text + "На эту дату нет ни одного определения.\n" }
    text += readings
    text += named(headline)
    text += missing(headline)
    text += steps
    return text + forecast
  }

  private var readings: String {
    var table = TextTable([
      "Чтение": .left, "есть": .right, "из": .right, "доля": .right, "предел": .right, "до цели": .left,
    ])
    for reading in indicator.readings {
      table.add([
        reading.definition.title, grouped(reading.figure.count), grouped(reading.figure.of),
        IndicatorWords.percent(reading.figure.sharePerMille), IndicatorWords.percent(reading.figure.ceilingPerMille),
        IndicatorWords.gap(reading),
      ])
    }
    let words = indicator.readings.map { reading in
      "  \(reading.definition.title), определение \(reading.definition.version): \(reading.definition.numerator) / "
        + "\(reading.definition.denominator).\n"
    }
    return table.text() + words.joined()
  }

  private func named(_ headline: IndicatorReading) -> String {
    switch headline.figure {
    case .schools(let reading):
      var text = "\nСчитаются (\(reading.numerator.count)): \(list(reading.numerator)).\n"
      let counted = Set(reading.numerator)
      let missing = reading.denominator.filter { !counted.contains($0) }
      if !missing.isEmpty { text += "Не хватает (\(missing.count)): \(list(missing)).\n" }
      return text
    case .people(let reading):
      var table = TextTable(["Школа": .left, "есть": .right, "из": .right, "доля": .right])
      let isFew = headline.definition.unit == .results
      for part in reading.schools.sorted(by: { names.order($0.school, $1.school) }) {
        let hidden = isFew && part.of < Self.fewParticipants
        table.add(
          hidden
            ? [names.school(part.school), "", "", "мало данных"]
            : [
              names.school(part.school), grouped(part.count), grouped(part.of),
              IndicatorWords.percent(PerMille.share(part.count, of: part.of)),
            ])
      }
      return "\n" + table.text()
    }
  }

  /// A cohort below this is shown as «мало данных» (design.md §1).
  static let fewParticipants = 20

  private func list(_ schools: [SchoolID]) -> String { schools.isEmpty ? "нет" : names.schools(schools) }

  private func missing(_ headline: IndicatorReading) -> String {
    let bounds = headline.bounds
    guard !bounds.missing.isEmpty else { return "\nДанных хватает.\n" }
    var text =
      "\nЧего нет в данных: с ними доля была бы от \(IndicatorWords.percent(bounds.lowerPerMille)) до "
      + "\(IndicatorWords.percent(bounds.upperPerMille))\n"
    for kind in MissingData.Kind.allCases {
      let schools = Set(bounds.missing.filter { $0.kind == kind }.map(\.school))
      guard !schools.isEmpty else { continue }
      text += "  \(kind.russian) (\(schools.count)): \(names.schools(schools)).\n"
    }
    return text
  }

  private var steps: String {
    guard !indicator.oneStepShort.isEmpty else { return "" }
    var text = "\nДо зачёта один шаг\n"
    for step in PartnershipStep.allCases {
      let schools = indicator.oneStepShort.filter { $0.step == step }.map(\.school)
      if !schools.isEmpty { text += "  \(IndicatorWords.title(step)): \(names.schools(schools)).\n" }
    }
    return text + "  Вместе с этими школами: \(IndicatorWords.percent(indicator.forecast.withThem)).\n"
  }

  private var forecast: String {
    let forecast = indicator.forecast
    var table = TextTable(["дата": .left, "доля": .right])
    for point in forecast.trend { table.add([point.day.russian, IndicatorWords.percent(point.sharePerMille)]) }
    let range = forecast.atTargetRange.map {
      " (с вероятностью 95 % от \(PerMille.percent($0.lowerBound)) до \(PerMille.percent($0.upperBound)))"
    }
    return "\nПрогноз: \(IndicatorWords.pace(forecast)).\n"
      + "  По прямой последних 12 месяцев на \(forecast.targetDay.russian): "
      + "\(IndicatorWords.percent(forecast.atTarget))\(range ?? "").\n" + table.text()
  }
}

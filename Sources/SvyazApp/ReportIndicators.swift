internal import SvyazExchange
public import SvyazGraph
public import SvyazIndicators

/// `svyaz indicator`: an indicator with its schools named.
public enum ReportIndicators {
  public static func indicator9(
    _ network: Network, on day: Day? = nil, rule: PartnershipRule = .active
  ) -> Report {
    let indicator = Indicator9(network: network, day: day ?? network.asOf, rule: rule)
    return Report(text: Indicator9Text(network: network, indicator: indicator).text, json: indicator.json)
  }

  /// All indicators that are computed, in order.
  public static func all(_ network: Network, on day: Day? = nil, rule: PartnershipRule = .active) -> Report {
    let ninth = indicator9(network, on: day, rule: rule)
    return Report(text: ninth.text, json: .members(["indicators": .array([ninth.json])]))
  }
}

private struct Indicator9Text {
  let network: Network
  let indicator: Indicator9

  var text: String {
    let names = Naming(network)
    var text = "\(network.name)\nПоказатель 9: школы, реализующие сетевое партнёрство, на \(indicator.day.russian)\n"
    text +=
      "Правило: \(rule). Цель: \(PerMille.percent(indicator.target.perMille)) к \(indicator.target.day.russian)\n\n"
    var table = TextTable(["Чтение": .left, "школ": .right, "из": .right, "доля": .right, "предел": .right])
    for reading in indicator.readings {
      table.add([
        Self.title(reading.id), String(reading.numerator.count), String(reading.denominator.count),
        reading.sharePerMille.map(PerMille.percent) ?? "нет данных",
        reading.ceilingPerMille.map(PerMille.percent) ?? "нет данных",
      ])
    }
    text += table.text()
    if let literal = indicator.readings.last, let ceiling = literal.ceilingPerMille, ceiling < indicator.target.perMille
    {
      text +=
        "  По буквальному чтению цель недостижима: школ НОР \(indicator.readings[0].denominator.count), "
        + "всех школ \(literal.denominator.count).\n"
    }
    let headline = indicator.readings[0]
    text += "\nСчитаются (\(headline.numerator.count)): \(names.schools(headline.numerator)).\n"
    let missing = headline.denominator.filter { !headline.numerator.contains($0) }
    text += missing.isEmpty ? "" : "Не хватает (\(missing.count)): \(names.schools(missing)).\n"
    text += steps(names)
    text += forecast
    return text
  }

  private var rule: String {
    switch indicator.rule {
    case .active: "действующее партнёрство или ММО с событием за последние 180 дней"
    case .formal: "договор о партнёрстве или состав ММО (без проверки событий)"
    }
  }

  private static func title(_ id: String) -> String {
    switch id {
    case "lowResult": "школы НОР среди школ НОР"
    case "passport": "все школы среди всех школ (паспорт)"
    default: "школы НОР среди всех школ (таблица 1)"
    }
  }

  private func steps(_ names: Naming) -> String {
    guard !indicator.oneStepShort.isEmpty else { return "" }
    var text = "\nДо зачёта один шаг\n"
    for step in PartnershipStep.allCases {
      let schools = indicator.oneStepShort.filter { $0.step == step }.map(\.school)
      if !schools.isEmpty { text += "  \(Self.title(step)): \(names.schools(schools)).\n" }
    }
    return text
  }

  private static func title(_ step: PartnershipStep) -> String {
    switch step {
    case .jointEvent: "провести совместное событие по действующему партнёрству"
    case .associationEvent: "прийти на событие своего ММО"
    case .activate: "перевести согласованное партнёрство в действующее"
    case .agree: "согласовать предложенное партнёрство"
    }
  }

  private var forecast: String {
    let forecast = indicator.forecast
    func percent(_ value: Int?) -> String { value.map(PerMille.percent) ?? "нет данных" }
    var table = TextTable(["дата": .left, "доля": .right])
    for point in forecast.trend { table.add([point.day.russian, percent(point.sharePerMille)]) }
    return "\nПрогноз\n"
      + "  Вместе с этими школами: \(percent(forecast.withThem)).\n"
      + "  По прямой последних 12 месяцев на \(forecast.targetDay.russian): \(percent(forecast.atTarget)).\n"
      + table.text()
  }
}

internal import SvyazGraph
internal import SvyazIndicators

/// Words for figures, gaps and paces; the same in the terminal and in papers.
enum IndicatorWords {
  static func percent(_ share: Int?) -> String { share.map(PerMille.percent) ?? "нет данных" }

  /// «3 школы», «7 человек», «12 результатов».
  static func counted(_ count: Int, _ unit: CountedUnit) -> String {
    switch unit {
    case .schools: SvyazApp.counted(count, "школа", "школы", "школ")
    case .people: SvyazApp.counted(count, "человек", "человека", "человек")
    case .results: SvyazApp.counted(count, "результат", "результата", "результатов")
    }
  }

  /// «3 школы», as the object of «не хватает».
  static func lacking(_ count: Int, _ unit: CountedUnit) -> String {
    let noun =
      switch unit {
      case .schools: form(count, "школы", "школ", "школ")
      case .people: form(count, "человека", "человек", "человек")
      case .results: form(count, "результата", "результатов", "результатов")
      }
    return "\(grouped(count)) \(noun)"
  }

  /// «24 из 30 школ».
  static func fraction(_ figure: Figure, _ unit: CountedUnit) -> String {
    let noun =
      switch unit {
      case .schools: form(figure.of, "школы", "школ", "школ")
      case .people: "человек"
      case .results: form(figure.of, "результата", "результатов", "результатов")
      }
    return "\(grouped(figure.count)) из \(grouped(figure.of)) \(noun)"
  }

  /// «не хватает 3 школ», «достигнуто», «цели не достичь: предел 16,0 %».
  static func gap(_ reading: IndicatorReading) -> String {
    let gap = reading.gap
    guard let missing = gap.missing else { return "нет данных" }
    if !gap.isReachable, let ceiling = reading.figure.ceilingPerMille {
      return "цели не достичь: предел \(PerMille.percent(ceiling))"
    }
    if missing == 0 {
      guard let spare = gap.spare, spare > 0 else { return "достигнуто" }
      return "достигнуто, запас: \(counted(spare, reading.definition.unit))"
    }
    return "не хватает \(lacking(missing, reading.definition.unit))"
  }

  static func pace(_ forecast: Forecast) -> String {
    switch forecast.pace {
    case .reached: "цель достигнута"
    case .on(let day, isLate: false): "по прямой последних 12 месяцев цель будет достигнута \(day.russian)"
    case .on(let day, isLate: true) where day.year > forecast.targetDay.year + 5:
      "такими темпами цель не будет достигнута (по прямой позже \(forecast.targetDay.year + 5) года)"
    case .on(let day, isLate: true):
      "такими темпами к \(forecast.targetDay.russian) не успеть: по прямой цель будет достигнута \(day.russian)"
    case .never: "такими темпами цель не будет достигнута"
    case .unknown: "для прогноза мало данных"
    }
  }

  static func rule(_ rule: PartnershipRule) -> String {
    switch rule {
    case .active: "действующее партнёрство или ММО с событием за последние 180 дней"
    case .formal: "договор о партнёрстве или состав ММО (без проверки событий)"
    }
  }

  static func title(_ step: PartnershipStep) -> String {
    switch step {
    case .jointEvent: "провести совместное событие по действующему партнёрству"
    case .associationEvent: "прийти на событие своего ММО"
    case .activate: "перевести согласованное партнёрство в действующее"
    case .agree: "согласовать предложенное партнёрство"
    }
  }
}

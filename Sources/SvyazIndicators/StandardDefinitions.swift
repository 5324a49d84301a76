public import SvyazGraph

extension ReadingDefinition {
  /// The readings of indicators.md, version `2020-1`; the first of each indicator is its headline.
  public static let standard: [ReadingDefinition] = [
    standard(
      1, "both", "паспорт и таблица 1", "школы НОР и ШНСУ, где программа повышения качества разработана и действует",
      "все школы НОР и ШНСУ", .schools(.programme(.qualityImprovement), among: .target, of: .target)),
    standard(
      2, "lowResult", "школы НОР", "школы НОР, где программа учительского роста разработана и действует",
      "все школы НОР", .schools(.programme(.teacherGrowth), among: .lowResult, of: .lowResult)),
    standard(
      2, "literal", "буквально: все школы", "школы, где программа учительского роста разработана и действует",
      "все школы города", .schools(.programme(.teacherGrowth), among: .all, of: .all)),
    standard(
      3, "lowResult", "школы НОР", "заместители директоров школ НОР, обученные модернизации методической службы",
      "все заместители директоров школ НОР", .staff([.deputy], .methodService, among: .lowResult)),
    standard(
      3, "all", "все школы", "заместители директоров, обученные модернизации методической службы",
      "все заместители директоров школ города", .staff([.deputy], .methodService, among: .all)),
    standard(
      4, "table1", "таблица 1: школы НОР", "директора и заместители школ НОР, обученные переходу в эффективный режим",
      "все директора и заместители школ НОР", .staff([.director, .deputy], .effectiveMode, among: .lowResult)),
    standard(
      4, "passport", "паспорт: все школы", "директора и заместители, обученные переходу в эффективный режим",
      "все директора и заместители школ города", .staff([.director, .deputy], .effectiveMode, among: .all)),
    standard(
      5, "table1", "таблица 1: школы НОР", "педагоги школ НОР, обученные по вопросам качества",
      "все педагоги школ НОР", .staff([.teacher], .quality, among: .lowResult)),
    standard(
      5, "passport", "паспорт: школы НОР и ШНСУ", "педагоги школ НОР и ШНСУ, обученные по вопросам качества",
      "все педагоги школ НОР и ШНСУ", .staff([.teacher], .quality, among: .target)),
    standard(
      6, "participants", "среди писавших", "успешные результаты ВПР в школах ШНСУ за последний год с ВПР",
      "все результаты ВПР в школах ШНСУ за этот год", .results([.vpr], among: .adverse, base: .participants)),
    standard(
      6, "literal", "буквально: все обучающиеся", "успешные результаты ВПР в школах ШНСУ за последний год с ВПР",
      "обучающиеся школ ШНСУ, каждый по каждому предмету программы",
      .results([.vpr], among: .adverse, base: .enrolment)),
    standard(
      7, "both", "паспорт и таблица 1", "успешные результаты ОГЭ и ЕГЭ в школах ШНСУ за последний год с аттестацией",
      "все результаты ОГЭ и ЕГЭ в школах ШНСУ за этот год",
      .results([.oge, .ege], among: .adverse, base: .participants)),
    standard(
      8, "table1", "таблица 1: школы НОР", "школы НОР, где доля успешных результатов выше, чем год назад",
      "все школы НОР", .schools(.higherResults, among: .lowResult, of: .lowResult)),
    standard(
      8, "passport", "паспорт: школы НОР и ШНСУ",
      "школы НОР и ШНСУ, где доля успешных результатов выше, чем год назад", "все школы НОР и ШНСУ",
      .schools(.higherResults, among: .target, of: .target)),
    standard(
      9, "lowResult", "по смыслу: школы НОР", "школы НОР, реализующие сетевое партнёрство", "все школы НОР",
      .schools(.partnership(nil), among: .lowResult, of: .lowResult)),
    standard(
      9, "passport", "паспорт: все школы", "школы города, реализующие сетевое партнёрство", "все школы города",
      .schools(.partnership(nil), among: .all, of: .all)),
    standard(
      9, "literal", "таблица 1 буквально", "школы НОР, реализующие сетевое партнёрство", "все школы города",
      .schools(.partnership(nil), among: .lowResult, of: .all)),
  ]

  public static let standardVersion = "2020-1"

  /// What is in force on `day` in `network`: the standard readings, each replaced by the network's own of the same
  /// indicator and id, then the network's other ones, by indicator.
  public static func inForce(on day: Day, in network: Network) -> [ReadingDefinition] {
    let own = network.definitions.filter { $0.interval.contains(day) }
    func same(_ left: ReadingDefinition, _ right: ReadingDefinition) -> Bool {
      left.indicator == right.indicator && left.id == right.id
    }
    let kept = standard.map { row in own.last { same($0, row) } ?? row }
    let added = own.filter { row in !standard.contains { same($0, row) } }
    return IndicatorName.numbers.flatMap { number in
      kept.filter { $0.indicator == number } + added.filter { $0.indicator == number }
    }
  }

  /// What the figure counts.
  public var unit: CountedUnit {
    switch rule {
    case .schools: .schools
    case .staff: .people
    case .results: .results
    }
  }

  private static func standard(
    _ indicator: Int, _ id: String, _ title: String, _ numerator: String, _ denominator: String, _ rule: ReadingRule
  ) -> ReadingDefinition {
    ReadingDefinition(
      indicator: indicator, id: id, version: standardVersion, interval: DayInterval(from: .first), title: title,
      numerator: numerator, denominator: denominator, rule: rule)
  }
}

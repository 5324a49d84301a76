public import SvyazGraph
public import SvyazIndicators
public import SvyazStore

/// Words for figures, steps and days: the same in the terminal, in papers and on pages.
public struct FigureSpeech: Sendable {
  private let network: Network
  private let names: Naming

  /// - Complexity: O(schools).
  public init(_ network: Network) {
    self.network = network
    names = Naming(network)
  }

  // MARK: Schools

  public func school(_ id: SchoolID) -> String { names.school(id) }

  public func district(of id: SchoolID) -> String { names.district(of: id) }

  /// As people look schools up: by number, those without one last.
  public func sorted(_ ids: some Sequence<SchoolID>) -> [SchoolID] { ids.sorted(by: names.order) }

  // MARK: Figures

  /// «80,0 %» or «нет данных».
  public static func percent(_ share: Int?) -> String { bound(IndicatorWords.percent(share)) }

  /// «24 из 30 школ».
  public static func fraction(_ figure: Figure, _ unit: CountedUnit) -> String { IndicatorWords.fraction(figure, unit) }

  /// «3 школы», «56 человек».
  public static func counted(_ count: Int, _ unit: CountedUnit) -> String { IndicatorWords.counted(count, unit) }

  /// «1 школа», «4 школы», «6 школ» of any thing.
  public static func counted(_ count: Int, _ one: String, _ few: String, _ many: String) -> String {
    SvyazApp.counted(count, one, few, many)
  }

  /// «1 234 567».
  public static func grouped(_ value: Int) -> String { SvyazApp.grouped(value) }

  /// «не хватает 3 школ», «достигнуто».
  public static func gap(_ reading: IndicatorReading) -> String { bound(IndicatorWords.gap(reading)) }

  public static func pace(_ forecast: Forecast) -> String { bound(IndicatorWords.pace(forecast)) }

  public static func rule(_ rule: PartnershipRule) -> String { IndicatorWords.rule(rule) }

  public static func step(_ step: PartnershipStep) -> String { IndicatorWords.title(step) }

  /// Small cohorts are shown as «мало данных» (design.md §1).
  public static let fewParticipants = IndicatorText.fewParticipants

  // MARK: The way and the expiry

  /// «провести совместное событие: Гимназия № 4 → Школа № 107, математика».
  public func act(_ act: ShortestWay.Act, of way: ShortestWay) -> String {
    WayText(network: network, way: way).words(act)
  }

  /// Where the headline stands and in how many acts the target is reached.
  public func summary(of way: ShortestWay) -> String { bound(WayText(network: network, way: way).summary) }

  /// «с 02.11.2021: закончится партнёрство (№ 13)».
  public func losses(_ losses: [PartnershipExpiry.Loss]) -> [String] {
    let reasons = ExpiryReasons(network)
    return losses.map(reasons.sentence)
  }

  // MARK: Tables and changes

  /// «партнёрства» of `partnership`.
  public static func table(_ name: String) -> String { TableNaming.russian(name) }

  public static func table(_ table: Network.Table) -> String { TableNaming.russian(table) }

  /// «загрузка», «правка», «отмена № 5».
  public static func kind(_ change: Change) -> String { ShowHistory.words(change) }
}

/// Words for the plan of measures.
public struct MeasureSpeech: Sendable {
  private let words: MeasureWords

  /// - Complexity: O(schools + events).
  public init(_ network: Network) { words = MeasureWords(network) }

  /// «Выполнено 15; идёт 4; просрочено 2; не начато 1.»
  public static func sentence(_ counts: [MeasureCount]) -> String { MeasureWords.sentence(counts) }

  public static func status(_ state: MeasureState) -> String { MeasureWords.status(state) }

  public static func span(_ measure: Measure) -> String { MeasureWords.span(measure) }

  public func evidence(_ evidence: MeasureEvidence) -> String { words.evidence(evidence) }

  public func lack(_ lack: MeasureLack) -> String { words.lack(lack) }

  public func contradiction(_ contradiction: MeasureContradiction) -> String { words.contradiction(contradiction) }
}

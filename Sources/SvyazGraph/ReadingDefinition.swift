/// One way to read an indicator, as data: what is counted among whom, in words and as a rule, for a time.
///
/// The standard ones are `SvyazIndicators`' `ReadingDefinition.standard`; a network may hold more of its own
/// (``Network/definitions``). One with the indicator and id of a standard one takes its place while it is in force; any
/// other is shown after the standard ones.
public struct ReadingDefinition: Hashable, Sendable {
  /// 1…9.
  public var indicator: Int
  /// Stable within the indicator: `lowResult`, `passport`…
  public var id: String
  /// «2020-1».
  public var version: String
  /// The as-of dates at which the reading is computed.
  public var interval: DayInterval
  /// «по паспорту», a few words for tables.
  public var title: String
  /// What is counted, and among whom, as the paper to sign says it.
  public var numerator, denominator: String
  public var rule: ReadingRule

  public init(
    indicator: Int, id: String, version: String, interval: DayInterval, title: String, numerator: String,
    denominator: String, rule: ReadingRule
  ) {
    self.indicator = indicator
    self.id = id
    self.version = version
    self.interval = interval
    self.title = title
    self.numerator = numerator
    self.denominator = denominator
    self.rule = rule
  }
}

/// How a reading is computed.
public enum ReadingRule: Hashable, Sendable {
  /// Schools of `among` ∩ `of` that have the property, over the schools of `of`.
  ///
  /// The ceiling is |`among` ∩ `of`| / |`of`|.
  case schools(SchoolProperty, among: SchoolCircle, of: SchoolCircle)
  /// People of the groups who finished the course, over all people of the groups, in the schools of `among` with figures.
  case staff([StaffFigures.Group], StaffCourse, among: SchoolCircle)
  /// Pupils of `among` who succeeded in the assessments of the last year that has any, over `base`.
  case results([Assessment], among: SchoolCircle, base: ResultBase)
}

/// Which schools.
public enum SchoolCircle: Hashable, Sendable {
  case all
  /// Schools with any of these statuses in force.
  case statuses(Set<Status>)

  public static let lowResult = SchoolCircle.statuses([.lowResult])
  public static let adverse = SchoolCircle.statuses([.adverse])
  /// `Target` of indicators.md C2.
  public static let target = SchoolCircle.statuses([.lowResult, .adverse])
}

public enum SchoolProperty: Hashable, Sendable {
  /// A programme of this kind, developed and in force (D5).
  case programme(Programme.Kind)
  /// Higher results than a year ago (D4).
  case higherResults
  /// Network partnership by the rule asked for, or always by this one.
  case partnership(PartnershipRule?)
}

/// The kinds of course that ``StaffFigures`` counts.
public enum StaffCourse: String, Hashable, Sendable, CaseIterable {
  case methodService, effectiveMode, quality
}

/// What the successful pupils are divided by.
public enum ResultBase: String, Hashable, Sendable, CaseIterable {
  case participants
  /// (number of subjects) · students, over schools whose students are known.
  case enrolment
}

/// A school's own programme.
public struct Programme: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case qualityImprovement, teacherGrowth
  }

  public var school: SchoolID
  public var kind: Kind
  /// The day on which the text was ready.
  public var developed: Day
  /// The days on which it is carried out.
  public var interval: DayInterval

  public init(school: SchoolID, kind: Kind, developed: Day, interval: DayInterval) {
    self.school = school
    self.kind = kind
    self.developed = developed
    self.interval = interval
  }
}

/// People of one group in a school and how many finished each kind of course; the state reached in a year.
public struct StaffFigures: Hashable, Sendable {
  public enum Group: String, Hashable, Sendable, CaseIterable {
    case director, deputy, teacher
  }

  public var school: SchoolID
  public var year: Int
  public var group: Group
  public var total: Int
  public var trainedMethodService: Int
  public var trainedEffectiveMode: Int
  public var trainedQuality: Int

  public init(
    school: SchoolID, year: Int, group: Group, total: Int, trainedMethodService: Int, trainedEffectiveMode: Int,
    trainedQuality: Int
  ) {
    self.school = school
    self.year = year
    self.group = group
    self.total = total
    self.trainedMethodService = trainedMethodService
    self.trainedEffectiveMode = trainedEffectiveMode
    self.trainedQuality = trainedQuality
  }
}

/// One of the planned activities of the programme.
public struct Measure: Hashable, Sendable {
  public var number: Int
  public var section: String
  public var title: String
  public var dueFrom: Day?
  public var dueTo: Day?
  public var responsible: String
  public var expected: String
  public var doneOn: Day?
  /// What shows it done.
  public var evidence: String

  public init(
    number: Int, section: String, title: String, dueFrom: Day? = nil, dueTo: Day? = nil, responsible: String,
    expected: String, doneOn: Day? = nil, evidence: String = ""
  ) {
    self.number = number
    self.section = section
    self.title = title
    self.dueFrom = dueFrom
    self.dueTo = dueTo
    self.responsible = responsible
    self.expected = expected
    self.doneOn = doneOn
    self.evidence = evidence
  }
}

/// The share that an indicator must reach by a day.
public struct IndicatorTarget: Hashable, Sendable {
  public var indicator: Int
  public var perMille: Int
  public var day: Day

  public init(indicator: Int, perMille: Int, day: Day) {
    self.indicator = indicator
    self.perMille = perMille
    self.day = day
  }
}

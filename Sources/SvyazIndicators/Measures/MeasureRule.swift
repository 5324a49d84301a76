public import SvyazGraph

/// What the network's data can say of a measure of the standard programme, by its number.
///
/// The table is the reading of the plan (приказ 149-од, section III): its text names documents for every measure, and the
/// kinds of events only for some. Measures of other numbers are judged by their rows alone.
public struct MeasureRule: Hashable, Sendable {
  public enum Basis: Hashable, Sendable {
    /// Nothing but the row: dates and documents.
    case documents
    /// One event at which both low-result and other schools took part.
    case meeting([Event.Kind])
    /// Events through the whole time, at least one of each list of kinds.
    case series([[Event.Kind]])
    /// Associations in each subject, led, with a plan of work, in which every low-result school is a member.
    case associations
    /// Programmes of each low-result school.
    case programmes([Programme.Kind])
    /// Courses of a group in the low-result schools; `isForAll`: everybody of the group is to finish it.
    case courses(StaffFigures.Group, StaffCourse, isForAll: Bool, programmes: [Programme.Kind])
  }

  public var basis: Basis
  /// Events that speak for the measure where its basis does not ask for any.
  public var kinds: [Event.Kind]
  public var parts: [MeasurePart]

  init(_ basis: Basis = .documents, kinds: [Event.Kind] = [], parts: [MeasurePart] = []) {
    (self.basis, self.kinds, self.parts) = (basis, kinds, parts)
  }

  public static func of(_ number: Int) -> MeasureRule { standard[number] ?? MeasureRule() }

  /// By the measure's number.
  public static let standard: [Int: MeasureRule] = [
    2: MeasureRule(kinds: [.training]),
    3: MeasureRule(parts: [
      MeasurePart("самоанализ каждой школы", month: 5, day: 22), MeasurePart("свод самоанализов", month: 5, day: 30),
    ]),
    10: MeasureRule(.meeting([.strategySession])),
    11: MeasureRule(.programmes([.qualityImprovement])),
    13: MeasureRule(parts: [
      MeasurePart("мониторинг в декабре", month: 12, day: 31), MeasurePart("мониторинг в мае", month: 5, day: 31),
    ]),
    15: MeasureRule(parts: [
      MeasurePart("исследование в ноябре", month: 11, day: 30), MeasurePart("исследование в марте", month: 3, day: 31),
    ]),
    17: MeasureRule(
      .courses(.director, .effectiveMode, isForAll: true, programmes: [.qualityImprovement, .teacherGrowth]),
      kinds: [.training]),
    18: MeasureRule(.courses(.deputy, .methodService, isForAll: true, programmes: []), kinds: [.training]),
    // Only teachers with difficulties, whose number nobody reports.
    19: MeasureRule(.courses(.teacher, .quality, isForAll: false, programmes: []), kinds: [.training]),
    21: MeasureRule(.series([[.seminar, .experienceExchange], [.masterClass]])),
    22: MeasureRule(.associations),
  ]
}

/// A part of a measure that has several, with the day of the year by which it is due.
public struct MeasurePart: Hashable, Sendable {
  /// Russian, as it stands in a sentence.
  public let title: String
  private let month, dayOfMonth: Int

  init(_ title: String, month: Int, day: Int) { (self.title, self.month, dayOfMonth) = (title, month, day) }

  /// The last day for the part: the latest such day of a year that is not after the measure's own last day.
  func lastDay(in measure: Measure) -> Day? {
    guard let due = measure.dueTo else { return nil }
    return [due.year, due.year - 1].compactMap { Day(year: $0, month: month, day: dayOfMonth) }.first { $0 <= due }
  }
}

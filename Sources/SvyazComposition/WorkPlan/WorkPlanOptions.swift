public import SvyazGraph

/// What a meeting is about and how it is held.
public struct MeetingTheme: Hashable, Sendable {
  public var kind: Event.Kind
  public var title: String

  public init(_ kind: Event.Kind, _ title: String) {
    self.kind = kind
    self.title = title
  }
}

/// What a planner sets for work plans.
public struct WorkPlanOptions: Hashable, Sendable {
  public enum Frequency: Hashable, Sendable {
    /// One meeting in so many weeks of the calendar that have days for meetings.
    case every(weeks: Int)
    /// So many meetings in the span.
    case meetings(Int)
  }

  /// The first and the last day that a meeting may have.
  public var from: Day
  public var to: Day
  /// `nil`: of every subject.
  public var subject: SubjectID?
  /// `nil`: of every association in force on some day of the span.
  public var association: AssociationID?
  public var frequency: Frequency
  /// For the first meetings in order; the others get themes of the programme.
  public var themes: [MeetingTheme]
  public var calendar: SchoolCalendar

  public static let weekRange = 1...52
  public static let meetingRange = 1...100
  /// Days of a span: three school years.
  public static let longestSpan = 1100

  /// - Parameter to: `nil`: 31 May of the school year of `from`.
  public init(from: Day, to: Day? = nil, frequency: Frequency = .every(weeks: 6), themes: [MeetingTheme] = []) {
    self.from = from
    self.to = to ?? SchoolCalendar.yearEnd(from)
    self.frequency = frequency
    self.themes = themes
    calendar = SchoolCalendar()
  }

  func validate() throws(WorkPlanError) {
    switch frequency {
    case .every(let weeks):
      guard Self.weekRange.contains(weeks) else {
        throw .optionOutOfRange(option: "every", value: String(weeks), expected: "целое число недель 1…52")
      }
    case .meetings(let count):
      guard Self.meetingRange.contains(count) else {
        throw .optionOutOfRange(option: "meetings", value: String(count), expected: "целое число встреч 1…100")
      }
    }
    guard from <= to else {
      throw .optionOutOfRange(option: "to", value: to.description, expected: "не раньше --from (\(from))")
    }
    guard to.number - from.number < Self.longestSpan else {
      throw .optionOutOfRange(option: "to", value: to.description, expected: "не больше трёх лет после --from")
    }
    for theme in themes where !theme.title.contains(where: { !$0.isWhitespace }) {
      throw .optionOutOfRange(option: "theme", value: theme.title, expected: "непустой текст")
    }
  }
}

/// Why there is no work plan.
public enum WorkPlanError: Error, Hashable, Sendable {
  case optionOutOfRange(option: String, value: String, expected: String)
  case unknownSubject(SubjectID, known: [SubjectID])
  case unknownAssociation(AssociationID)
  /// The association of the options is of another subject than that of the options.
  case otherSubject(AssociationID, SubjectID)
  /// No association (or not the one asked for) is in force in the span.
  case noneInForce(from: Day, to: Day, association: AssociationID?)
  /// The span has fewer weeks with days for meetings than meetings; at most one meeting a week.
  case tooManyMeetings(Int, weeks: Int)
  /// No day of the span is a day for meetings.
  case noMeetingDays(from: Day, to: Day)
}

extension WorkPlanError: UserFacing {
  public var code: String {
    switch self {
    case .optionOutOfRange: "workplan.optionOutOfRange"
    case .unknownSubject: "workplan.unknownSubject"
    case .unknownAssociation: "workplan.unknownAssociation"
    case .otherSubject: "workplan.otherSubject"
    case .noneInForce: "workplan.noneInForce"
    case .tooManyMeetings: "workplan.tooManyMeetings"
    case .noMeetingDays: "workplan.noMeetingDays"
    }
  }

  public var message: String {
    switch self {
    case .optionOutOfRange(let option, let value, let expected):
      "--\(option): значение «\(value)» не подходит, ожидается: \(expected)."
    case .unknownSubject(let subject, let known):
      "--subject: предмета «\(subject)» в сети нет. Есть: \(known.map(\.rawValue).joined(separator: ", "))."
    case .unknownAssociation(let id): "--association: ММО «\(id)» в сети нет."
    case .otherSubject(let id, let subject): "--association: «\(id)» — ММО по предмету «\(subject)»."
    case .noneInForce(let from, let to, let association):
      if let association {
        "ММО «\(association)» с \(from) по \(to) не действует."
      } else {
        "С \(from) по \(to) не действует ни одно ММО."
      }
    case .tooManyMeetings(let count, let weeks):
      "--meetings: встреч \(count), а учебных недель в этом сроке \(weeks); встречаются не чаще раза в неделю."
    case .noMeetingDays(let from, let to):
      "С \(from) по \(to) нет ни одного дня для встреч: это лето, каникулы или выходные."
    }
  }

  public var advice: String {
    switch self {
    case .optionOutOfRange: "Исправьте значение и повторите команду."
    case .unknownSubject: "Назовите предмет так, как он назван в network.json."
    case .unknownAssociation: "Идентификаторы ММО стоят в associations.csv."
    case .otherSubject: "Уберите --subject или назовите другое ММО."
    case .noneInForce: "Назовите другой срок или сначала примите состав: svyaz accept."
    case .tooManyMeetings: "Назначьте меньше встреч или продлите срок."
    case .noMeetingDays: "Встречи бывают со 2 сентября по 31 мая по вторникам, средам и четвергам вне каникул."
    }
  }
}

public import SvyazGraph

/// How a measure of the plan stands against its dates on a day.
public enum MeasureStatus: String, Hashable, Sendable, CaseIterable {
  case notBegun, underWay, done, doneLate, late
}

/// One measure of the plan on one day: its status, what shows it, what it lacks and what does not fit together.
public struct MeasureState: Hashable, Sendable {
  public let measure: Measure
  public let status: MeasureStatus
  /// The day on which it was done: `done_on`, or the day that the data tell where `done_on` is empty.
  public let doneDay: Day?
  /// `done_on` is empty (or later than the day), and the network's own data show the measure done.
  public let isDoneByData: Bool
  /// Days past the last day in time, of a measure that is late or was done late.
  public let daysLate: Int?
  /// The responsible parties, split at `;`, as the row spells them.
  public let parties: [String]
  public let shownBy: [MeasureEvidence]
  public let lacking: [MeasureLack]
  public let contradictions: [MeasureContradiction]
}

/// What shows that a measure is done or under way.
public enum MeasureEvidence: Hashable, Sendable {
  /// The row's own words.
  case document(String)
  /// Events of the right kinds in the measure's time, by day.
  case events([EventID])
  /// Low-result schools whose programme of the kind was developed by the day, of all low-result schools.
  case programmes(Programme.Kind, developed: Int, of: Int)
  /// People of the group who finished the course, over all of the group in the low-result schools with figures.
  case staff(StaffFigures.Group, StaffCourse, count: Int, of: Int, schools: Int)
  /// Associations of the subject in force with members.
  case associations(SubjectID, [AssociationID])
}

/// What a measure still needs.
public enum MeasureLack: Hashable, Sendable {
  /// The row names no document.
  case document
  /// No event of any of these kinds in the measure's time.
  case events([Event.Kind])
  /// No low-result school is entered as taking part in the events.
  case lowResultParticipants
  /// No other school is.
  case effectiveParticipants
  /// Low-result schools without a developed programme of the kind.
  case programmes(Programme.Kind, [SchoolID])
  /// People of the group without the course, in these low-result schools.
  case training(StaffFigures.Group, StaffCourse, people: Int, [SchoolID])
  /// Low-result schools that report no figures of the group.
  case figures(StaffFigures.Group, [SchoolID])
  /// No association of the subject is in force with members.
  case associations(SubjectID)
  /// Low-result schools in no association of the subject.
  case uncovered(SubjectID, [SchoolID])
  /// Associations that no окружное УМО leads.
  case leadership([AssociationID])
  /// Associations without any event, held or planned, in the measure's time.
  case meetings([AssociationID])
  /// A part of the measure and the last day for it. Of parts that are over only a document tells whether they were done.
  case part(MeasurePart, last: Day, isOver: Bool)
}

/// Where the row and the network's data do not fit together.
public enum MeasureContradiction: Hashable, Sendable {
  /// Marked as done, but no event of these kinds is there in its time.
  case doneWithoutEvents([Event.Kind])
  /// Marked as done before the first event that could show it.
  case doneBeforeEvent(EventID, Day)
  /// Marked as done while the data lack what ``MeasureState/lacking`` names.
  case doneWhileLacking
  /// Marked as done, but nobody of the group finished the course by the schools' figures.
  case doneWithoutTraining(StaffFigures.Group)
  /// The data show it done from this day, the row does not say so.
  case notMarkedDone(Day)
}

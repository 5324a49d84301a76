internal import SvyazGraph

/// Judges the measures of a plan on one day; keeps what several of them ask for.
struct MeasureJudge {
  let network: Network
  let day: Day
  /// The earliest date of the whole plan.
  private let planBegins: Day?
  let events: [Event]
  let low: Set<SchoolID>

  init(_ network: Network, on day: Day) {
    self.network = network
    self.day = day
    planBegins = network.measures.flatMap { [$0.dueFrom, $0.dueTo, $0.doneOn].compactMap(\.self) }.min()
    events = network.events.sorted { ($0.day, $0.id) < ($1.day, $1.id) }
    low = network.asOf(day).schools(with: .lowResult)
  }

  func begin(of measure: Measure) -> Day { measure.dueFrom ?? planBegins ?? .first }

  /// Events of the kinds in the measure's time, up to the day, by day.
  func events(_ kinds: [Event.Kind], for measure: Measure) -> [Event] {
    let begin = begin(of: measure)
    return events.filter { begin <= $0.day && $0.day <= day && kinds.contains($0.kind) }
  }

  func state(_ measure: Measure) -> MeasureState {
    let rule = MeasureRule.of(measure.number)
    let findings = findings(measure, rule)
    let marked = measure.doneOn.flatMap { $0 <= day ? $0 : nil }
    let doneDay = marked ?? findings.doneDay
    let hasDocument = !measure.evidence.allSatisfy(\.isWhitespace)
    let isOver = measure.dueTo.map { $0 < day } ?? false

    let status: MeasureStatus
    if let doneDay {
      status = measure.dueTo.map { $0 < doneDay } ?? false ? .doneLate : .done
    } else if isOver {
      status = .late
    } else if let from = measure.dueFrom {
      status = from <= day || findings.begins ? .underWay : .notBegun
    } else {
      status = hasDocument || !findings.shownBy.isEmpty ? .underWay : .notBegun
    }

    var lacking = findings.lacking
    if doneDay == nil { lacking += parts(of: measure, rule) }
    if !hasDocument, marked != nil || status == .late { lacking.append(.document) }
    var contradictions = findings.contradictions(marked)
    if marked != nil, findings.isComplete == false, contradictions.isEmpty { contradictions.append(.doneWhileLacking) }
    if marked == nil, let shown = findings.doneDay { contradictions.append(.notMarkedDone(shown)) }
    return MeasureState(
      measure: measure, status: status, doneDay: doneDay, isDoneByData: marked == nil && doneDay != nil,
      daysLate: measure.dueTo.flatMap { due in
        let end = doneDay ?? day
        return status == .late || status == .doneLate ? end.number - due.number : nil
      }, parties: MeasurePlan.parties(measure.responsible),
      shownBy: (hasDocument ? [.document(measure.evidence)] : []) + findings.shownBy, lacking: lacking,
      contradictions: contradictions)
  }

  private func parts(of measure: Measure, _ rule: MeasureRule) -> [MeasureLack] {
    rule.parts.compactMap { part in
      part.lastDay(in: measure).map { .part(part, last: $0, isOver: $0 < day) }
    }
  }

  private func findings(_ measure: Measure, _ rule: MeasureRule) -> MeasureFindings {
    var findings =
      switch rule.basis {
      case .documents: MeasureFindings()
      case .meeting(let kinds): meeting(kinds, measure)
      case .series(let lists): series(lists, measure)
      case .associations: associations(measure)
      case .programmes(let kinds): programmes(kinds)
      case .courses(let group, let course, let isForAll, let kinds):
        courses(group, course, isForAll: isForAll, programmes: kinds)
      }
    // What came after a measure was over does not speak for it.
    let end = measure.doneOn.map { max($0, measure.dueTo ?? $0) } ?? day
    let supporting = events(rule.kinds, for: measure).filter { $0.day <= end }
    if !supporting.isEmpty { findings.shownBy.append(.events(supporting.map(\.id))) }
    return findings
  }
}

/// What the network's data say of one measure.
struct MeasureFindings {
  var shownBy: [MeasureEvidence] = []
  var lacking: [MeasureLack] = []
  /// The day on which the data show the measure done; only where they can.
  var doneDay: Day?
  /// Shows a beginning even before `due_from`.
  var begins = false
  /// Whether the data have all that the measure asks for; `nil` where they do not tell.
  var isComplete: Bool?
  /// Events that had to be there, by day, and their kinds; `nil` where none had to.
  var required: (kinds: [Event.Kind], first: Event?)?
  /// The group that had to be trained, where nobody was by figures that are there.
  var untrained: StaffFigures.Group?

  func contradictions(_ marked: Day?) -> [MeasureContradiction] {
    guard let marked else { return [] }
    var found: [MeasureContradiction] = []
    if let required {
      if let first = required.first {
        if marked < first.day { found.append(.doneBeforeEvent(first.id, first.day)) }
      } else {
        found.append(.doneWithoutEvents(required.kinds))
      }
    }
    if let untrained { found.append(.doneWithoutTraining(untrained)) }
    return found
  }
}

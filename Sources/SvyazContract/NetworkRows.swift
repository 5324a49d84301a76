public import SvyazGraph

// The key order and the cells of every table's rows.

extension District: NetworkRow {
  public static var table: Network.Table { .districts }
  public static func rows(of network: Network) -> [District] { network.districts }
  public static func set(_ rows: [District], in network: inout Network) { network.districts = rows }

  public func precedes(_ other: District) -> Bool {
    id < other.id
  }

  public func write(to sink: inout some CellSink) {
    sink.append(identifier: id.rawValue)
    sink.append(text: name)
    sink.append(text: neighbours.map(\.rawValue).joined(separator: ";"))
    sink.append(centre)
  }
}

extension School: NetworkRow {
  public static var table: Network.Table { .schools }
  public static func rows(of network: Network) -> [School] { network.schools }
  public static func set(_ rows: [School], in network: inout Network) { network.schools = rows }

  public func precedes(_ other: School) -> Bool {
    id < other.id
  }

  public func write(to sink: inout some CellSink) {
    sink.append(identifier: id.rawValue)
    sink.append(integer: number)
    sink.append(text: name)
    sink.append(text: shortName ?? "")
    sink.append(text: kind)
    sink.append(district)
    sink.append(text: address)
    sink.append(location)
    sink.append(integer: students)
  }
}

extension SchoolStatus: NetworkRow {
  public static var table: Network.Table { .statuses }
  public static func rows(of network: Network) -> [SchoolStatus] { network.statuses }
  public static func set(_ rows: [SchoolStatus], in network: inout Network) { network.statuses = rows }

  public func precedes(_ other: SchoolStatus) -> Bool {
    if school != other.school { return school < other.school }
    if status != other.status { return status.contractWord < other.status.contractWord }
    return interval.from < other.interval.from
  }

  public func write(to sink: inout some CellSink) {
    sink.append(identifier: school.rawValue)
    sink.append(word: status.contractWord)
    sink.append(interval)
    sink.append(text: basis)
  }
}

extension AssessmentResult: NetworkRow {
  public static var table: Network.Table { .results }
  public static func rows(of network: Network) -> [AssessmentResult] { network.results }
  public static func set(_ rows: [AssessmentResult], in network: inout Network) { network.results = rows }

  public func precedes(_ other: AssessmentResult) -> Bool {
    if school != other.school { return school < other.school }
    if subject != other.subject { return subject < other.subject }
    if assessment != other.assessment {
      return assessment.contractWord < other.assessment.contractWord
    }
    return (grade, year) < (other.grade, other.year)
  }

  public func write(to sink: inout some CellSink) {
    sink.append(identifier: school.rawValue)
    sink.append(identifier: subject.rawValue)
    sink.append(word: assessment.contractWord)
    sink.append(integer: grade)
    sink.append(integer: year)
    sink.append(integer: participants)
    sink.append(integer: successful)
  }
}

extension MentorCapacity: NetworkRow {
  public static var table: Network.Table { .mentors }
  public static func rows(of network: Network) -> [MentorCapacity] { network.mentorCapacities }
  public static func set(_ rows: [MentorCapacity], in network: inout Network) { network.mentorCapacities = rows }

  public func precedes(_ other: MentorCapacity) -> Bool {
    if school != other.school { return school < other.school }
    return subject.comesBefore(other.subject)
  }

  public func write(to sink: inout some CellSink) {
    sink.append(identifier: school.rawValue)
    sink.append(subject)
    sink.append(integer: capacity)
  }
}

extension MatchingConstraint: NetworkRow {
  public static var table: Network.Table { .constraints }
  public static func rows(of network: Network) -> [MatchingConstraint] { network.constraints }
  public static func set(_ rows: [MatchingConstraint], in network: inout Network) { network.constraints = rows }

  public func precedes(_ other: MatchingConstraint) -> Bool {
    if rule != other.rule { return rule.contractWord < other.rule.contractWord }
    if mentee != other.mentee { return mentee < other.mentee }
    if mentor != other.mentor { return mentor < other.mentor }
    return subject.comesBefore(other.subject)
  }

  public func write(to sink: inout some CellSink) {
    sink.append(word: rule.contractWord)
    sink.append(identifier: mentee.rawValue)
    sink.append(identifier: mentor.rawValue)
    sink.append(subject)
  }
}

extension Partnership: NetworkRow {
  public static var table: Network.Table { .partnerships }
  public static func rows(of network: Network) -> [Partnership] { network.partnerships }
  public static func set(_ rows: [Partnership], in network: inout Network) { network.partnerships = rows }

  public func precedes(_ other: Partnership) -> Bool {
    id < other.id
  }

  public func write(to sink: inout some CellSink) {
    sink.append(identifier: id.rawValue)
    sink.append(identifier: mentor.rawValue)
    sink.append(identifier: mentee.rawValue)
    sink.append(subject)
    sink.append(word: status.contractWord)
    sink.append(interval)
    sink.append(text: agreement)
  }
}

extension Association: NetworkRow {
  public static var table: Network.Table { .associations }
  public static func rows(of network: Network) -> [Association] { network.associations }
  public static func set(_ rows: [Association], in network: inout Network) { network.associations = rows }

  public func precedes(_ other: Association) -> Bool {
    id < other.id
  }

  public func write(to sink: inout some CellSink) {
    sink.append(identifier: id.rawValue)
    sink.append(text: name)
    sink.append(identifier: subject.rawValue)
    sink.append(text: umo)
    sink.append(identifier: base.rawValue)
    sink.append(interval)
  }
}

extension Membership: NetworkRow {
  public static var table: Network.Table { .memberships }
  public static func rows(of network: Network) -> [Membership] { network.memberships }
  public static func set(_ rows: [Membership], in network: inout Network) { network.memberships = rows }

  public func precedes(_ other: Membership) -> Bool {
    if association != other.association { return association < other.association }
    if school != other.school { return school < other.school }
    return interval.from < other.interval.from
  }

  public func write(to sink: inout some CellSink) {
    sink.append(identifier: association.rawValue)
    sink.append(identifier: school.rawValue)
    sink.append(word: role.contractWord)
    sink.append(interval)
  }
}

extension Event: NetworkRow {
  public static var table: Network.Table { .events }
  public static func rows(of network: Network) -> [Event] { network.events }
  public static func set(_ rows: [Event], in network: inout Network) { network.events = rows }

  public func precedes(_ other: Event) -> Bool {
    id < other.id
  }

  public func write(to sink: inout some CellSink) {
    sink.append(identifier: id.rawValue)
    sink.append(word: kind.contractWord)
    sink.append(text: title)
    sink.append(day: day)
    sink.append(subject)
    sink.append(host)
    sink.append(association)
    sink.append(partnership)
    sink.append(text: organiser)
  }
}

extension Participation: NetworkRow {
  public static var table: Network.Table { .participations }
  public static func rows(of network: Network) -> [Participation] { network.participations }
  public static func set(_ rows: [Participation], in network: inout Network) { network.participations = rows }

  public func precedes(_ other: Participation) -> Bool {
    if event != other.event { return event < other.event }
    if school != other.school { return school < other.school }
    return role.contractWord < other.role.contractWord
  }

  public func write(to sink: inout some CellSink) {
    sink.append(identifier: event.rawValue)
    sink.append(identifier: school.rawValue)
    sink.append(word: role.contractWord)
    sink.append(integer: people)
  }
}

extension Programme: NetworkRow {
  public static var table: Network.Table { .programmes }
  public static func rows(of network: Network) -> [Programme] { network.programmes }
  public static func set(_ rows: [Programme], in network: inout Network) { network.programmes = rows }

  public func precedes(_ other: Programme) -> Bool {
    if school != other.school { return school < other.school }
    if kind != other.kind { return kind.contractWord < other.kind.contractWord }
    return interval.from < other.interval.from
  }

  public func write(to sink: inout some CellSink) {
    sink.append(identifier: school.rawValue)
    sink.append(word: kind.contractWord)
    sink.append(day: developed)
    sink.append(interval)
  }
}

extension StaffFigures: NetworkRow {
  public static var table: Network.Table { .staff }
  public static func rows(of network: Network) -> [StaffFigures] { network.staff }
  public static func set(_ rows: [StaffFigures], in network: inout Network) { network.staff = rows }

  public func precedes(_ other: StaffFigures) -> Bool {
    if school != other.school { return school < other.school }
    if year != other.year { return year < other.year }
    return group.contractWord < other.group.contractWord
  }

  public func write(to sink: inout some CellSink) {
    sink.append(identifier: school.rawValue)
    sink.append(integer: year)
    sink.append(word: group.contractWord)
    sink.append(integer: total)
    sink.append(integer: trainedMethodService)
    sink.append(integer: trainedEffectiveMode)
    sink.append(integer: trainedQuality)
  }
}

extension Measure: NetworkRow {
  public static var table: Network.Table { .measures }
  public static func rows(of network: Network) -> [Measure] { network.measures }
  public static func set(_ rows: [Measure], in network: inout Network) { network.measures = rows }

  public func precedes(_ other: Measure) -> Bool {
    number < other.number
  }

  public func write(to sink: inout some CellSink) {
    sink.append(integer: number)
    sink.append(text: section)
    sink.append(text: title)
    sink.append(day: dueFrom)
    sink.append(day: dueTo)
    sink.append(text: responsible)
    sink.append(text: expected)
    sink.append(day: doneOn)
    sink.append(text: evidence)
  }
}

extension Optional where Wrapped: Comparable {
  /// `nil` comes first, as the empty cell does.
  fileprivate func comesBefore(_ other: Wrapped?) -> Bool {
    guard let other else { return false }
    return map { $0 < other } ?? true
  }
}

public import SvyazGraph

extension Network {
  /// Plans the meetings of associations in a span of days.
  ///
  /// - Each association is planned for the days of the span on which it is in force, cut into as many parts of whole
  ///   weeks as it is to have meetings. A part that holds an event of it already is left as it is: planning again adds
  ///   nothing.
  /// - Days: those of the calendar on which the association has nothing yet, near the middle of the part (of other
  ///   associations of the subject in the weeks around it, since the same people lead them), and such that no school has to be at two meetings at once where that can be avoided.
  /// - Hosts: as evenly as can be over the school year; of those choices one in which the member that travels most
  ///   travels least, and of these the one with the least travel in all. Only members of all days of the new meetings
  ///   host.
  /// - Throws: ``WorkPlanError``.
  public func workPlan(_ options: WorkPlanOptions) throws(WorkPlanError) -> WorkPlan {
    try WorkPlanner(network: self, options: options).plan()
  }
}

private struct WorkPlanner {
  private let network: Network
  private let options: WorkPlanOptions
  private let roads: RoadTable
  private let subjectOrder: [SubjectID: Int]
  private let chosen: [Association]
  private let memberships: [AssociationID: [Membership]]
  /// By association: its events by day, then by id.
  private let events: [AssociationID: [Event]]

  init(network: Network, options: WorkPlanOptions) throws(WorkPlanError) {
    try options.validate()
    self.network = network
    self.options = options
    let order = Dictionary(
      network.subjects.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    subjectOrder = order
    if let subject = options.subject, order[subject] == nil {
      throw .unknownSubject(subject, known: network.subjects.map(\.id).sorted())
    }
    if let id = options.association {
      guard let association = network.associations.first(where: { $0.id == id }) else { throw .unknownAssociation(id) }
      if let subject = options.subject, subject != association.subject { throw .otherSubject(id, association.subject) }
    }
    chosen = network.associations.filter { association in
      let interval = association.interval
      return (options.association.map { $0 == association.id } ?? true)
        && (options.subject.map { $0 == association.subject } ?? true)
        && interval.isWellFormed && interval.from <= options.to && (interval.to.map { options.from < $0 } ?? true)
    }.sorted { (order[$0.subject] ?? 0, $0.id) < (order[$1.subject] ?? 0, $1.id) }
    guard !chosen.isEmpty else {
      throw .noneInForce(from: options.from, to: options.to, association: options.association)
    }
    let weeks = MeetingSpan.weeks(from: options.from, to: options.to, calendar: options.calendar).count
    guard weeks > 0 else { throw .noMeetingDays(from: options.from, to: options.to) }
    if case .meetings(let count) = options.frequency, count > weeks { throw .tooManyMeetings(count, weeks: weeks) }
    roads = RoadTable(network)
    memberships = Dictionary(grouping: network.memberships, by: \.association)
      .mapValues { $0.sorted { ($0.school, $0.interval.from) < ($1.school, $1.interval.from) } }
    var events: [AssociationID: [Event]] = [:]
    for event in network.events {
      if let association = event.association { events[association, default: []].append(event) }
    }
    self.events = events.mapValues { $0.sorted { ($0.day, $0.id) < ($1.day, $1.id) } }
  }

  func plan() -> WorkPlan {
    let days = days()
    var used: Set<String> = []
    let plans = chosen.enumerated().map { index, association in
      let plan = plan(association, days[index])
      used.formUnion(plan.meetings.map(\.theme.title))
      used.formUnion(standing(association).map(\.title))
      return plan
    }
    return WorkPlan(
      network: network.id, options: options, associations: plans, clashes: clashes(days),
      unusedThemes: options.themes.filter { !used.contains($0.title) })
  }

  // MARK: Days

  /// The events of the span that count as its meetings.
  private func standing(_ association: Association) -> [Event] {
    (events[association.id] ?? []).filter { options.from <= $0.day && $0.day <= options.to }
  }

  private func schools(_ association: AssociationID, _ day: Day) -> [SchoolID] {
    (memberships[association] ?? []).compactMap { $0.interval.contains(day) ? $0.school : nil }
  }

  /// By association, the days of its new meetings.
  private func days() -> [[Day]] {
    var slots: [MeetingDays.Slot] = []
    var ranks: [SubjectID: Int] = [:]
    for (index, association) in chosen.enumerated() {
      let interval = association.interval
      let span = MeetingSpan(
        from: max(options.from, interval.from),
        to: interval.to.map { min(options.to, $0.adding(days: -1)) } ?? options.to, calendar: options.calendar,
        count: count, standing: standing(association).map(\.day),
        taken: Set((events[association.id] ?? []).map(\.day)), turn: subjectOrder[association.subject] ?? 0,
        rank: ranks[association.subject] ?? 0)
      ranks[association.subject, default: 0] += 1
      slots += span.parts.map { MeetingDays.Slot(association: index, days: $0) }
    }
    var engaged: [Day: [SchoolID: Int]] = [:]
    for event in network.events where options.from <= event.day && event.day <= options.to {
      guard let association = event.association else { continue }
      for school in schools(association, event.day) { engaged[event.day, default: [:]][school, default: 0] += 1 }
    }
    var choice = MeetingDays(slots: slots, engaged: engaged) { schools(chosen[$0].id, $1) }
    var days: [[Day]] = chosen.map { _ in [] }
    for (slot, day) in zip(slots, choice.choose()) {
      if let day { days[slot.association].append(day) }
    }
    return days.map { $0.sorted() }
  }

  private func count(_ weeks: Int) -> Int {
    switch options.frequency {
    case .every(let step): (weeks + step - 1) / step
    case .meetings(let count): count
    }
  }

  private func clashes(_ days: [[Day]]) -> [WorkPlan.Clash] {
    let new = Set(days.flatMap { $0 })
    var meetings: [Day: Set<AssociationID>] = [:]
    for (index, days) in days.enumerated() {
      for day in days { meetings[day, default: []].insert(chosen[index].id) }
    }
    for event in network.events where new.contains(event.day) {
      if let association = event.association { meetings[event.day, default: []].insert(association) }
    }
    var clashes: [WorkPlan.Clash] = []
    for (day, associations) in meetings where associations.count > 1 {
      var bySchool: [SchoolID: [AssociationID]] = [:]
      for association in associations.sorted() {
        for school in schools(association, day) { bySchool[school, default: []].append(association) }
      }
      for (school, associations) in bySchool where associations.count > 1 {
        clashes.append(WorkPlan.Clash(day: day, school: school, associations: associations))
      }
    }
    return clashes.sorted { ($0.day, $0.school) < ($1.day, $1.school) }
  }

  // MARK: Hosts

  private func plan(_ association: Association, _ days: [Day]) -> WorkPlan.AssociationPlan {
    let yearBegin = SchoolCalendar.yearBegin(options.from)
    let ofYear = (events[association.id] ?? []).filter { yearBegin <= $0.day && $0.day <= options.to }
    let subject =
      network.subjects.first { $0.id == association.subject }
      ?? Subject(id: association.subject, name: association.subject.rawValue)
    let lastYearEnd = days.last.map { SchoolCalendar.yearEnd($0) }
    let themes = MeetingThemes(subject, own: options.themes).themes(
      for: days, used: Set(ofYear.map(\.title)),
      hasBegun: days.first.map { first in ofYear.contains { $0.day < first } } ?? true,
      isLast: !(events[association.id] ?? []).contains { event in
        guard let last = days.last, let end = lastYearEnd else { return false }
        return last < event.day && event.day <= end
      })

    // A webinar is no journey and no host's work in a hall.
    let held = ofYear.filter { $0.kind != .webinar }.compactMap { event in event.host.map { (event.day, $0) } }
    let rows = memberships[association.id] ?? []
    let anchor = days.first ?? max(options.from, association.interval.from)
    let regular = rows.filter { row in row.interval.contains(anchor) && days.allSatisfy { row.interval.contains($0) } }
    let schools = regular.map(\.school)
    let distance = schools.map { from in schools.map { roads.metres(from, $0).metres } }
    let choice = HostChoice(
      metres: distance, hosted: schools.map { school in held.count { $0.1 == school } },
      travelled: schools.map { travelled($0, in: association.id, to: held).metres },
      canHost: schools.map { _ in true }, meetings: days.count)
    let order = HostOrder.assign(
      regular.indices.map { index in
        HostOrder.Host(
          role: regular[index].role, isBase: schools[index] == association.base, count: choice.counts[index])
      }, kinds: themes.map(\.kind), isFirst: held.isEmpty,
      last: held.last { day, _ in days.first.map { day < $0 } ?? true }.flatMap { last in
        schools.firstIndex(of: last.1)
      })
    let meetings = days.indices.map { index in
      WorkPlan.Meeting(day: days[index], theme: themes[index], host: order[index].map { schools[$0] })
    }
    let new = meetings.compactMap { meeting in meeting.host.map { (meeting.day, $0) } }
    return WorkPlan.AssociationPlan(
      association: association.id, base: association.base, standing: standing(association).map(\.id),
      meetings: meetings, shares: shares(association.id, rows, held: held, new: new, anchor: anchor),
      isProved: choice.isProved)
  }

  /// Members of the anchor's day or of a day of new meetings, with what falls to them.
  private func shares(
    _ association: AssociationID, _ rows: [Membership], held: [(Day, SchoolID)], new: [(Day, SchoolID)], anchor: Day
  ) -> [WorkPlan.Share] {
    var roles: [SchoolID: Membership.Role] = [:]
    for row in rows where row.interval.contains(anchor) || new.contains(where: { row.interval.contains($0.0) }) {
      if roles[row.school] == nil { roles[row.school] = row.role }
    }
    return roles.sorted { $0.key < $1.key }.map { school, role in
      let travel = travelled(school, in: association, to: held + new)
      let newly = new.count { $0.1 == school }
      return WorkPlan.Share(
        school: school, role: role, hosted: held.count { $0.1 == school } + newly, newlyHosted: newly,
        metres: travel.metres, isAssumed: travel.isAssumed)
    }
  }

  /// To the meetings on whose day the school is a member.
  private func travelled(
    _ school: SchoolID, in association: AssociationID, to meetings: [(Day, SchoolID)]
  ) -> (metres: Int, isAssumed: Bool) {
    let rows = (memberships[association] ?? []).filter { $0.school == school }
    var sum = (metres: 0, isAssumed: false)
    for (day, host) in meetings where rows.contains(where: { $0.interval.contains(day) }) {
      let road = roads.metres(school, host)
      sum.metres += road.metres
      sum.isAssumed = sum.isAssumed || road.isAssumed
    }
    return sum
  }
}

internal import SvyazGraph

// What events, associations, programmes and staff figures say of measures.
extension MeasureJudge {
  /// One event with both low-result and other schools.
  func meeting(_ kinds: [Event.Kind], _ measure: Measure) -> MeasureFindings {
    let held = events(kinds, for: measure)
    var findings = MeasureFindings()
    findings.required = (kinds, held.first)
    guard !held.isEmpty else {
      findings.lacking = [.events(kinds)]
      findings.isComplete = false
      return findings
    }
    findings.shownBy = [.events(held.map(\.id))]
    findings.begins = true
    let wanted = Set(held.map(\.id))
    let lowSpans = Dictionary(
      grouping: network.statuses.filter { $0.status == .lowResult }, by: \.school
    ).mapValues { $0.map(\.interval) }
    let visits = Dictionary(grouping: network.participations.filter { wanted.contains($0.event) }, by: \.event)
    var (hasLow, hasOther) = (false, false)
    for event in held where findings.doneDay == nil {
      var schools = Set(visits[event.id]?.map(\.school) ?? [])
      if let host = event.host { schools.insert(host) }
      for school in schools {
        let isLow = lowSpans[school]?.contains { $0.contains(event.day) } ?? false
        if isLow { hasLow = true } else { hasOther = true }
      }
      if hasLow, hasOther { findings.doneDay = event.day }
    }
    if !hasLow { findings.lacking.append(.lowResultParticipants) }
    if !hasOther { findings.lacking.append(.effectiveParticipants) }
    findings.isComplete = hasLow && hasOther
    return findings
  }

  /// Events through the whole time, some of each list of kinds.
  func series(_ lists: [[Event.Kind]], _ measure: Measure) -> MeasureFindings {
    let all = lists.flatMap(\.self)
    let held = events(all, for: measure)
    var findings = MeasureFindings()
    findings.required = (all, held.first)
    findings.begins = !held.isEmpty
    if !held.isEmpty { findings.shownBy = [.events(held.map(\.id))] }
    let firsts = lists.map { kinds in held.first { kinds.contains($0.kind) } }
    findings.lacking = zip(lists, firsts).filter { $0.1 == nil }.map { .events($0.0) }
    findings.isComplete = findings.lacking.isEmpty
    if let due = measure.dueTo, due < day, findings.lacking.isEmpty, let last = firsts.compactMap(\.?.day).max() {
      findings.doneDay = max(due, last)
    }
    return findings
  }

  // MARK: Associations

  func associations(_ measure: Measure) -> MeasureFindings {
    var findings = associations(on: day, measure)
    findings.isComplete = findings.lacking.isEmpty
    guard let due = measure.dueTo, due < day else { return findings }
    if associations(on: due, measure).lacking.isEmpty {
      findings.doneDay = due
    } else if findings.lacking.isEmpty {
      findings.doneDay = max(due.adding(days: 1), standingSince)
    }
    return findings
  }

  /// The last change of what is in force on the day: since then the associations have been as they are.
  private var standingSince: Day {
    let snapshot = network.asOf(day)
    return (snapshot.associations.map(\.interval.from) + snapshot.memberships.map(\.interval.from)).max() ?? day
  }

  private func associations(on day: Day, _ measure: Measure) -> MeasureFindings {
    let snapshot = network.asOf(day)
    let low = snapshot.schools(with: .lowResult)
    let members = Dictionary(grouping: snapshot.memberships, by: \.association)
    let manned = snapshot.associations.filter { members[$0.id] != nil }.sorted { $0.id < $1.id }
    var findings = MeasureFindings()
    findings.begins = !manned.isEmpty
    for subject in network.subjects {
      let own = manned.filter { $0.subject == subject.id }
      guard !own.isEmpty else {
        findings.lacking.append(.associations(subject.id))
        continue
      }
      findings.shownBy.append(.associations(subject.id, own.map(\.id)))
      let covered = Set(own.flatMap { members[$0.id]?.map(\.school) ?? [] })
      let uncovered = low.subtracting(covered).sorted()
      if !uncovered.isEmpty { findings.lacking.append(.uncovered(subject.id, uncovered)) }
    }
    let leaderless = manned.filter { $0.umo.allSatisfy(\.isWhitespace) }.map(\.id)
    if !leaderless.isEmpty { findings.lacking.append(.leadership(leaderless)) }
    let begin = begin(of: measure)
    let meeting = Set(events.filter { begin <= $0.day }.compactMap(\.association))
    let idle = manned.map(\.id).filter { !meeting.contains($0) }
    if !idle.isEmpty { findings.lacking.append(.meetings(idle)) }
    return findings
  }

  // MARK: Programmes and courses

  func programmes(_ kinds: [Programme.Kind]) -> MeasureFindings {
    var findings = MeasureFindings()
    for kind in kinds {
      let developed = Set(network.programmes.filter { $0.kind == kind && $0.developed <= day }.map(\.school))
      let own = developed.intersection(low)
      if !own.isEmpty { findings.shownBy.append(.programmes(kind, developed: own.count, of: low.count)) }
      let missing = low.subtracting(developed).sorted()
      if !missing.isEmpty { findings.lacking.append(.programmes(kind, missing)) }
    }
    findings.isComplete = findings.lacking.isEmpty
    return findings
  }

  /// Figures as of indicators.md D1: for each school the row of the greatest year not after the day's.
  func courses(
    _ group: StaffFigures.Group, _ course: StaffCourse, isForAll: Bool, programmes kinds: [Programme.Kind]
  ) -> MeasureFindings {
    var findings = programmes(kinds)
    var latest: [SchoolID: StaffFigures] = [:]
    for row in network.staff where row.group == group && row.year <= day.year && low.contains(row.school) {
      if let known = latest[row.school], known.year >= row.year { continue }
      latest[row.school] = row
    }
    let count = latest.values.reduce(0) { $0 + $1.count(of: course) }
    let total = latest.values.reduce(0) { $0 + $1.total }
    if !latest.isEmpty {
      findings.shownBy.insert(.staff(group, course, count: count, of: total, schools: latest.count), at: 0)
    }
    if count == 0, total > 0 { findings.untrained = group }
    if isForAll {
      let behind = latest.values.filter { $0.count(of: course) < $0.total }.map(\.school).sorted()
      if !behind.isEmpty { findings.lacking.append(.training(group, course, people: total - count, behind)) }
    }
    let silent = low.subtracting(latest.keys).sorted()
    if !silent.isEmpty { findings.lacking.append(.figures(group, silent)) }
    findings.isComplete = isForAll || !kinds.isEmpty ? findings.lacking.isEmpty : nil
    return findings
  }
}

extension StaffFigures {
  fileprivate func count(of course: StaffCourse) -> Int {
    switch course {
    case .methodService: trainedMethodService
    case .effectiveMode: trainedEffectiveMode
    case .quality: trainedQuality
    }
  }
}

extension InvariantCheck {
  func checkNetwork() {
    checkUnique(network.subjects, .network, column: "subjects", value: \.id.rawValue, key: \.id)
    checkUnique(network.targets, .network, column: "targets", value: { String($0.indicator) }, key: \.indicator)
    for (row, target) in network.targets.enumerated()
    where !(1...9).contains(target.indicator) || !(0...1000).contains(target.perMille) {
      report(.network, row, "targets", "\(target.indicator): \(target.perMille)", .targetOutOfRange)
    }
  }

  func checkDistricts() {
    checkUnique(network.districts, .districts, column: "id", value: \.id.rawValue, key: \.id)
    let neighbours = Dictionary(
      network.districts.map { ($0.id, Set($0.neighbours)) }, uniquingKeysWith: { $0.union($1) })
    for (row, district) in network.districts.enumerated() {
      for neighbour in district.neighbours {
        if neighbour == district.id {
          report(.districts, row, "neighbours", neighbour, .ownNeighbour)
        } else if !districts.contains(neighbour) {
          report(.districts, row, "neighbours", neighbour, .unknownReference(to: .districts))
        } else if !partlyReadDistricts.contains(neighbour), neighbours[neighbour]?.contains(district.id) != true {
          report(.districts, row, "neighbours", neighbour, .neighbourNotSymmetric)
        }
      }
    }
  }

  func checkSchools() {
    checkUnique(network.schools, .schools, column: "id", value: \.id.rawValue, key: \.id)
    for (row, school) in network.schools.enumerated() {
      if let district = school.district, !districts.contains(district) {
        report(.schools, row, "district", district, .unknownReference(to: .districts))
      }
      if let students = school.students, students < 1 {
        report(.schools, row, "students", students, .belowMinimum(1))
      }
    }
  }

  func checkStatuses() {
    struct Key: Hashable {
      let school: SchoolID
      let status: Status
      var from: Day?
    }
    checkUnique(network.statuses, .statuses, column: "school", value: \.school.rawValue) {
      Key(school: $0.school, status: $0.status, from: $0.interval.from)
    }
    for (row, status) in network.statuses.enumerated() {
      requireSchool(status.school, .statuses, row, "school")
      checkInterval(status.interval, .statuses, row)
    }
    checkOverlaps(network.statuses, .statuses, interval: \.interval) { Key(school: $0.school, status: $0.status) }
  }

  func checkResults() {
    struct Key: Hashable {
      let school: SchoolID
      let subject: SubjectID
      let assessment: Assessment
      let grade: Int
      let year: Int
    }
    // Files of results are sorted by keys as a rule; then no table of a million keys is needed.
    let isSorted = isStrictlySorted(network.results) { left, right in
      if left.school != right.school { return left.school < right.school }
      if left.subject != right.subject { return left.subject < right.subject }
      if left.assessment != right.assessment { return left.assessment.rawValue < right.assessment.rawValue }
      return (left.grade, left.year) < (right.grade, right.year)
    }
    checkUnique(isSorted ? [] : network.results, .results, column: "school", value: \.school.rawValue) {
      Key(school: $0.school, subject: $0.subject, assessment: $0.assessment, grade: $0.grade, year: $0.year)
    }
    for (row, result) in network.results.enumerated() {
      requireSchool(result.school, .results, row, "school")
      requireSubject(result.subject, .results, row)
      if result.participants < 0 { report(.results, row, "participants", result.participants, .belowMinimum(0)) }
      if result.successful < 0 { report(.results, row, "successful", result.successful, .belowMinimum(0)) }
      if result.successful > result.participants {
        report(.results, row, "successful", result.successful, .successfulExceedsParticipants(result.participants))
      }
    }
  }

  func checkMentorsAndConstraints() {
    struct MentorKey: Hashable {
      let school: SchoolID
      let subject: SubjectID?
    }
    checkUnique(network.mentorCapacities, .mentors, column: "school", value: \.school.rawValue) {
      MentorKey(school: $0.school, subject: $0.subject)
    }
    for (row, mentor) in network.mentorCapacities.enumerated() {
      requireSchool(mentor.school, .mentors, row, "school")
      requireSubject(mentor.subject, .mentors, row)
      if mentor.capacity < 0 { report(.mentors, row, "capacity", mentor.capacity, .belowMinimum(0)) }
    }
    checkUnique(network.constraints, .constraints, column: "mentee", value: \.mentee.rawValue, key: { $0 })
    for (row, constraint) in network.constraints.enumerated() {
      requireSchool(constraint.mentee, .constraints, row, "mentee")
      requireSchool(constraint.mentor, .constraints, row, "mentor")
      requireSubject(constraint.subject, .constraints, row)
    }
  }

  func checkPartnerships() {
    checkUnique(network.partnerships, .partnerships, column: "id", value: \.id.rawValue, key: \.id)
    for (row, partnership) in network.partnerships.enumerated() {
      requireSchool(partnership.mentor, .partnerships, row, "mentor")
      requireSchool(partnership.mentee, .partnerships, row, "mentee")
      requireSubject(partnership.subject, .partnerships, row)
      checkInterval(partnership.interval, .partnerships, row)
      if partnership.mentor == partnership.mentee {
        report(.partnerships, row, "mentee", partnership.mentee, .mentorIsMentee)
      }
    }
  }

  func checkAssociations() {
    checkUnique(network.associations, .associations, column: "id", value: \.id.rawValue, key: \.id)
    for (row, association) in network.associations.enumerated() {
      requireSubject(association.subject, .associations, row)
      requireSchool(association.base, .associations, row, "base")
      checkInterval(association.interval, .associations, row)
    }
    struct Key: Hashable {
      let association: AssociationID
      let school: SchoolID
      var from: Day?
    }
    checkUnique(network.memberships, .memberships, column: "school", value: \.school.rawValue) {
      Key(association: $0.association, school: $0.school, from: $0.interval.from)
    }
    for (row, membership) in network.memberships.enumerated() {
      requireAssociation(membership.association, .memberships, row)
      requireSchool(membership.school, .memberships, row, "school")
      checkInterval(membership.interval, .memberships, row)
    }
    checkOverlaps(network.memberships, .memberships, interval: \.interval) {
      Key(association: $0.association, school: $0.school)
    }
  }

  func checkEvents() {
    checkUnique(network.events, .events, column: "id", value: \.id.rawValue, key: \.id)
    for (row, event) in network.events.enumerated() {
      requireSubject(event.subject, .events, row)
      requireSchool(event.host, .events, row, "host")
      requireAssociation(event.association, .events, row)
      if let partnership = event.partnership, !partnerships.contains(partnership) {
        report(.events, row, "partnership", partnership, .unknownReference(to: .partnerships))
      }
    }
    struct Key: Hashable {
      let event: EventID
      let school: SchoolID
      let role: Participation.Role
    }
    let isSorted = isStrictlySorted(network.participations) { left, right in
      if left.event != right.event { return left.event < right.event }
      if left.school != right.school { return left.school < right.school }
      return left.role.rawValue < right.role.rawValue
    }
    checkUnique(isSorted ? [] : network.participations, .participations, column: "school", value: \.school.rawValue) {
      Key(event: $0.event, school: $0.school, role: $0.role)
    }
    var latestKnown: EventID?
    for (row, participation) in network.participations.enumerated() {
      if participation.event != latestKnown {
        if events.contains(participation.event) {
          latestKnown = participation.event
        } else {
          report(.participations, row, "event", participation.event, .unknownReference(to: .events))
        }
      }
      requireSchool(participation.school, .participations, row, "school")
      if participation.people < 0 { report(.participations, row, "people", participation.people, .belowMinimum(0)) }
    }
  }

  func checkProgrammesAndStaff() {
    struct ProgrammeKey: Hashable {
      let school: SchoolID
      let kind: Programme.Kind
      let from: Day
    }
    checkUnique(network.programmes, .programmes, column: "school", value: \.school.rawValue) {
      ProgrammeKey(school: $0.school, kind: $0.kind, from: $0.interval.from)
    }
    for (row, programme) in network.programmes.enumerated() {
      requireSchool(programme.school, .programmes, row, "school")
      checkInterval(programme.interval, .programmes, row)
    }
    struct StaffKey: Hashable {
      let school: SchoolID
      let year: Int
      let group: StaffFigures.Group
    }
    checkUnique(network.staff, .staff, column: "school", value: \.school.rawValue) {
      StaffKey(school: $0.school, year: $0.year, group: $0.group)
    }
    for (row, staff) in network.staff.enumerated() {
      requireSchool(staff.school, .staff, row, "school")
      if staff.total < 0 { report(.staff, row, "total", staff.total, .belowMinimum(0)) }
      for (column, trained) in [
        ("trained_method_service", staff.trainedMethodService), ("trained_effective_mode", staff.trainedEffectiveMode),
        ("trained_quality", staff.trainedQuality),
      ] {
        if trained < 0 { report(.staff, row, column, trained, .belowMinimum(0)) }
        if trained > staff.total { report(.staff, row, column, trained, .trainedExceedsTotal(staff.total)) }
      }
    }
  }

  func checkMeasures() {
    checkUnique(network.measures, .measures, column: "number", value: { String($0.number) }, key: \.number)
    for (row, measure) in network.measures.enumerated() {
      if measure.number < 1 { report(.measures, row, "number", measure.number, .belowMinimum(1)) }
      // Due days are both counted in, unlike the ends of an interval: one day is well formed.
      if let from = measure.dueFrom, let to = measure.dueTo, to < from {
        report(.measures, row, "due_to", to, .intervalEndsBeforeItBegins(from: from))
      }
    }
  }
}

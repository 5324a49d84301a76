import SvyazContract
import SvyazGraph

/// A row that a network folder holds as a line of CSV.
protocol FolderRow: NetworkRow {
  /// Finds the columns once and returns what makes a row of each line.
  static func reader(_ columns: RowReader, _ pools: SlugPools) -> (inout RowReader) -> Self
}

extension District: FolderRow {
  static func reader(_ columns: RowReader, _ pools: SlugPools) -> (inout RowReader) -> District {
    let (id, name, neighbours) = (columns["id"], columns["name"], columns["neighbours"])
    let (lat, lon) = (columns["lat"], columns["lon"])
    return { row in
      District(
        id: row.identifier(id, pools.districts), name: row.text(name),
        neighbours: row.identifiers(neighbours, pools.districts, of: .districts), centre: row.coordinates(lat, lon))
    }
  }
}

extension School: FolderRow {
  static func reader(_ columns: RowReader, _ pools: SlugPools) -> (inout RowReader) -> School {
    let (id, number, name, shortName) = (columns["id"], columns["number"], columns["name"], columns["short_name"])
    let (kind, district, address) = (columns["kind"], columns["district"], columns["address"])
    let (lat, lon, students) = (columns["lat"], columns["lon"], columns["students"])
    return { row in
      let identifier: SchoolID = row.identifier(id, pools.schools)
      let schoolNumber = row.optionalInteger(number, in: 1...CellParsing.mostPeople)
      let fullName = row.text(name)
      let short = row.optionalText(shortName)
      return School(
        id: identifier, number: schoolNumber, name: fullName, shortName: short.isEmpty ? nil : short,
        kind: row.optionalText(kind), district: row.optionalIdentifier(district, pools.districts, of: .districts),
        address: row.optionalText(address), location: row.coordinates(lat, lon),
        students: row.optionalInteger(students, in: 1...CellParsing.mostPeople))
    }
  }
}

extension SchoolStatus: FolderRow {
  static func reader(_ columns: RowReader, _ pools: SlugPools) -> (inout RowReader) -> SchoolStatus {
    let (school, status, basis) = (columns["school"], columns["status"], columns["basis"])
    let (from, to) = (columns["from"], columns["to"])
    return { row in
      SchoolStatus(
        school: row.identifier(school, pools.schools, of: .schools), status: row.word(status, default: .risk),
        interval: row.interval(from, to), basis: row.optionalText(basis))
    }
  }
}

extension AssessmentResult: FolderRow {
  static func reader(_ columns: RowReader, _ pools: SlugPools) -> (inout RowReader) -> AssessmentResult {
    let (school, subject, assessment) = (columns["school"], columns["subject"], columns["assessment"])
    let (grade, year) = (columns["grade"], columns["year"])
    let (participants, successful) = (columns["participants"], columns["successful"])
    return { row in
      AssessmentResult(
        school: row.identifier(school, pools.schools, of: .schools),
        subject: row.identifier(subject, pools.subjects, of: .network),
        assessment: row.word(assessment, default: .vpr), grade: row.integer(grade, in: 1...12),
        year: row.integer(year, in: 1900...2199),
        participants: row.integer(participants, in: 0...CellParsing.mostPeople),
        successful: row.integer(successful, in: 0...CellParsing.mostPeople))
    }
  }
}

extension MentorCapacity: FolderRow {
  static func reader(_ columns: RowReader, _ pools: SlugPools) -> (inout RowReader) -> MentorCapacity {
    let (school, subject, capacity) = (columns["school"], columns["subject"], columns["capacity"])
    return { row in
      MentorCapacity(
        school: row.identifier(school, pools.schools, of: .schools),
        subject: row.optionalIdentifier(subject, pools.subjects, of: .network),
        capacity: row.integer(capacity, in: 0...CellParsing.mostPeople))
    }
  }
}

extension MatchingConstraint: FolderRow {
  static func reader(_ columns: RowReader, _ pools: SlugPools) -> (inout RowReader) -> MatchingConstraint {
    let (rule, mentee, mentor, subject) = (columns["rule"], columns["mentee"], columns["mentor"], columns["subject"])
    return { row in
      MatchingConstraint(
        rule: row.word(rule, default: .pin), mentee: row.identifier(mentee, pools.schools, of: .schools),
        mentor: row.identifier(mentor, pools.schools, of: .schools),
        subject: row.optionalIdentifier(subject, pools.subjects, of: .network))
    }
  }
}

extension Partnership: FolderRow {
  static func reader(_ columns: RowReader, _ pools: SlugPools) -> (inout RowReader) -> Partnership {
    let (id, mentor, mentee, subject) = (columns["id"], columns["mentor"], columns["mentee"], columns["subject"])
    let (status, from, to, agreement) = (columns["status"], columns["from"], columns["to"], columns["agreement"])
    return { row in
      Partnership(
        id: row.identifier(id, pools.partnerships), mentor: row.identifier(mentor, pools.schools, of: .schools),
        mentee: row.identifier(mentee, pools.schools, of: .schools),
        subject: row.optionalIdentifier(subject, pools.subjects, of: .network),
        status: row.word(status, default: .proposed), interval: row.interval(from, to),
        agreement: row.optionalText(agreement))
    }
  }
}

extension Association: FolderRow {
  static func reader(_ columns: RowReader, _ pools: SlugPools) -> (inout RowReader) -> Association {
    let (id, name, subject, umo) = (columns["id"], columns["name"], columns["subject"], columns["umo"])
    let (base, from, to) = (columns["base"], columns["from"], columns["to"])
    return { row in
      Association(
        id: row.identifier(id, pools.associations), name: row.text(name),
        subject: row.identifier(subject, pools.subjects, of: .network), umo: row.optionalText(umo),
        base: row.identifier(base, pools.schools, of: .schools), interval: row.interval(from, to))
    }
  }
}

extension Membership: FolderRow {
  static func reader(_ columns: RowReader, _ pools: SlugPools) -> (inout RowReader) -> Membership {
    let (association, school, role) = (columns["association"], columns["school"], columns["role"])
    let (from, to) = (columns["from"], columns["to"])
    return { row in
      Membership(
        association: row.identifier(association, pools.associations, of: .associations),
        school: row.identifier(school, pools.schools, of: .schools), role: row.word(role, default: .member),
        interval: row.interval(from, to))
    }
  }
}

extension Event: FolderRow {
  static func reader(_ columns: RowReader, _ pools: SlugPools) -> (inout RowReader) -> Event {
    let (id, kind, title, date) = (columns["id"], columns["kind"], columns["title"], columns["date"])
    let (subject, host, association) = (columns["subject"], columns["host"], columns["association"])
    let (partnership, organiser) = (columns["partnership"], columns["organiser"])
    return { row in
      Event(
        id: row.identifier(id, pools.events), kind: row.word(kind, default: .seminar), title: row.text(title),
        day: row.day(date), subject: row.optionalIdentifier(subject, pools.subjects, of: .network),
        host: row.optionalIdentifier(host, pools.schools, of: .schools),
        association: row.optionalIdentifier(association, pools.associations, of: .associations),
        partnership: row.optionalIdentifier(partnership, pools.partnerships, of: .partnerships),
        organiser: row.text(organiser))
    }
  }
}

extension Participation: FolderRow {
  static func reader(_ columns: RowReader, _ pools: SlugPools) -> (inout RowReader) -> Participation {
    let (event, school, role, people) = (columns["event"], columns["school"], columns["role"], columns["people"])
    return { row in
      Participation(
        event: row.identifier(event, pools.events, of: .events),
        school: row.identifier(school, pools.schools, of: .schools), role: row.word(role, default: .participant),
        people: row.integer(people, in: 0...CellParsing.mostPeople))
    }
  }
}

extension Programme: FolderRow {
  static func reader(_ columns: RowReader, _ pools: SlugPools) -> (inout RowReader) -> Programme {
    let (school, kind, developed) = (columns["school"], columns["kind"], columns["developed"])
    let (from, to) = (columns["from"], columns["to"])
    return { row in
      Programme(
        school: row.identifier(school, pools.schools, of: .schools), kind: row.word(kind, default: .teacherGrowth),
        developed: row.day(developed), interval: row.interval(from, to))
    }
  }
}

extension StaffFigures: FolderRow {
  static func reader(_ columns: RowReader, _ pools: SlugPools) -> (inout RowReader) -> StaffFigures {
    let (school, year, group, total) = (columns["school"], columns["year"], columns["group"], columns["total"])
    let methodService = columns["trained_method_service"]
    let (effectiveMode, quality) = (columns["trained_effective_mode"], columns["trained_quality"])
    let people = 0...CellParsing.mostPeople
    return { row in
      StaffFigures(
        school: row.identifier(school, pools.schools, of: .schools), year: row.integer(year, in: 1900...2199),
        group: row.word(group, default: .teacher), total: row.integer(total, in: people),
        trainedMethodService: row.integer(methodService, in: people),
        trainedEffectiveMode: row.integer(effectiveMode, in: people),
        trainedQuality: row.integer(quality, in: people))
    }
  }
}

extension Measure: FolderRow {
  static func reader(_ columns: RowReader, _ pools: SlugPools) -> (inout RowReader) -> Measure {
    let (number, section, title) = (columns["number"], columns["section"], columns["title"])
    let (dueFrom, dueTo, responsible) = (columns["due_from"], columns["due_to"], columns["responsible"])
    let (expected, doneOn, evidence) = (columns["expected"], columns["done_on"], columns["evidence"])
    return { row in
      Measure(
        number: row.integer(number, in: 1...CellParsing.mostPeople), section: row.text(section),
        title: row.text(title), dueFrom: row.optionalDay(dueFrom), dueTo: row.optionalDay(dueTo),
        responsible: row.text(responsible), expected: row.text(expected), doneOn: row.optionalDay(doneOn),
        evidence: row.optionalText(evidence))
    }
  }
}

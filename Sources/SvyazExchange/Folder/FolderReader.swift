import SvyazContract
import SvyazGraph

/// Reads the files of a folder one after another into a candidate, then tries the network's rules on it.
struct FolderReader {
  private let path: String
  private let names: Set<String>
  private let pools = SlugPools()
  /// All rows whose keys can be trusted, some with stand-ins in bad cells.
  private var candidate = Network(id: .standIn, name: "", asOf: .first, subjects: [])
  /// Rows whose keys hold stand-ins.
  private var keyless = Network(id: .standIn, name: "", asOf: .first, subjects: [])
  private var rules = RuleFaults()

  static func read(path: String) throws(NetworkFolderError) -> NetworkReading {
    var reader = try FolderReader(path: path)
    try reader.readDescription()
    try reader.readPlaces()
    try reader.readSchoolTables()
    try reader.readTies()
    try reader.readEvents()
    try reader.readProgrammes()
    return reader.finish()
  }

  private init(path: String) throws(NetworkFolderError) {
    self.path = path
    let name = NetworkFolder.lastComponent(of: path)
    switch FileSystem.kind(of: path) {
    case .missing: throw .folderMissing(folder: name)
    case .file, .other: throw .notAFolder(name: name)
    case .folder: break
    }
    do { names = Set(try FileSystem.names(in: path)) } catch {
      throw .unreadable(name: name, reason: error.reason)
    }
  }

  /// The bytes of a table's file; `nil` when there is none to read, which is told where it is a fault.
  private mutating func bytes(of table: Network.Table) throws(NetworkFolderError) -> [UInt8]? {
    let name = table.fileName
    guard names.contains(name) else {
      if table.isRequired {
        rules.refuse(
          table,
          Fault(file: name, row: 1, expected: "файл \(name) в папке сети", problem: "файла нет, а он обязателен"))
      }
      return nil
    }
    do {
      if let bytes = try FileSystem.bytes(of: "\(path)/\(name)", limit: NetworkFolder.longestFile) { return bytes }
    } catch {
      throw .unreadable(name: name, reason: error.reason)
    }
    rules.refuse(
      table,
      Fault(
        file: name, row: 1, expected: "файл не больше \(NetworkFolder.longestFile >> 30) ГБ",
        problem: "файл слишком велик"))
    return nil
  }

  private mutating func read<Row>(
    _ table: Network.Table, into rows: WritableKeyPath<Network, [Row]>,
    prepare: (RowReader) -> (inout RowReader) -> Row
  ) throws(NetworkFolderError) {
    guard let bytes = try bytes(of: table) else { return }
    let reading = readTable(table, bytes: bytes, prepare: prepare)
    candidate[keyPath: rows] = reading.rows
    keyless[keyPath: rows] = reading.keylessRows
    rules.add(
      table, source: reading.source, keyless: reading.keylessSource, declared: reading.declared,
      isIncomplete: reading.isIncomplete)
  }

  private mutating func readDescription() throws(NetworkFolderError) {
    guard let bytes = try bytes(of: .network) else { return }
    let description = DescriptionReader(bytes: bytes)
    candidate.id = description.id
    candidate.name = description.name
    candidate.asOf = description.asOf
    candidate.subjects = description.subjects
    candidate.targets = description.targets
    rules.add(description)
  }

  private func finish() -> NetworkReading {
    let faults = rules.faults(candidate: candidate, keyless: keyless)
    var notices = names.filter { name in
      name.hasSuffix(".csv") && !Network.Table.allCases.contains { $0.fileName == name }
    }
    .sorted()
    .map { name in NetworkReading.Notice(file: name, message: "Файл не прочитан, в сети нет такой таблицы: \(name).") }
    for (table, list) in faults where list.untold > 0 {
      notices.append(
        NetworkReading.Notice(
          file: table.fileName,
          message: "\(table.fileName): показаны первые ошибки: \(list.faults.count), всего их не меньше \(list.total).")
      )
    }
    let told = faults.flatMap { $0.list.faults }
    return NetworkReading(network: told.isEmpty ? candidate : nil, faults: told, notices: notices)
  }
}

// MARK: Tables

extension FolderReader {
  private mutating func readPlaces() throws(NetworkFolderError) {
    let pools = pools
    try read(.districts, into: \.districts) { columns in
      let (id, name, neighbours) = (columns["id"], columns["name"], columns["neighbours"])
      let (lat, lon) = (columns["lat"], columns["lon"])
      return { row in
        District(
          id: row.identifier(id, pools.districts), name: row.text(name),
          neighbours: row.identifiers(neighbours, pools.districts, of: .districts), centre: row.coordinates(lat, lon))
      }
    }
    try read(.schools, into: \.schools) { columns in
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

  private mutating func readSchoolTables() throws(NetworkFolderError) {
    let pools = pools
    try read(.statuses, into: \.statuses) { columns in
      let (school, status, basis) = (columns["school"], columns["status"], columns["basis"])
      let (from, to) = (columns["from"], columns["to"])
      return { row in
        SchoolStatus(
          school: row.identifier(school, pools.schools, of: .schools), status: row.word(status, default: .risk),
          interval: row.interval(from, to), basis: row.optionalText(basis))
      }
    }
    try read(.results, into: \.results) { columns in
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
    try read(.mentors, into: \.mentorCapacities) { columns in
      let (school, subject, capacity) = (columns["school"], columns["subject"], columns["capacity"])
      return { row in
        MentorCapacity(
          school: row.identifier(school, pools.schools, of: .schools),
          subject: row.optionalIdentifier(subject, pools.subjects, of: .network),
          capacity: row.integer(capacity, in: 0...CellParsing.mostPeople))
      }
    }
  }

  private mutating func readTies() throws(NetworkFolderError) {
    let pools = pools
    try read(.constraints, into: \.constraints) { columns in
      let (rule, mentee, mentor, subject) = (columns["rule"], columns["mentee"], columns["mentor"], columns["subject"])
      return { row in
        MatchingConstraint(
          rule: row.word(rule, default: .pin), mentee: row.identifier(mentee, pools.schools, of: .schools),
          mentor: row.identifier(mentor, pools.schools, of: .schools),
          subject: row.optionalIdentifier(subject, pools.subjects, of: .network))
      }
    }
    try read(.partnerships, into: \.partnerships) { columns in
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
    try read(.associations, into: \.associations) { columns in
      let (id, name, subject, umo) = (columns["id"], columns["name"], columns["subject"], columns["umo"])
      let (base, from, to) = (columns["base"], columns["from"], columns["to"])
      return { row in
        Association(
          id: row.identifier(id, pools.associations), name: row.text(name),
          subject: row.identifier(subject, pools.subjects, of: .network), umo: row.optionalText(umo),
          base: row.identifier(base, pools.schools, of: .schools), interval: row.interval(from, to))
      }
    }
    try read(.memberships, into: \.memberships) { columns in
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

  private mutating func readEvents() throws(NetworkFolderError) {
    let pools = pools
    try read(.events, into: \.events) { columns in
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
    try read(.participations, into: \.participations) { columns in
      let (event, school, role, people) = (columns["event"], columns["school"], columns["role"], columns["people"])
      return { row in
        Participation(
          event: row.identifier(event, pools.events, of: .events),
          school: row.identifier(school, pools.schools, of: .schools), role: row.word(role, default: .participant),
          people: row.integer(people, in: 0...CellParsing.mostPeople))
      }
    }
  }

  private mutating func readProgrammes() throws(NetworkFolderError) {
    let pools = pools
    try read(.programmes, into: \.programmes) { columns in
      let (school, kind, developed) = (columns["school"], columns["kind"], columns["developed"])
      let (from, to) = (columns["from"], columns["to"])
      return { row in
        Programme(
          school: row.identifier(school, pools.schools, of: .schools), kind: row.word(kind, default: .teacherGrowth),
          developed: row.day(developed), interval: row.interval(from, to))
      }
    }
    try read(.staff, into: \.staff) { columns in
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
    try read(.measures, into: \.measures) { columns in
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
}

extension NetworkFolder {
  /// The name that messages give: whole paths stay private.
  static func lastComponent(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}

public import SvyazComposition
public import SvyazGraph

/// The composition sheet of the ММО as a workbook, ready to print: who is in which group, the groups, who is in none, and
/// on what conditions and with what proof.
public enum CompositionWorkbook {
  /// The composition of one subject.
  public struct Part {
    public let composition: Composition
    /// That the composition answers.
    public let problem: CompositionProblem
    /// What stands on the last sheet: titles and values in Russian.
    public let facts: [(title: String, value: String)]

    public init(composition: Composition, problem: CompositionProblem, facts: [(title: String, value: String)]) {
      self.composition = composition
      self.problem = problem
      self.facts = facts
    }
  }

  /// - Parameter network: that of the problems.
  /// - Returns: the bytes of an `.xlsx` file, equal for equal arguments. With several parts the sheets' names carry the
  ///   subject.
  public static func write(_ parts: [Part], network: Network) throws(WorkbookWriteError) -> [UInt8] {
    let writer = try WorkbookWriter()
    for part in parts {
      try PartWriter(part: part, network: network, writer: writer, isOnly: parts.count == 1).write()
    }
    return try writer.finish()
  }
}

extension Membership.Role {
  /// What a school is in its group, for a table: «НОР», «проектная площадка».
  public var groupWord: String {
    switch self {
    case .leader: "база"
    case .projectSite: "проектная площадка"
    case .highResult: "высокие результаты"
    case .lowResult: "НОР"
    case .member: "участник"
    }
  }
}

private struct PartWriter {
  let part: CompositionWorkbook.Part
  let writer: WorkbookWriter
  let isOnly: Bool
  private let subject: String
  private let title: String
  private let schools: [SchoolID: School]
  private let districts: [DistrictID: String]
  private let number: [SchoolID: Int]

  private var composition: Composition { part.composition }
  private var problem: CompositionProblem { part.problem }

  init(part: CompositionWorkbook.Part, network: Network, writer: WorkbookWriter, isOnly: Bool) {
    self.part = part
    self.writer = writer
    self.isOnly = isOnly
    subject = network.subjects.first { $0.id == part.composition.subject }?.name ?? part.composition.subject.rawValue
    title = "ММО, \(subject), на \(part.composition.day.russian). \(network.name)"
    schools = Dictionary(network.schools.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    districts = Dictionary(network.districts.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    number = Dictionary(
      part.problem.members.enumerated().map { ($1.school, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func write() throws(WorkbookWriteError) {
    try writeMembers()
    try writeGroups()
    try writeLeft()
    try writeFacts()
  }

  private func addSheet(_ name: String, _ header: [String]) throws(WorkbookWriteError) -> SheetWriter {
    let sheet = try writer.addSheet(named: isOnly ? name : "\(name) (\(subject))", header: header)
    sheet.layOutForPrint(title: title)
    return sheet
  }

  // MARK: Sheets

  private func writeMembers() throws(WorkbookWriteError) {
    let sheet = try addSheet("Состав", ["№ ММО", "База", "Школа", "Роль", "Район", "км", "Цена"])
    for (position, group) in composition.groups.enumerated() {
      // The base stands first, the others as people look schools up.
      let members = group.members.sorted {
        if ($0.school == group.base) != ($1.school == group.base) { return $0.school == group.base }
        return rank($0.school) < rank($1.school)
      }
      for member in members {
        let isBase = member.school == group.base
        sheet.append(centred: position + 1, isLead: isBase)
        sheet.append(text: label(group.base), isLead: isBase)
        sheet.append(text: label(member.school), isLead: isBase)
        sheet.append(text: member.role.groupWord, isLead: isBase)
        sheet.append(text: district(member.school), isLead: isBase)
        sheet.append(tenths: km(member.school, group.base), isLead: isBase)
        sheet.append(thousands: member.cost, isLead: isBase)
        try sheet.endRow()
      }
    }
  }

  private func writeGroups() throws(WorkbookWriteError) {
    let sheet = try addSheet(
      "Группы",
      [
        "№ ММО", "База", "Район базы", "Школ", "НОР", "Площадок", "Учителей", "Школ без данных",
        "Цена (НОР вдвойне)",
      ])
    for (position, group) in composition.groups.enumerated() {
      let members = group.members.compactMap { self.member($0.school) }
      let teachers = members.compactMap(\.teachers)
      sheet.append(centred: position + 1)
      sheet.append(text: label(group.base))
      sheet.append(text: district(group.base))
      sheet.append(integer: group.members.count)
      sheet.append(integer: members.count { $0.isLowResult })
      sheet.append(integer: members.count { $0.isProjectSite })
      sheet.append(integer: teachers.isEmpty ? nil : teachers.reduce(0, &+))
      sheet.append(integer: group.members.count - teachers.count)
      sheet.append(thousands: group.objective)
      try sheet.endRow()
    }
  }

  private func writeLeft() throws(WorkbookWriteError) {
    let sheet = try addSheet("Вне групп", ["Школа", "Район", "Кто она", "Сейчас в ММО базы"])
    for school in composition.left.sorted(by: { rank($0) < rank($1) }) {
      let member = member(school)
      sheet.append(text: label(school))
      sheet.append(text: district(school))
      sheet.append(text: member.map(kinds) ?? "")
      sheet.append(text: member?.presentBase.map(label) ?? "")
      try sheet.endRow()
    }
    if composition.left.isEmpty {
      sheet.append(text: composition.status == .infeasible ? "Состава нет" : "Все школы в группах")
      try sheet.endRow()
    }
  }

  private func writeFacts() throws(WorkbookWriteError) {
    // A sheet's name has 31 characters.
    let name = isOnly ? "Условия и доказательство" : "Условия"
    let sheet = try addSheet(name, ["Что", "Значение"])
    for fact in part.facts {
      sheet.append(paragraph: fact.title)
      sheet.append(paragraph: fact.value)
      try sheet.endRow()
    }
  }

  // MARK: Words

  private func label(_ id: SchoolID) -> String { schools[id]?.label ?? id.rawValue }

  private func rank(_ id: SchoolID) -> (Int, String, SchoolID) { (schools[id]?.number ?? .max, label(id), id) }

  private func district(_ id: SchoolID) -> String {
    schools[id]?.district.map { districts[$0] ?? $0.rawValue } ?? ""
  }

  private func member(_ id: SchoolID) -> CompositionProblem.Member? { number[id].map { problem.members[$0] } }

  private func km(_ school: SchoolID, _ base: SchoolID) -> Double? {
    guard school != base, let member = number[school], let base = number[base],
      let km = problem.distanceKm(member: member, base: base)
    else { return nil }
    return (km * 10).rounded() / 10
  }

  private func kinds(_ member: CompositionProblem.Member) -> String {
    var kinds: [String] = []
    if member.isLowResult { kinds.append("НОР") }
    if member.isProjectSite { kinds.append("проектная площадка") }
    if member.isMentor { kinds.append("наставник") }
    return kinds.joined(separator: ", ")
  }
}

extension Composition.Group {
  /// What the group adds to the composition's objective: low-result members counted twice.
  public var objective: Int {
    members.reduce(0) { $0 &+ ($1.role == .lowResult ? 2 &* $1.cost : $1.cost) }
  }
}

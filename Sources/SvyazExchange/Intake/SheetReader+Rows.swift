import SvyazContract
import SvyazGraph

/// The last steps of a row: its own id, columns that a new row needs, what later rows may refer to.
extension SheetReader {
  /// `false` when the row cannot be used, which has been told.
  mutating func finish(
    _ index: Int, _ cells: inout [String?], _ columns: inout [Int?], _ state: inout IntakeState
  ) -> Bool {
    switch layout.table {
    case .schools: return finishSchool(index, &cells, &columns, &state)
    case .districts: return finishDistrict(index, &cells, &state)
    case .associations: return finishAssociation(index, &cells, &state)
    case .partnerships: return finishPartnership(index, &cells, &state)
    case .events: return finishEvent(index, &cells, &state)
    case .measures:
      let isKnown = self[cells, "number"].map(state.references.measures.contains) ?? false
      return isKnown || hasAll(index, cells, &state)
    case .mentors, .constraints:
      // The subject is part of the key: no subject means the whole school.
      if let subject = position("subject"), cells[subject] == nil { cells[subject] = "" }
      return hasAll(index, cells, &state)
    default: return hasAll(index, cells, &state)
    }
  }

  private subscript(cells: [String?], name: String) -> String? {
    position(name).flatMap { cells[$0] }
  }

  /// Whether nothing is missing that a new row needs; tells what is.
  private func hasAll(_ index: Int, _ cells: [String?], _ state: inout IntakeState) -> Bool {
    var isWhole = true
    for (position, reader) in readers.enumerated() {
      guard !reader.isOptional, cells[position]?.isEmpty ?? true else { continue }
      isWhole = false
      let name = ColumnRule.russian(layout.table, reader.column)
      refuse(
        index, layout.column(reader.column), reader, "", reader.expected(state),
        "Новой строке нужно значение «\(name)»: заполните его или исправьте id, если строка уже есть в сети.",
        &state)
    }
    return isWhole
  }

  // MARK: Schools

  private mutating func finishSchool(
    _ index: Int, _ cells: inout [String?], _ columns: inout [Int?], _ state: inout IntakeState
  ) -> Bool {
    guard let idAt = position("id"), let nameAt = position("name"),
      let shortAt = position("short_name"),
      let numberAt = position("number"), let kindAt = position("kind")
    else { return false }
    if let lat = self[cells, "lat"], let lon = self[cells, "lon"], lat.isEmpty != lon.isEmpty {
      let name = lat.isEmpty ? "lat" : "lon"
      refuse(
        index, layout.column(name), nil, "", "число градусов: координаты нужны обе или ни одной",
        "Впишите вторую координату или уберите первую.", &state)
      return false
    }
    let name = cells[nameAt]?.isEmpty == false ? cells[nameAt] : nil
    let short = cells[shortAt]?.isEmpty == false ? cells[shortAt] : nil
    if let id = cells[idAt], !id.isEmpty {
      if state.schools.contains(id: id) {
        // A blank name would take away the known one.
        if name == nil { cells[nameAt] = nil }
        return true
      }
      guard name != nil else {
        refuse(
          index, layout.column("name"), nil, "", "название школы",
          "Школы с id «\(id)» в сети нет: впишите её название или исправьте id.", &state)
        return false
      }
      return addSchool(id: id, index, cells, &state)
    }
    guard let text = name ?? short else {
      refuse(
        index, layout.column("name") ?? layout.column("short_name"), nil, "", "название школы",
        "Впишите название школы или её id.", &state)
      return false
    }
    let nameColumn = name != nil ? columns[nameAt] : columns[shortAt]
    switch lookUp(text, short, &state) {
    case .exact(let id), .byRule(let id):
      cells[idAt] = id.rawValue
      // The sheet spells the name its own way: that is no change of the name, only a row with an id makes one.
      cells[nameAt] = nil
      if name == nil || state.schools.isOwnName(short, of: id) { cells[shortAt] = nil }
      return true
    case .unknown(let candidates):
      if state.schools.isNearKnown(text, candidates: candidates) {
        state.ask(text, candidates: candidates, at: place(index, nameColumn))
        return false
      }
    }
    let parsed = SchoolName(text)
    let id = SchoolSlug.unique(
      SchoolSlug.school(parsed), of: text, isTaken: state.schools.contains(id:))
    cells[idAt] = id
    if cells[nameAt]?.isEmpty ?? true { cells[nameAt] = text }
    if cells[numberAt]?.isEmpty ?? true, let number = parsed.number,
      number <= CellParsing.mostPeople
    {
      cells[numberAt] = String(number)
    }
    if cells[kindAt]?.isEmpty ?? true, let kind = parsed.kinds.russian { cells[kindAt] = kind }
    return addSchool(id: id, index, cells, &state)
  }

  private func lookUp(_ text: String, _ short: String?, _ state: inout IntakeState)
    -> SchoolIndex.Match
  {
    let match = state.match(text)
    guard case .unknown = match, let short, short != text else { return match }
    let other = state.match(short)
    if case .unknown = other { return match }
    return other
  }

  private mutating func addSchool(
    id: String, _ index: Int, _ cells: [String?], _ state: inout IntakeState
  ) -> Bool {
    guard let identifier = SchoolID(id), let name = self[cells, "name"] else { return false }
    state.add(
      School(
        id: identifier, number: self[cells, "number"].flatMap { Int($0) }, name: name,
        shortName: self[cells, "short_name"], kind: self[cells, "kind"] ?? ""))
    if newSchools.count < 1000 { newSchools.append("\(Fault.quoted(name)) → \(id)") }
    newSchoolCount += 1
    return true
  }

  // MARK: Tables with ids of their own

  private func finishDistrict(_ index: Int, _ cells: inout [String?], _ state: inout IntakeState)
    -> Bool
  {
    guard let idAt = position("id") else { return false }
    let name = self[cells, "name"] ?? ""
    if cells[idAt]?.isEmpty ?? true { cells[idAt] = state.districts.derivedID(name) }
    guard let id = cells[idAt].flatMap({ DistrictID($0) }) else { return false }
    if state.districts.contains(id: id.rawValue) { return true }
    guard hasAll(index, cells, &state) else { return false }
    state.districts.add(id: id, name: name)
    return true
  }

  /// Districts name each other as neighbours, whichever row comes first.
  func announceDistricts(_ state: inout IntakeState) {
    guard let nameColumn = layout.column("name") else { return }
    for index in dataRows.prefix(100_000) {
      let name = SheetGrid.text(grid.cell(index, nameColumn))
      if IntakeText.trimmed(name).isEmpty { continue }
      var text = state.districts.derivedID(name)
      if let idColumn = layout.column("id") {
        let cell = IntakeText.trimmed(SheetGrid.text(grid.cell(index, idColumn)))
        if !cell.isEmpty { text = String(cell) }
      }
      if let id = DistrictID(text) { state.districts.announce(id: id, name: name) }
    }
  }

  private func finishAssociation(_ index: Int, _ cells: inout [String?], _ state: inout IntakeState)
    -> Bool
  {
    guard let idAt = position("id") else { return false }
    let name = self[cells, "name"] ?? ""
    if cells[idAt]?.isEmpty ?? true {
      cells[idAt] =
        state.references.association(name)
        ?? SchoolSlug.unique(
          SchoolSlug.text(name, fallback: "mmo"), of: name,
          isTaken: state.references.associationIDs.contains)
    }
    guard let id = cells[idAt] else { return false }
    if state.references.associationIDs.contains(id) { return true }
    guard hasAll(index, cells, &state) else { return false }
    state.references.add(association: id, name: name)
    return true
  }

  private func finishPartnership(_ index: Int, _ cells: inout [String?], _ state: inout IntakeState)
    -> Bool
  {
    guard let idAt = position("id") else { return false }
    let key = ReferenceIndex.PartnershipKey(
      mentor: self[cells, "mentor"] ?? "", mentee: self[cells, "mentee"] ?? "",
      subject: self[cells, "subject"] ?? "",
      from: self[cells, "from"] ?? "")
    if cells[idAt]?.isEmpty ?? true {
      let known = state.references.partnerships(key)
      guard known.count <= 1 else {
        refuse(
          index, nil, nil, "", "id партнёрства",
          "Таких пар с этой датой начала несколько: \(known.prefix(5).joined(separator: ", ")). Впишите id.",
          &state)
        return false
      }
      let parts = ["p", key.mentor, key.mentee, key.subject, key.from].filter { !$0.isEmpty }
      let whole = parts.joined(separator: "-")
      cells[idAt] =
        known.first
        ?? (whole.utf8.count <= 64 ? whole : "p-\(SchoolSlug.digest(whole))-\(key.from)")
    }
    guard let id = cells[idAt] else { return false }
    if state.references.partnershipIDs.contains(id) { return true }
    guard hasAll(index, cells, &state) else { return false }
    state.references.add(partnership: id, key)
    return true
  }

  private func finishEvent(_ index: Int, _ cells: inout [String?], _ state: inout IntakeState)
    -> Bool
  {
    guard let idAt = position("id") else { return false }
    let title = self[cells, "title"] ?? ""
    let day = self[cells, "date"] ?? ""
    if cells[idAt]?.isEmpty ?? true {
      let known = state.references.event(title: title, day: day)
      guard known.count <= 1 else {
        refuse(
          index, layout.column("title"), nil, title, "id события",
          "Событий с этой темой в этот день несколько: \(known.prefix(5).joined(separator: ", ")). Впишите id.",
          &state)
        return false
      }
      cells[idAt] = known.first ?? "event-\(day)-\(SchoolSlug.digest(IntakeText.folded(title)))"
    }
    guard let id = cells[idAt] else { return false }
    if state.references.eventIDs.contains(id) { return true }
    guard hasAll(index, cells, &state) else { return false }
    state.references.add(event: id, title: title, day: day)
    return true
  }
}

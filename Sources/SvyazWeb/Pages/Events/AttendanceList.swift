internal import HTTPTypes
internal import Hummingbird
internal import SvyazAccess
internal import SvyazContract
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazStore

/// A whole list of who came: what was understood is shown first, and recorded as one change after it was looked at.
enum AttendanceList {
  static let routes: [WebRoute] = [
    .post("/events/:event/attendance/list", .may(.edit), preview),
    .post("/events/:event/attendance/file", .may(.edit), previewFile),
    .post("/events/:event/attendance/apply", .may(.edit), apply),
  ]

  @Sendable private static func preview(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let id = try EventPage.id(context)
    let sent = try await FormFields.of(request, context)
    let text = try sent.required("list", "Список")
    return try await PageAnswer.once(request, context, services) { revision in
      try page(revision, id, text, services.store)
    }
  }

  /// Lists of who came are small.
  static let mostFileBytes = 4 << 20

  @Sendable private static func previewFile(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let id = try EventPage.id(context)
    guard services.imports.beginUpload() else { throw WebFault.tooMany(retryAfter: 10) }
    defer { services.imports.endUpload() }
    let form = try await UploadForm.read(request, context, most: mostFileBytes)
    guard let file = form.sentFiles.first else {
      return try await EventPage.show(
        id, request, context, services, status: .badRequest,
        notice: Notice(
          kind: .fault, text: "Файл не выбран или пуст.", advice: "Выберите список участников: XLSX или CSV."))
    }
    let text: String
    do {
      text = try await services.slowThreads.run {
        AttendanceText.text(of: try Workbook.read(bytes: file.bytes, file: file.file ?? ""))
      }
    } catch let error as SheetFileError {
      return try await EventPage.show(
        id, request, context, services, status: DomainStatus.of(error),
        notice: Notice(error))
    }
    return try await PageAnswer.once(request, context, services) { revision in
      try page(revision, id, text, services.store)
    }
  }

  static func page(_ revision: Revision, _ id: EventID, _ text: String, _ store: Store) throws -> Page {
    let index = NetworkIndex.of(revision)
    guard let event = index.event(id) else { throw WebFault.notFound }
    let list = AttendanceText(text, finder: try StoreFinder.of(revision, store))
    let known = Dictionary(
      index.participations(of: id).map { ("\($0.school) \($0.role.rawValue)", $0.people) },
      uniquingKeysWith: { first, _ in first })
    let rows = try list.lines.enumerated().map { position, line in
      try model(line, at: position, id, index, known: known, store)
    }
    let sure = list.lines.filter { $0.school != nil && $0.repeats == nil }.count
    let open = list.lines.filter { $0.school == nil }.count
    var lead = "Пока ничего не записано. Понято строк: \(sure) из \(list.lines.count)"
    lead += open > 0 ? "; выберите школу ещё для \(open) или пропустите их." : "."
    return Page(
      title: "Проверьте список: \(event.title)", lead: lead, section: .events, template: "attendance",
      content: [
        "id": .text(id.rawValue), "rows": .list(rows), "isEmpty": .flag(rows.isEmpty), "count": .number(rows.count),
        "leftOut": .optional(list.leftOut > 0 ? "\(list.leftOut)" : nil), "list": .text(text),
      ])
  }

  private static func model(
    _ line: AttendanceText.Line, at position: Int, _ id: EventID, _ index: NetworkIndex, known: [String: Int],
    _ store: Store
  ) throws -> ViewModel {
    var choices = [Choice(value: "", title: "пропустить строку")]
    var note = ""
    switch line.match {
    case .certain(let school): choices.append(Choice(value: school.rawValue, title: index.label(school)))
    case .likely(let school):
      choices.append(Choice(value: school.rawValue, title: index.label(school)))
      note = "понято по правилу, проверьте"
    case .question(let candidates):
      choices += candidates.map {
        Choice(
          value: $0.rawValue,
          title: "\(index.label($0)) (\(index.school($0).flatMap(index.district) ?? "район не указан"))")
      }
      note = candidates.isEmpty ? "такой школы нет" : "какая это школа?"
    }
    if let earlier = line.repeats { note = "повтор строки \(earlier), не будет записана" }
    let chosen = line.repeats == nil ? line.school : nil
    if let school = chosen, let now = known["\(school) \(line.role.rawValue)"] {
      note = now == line.people ? "уже записано так же" : "сейчас записано \(now), станет \(line.people)"
    }
    if !line.hasPeople, note.isEmpty { note = "число человек не указано" }
    return [
      "position": .number(position), "number": .number(line.number), "text": .text(String(line.text.prefix(200))),
      "choices": Choice.list(choices, chosen: chosen?.rawValue), "people": .number(line.people),
      "roles": EventPage.roles(chosen: line.role), "note": .text(note), "isOpen": .flag(chosen == nil),
    ]
  }

  @Sendable private static func apply(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let id = try EventPage.id(context)
    let sent = try await FormFields.of(request, context)
    guard let count = sent["count"].flatMap({ Int($0) }), (0...AttendanceText.mostLines).contains(count) else {
      throw WebFault.value(name: "count", value: sent["count"] ?? "", expected: "число строк списка")
    }
    var wanted: [String: Participation] = [:]
    for position in 0..<count {
      guard let school = sent["school-\(position)"].flatMap({ SchoolID($0) }) else { continue }
      let role = sent["role-\(position)"].flatMap { Participation.Role(rawValue: $0) } ?? .participant
      guard let people = sent["people-\(position)"].flatMap({ Int($0) }),
        (0...AttendanceText.mostPeople).contains(people)
      else {
        throw WebFault.value(
          name: "Строка \(position + 1), человек", value: String((sent["people-\(position)"] ?? "").prefix(50)),
          expected: "число от 0 до 10 000")
      }
      wanted["\(school) \(role.rawValue)"] = Participation(event: id, school: school, role: role, people: people)
    }
    let rows = wanted.sorted { $0.key < $1.key }.map(\.value)
    let revision = services.live.current
    do {
      _ = try await services.slowThreads.run {
        let index = NetworkIndex.of(revision)
        guard index.event(id) != nil else { throw WebFault.notFound }
        let edits = try rows.compactMap { row -> RowEdit? in
          guard index.school(row.school) != nil else { throw StoreError.unknownSchool(row.school.rawValue) }
          guard let state = try services.store.row(.participations, key: row.keyCells) else { return .add(row) }
          return state.cells == TextCells(row).cells ? nil : .replace(row, base: state.version)
        }
        guard !edits.isEmpty else { return }
        try services.store.edit(
          edits, ChangeNote(author: viewer.login, kind: .edit, reason: "список участников события"),
          at: services.clock())
      }
    } catch StoreError.conflict(let conflict) {
      return try await EventPage.show(
        id, request, context, services, status: .conflict,
        notice: Notice(
          kind: .warning,
          text: "Пока вы проверяли список, участников изменил(а) \(conflict.author). Список не записан.",
          advice: "Вставьте его ещё раз: будет видно, что уже записано.", code: "store.conflict"))
    }
    _ = try await services.live.refreshed()
    return PageAnswer.redirect(to: "/events/\(id)?done=list")
  }
}

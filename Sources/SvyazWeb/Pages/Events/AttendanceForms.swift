internal import Hummingbird
internal import SvyazAccess
internal import SvyazContract
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazStore

/// Who came: one school at a time, by those who record events and by the school itself.
enum AttendanceForms {
  static let routes: [WebRoute] = [
    .post("/events/:event/attendance", .may(.edit), set),
    .post("/events/:event/attendance/remove", .may(.edit), remove),
    .post("/events/:event/own", .may(.editOwnSchool), setOwn),
  ]

  /// What somebody wants a row to hold, and what they saw in it.
  private struct Wish: Sendable {
    var school: SchoolID
    var role: Participation.Role
    var people: Int
    /// The version of the row that was shown; `nil` where there was none.
    var version: Int?
  }

  @Sendable private static func set(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let id = try EventPage.id(context)
    let sent = try await FormFields.of(request, context, limit: 64 << 10)
    let text = try sent.required("school", "Школа")
    let revision = services.live.current
    let match = try await services.threads.run { try StoreFinder.of(revision, services.store).match(text) }
    let school: SchoolID
    switch match {
    case .certain(let found), .likely(let found): school = found
    case .question(let candidates):
      let names = try await services.threads.run {
        let index = NetworkIndex.of(revision)
        return candidates.prefix(5).map { "\(index.label($0)) — \($0)" }.joined(separator: "; ")
      }
      return try await EventPage.show(
        id, request, context, services, status: .badRequest,
        notice: Notice(
          kind: .fault, text: "Школа «\(String(text.prefix(200)))» не найдена однозначно.",
          advice: names.isEmpty ? "Проверьте номер и название." : "Может быть: \(names). Введите идентификатор.",
          code: "attendance.school"))
    }
    let wish = Wish(
      school: school, role: try role(sent), people: try people(sent), version: sent["version"].flatMap { Int($0) })
    return try await write(wish, to: id, by: viewer, reason: "участие в событии", request, context, services)
  }

  /// A school records itself: never as host, never another school.
  @Sendable private static func setOwn(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let id = try EventPage.id(context)
    let sent = try await FormFields.of(request, context, limit: 16 << 10)
    guard let school = viewer.school else { throw WebFault.forbidden }
    let wanted = try role(sent)
    guard wanted != .host else {
      throw WebFault.value(name: "Как", value: PageWords.visit(wanted), expected: "участвовала или выступала")
    }
    let count = try people(sent)
    let seen = sent["seen"].flatMap { Int($0) }
    let key = [id.rawValue, school.rawValue, wanted.rawValue]
    let state = try await services.threads.run { try services.store.row(.participations, key: key) }
    if let state, let now = state.cells.last.flatMap({ Int($0) }), now != seen, now != count {
      return try await EventPage.show(
        id, request, context, services, status: .conflict,
        notice: Notice(
          kind: .warning, text: "Участие вашей школы уже записано: человек — \(now); вы вводили \(count).",
          advice: "Проверьте и сохраните ещё раз, если верно ваше.", code: "store.conflict"))
    }
    let wish = Wish(school: school, role: wanted, people: count, version: state?.version)
    return try await write(wish, to: id, by: viewer, reason: "школа записала своё участие", request, context, services)
  }

  private static func write(
    _ wish: Wish, to id: EventID, by viewer: Viewer, reason: String, _ request: Request, _ context: WebContext,
    _ services: WebServices
  ) async throws -> Response {
    let row = Participation(event: id, school: wish.school, role: wish.role, people: wish.people)
    do {
      _ = try await services.slowThreads.run {
        guard try services.store.row(.events, key: [id.rawValue]) != nil else { throw WebFault.notFound }
        let edit: RowEdit = wish.version.map { .replace(row, base: $0) } ?? .add(row)
        try services.store.edit(
          [edit], ChangeNote(author: viewer.login, kind: .edit, reason: reason), at: services.clock())
      }
    } catch StoreError.conflict(let conflict) {
      return try await clash(conflict, wish, id, request, context, services)
    } catch StoreError.rowExists {
      return try await EventPage.show(
        id, request, context, services, status: .conflict,
        notice: Notice(
          kind: .warning, text: "Эта школа уже в списке с той же ролью.",
          advice: "Измените число человек в её строке.", code: "store.rowExists"))
    }
    _ = try await services.live.refreshed()
    return PageAnswer.redirect(to: "/events/\(id)?done=attendance")
  }

  /// Both values, and who wrote the other.
  private static func clash(
    _ conflict: StoreError.Conflict, _ wish: Wish?, _ id: EventID, _ request: Request, _ context: WebContext,
    _ services: WebServices
  ) async throws -> Response {
    let now = conflict.theirs?.last.map { "человек — \($0)" } ?? "строка убрана"
    let yours = wish.map { "вы вводили \($0.people)" } ?? "вы её убирали"
    _ = try await services.live.refreshed()
    return try await EventPage.show(
      id, request, context, services, status: .conflict,
      notice: Notice(
        kind: .warning, text: "Эту строку уже изменил(а) \(conflict.author). Сейчас: \(now); \(yours).",
        advice: "Ниже показано то, что в хранилище. Повторите правку, если она ещё нужна.", code: "store.conflict"))
  }

  @Sendable private static func remove(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let id = try EventPage.id(context)
    let sent = try await FormFields.of(request, context, limit: 16 << 10)
    let key = [id.rawValue, try sent.required("school", "Школа"), try role(sent).rawValue]
    guard let version = sent["version"].flatMap({ Int($0) }) else {
      throw WebFault.value(name: "version", value: sent["version"] ?? "", expected: "номер изменения")
    }
    do {
      _ = try await services.slowThreads.run {
        try services.store.edit(
          [.remove(.participations, key: key, base: version)],
          ChangeNote(author: viewer.login, kind: .edit, reason: "участие убрано"), at: services.clock())
      }
    } catch StoreError.conflict(let conflict) {
      return try await clash(conflict, nil, id, request, context, services)
    }
    _ = try await services.live.refreshed()
    return PageAnswer.redirect(to: "/events/\(id)?done=removed")
  }

  static func role(_ sent: FormFields) throws(WebFault) -> Participation.Role {
    let word = sent["role"] ?? Participation.Role.participant.rawValue
    guard let role = Participation.Role(rawValue: word) else {
      throw .value(name: "Как", value: word, expected: Participation.expectedRoles)
    }
    return role
  }

  static func people(_ sent: FormFields) throws(WebFault) -> Int {
    let text = sent["people"] ?? ""
    guard let people = Int(text), (0...AttendanceText.mostPeople).contains(people) else {
      throw .value(name: "Человек", value: String(text.prefix(50)), expected: "число от 0 до 10 000")
    }
    return people
  }
}

extension Participation {
  static let expectedRoles = Role.allCases.map(\.rawValue).joined(separator: ", ")
}

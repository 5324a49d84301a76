internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import SvyazAccess
internal import SvyazApp
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazStore

/// Tables as people have them: uploaded, looked at, mended in place, and then written whole or not at all.
enum ImportPage {
  static let routes: [WebRoute] = [
    .get("/import", .may(.importData)) { request, context, services in
      try await show(request, context, services)
    },
    .post("/import", .may(.importData), upload),
    .get("/import/:key", .may(.importData)) { request, context, services in
      try await ImportCheck.show(request, context, services)
    },
    .post("/import/:key/repair", .may(.importData), repair),
    .post("/import/:key/answer", .may(.importData), answer),
    .post("/import/:key/apply", .may(.importData), apply),
    .post("/import/:key/drop", .may(.importData), drop),
    .get("/import/:key/remarks", .may(.importData), remarks),
  ]

  // MARK: The form

  private static func show(
    _ request: Request, _ context: WebContext, _ services: WebServices, status: HTTPResponse.Status = .ok,
    notice: Notice? = nil
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let saved = try await SavedChange.of(request, services, viewer)
    let change = try await services.threads.run { try saved.map { try services.store.change($0) } }
    return try await PageAnswer.once(request, context, services, status: status, notice: notice) { revision in
      let tables = Network.Table.allCases.filter { $0 != .network }
      return Page(
        title: "Импорт таблиц",
        lead: "XLSX или CSV как есть: сначала проверка, потом запись целиком; отменить можно одной кнопкой.",
        section: .imports, template: "import",
        content: [
          "tables": .list(tables.map { ["value": .text($0.rawValue), "title": .text(SheetSpeech.table($0))] }),
          "subjects": .list(
            revision.network.subjects.map { ["value": .text($0.id.rawValue), "title": .text($0.name)] }),
          "saved": .optional(change.map { "\($0.id)" }), "source": .text(change?.source ?? ""),
          "counts": .text(change.map { counts($0.counts) } ?? ""), "mayUndo": .flag(viewer.may(.undo)),
          "nothing": .flag(request.uri.queryParameters["nothing"] != nil),
          "most": .number(BodyLimitMiddleware.most >> 20),
        ])
    }
  }

  static func counts(_ counts: [ChangeCount]) -> String {
    counts.map { count in
      let parts = [
        ("новых", count.added), ("изменено", count.changed), ("закрыто", count.closed), ("удалено", count.removed),
      ]
      return "\(FigureSpeech.table(count.table)) — "
        + parts.filter { $0.1 > 0 }.map { "\($0.0): \($0.1)" }.joined(separator: ", ")
    }.joined(separator: "; ")
  }

  // MARK: Upload

  @Sendable private static func upload(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    guard services.imports.beginUpload() else { throw WebFault.tooMany(retryAfter: 10) }
    defer { services.imports.endUpload() }
    let reader = try await UploadForm.read(request, context)
    let files = reader.sentFiles
    guard !files.isEmpty else {
      return try await show(
        request, context, services, status: .badRequest,
        notice: Notice(
          kind: .fault, text: "Файл не выбран или пуст.", advice: "Выберите таблицу XLSX или CSV и отправьте ещё раз."))
    }
    let tables: [(name: String, bytes: [UInt8])]
    do {
      tables = try await services.slowThreads.run {
        try files.flatMap { part in
          let name = part.file ?? ""
          return try ZippedTables.read(bytes: part.bytes, file: name) ?? [(name, part.bytes)]
        }
      }
    } catch let error as any UserFacing {
      return try await show(
        request, context, services, status: DomainStatus.of(error),
        notice: Notice(error))
    }
    var wish = ImportSheets.Request(files: distinct(tables))
    wish.table = reader.field("table").flatMap { Network.Table(rawValue: $0) }
    for name in ["subject", "assessment", "year", "grade"] {
      if let value = reader.field(name), !value.isEmpty { wish.defaults[name] = value }
    }
    if let text = reader.field("closing"), !text.isEmpty {
      guard let day = Day(iso: text) else {
        throw WebFault.value(name: "Закрыть недостающие", value: text, expected: "дата")
      }
      wish.closing = day
    }
    let key = services.imports.keep(wish, of: viewer.login, at: services.clock())
    return PageAnswer.redirect(to: "/import/\(key)")
  }

  /// Two files of one name would answer for each other.
  private static func distinct(_ tables: [(name: String, bytes: [UInt8])]) -> [(name: String, bytes: [UInt8])] {
    var seen: [String: Int] = [:]
    return tables.map { table in
      seen[table.name, default: 0] += 1
      let count = seen[table.name] ?? 1
      return (count == 1 ? table.name : "\(count)-\(table.name)", table.bytes)
    }
  }

  // MARK: Mending

  static func draft(_ context: WebContext, _ services: WebServices) throws -> ImportDesk.Draft {
    let viewer = try context.signedIn()
    guard let key = context.parameters.get("key"),
      let draft = services.imports.draft(key, of: viewer.login, at: services.clock())
    else { throw WebFault.domain(ImportPageError.gone) }
    return draft
  }

  /// What somebody sent about their draft.
  private static func form(
    _ request: Request, _ context: WebContext, _ services: WebServices, limit: Int = 64 << 10
  ) async throws -> (viewer: Viewer, fields: FormFields, draft: ImportDesk.Draft) {
    let viewer = try context.signedIn()
    let fields = try await FormFields.of(request, context, limit: limit)
    return (viewer, fields, try draft(context, services))
  }

  /// Keeps what was mended, and shows the check again.
  private static func change(
    _ draft: ImportDesk.Draft, of viewer: Viewer, _ services: WebServices,
    _ change: (inout ImportSheets.Request) -> Void
  ) throws -> Response {
    guard services.imports.change(draft.key, of: viewer.login, at: services.clock(), change) else {
      throw WebFault.domain(ImportPageError.tooManyRepairs)
    }
    return PageAnswer.redirect(to: "/import/\(draft.key)")
  }

  @Sendable private static func repair(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let (viewer, fields, draft) = try await form(request, context, services, limit: 256 << 10)
    guard let row = fields["row"].flatMap({ Int($0) }), let column = fields["column"].flatMap({ Int($0) }),
      (1...SheetLimits().rows).contains(row), (0..<SheetLimits().columns).contains(column)
    else { throw WebFault.value(name: "Ячейка", value: "", expected: "строка и столбец из формы") }
    let sheet = fields["sheet"].flatMap { $0.isEmpty ? nil : $0 }
    let place = CellPlace(file: fields.verbatim("file") ?? "", sheet: sheet, row: row, column: column)
    let text = String((fields["value"] ?? "").prefix(2000))
    return try change(draft, of: viewer, services) { request in
      request.repairs.removeAll { $0.place == place }
      request.repairs.append(ImportSheets.CellRepair(place: place, text: text))
    }
  }

  @Sendable private static func answer(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let (viewer, fields, draft) = try await form(request, context, services)
    let name = try fields.required("name", "Название")
    let text = try fields.required("school", "Школа")
    guard let school = SchoolID(text), services.live.current.network.schools.contains(where: { $0.id == school }) else {
      throw WebFault.value(name: "Школа", value: text, expected: "школа сети")
    }
    return try change(draft, of: viewer, services) { request in
      request.answers.removeAll { $0.key == name }
      request.answers.append(NameAnswer(key: name, text: fields["text"] ?? name, school: school))
    }
  }

  // MARK: Writing

  @Sendable private static func apply(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let (viewer, fields, draft) = try await form(request, context, services)
    let reason = String((fields["reason"] ?? "").prefix(500))
    let outcome = try await services.slowThreads.run {
      var wish = draft.request
      wish.isTrial = false
      return try ImportSheets.run(
        wish, into: services.store,
        ChangeNote(
          author: viewer.login, kind: .import, reason: reason,
          source: draft.request.files.map(\.name).joined(separator: ", ")), at: services.clock())
    }
    // Somebody changed the network meanwhile, so that it does not fit any more: the check tells where.
    guard let written = outcome.outcome else { return PageAnswer.redirect(to: "/import/\(draft.key)#check") }
    _ = try await services.live.refreshed()
    services.imports.forget(draft.key, of: viewer.login)
    return PageAnswer.redirect(to: written.change.map { "/import?change=\($0)" } ?? "/import?nothing=1")
  }

  @Sendable private static func drop(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    _ = try await FormFields.of(request, context, limit: 64 << 10)
    if let key = context.parameters.get("key") { services.imports.forget(key, of: viewer.login) }
    return PageAnswer.redirect(to: "/import")
  }

  /// The person's own file with remarks beside its cells.
  @Sendable private static func remarks(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let draft = try draft(context, services)
    let outcome = try await ImportCheck.outcome(draft, context, services)
    let index = request.uri.queryParameters["file"].flatMap { Int($0) } ?? 0
    guard outcome.markedCopies.indices.contains(index) else { throw WebFault.notFound }
    let copy = outcome.markedCopies[index]
    return FileAnswer.response(copy.bytes, name: copy.name, fallback: "remarks.xlsx", type: FileAnswer.xlsx)
  }
}

/// What is said of an upload that cannot go on.
enum ImportPageError: UserFacing, Hashable {
  case gone
  case tooManyRepairs

  var code: String {
    switch self {
    case .gone: "import.gone"
    case .tooManyRepairs: "import.tooManyRepairs"
    }
  }

  var message: String {
    switch self {
    case .gone: "Загруженного файла уже нет: он хранится час, и видит его только тот, кто загрузил."
    case .tooManyRepairs: "Исправлений слишком много для одной загрузки."
    }
  }

  var advice: String {
    switch self {
    case .gone: "Загрузите файл ещё раз; в сети ничего не изменено."
    case .tooManyRepairs: "Скачайте файл с замечаниями, исправьте его у себя и загрузите снова."
    }
  }
}

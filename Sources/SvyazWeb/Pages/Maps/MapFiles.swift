internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import SvyazAccess
internal import SvyazApp
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazMap

/// The files of a map, the same that its page shows, and the deck of all maps.
enum MapFiles {
  static let formats: [MapFormat] = [.svg, .png, .pdf, .pptx, .json]
  /// Resolutions of a PNG that the page offers; any of ``PNGResolution/allowed`` may be asked for.
  static let resolutions = [96, 144, 200, 300, 600]

  @Sendable static func answer(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let kind = context.parameters.get("kind")
    let revision = services.live.current
    if kind == "deck" { return try await deck(request, context, services, revision, viewer) }
    let ask = try MapAsk(request, kind: kind, revision, viewer)
    let (format, paper, dpi) = try choices(request)
    let sheet = try await services.threads.run { () throws -> MapSheet in
      var sheet = try MapsPage.sheet(ask, viewer, revision.network)
      if paper != nil, sheet.draft != nil { sheet.draft = try sheet.ask.draft(of: revision.network, paper: paper) }
      return sheet
    }
    guard let draft = sheet.draft else {
      throw WebFault.value(name: "Школа", value: ask.school, expected: "одна школа: её номер или название")
    }
    let drawn = try await whileHeard(request, context) {
      try await services.maps.render(
        draft.map, formats: [format], options: MapFileOptions(dpi: dpi), client: viewer.login,
        deadline: .seconds(services.configuration.mapFileSeconds))
    }
    guard let bytes = drawn.files[format] else { throw WebFault.notFound }
    let parts: [String?] = [
      revision.network.id.rawValue, draft.fileName, ask.view == .changes ? nil : ask.view.rawValue, draft.map.day,
      draft.map.edition == .public ? "public" : nil,
    ]
    return file(bytes, name: parts.compactMap { $0 }.joined(separator: "-"), title: title(of: draft.map), format)
  }

  private static func choices(
    _ request: Request
  ) throws(WebFault) -> (format: MapFormat, paper: NetworkMap.Paper?, dpi: Int?) {
    let query = request.uri.queryParameters
    let word = query["format"].map(String.init) ?? "svg"
    guard let format = MapFormat(rawValue: word), formats.contains(format) else {
      throw .value(name: "Формат", value: word, expected: formats.map(\.rawValue).joined(separator: ", "))
    }
    var paper: NetworkMap.Paper?
    if let word = query["paper"].map(String.init), !word.isEmpty {
      guard let known = NetworkMap.Paper(rawValue: word) else {
        throw .value(name: "Лист", value: word, expected: "slide, a4, a3 или a0")
      }
      paper = known
    }
    guard format == .png, let text = query["dpi"].map(String.init), !text.isEmpty else { return (format, paper, nil) }
    guard let dpi = Int(text), PNGResolution.allowed.contains(dpi) else {
      throw .value(name: "Точек на дюйм", value: text, expected: "целое число от 72 до 600")
    }
    return (format, paper, dpi)
  }

  // MARK: Deck

  private static func deck(
    _ request: Request, _ context: WebContext, _ services: WebServices, _ revision: Revision, _ viewer: Viewer
  ) async throws -> Response {
    let ask = try MapAsk(request, kind: MapKind.changes.rawValue, revision, viewer)
    let (source, drafts) = try await services.slowThreads.run {
      let source = PaperSource(network: revision.network, day: ask.day, edition: ask.edition)
      return (source, MapDeck.drafts(of: source, since: ask.since))
    }
    let scenes = try await whileHeard(request, context) {
      var scenes: [MapScene] = []
      for map in drafts {
        scenes.append(
          try await services.maps.render(
            map, formats: [], client: viewer.login, deadline: .seconds(services.configuration.mapFileSeconds)
          ).scene)
      }
      return scenes
    }
    let bytes = try await services.slowThreads.run { try MapDeck.file(of: source, scenes: scenes) }
    let edition = ask.edition == .public ? "-public" : ""
    return file(
      bytes, name: "\(revision.network.id.rawValue)-deck-\(ask.day)\(edition)",
      title: "Сеть школ на \(ask.day.russian)", .pptx)
  }

  // MARK: Answers

  /// Stops the work when the person who asked has gone.
  static func whileHeard<Value: Sendable>(
    _ request: Request, _ context: WebContext, _ work: @Sendable @escaping () async throws -> Value
  ) async throws -> Value {
    // Without a connection, as in tests, there is nobody to hang up.
    guard context.remoteAddress != nil else { return try await work() }
    return try await request.body.consumeWithCancellationOnInboundClose { _ in try await work() }
  }

  private static func title(of map: NetworkMap) -> String {
    let day = map.day.flatMap { Day(iso: $0) }.map { $0.russian } ?? ""
    let dated = day.isEmpty || map.title.contains(day) ? map.title : "\(map.title) на \(day)"
    return dated + (map.edition == .public ? " (публичная редакция)" : "")
  }

  private static func file(_ bytes: [UInt8], name: String, title: String, _ format: MapFormat) -> Response {
    let ending = format.rawValue
    // Programs of old read the first name, browsers the second.
    let plain = title.map { "/\\:*?\"<>|".contains($0) || $0.isNewline ? " " : $0 }
    let readable = WebAddress.encoded(String(plain).split(separator: " ").joined(separator: " ") + ".\(ending)")
    let ascii = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    var headers: HTTPFields = [.contentType: type(of: format)]
    // Listening for the one who asked has used the connection up.
    headers[.connection] = "close"
    headers[.contentDisposition] = "attachment; filename=\"\(ascii).\(ending)\"; filename*=UTF-8''\(readable)"
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  private static func type(of format: MapFormat) -> String {
    switch format {
    case .svg: "image/svg+xml; charset=utf-8"
    case .png: "image/png"
    case .pdf: "application/pdf"
    case .pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    case .json: "application/json; charset=utf-8"
    case .dot: "text/vnd.graphviz; charset=utf-8"
    }
  }
}

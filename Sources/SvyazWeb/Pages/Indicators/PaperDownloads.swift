internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import SvyazAccess
internal import SvyazApp
internal import SvyazGraph
internal import SvyazIndicators
internal import SvyazPaper

/// Papers of the indicators as files: the note to sign, annexes, slides, tables, the calendar.
enum PaperDownloads {
  struct Offer: Sendable {
    let kind: WritePapers.Kind
    let format: WritePapers.Format
    /// In the address.
    let file: String
    /// What the saved file is called.
    let name: String
    let title: String
    /// It names the schools that get help.
    var isWorkingOnly = false
  }

  static let offers: [Offer] = [
    Offer(
      kind: .note, format: .pdf, file: "note.pdf", name: "Справка о показателях.pdf", title: "Справка к подписи, PDF"),
    Offer(kind: .note, format: .docx, file: "note.docx", name: "Справка о показателях.docx", title: "Справка, DOCX"),
    Offer(kind: .note, format: .html, file: "note.html", name: "Справка о показателях.html", title: "Справка, HTML"),
    Offer(kind: .tables, format: .xlsx, file: "indicators.xlsx", name: "Показатели.xlsx", title: "Таблицы, XLSX"),
    Offer(kind: .deck, format: .pptx, file: "deck.pptx", name: "Показатели.pptx", title: "Слайды, PPTX"),
    Offer(
      kind: .mentors, format: .docx, file: "annex-mentors.docx", name: "Приложение. Наставники.docx",
      title: "Приложение: наставники, DOCX", isWorkingOnly: true),
    Offer(
      kind: .associations, format: .docx, file: "annex-associations.docx", name: "Приложение. ММО.docx",
      title: "Приложение: ММО, DOCX"),
    Offer(
      kind: .events, format: .docx, file: "annex-events.docx", name: "Приложение. События.docx",
      title: "Приложение: события, DOCX"),
    Offer(kind: .calendar, format: .ics, file: "calendar.ics", name: "Календарь сети.ics", title: "Календарь, ICS"),
  ]

  static func models(_ facts: IndicatorPageFacts) -> [ViewModel] {
    offers.filter { facts.isWorking || !$0.isWorkingOnly }.map { offer in
      [
        "path": .text(facts.link("/indicators/papers/\(offer.file)")), "title": .text(offer.title),
        "main": .flag(offer.file == "note.pdf"),
      ]
    }
  }

  @Sendable static func answer(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    guard let name = context.parameters.get("file"), let offer = offers.first(where: { $0.file == name }) else {
      throw WebFault.notFound
    }
    let edition: Edition = viewer.may(.readWorking) ? .working : .public
    guard edition == .working || !offer.isWorkingOnly else { throw WebFault.forbidden }
    let revision = services.live.current
    let question = try IndicatorsPage.question(request, revision)
    do {
      let drafts = try await services.slowThreads.run {
        let source = PaperSource(
          network: revision.network, day: question.day, rule: question.rule, edition: edition,
          knowledge: "изменение № \(revision.number)")
        return try WritePapers.drafts(offer.kind, of: source, formats: [offer.format])
      }
      switch drafts.first {
      case .file(_, let bytes): return response(bytes, offer)
      case .sheets(_, let paper): return response(try await PaperPDF().render(paper), offer)
      case nil: throw WebFault.notFound
      }
    } catch let error as any UserFacing {
      throw WebFault.domain(error)
    }
  }

  private static func response(_ bytes: [UInt8], _ offer: Offer) -> Response {
    FileAnswer.response(bytes, name: offer.name, fallback: offer.file, type: type(of: offer.format))
  }

  private static func type(of format: WritePapers.Format) -> String {
    switch format {
    case .html: "text/html; charset=utf-8"
    case .pdf: "application/pdf"
    case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case .xlsx: FileAnswer.xlsx
    case .ics: "text/calendar; charset=utf-8"
    case .pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    }
  }
}

/// A file to be saved, not shown.
enum FileAnswer {
  static let xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

  /// - Parameters:
  ///   - name: what the saved file is called, in Russian (RFC 8187).
  ///   - fallback: ASCII, for programs that do not know the other form.
  static func response(_ bytes: [UInt8], name: String, fallback: String, type: String) -> Response {
    Response(
      status: .ok,
      headers: [
        .contentType: type,
        .contentDisposition: "attachment; filename=\"\(fallback)\"; filename*=UTF-8''\(WebAddress.encoded(name))",
        .cacheControl: "private, no-store",
      ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}

internal import SvyazContract
internal import SvyazExchange
internal import SvyazFlow
public import SvyazGraph
public import SvyazIndicators
internal import SvyazPaper

/// `svyaz paper`: notes, tables, annexes, agreements, calendars and decks as files.
public enum WritePapers {
  public enum Kind: Hashable, Sendable {
    case note, tables, mentors, associations, events, calendar, deck
    /// One partnership's agreement.
    case agreement(String)

    /// The formats that it can be written in; the first are those of default.
    public var formats: [Format] {
      switch self {
      case .note: [.html, .pdf, .docx]
      case .mentors, .associations, .events, .agreement: [.docx, .html, .pdf]
      case .tables: [.xlsx]
      case .calendar: [.ics]
      case .deck: [.pptx]
      }
    }

    /// What is written where nothing is asked for.
    public var usual: [Format] {
      switch self {
      case .note: [.html, .pdf]
      case .mentors, .associations, .events, .agreement: [.docx]
      case .tables, .calendar, .deck: formats
      }
    }
  }

  public enum Format: String, Hashable, Sendable, CaseIterable { case html, pdf, docx, xlsx, ics, pptx }

  /// Writes the files of one paper, all or none.
  ///
  /// - Parameter formats: of ``Kind/formats``.
  /// - Throws: ``PaperRequestError``, `PaperError` of the PDF tool, `WorkbookWriteError`, `OfficeError`, `FileError`.
  public static func run(
    _ kind: Kind, of source: PaperSource, formats: [Format], to folder: String
  ) async throws -> Report {
    let files: [(name: String, bytes: [UInt8])]
    switch kind {
    case .note: files = try await write(IndicatorNote(facts: NoteFacts(source)).paper(), formats)
    case .mentors: files = try await write(MentorAnnex(source: source).paper(), formats)
    case .associations: files = try await write(AssociationAnnex(source: source).paper(), formats)
    case .events: files = try await write(EventAnnex(source: source).paper(), formats)
    case .agreement(let id):
      files = try await write(AgreementForm(source: source, partnership: id).paper(), formats)
    case .tables: files = [(name: "indicators.xlsx", bytes: try tables(source))]
    case .calendar: files = [(name: "calendar.ics", bytes: calendar(source))]
    case .deck: files = [(name: "deck.pptx", bytes: try IndicatorDeck(facts: NoteFacts(source)).deck().pptx())]
    }
    let paths = try Files.write(files, to: folder)
    let json = JSONValue.members([
      "files": .array(
        zip(files, paths).map { file, path in
          .members(["path": .string(path), "bytes": .int(file.bytes.count)])
        }), "dataHash": .string(source.dataHash), "edition": .string(source.edition.rawValue),
    ])
    return Report(text: paths.map { "  \($0)\n" }.joined(), json: json)
  }

  private static func write(
    _ paper: Paper, _ formats: [Format]
  ) async throws -> [(name: String, bytes: [UInt8])] {
    let paper = paper.typeset()
    var files: [(name: String, bytes: [UInt8])] = []
    for format in formats {
      let bytes: [UInt8]? =
        switch format {
        case .html: Array(paper.html().utf8)
        case .pdf: try await PaperPDF().render(paper)
        case .docx: try paper.docx()
        case .xlsx, .ics, .pptx: nil
        }
      if let bytes { files.append((name: "\(paper.id).\(format.rawValue)", bytes: bytes)) }
    }
    return files
  }

  private static func tables(_ source: PaperSource) throws -> [UInt8] {
    let sheet = IndicatorSheet(network: source.network, day: source.day, rule: source.rule)
    let mark = source.mark
    return try IndicatorWorkbook.write(
      sheet, network: source.network,
      facts: [
        ("Сеть", mark.network), ("Дата", source.day.russian), ("Что было известно", mark.knowledge ?? "папка сети"),
        ("Правило показателя 9", IndicatorWords.rule(source.rule)), ("Версии определений", mark.definitions),
        ("Редакция", source.edition == .working ? "рабочая" : "публичная: школы не названы"),
        ("SHA-256 данных", mark.dataHash), ("Пометка", mark.isSample ? "Учебные данные" : "—"),
      ], edition: source.edition)
  }
}

extension WritePapers {
  /// Events ahead and deadlines of measures.
  private static func calendar(_ source: PaperSource) -> [UInt8] {
    let network = source.edition == .public ? source.network.publicEdition() : source.network
    var calendar = CalendarOfNetwork.calendar(network, from: source.day)
    calendar.about = source.mark.proofLine
    return Array(calendar.text.utf8)
  }
}

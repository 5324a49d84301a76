internal import SvyazContract
internal import SvyazExchange
internal import SvyazFlow
public import SvyazGraph
public import SvyazIndicators
public import SvyazPaper

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
    var files: [(name: String, bytes: [UInt8])] = []
    for draft in try drafts(kind, of: source, formats: formats) {
      switch draft {
      case .file(let name, let bytes): files.append((name, bytes))
      case .sheets(let name, let paper): files.append((name, try await PaperPDF().render(paper)))
      }
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

  /// What ``drafts(_:of:formats:)`` makes.
  public enum Draft: Sendable {
    case file(name: String, bytes: [UInt8])
    /// Needs the PDF tool still, a process of its own: `PaperPDF`.
    case sheets(name: String, Paper)
  }

  /// One paper in each of the formats, up to the point where only the PDF tool is missing; computes, for a second or
  /// more.
  ///
  /// - Parameter formats: of ``Kind/formats``.
  /// - Throws: ``PaperRequestError``, `WorkbookWriteError`, `OfficeError`.
  public static func drafts(_ kind: Kind, of source: PaperSource, formats: [Format]) throws -> [Draft] {
    let paper: Paper
    switch kind {
    case .note: paper = IndicatorNote(facts: try NoteFacts(source)).paper()
    case .mentors: paper = try MentorAnnex(source: source).paper()
    case .associations: paper = AssociationAnnex(source: source).paper()
    case .events: paper = EventAnnex(source: source).paper()
    case .agreement(let id): paper = try AgreementForm(source: source, partnership: id).paper()
    case .tables: return [.file(name: "indicators.xlsx", bytes: try tables(source))]
    case .calendar: return [.file(name: "calendar.ics", bytes: calendar(source))]
    case .deck: return [.file(name: "deck.pptx", bytes: try IndicatorDeck(facts: NoteFacts(source)).deck().pptx())]
    }
    let typeset = paper.typeset()
    return try formats.compactMap { format in
      let name = "\(typeset.id).\(format.rawValue)"
      switch format {
      case .pdf: return .sheets(name: name, typeset)
      case .docx: return .file(name: name, bytes: try typeset.docx())
      case .html: return .file(name: name, bytes: Array(typeset.html().utf8))
      case .xlsx, .ics, .pptx: return nil
      }
    }
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

internal import SvyazExchange
public import SvyazGraph
internal import SvyazIndicators
public import SvyazMap
internal import SvyazOffice
internal import SvyazPaper

/// `svyaz map deck`: the network of mentors as slides: a title, the whole city, each district that has ties, what
/// has changed, and indicator 9 with its bar. Every slide is made of native shapes and has notes for the speaker.
public enum MapDeck {
  /// Draws the maps and writes `network.pptx`.
  ///
  /// - Parameter since: from when changes are shown; `nil` for half a year.
  /// - Throws: ``MapError``, `FileError`, `OfficeError`, and what the indicators throw.
  public static func run(
    _ source: PaperSource, since: Day? = nil, to folder: String, renderer: MapRenderer
  ) async throws -> Report {
    var scenes: [MapScene] = []
    for map in drafts(of: source, since: since) { scenes.append(try await renderer.render(map, formats: []).scene) }
    let presentation = try presentation(of: source, scenes: scenes)
    let bytes = try presentation.bytes()
    let path = try Files.write([(name: "network.pptx", bytes: bytes)], to: folder).first ?? ""
    var text = "\(counted(presentation.slides.count, "слайд", "слайда", "слайдов")), карт: \(scenes.count).\n"
    // The cover comes first.
    for (index, scene) in scenes.enumerated() { text += SlideLetters.warning(scene, slide: index + 2) }
    let file = JSONValue.members([
      "format": .string(MapFormat.pptx.rawValue), "path": .string(path), "bytes": .int(bytes.count),
    ])
    let json = JSONValue.members([
      "slides": .array(presentation.slides.map { .string($0.title) }), "files": .array([file]),
    ])
    return Report(text: text + "  \(path)\n", json: json)
  }

  /// The maps of the deck, before they are laid out.
  public static func drafts(of source: PaperSource, since: Day? = nil) -> [NetworkMap] {
    (maps(of: source) + [changes(of: source, since: since)].compactMap { $0 }).map { map in
      var map = map
      map.day = source.day.description
      return map
    }
  }

  /// The deck of the maps that were laid out: PPTX.
  ///
  /// - Throws: `OfficeError`, and what the indicators throw.
  public static func file(of source: PaperSource, scenes: [MapScene]) throws -> [UInt8] {
    try presentation(of: source, scenes: scenes).bytes()
  }

  static func presentation(of source: PaperSource, scenes: [MapScene]) throws -> Presentation {
    let facts = try NoteFacts(source)
    let title = source.edition == .public ? "Сеть партнёрства школ" : "Сеть наставничества школ"
    func slides(_ slide: DeckSlide) -> [Slide] {
      Deck(id: "network", title: title, mark: source.mark, slides: [slide]).presentation.slides
    }
    let cover = DeckSlide(
      title, .cover(subtitle: [source.network.name, "на \(RussianText.longDate(source.day))"]),
      notes: ([facts.lead] + contents(scenes)).joined(separator: "\n"))
    var presentation = Deck(id: "network", title: title, mark: source.mark).presentation
    presentation.slides = slides(cover) + scenes.map(\.spokenSlide) + bar(facts).flatMap(slides)
    return presentation
  }

  /// What follows the cover, for its notes.
  private static func contents(_ scenes: [MapScene]) -> [String] {
    scenes.isEmpty ? [] : ["Далее на картах: \(scenes.map(\.title).joined(separator: "; ")). В конце — показатель 9."]
  }

  // MARK: Maps

  /// The whole network, then each district that has a tie, by name.
  static func maps(of source: PaperSource) -> [NetworkMap] {
    let snapshot = source.network.asOf(source.day)
    let districts = source.network.districts.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    let parts = districts.compactMap { district -> NetworkMap? in
      var map = MentorMap(snapshot, filter: MapFilter(districts: [district.id]), edition: source.edition).map
      guard !map.edges.isEmpty else { return nil }
      let name = district.name.lowercased().contains("район") ? district.name : "\(district.name) район"
      map.title += ": \(name)"
      return map
    }
    return [MentorMap(snapshot, edition: source.edition).map] + parts
  }

  /// - Returns: `nil` where nothing has begun or ended.
  static func changes(of source: PaperSource, since: Day?) -> NetworkMap? {
    let from = since ?? source.day.adding(months: -6)
    let map = ChangeMap(source.network, from: from, to: source.day, edition: source.edition).map
    return map.edges.contains { $0.change == .began || $0.change == .ended } ? map : nil
  }

  // MARK: Indicator 9

  private static func bar(_ facts: NoteFacts) -> [DeckSlide] {
    guard let indicator = facts.indicator(9), let headline = indicator.headline else { return [] }
    var bars = facts.bars
    bars.rows = bars.rows.filter { $0.number == "9" }
    bars.title = "Показатель 9 на \(facts.day.russian)"
    return [
      DeckSlide(
        "Показатель 9: \(IndicatorWords.percent(headline.figure.sharePerMille))",
        .drawing(
          lead: PaperText(
            "\(IndicatorWords.fraction(headline.figure, .schools)) НОР в сетевом партнёрстве; "
              + IndicatorWords.gap(headline)),
          IndicatorBars.draw(bars, width: 440)),
        notes: facts.lead)
    ]
  }
}

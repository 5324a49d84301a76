internal import SvyazExchange
public import SvyazGraph
public import SvyazMap
internal import SvyazOffice

/// `svyaz map --dates`, `--series`: one map after another with every school in its place, as numbered files and as one
/// deck of slides.
extension DrawMap {
  /// What tells the maps of a series from each other.
  public enum Series: Hashable, Sendable {
    /// A map a day.
    case dates([Day])
    /// The whole network, then each district with the rest pale.
    case districts
  }

  /// Which kinds have series.
  public enum SeriesKind: String, Sendable, CaseIterable {
    case mentors, changes
  }

  /// More maps than this are no series that anyone looks through.
  public static let seriesLimit = 60

  /// So many days in equal steps, the first and the last among them, each as near its place as whole days allow.
  ///
  /// - Parameter count: from 2 to ``seriesLimit``; fewer days come out of a shorter time.
  public static func dates(from: Day, to: Day, count: Int) -> [Day] {
    let (first, last) = (min(from, to), max(from, to))
    let steps = min(max(count, 2), seriesLimit) - 1
    let span = last.number - first.number
    let days = (0...steps).map { first.adding(days: (span * $0 * 2 + steps) / (2 * steps)) }
    return Array(Set(days)).sorted()
  }

  /// Draws the series and writes all its files, or none: `mentors-series-01-2020-09-01.svg`, one a map, and for PPTX
  /// one deck, `mentors-series.pptx`.
  ///
  /// - Parameters:
  ///   - day: of a series of districts; `nil` for the network's.
  ///   - selection: as for a single map; a map of changes takes none.
  /// - Throws: ``MapError``, ``FileError``, `OfficeError` or ``UsageError``.
  public static func series(
    _ series: Series, of kind: SeriesKind, in network: Network, on day: Day? = nil, edition: Edition = .working,
    selection: MapSelection = MapSelection(), paper: NetworkMap.Paper? = nil, formats: Set<MapFormat>,
    options: MapFileOptions = MapFileOptions(), to folder: String, renderer: MapRenderer
  ) async throws -> Report {
    let filter = try selection.filter(in: network)
    let frames = try frames(series, of: kind, in: network, on: day, edition: edition, filter: filter, paper: paper)
    let parts = [
      kind.rawValue, "series", filter.fileNamePart, paper?.rawValue, series == .districts ? "districts" : nil,
    ]
    let name = parts.compactMap { $0 }.joined(separator: "-")
    let ordered = MapFormat.allCases.filter { formats.contains($0) && $0 != .pptx }

    var files: [(name: String, bytes: [UInt8])] = []
    var drawn: [RenderedMap] = []
    for (index, frame) in frames.enumerated() {
      let rendered = try await renderer.render(frame.map, formats: Set(ordered), options: options)
      let number = index < 9 ? "0\(index + 1)" : "\(index + 1)"
      for format in ordered {
        guard let bytes = rendered.files[format] else { continue }
        files.append((name: "\(name)-\(number)-\(frame.key).\(format.rawValue)", bytes: bytes))
      }
      drawn.append(rendered)
    }
    if formats.contains(.pptx), let deck = deck(drawn.map(\.scene)) {
      files.append((name: "\(name).pptx", bytes: try deck.bytes()))
    }
    let paths = try Files.write(files, to: folder)
    let report = report(frames, drawn, zip(paths, files).map { ($0, $1.bytes.count) })
    guard let last = drawn.last?.scene else { return report }
    return report.with(formats: formats.subtracting([.pptx]), dpi: options.dpi, scene: last)
  }

  /// The maps of the series, not yet laid out.
  static func frames(
    _ series: Series, of kind: SeriesKind, in network: Network, on day: Day?, edition: Edition,
    filter: MapFilter = MapFilter(), paper: NetworkMap.Paper? = nil
  ) throws(UsageError) -> [NetworkMap.Frame] {
    switch (kind, series) {
    case (.mentors, .districts):
      return MentorMap.districtSeries(
        network.asOf(day ?? network.asOf), filter: filter, paper: paper ?? .slide, edition: edition)
    case (.mentors, .dates(let dates)):
      try check(dates)
      return MentorMap.series(network, dates: dates, filter: filter, paper: paper ?? .slide, edition: edition)
    case (.changes, .dates(let dates)):
      try check(dates)
      return ChangeMap.series(network, dates: dates, edition: edition).map { map in
        var map = map
        map.paper = paper ?? map.paper
        return NetworkMap.Frame(key: map.day ?? "", map: map)
      }
    case (.changes, .districts):
      throw .value(option: "--series", value: "districts", expected: "число дат: по районам только вид mentors")
    }
  }

  private static func check(_ dates: [Day]) throws(UsageError) {
    let count = Set(dates).count
    guard (2...seriesLimit).contains(count) else {
      throw .value(
        option: "--dates", value: dates.map(\.description).joined(separator: ","),
        expected: "от 2 до \(seriesLimit) разных дат")
    }
  }

  /// A slide a map.
  private static func deck(_ scenes: [MapScene]) -> Presentation? {
    guard let first = scenes.first, let last = scenes.last else { return nil }
    // One map knows what the file is to say of itself.
    var presentation = SceneSlide(last).presentation
    presentation.properties.title = scenes.count > 1 ? "\(first.title) … \(last.title)" : first.title
    presentation.properties.description = scenes.map(\.title).joined(separator: ". ") + "."
    presentation.slides = scenes.map(\.spokenSlide)
    return presentation
  }

  private static func report(
    _ frames: [NetworkMap.Frame], _ drawn: [RenderedMap], _ files: [(path: String, bytes: Int)]
  ) -> Report {
    let smallest = drawn.map(\.smallestLabelPoints).min() ?? 0
    var text = "Карт в серии: \(drawn.count), школы на одних местах; самая мелкая надпись: \(decimal(smallest)) пт.\n"
    if drawn.contains(where: \.isPoster) {
      text +=
        "Серия не помещается на лист с читаемыми надписями, поэтому лист больше: отберите часть сети "
        + "(--subject, --district) или выберите больший лист (--paper a3).\n"
    }
    for file in files { text += "  \(file.path)\n" }
    let json = JSONValue.members([
      "maps": .array(
        zip(frames, drawn).map { frame, map in
          .members([
            "key": .string(frame.key), "title": .string(map.scene.title), "nodes": .int(map.nodeCount),
            "edges": .int(map.edgeCount),
          ])
        }),
      "smallestLabelPoints": .double((smallest * 100).rounded() / 100),
      "poster": .bool(drawn.contains(where: \.isPoster)),
      "files": .array(
        files.map { file in
          .members([
            "format": .string(String(file.path.split(separator: ".").last ?? "")), "path": .string(file.path),
            "bytes": .int(file.bytes),
          ])
        }),
    ])
    return Report(text: text, json: json)
  }
}

internal import SvyazApp
internal import SvyazGraph
internal import SvyazMap

extension MapCommand {
  /// The options of a series, when one is asked for.
  var seriesOption: (name: String, value: String)? {
    dates.map { ("--dates", $0) } ?? series.map { ("--series", $0) }
  }

  /// Draws the series that the options ask for.
  func drawSeries(_ formats: Set<MapFormat>, _ edition: Edition, paper: NetworkMap.Paper?) async throws {
    let kind = try seriesKind()
    let dates = try givenDates()
    let count = try seriesCount()
    let begin = try seriesBegin()
    let stages = Stages()
    let (network, day) = try source.load(stages)
    let frames: DrawMap.Series
    if let dates {
      frames = .dates(dates)
    } else if let count, let begin {
      let end = day ?? network.asOf
      guard begin < end else {
        throw UsageError.value(
          option: "--since", value: begin.description, expected: "дата раньше \(end), на которую строится карта")
      }
      frames = .dates(DrawMap.dates(from: begin, to: end, count: count))
    } else {
      frames = .districts
    }
    stages.begin("Рисую серию карт")
    let renderer = MapRenderer.forTerminal()
    let report = try await DrawMap.series(
      frames, of: kind, in: network, on: day, edition: edition, selection: selection, paper: paper, formats: formats,
      options: MapFileOptions(dpi: dpi, hasOutlinedText: outlines), to: out, renderer: renderer)
    await renderer.shutdown()
    stages.finish()
    try Output.report(report, json: source.json)
  }

  private func seriesKind() throws -> DrawMap.SeriesKind {
    // Of the kinds that have no series, the options have spoken.
    guard let kind = DrawMap.SeriesKind(rawValue: kind) else {
      throw UsageError.value(option: "Вид карты", value: kind, expected: Self.kinds)
    }
    if let school {
      throw UsageError.value(option: "Аргумент", value: school, expected: "у вида \(kind) нет аргумента")
    }
    if let dates, let series {
      throw UsageError.value(option: "--series", value: series, expected: "одно из двух: --series или --dates \(dates)")
    }
    if let plan {
      throw UsageError.value(option: "--plan", value: plan, expected: "только без серии: у плана одна дата")
    }
    if let design, design != "network" {
      throw UsageError.value(option: "--design", value: design, expected: "у серии только network")
    }
    if let since, dates != nil || series == "districts" {
      throw UsageError.value(option: "--since", value: since, expected: "только с --series ЧИСЛО")
    }
    if let dates, let day = source.asOf {
      throw UsageError.value(
        option: "--as-of", value: day, expected: "только без --dates \(dates): даты карт уже названы")
    }
    return kind
  }

  private func givenDates() throws -> [Day]? {
    try dates?.split(separator: ",", omittingEmptySubsequences: false).map { word in
      guard let day = Day(iso: word) else {
        throw UsageError.value(
          option: "--dates", value: String(word),
          expected: "даты ГГГГ-ММ-ДД через запятую, например 2020-09-01,2020-12-31")
      }
      return day
    }
  }

  /// `nil` for a series of districts or of given dates.
  private func seriesCount() throws -> Int? {
    guard let series else { return nil }
    if series == "districts" { return nil }
    guard let count = Int(series), (2...DrawMap.seriesLimit).contains(count) else {
      throw UsageError.value(
        option: "--series", value: series, expected: "число карт от 2 до \(DrawMap.seriesLimit) или слово districts")
    }
    return count
  }

  private func seriesBegin() throws -> Day? {
    guard let series, series != "districts" else { return nil }
    guard let since, let day = Day(iso: since) else {
      throw UsageError.value(
        option: "--since", value: since ?? "", expected: "дата начала серии ГГГГ-ММ-ДД, например 2020-09-01")
    }
    return day
  }
}

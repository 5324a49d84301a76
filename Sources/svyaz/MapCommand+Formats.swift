internal import SvyazApp
internal import SvyazGraph
internal import SvyazMap

extension MapCommand {
  /// The formats asked for, and a resolution that makes sense with them.
  func formats() throws -> Set<MapFormat> {
    let usual: Set<MapFormat> = kind == "deck" ? [.pptx] : MapFormat.usual
    let names = format?.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    var formats: Set<MapFormat> = names == nil ? usual : []
    for name in names ?? [] {
      guard let format = MapFormat(rawValue: name) else {
        throw UsageError.value(
          option: "--format", value: name, expected: "svg, png, pdf, pptx, json или dot через запятую")
      }
      formats.insert(format)
    }
    if let dpi {
      guard PNGResolution.allowed.contains(dpi) else {
        throw UsageError.value(option: "--dpi", value: "\(dpi)", expected: "целое число от 72 до 600")
      }
      guard formats.contains(.png) else {
        throw UsageError.value(option: "--dpi", value: "\(dpi)", expected: "только вместе с --format png")
      }
    }
    if outlines, !formats.contains(.svg) {
      throw UsageError.value(option: "--outlines", value: "", expected: "только вместе с --format svg")
    }
    return formats
  }

  func deck(_ formats: Set<MapFormat>, _ edition: Edition) async throws {
    guard formats == [.pptx] else {
      throw UsageError.value(option: "--format", value: format ?? "", expected: "у вида deck только pptx")
    }
    let others = [
      ("Аргумент", school), ("--plan", plan), ("--subject", subject.first), ("--district", district.first),
      ("--association", association.first), ("--status", status), ("--design", design), ("--paper", paper),
      ("--dates", dates), ("--series", series),
    ]
    for (option, value) in others {
      if let value { throw UsageError.value(option: option, value: value, expected: "у вида deck этого нет") }
    }
    let day = since.map { Day(iso: $0) }
    if let since, day == .some(nil) {
      throw UsageError.value(option: "--since", value: since, expected: "дата ГГГГ-ММ-ДД, например 2020-09-01")
    }
    let begin = day ?? nil
    let stages = Stages()
    let knowledge = try source.knowledgeWords()
    let (network, shown) = try source.load(stages)
    stages.begin("Рисую карты")
    let renderer = MapRenderer.forTerminal()
    let report = try await MapDeck.run(
      PaperSource(network: network, day: shown, edition: edition, knowledge: knowledge), since: begin,
      to: out, renderer: renderer)
    await renderer.shutdown()
    stages.finish()
    try Output.report(report, json: source.json)
  }
}

internal import SvyazComposition
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazMap
internal import SvyazMatching

extension DrawMap.Kind {
  /// The day that the map shows: a plan's own, or the one asked for.
  func day(or present: Day) -> Day {
    switch self {
    case .mentors(let plan?, _): plan.day
    case .composition(let compositions, _, _): compositions.first?.day ?? present
    default: present
    }
  }
}

extension Report {
  /// What the formats could not give as asked for.
  func with(formats: Set<MapFormat>, dpi: Int?, scene: MapScene) -> Report {
    var text = text
    let resolution = PNGResolution(asked: dpi, page: scene.size)
    if formats.contains(.png), let dpi, Double(dpi) - resolution.dpi > 0.5 {
      text +=
        "PNG: \(Int(resolution.dpi.rounded())) точек на дюйм вместо \(dpi): больше лист такого размера не вмещает. "
      text += "Для печати возьмите PDF: он не зависит от разрешения.\n"
    }
    if formats.contains(.pptx) { text += SlideLetters.warning(scene, slide: nil) }
    return Report(text: text, json: json)
  }
}

/// What to say about the letters of a map on a slide.
enum SlideLetters {
  /// Points: letters that the last row reads.
  static let least = 8.0

  /// «Надписи на слайде 3: 6,2 пт…»; empty where they are large enough.
  static func warning(_ scene: MapScene, slide: Int?) -> String {
    let page = scene.size
    guard page.width > 0, page.height > 0 else { return "" }
    let scale = min(MapScene.slide.width / page.width, MapScene.slide.height / page.height)
    let size = scene.smallestLabelPoints * scale
    guard size > 0, size < least - 0.05 else { return "" }
    let place = slide.map { "на слайде \($0)" } ?? "на слайде PPTX"
    return "Самая мелкая надпись \(place): \(decimal(size)) пт: лист карты больше слайда и уменьшен.\n"
  }
}

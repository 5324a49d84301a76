internal import Foundation
internal import SvyazGraph

/// Title, legend, source and edition: measured and placed before the nodes, so that neither touches the other.
///
/// On a poster everything grows with the page, and the proportions of the slide stay.
struct Furniture {
  let groups: [SceneGroup]
  /// What is left for nodes.
  let area: Rect

  private static let margin = 26.0

  /// - Parameter captionLines: how many lines the caption may take; see ``CaptionBlock``.
  init(
    _ map: NetworkMap, pageScale: Double, captionLines: Int = CaptionBlock.lineLimit, measurer: some TextMeasuring
  ) {
    let page = map.paper.size * pageScale
    let scale = map.paper.furnitureScale * pageScale
    let margin = Self.margin * scale
    let width = page.width - 2 * margin
    var groups: [SceneGroup] = []

    func text(
      _ text: String, _ size: Double, x: Double, y: Double, isBold: Bool = false, color: MapColor = .ink,
      anchor: SceneText.Anchor = .start, within room: Double
    ) -> SceneText {
      let fitted = measurer.fit(measurer.drawable(text), size: size, isBold: isBold, room: room)
      return SceneText(
        text: fitted, position: Point(x: x, y: y), size: size, isBold: isBold, anchor: anchor, color: color,
        width: measurer.width(of: fitted, size: size, isBold: isBold))
    }

    // Title: smaller before it is cut.
    let title = measurer.drawable(DisplayText.clean(map.title))
    let titleSizes = stride(from: 22.0, through: 14, by: -1).map { $0 * scale }
    let titleSize =
      titleSizes.first { measurer.width(of: title, size: $0, isBold: true) <= width } ?? 14 * scale
    var y = margin + 18 * scale
    var titleGroup = SceneGroup(role: .title)
    titleGroup.texts.append(text(title, titleSize, x: margin, y: y, isBold: true, within: width))
    let subtitle = DisplayText.clean(map.subtitle)
    if !subtitle.isEmpty {
      y += 18 * scale
      titleGroup.texts.append(text(subtitle, 12 * scale, x: margin, y: y, color: .muted, within: width))
    }
    groups.append(titleGroup)

    var legend = Legend(map).placed(left: margin, top: y + 9 * scale, width: width, scale: scale, measurer: measurer)
    if let frame = legend.frame, !(legend.texts.isEmpty) {
      y = frame.maxY
      groups.append(legend)
    } else {
      legend.texts = []
    }
    let top = y + 16 * scale

    // Foot: source left, edition right.
    let footY = page.height - 15 * scale
    let size = 9 * scale
    let edition = text(
      Self.sentence(map.edition), size, x: page.width - margin, y: footY, color: .muted, anchor: .end,
      within: width * 0.5)
    let source = text(
      Self.source(map.source), size, x: margin, y: footY, color: .muted, within: width - edition.width - 20 * scale)
    groups.append(SceneGroup(role: .source, texts: [source]))
    groups.append(SceneGroup(role: .edition, texts: [edition]))
    var bottom = footY - size - 7 * scale

    let caption = CaptionBlock(
      map.sentences, width: width, scale: scale, lineLimit: captionLines, measurer: measurer)
    if !caption.lines.isEmpty {
      groups.append(caption.group(left: margin, bottom: bottom, measurer: measurer))
      bottom -= caption.height
    }

    let isEmpty = map.nodes.isEmpty
    if let notice = map.notice.map({ DisplayText.clean($0) }), !notice.isEmpty {
      // On a page without nodes it is the message, and stands where one looks first.
      let noticeSize = (isEmpty ? 18 : 13) * scale
      if isEmpty { bottom = top + (bottom - top) * 0.45 }
      groups.append(
        SceneGroup(
          role: .notice,
          texts: [
            text(
              notice, noticeSize, x: page.width / 2, y: bottom - 4 * scale, color: isEmpty ? .ink : .muted,
              anchor: .middle,
              within: width)
          ]))
      bottom -= noticeSize + 14 * scale
    }
    self.groups = groups
    area = Rect(x: margin, y: top, width: width, height: bottom - top)
  }

  /// The size of ``area``.
  var room: Size { Size(width: area.width, height: area.height) }

  static func sentence(_ edition: Edition) -> String {
    switch edition {
    case .working: "рабочая редакция"
    case .public: "публичная редакция: статус школ и результаты скрыты"
    }
  }

  /// The source line; a long name never hides that the data are for teaching.
  private static func source(_ name: String) -> String {
    let name = DisplayText.clean(name)
    let mark = "Учебные данные"
    let isMarkFar = name.range(of: mark).map { name.distance(from: name.startIndex, to: $0.lowerBound) > 60 } ?? false
    return "Источник: " + (isMarkFar ? "\(mark) · \(name)" : name)
  }
}

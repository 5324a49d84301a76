public import SvyazOffice

/// A scene as one slide whose shapes, lines and texts are native and can be edited: nodes are autoshapes with their
/// text inside, straight links connectors that follow their nodes.
///
/// A scene of another paper (A4, A3, A0, or a slide that had to grow) is scaled into the slide of 13.33 × 7.5 inches,
/// so its texts may be smaller than 8 pt there.
public struct SceneSlide {
  let scene: MapScene
  private let frame: SceneFrame

  public init(_ scene: MapScene) {
    self.scene = scene
    frame = SceneFrame(scene.size)
  }

  /// The slide with this one scene. Equal scenes give equal bytes.
  public var presentation: Presentation {
    var slide = slide
    slide.showsNumber = false
    return Presentation(
      properties: OfficeProperties(
        title: scene.title, subject: subtitle, description: scene.summary, date: Self.date(scene.fileDay)),
      slides: [slide])
  }

  /// Title, subtitle, legend and caption as placeholders, the map and the legend's signs as groups, source and edition
  /// in the footer, what the map shows in the speaker's notes.
  ///
  /// - Complexity: O(nodes + links).
  public var slide: Slide {
    let titles = scene.furniture.filter { $0.role == .title }.flatMap(\.texts)
    var slide = Slide(layout: .map, title: scene.title, footer: footer, notes: notes)
    if let title = titles.first {
      slide.titleSize = title.size * frame.scale
      slide.titleFrame = placeholder([title])
    }
    let lead = Array(titles.dropFirst())
    if !lead.isEmpty {
      slide.lead = SlideText(
        lead.map { text in
          SlideParagraph([SlideRun(text.text, size: text.size * frame.scale, color: text.color.office)])
        }, fit: .shrinks)
      slide.leadFrame = placeholder(lead)
    }
    if let source = scene.furniture.first(where: { $0.role == .source })?.texts {
      slide.footerFrame = placeholder(source)
      slide.footerFrame?.width = Self.footerWidth
    }
    let bodies = legends.enumerated().map { $0.offset < 2 ? SlideLegend(frame: frame).body($0.element.texts) : nil }
    slide.legend = bodies.first ?? nil
    slide.key = bodies.dropFirst().first ?? nil
    slide.caption = caption
    slide.items = map + scene.furniture.compactMap(item) + zip(legends, bodies).compactMap { signs($0, words: $1) }
    return slide
  }

  // MARK: Words

  private var subtitle: String? {
    scene.furniture.first { $0.role == .title }?.texts.dropFirst().map(\.text).joined(separator: " ")
  }

  private var notes: String {
    var lines = [scene.summary]
    let caption = scene.caption.joined(separator: " ")
    if !scene.summary.contains(caption) { lines.append(caption) }
    let links = scene.links.count
    if scene.caption.isEmpty, !scene.nodes.isEmpty {
      lines.append("На слайде фигур: \(scene.nodes.count), линий: \(links). Фигуры и линии можно двигать и править.")
    }
    return lines.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// «Источник: … · рабочая редакция», cut in the source where both do not fit.
  private var footer: String {
    func text(_ role: SceneGroup.Role) -> SceneText? { scene.furniture.first { $0.role == role }?.texts.first }
    let edition = text(.edition)
    guard let source = text(.source) else { return edition?.text ?? "" }
    // In the footer's own letters.
    let room = Self.footerWidth * 0.96 - (edition?.width ?? 0) * Self.footerSize / max(edition?.size ?? 1, 1)
    let width = source.width * Self.footerSize / max(source.size, 1)
    var words = source.text
    if width > room, width > 0 {
      words = words.prefix(max(20, Int(Double(words.count) * min(1, max(0, room / width))))) + "…"
    }
    return [words, edition?.text].compactMap { $0 }.joined(separator: " · ")
  }

  private static let footerSize = 10.0
  /// The slide's number stands beside it.
  private static let footerWidth = 830.0

  static func date(_ iso: String) -> OfficeProperties.Date {
    let parts = iso.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return .init(year: 2000, month: 1, day: 1) }
    return .init(year: parts[0], month: parts[1], day: parts[2])
  }

  /// As wide as the slide without its margins, around the lines.
  private func placeholder(_ lines: [SceneText]) -> SlideFrame {
    let box = frame.box(lines)
    return SlideFrame(x: box.x, y: box.y, width: max(box.width, Presentation.width - 2 * box.x), height: box.height)
  }

  // MARK: Items

  /// Panels, links and nodes in one group, which says to a screen reader what the map is.
  private var map: [SlideItem] {
    var glue = SlideGlue(scene.nodes, frame: frame)
    let items =
      scene.grounds.map(ground) + scene.panels.flatMap(panel) + scene.links.flatMap { link($0, &glue) }
      + scene.links.compactMap(count)
      + scene.nodes.map(node)
      // Names of grounds stand above the links.
      + scene.grounds.compactMap { frame.textBox($0.texts, name: "Название") }
    guard !items.isEmpty else { return [] }
    var corners = scene.links.flatMap(\.path.points) + scene.grounds.flatMap(\.points)
    for rect in scene.panels.map(\.shape.frame) + scene.nodes.map(\.shape.frame) {
      corners += [Point(x: rect.x, y: rect.y), Point(x: rect.maxX, y: rect.maxY)]
    }
    return [
      .group(
        SlideGroup(
          name: "Карта", alternativeText: "\(scene.title). \(scene.summary)", frame: frame.around(corners),
          items: items))
    ]
  }

  private func ground(_ ground: SceneGround) -> SlideItem {
    .shape(
      .path(
        frame.path(ground.points) + [.close], name: ground.fullName, alternativeText: ground.fullName,
        fill: .solid(ground.fill.office, opacity: ground.fillOpacity),
        line: SlideLine(
          ground.stroke.office, width: ground.strokeWidth * frame.scale, dash: ground.dash.map { $0 * frame.scale })))
  }

  private func panel(_ panel: ScenePanel) -> [SlideItem] {
    var items: [SlideItem] = [
      .shape(frame.shape(panel.shape, name: panel.fullName, alternativeText: panel.fullName))
    ]
    if let mark = panel.mark { items.append(.shape(frame.shape(mark, name: "Предмет"))) }
    if let box = frame.textBox(panel.texts, name: "Заголовок рамки") { items.append(box) }
    return items
  }

  private func node(_ node: SceneNode) -> SlideItem {
    var shape = frame.shape(node.shape, name: node.fullName, alternativeText: node.fullName)
    shape.key = node.id
    if !node.texts.isEmpty {
      shape.text = SlideText(frame.paragraphs(node.texts), anchor: .middle, wraps: false)
    }
    return .shape(shape)
  }

  /// A connector where the line is straight or nearly so, or as the format bends one; else a curve that is not glued,
  /// and says so in its name.
  private func link(_ link: SceneLink, _ glue: inout SlideGlue) -> [SlideItem] {
    let link = glue.straightened(link)
    if let (curve, ends) = glue.curve(of: link) {
      return [.connector(frame.connector(link.path, curve, ends: ends, name: link.fullName))]
    }
    return frame.line(link.path, ends: glue.ends(of: link), name: link.fullName)
  }

  /// The number of a link in its ground, above every line.
  private func count(_ link: SceneLink) -> SlideItem? {
    guard !link.texts.isEmpty else { return nil }
    guard let ground = link.ground else { return frame.textBox(link.texts, name: "Число") }
    var shape = frame.shape(ground, name: "Число", alternativeText: link.fullName)
    shape.text = SlideText(frame.paragraphs(link.texts), anchor: .middle, wraps: false)
    return .shape(shape)
  }

  private func item(_ group: SceneGroup) -> SlideItem? {
    switch group.role {
    case .title, .source, .edition, .legend, .caption: return nil
    case .notice: return frame.textBox(group.texts, name: "Сообщение")
    }
  }

  // MARK: Legend and caption

  /// The layout has places for two; what the key of codes needs comes second.
  private var legends: [SceneGroup] { scene.furniture.filter { $0.role == .legend } }

  /// The shapes and lines of a legend, with its words where no placeholder could hold them.
  private func signs(_ group: SceneGroup, words body: Slide.Body?) -> SlideItem? {
    let items =
      group.shapes.map { .shape(frame.shape($0)) } + group.paths.flatMap { frame.line($0) }
      + (body == nil ? group.texts.compactMap { frame.textBox([$0]) } : [])
    guard !items.isEmpty, let rect = group.frame else { return nil }
    let words = group.texts.map(\.text).joined(separator: ", ")
    return .group(
      SlideGroup(
        name: "Знаки обозначений", alternativeText: "Обозначения: \(words)", frame: frame.place(rect), items: items))
  }

  /// Running text that breaks where the box ends, a paragraph where the scene leaves a gap.
  private var caption: Slide.Body? {
    let lines = scene.furniture.filter { $0.role == .caption }.flatMap(\.texts)
    guard let first = lines.first else { return nil }
    let steps = zip(lines.dropFirst(), lines).map { $0.position.y - $1.position.y }
    let step = steps.filter { $0 > 0 }.min() ?? first.size * 1.35
    var paragraphs: [SlideParagraph] = []
    for (index, line) in lines.enumerated() {
      let isNew = index == 0 || steps[index - 1] > step * 1.2 || line.isBold != lines[index - 1].isBold
      if isNew {
        let run = SlideRun(
          line.text, size: line.size * frame.scale, isBold: line.isBold, color: line.color.office)
        paragraphs.append(SlideParagraph([run], alignment: .left, lineSpacing: step * frame.scale))
        if index > 0 {
          paragraphs[paragraphs.count - 1].spaceBefore = max(0, (steps[index - 1] - step) * frame.scale)
        }
      } else {
        paragraphs[paragraphs.count - 1].runs[0].text += " " + line.text
      }
    }
    var box = placeholder(lines)
    box.width += 2
    return Slide.Body(SlideText(paragraphs), frame: box)
  }
}

extension MapScene {
  /// The day that files bear, as ISO 8601: a fixed one for a scene without, since equal scenes give equal bytes.
  var fileDay: String {
    guard let day, day.utf8.count == 10, day.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }) else {
      return "2000-01-01"
    }
    return day
  }
}

/// What stands beside the ground: where north is, how long some kilometres are, the caption, and the names behind the
/// codes.
struct PlaceKey<Measurer: TextMeasuring> {
  let measurer: Measurer
  let scale: Double
  private let entries: [(code: String, codeWidth: Double, name: String, nameWidth: Double)]
  private let codeWidth, entryWidth: Double

  private var font: Double { 8.4 * scale }
  private var line: Double { font * 1.34 }
  private var gap: Double { 14 * scale }
  /// Of north and the scale bar.
  private let head: Size
  /// Of the caption: under the names where they stand beside the ground; else it is furniture at the foot.
  private let sentences: [String]

  init(
    _ codes: [NetworkMap.Code], hasGround: Bool, sentences: [String] = [], scale: Double, measurer: Measurer
  ) {
    self.sentences = sentences
    self.measurer = measurer
    self.scale = scale
    head = hasGround ? Size(width: 150 * scale, height: 44 * scale) : Size(width: 0, height: 0)
    let font = 8.4 * scale
    entries = codes.map { entry in
      let code = measurer.drawable(DisplayText.clean(entry.code, limit: 60))
      let name = measurer.fit(
        measurer.drawable(DisplayText.clean(entry.name, limit: 60)), size: font, isBold: false, room: 190 * scale)
      return (
        code, measurer.width(of: code, size: font, isBold: true), name,
        measurer.width(of: name, size: font, isBold: false)
      )
    }
    codeWidth = (entries.map(\.codeWidth).max() ?? 0) + 5 * scale
    entryWidth = codeWidth + (entries.map(\.nameWidth).max() ?? 0)
  }

  // MARK: Beside the ground, or under it

  /// Columns and width of a block so high; `nil` when it would take more than so wide.
  func beside(height: Double, atMost width: Double) -> (columns: Int, width: Double)? {
    for columns in entries.isEmpty ? 0...0 : 1...24 {
      let needed = self.width(columns: columns)
      guard needed <= width else { return nil }
      let caption = caption(columns: columns)
      let isWhole = sentences.isEmpty || caption.hasAll
      if isWhole, head.height + caption.block.height + rowsHeight(columns) <= height { return (columns, needed) }
    }
    return nil
  }

  private func width(columns: Int) -> Double {
    let caption = sentences.isEmpty ? 0 : 188 * scale
    return max(head.width, caption, Double(columns) * (entryWidth + gap) - gap)
  }

  private func rowsHeight(_ columns: Int) -> Double {
    columns == 0 ? 0 : Double((entries.count + columns - 1) / columns) * line + captionGap
  }

  private var captionGap: Double { sentences.isEmpty ? 0 : 10 * scale }

  /// The caption in a column, and whether all of it has room.
  private func caption(columns: Int) -> (block: CaptionBlock, hasAll: Bool) {
    let width = width(columns: columns)
    let block = CaptionBlock(sentences, width: width, scale: scale, lineLimit: 60, measurer: measurer)
    let words = measurer.drawable(sentences.joined(separator: " ")).split(separator: " ")
    return (block, block.lines.joined(separator: " ").split(separator: " ") == words)
  }

  /// Columns and height of a block so wide, north and the scale bar at its left.
  func under(width: Double) -> (columns: Int, height: Double)? {
    guard !entries.isEmpty else { return (0, head.height) }
    let columns = Int(max(0, min((width - head.width) / (entryWidth + gap), 100)))
    guard columns > 0 else { return nil }
    let rows = (entries.count + columns - 1) / columns
    return (columns, max(head.height, Double(rows) * line + 4 * scale))
  }

  /// The key, and the caption where it stands beside the ground.
  ///
  /// - Parameters:
  ///   - isBeside: the entries stand under north and the scale bar, else at their right.
  ///   - pointsPerKilometre: `nil` for no scale bar.
  func placed(
    at corner: Point, columns: Int, isBeside: Bool, pointsPerKilometre: Double?, note: String?
  ) -> [SceneGroup] {
    var group = SceneGroup(role: .legend)
    if let pointsPerKilometre { addHead(to: &group, at: corner, pointsPerKilometre: pointsPerKilometre, note: note) }
    let rows = columns == 0 ? 0 : (entries.count + columns - 1) / columns
    let start = corner + (isBeside ? Point(x: 0, y: head.height) : Point(x: head.width + gap, y: 2 * scale))
    var caption: SceneGroup?
    if isBeside, !sentences.isEmpty {
      // At the foot of the column: the names stand under the scale, which is theirs.
      let block = self.caption(columns: columns).block
      caption = block.group(
        left: corner.x, bottom: start.y + rowsHeight(columns) + block.height, measurer: measurer)
    }
    for (index, entry) in entries.enumerated() {
      let x = start.x + Double(index / max(rows, 1)) * (entryWidth + gap)
      let y = start.y + Double(index % max(rows, 1)) * line + font
      group.texts.append(
        SceneText(
          text: entry.code, position: Point(x: x, y: y), size: font, isBold: true, anchor: .start, color: .ink,
          width: entry.codeWidth))
      group.texts.append(
        SceneText(
          text: entry.name, position: Point(x: x + codeWidth, y: y), size: font, isBold: false, anchor: .start,
          color: .ink, width: entry.nameWidth))
    }
    return [group].filter { $0.frame != nil } + [caption].compactMap { $0 }
  }

  private func addHead(to group: inout SceneGroup, at corner: Point, pointsPerKilometre: Double, note: String?) {
    func text(_ text: String, x: Double, y: Double, anchor: SceneText.Anchor, isBold: Bool = false, size: Double)
      -> SceneText
    {
      let shown = measurer.drawable(text)
      return SceneText(
        text: shown, position: Point(x: x, y: y), size: size, isBold: isBold, anchor: anchor, color: .ink,
        width: measurer.width(of: shown, size: size, isBold: isBold))
    }
    func path(_ points: [Point], width: Double) -> ScenePath {
      ScenePath(points: points, color: .ink, width: width * scale, dash: [], arrowhead: nil)
    }
    // North.
    let x = corner.x + 7 * scale
    let tip = Point(x: x, y: corner.y + 10 * scale)
    var needle = path([Point(x: x, y: corner.y + 30 * scale), Point(x: x, y: tip.y + 7 * scale)], width: 1.4)
    needle.arrowhead = .init(
      tip: tip, left: Point(x: x - 3.4 * scale, y: tip.y + 8 * scale),
      right: Point(x: x + 3.4 * scale, y: tip.y + 8 * scale), isHollow: false)
    group.paths.append(needle)
    group.texts.append(text("С", x: x, y: corner.y + 8 * scale, anchor: .middle, isBold: true, size: font))
    // The scale bar: five kilometres where they fit.
    let room = head.width - 26 * scale
    let (length, label) = Self.bar(pointsPerKilometre, room: room)
    let left = corner.x + 22 * scale
    let y = corner.y + 16 * scale
    let width = length * pointsPerKilometre
    group.paths.append(path([Point(x: left, y: y), Point(x: left + width, y: y)], width: 1.6))
    for end in [left, left + width] {
      group.paths.append(path([Point(x: end, y: y - 3 * scale), Point(x: end, y: y + 3 * scale)], width: 1.2))
    }
    group.texts.append(text(label, x: left, y: y - 5 * scale, anchor: .start, size: font))
    if let note {
      let fitted = measurer.fit(note, size: 8 * scale, isBold: false, room: head.width - 22 * scale)
      group.texts.append(text(fitted, x: left, y: y + 13 * scale, anchor: .start, size: 8 * scale))
    }
  }

  /// Length of the scale bar in kilometres, and its name.
  static func bar(_ pointsPerKilometre: Double, room: Double) -> (length: Double, label: String) {
    let usual: [(Double, String)] = [
      (5, "5 км"), (2, "2 км"), (1, "1 км"), (0.5, "500 м"), (0.2, "200 м"), (0.1, "100 м"), (0.05, "50 м"),
    ]
    let long: [(Double, String)] = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000].map { ($0, "\(Int($0)) км") }
    func fits(_ length: Double) -> Bool {
      length * pointsPerKilometre <= room && length * pointsPerKilometre >= room * 0.12
    }
    return usual.first { fits($0.0) } ?? long.first { fits($0.0) } ?? (
      room / 2 / pointsPerKilometre, "полоса вне шкалы"
    )
  }
}

import SvyazOffice

extension OfficeSamples {
  /// A small map: every shape, lines that are glued to shapes, a curve, patterns, a turned text.
  static var shapes: Presentation {
    let blue = OfficeColor(0x0B4F8A)
    let geometries: [(String, SlideShape.Geometry, SlideFill)] = [
      ("прямоугольник", .rectangle, .solid(OfficeColor(0xE3EEF9))),
      ("скруглённый", .roundedRectangle(radius: 12), .solid(OfficeColor(0xF3F6F9))),
      ("эллипс", .ellipse, .solid(OfficeColor(0xFFF1E6))), ("шестиугольник", .hexagon(corner: 20), .none),
      ("восьмиугольник", .octagon(corner: 16), .solid(OfficeColor(0xDDF1E7))),
      ("записка", .note(corner: 14), .hatching(OfficeColor(0xB7950B), background: OfficeColor(0xFDF6D8))),
    ]
    var items: [SlideItem] = []
    for (index, (name, _, _)) in geometries.enumerated().dropLast() {
      let y = 160 + Double(index) * 55
      items.append(
        .connector(
          SlideConnector(
            from: SlidePoint(240, y + 20), to: SlidePoint(560, y + 75),
            line: SlideLine(blue, width: 1.5, dash: index.isMultiple(of: 2) ? [6, 4] : [], end: .triangle),
            fromGlue: .init(name, site: 3), toGlue: .init("\(geometries[index + 1].0) справа", site: 1))))
    }
    for (index, (name, geometry, fill)) in geometries.enumerated() {
      for (side, x) in [("", 100.0), (" справа", 560.0)] {
        let text = SlideText(
          [SlideParagraph([SlideRun(name, size: 12, color: .black)], alignment: .center)], anchor: .middle, inset: 4)
        items.append(
          .shape(
            SlideShape(
              geometry, frame: SlideFrame(x: x, y: 160 + Double(index) * 55, width: 140, height: 40),
              key: name + side, name: name + side, alternativeText: "Школа: \(name)\(side)", fill: fill,
              line: SlideLine(blue, width: 1.4), text: text)))
      }
    }
    items.append(
      .shape(
        .path(
          [.move(SlidePoint(760, 180)), .curve(SlidePoint(900, 180), SlidePoint(760, 400), SlidePoint(900, 420))],
          name: "кривая", line: SlideLine(OfficeColor(0xE07B00), width: 2, dash: [2, 3], end: .arrow))))
    let turned = SlideText([SlideParagraph([SlideRun("повёрнутый текст", size: 14)])], anchor: .middle)
    items.append(
      .shape(.text(turned, frame: SlideFrame(x: 800, y: 300, width: 140, height: 24), name: "текст", rotation: -90)))
    return Presentation(
      properties: OfficeProperties(title: "Фигуры", date: .init(year: 2021, month: 4, day: 30)),
      slides: [Slide(title: "Фигуры и линии", items: items, footer: "30.04.2021", notes: "Линии прикреплены.")])
  }
}

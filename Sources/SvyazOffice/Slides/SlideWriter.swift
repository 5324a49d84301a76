/// Writes one slide; gives every object its number.
struct SlideWriter {
  private let texts: SlideTextWriter
  private var nextID: Int
  /// Numbers of the shapes that connectors can be glued to.
  private var keys: [String: Int] = [:]

  init(language: String, firstID: Int = 2) {
    texts = SlideTextWriter(language: language)
    nextID = firstID
  }

  mutating func part(_ slide: Slide, number: Int) -> [UInt8] {
    var xml = XMLWriter()
    var writer = self
    xml.element("p:sld", Presentation.namespaces) { xml in
      xml.element("p:cSld") { xml in
        xml.element("p:spTree") { xml in
          Self.root(into: &xml)
          writer.placeholders(of: slide, into: &xml)
          let first = writer.nextID
          writer.reserve(slide.items)
          writer.nextID = first
          for item in slide.items { writer.write(item, into: &xml) }
          writer.foot(of: slide, number: number, into: &xml)
        }
      }
      xml.element("p:clrMapOvr") { $0.element("a:masterClrMapping") }
    }
    self = writer
    return xml.bytes
  }

  /// The group that every tree of shapes begins with.
  static func root(into xml: inout XMLWriter) {
    xml.element("p:nvGrpSpPr") { xml in
      xml.element("p:cNvPr", ["id": "1", "name": ""])
      xml.element("p:cNvGrpSpPr")
      xml.element("p:nvPr")
    }
    xml.element("p:grpSpPr") { xml in
      xml.element("a:xfrm") { xml in
        xml.element("a:off", ["x": "0", "y": "0"])
        xml.element("a:ext", ["cx": "0", "cy": "0"])
        xml.element("a:chOff", ["x": "0", "y": "0"])
        xml.element("a:chExt", ["cx": "0", "cy": "0"])
      }
    }
  }

  // MARK: Placeholders

  private mutating func placeholders(of slide: Slide, into xml: inout XMLWriter) {
    let title = SlideText([SlideParagraph([SlideRun(slide.title, size: slide.titleSize)])])
    fill(slide.layout == .title ? .coverTitle : .title, with: title, frame: slide.titleFrame, into: &xml)
    if let lead = slide.lead {
      fill(slide.layout == .title ? .subtitle : .lead, with: lead, frame: slide.leadFrame, into: &xml)
    }
    if slide.layout == .titleAndList {
      // Without the sentence the list may begin where it would stand.
      let frame = slide.lead == nil ? SlidePlaceholder.list.frame.with(top: SlidePlaceholder.lead.frame.y + 14) : nil
      fill(.list, with: slide.list ?? SlideText([]), frame: frame, into: &xml)
    }
    guard slide.layout == .map else { return }
    for (place, body) in [
      (SlidePlaceholder.legend, slide.legend), (.key, slide.key), (.caption, slide.caption),
    ] {
      if let body { fill(place, with: body.text, frame: body.frame, isFixed: true, into: &xml) }
    }
  }

  /// - Parameters:
  ///   - frame: its place on this slide; `nil`: the layout's.
  ///   - isFixed: the text is neither shrunk nor, where it says so, broken.
  private mutating func fill(
    _ place: SlidePlaceholder, with text: SlideText, frame: SlideFrame? = nil, isFixed: Bool = false,
    into xml: inout XMLWriter
  ) {
    let id = take()
    xml.element("p:sp") { xml in
      place.identity(id: id, into: &xml)
      xml.element("p:spPr") { xml in if let frame { Self.place(frame, into: &xml) } }
      texts.inherited(text, isFixed: isFixed, into: &xml)
    }
  }

  private mutating func foot(of slide: Slide, number: Int, into xml: inout XMLWriter) {
    if let footer = slide.footer {
      let place = SlidePlaceholder.footer
      let run = SlideRun(footer, size: place.size, color: place.color)
      fill(place, with: SlideText([SlideParagraph([run])]), frame: slide.footerFrame, into: &xml)
    }
    guard slide.showsNumber else { return }
    let id = take()
    xml.element("p:sp") { xml in
      SlidePlaceholder.number.identity(id: id, into: &xml)
      xml.element("p:spPr") { xml in
        // On one line with the footer.
        guard let foot = slide.footerFrame else { return }
        let place = SlidePlaceholder.number.frame
        Self.place(SlideFrame(x: place.x, y: foot.y, width: place.width, height: foot.height), into: &xml)
      }
      xml.element("p:txBody") { xml in
        xml.element("a:bodyPr")
        xml.element("a:lstStyle")
        xml.element("a:p") { Self.number(number, language: texts.language, into: &$0) }
      }
    }
  }

  /// A field that the program fills with the slide's number.
  static func number(_ number: Int?, language: String, into xml: inout XMLWriter) {
    xml.element("a:fld", ["id": "{6D0F4A5E-3B1C-4E57-9A52-0C5D2E6B7A11}", "type": "slidenum"]) { xml in
      xml.element("a:rPr", ["lang": OfficeText.line(language, most: 35)])
      xml.element("a:t", text: number.map { "\($0)" } ?? "‹#›")
    }
  }

  // MARK: Numbers of objects

  private mutating func take() -> Int {
    defer { nextID += 1 }
    return nextID
  }

  /// Counts as ``write(_:into:)`` does, so that a connector can name a shape that comes after it.
  private mutating func reserve(_ items: [SlideItem]) {
    for item in items {
      let id = take()
      switch item {
      case .shape(let shape): if let key = shape.key, keys[key] == nil { keys[key] = id }
      case .group(let group): reserve(group.items)
      case .connector, .table: break
      }
    }
  }

  // MARK: Items

  mutating func write(_ item: SlideItem, into xml: inout XMLWriter) {
    let id = take()
    switch item {
    case .shape(let shape): write(shape, id: id, into: &xml)
    case .connector(let connector): write(connector, id: id, into: &xml)
    case .table(let table): SlideTableWriter(texts: texts).write(table, id: id, into: &xml)
    case .group(let group): write(group, id: id, into: &xml)
    }
  }

  private mutating func write(_ group: SlideGroup, id: Int, into xml: inout XMLWriter) {
    var writer = self
    xml.element("p:grpSp") { xml in
      xml.element("p:nvGrpSpPr") { xml in
        Self.identity(id: id, group.name, kind: "Группа", group.alternativeText, into: &xml)
        xml.element("p:cNvGrpSpPr")
        xml.element("p:nvPr")
      }
      xml.element("p:grpSpPr") { xml in
        Self.place(group.frame, isGroup: true, into: &xml)
      }
      for item in group.items { writer.write(item, into: &xml) }
    }
    self = writer
  }

  private func write(_ shape: SlideShape, id: Int, into xml: inout XMLWriter) {
    let isTextBox = shape.geometry == .rectangle && shape.fill == .none && shape.line == nil && shape.text != nil
    xml.element("p:sp") { xml in
      xml.element("p:nvSpPr") { xml in
        Self.identity(
          id: id, shape.name, kind: isTextBox ? "Текст" : "Фигура", shape.alternativeText, into: &xml)
        xml.element("p:cNvSpPr", ["txBox": isTextBox ? "1" : nil])
        xml.element("p:nvPr")
      }
      xml.element("p:spPr") { xml in
        SlideGeometryWriter.write(shape, into: &xml)
        SlideGeometryWriter.write(shape.fill, into: &xml)
        SlideGeometryWriter.write(shape.line, into: &xml)
      }
      texts.write(shape.text ?? SlideText([]), into: &xml)
    }
  }

  private func write(_ connector: SlideConnector, id: Int, into xml: inout XMLWriter) {
    xml.element("p:cxnSp") { xml in
      xml.element("p:nvCxnSpPr") { xml in
        Self.identity(id: id, connector.name, kind: "Линия", connector.alternativeText, into: &xml)
        xml.element("p:cNvCxnSpPr") { xml in
          for (name, glue) in [("a:stCxn", connector.fromGlue), ("a:endCxn", connector.toGlue)] {
            guard let glue, let shape = keys[glue.shape] else { continue }
            xml.element(name, ["id": "\(shape)", "idx": "\(min(max(0, glue.site), 255))"])
          }
        }
        xml.element("p:nvPr")
      }
      xml.element("p:spPr") { xml in
        SlideGeometryWriter.write(connector, into: &xml)
        SlideGeometryWriter.write(connector.line, into: &xml)
      }
    }
  }

  static func identity(
    id: Int, _ name: String, kind: String, _ alternativeText: String?, into xml: inout XMLWriter
  ) {
    let name = OfficeText.line(name, most: 120)
    xml.element(
      "p:cNvPr",
      [
        "id": "\(id)", "name": name.isEmpty ? "\(kind) \(id)" : name,
        "descr": alternativeText.map { OfficeText.line($0, most: 4000) },
      ])
  }

  static func place(
    _ frame: SlideFrame, rotation: Double = 0, isGroup: Bool = false, into xml: inout XMLWriter
  ) {
    let turned = OfficeUnits.points(rotation).truncatingRemainder(dividingBy: 360)
    let rotation = Int((turned * 60_000).rounded())
    let offset: XMLWriter.Attributes = ["x": "\(OfficeUnits.emu(frame.x))", "y": "\(OfficeUnits.emu(frame.y))"]
    let extent: XMLWriter.Attributes = [
      "cx": "\(OfficeUnits.emuLength(frame.width))", "cy": "\(OfficeUnits.emuLength(frame.height))",
    ]
    xml.element("a:xfrm", ["rot": rotation == 0 ? nil : "\(rotation)"]) { xml in
      xml.element("a:off", offset)
      xml.element("a:ext", extent)
      if isGroup {
        xml.element("a:chOff", offset)
        xml.element("a:chExt", extent)
      }
    }
  }
}

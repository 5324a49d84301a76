extension Presentation {
  /// The file. The same presentation gives the same bytes.
  ///
  /// - Throws: ``OfficeError/cannotWrite(reason:)``; no text and no size is a reason for it.
  /// - Complexity: O(number of items and length of all texts).
  public func bytes() throws(OfficeError) -> [UInt8] {
    let main = "ppt/presentation.xml"
    let master = "ppt/slideMasters/slideMaster1.xml"
    let notesMaster = "ppt/notesMasters/notesMaster1.xml"
    let kind = "officedocument.presentationml"
    var package = OfficePackage()
    package.relate(nil, to: main, type: "officeDocument")
    package.add(properties)

    let hasNotes = slides.contains { $0.notes != nil }
    let masterID = package.relate(main, to: master, type: "slideMaster")
    let notesID = hasNotes ? package.relate(main, to: notesMaster, type: "notesMaster") : nil
    let slideIDs = slides.indices.map { package.relate(main, to: Self.name(ofSlide: $0), type: "slide") }
    package.add(
      main, contentType: "\(kind).presentation.main", mainPart(master: masterID, notes: notesID, slides: slideIDs))
    for name in ["presProps", "viewProps", "tableStyles"] {
      package.relate(main, to: "ppt/\(name).xml", type: name)
    }
    package.relate(main, to: "ppt/theme/theme1.xml", type: "theme")
    package.add("ppt/presProps.xml", contentType: "\(kind).presProps", Self.emptyPart("p:presentationPr"))
    // PowerPoint repairs a file without it.
    package.add("ppt/viewProps.xml", contentType: "\(kind).viewProps", Self.emptyPart("p:viewPr"))
    package.add("ppt/tableStyles.xml", contentType: "\(kind).tableStyles", Self.tableStyles)
    package.add("ppt/theme/theme1.xml", contentType: "officedocument.theme", OfficeTheme.part(name: "Svyaz"))

    let layoutIDs = Slide.Layout.allCases.map { package.relate(master, to: Self.name(of: $0), type: "slideLayout") }
    package.relate(master, to: "ppt/theme/theme1.xml", type: "theme")
    package.add(master, contentType: "\(kind).slideMaster", SlideMaster.part(layouts: layoutIDs))
    for layout in Slide.Layout.allCases {
      package.relate(Self.name(of: layout), to: master, type: "slideMaster")
      package.add(Self.name(of: layout), contentType: "\(kind).slideLayout", SlideMaster.part(of: layout))
    }
    if hasNotes {
      package.relate(notesMaster, to: "ppt/theme/theme2.xml", type: "theme")
      package.add(notesMaster, contentType: "\(kind).notesMaster", SlideNotes.master)
      package.add("ppt/theme/theme2.xml", contentType: "officedocument.theme", OfficeTheme.part(name: "Svyaz"))
    }
    for (index, slide) in slides.enumerated() {
      add(slide, at: index, notesMaster: notesMaster, to: &package)
    }
    return try package.bytes()
  }

  private func add(_ slide: Slide, at index: Int, notesMaster: String, to package: inout OfficePackage) {
    let kind = "officedocument.presentationml"
    let name = Self.name(ofSlide: index)
    package.relate(name, to: Self.name(of: slide.layout), type: "slideLayout")
    var writer = SlideWriter(language: properties.language)
    package.add(name, contentType: "\(kind).slide", writer.part(slide, number: index + 1))
    guard let notes = slide.notes else { return }
    let notesName = "ppt/notesSlides/notesSlide\(index + 1).xml"
    package.relate(name, to: notesName, type: "notesSlide")
    package.relate(notesName, to: notesMaster, type: "notesMaster")
    package.relate(notesName, to: name, type: "slide")
    package.add(
      notesName, contentType: "\(kind).notesSlide", SlideNotes.part(notes, language: properties.language))
  }

  private static func name(ofSlide index: Int) -> String { "ppt/slides/slide\(index + 1).xml" }

  private static func name(of layout: Slide.Layout) -> String {
    let number =
      switch layout {
      case .title: 1
      case .titleOnly: 2
      case .titleAndList: 3
      case .map: 4
      }
    return "ppt/slideLayouts/slideLayout\(number).xml"
  }

  static let namespaces: XMLWriter.Attributes = [
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "xmlns:p": "http://schemas.openxmlformats.org/presentationml/2006/main",
  ]

  private static func emptyPart(_ name: String) -> [UInt8] {
    var xml = XMLWriter()
    xml.element(name, namespaces)
    return xml.bytes
  }

  private static var tableStyles: [UInt8] {
    var xml = XMLWriter()
    xml.element(
      "a:tblStyleLst",
      [
        "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "def": "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}",
      ])
    return xml.bytes
  }

  private func mainPart(master: String, notes: String?, slides: [String]) -> [UInt8] {
    var xml = XMLWriter()
    xml.element("p:presentation", Self.namespaces) { xml in
      xml.element("p:sldMasterIdLst") { $0.element("p:sldMasterId", ["id": "2147483648", "r:id": master]) }
      if let notes {
        xml.element("p:notesMasterIdLst") { $0.element("p:notesMasterId", ["r:id": notes]) }
      }
      if !slides.isEmpty {
        xml.element("p:sldIdLst") { xml in
          for (index, id) in slides.enumerated() { xml.element("p:sldId", ["id": "\(256 + index)", "r:id": id]) }
        }
      }
      xml.element(
        "p:sldSz", ["cx": "\(OfficeUnits.emu(Self.width))", "cy": "\(OfficeUnits.emu(Self.height))"])
      xml.element("p:notesSz", ["cx": "6858000", "cy": "9144000"])
      xml.element("p:defaultTextStyle") { xml in
        xml.element("a:defPPr") { $0.element("a:defRPr", ["lang": OfficeText.line(properties.language, most: 35)]) }
        // Text boxes and tables have their font from here, and from nowhere else.
        xml.element("a:lvl1pPr", ["marL": "0", "algn": "l"]) { xml in
          SlideMaster.look("a:defRPr", size: 18, isBold: false, color: OfficeTheme.ink, into: &xml)
        }
      }
    }
    return xml.bytes
  }
}

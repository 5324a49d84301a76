/// The slide master and its layouts.
enum SlideMaster {
  static func part(layouts: [String]) -> [UInt8] {
    var xml = XMLWriter()
    xml.element("p:sldMaster", Presentation.namespaces) { xml in
      xml.element("p:cSld") { xml in
        xml.element("p:bg") { xml in
          xml.element("p:bgRef", ["idx": "1001"]) { $0.element("a:schemeClr", ["val": "bg1"]) }
        }
        let places: [SlidePlaceholder] = [.title, .list, .footer, .number]
        tree(places, into: &xml)
      }
      colorMap("p:clrMap", into: &xml)
      xml.element("p:sldLayoutIdLst") { xml in
        for (index, id) in layouts.enumerated() {
          // Ids of masters and layouts are of one numbering.
          xml.element("p:sldLayoutId", ["id": "\(2_147_483_649 + index)", "r:id": id])
        }
      }
      xml.element("p:txStyles") { xml in
        xml.element("p:titleStyle") { level(SlidePlaceholder.title, into: &$0) }
        xml.element("p:bodyStyle") { level(SlidePlaceholder.list, into: &$0) }
        xml.element("p:otherStyle") { level(SlidePlaceholder.list, into: &$0) }
      }
    }
    return xml.bytes
  }

  static func part(of layout: Slide.Layout) -> [UInt8] {
    let (type, name) =
      switch layout {
      case .title: ("title", "Титульный слайд")
      case .titleOnly: ("titleOnly", "Заголовок и рисунок")
      case .titleAndList: ("obj", "Заголовок и список")
      case .map: ("cust", "Карта с обозначениями и подписью")
      }
    var xml = XMLWriter()
    let attributes: XMLWriter.Attributes = [
      "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
      "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
      "xmlns:p": "http://schemas.openxmlformats.org/presentationml/2006/main", "type": type, "preserve": "1",
    ]
    xml.element("p:sldLayout", attributes) { xml in
      xml.element("p:cSld", ["name": name]) { xml in
        tree(SlidePlaceholder.places(of: layout), bar: bar(of: layout), into: &xml)
      }
      xml.element("p:clrMapOvr") { $0.element("a:masterClrMapping") }
    }
    return xml.bytes
  }

  /// A mark of colour at the slide's left edge, beside the title.
  private static func bar(of layout: Slide.Layout) -> SlideShape {
    let frame =
      layout == .title
      ? SlideFrame(x: 0, y: 0, width: 26, height: Presentation.height)
      : SlideFrame(x: 0, y: 26, width: 12, height: 50)
    return SlideShape(frame: frame, name: "Полоса", fill: .solid(OfficeTheme.accent))
  }

  private static func tree(_ places: [SlidePlaceholder], bar: SlideShape? = nil, into xml: inout XMLWriter) {
    xml.element("p:spTree") { xml in
      SlideWriter.root(into: &xml)
      for (index, place) in places.enumerated() { place.define(id: index + 2, into: &xml) }
      if let bar {
        var writer = SlideWriter(language: "ru-RU", firstID: places.count + 2)
        writer.write(.shape(bar), into: &xml)
      }
    }
  }

  private static func level(_ place: SlidePlaceholder, into xml: inout XMLWriter) {
    // Without an indent, which is 0 then: where there is one, LibreOffice forgets the tabs of a paragraph.
    xml.element("a:lvl1pPr", ["marL": "0", "algn": "l"]) { xml in
      xml.element("a:lnSpc") { $0.element("a:spcPct", ["val": "95000"]) }
      xml.element("a:buNone")
      look("a:defRPr", size: place.size, isBold: place.isBold, color: place.color, into: &xml)
    }
  }

  static func look(_ name: String, size: Double, isBold: Bool, color: OfficeColor, into xml: inout XMLWriter) {
    let size = "\(OfficeUnits.textSize(size, parts: 100))"
    xml.element(name, ["lang": "ru-RU", "sz": size, "b": isBold ? "1" : "0"]) { xml in
      xml.element("a:solidFill") { $0.element("a:srgbClr", ["val": color.hex]) }
      xml.element("a:latin", ["typeface": "+mn-lt"])
      xml.element("a:ea", ["typeface": "+mn-ea"])
      xml.element("a:cs", ["typeface": "+mn-cs"])
    }
  }

  static func colorMap(_ name: String, into xml: inout XMLWriter) {
    xml.element(
      name,
      [
        "bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2", "accent1": "accent1", "accent2": "accent2",
        "accent3": "accent3", "accent4": "accent4", "accent5": "accent5", "accent6": "accent6", "hlink": "hlink",
        "folHlink": "folHlink",
      ])
  }
}

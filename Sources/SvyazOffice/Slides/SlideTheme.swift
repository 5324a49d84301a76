/// Colours and fonts of the slides.
enum SlideTheme {
  static let font = "PT Sans"
  static let ink = OfficeColor(0x1F2933)
  static let muted = OfficeColor(0x52606D)
  static let accent = OfficeColor(0x0B4F8A)

  private static let colors: [(String, OfficeColor)] = [
    ("dk1", ink), ("lt1", .white), ("dk2", accent), ("lt2", OfficeColor(0xF3F6F9)), ("accent1", accent),
    ("accent2", OfficeColor(0xE07B00)), ("accent3", OfficeColor(0x00745A)), ("accent4", OfficeColor(0x7B3FA0)),
    ("accent5", OfficeColor(0xB0174B)), ("accent6", OfficeColor(0x64707D)), ("hlink", accent),
    ("folHlink", OfficeColor(0x7B3FA0)),
  ]

  static func part(name: String) -> [UInt8] {
    var xml = XMLWriter()
    xml.element(
      "a:theme", ["xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main", "name": name]
    ) { xml in
      xml.element("a:themeElements") { xml in
        xml.element("a:clrScheme", ["name": name]) { xml in
          for (key, color) in colors {
            xml.element("a:\(key)") { $0.element("a:srgbClr", ["val": color.hex]) }
          }
        }
        xml.element("a:fontScheme", ["name": name]) { xml in
          for kind in ["a:majorFont", "a:minorFont"] {
            xml.element(kind) { xml in
              xml.element("a:latin", ["typeface": font])
              xml.element("a:ea", ["typeface": ""])
              xml.element("a:cs", ["typeface": ""])
            }
          }
        }
        formats(name: name, into: &xml)
      }
    }
    return xml.bytes
  }

  /// Three of each kind are the least that the schema takes; none has an effect.
  private static func formats(name: String, into xml: inout XMLWriter) {
    func fill(_ xml: inout XMLWriter) {
      xml.element("a:solidFill") { $0.element("a:schemeClr", ["val": "phClr"]) }
    }
    xml.element("a:fmtScheme", ["name": name]) { xml in
      xml.element("a:fillStyleLst") { xml in for _ in 0..<3 { fill(&xml) } }
      xml.element("a:lnStyleLst") { xml in
        for width in ["6350", "12700", "19050"] { xml.element("a:ln", ["w": width], fill) }
      }
      xml.element("a:effectStyleLst") { xml in
        for _ in 0..<3 { xml.element("a:effectStyle") { $0.element("a:effectLst") } }
      }
      xml.element("a:bgFillStyleLst") { xml in for _ in 0..<3 { fill(&xml) } }
    }
  }
}

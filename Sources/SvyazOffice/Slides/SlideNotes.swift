/// What the speaker sees: the notes master and the notes of one slide.
enum SlideNotes {
  private static let image = SlideFrame(x: 54, y: 54, width: 432, height: 243)
  private static let text = SlidePlaceholder(
    type: "body", index: 1, name: "Заметки", frame: SlideFrame(x: 54, y: 320, width: 432, height: 350), size: 12,
    prompt: "Заметки докладчика")

  static var master: [UInt8] {
    var xml = XMLWriter()
    xml.element("p:notesMaster", Presentation.namespaces) { xml in
      xml.element("p:cSld") { xml in
        xml.element("p:bg") { xml in
          xml.element("p:bgRef", ["idx": "1001"]) { $0.element("a:schemeClr", ["val": "bg1"]) }
        }
        xml.element("p:spTree") { xml in
          SlideWriter.root(into: &xml)
          picture(isDefinition: true, into: &xml)
          text.define(id: 3, into: &xml)
        }
      }
      SlideMaster.colorMap("p:clrMap", into: &xml)
      xml.element("p:notesStyle") { xml in
        xml.element("a:lvl1pPr", ["marL": "0", "algn": "l"]) { xml in
          SlideMaster.look("a:defRPr", size: text.size, isBold: false, color: SlideTheme.ink, into: &xml)
        }
      }
    }
    return xml.bytes
  }

  static func part(_ notes: String, language: String) -> [UInt8] {
    var xml = XMLWriter()
    xml.element("p:notes", Presentation.namespaces) { xml in
      xml.element("p:cSld") { xml in
        xml.element("p:spTree") { xml in
          SlideWriter.root(into: &xml)
          picture(isDefinition: false, into: &xml)
          xml.element("p:sp") { xml in
            text.identity(id: 3, into: &xml)
            xml.element("p:spPr")
            let lines = notes.split(omittingEmptySubsequences: false) { $0.isNewline }
            SlideTextWriter(language: language).inherited(
              SlideText(lines.map { SlideParagraph([SlideRun(String($0))]) }), into: &xml)
          }
        }
      }
      xml.element("p:clrMapOvr") { $0.element("a:masterClrMapping") }
    }
    return xml.bytes
  }

  private static func picture(isDefinition: Bool, into xml: inout XMLWriter) {
    xml.element("p:sp") { xml in
      xml.element("p:nvSpPr") { xml in
        xml.element("p:cNvPr", ["id": "2", "name": "Слайд 2"])
        xml.element("p:cNvSpPr") { xml in
          xml.element("a:spLocks", ["noGrp": "1", "noRot": "1", "noChangeAspect": "1"])
        }
        xml.element("p:nvPr") { $0.element("p:ph", ["type": "sldImg"]) }
      }
      xml.element("p:spPr") { xml in
        guard isDefinition else { return }
        SlideWriter.place(image, into: &xml)
        xml.element("a:prstGeom", ["prst": "rect"]) { $0.element("a:avLst") }
      }
    }
  }
}

/// A place for text that slides take from their layout, and layouts from the master.
struct SlidePlaceholder {
  var type: String
  /// Ties a slide's placeholder to the layout's.
  var index: Int?
  var name: String
  var frame: SlideFrame
  /// Points.
  var size: Double
  var isBold = false
  var color = OfficeTheme.ink
  var alignment = SlideParagraph.Alignment.left
  var anchor = SlideText.Anchor.top
  /// What the layout shows while nothing is written.
  var prompt: String

  private static let left = 40.0
  private static let width = Presentation.width - 2 * left

  static let title = SlidePlaceholder(
    type: "title", name: "Заголовок", frame: SlideFrame(x: left, y: 22, width: width, height: 58), size: 28,
    isBold: true, anchor: .middle, prompt: "Заголовок слайда")
  static let coverTitle = SlidePlaceholder(
    type: "ctrTitle", name: "Заголовок", frame: SlideFrame(x: 80, y: 150, width: 800, height: 130), size: 38,
    isBold: true, color: OfficeTheme.accent, anchor: .bottom, prompt: "Название")
  static let subtitle = SlidePlaceholder(
    type: "subTitle", index: 1, name: "Подзаголовок", frame: SlideFrame(x: 80, y: 296, width: 800, height: 120),
    size: 20, color: OfficeTheme.muted, prompt: "Подзаголовок")
  static let lead = SlidePlaceholder(
    type: "body", index: 13, name: "Вывод", frame: SlideFrame(x: left, y: 82, width: width, height: 50), size: 18,
    color: OfficeTheme.muted, prompt: "Вывод одним предложением")
  static let list = SlidePlaceholder(
    type: "body", index: 1, name: "Список", frame: SlideFrame(x: left, y: 140, width: width, height: 350), size: 20,
    prompt: "Текст списка")
  static let legend = SlidePlaceholder(
    type: "body", index: 14, name: "Обозначения", frame: SlideFrame(x: left, y: 134, width: width, height: 22),
    size: 10,
    prompt: "Обозначения")
  static let key = SlidePlaceholder(
    type: "body", index: 16, name: "Сокращения",
    frame: SlideFrame(x: left + width - 200, y: 160, width: 200, height: 280),
    size: 8.5, prompt: "Сокращения")
  static let caption = SlidePlaceholder(
    type: "body", index: 15, name: "Подпись", frame: SlideFrame(x: left, y: 446, width: width, height: 56), size: 10,
    prompt: "Что видно на карте")
  static let footer = SlidePlaceholder(
    type: "ftr", index: 11, name: "Нижний колонтитул",
    frame: SlideFrame(x: left, y: 506, width: width - 60, height: 22), size: 10, color: OfficeTheme.muted,
    anchor: .middle, prompt: "")
  static let number = SlidePlaceholder(
    type: "sldNum", index: 12, name: "Номер слайда",
    frame: SlideFrame(x: left + width - 50, y: 506, width: 50, height: 22), size: 10, color: OfficeTheme.muted,
    alignment: .right, anchor: .middle, prompt: "")

  static func places(of layout: Slide.Layout) -> [SlidePlaceholder] {
    switch layout {
    case .title: [coverTitle, subtitle, footer, number]
    case .titleOnly: [title, lead, footer, number]
    case .titleAndList: [title, lead, list, footer, number]
    case .map: [title, lead, legend, key, caption, footer, number]
    }
  }

  /// What the list of a slide's objects, the placeholder's kind and its tie to the layout need.
  func identity(id: Int, into xml: inout XMLWriter) {
    xml.element("p:nvSpPr") { xml in
      xml.element("p:cNvPr", ["id": "\(id)", "name": "\(name) \(id)"])
      xml.element("p:cNvSpPr") { $0.element("a:spLocks", ["noGrp": "1"]) }
      xml.element("p:nvPr") { $0.element("p:ph", ["type": type, "idx": index.map { "\($0)" }]) }
    }
  }

  /// As the master and the layouts hold it: with its place and its look.
  func define(id: Int, into xml: inout XMLWriter) {
    xml.element("p:sp") { xml in
      identity(id: id, into: &xml)
      xml.element("p:spPr") { xml in
        SlideWriter.place(frame, into: &xml)
        xml.element("a:prstGeom", ["prst": "rect"]) { $0.element("a:avLst") }
      }
      xml.element("p:txBody") { xml in
        xml.element(
          "a:bodyPr",
          ["wrap": "square", "lIns": "0", "tIns": "0", "rIns": "0", "bIns": "0", "anchor": anchor.rawValue]
        ) { $0.element("a:normAutofit") }
        xml.element("a:lstStyle") { xml in
          xml.element("a:lvl1pPr", ["marL": "0", "algn": alignment.rawValue]) { xml in
            xml.element("a:buNone")
            SlideMaster.look("a:defRPr", size: size, isBold: isBold, color: color, into: &xml)
          }
        }
        xml.element("a:p") { xml in
          if type == "sldNum" { SlideWriter.number(nil, language: "ru-RU", into: &xml) }
          if !prompt.isEmpty {
            xml.element("a:r") { xml in
              xml.element("a:rPr", ["lang": "ru-RU"])
              xml.element("a:t", text: prompt)
            }
          }
        }
      }
    }
  }
}

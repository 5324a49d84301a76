/// An opaque colour.
public struct MapColor: Hashable, Sendable, Codable {
  public let red, green, blue: UInt8

  init(_ rgb: UInt32) {
    red = UInt8(truncatingIfNeeded: rgb >> 16)
    green = UInt8(truncatingIfNeeded: rgb >> 8)
    blue = UInt8(truncatingIfNeeded: rgb)
  }

  /// `#RRGGBB`.
  public var hex: String {
    let digits = Array("0123456789ABCDEF")
    return [red, green, blue].reduce(into: "#") { text, part in
      text.append(digits[Int(part >> 4)])
      text.append(digits[Int(part & 15)])
    }
  }

  static let white = MapColor(0xFFFFFF)
  static let ink = MapColor(0x1F2933)
  static let muted = MapColor(0x52606D)
}

/// Colours, shapes and dashes of maps. Every meaning is carried twice: by colour and by shape, dash or border, so that
/// a map survives a grey printer and colour blindness.
enum MapTheme {
  /// In order of preference; measured and drawn with the same list.
  static let fontStack = "PT Sans, PTSans, Noto Sans, DejaVu Sans, Arial, sans-serif"

  struct NodeLook {
    let outline: SceneOutline
    let fill: MapColor
    let stroke: MapColor
    let strokeWidth: Double
    let dash: [Double]
    let text: MapColor
    let legend: String
    let className: String
  }

  struct LineLook {
    let color: MapColor
    let width: Double
    let dash: [Double]
    let className: String
  }

  static func look(of style: NetworkMap.NodeStyle) -> NodeLook {
    switch style {
    case .mentor:
      NodeLook(
        outline: .roundedBox, fill: MapColor(0x0B4F8A), stroke: MapColor(0x0B4F8A), strokeWidth: 1, dash: [],
        text: .white, legend: "наставник", className: "school mentor")
    case .base:
      NodeLook(
        outline: .roundedBox, fill: MapColor(0x0B4F8A), stroke: MapColor(0x0B4F8A), strokeWidth: 1.2, dash: [],
        text: .white, legend: "базовая школа", className: "school base")
    case .lowResult:
      NodeLook(
        outline: .ellipse, fill: MapColor(0xFFF1E6), stroke: MapColor(0xC2410C), strokeWidth: 1.8, dash: [],
        text: MapColor(0x7C2D12), legend: "низкие результаты", className: "school low-result")
    case .lowResultAlone:
      NodeLook(
        outline: .ellipse, fill: .white, stroke: MapColor(0xC2410C), strokeWidth: 1.4, dash: [3, 2.4],
        text: MapColor(0x7C2D12), legend: "низкие результаты, без наставника", className: "school low-result alone")
    case .projectSite:
      NodeLook(
        outline: .octagon, fill: MapColor(0xDDF1E7), stroke: MapColor(0x00745A), strokeWidth: 1.4, dash: [],
        text: .ink, legend: "проектная площадка", className: "school project-site")
    case .highResult:
      NodeLook(
        outline: .roundedBox, fill: MapColor(0xE3EEF9), stroke: MapColor(0x0B4F8A), strokeWidth: 2.6, dash: [],
        text: .ink, legend: "высокие результаты", className: "school high-result")
    case .member:
      NodeLook(
        outline: .roundedBox, fill: .white, stroke: MapColor(0x7D8D9E), strokeWidth: 1, dash: [],
        text: .ink, legend: "участник", className: "school member")
    case .leftOut:
      NodeLook(
        outline: .roundedBox, fill: .white, stroke: MapColor(0x64707D), strokeWidth: 1.1, dash: [3, 2.4],
        text: .ink, legend: "вне групп", className: "school left-out")
    case .other:
      NodeLook(
        outline: .roundedBox, fill: MapColor(0xF3F6F9), stroke: MapColor(0x6B7A8A), strokeWidth: 1.2, dash: [],
        text: .ink, legend: "другая школа", className: "school")
    case .neutral:
      NodeLook(
        outline: .roundedBox, fill: MapColor(0xE8F0F8), stroke: MapColor(0x0B4F8A), strokeWidth: 1.2, dash: [],
        text: .ink, legend: "школа сети", className: "school")
    case .association:
      NodeLook(
        outline: .hexagon, fill: MapColor(0x2D3748), stroke: MapColor(0x2D3748), strokeWidth: 1, dash: [],
        text: .white, legend: "ММО", className: "association")
    case .event:
      NodeLook(
        outline: .note, fill: MapColor(0xFDF6D8), stroke: MapColor(0xA6870A), strokeWidth: 1, dash: [],
        text: .ink, legend: "событие", className: "event")
    case .district:
      NodeLook(
        outline: .ellipse, fill: MapColor(0xE3EEF9), stroke: MapColor(0x0B4F8A), strokeWidth: 1.2, dash: [],
        text: .ink, legend: "район", className: "district")
    case .districtUnknown:
      NodeLook(
        outline: .ellipse, fill: .white, stroke: MapColor(0x52606D), strokeWidth: 1.2, dash: [5, 3.5],
        text: .ink, legend: "район не указан", className: "district unknown")
    }
  }

  /// The look of a cell: an ellipse would hold little text, a box with round ends nearly as much as a box.
  static func cell(of style: NetworkMap.NodeStyle) -> NodeLook {
    let look = look(of: style)
    guard look.outline == .ellipse else { return look }
    return NodeLook(
      outline: .pill, fill: look.fill, stroke: look.stroke, strokeWidth: look.strokeWidth, dash: look.dash,
      text: look.text, legend: look.legend, className: look.className)
  }

  static func panel(isLeftOut: Bool) -> NodeLook {
    NodeLook(
      outline: .roundedBox, fill: isLeftOut ? .white : MapColor(0xF4F7FA),
      stroke: isLeftOut ? MapColor(0x7D8D9E) : MapColor(0xC3CEDA), strokeWidth: 1, dash: isLeftOut ? [4, 3] : [],
      text: .ink, legend: "", className: isLeftOut ? "panel left-out" : "panel")
  }

  private static let subjectLines = [
    LineLook(color: MapColor(0x0B4F8A), width: 1.5, dash: [], className: "subject-1"),
    LineLook(color: MapColor(0xDF7A00), width: 1.7, dash: [5.5, 3.5], className: "subject-2"),
    LineLook(color: MapColor(0x00745A), width: 1.6, dash: [8, 3, 1.6, 3], className: "subject-3"),
    LineLook(color: MapColor(0x7B3FA0), width: 1.8, dash: [1.8, 2.6], className: "subject-4"),
    LineLook(color: MapColor(0xB0174B), width: 1.6, dash: [12, 4], className: "subject-5"),
    LineLook(color: MapColor(0x64707D), width: 1.6, dash: [8, 3, 1.6, 3, 1.6, 3], className: "subject-6"),
  ]
  private static let otherSubjects = LineLook(
    color: MapColor(0x7D8D9E), width: 1.4, dash: [3, 3], className: "subject-other")

  /// Subjects beyond the sixth share one look.
  static func line(of style: NetworkMap.EdgeStyle) -> LineLook {
    switch style {
    case .subject(let index):
      subjectLines.indices.contains(index) ? subjectLines[index] : otherSubjects
    case .wholeSchool: LineLook(color: .ink, width: 2.6, dash: [], className: "whole-school")
    case .membership: LineLook(color: MapColor(0x4A5568), width: 1.2, dash: [], className: "membership")
    case .event: LineLook(color: MapColor(0x8A6D00), width: 1.4, dash: [1.4, 2.8], className: "event")
    case .mixing: LineLook(color: MapColor(0x0B4F8A), width: 1.4, dash: [], className: "mixing")
    }
  }

  static var knownSubjectCount: Int { subjectLines.count }
}

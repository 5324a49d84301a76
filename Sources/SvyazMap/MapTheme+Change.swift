/// Looks of counted lines, and of what began or ended between two days.
extension MapTheme {
  /// A line of many ties is wider and darker than one of few, in proportion to the largest of the map.
  static func line(of style: NetworkMap.EdgeStyle, count: Int, largest: Int) -> LineLook {
    let look = line(of: style)
    let part = min(1, Double(max(count, 1) - 1) / Double(max(largest - 1, 4)))
    let isLight = part < 0.2
    return LineLook(
      color: isLight ? MapColor(0x5B87B0) : look.color, width: 1.3 + 4.2 * part, dash: look.dash,
      className: look.className)
  }

  /// Grey and thin for what stayed, green and thick for what began, orange and dashed for what ended.
  static func line(of style: NetworkMap.EdgeStyle, change: NetworkMap.Change?) -> LineLook {
    let subject = line(of: style).className
    switch change {
    case nil: return line(of: style)
    case .kept:
      return LineLook(color: MapColor(0x7B8794), width: 1.1, dash: [], className: "kept " + subject)
    case .began:
      return LineLook(color: MapColor(0x00745A), width: 3, dash: [], className: "began " + subject)
    case .ended:
      return LineLook(color: MapColor(0xC2410C), width: 1.8, dash: [6, 4], className: "ended " + subject)
    }
  }

  /// Before the label of a node that came or went: borders alone are hard to see on a dark node in grey.
  static func mark(_ change: NetworkMap.Change?) -> String {
    switch change {
    case nil, .kept: ""
    case .began: "+\u{A0}"
    case .ended: "−\u{A0}"
    }
  }

  static func word(_ change: NetworkMap.Change) -> String {
    switch change {
    case .kept: "без изменений"
    case .began: "появилась"
    case .ended: "завершилась"
    }
  }

  /// A node that came has a thick green border; one that went is grey with a dashed orange one.
  static func look(of style: NetworkMap.NodeStyle, change: NetworkMap.Change?) -> NodeLook {
    let look = look(of: style)
    switch change {
    case nil, .kept: return look
    case .began:
      return NodeLook(
        outline: look.outline, fill: look.fill, stroke: MapColor(0x00745A), strokeWidth: 3.4, dash: [],
        text: look.text, legend: look.legend, className: look.className + " began")
    case .ended:
      return NodeLook(
        outline: look.outline, fill: MapColor(0xE4E8EC), stroke: MapColor(0xC2410C), strokeWidth: 1.6, dash: [6, 4],
        text: .muted, legend: look.legend, className: look.className + " ended")
    }
  }
}

/// Looks of what is drawn beside what a map is about: grey and thin, in the same shape.
extension MapTheme {
  private static let paleStroke = MapColor(0x8593A3)

  static func look(of node: NetworkMap.Node) -> NodeLook {
    let look = look(of: node.style, change: node.change)
    guard node.isPale else { return look }
    return NodeLook(
      outline: look.outline, fill: .white, stroke: paleStroke, strokeWidth: 0.7, dash: [], text: MapColor(0x64707D),
      legend: look.legend, className: look.className + " pale")
  }

  static func line(of edge: NetworkMap.Edge) -> LineLook {
    let look = line(of: edge.style, change: edge.change)
    guard edge.isPale else { return look }
    return LineLook(
      color: MapColor(0xC3CEDA), width: 0.8, dash: look.dash, className: look.className + " pale")
  }
}

/// Places, outlines, fills and lines as DrawingML.
enum SlideGeometryWriter {
  static func write(_ shape: SlideShape, into xml: inout XMLWriter) {
    if case .path(let elements) = shape.geometry {
      path(elements, isFilled: shape.fill != .none, into: &xml)
      return
    }
    SlideWriter.place(shape.frame, rotation: shape.rotation, into: &xml)
    let (preset, guides) = preset(shape.geometry, in: shape.frame)
    xml.element("a:prstGeom", ["prst": preset]) { xml in
      xml.element("a:avLst") { xml in
        for (name, value) in guides { xml.element("a:gd", ["name": name, "fmla": "val \(value)"]) }
      }
    }
  }

  /// Corners are given to the format as a share of the shorter side.
  private static func preset(
    _ geometry: SlideShape.Geometry, in frame: SlideFrame
  ) -> (name: String, guides: [(String, Int)]) {
    let width = max(0, OfficeUnits.points(frame.width))
    let height = max(0, OfficeUnits.points(frame.height))
    let shorter = max(min(width, height), 0.001)
    func share(_ length: Double, most: Double = 50_000) -> Int {
      Int(min(max(OfficeUnits.points(length), 0) / shorter * 100_000, most).rounded())
    }
    switch geometry {
    case .rectangle, .path: return ("rect", [])
    case .roundedRectangle(let radius): return ("roundRect", [("adj", share(radius))])
    case .ellipse: return ("ellipse", [])
    case .hexagon(let corner):
      return ("hexagon", [("adj", share(corner, most: min(50_000 * width / shorter, 1e9))), ("vf", 115_470)])
    case .octagon(let corner): return ("octagon", [("adj", share(corner))])
    case .note(let corner): return ("snip1Rect", [("adj", share(corner))])
    }
  }

  // MARK: Paths

  /// The box around the points, control points as well, then the path in the box's coordinates.
  private static func path(_ elements: [SlidePathElement], isFilled: Bool, into xml: inout XMLWriter) {
    let points = elements.flatMap(\.points)
    let xs = points.map { OfficeUnits.emu($0.x) }
    let ys = points.map { OfficeUnits.emu($0.y) }
    let left = xs.min() ?? 0
    let top = ys.min() ?? 0
    // A box without width would make the scale of its path a division by 0.
    let width = max(1, (xs.max() ?? 0) - left)
    let height = max(1, (ys.max() ?? 0) - top)
    func point(_ point: SlidePoint, _ xml: inout XMLWriter) {
      xml.element("a:pt", ["x": "\(OfficeUnits.emu(point.x) - left)", "y": "\(OfficeUnits.emu(point.y) - top)"])
    }
    xml.element("a:xfrm") { xml in
      xml.element("a:off", ["x": "\(left)", "y": "\(top)"])
      xml.element("a:ext", ["cx": "\(width)", "cy": "\(height)"])
    }
    xml.element("a:custGeom") { xml in
      for list in ["a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst"] { xml.element(list) }
      xml.element("a:rect", ["l": "0", "t": "0", "r": "r", "b": "b"])
      xml.element("a:pathLst") { xml in
        xml.element("a:path", ["w": "\(width)", "h": "\(height)", "fill": isFilled ? nil : "none"]) { xml in
          var isDrawing = false
          for element in elements {
            // A path begins somewhere, even when its maker forgot to say where.
            if !isDrawing, let first = element.points.first {
              xml.element("a:moveTo") { point(first, &$0) }
              isDrawing = true
              if case .move = element { continue }
            }
            switch element {
            case .move(let to): xml.element("a:moveTo") { point(to, &$0) }
            case .line(let to): xml.element("a:lnTo") { point(to, &$0) }
            case .curve: xml.element("a:cubicBezTo") { xml in for one in element.points { point(one, &xml) } }
            case .close: if isDrawing { xml.element("a:close") }
            }
          }
        }
      }
    }
  }

  // MARK: Connectors

  static func write(_ connector: SlideConnector, into xml: inout XMLWriter) {
    let (from, to) = (connector.from, connector.to)
    let isVertical: Bool
    var (preset, guides): (String, [(String, Int)]) = ("line", [])
    switch connector.bend {
    case .none: isVertical = false
    case .quarter(let leavesVertically):
      isVertical = leavesVertically
      preset = "curvedConnector2"
    case .wave(let leavesVertically, let middle):
      isVertical = leavesVertically
      preset = "curvedConnector3"
      let (start, end) = isVertical ? (from.y, to.y) : (from.x, to.x)
      // A box without width would make a share of it a division by 0.
      let width = OfficeUnits.emu(end) - OfficeUnits.emu(start)
      let share = Double(OfficeUnits.emu(middle) - OfficeUnits.emu(start)) / Double(width == 0 ? 1 : width) * 100_000
      guides = [("adj1", Int(min(max(share, -2_000_000_000), 2_000_000_000).rounded()))]
    }
    if isVertical { placeTurned(from: from, to: to, into: &xml) } else { place(from: from, to: to, into: &xml) }
    xml.element("a:prstGeom", ["prst": preset]) { xml in
      xml.element("a:avLst") { xml in
        for (name, value) in guides { xml.element("a:gd", ["name": name, "fmla": "val \(value)"]) }
      }
    }
  }

  /// The box of a line that leaves upwards or downwards: the format's lines leave to the right, so it is mirrored first
  /// and then turned by a quarter around its middle.
  private static func placeTurned(from: SlidePoint, to: SlidePoint, into xml: inout XMLWriter) {
    let (x1, y1) = (OfficeUnits.emu(from.x), OfficeUnits.emu(from.y))
    let (x2, y2) = (OfficeUnits.emu(to.x), OfficeUnits.emu(to.y))
    let (width, height) = (abs(x2 - x1), abs(y2 - y1))
    let left = min(x1, x2) + (width - height) / 2
    let top = min(y1, y2) + (height - width) / 2
    let attributes: XMLWriter.Attributes = [
      "rot": "5400000", "flipH": y2 < y1 ? "1" : nil, "flipV": x2 > x1 ? "1" : nil,
    ]
    xml.element("a:xfrm", attributes) { xml in
      xml.element("a:off", ["x": "\(left)", "y": "\(top)"])
      xml.element("a:ext", ["cx": "\(height)", "cy": "\(width)"])
    }
  }

  /// The box of a straight line, mirrored where the line runs to the left or upwards.
  private static func place(from: SlidePoint, to: SlidePoint, into xml: inout XMLWriter) {
    let (x1, y1) = (OfficeUnits.emu(from.x), OfficeUnits.emu(from.y))
    let (x2, y2) = (OfficeUnits.emu(to.x), OfficeUnits.emu(to.y))
    xml.element("a:xfrm", ["flipH": x2 < x1 ? "1" : nil, "flipV": y2 < y1 ? "1" : nil]) { xml in
      xml.element("a:off", ["x": "\(min(x1, x2))", "y": "\(min(y1, y2))"])
      xml.element("a:ext", ["cx": "\(abs(x2 - x1))", "cy": "\(abs(y2 - y1))"])
    }
  }

  // MARK: Fills and lines

  static func write(_ fill: SlideFill, into xml: inout XMLWriter) {
    switch fill {
    case .none: xml.element("a:noFill")
    case .solid(let color, let opacity): solid(color, opacity: opacity, into: &xml)
    case .hatching(let color, let background):
      xml.element("a:pattFill", ["prst": "wdUpDiag"]) { xml in
        xml.element("a:fgClr") { $0.element("a:srgbClr", ["val": color.hex]) }
        xml.element("a:bgClr") { $0.element("a:srgbClr", ["val": background.hex]) }
      }
    }
  }

  static func solid(_ color: OfficeColor, opacity: Double = 1, into xml: inout XMLWriter) {
    let alpha = Int((min(max(opacity.isNaN ? 1 : opacity, 0), 1) * 100_000).rounded())
    xml.element("a:solidFill") { xml in
      xml.element("a:srgbClr", ["val": color.hex]) { xml in
        if alpha < 100_000 { xml.element("a:alpha", ["val": "\(alpha)"]) }
      }
    }
  }

  /// - Parameter name: `a:ln`, or an edge of a table's cell.
  static func write(_ line: SlideLine?, name: String = "a:ln", into xml: inout XMLWriter) {
    guard let line, OfficeUnits.emuLength(line.width) > 0 else {
      xml.element(name) { $0.element("a:noFill") }
      return
    }
    let width = min(OfficeUnits.emuLength(line.width), 20_116_800)
    xml.element(name, ["w": "\(width)"]) { xml in
      solid(line.color, into: &xml)
      dash(line.dash, width: width, into: &xml)
      xml.element("a:round")
      end("a:headEnd", line.start, of: line, into: &xml)
      end("a:tailEnd", line.end, of: line, into: &xml)
    }
  }

  /// Lengths go over as shares of the line's width, in thousandths of a per cent.
  private static func dash(_ lengths: [Double], width: Int, into xml: inout XMLWriter) {
    var lengths = Array(lengths.prefix(16))
    guard lengths.contains(where: { OfficeUnits.emu($0) > 0 }) else { return }
    if !lengths.count.isMultiple(of: 2) { lengths += lengths }
    func share(_ length: Double) -> Int {
      min(max(1, Int((Double(OfficeUnits.emuLength(length)) / Double(width) * 100_000).rounded())), 1_000_000_000)
    }
    xml.element("a:custDash") { xml in
      for index in stride(from: 0, to: lengths.count, by: 2) {
        xml.element("a:ds", ["d": "\(share(lengths[index]))", "sp": "\(share(lengths[index + 1]))"])
      }
    }
  }

  private static func end(_ name: String, _ end: SlideLine.End, of line: SlideLine, into xml: inout XMLWriter) {
    let type: String
    switch end {
    case .none: return
    case .triangle: type = "triangle"
    case .arrow: type = "arrow"
    case .oval: type = "oval"
    case .diamond: type = "diamond"
    }
    // Medium is what the format takes for granted.
    func scale(_ scale: SlideLine.EndScale) -> String? { scale == .medium ? nil : scale.rawValue }
    xml.element(name, ["type": type, "w": scale(line.endWidth), "len": scale(line.endLength)])
  }
}

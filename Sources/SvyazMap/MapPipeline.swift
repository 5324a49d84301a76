internal import CGraphvizShim

/// From a map to its scene and files. Runs in the worker: layout, fonts and painting are C libraries that may die.
package struct MapPipeline {
  let measurer = PangoMeasurer()

  /// Widest picture, in pixels.
  static let largestPNGWidth = 6000.0

  package init() {}

  package func draw(_ map: NetworkMap, formats: [MapFormat]) throws(MapError) -> (
    scene: MapScene, files: [MapFormat: [UInt8]]
  ) {
    let scene = try SceneComposer(map: map, measurer: measurer).compose()
    var files: [MapFormat: [UInt8]] = [:]
    let svg = formats.contains(.dot) && formats.count == 1 ? [] : Array(SVGWriter.write(scene).utf8)
    for format in formats {
      switch format {
      case .svg: files[.svg] = svg
      case .dot: files[.dot] = Array(DOTWriter.write(map).utf8)
      case .png: files[.png] = try Self.png(svg, size: scene.size)
      }
    }
    return (scene, files)
  }

  /// The picture of an SVG document: two pixels a point, fewer where the page is a large poster.
  static func png(_ svg: [UInt8], size: Size) throws(MapError) -> [UInt8] {
    let width = min(size.width * 2, largestPNGWidth)
    let height = (width * size.height / size.width).rounded()
    var png = svyaz_bytes()
    defer { svyaz_bytes_free(&png) }
    guard svyaz_png_from_svg(svg, svg.count, Int32(width), Int32(height), &png) == 0, let bytes = png.bytes else {
      let detail = png.message.map { DisplayText.clean(String(cString: $0), limit: 200) } ?? "PNG"
      if detail == "out of memory" { throw .memoryExceeded }
      throw .layoutFailed(detail: detail)
    }
    return Array(UnsafeBufferPointer(start: bytes, count: png.count))
  }
}

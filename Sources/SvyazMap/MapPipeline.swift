internal import CGraphvizShim
internal import SvyazOffice

/// From a map to its scene and files. Runs in the worker: layout, fonts and painting are C libraries that may die.
struct MapPipeline {
  let measurer = PangoMeasurer()

  func draw(
    _ map: NetworkMap, formats: [MapFormat], options: MapFileOptions = MapFileOptions()
  ) throws(MapError) -> (scene: MapScene, files: [MapFormat: [UInt8]]) {
    var scene = try SceneComposer(map: map, measurer: measurer).compose()
    scene.caption = map.sentences.map { DisplayText.clean($0) }.filter { !$0.isEmpty }
    scene.day = map.day.map { DisplayText.clean($0, limit: 10) }
    var files: [MapFormat: [UInt8]] = [:]
    let isPainted = !Set(formats).isDisjoint(with: [.svg, .png, .pdf])
    let svg = isPainted ? Array(SVGWriter.write(scene).utf8) : []
    for format in formats {
      switch format {
      case .svg:
        let isOutlined = options.hasOutlinedText
        files[.svg] = isOutlined ? Array(SVGWriter.write(scene, text: OutlinedText.element).utf8) : svg
      case .dot: files[.dot] = Array(DOTWriter.write(map).utf8)
      case .json: files[.json] = Array(SceneJSON.write(scene).utf8)
      case .png: files[.png] = try Self.png(svg, size: scene.size, dpi: options.dpi)
      case .pdf: files[.pdf] = try Self.pdf(svg, scene: scene)
      case .pptx: files[.pptx] = try Self.pptx(scene)
      }
    }
    return (scene, files)
  }

  /// The picture of an SVG document.
  static func png(_ svg: [UInt8], size: Size, dpi: Int? = nil) throws(MapError) -> [UInt8] {
    let resolution = PNGResolution(asked: dpi, page: size)
    let bytes = try painted { svyaz_png_from_svg(svg, svg.count, resolution.width, resolution.height, &$0) }
    return resolution.marked(bytes)
  }

  /// The page of an SVG document.
  private static func pdf(_ svg: [UInt8], scene: MapScene) throws(MapError) -> [UInt8] {
    try painted {
      svyaz_pdf_from_svg(
        svg, svg.count, scene.size.width, scene.size.height, scene.title, "\(scene.fileDay)T00:00:00Z", &$0)
    }
  }

  private static func pptx(_ scene: MapScene) throws(MapError) -> [UInt8] {
    do {
      return try SceneSlide(scene).presentation.bytes()
    } catch {
      // Whatever it says: no text and no size is a reason for it.
      throw .memoryExceeded
    }
  }

  private static func painted(_ paint: (inout svyaz_bytes) -> Int32) throws(MapError) -> [UInt8] {
    var out = svyaz_bytes()
    defer { svyaz_bytes_free(&out) }
    guard paint(&out) == 0, let bytes = out.bytes else {
      let detail = out.message.map { DisplayText.clean(String(cString: $0), limit: 200) } ?? "librsvg"
      if detail == "out of memory" { throw .memoryExceeded }
      throw .layoutFailed(detail: detail)
    }
    return Array(UnsafeBufferPointer(start: bytes, count: out.count))
  }
}

/// How files of a map are written; the scene is the same whatever they say.
public struct MapFileOptions: Hashable, Sendable, Codable {
  /// Pixels of the PNG to the inch; see ``PNGResolution``.
  public var dpi: Int?
  /// The SVG has its letters as shapes: it needs no font, and its text cannot be selected.
  public var hasOutlinedText: Bool

  public init(dpi: Int? = nil, hasOutlinedText: Bool = false) {
    self.dpi = dpi
    self.hasOutlinedText = hasOutlinedText
  }
}

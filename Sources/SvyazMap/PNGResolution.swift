/// How many pixels the picture of a page has.
public struct PNGResolution: Hashable, Sendable {
  /// What may be asked for, in pixels to the inch.
  public static let allowed = 72...600
  /// Two pixels a point.
  static let usual = 144
  /// Of a picture that nobody gave a resolution for: a large poster gets fewer pixels to the inch.
  static let usualWidth = 6000.0
  /// A3 at 600 dpi fits, A0 at 200; 280 MB while it is painted.
  static let mostPixels = 70e6

  /// Pixels.
  public let width, height: Int32
  /// What came of the resolution asked for, in pixels to the inch.
  public let dpi: Double

  /// - Parameters:
  ///   - asked: brought into ``allowed``; lower where the page would have more pixels than memory can hold.
  ///   - page: in points.
  public init(asked: Int?, page: Size) {
    let pageWidth = min(max(page.width.isFinite ? page.width : 1, 1), 1e6)
    let pageHeight = min(max(page.height.isFinite ? page.height : 1, 1), 1e6)
    let dpi = Double(min(max(asked ?? Self.usual, Self.allowed.lowerBound), Self.allowed.upperBound))
    let most = (Self.mostPixels / (pageWidth * pageHeight)).squareRoot()
    // Cairo's pictures have at most 32,767 pixels a side.
    let side = 32_000 / max(pageWidth, pageHeight)
    var scale = min(dpi / 72, most, side)
    if asked == nil { scale = min(scale, Self.usualWidth / pageWidth) }
    self.dpi = scale * 72
    width = Int32(max(1, (pageWidth * scale).rounded()))
    height = Int32(max(1, (pageHeight * scale).rounded()))
  }

  /// The PNG with its resolution (the chunk `pHYs`), so that programs place it in the page's size.
  func marked(_ png: [UInt8]) -> [UInt8] {
    // The signature of 8 bytes and the chunk IHDR of 25 always come first.
    guard png.count > 33 else { return png }
    let perMetre = UInt32((dpi / 0.0254).rounded())
    func four(_ value: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
    let body = Array("pHYs".utf8) + four(perMetre) + four(perMetre) + [1]
    return png[..<33] + four(9) + body + four(Self.crc(body)) + png[33...]
  }

  /// CRC-32 of ISO 3309, as PNG's chunks end with.
  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }
}

internal import Foundation

extension MapColor {
  /// Luminance in 0…1, black to white (WCAG 2.2, "relative luminance").
  public var relativeLuminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  /// Contrast of two colours in 1…21 (WCAG 2.2, "contrast ratio").
  ///
  ///     MapColor.white.contrast(with: .white)  // 1
  public func contrast(with other: MapColor) -> Double {
    let (one, two) = (relativeLuminance, other.relativeLuminance)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  /// CIE 1976 lightness L* in 0…100: how light a grey printer prints it.
  public var lightness: Double {
    let y = relativeLuminance
    return y <= 216.0 / 24389 ? y * 24389 / 27 : 116 * cbrt(y) - 16
  }

  /// A channel of sRGB as light.
  private static func linear(_ channel: UInt8) -> Double {
    let value = Double(channel) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }
}

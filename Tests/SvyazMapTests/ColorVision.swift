import Foundation

@testable import SvyazMap

/// What others see of a colour.
enum ColorVision: String, CaseIterable {
  case usual, protan, deutan, tritan, grey

  /// Matrices on linear sRGB for a complete deficiency: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A
  /// Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15 (6), 2009, severity 1.0.
  private var matrix: [[Double]] {
    switch self {
    case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protan:
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    case .deutan:
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    case .tritan:
      [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    case .grey: [[Double]](repeating: [0.2126, 0.7152, 0.0722], count: 3)
    }
  }

  func seen(_ color: MapColor) -> MapColor {
    let light = [color.red, color.green, color.blue].map { channel -> Double in
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    let channels = matrix.map { row -> UInt32 in
      let value = min(1, max(0, zip(row, light).reduce(0) { $0 + $1.0 * $1.1 }))
      let display = value <= 0.0031308 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055
      return UInt32((display * 255).rounded())
    }
    return MapColor(channels[0] << 16 | channels[1] << 8 | channels[2])
  }

  /// Distance of two colours as seen, CIE 1976 ΔE*ab; about 2.3 is just noticeable.
  func difference(_ one: MapColor, _ two: MapColor) -> Double {
    let (a, b) = (Self.lab(seen(one)), Self.lab(seen(two)))
    return zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  private static func lab(_ color: MapColor) -> [Double] {
    let light = [color.red, color.green, color.blue].map { channel -> Double in
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    let rows = [
      [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041],
    ]
    let white = [0.95047, 1, 1.08883]
    let f = zip(rows, white).map { row, white -> Double in
      let t = zip(row, light).reduce(0) { $0 + $1.0 * $1.1 } / white
      return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116
    }
    return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
  }
}

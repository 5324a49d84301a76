/// Decimal numbers as the network folder writes them.
public enum DecimalText {
  /// The shortest decimal that reads back as the same number, never with an exponent.
  public static func text(of value: Double) -> String {
    let shortest = value.description
    guard let mark = shortest.firstIndex(of: "e"), let exponent = Int(shortest[shortest.index(after: mark)...]) else {
      return shortest
    }
    let sign = value.sign == .minus ? "-" : ""
    let digits = shortest[..<mark].filter { ("0"..."9").contains($0) }
    // One digit stands before the point of a description with an exponent.
    if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits }
    return sign + digits + String(repeating: "0", count: max(0, exponent + 1 - digits.count)) + ".0"
  }
}

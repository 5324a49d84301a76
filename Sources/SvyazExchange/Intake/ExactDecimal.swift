import SvyazContract

/// A decimal number without rounding: `units / 10^scale`, at most 15 digits in all.
struct ExactDecimal: Hashable {
  var units: Int
  var scale: Int

  /// The number as a whole one, when it is whole: `12.0` is 12.
  var whole: Int? {
    let power = Self.power(scale)
    return units % power == 0 ? units / power : nil
  }

  /// Millionths, digits beyond them rounded half away from zero; nothing that a percentage or a mark needs is lost.
  var millionths: Int? {
    if scale <= 6 {
      let (value, overflow) = units.multipliedReportingOverflow(by: Self.power(6 - scale))
      return overflow ? nil : value
    }
    let power = Self.power(scale - 6)
    let (quotient, rest) = units.quotientAndRemainder(dividingBy: power)
    return abs(rest) * 2 >= power ? quotient + (units < 0 ? -1 : 1) : quotient
  }

  /// `-?digits(.digits)?`, without zeros at the end.
  var text: String {
    var units = units
    var scale = scale
    while scale > 0, units % 10 == 0 {
      units /= 10
      scale -= 1
    }
    guard scale > 0 else { return String(units) }
    var digits = String(units.magnitude)
    if digits.utf8.count <= scale {
      digits = String(repeating: "0", count: scale + 1 - digits.utf8.count) + digits
    }
    return (units < 0 ? "-" : "") + digits.dropLast(scale) + "." + digits.suffix(scale)
  }

  static func power(_ exponent: Int) -> Int {
    var power = 1
    for _ in 0..<min(max(exponent, 0), 15) { power *= 10 }
    return power
  }

  init(units: Int, scale: Int) {
    self.units = units
    self.scale = scale
  }

  /// A spreadsheet's number: 15 digits, as the spreadsheet itself counts, so 45.300000000000004 is 45.3.
  init?(_ value: Double) {
    guard value.isFinite, abs(value) < 1e15 else { return nil }
    if value == value.rounded() {
      self.init(units: Int(value), scale: 0)
      return
    }
    var scale = 9
    var bound = 1e6
    // 15 digits in all: the more before the point, the fewer after it.
    while abs(value) >= bound, scale > 0 {
      bound *= 10
      scale -= 1
    }
    let scaled = (value * Double(Self.power(scale))).rounded()
    guard abs(scaled) <= 1e15 else { return nil }
    self.init(units: Int(scaled), scale: scale)
  }

  /// What people write: `1 234`, `45,3`, `45.3%`, `№ 12`, `25 чел.`, `12.0`.
  ///
  /// Spaces part thousands and nothing else; a comma or a point parts the fraction.
  init?(_ text: some StringProtocol) {
    var scalars = Array(IntakeText.trimmed(text).unicodeScalars.prefix(65))
    guard scalars.count <= 64 else { return nil }
    // A sign of number before it.
    if let first = scalars.first, first == "№" || first == "#" {
      scalars.removeFirst()
    } else if scalars.count > 1, scalars[0] == "N" || scalars[0] == "n" {
      scalars.removeFirst(scalars[1] == "o" || scalars[1] == "O" ? 2 : 1)
      if scalars.first == "." { scalars.removeFirst() }
    }
    var position = 0
    func skipBlanks() {
      while position < scalars.count, IntakeText.isBlank(scalars[position]) { position += 1 }
    }
    skipBlanks()
    var isNegative = false
    if position < scalars.count,
      scalars[position] == "-" || scalars[position] == "−" || scalars[position] == "+"
    {
      isNegative = scalars[position] != "+"
      position += 1
      skipBlanks()
    }
    var units = 0
    var digits = 0
    func digit(at index: Int) -> Int? {
      guard index < scalars.count, (0x30...0x39).contains(scalars[index].value) else { return nil }
      return Int(scalars[index].value) - 0x30
    }
    func take(_ digit: Int) {
      units = units * 10 + digit
      if units > 0 { digits += 1 }
      position += 1
    }
    var group = 0
    var isGrouped = false
    while position < scalars.count {
      if let next = digit(at: position) {
        guard digits < 15 else { return nil }
        take(next)
        group += 1
      } else if Self.isGroupMark(scalars[position]), group > 0, digit(at: position + 1) != nil {
        // «12 345» is one number, «12 34» is not.
        guard isGrouped ? group == 3 : group <= 3, digit(at: position + 2) != nil,
          digit(at: position + 3) != nil,
          digit(at: position + 4) == nil
        else { return nil }
        isGrouped = true
        group = 0
        position += 1
      } else {
        break
      }
    }
    guard group > 0 else { return nil }
    var scale = 0
    if position + 1 < scalars.count, scalars[position] == "," || scalars[position] == ".",
      digit(at: position + 1) != nil
    {
      position += 1
      while let next = digit(at: position) {
        guard digits < 15, scale < 15 else { return nil }
        take(next)
        scale += 1
      }
    }
    // A unit after it: «чел.», «%», «класс»; no second number.
    skipBlanks()
    let rest = scalars[position...]
    guard
      rest.allSatisfy({
        $0.properties.isAlphabetic || $0 == "." || $0 == "%" || $0 == "-" || IntakeText.isBlank($0)
      }),
      rest.first != "," && rest.first != "-"
    else { return nil }
    unit = String(String.UnicodeScalarView(rest))
    self.units = isNegative ? -units : units
    self.scale = scale
  }

  /// What stood after the number: «чел.», «%»; empty for none.
  private(set) var unit = ""

  private static func isGroupMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "'" || scalar == "’"
      || (IntakeText.isBlank(scalar) && scalar != "\n" && scalar != "\r" && scalar != "\t")
  }
}

extension RussianText {
  // MARK: Numbers

  /// «1 234 567»: groups of three with no-break spaces, a true minus.
  public static func grouped(_ value: Int) -> String {
    (value < 0 ? "−" : "") + grouped(digits: String(value.magnitude))
  }

  /// «+3», «−3», «0»: a change.
  public static func signed(_ value: Int) -> String { value > 0 ? "+" + grouped(value) : grouped(value) }

  /// «2–4», or «4» when both ends are the same.
  public static func range(_ low: Int, _ high: Int) -> String {
    if low == high { return grouped(low) }
    // «−3 – −1»: an en dash between signs would not be read.
    return low < 0 || high < 0
      ? "от\(noBreakSpace)\(grouped(low)) до\(noBreakSpace)\(grouped(high))" : "\(grouped(low))–\(grouped(high))"
  }

  /// «12,30» of 1230 hundredths: exact, with a decimal comma.
  ///
  /// - Parameter places: digits after the comma, kept within 0…18.
  public static func decimal(scaled value: Int, places: Int) -> String {
    let places = min(max(places, 0), 18)
    var digits = String(value.magnitude)
    if digits.count <= places { digits = String(repeating: "0", count: places + 1 - digits.count) + digits }
    let sign = value < 0 ? "−" : ""
    let whole = grouped(digits: String(digits.dropLast(places)))
    return places == 0 ? sign + whole : "\(sign)\(whole),\(digits.suffix(places))"
  }

  /// «12,3»: rounded half away from zero. What is no number, or has no exact whole part, is «нет данных».
  ///
  /// - Parameter places: digits after the comma, kept within 0…6.
  public static func decimal(_ value: Double, places: Int = 1) -> String {
    let places = min(max(places, 0), 6)
    var scaled = value
    for _ in 0..<places { scaled *= 10 }
    scaled.round(.toNearestOrAwayFromZero)
    guard scaled.isFinite, let exact = Int(exactly: scaled), exact.magnitude < 1 << 53 else { return noData }
    return decimal(scaled: exact, places: places)
  }

  // MARK: Shares

  /// «93,3 %»: per cent of a share in ‰, exact; «нет данных» of `nil`.
  public static func percent(perMille: Int?) -> String {
    perMille.map { decimal(scaled: $0, places: 1) + noBreakSpace + "%" } ?? noData
  }

  /// «90 %», «92,5 %»: as ``percent(perMille:)``, without a zero after the comma. For targets, which are round.
  public static func roundPercent(perMille: Int?) -> String {
    guard let perMille, perMille.isMultiple(of: 10) else { return percent(perMille: perMille) }
    return grouped(perMille / 10) + noBreakSpace + "%"
  }

  /// «6,7 п. п.»: a difference of two shares in ‰.
  public static func points(perMille: Int) -> String {
    decimal(scaled: perMille, places: 1) + "\(noBreakSpace)п.\(noBreakSpace)п."
  }

  // MARK: Counts

  /// «1 школа», «4 школы», «6 школ»: a number with the form of the noun that it takes.
  ///
  /// - Parameters:
  ///   - one: with 1, 21, 101…
  ///   - few: with 2–4, 22–24…
  ///   - many: with 0, 5–20, 25–30…
  public static func counted(_ count: Int, _ one: String, _ few: String, _ many: String) -> String {
    grouped(count) + noBreakSpace + form(count, one, few, many)
  }

  /// The form of the noun alone.
  public static func form(_ count: Int, _ one: String, _ few: String, _ many: String) -> String {
    let last = count.magnitude % 100
    if (11...14).contains(last) { return many }
    return switch last % 10 {
    case 1: one
    case 2, 3, 4: few
    default: many
    }
  }

  private static func grouped(digits: String) -> String {
    var text = ""
    for (offset, digit) in digits.enumerated() {
      if offset > 0, (digits.count - offset).isMultiple(of: 3) { text += noBreakSpace }
      text.append(digit)
    }
    return text
  }
}

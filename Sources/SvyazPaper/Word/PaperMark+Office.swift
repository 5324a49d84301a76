internal import SvyazGraph
internal import SvyazOffice

extension PaperMark {
  /// The mark in Russian, piece by piece: what the data are, when, by which definitions, for whom, which state.
  var officePieces: [String] {
    var pieces = [Self.short(network), "на \(day.russian)"]
    if let knowledge, !knowledge.isEmpty { pieces.append(Self.short(knowledge)) }
    pieces.append("определения \(Self.short(definitions))")
    pieces.append(editionName)
    pieces.append("данные \(shortHash)")
    return pieces
  }

  /// The foot of a page must leave the page its room, whatever a network is called.
  private static func short(_ text: String) -> String { text.count > 120 ? text.prefix(119) + "…" : text }

  static let officeSample = "Учебные данные"

  var officeDate: OfficeProperties.Date {
    OfficeProperties.Date(year: day.year, month: day.month, day: day.dayOfMonth)
  }
}

extension PaperState {
  var officeWord: String {
    switch self {
    case .reached: "цель достигнута"
    case .short: "цель не достигнута"
    case .unknown: "нет данных"
    }
  }

  var officeColor: OfficeColor {
    switch self {
    case .reached: OfficeColor(0x00745A)
    case .short: OfficeColor(0xC2410C)
    case .unknown: OfficeColor(0x52606D)
    }
  }
}

internal import SvyazGraph
internal import SvyazIndicators

/// All indicators, a line each, then what stands beside the headlines.
struct IndicatorSheetText {
  let network: Network
  let sheet: IndicatorSheet

  var text: String {
    "\(network.name)\nПоказатели на \(sheet.day.russian)\n\(summary)\n\n\(lines)\n\(readings)\n\(paces)\(missing)"
      + "\nПоимённо: svyaz indicator НОМЕР. Показатель 9 по правилу: \(IndicatorWords.rule(sheet.rule)).\n"
  }

  /// «Достигнуты 2 из 9. Ближе всех к цели: 9 (не хватает 1 школы)».
  private var summary: String {
    let reached = sheet.indicators.filter { $0.headline?.gap.isReached == true }
    var text = "Достигнуто показателей: \(reached.count) из \(sheet.indicators.count)."
    let nearest = sheet.indicators.filter {
      $0.headline?.gap.isReached == false && ($0.headline?.gap.perMille ?? 0) > 0
    }
    .min { ($0.headline?.gap.perMille ?? 0, $0.number) < ($1.headline?.gap.perMille ?? 0, $1.number) }
    if let nearest, let headline = nearest.headline {
      text += " Ближе всех к цели показатель \(nearest.number): \(IndicatorWords.gap(headline))."
    }
    return text
  }

  private var lines: String {
    var table = TextTable([
      "№": .right, "Показатель": .left, "Есть": .right, "из": .right, "Доля": .right, "Цель": .right,
      "До цели": .left,
    ])
    for indicator in sheet.indicators {
      guard let headline = indicator.headline else {
        table.add([
          "\(indicator.number)", indicator.name, "", "", "нет определения", percent(indicator.target.perMille),
        ])
        continue
      }
      table.add([
        "\(indicator.number)", indicator.name, grouped(headline.figure.count), grouped(headline.figure.of),
        percent(headline.figure.sharePerMille), percent(indicator.target.perMille), IndicatorWords.gap(headline),
      ])
    }
    return table.text()
  }

  /// The other readings, where there are any.
  private var readings: String {
    var table = TextTable([
      "№": .right, "Другие чтения": .left, "Есть": .right, "из": .right, "Доля": .right, "До цели": .left,
    ])
    for indicator in sheet.indicators {
      for reading in indicator.readings.dropFirst() {
        table.add([
          "\(indicator.number)", reading.definition.title, grouped(reading.figure.count), grouped(reading.figure.of),
          percent(reading.figure.sharePerMille), IndicatorWords.gap(reading),
        ])
      }
    }
    return table.isEmpty ? "" : table.text()
  }

  private var paces: String {
    var table = TextTable([
      "№": .right, "По прямой": .right, "возможно от": .right, "до": .right, "Когда": .left,
    ])
    for indicator in sheet.indicators {
      let forecast = indicator.forecast
      table.add([
        "\(indicator.number)", percent(forecast.atTarget),
        forecast.atTargetRange.map { PerMille.percent($0.lowerBound) } ?? "—",
        forecast.atTargetRange.map { PerMille.percent($0.upperBound) } ?? "—", IndicatorWords.pace(forecast),
      ])
    }
    let days = Set(sheet.indicators.map(\.target.day)).sorted().map(\.russian).joined(separator: ", ")
    return "К сроку (\(days)), с вероятностью 95 %\n" + table.text()
  }

  private var missing: String {
    var table = TextTable([
      "№": .right, "Чего нет в данных": .left, "школ": .right, "доля от": .right, "до": .right,
    ])
    for indicator in sheet.indicators {
      guard let bounds = indicator.headline?.bounds, !bounds.missing.isEmpty else { continue }
      for kind in MissingData.Kind.allCases {
        let schools = Set(bounds.missing.filter { $0.kind == kind }.map(\.school))
        guard !schools.isEmpty else { continue }
        table.add([
          "\(indicator.number)", kind.russian, "\(schools.count)", percent(bounds.lowerPerMille),
          percent(bounds.upperPerMille),
        ])
      }
    }
    return table.isEmpty ? "\nДанных хватает на все показатели.\n" : "\n" + table.text()
  }

  private func percent(_ share: Int?) -> String { IndicatorWords.percent(share) }
}

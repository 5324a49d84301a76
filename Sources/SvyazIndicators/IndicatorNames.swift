public import SvyazGraph

/// What a figure counts.
public enum CountedUnit: String, Hashable, Sendable {
  case schools
  case people
  /// Results by subject: a pupil counts once a subject (indicators.md D3).
  case results
}

/// The nine indicators of the programme's Table 1, by number.
public enum IndicatorName {
  public static let numbers = 1...9

  /// A few words for tables and charts.
  public static func short(_ number: Int) -> String {
    switch number {
    case 1: "Программы повышения качества"
    case 2: "Программы учительского роста"
    case 3: "Заместители: методическая служба"
    case 4: "Директора и заместители: эффективный режим"
    case 5: "Педагоги: курсы по качеству"
    case 6: "ВПР, школы в сложных условиях"
    case 7: "Итоговая аттестация, те же школы"
    case 8: "Результаты за год выросли"
    case 9: "Сетевое партнёрство"
    default: "Показатель \(number)"
    }
  }

  /// The whole sentence, for papers to sign.
  public static func long(_ number: Int) -> String {
    switch number {
    case 1:
      "Доля школ с низкими результатами и школ в сложных социальных условиях, где разработана и выполняется программа "
        + "повышения качества образования"
    case 2: "Доля школ, где разработаны и выполняются программы учительского роста"
    case 3: "Доля заместителей руководителей, прошедших обучение по модернизации методической службы"
    case 4: "Доля директоров и заместителей, прошедших обучение по переходу школы в эффективный режим"
    case 5: "Доля педагогов, прошедших обучение по вопросам качества образования"
    case 6: "Доля успешных результатов ВПР по предметам программы в школах в сложных социальных условиях"
    case 7:
      "Доля успешных результатов итоговой аттестации по предметам программы в школах в сложных социальных условиях"
    case 8: "Доля школ, обучающиеся которых показали более высокие результаты, чем год назад"
    case 9: "Доля школ, реализующих сетевое партнёрство"
    default: "Показатель \(number)"
    }
  }
}

extension IndicatorTarget {
  private static let standardShares = [1000, 750, 700, 1000, 900, 900, 900, 500, 900]

  /// The target of `network.json`, else that of the programme's Table 1 (indicators.md C5).
  public static func of(_ number: Int, in network: Network) -> IndicatorTarget {
    if let target = network.targets.first(where: { $0.indicator == number }) { return target }
    let share = standardShares.indices.contains(number - 1) ? standardShares[number - 1] : 1000
    return IndicatorTarget(indicator: number, perMille: share, day: Forecast.defaultTargetDay)
  }
}

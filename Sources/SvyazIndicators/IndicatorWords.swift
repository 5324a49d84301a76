extension CountedUnit {
  /// «школы», for tables.
  public var russian: String {
    switch self {
    case .schools: "школы"
    case .people: "люди"
    case .results: "результаты по предметам"
    }
  }
}

extension MissingData.Kind {
  /// What is not in the data, for people.
  public var russian: String {
    switch self {
    case .programme: "нет сведений о программе"
    case .staff: "нет сведений о кадрах"
    case .results: "нет результатов за год"
    case .comparableResults: "нечего сравнить с прошлым годом (меньше 20 участников)"
    case .students: "не указано число обучающихся"
    case .attendance: "есть событие, участники которого не внесены"
    }
  }
}

internal import SvyazExchange
internal import SvyazGraph
internal import SvyazIndicators

/// A shortest way for people.
struct WayText {
  private let network: Network
  private let way: ShortestWay
  private let names: Naming
  private let partnerships: [PartnershipID: Partnership]
  private let associations: [AssociationID: Association]

  init(network: Network, way: ShortestWay) {
    self.network = network
    self.way = way
    names = Naming(network)
    partnerships = Dictionary(network.partnerships.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    associations = Dictionary(network.associations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var text: String {
    var text = "\(network.name)\nКратчайший путь к цели показателя 9, по данным на \(way.day.russian)\n"
    let until = way.at > way.day ? "чтобы доля была не ниже на \(way.at.russian)" : "срок — \(way.deadline.russian)"
    text += "Правило: \(IndicatorWords.rule(way.rule)). Цель: \(PerMille.percent(way.targetPerMille)), \(until).\n\n"
    guard way.denominator > 0 else { return text + "На эту дату нет школ с низкими результатами.\n" }
    text += start
    if !way.acts.isEmpty { text += proof + "\n" + acts + timing }
    text += farther
    return text
  }

  /// How far it is and in how many acts, for papers.
  var summary: String {
    guard way.denominator > 0 else { return "На эту дату нет школ с низкими результатами." }
    return (start + (way.acts.isEmpty ? "" : proof)).split(separator: "\n").joined(separator: " ")
  }

  private func figure(_ count: Int) -> String {
    let share = PerMille.share(count, of: way.denominator).map(PerMille.percent) ?? "нет данных"
    return "\(count) из \(way.denominator), \(share)"
  }

  private var start: String {
    let missing = way.required - way.numerator
    var text =
      way.at > way.day
      ? "На \(way.at.russian), если нового не записывать, останется: \(figure(way.numerator)).\n"
      : "Сейчас: \(figure(way.numerator)).\n"
    if missing <= 0 {
      return text + "Цель достигнута: нужно \(way.required), ничего делать не надо.\n"
    }
    text += "Для цели нужно школ: \(way.required). Не хватает: \(counted(missing, "школы", "школ", "школ")).\n"
    if way.reachable < way.required {
      text +=
        "Цели этими действиями не достичь: самое большее — \(figure(way.reachable)). Нужны новые наставники, новые ММО "
        + "или места в них. Ниже — кратчайший путь до этого предела.\n"
    }
    return text
  }

  private var proof: String {
    if way.isProved {
      return
        "Действий: \(grouped(way.acts.count)). Доказано, что меньшим числом не обойтись, а другие пути из стольких "
        + "же не дешевле.\n"
    }
    return "Действий: \(grouped(way.acts.count)). Что меньше нельзя, не доказано: доказано только, что нужно не меньше "
      + "\(grouped(way.leastActs)).\n"
  }

  private var acts: String {
    var text = ""
    let width = String(way.acts.count).count
    for (index, act) in way.acts.enumerated() {
      let number = String(index + 1)
      let pad = String(repeating: " ", count: width - number.count)
      text += "  \(pad)\(number). \(act.day?.russian ?? "без даты  ")  \(words(act))"
      text += act.cost > 0 ? " (цена \(grouped(act.cost)))\n" : "\n"
      if !act.brings.isEmpty {
        text += String(repeating: " ", count: width + 16)
        text += "→ \(figure(act.numerator)): \(names.schools(act.brings))\n"
      }
    }
    return text + "  Всего цена \(grouped(way.cost)): дорога и районы по весам подбора, подписи ничего не стоят.\n"
  }

  /// What to do and with whom: «провести совместное событие: Гимназия № 4 → Школа № 107».
  func words(_ act: ShortestWay.Act) -> String {
    let pair = act.mentor.flatMap { mentor in
      act.mentee.map { mentee in
        "\(names.school(mentor)) → \(names.school(mentee))" + (act.subject.map { ", \(names.subject($0))" } ?? "")
      }
    }
    let agreement = act.partnership.flatMap { partnerships[$0]?.agreement } ?? ""
    let association = act.association.map { associations[$0]?.name ?? $0.rawValue } ?? ""
    return switch act.kind {
    case .membership: "вступить: \(act.school.map(names.school) ?? "") — в «\(association)»"
    case .pair: "предложить партнёрство: \(pair ?? "")"
    case .agree: "подписать соглашение: \(pair ?? "")"
    case .activate: "ввести в действие соглашение\(agreement.isEmpty ? "" : " \(agreement)"): \(pair ?? "")"
    case .jointEvent: "провести совместное событие: \(pair ?? "")"
    case .associationEvent: "провести событие для всех участников: «\(association)»"
    }
  }

  private var timing: String {
    let days = way.acts.compactMap(\.day)
    guard days.count == way.acts.count, let last = days.last else {
      return "В школьном календаре нет дней для части действий: впишите свои даты.\n"
    }
    if last <= way.deadline {
      var text = "Последнее действие — \(last.russian), срок — \(way.deadline.russian): успеваем.\n"
      if way.rule == .active, way.at == way.day {
        text +=
          "События считаются 180 дней. Чтобы доля держалась к сроку, спросите путь на эту дату: "
          + "svyaz way --at \(way.deadline).\n"
      }
      return text
    }
    let late = way.acts.count { act in act.day.map { $0 > way.deadline } ?? false }
    return "К сроку \(way.deadline.russian) не успеть: последнее действие — \(last.russian), позже срока "
      + "\(counted(late, "действие", "действия", "действий")). Сократите сроки бумаг или перенесите дату цели.\n"
  }

  private var farther: String {
    let brought = Set(way.acts.flatMap(\.brings))
    let rest = way.farther.filter { !brought.contains($0.school) }
    guard !rest.isEmpty else { return "" }
    let list = rest.map { row in
      let acts = row.acts.map { counted($0, "действие", "действия", "действий") } ?? "пути нет"
      return "\(names.school(row.school)) (\(acts))"
    }
    return "\nДальше от цели: \(list.joined(separator: ", ")).\n"
  }
}

extension ShortestWay {
  func json(_ network: NetworkID) -> JSONValue {
    .object([
      .init(key: "network", value: .string(network.rawValue)),
      .init(key: "asOf", value: .string(day.description)),
      .init(key: "at", value: .string(at.description)),
      .init(key: "rule", value: .string(rule.rawValue)),
      .init(key: "targetPerMille", value: .int(targetPerMille)),
      .init(key: "deadline", value: .string(deadline.description)),
      .init(key: "numerator", value: .int(numerator)),
      .init(key: "of", value: .int(denominator)),
      .init(key: "required", value: .int(required)),
      .init(key: "reached", value: .bool(isReached)),
      .init(key: "reachable", value: .int(reachable)),
      .init(key: "inTime", value: .bool(isInTime)),
      .init(key: "proved", value: .bool(isProved)),
      .init(key: "leastActs", value: .int(leastActs)),
      .init(key: "cost", value: .int(cost)),
      .init(key: "acts", value: .array(acts.map(\.json))),
      .init(
        key: "farther",
        value: .array(
          farther.map { .members(["school": .string($0.school.rawValue), "acts": .optional($0.acts)]) })),
    ])
  }
}

extension ShortestWay.Act {
  var json: JSONValue {
    func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
    return .object([
      .init(key: "act", value: .string("\(kind)")),
      .init(key: "date", value: text(day?.description)),
      .init(key: "mentor", value: text(mentor?.rawValue)),
      .init(key: "mentee", value: text(mentee?.rawValue)),
      .init(key: "subject", value: text(subject?.rawValue)),
      .init(key: "partnership", value: text(partnership?.rawValue)),
      .init(key: "association", value: text(association?.rawValue)),
      .init(key: "school", value: text(school?.rawValue)),
      .init(key: "cost", value: .int(cost)),
      .init(key: "brings", value: .strings(brings)),
      .init(key: "numerator", value: .int(numerator)),
      .init(key: "sharePerMille", value: .optional(sharePerMille)),
    ])
  }
}

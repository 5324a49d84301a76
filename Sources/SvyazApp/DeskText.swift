internal import SvyazGraph
internal import SvyazMatching

/// The desk's answers in words.
struct DeskText {
  private let network: Network
  private let plan: Plan
  let names: Naming

  init(network: Network, plan: Plan) {
    self.network = network
    self.plan = plan
    names = Naming(network)
  }

  var heading: String {
    let objective = plan.objective
    return "\(network.name)\nСтол планировщика на \(plan.day.russian)\n\n"
      + "Лучший план: обеспечено \(counted(objective.covered, "потребность", "потребности", "потребностей")) из "
      + "\(objective.demands), вес \(grouped(objective.coveredWeight)), стоимость \(grouped(objective.cost)).\n"
      + "Вес — сколько потребностей обеспечено, с учётом их остроты; стоимость — в очках цены, меньше — лучше.\n"
      + "Каждый ответ — разница с планом, пересчитанным целиком.\n"
  }

  // MARK: Places

  func places(_ worths: [PlaceWorth]) -> String {
    var text = title("Ещё одно место у наставника")
    var table = TextTable([
      "Наставник": .left, "Место": .left, "вес": .right, "стоимость": .right, "Кто выигрывает": .left,
    ])
    let useful = worths.filter { $0.change.difference != .none }
    for worth in useful {
      table.add(
        [names.school(worth.place.mentor), worth.place.subject.map { names.subject($0) } ?? "всего"]
          + figures(worth.change.difference) + [gainers(worth.change)])
    }
    if !table.isEmpty { text += table.text() }
    let useless = Set(worths.map(\.place.mentor)).subtracting(useful.map(\.place.mentor)).count
    if useless > 0 {
      text += "  Ничего не даст ещё одно место у \(counted(useless, "наставника", "наставников", "наставников")).\n"
    }
    return text
  }

  /// Who gets a mentor, else who gets another one.
  private func gainers(_ change: PlanChange) -> String {
    let gains = change.gains.map(name)
    if !gains.isEmpty { return gains.joined(separator: "; ") }
    return change.moves.map(move).joined(separator: "; ")
  }

  // MARK: Pairs

  func pairs(_ alternatives: [PairAlternative]) -> String {
    let text = title("Если пару запретить: следующий наставник и потеря всего плана")
    guard !alternatives.isEmpty else { return text + "  Пар нет.\n" }
    var table = TextTable([
      "Подопечная": .left, "Предмет": .left, "Наставник": .left, "Следующий": .left, "вес": .right,
      "стоимость": .right, "пар меняется": .right, "": .left,
    ])
    for answer in alternatives.sorted(by: { precedes($0.key, $1.key) }) {
      table.add(
        [
          names.school(answer.key.school), names.subject(answer.key.subject), names.school(answer.mentor),
          answer.next.map { names.school($0) } ?? "никого",
        ] + figures(answer.change.difference)
          + [String(answer.change.moves.count), answer.pinned ? "закреплено" : ""])
    }
    return text + table.text()
  }

  // MARK: Constraints

  func constraints(_ prices: [ConstraintPrice]) -> String {
    var text = title("Цена закреплений и запретов: что будет с планом без строки")
    guard !prices.isEmpty else { return text + "  В constraints.csv нет ни одной строки.\n" }
    for price in prices {
      let row = price.constraint
      text += "  \(row.rule == .pin ? "Закреплено" : "Запрещено"): \(names.school(row.mentee)) — "
      text += "\(names.school(row.mentor)), \(row.subject.map { names.subject($0) } ?? "все предметы"): "
      text += "\(sentence(price.change)).\n"
    }
    return text
  }

  // MARK: Words

  func title(_ text: String) -> String { "\n\(text)\n" }

  func name(_ key: SchoolSubject) -> String { "\(names.school(key.school)), \(names.subject(key.subject))" }

  func move(_ move: PlanMove) -> String {
    switch (move.from, move.to) {
    case (_?, let to?): "\(name(move.key)) → \(names.school(to))"
    case (nil, let to?): "\(name(move.key)) получает наставника \(names.school(to))"
    case (_, nil): "\(name(move.key)) остаётся без наставника"
    }
  }

  /// «обеспеченный вес больше на 1 203, план дороже на 5 600».
  func sentence(_ difference: PlanDifference) -> String {
    var parts: [String] = []
    if difference.coveredWeight != 0 {
      parts.append(
        "обеспеченный вес \(difference.coveredWeight > 0 ? "больше" : "меньше") на "
          + grouped(Int(clamping: difference.coveredWeight.magnitude)))
    }
    if difference.cost != 0 {
      parts.append(
        "план \(difference.cost > 0 ? "дороже" : "дешевле") на \(grouped(Int(clamping: difference.cost.magnitude)))")
    }
    return parts.isEmpty ? "план не хуже и не лучше" : parts.joined(separator: ", ")
  }

  /// The difference and who is touched by it.
  func sentence(_ change: PlanChange) -> String {
    guard change.difference != .none else { return "ничего не меняется" }
    let named = change.moves.prefix(4).map(move).joined(separator: "; ")
    let rest = change.moves.count - 4
    return sentence(change.difference) + (named.isEmpty ? "" : ": \(named)")
      + (rest > 0 ? "; и ещё \(counted(rest, "замена", "замены", "замен"))" : "")
  }

  private func figures(_ difference: PlanDifference) -> [String] {
    [signed(difference.coveredWeight), signed(difference.cost)]
  }

  private func signed(_ value: Int) -> String { value > 0 ? "+" + grouped(value) : grouped(value) }

  func precedes(_ left: SchoolSubject, _ right: SchoolSubject) -> Bool {
    names.order(left.school, right.school) || (!names.order(right.school, left.school) && left < right)
  }
}

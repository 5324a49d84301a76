internal import SvyazComposition
internal import SvyazGraph

extension CompositionText {
  /// The composition against the ММО in force.
  func comparison(_ comparison: CompositionComparison) -> String {
    var text = "\nСравнение с действующими ММО (сейчас их \(comparison.associations.count))\n"
    text += "  Цена по той же формуле: сейчас \(grouped(comparison.objective)), в составе "
    text += "\(grouped(composition.objective))\(change(from: comparison.objective)).\n"
    if let left = comparison.broken.first(where: { $0.rule == .lowResultLeft }) {
      text += "  Сейчас ни в одном ММО школ НОР: \(left.schools.count) — каждая вошла в цену как школа вне групп "
      text += "(\(points(composition.options.leftPrice))), хотя оставлять их вне ММО нельзя.\n"
    }
    text += "  Переведено школ: \(composition.moved.count)\(rebased(comparison)).\n"
    if comparison.broken.isEmpty {
      text += "  Правил действующие ММО не нарушают.\n"
    } else {
      text += "  Правила, которые действующие ММО нарушают:\n"
      text += comparison.broken.map { "    — \(sentence($0, of: comparison)).\n" }.joined()
    }
    var table = TextTable([
      "База сейчас": .left, "База в составе": .left, "остаётся": .right, "приходит": .right, "уходит": .right,
    ])
    for group in comparison.groups {
      table.add([
        group.presentBase.map { names.school($0) } ?? "— новая", group.base.map { names.school($0) } ?? "— нет",
        String(group.stay.count), String(group.come.count), String(group.go.count),
      ])
    }
    text += table.text()
    for group in comparison.groups where !group.come.isEmpty || !group.go.isEmpty {
      guard let presentBase = group.presentBase else { continue }
      text += "  ММО базы \(names.school(presentBase)).\n"
      if !group.come.isEmpty { text += "    Приходят: \(names.schools(group.come)).\n" }
      if !group.go.isEmpty { text += "    Уходят: \(names.schools(group.go)).\n" }
    }
    if !comparison.joined.isEmpty { text += "  Впервые в ММО: \(names.schools(comparison.joined)).\n" }
    if !comparison.dropped.isEmpty { text += "  Больше не в ММО: \(names.schools(comparison.dropped)).\n" }
    if !comparison.outsiders.isEmpty {
      text += "  Сейчас в ММО, но по правилам не участвуют (не НОР, не наставники, не площадки): "
      text += "\(names.schools(comparison.outsiders)).\n"
    }
    return text
  }

  /// The table counts those who stay together; who moves is counted against the base.
  private func rebased(_ comparison: CompositionComparison) -> String {
    let bases = comparison.groups.filter { $0.presentBase != nil && $0.base != nil && $0.base != $0.presentBase }
      .compactMap(\.presentBase)
    guard !bases.isEmpty else { return "" }
    return ", считая все школы ММО, где сменилась база (\(names.schools(bases)))"
  }

  private func change(from present: Int) -> String {
    let difference = present - composition.objective
    guard difference != 0, present > 0, let share = PerMille.share(abs(difference), of: present) else { return "" }
    return " (\(difference > 0 ? "меньше" : "больше") на \(PerMille.percent(share)))"
  }

  private func sentence(_ broken: CompositionComparison.Broken, of comparison: CompositionComparison) -> String {
    let base = comparison.groups.first { $0.association == broken.association && broken.association != nil }?
      .presentBase
    let group = base.map { "ММО базы \(names.school($0))" } ?? "ММО"
    return switch broken.rule {
    case .groupSize: "\(group): школ \(broken.found ?? 0), а нужно \(sizeRange)"
    case .baseNotMentor: "\(group): база — не наставник по этому предмету"
    case .baseLowResult: "\(group): база — школа с низкими результатами"
    case .baseNotMember: "\(group): база сама не входит в своё ММО"
    case .share: "\(group): школ НОР больше, чем вдвое против остальных (НОР: \(broken.schools.count))"
    case .balance:
      "школы НОР разделены неровно: в группах \(names.schools(broken.schools)) их число расходится на "
        + "\(broken.found ?? 0), а можно на 1"
    case .sites: "\(group): нет проектной площадки"
    case .lowResultLeft: "школы НОР ни в одном ММО: \(names.schools(broken.schools))"
    case .twoGroups: "школы сразу в двух ММО: \(names.schools(broken.schools))"
    }
  }
}

public import SvyazExchange
public import SvyazGraph
internal import SvyazMatching

/// `svyaz compare A B`: two saved plans pair by pair.
public enum ComparePlans {
  /// - Parameter network: gives schools and subjects their names; without it reports show identifiers.
  /// - Throws: ``PlanFileError`` for a file that is no plan, or a damaged one.
  public static func run(
    _ a: (bytes: [UInt8], file: String), _ b: (bytes: [UInt8], file: String), in network: Network? = nil
  ) throws(PlanFileError) -> Report {
    let planA = try Plan(json: a.bytes, file: a.file)
    let planB = try Plan(json: b.bytes, file: b.file)
    let comparison = PlanComparison(planA, planB)
    let options = optionChanges(planA.options.json, planB.options.json)
    let nameless = Network(id: planA.network, name: "", asOf: planA.day, subjects: [])
    let text = ComparisonText(
      a: planA, b: planB, files: (a.file, b.file), options: options, comparison: comparison,
      names: Naming(network ?? nameless), network: network)
    return Report(
      text: text.text, json: json(planA, planB, files: (a.file, b.file), options: options, comparison: comparison))
  }

  /// One option that differs; `null` where a plan does not name it.
  struct OptionChange {
    let option: String
    let a: JSONValue
    let b: JSONValue
  }

  /// Weights one by one.
  private static func optionChanges(_ a: JSONValue, _ b: JSONValue, prefix: String = "") -> [OptionChange] {
    guard case .object(let one) = a, case .object(let other) = b else { return [] }
    var keys = one.map(\.key)
    keys += other.map(\.key).filter { !keys.contains($0) }
    return keys.flatMap { key -> [OptionChange] in
      let (left, right) = (a[key] ?? .null, b[key] ?? .null)
      if left == right { return [] }
      if case .object = left, case .object = right { return optionChanges(left, right, prefix: "\(prefix)\(key).") }
      return [OptionChange(option: prefix + key, a: left, b: right)]
    }
  }

  // MARK: JSON

  private static func json(
    _ a: Plan, _ b: Plan, files: (String, String), options: [OptionChange], comparison: PlanComparison
  ) -> JSONValue {
    func side(_ plan: Plan, _ file: String) -> JSONValue {
      .members([
        "file": .string(file), "network": .string(plan.network.rawValue), "asOf": .string(plan.day.description),
      ])
    }
    func keys(_ keys: [SchoolSubject]) -> JSONValue {
      .array(
        keys.map { .members(["school": .string($0.school.rawValue), "subject": .string($0.subject.rawValue)]) })
    }
    return .members([
      "a": side(a, files.0), "b": side(b, files.1), "sameNetwork": .bool(a.network == b.network),
      "sameDay": .bool(a.day == b.day),
      "options": .array(options.map { .members(["option": .string($0.option), "a": $0.a, "b": $0.b]) }),
      "objective": .members([
        "a": a.objective.json, "b": b.objective.json,
        "difference": difference(a.objective, b.objective).json,
      ]),
      "same": .int(comparison.same.count),
      "repriced": .array(comparison.same.filter { $0.a.cost != $0.b.cost }.map(json)),
      "moved": .array(comparison.moved.map(json)),
      "lost": .array(comparison.lost.map(\.json)), "covered": .array(comparison.covered.map(\.json)),
      "demandsOnlyA": keys(comparison.demandsOnlyA), "demandsOnlyB": keys(comparison.demandsOnlyB),
      "pairsOnlyA": .array(comparison.pairsOnlyA.map(\.json)),
      "pairsOnlyB": .array(comparison.pairsOnlyB.map(\.json)),
      "mentors": .array(
        comparison.loads.map {
          .members([
            "school": .string($0.school.rawValue), "usedA": .optional($0.a?.used), "usedB": .optional($0.b?.used),
            "capacityA": .optional($0.a?.capacity), "capacityB": .optional($0.b?.capacity),
          ])
        }),
    ])
  }

  private static func json(_ both: PlanComparison.Both) -> JSONValue {
    .members([
      "school": .string(both.key.school.rawValue), "subject": .string(both.key.subject.rawValue),
      "mentorA": .string(both.a.mentor.rawValue), "mentorB": .string(both.b.mentor.rawValue),
      "costA": .int(both.a.cost), "costB": .int(both.b.cost),
      "costDifference": .int(difference(from: both.a.cost, to: both.b.cost)),
      "componentsDifference": difference(both.a.components, both.b.components).json,
    ])
  }

  static func difference(_ a: Plan.Objective, _ b: Plan.Objective) -> Plan.Objective {
    Plan.Objective(
      coveredWeight: SvyazMatching.difference(from: a.coveredWeight, to: b.coveredWeight),
      covered: SvyazMatching.difference(from: a.covered, to: b.covered),
      demands: SvyazMatching.difference(from: a.demands, to: b.demands),
      cost: SvyazMatching.difference(from: a.cost, to: b.cost))
  }

  static func difference(_ a: PairComponents, _ b: PairComponents) -> PairComponents {
    func change(_ path: KeyPath<PairComponents, Int>) -> Int {
      SvyazMatching.difference(from: a[keyPath: path], to: b[keyPath: path])
    }
    return PairComponents(
      travel: change(\.travel), district: change(\.district), strength: change(\.strength),
      context: change(\.context), continuity: change(\.continuity))
  }

  private static func difference(from: Int, to: Int) -> Int { SvyazMatching.difference(from: from, to: to) }
}

/// The comparison in words.
private struct ComparisonText {
  let a: Plan
  let b: Plan
  let files: (String, String)
  let options: [ComparePlans.OptionChange]
  let comparison: PlanComparison
  let names: Naming
  let network: Network?

  var text: String {
    var text = "Сравнение планов\n"
    text += "  A — «\(files.0)»: сеть «\(a.network)», \(a.day.russian)\n"
    text += "  B — «\(files.1)»: сеть «\(b.network)», \(b.day.russian)\n"
    if a.network != b.network { text += "  Сети разные: совпадают только идентификаторы школ.\n" }
    if a.day != b.day { text += "  Даты разные: менялись и список НОР, и результаты.\n" }
    if let network, network.id != a.network || network.id != b.network {
      text += "  Названия взяты из сети «\(network.id)»; чужие школы показаны идентификаторами.\n"
    }
    text += "\nУсловия: " + (options.isEmpty ? "одинаковы.\n" : "\n" + optionLines)
    text += "\n" + objective
    if comparison.pairsOnlyA.isEmpty, comparison.pairsOnlyB.isEmpty {
      text += "\nПары одинаковы: \(comparison.same.count).\n"
    } else {
      text += "\nОбщих пар: \(comparison.same.count), только в A: \(comparison.pairsOnlyA.count), "
      text += "только в B: \(comparison.pairsOnlyB.count).\n"
    }
    text += moved
    text += list("\nНаставник есть только в A (в B потребность не обеспечена)", comparison.lost)
    text += list("\nНаставник есть только в B (в A потребность не обеспечена)", comparison.covered)
    text += demands("\nПотребности, которых нет в B", comparison.demandsOnlyA)
    text += demands("\nПотребности, которых нет в A", comparison.demandsOnlyB)
    text += loads
    return text + "\nПланы не проверялись; проверка каждого: svyaz verify.\n"
  }

  private static let optionNames = [
    "capacity": "мест у наставника", "district": "районы", "maxKm": "предел, км", "loadPenalty": "надбавка за нагрузку",
    "weights.travel": "вес дороги", "weights.district": "вес района", "weights.strength": "вес силы",
    "weights.context": "вес среды", "weights.continuity": "вес связи", "keep": "партнёрства",
    "oneMentor": "один наставник на школу",
  ]

  private var optionLines: String {
    var table = TextTable(["": .left, "A": .right, "B": .right])
    for option in options {
      table.add([Self.optionNames[option.option] ?? option.option, shown(option, option.a), shown(option, option.b)])
    }
    return table.text()
  }

  private func shown(_ option: ComparePlans.OptionChange, _ value: JSONValue) -> String {
    switch (option.option, value) {
    case ("keep", .null): "свободны"
    case ("keep", _): "остаются"
    case ("oneMentor", .bool(true)): "да"
    case ("oneMentor", _): "нет"
    case (_, .null): "нет"
    case (_, .int(let int)): grouped(int)
    case (_, .double(let double)): "\(double)".replacing(".", with: ",")
    case (_, .string(let word)): word
    default: "—"
    }
  }

  private var objective: String {
    let change = ComparePlans.difference(a.objective, b.objective)
    var table = TextTable(["": .left, "A": .right, "B": .right, "B − A": .right])
    let rows: [(String, Int, Int, Int)] = [
      ("потребностей", a.objective.demands, b.objective.demands, change.demands),
      ("обеспечено", a.objective.covered, b.objective.covered, change.covered),
      ("вес обеспеченных", a.objective.coveredWeight, b.objective.coveredWeight, change.coveredWeight),
      ("стоимость", a.objective.cost, b.objective.cost, change.cost),
    ]
    for row in rows { table.add([row.0, grouped(row.1), grouped(row.2), signed(row.3)]) }
    return table.text()
  }

  private var moved: String {
    guard !comparison.moved.isEmpty else { return "" }
    var table = TextTable([
      "Подопечная": .left, "Предмет": .left, "Наставник в A": .left, "Наставник в B": .left, "цена": .right,
      "дорога": .right, "район": .right, "сила": .right, "среда": .right, "связь": .right,
    ])
    for both in comparison.moved.sorted(by: { names.order($0.key.school, $1.key.school) }) {
      let parts = ComparePlans.difference(both.a.components, both.b.components)
      table.add(
        [
          names.school(both.key.school), names.subject(both.key.subject), names.school(both.a.mentor),
          names.school(both.b.mentor), signed(difference(from: both.a.cost, to: both.b.cost)),
        ]
          + [parts.travel, parts.district, parts.strength, parts.context, parts.continuity].map(signed))
    }
    return "\nДругой наставник: \(comparison.moved.count) (числа — на сколько в B больше)\n" + table.text()
  }

  private func list(_ title: String, _ pairs: [Plan.Pair]) -> String {
    guard !pairs.isEmpty else { return "" }
    let lines = pairs.sorted { names.order($0.mentee, $1.mentee) }.map {
      "  \(names.school($0.mentee)), \(names.subject($0.subject)): \(names.school($0.mentor))\n"
    }
    return "\(title): \(pairs.count)\n" + lines.joined()
  }

  private func demands(_ title: String, _ keys: [SchoolSubject]) -> String {
    guard !keys.isEmpty else { return "" }
    let lines = keys.sorted { names.order($0.school, $1.school) }.map {
      "  \(names.school($0.school)), \(names.subject($0.subject))\n"
    }
    return "\(title): \(keys.count)\n" + lines.joined()
  }

  private var loads: String {
    guard !comparison.loads.isEmpty else { return "" }
    var table = TextTable(["Наставник": .left, "пар в A": .right, "пар в B": .right, "B − A": .right, "мест": .right])
    for load in comparison.loads.sorted(by: { names.order($0.school, $1.school) }) {
      let places = [load.a?.capacity, load.b?.capacity].map { $0.map(grouped) ?? "—" }
      table.add([
        names.school(load.school), load.a.map { grouped($0.used) } ?? "—", load.b.map { grouped($0.used) } ?? "—",
        signed(difference(from: load.a?.used ?? 0, to: load.b?.used ?? 0)),
        places[0] == places[1] ? places[0] : "\(places[0]) → \(places[1])",
      ])
    }
    return "\nНагрузка изменилась: \(comparison.loads.count)\n" + table.text()
  }
}

/// «+1 234», «−5», «0».
func signed(_ value: Int) -> String { value > 0 ? "+" + grouped(value) : grouped(value) }

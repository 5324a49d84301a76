internal import SvyazComposition
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazMatching

/// A composition in words.
struct CompositionText {
  let network: Network
  let part: ComposeAssociations.Part
  let names: Naming
  private let number: [SchoolID: Int]

  var composition: Composition { part.composition }
  var problem: CompositionProblem { part.problem }

  init(network: Network, part: ComposeAssociations.Part) {
    self.network = network
    self.part = part
    names = Naming(network)
    number = Dictionary(
      part.problem.members.enumerated().map { ($1.school, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var text: String {
    var text = "\(network.name)\nСостав ММО на \(composition.day.russian), \(names.subject(composition.subject))\n\n"
    if !wishes.isEmpty { text += "Условия: \(wishes.joined(separator: "; ")).\n" }
    guard composition.status != .infeasible else { return text + reason }
    text += outline
    if !composition.groups.isEmpty { text += "В таблицах — цена одной школы; цена группы считает школы НОР вдвойне.\n" }
    for (position, group) in composition.groups.enumerated() { text += "\n" + table(group, number: position + 1) }
    if !composition.left.isEmpty, !composition.groups.isEmpty { text += left }
    if let comparison = part.comparison { text += self.comparison(comparison) }
    if let prices = part.prices { text += self.prices(prices) }
    if let curve = part.curve { text += self.curve(curve) }
    return text
  }

  /// The groups in a line each, without their members.
  var summary: String {
    var text = names.subject(composition.subject).capitalizedSentence + ". "
    guard composition.status != .infeasible else { return text + reason }
    text += outline
    if !composition.groups.isEmpty {
      text += "Базы: \(names.schools(composition.groups.map(\.base))).\n"
    }
    return text
  }

  // MARK: Outline

  private var outline: String {
    let members = problem.members
    guard !composition.groups.isEmpty else {
      return members.contains { $0.isLowResult }
        ? "Групп нет.\n" : "На эту дату нет школ с низкими результатами: ММО не нужны.\n"
    }
    let inGroups = composition.groups.reduce(0) { $0 + $1.members.count }
    return "ММО: \(composition.groups.count), школ в них: \(inGroups), из них НОР: \(members.count { $0.isLowResult })."
      + " Вне групп: \(composition.left.count).\n"
      + "Размеры: \(range(sizes, "школа", "школы", "школ")); школ НОР в группе: \(range(lowResultCounts)).\n"
      + "Цена состава: \(grouped(composition.objective)), нижняя граница: \(grouped(composition.lowerBound)).\n"
      + "\(proof)\n"
  }

  private var sizes: [Int] { composition.groups.map(\.members.count) }

  private var lowResultCounts: [Int] {
    composition.groups.map { group in group.members.count { $0.role == .lowResult } }
  }

  private func range(_ values: [Int], _ one: String = "", _ few: String = "", _ many: String = "") -> String {
    guard let least = values.min(), let most = values.max() else { return "—" }
    let noun = one.isEmpty ? "" : " " + form(most, one, few, many)
    return least == most ? "\(most)\(noun)" : "\(least)–\(most)\(noun)"
  }

  /// How good the composition is, in one sentence.
  var proof: String {
    var scope = "при этом числе групп"
    if composition.options.keep != .free {
      let moved = composition.moved.count
      scope +=
        moved == 0
        ? ", если школ не переводить"
        : ", если переводить не больше \(grouped(moved)) \(form(moved, "школы", "школ", "школ"))"
    }
    return composition.status == .optimal
      ? "Доказано: лучше нельзя (\(scope))."
      : "Состав не дальше \(PerMille.percent(composition.gapPerMille)) от лучшего возможного (\(scope))."
  }

  // MARK: Groups

  private func table(_ group: Composition.Group, number: Int) -> String {
    let members = group.members.compactMap { member($0.school) }
    let teachers = members.compactMap(\.teachers)
    var heading =
      "\(number). База: \(names.school(group.base)), район: \(names.district(of: group.base))\n"
      + "  Школ: \(group.members.count), НОР: \(members.count { $0.isLowResult }),"
      + " площадок: \(members.count { $0.isProjectSite })"
    if !teachers.isEmpty { heading += ", учителей: \(grouped(teachers.reduce(0, &+)))" }
    heading += ", цена: \(grouped(group.objective))\n"
    var table = TextTable(["Школа": .left, "Роль": .left, "Район": .left, "км": .right, "цена": .right])
    let ordered = group.members.sorted {
      if ($0.school == group.base) != ($1.school == group.base) { return $0.school == group.base }
      return precedes($0.school, $1.school)
    }
    for member in ordered {
      let km = member.school == group.base ? nil : distanceKm(member.school, group.base)
      table.add([
        names.school(member.school), member.role.groupWord, names.district(of: member.school), km.map(decimal) ?? "—",
        grouped(member.cost),
      ])
    }
    return heading + table.text()
  }

  private var left: String {
    "\nВне групп (каждая — \(points(composition.options.leftPrice)))\n  \(names.schools(composition.left)).\n"
  }

  func member(_ id: SchoolID) -> CompositionProblem.Member? { number[id].map { problem.members[$0] } }

  private func distanceKm(_ school: SchoolID, _ base: SchoolID) -> Double? {
    guard let member = number[school], let base = number[base] else { return nil }
    return problem.distanceKm(member: member, base: base)
  }

  func precedes(_ left: SchoolID, _ right: SchoolID) -> Bool {
    names.order(left, right) || (!names.order(right, left) && left < right)
  }

  // MARK: No composition

  /// The rule with its quoted schools by name, and without lists of ids: ``schools(of:)`` follow.
  func words(_ rule: Composition.Clash.Rule) -> String {
    let ids = Set(rule.schools.map(\.rawValue))
    let text = rule.text.replacing(#/\ \(([^()«»]+)\)/#) { match in
      let listed = match.1.split(separator: " и ещё ").first?.split(separator: ", ") ?? []
      return listed.allSatisfy { ids.contains(String($0)) } ? "" : String(match.0)
    }
    return text.replacing(#/(?:[Шш]кол[аы]\ )?«([^«»]+)»/#) { match in
      guard let id = SchoolID(match.1), number[id] != nil || ids.contains(id.rawValue) else { return String(match.0) }
      return names.school(id)
    }
  }

  /// All schools of the rule, where it does not quote each of them.
  func schools(of rule: Composition.Clash.Rule) -> String? {
    rule.schools.allSatisfy { rule.text.contains("«\($0)»") } ? nil : "Школы: \(names.schools(rule.schools))."
  }

  private var reason: String {
    guard let clash = composition.clash else { return "Состава нет: правила и условия вместе выполнить нельзя.\n" }
    var text =
      clash.isProved
      ? "Состава нет: эти правила и условия вместе выполнить нельзя.\n"
      : "Состав не найден, и не доказано, что его нет: поиск кончился раньше (больше шагов — --steps).\n"
    if !clash.isProved, !clash.rules.isEmpty { text += "Мешает вот что:\n" }
    var listed: Set<[SchoolID]> = []
    for rule in clash.rules {
      text += "  — \(words(rule))\n"
      guard let schools = schools(of: rule) else { continue }
      text += listed.insert(rule.schools.sorted()).inserted ? "    \(schools)\n" : "    Школы: те же, что выше.\n"
    }
    if clash.isProved, clash.rules.count > 1 {
      text +=
        clash.isSmallest
        ? "Уступите в любом одном — остальные вместе выполнимы.\n" : "Уступить придётся хотя бы в одном из них.\n"
    }
    return text
  }
}

extension String {
  /// «русский язык» → «Русский язык»
  fileprivate var capitalizedSentence: String { prefix(1).uppercased() + dropFirst() }
}

/// «1 пункт», «20 000 пунктов».
func points(_ count: Int) -> String { counted(count, "пункт", "пункта", "пунктов") }

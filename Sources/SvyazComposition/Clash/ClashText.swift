internal import SvyazGraph
internal import SvyazMatching

/// The rules of one clash in Russian, with the schools and numbers that make them clash.
struct ClashText {
  private let problem: CompositionProblem
  private let rules: [ClashRule]
  private let low: [SchoolID]
  private let others: [SchoolID]
  private let sites: [SchoolID]
  private let mentors: [SchoolID]
  /// Of the clash; `nil` where it does not speak of the number of groups.
  private let groups: Int?

  static let namedAtMost = 12

  init(_ problem: CompositionProblem, _ rules: [ClashRule]) {
    self.problem = problem
    self.rules = rules
    let banned = Set(problem.options.bans.filter { $0.base == nil }.map(\.school))
    let free = problem.members.filter { !banned.contains($0.school) }
    low = problem.members.filter(\.isLowResult).map(\.school)
    others = free.filter { !$0.isLowResult }.map(\.school)
    sites = free.filter { $0.isProjectSite && !$0.isLowResult }.map(\.school)
    mentors = problem.members.filter(\.isMentor).map(\.school)
    groups = rules.lazy.compactMap { if case .groups(let count) = $0 { count } else { nil } }.first
  }

  func rule(_ rule: ClashRule) -> Composition.Clash.Rule {
    let (text, schools) = words(rule)
    return Composition.Clash.Rule(code: rule.code, text: text, schools: schools.sorted())
  }

  private func words(_ rule: ClashRule) -> (String, [SchoolID]) {
    switch rule {
    case .mentors: mentorWords
    case .smallest: smallestWords
    case .largest: largestWords
    case .share: shareWords
    case .balance: balanceWords
    case .sites:
      ("В каждой группе есть проектная площадка, когда их не меньше, чем групп; площадок: \(names(sites)).", sites)
    case .coverage: ("Каждая школа с низкими результатами входит в группу; таких школ: \(names(low)).", low)
    case .groups(let count):
      others.count < count
        ? (
          "--groups \(count): групп ровно \(count), а школ, кроме школ с низкими результатами: \(names(others)).",
          others
        )
        : ("--groups \(count): групп ровно \(count).", [])
    case .district(let policy):
      reachWords(
        "--district \(policy): школа и её база — из \(policy == .same ? "одного района" : "одного или соседних районов")"
      )
    case .maxKm(let km):
      reachWords("--max-km \(DecimalShort.text(km, mark: ".")): до базы не больше \(DecimalShort.text(km)) км")
    case .minTeachers(let least): teacherWords(least)
    case .base(let base): ("--base \(base): школа «\(base)» — база своей группы.", [base])
    case .pin(let pin):
      (
        pin.base.map { "--pin \(pin.school)=\($0): школа «\(pin.school)» — в группе базы «\($0)»." }
          ?? "--pin \(pin.school): школа «\(pin.school)» входит в какую-нибудь группу.", rule.named
      )
    case .ban(let ban):
      (
        ban.base.map { "--ban \(ban.school)=\($0): школа «\(ban.school)» — не в группе базы «\($0)»." }
          ?? "--ban \(ban.school): школа «\(ban.school)» не входит ни в какую группу.", rule.named
      )
    case .together(let pair):
      (
        "--together \(pair.first),\(pair.second): школы «\(pair.first)» и «\(pair.second)» — в одной группе.",
        rule.named
      )
    case .apart(let pair):
      ("--apart \(pair.first),\(pair.second): школы «\(pair.first)» и «\(pair.second)» — в разных группах.", rule.named)
    }
  }

  private var mentorWords: (String, [SchoolID]) {
    if mentors.isEmpty {
      return ("Базой может быть только наставник по этому предмету, а наставников нет.", [])
    }
    let needed = groups.map { ", групп: \($0)" } ?? ""
    return ("Базой может быть только наставник по предмету; наставников: \(names(mentors))\(needed).", mentors)
  }

  private var smallestWords: (String, [SchoolID]) {
    let least = problem.options.smallest
    let all = low + others
    let needed = product(least, groups ?? 1)
    guard all.count < needed else { return ("В группе не меньше \(least) школ (--min).", []) }
    let places = groups.map { "групп: \($0), им нужно школ не меньше \(needed)" } ?? "группе нужно школ: \(needed)"
    return ("В группе не меньше \(least) школ (--min): \(places), а войти в группы могут \(names(all)).", all)
  }

  private var largestWords: (String, [SchoolID]) {
    let most = problem.options.largest
    var pinned: [SchoolID: Set<SchoolID>] = [:]
    var joining = Set(rules.contains(.coverage) ? low : [])
    for rule in rules {
      if case .pin(let pin) = rule {
        joining.formUnion(rule.named)
        if let base = pin.base { pinned[base, default: [base]].insert(pin.school) }
      }
      if case .base(let base) = rule { joining.insert(base) }
    }
    if let (base, schools) = pinned.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }),
      schools.count > most
    {
      let text = "за базой «\(base)» вместе с ней закреплено школ: \(names(schools.sorted()))"
      return ("В группе не больше \(most) школ (--max): \(text).", Array(schools))
    }
    guard let groups, joining.count > product(most, groups) else {
      return ("В группе не больше \(most) школ (--max).", [])
    }
    let text = "групп: \(groups), мест в них: \(product(most, groups)), а войти в них должны \(names(joining.sorted()))"
    return ("В группе не больше \(most) школ (--max): \(text).", Array(joining))
  }

  private var shareWords: (String, [SchoolID]) {
    let rule = "Школ с низкими результатами в группе — не больше чем по две на каждую из остальных"
    let needed = (low.count + 1) / 2
    guard others.count < needed else { return ("\(rule).", []) }
    return (
      "\(rule): школ с низкими результатами \(low.count), остальных нужно не меньше \(needed), а есть \(names(others)).",
      others
    )
  }

  private var balanceWords: (String, [SchoolID]) {
    let rule = "Школ с низкими результатами в группах поровну, с разницей не больше одной"
    guard let groups, groups > 0 else { return ("\(rule).", []) }
    let (floor, rest) = low.count.quotientAndRemainder(dividingBy: groups)
    let each = rest == 0 ? "по \(floor)" : "по \(floor) или \(floor + 1)"
    return ("\(rule): их \(low.count), групп \(groups), \(each) в каждой.", [])
  }

  /// Names schools that no base can take.
  private func reachWords(_ rule: String) -> (String, [SchoolID]) {
    let flat = problem.flat
    let lost = problem.members.indices.filter { member in
      flat.joins(member)
        && !flat.candidates.indices.contains { flat.cost($0, member) < GroupingProblem.forbidden }
    }.map { problem.members[$0].school }
    return (lost.isEmpty ? "\(rule)." : "\(rule); при этом нет ни одной возможной базы у школ: \(names(lost)).", lost)
  }

  private func teacherWords(_ least: Int) -> (String, [SchoolID]) {
    let assumed = problem.assumedTeachers ?? 0
    let figures = problem.members.map { ($0.school, $0.teachers ?? assumed) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    let group = figures.prefix(problem.options.largest)
    let named = group.prefix(Self.namedAtMost).map { "«\($0.0)» (\($0.1))" }.joined(separator: ", ")
    let rest = group.count > Self.namedAtMost ? " и ещё \(group.count - Self.namedAtMost)" : ""
    var text = "--min-teachers \(least): в каждой группе не меньше \(least) учителей"
    text += "; больше всего учителей — \(named)\(rest), вместе \(sum(group.map(\.1)))"
    if let groups {
      text += "; групп: \(groups), нужно учителей: \(product(least, groups)), а всего их \(sum(figures.map(\.1)))"
    }
    let unknown = problem.members.filter { $0.teachers == nil }.map(\.school)
    if !unknown.isEmpty {
      text += "; без сведений о кадрах, приняты за \(assumed): \(names(unknown, quoted: true))"
    }
    return (text + ".", group.map(\.0))
  }

  // MARK: Parts

  /// «3 (a, b, c)», at most twelve by name; quoted where the rule's schools are others.
  private func names(_ schools: [SchoolID], quoted: Bool = false) -> String {
    guard !schools.isEmpty else { return "0" }
    let named = schools.prefix(Self.namedAtMost).map { quoted ? "«\($0)»" : $0.rawValue }.joined(separator: ", ")
    let rest = schools.count > Self.namedAtMost ? " и ещё \(schools.count - Self.namedAtMost)" : ""
    return "\(schools.count) (\(named)\(rest))"
  }

  private func sum(_ values: [Int]) -> Int { Int(clamping: values.reduce(Int128(0)) { $0 + Int128($1) }) }

  private func product(_ one: Int, _ other: Int) -> Int {
    let (value, overflow) = one.multipliedReportingOverflow(by: other)
    return overflow ? .max : value
  }
}

/// «12», «2,5»: a length as a Russian reader writes it.
enum DecimalShort {
  static func text(_ value: Double, mark: Character = ",") -> String {
    let text = "\(value)"
    let short = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    return String(short.map { $0 == "." ? mark : $0 })
  }
}

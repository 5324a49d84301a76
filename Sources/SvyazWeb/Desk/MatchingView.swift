internal import SvyazApp
internal import SvyazGraph
internal import SvyazMatching
internal import SvyazStore

/// The matching desk's page: options, the answer in figures, the pairs in the order in which they ask for a decision.
struct MatchingView {
  let draft: MatchingDraft
  let answers: DeskAnswers
  let revision: Revision
  let variants: DeskVariants.State
  let pageNumber: Int
  /// Words that a row's schools must have; empty for all rows.
  var find = ""

  static let rowsOnPage = 100
  /// More pairs than a person can follow on one picture, and than a worker draws in a moment.
  static let pairsOnMap = 250

  func finds(_ school: SchoolID) -> Bool {
    guard !find.isEmpty else { return true }
    let name = "\(names.school(school)) \(names.fullName(school))".lowercased().replacing("\u{A0}", with: " ")
    return find.lowercased().split(separator: " ").allSatisfy { name.contains($0) }
  }

  var plan: Plan { answers.plan }
  var network: Network { revision.network }
  var names: DeskNames { DeskNames.of(revision) }

  var page: Page {
    let rows = MatchingRows(self)
    let shown = rows.all.dropFirst((pageNumber - 1) * Self.rowsOnPage).prefix(Self.rowsOnPage)
    let comparison = rows.comparison
    let objective = plan.objective
    var content = Self.form(draft, network, plan.day, names)
    content = content.merging([
      "hasPlan": true,
      "covered": .text(DeskFigure.grouped(objective.covered)), "demands": .text(DeskFigure.grouped(objective.demands)),
      "cost": .text(DeskFigure.cost(objective.cost)), "load": .text(DeskFigure.cost(answers.load)),
      "changes": .text(DeskFigure.grouped(comparison.changed + comparison.new)),
      "new": .text(DeskFigure.grouped(comparison.new)),
      "isProved": .flag(plan.certificate.oneMentor?.gap ?? 0 == 0),
      "isWhole": .flag(answers.isWhole), "limit": .number(DeskAnswers.limit),
      "find": .text(find), "notFound": .flag(rows.all.isEmpty && !find.isEmpty),
      "draftFields": .list(draft.query.pairs.map { ["name": .text($0.name), "value": .text($0.value)] }),
      "allRows": .text(draft.address + "#pairs"), "showsMap": .flag(plan.pairs.count <= Self.pairsOnMap),
      "rows": .list(shown.map(\.model)), "hasRows": .flag(!rows.all.isEmpty),
      "pairs": .number(plan.pairs.count), "uncovered": .number(plan.uncovered.count),
      "legend": .list(CostPart.allCases.map { ["key": .text($0.rawValue), "title": .text($0.title)] }),
      "decisions": .model(decisions),
      "compare": .model(comparison.model(names)),
      "curve": .text(draft.planQuery.address("/matching/changes")),
      "mapAddress": .text(draft.planQuery.address("/matching/map.svg")),
      "mapText": .text(mapText), "annex": .text(draft.planQuery.address("/matching/annex.docx")),
      "accept": .text(draft.query.address("/matching/accept")),
      "variants": .model(
        DeskVariants.model(
          variants, origin: draft.origin, path: "/matching", draft: draft.query.text, canSave: true)),
    ])
    let why = MatchingRemedies(self)
    content = content.merging([
      "why": .list(why.groups), "hasWhy": .flag(!why.groups.isEmpty), "places": .list(why.places(limit: 5)),
      "morePlaces": .list(why.places(limit: .max, skipping: 5)), "hasPlaces": .flag(!answers.places.isEmpty),
      "hasMorePlaces": .flag(answers.places.count > 5),
    ])
    content = content.merging(Self.pages(rows.all.count, at: pageNumber, draft, find))
    return Page(
      title: "Подбор наставников", lead: lead, section: .matching, template: "matching", content: content,
      scripts: ["desk"], day: plan.day, kept: draft.hidden(without: "on"))
  }

  private var lead: String {
    let objective = plan.objective
    let missing = objective.demands - objective.covered
    guard objective.demands > 0 else { return "На эту дату нет школ адресной поддержки: подбирать некому." }
    var text =
      missing == 0
      ? "У каждой потребности есть наставник."
      : "Без наставника \(missing) \(DeskFigure.form(missing, "потребность", "потребности", "потребностей")) из "
        + "\(objective.demands); почему и что поможет — ниже."
    if let opened = variants.opened {
      text += " Вариант «\(opened.name)»" + (opened.acceptedChange == nil ? "." : ", уже принят.")
    } else {
      text += " План не сохранён."
    }
    return text
  }

  private var mapText: String {
    let mentors = Set(plan.pairs.map(\.mentor)).count
    let mentees = Set(plan.pairs.map(\.mentee)).count
    return "Карта плана: школ, которым помогают, \(mentees), наставников \(mentors), пар \(plan.pairs.count). "
      + "Те же пары — в таблице «Пары»."
  }

  // MARK: Options

  /// The page where there is no plan to show: the options stay, to be changed.
  static func withoutPlan(_ draft: MatchingDraft, _ revision: Revision, _ variants: DeskVariants.State) -> Page {
    let day = draft.day ?? revision.network.asOf
    let names = DeskNames.of(revision)
    let content = form(draft, revision.network, day, names).merging([
      "hasPlan": false, "decisions": .model(MatchingDecisions(draft, revision.network, names, prices: [:]).model),
      "variants": .model(
        DeskVariants.model(
          variants, origin: draft.origin, path: "/matching", draft: draft.query.text, canSave: false)),
    ])
    return Page(
      title: "Подбор наставников", lead: "Плана нет: измените условия и пересчитайте.", section: .matching,
      template: "matching", content: content, scripts: ["desk"], day: day, kept: draft.hidden(without: "on"))
  }

  private static func form(
    _ draft: MatchingDraft, _ network: Network, _ day: Day, _ names: DeskNames
  ) -> ViewModel {
    let chosen = draft.chosenSubjects(of: network)
    let options = draft.options
    return [
      "q": .text(draft.query.text),
      "subjects": .list(
        network.subjects.map { subject in
          [
            "id": .text(subject.id.rawValue), "title": .text(subject.name),
            "class": .text(names.subjectClass(subject.id)),
            "checked": .flag(chosen.contains(subject.id)),
          ]
        }),
      "policies": .list(
        [(DistrictPolicy.any, "любой"), (.adjacent, "свой и соседние"), (.same, "только свой")].map { policy, title in
          ["id": .text(policy.rawValue), "title": .text(title), "checked": .flag(options.districtPolicy == policy)]
        }),
      "km": .text(options.maxKm.map(number) ?? ""), "capacity": .number(options.capacity),
      "loadPenalty": .number(options.loadPenalty), "keeps": .flag(options.keep == .active),
      "weights": .list(
        CostPart.allCases.map { part in
          [
            "name": .text("w-\(part)"), "title": .text(part.title),
            "value": .number(options.weights[keyPath: part.weight]),
          ]
        }),
      "weightText": .text(CostPart.allCases.map { "\(options.weights[keyPath: $0.weight])" }.joined(separator: "/")),
      "hidden": .list(
        draft.hidden(only: true).map { ["name": .text($0.name), "value": .text($0.value)] }),
      "reset": .text(draft.day.map { "/matching?on=\($0)" } ?? "/matching"),
    ]
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && value < 1e6 ? "\(Int(value))" : "\(value)".replacing(".", with: ",")
  }

  private var decisions: ViewModel {
    let prices = Dictionary(
      answers.constraints.map { ($0.constraint, $0.change) }, uniquingKeysWith: { first, _ in first })
    return MatchingDecisions(draft, network, names, prices: prices).model
  }

  private static func pages(_ count: Int, at number: Int, _ draft: MatchingDraft, _ find: String) -> ViewModel {
    let last = max(1, (count + rowsOnPage - 1) / rowsOnPage)
    func address(_ page: Int) -> String {
      var query = draft.query
      query.add("find", find.isEmpty ? nil : find)
      query.add("page", "\(page)")
      return query.address("/matching") + "#pairs"
    }
    return [
      "hasPages": .flag(last > 1), "pageText": .text("страница \(number) из \(last)"),
      "earlier": .optional(number > 1 ? address(number - 1) : nil),
      "later": .optional(number < last ? address(number + 1) : nil),
    ]
  }
}

extension MatchingDraft {
  /// The draft as hidden fields of a form.
  ///
  /// - Parameters:
  ///   - name: a field that the form has itself.
  ///   - only: what the form of options has no fields for.
  func hidden(without name: String = "", only isForOptions: Bool = false) -> [(name: String, value: String)] {
    let kept = Set(["on", "variant", "version"] + Decision.Rule.allCases.map(\.rawValue))
    return query.pairs.filter { $0.name != name && (!isForOptions || kept.contains($0.name)) }
  }
}

/// Pins and bans in force in a draft, with what each costs the whole plan.
struct MatchingDecisions {
  private let rows: [(constraint: MatchingConstraint, price: String)]
  private let names: DeskNames

  init(
    _ draft: MatchingDraft, _ network: Network, _ names: DeskNames, prices: [MatchingConstraint: PlanChange]
  ) {
    self.names = names
    rows = draft.constraints(of: network).sorted { names.precedes($0.mentee, $1.mentee) }.map { row in
      (row, prices[row].map { MatchingWords.price(ofKeeping: $0) } ?? "")
    }
  }

  var model: ViewModel {
    func list(_ rule: MatchingConstraint.Rule) -> [ViewModel] {
      rows.filter { $0.constraint.rule == rule }.map { row in
        let subject = row.constraint.subject
        return [
          "mentee": .text(names.school(row.constraint.mentee)), "mentor": .text(names.school(row.constraint.mentor)),
          "subject": .text(subject.map(names.subject) ?? "все предметы"), "price": .text(row.price),
          "act": .text(
            "\(rule == .pin ? "unpin" : "unban")~\(row.constraint.mentee)~\(row.constraint.mentor)~"
              + (subject?.rawValue ?? "")),
        ]
      }
    }
    let (pins, bans) = (list(.pin), list(.ban))
    return [
      "pins": .list(pins), "bans": .list(bans), "pinCount": .number(pins.count), "banCount": .number(bans.count),
      "hasPins": .flag(!pins.isEmpty), "hasBans": .flag(!bans.isEmpty),
    ]
  }
}

/// What changes of a plan are called.
enum MatchingWords {
  /// What a pin or a ban costs: the plan is better by that without it.
  static func price(ofKeeping change: PlanChange) -> String {
    let difference = change.difference
    if difference == .none { return "0" }
    // Without it more, or fewer, needs are covered; equal numbers differ in weight.
    if difference.coveredWeight != 0 {
      let pairs = change.losses.count - change.gains.count
      let weight = DeskFigure.grouped(-difference.coveredWeight)
      if pairs == 0 { return difference.coveredWeight > 0 ? "вес \(weight)" : "вес +\(weight)" }
      return "\(pairs > 0 ? "+" : "−")\(abs(pairs)) \(DeskFigure.form(abs(pairs), "пара", "пары", "пар"))"
    }
    return DeskFigure.signedCost(-difference.cost)
  }

  /// The whole plan after a change: «+4,2 к плану», «покрыто: № 24, математика; +7,0 к плану».
  static func sentence(_ change: PlanChange, _ names: DeskNames) -> String {
    if change.difference == .none { return "план не дороже" }
    var parts: [String] = []
    if !change.gains.isEmpty { parts.append("покрыто: \(keys(change.gains, names))") }
    if !change.losses.isEmpty { parts.append("без наставника: \(keys(change.losses, names))") }
    parts.append("\(DeskFigure.signedCost(change.difference.cost)) к плану")
    return parts.joined(separator: "; ")
  }

  /// The first three by name.
  static func keys(_ keys: [SchoolSubject], _ names: DeskNames) -> String {
    let sorted = keys.sorted { left, right in
      left.school == right.school ? left < right : names.precedes(left.school, right.school)
    }
    return sorted.prefix(3).map { "\(names.school($0.school)), \(names.subject($0.subject))" }.joined(separator: "; ")
      + (keys.count > 3 ? " и ещё \(keys.count - 3)" : "")
  }
}

internal import SvyazComposition
internal import SvyazGraph
internal import SvyazStore

/// The associations' desk: figures, broken rules with what to do, and the groups as columns.
struct AssociationDeskView {
  let draft: AssociationDraft
  let composed: ComposedDraft?
  let revision: Revision
  let variants: DeskVariants.State

  private var names: DeskNames { DeskNames.of(revision) }
  private var network: Network { revision.network }

  var page: Page {
    var content: ViewModel = [
      "q": .text(draft.query.text), "subjects": .list(subjects), "keeps": .flag(draft.options.keep == .most),
      "min": .number(draft.options.smallest), "max": .number(draft.options.largest),
      "groups": .text(draft.options.groups.map(String.init) ?? ""),
      "hidden": .list(
        draft.hidden(without: ["subject", "min", "max", "groups", "keep"]).map {
          ["name": .text($0.name), "value": .text($0.value)]
        }),
      "wishes": .list(wishes), "hasWishes": .flag(!wishes.isEmpty),
      "variants": .model(
        DeskVariants.model(
          variants, origin: draft.origin, path: AssociationDraft.path, draft: draft.query.text,
          canSave: composed?.composition.groups.isEmpty == false)),
      "hasPlan": .flag(composed?.composition.groups.isEmpty == false),
    ]
    var lead = "Состава нет: измените условия и составьте снова."
    if let composed { (content, lead) = (content.merging(model(composed)), sentence(composed)) }
    return Page(
      title: "Состав ММО: \(names.subject(draft.subject))", lead: lead, section: .associations,
      template: "associations-desk", content: content, scripts: ["associations"],
      day: draft.day ?? network.asOf,
      kept: draft.hidden(without: ["on"]))
  }

  private var subjects: [ViewModel] {
    network.subjects.map { subject in
      [
        "id": .text(subject.id.rawValue), "title": .text(subject.name), "class": .text(names.subjectClass(subject.id)),
        "checked": .flag(subject.id == draft.subject),
      ]
    }
  }

  /// What the planner's hand asks for, each with a way back.
  private var wishes: [ViewModel] {
    let options = draft.options
    func wish(_ text: String, _ change: (inout AssociationDraft) -> Void) -> ViewModel {
      ["text": .text(text), "href": .text(draft.with(change).address)]
    }
    return options.bases.map { base in
      wish("база: \(names.school(base))") { $0.options.bases.removeAll { $0 == base } }
    }
      + options.pins.map { pin in
        wish(
          names.school(pin.school)
            + (pin.base.map { " — в группе базы \(names.school($0))" } ?? " — в какой-нибудь группе")
        ) {
          $0.options.pins.removeAll { $0 == pin }
        }
      }
      + options.bans.map { ban in
        wish("\(names.school(ban.school)) — ни в одной группе") { $0.options.bans.removeAll { $0 == ban } }
      }
  }

  private func sentence(_ composed: ComposedDraft) -> String {
    guard !composed.composition.groups.isEmpty else {
      return composed.part.composition.status == .infeasible
        ? "Правила и условия вместе не выполнить: что мешает — ниже."
        : "На эту дату нет школ адресной поддержки: составлять некому."
    }
    let moves = draft.moves.count
    let broken = composed.hand.broken.count
    let hand =
      moves == 0
      ? "Составлено расчётом"
      : "Ручных переносов: \(moves)"
    let rules =
      broken == 0
      ? "все правила соблюдены" : "нарушено \(broken) \(DeskFigure.form(broken, "правило", "правила", "правил"))"
    let saved = variants.opened.map { "вариант «\($0.name)»" } ?? "не сохранено"
    return "\(hand); \(rules); \(saved)."
  }

  // MARK: The groups

  private func model(_ composed: ComposedDraft) -> ViewModel {
    let composition = composed.composition
    let solved = composed.part.composition
    let groups = composition.groups.sorted { names.precedes($0.base, $1.base) }
    let titles = Dictionary(
      groups.enumerated().map { ($1.base, "ММО \($0 + 1)") }, uniquingKeysWith: { first, _ in first })
    let words = AssociationWords(names: names, titles: titles)
    let brokenBases = Set(composed.hand.broken.flatMap(AssociationWords.bases))
    let moved = Set(draft.moves.map(\.school))
    let members = composition.groups.reduce(0) { $0 + $1.members.count }
    return [
      "count": .number(groups.count), "size": .text("\(draft.options.smallest)–\(draft.options.largest)"),
      "cost": .text(DeskFigure.cost(composition.objective)),
      "change": .text(composed.change == 0 ? "" : "\(DeskFigure.signedCost(composed.change)) от переносов"),
      "bound": .text(DeskFigure.cost(solved.lowerBound)),
      "gap": .text(gap(composition.objective, solved.lowerBound)),
      "isOptimal": .flag(composition.objective <= solved.lowerBound),
      "members": .number(members), "left": .number(composition.left.count),
      "isBroken": .flag(!composed.hand.broken.isEmpty), "canAccept": .flag(composed.hand.broken.isEmpty),
      "broken": .list(composed.hand.broken.map { ["text": .text(words.sentence($0) + hint($0, composed, titles))] }),
      "brokenCount": .number(composed.hand.broken.count),
      "clash": .list((solved.clash?.rules ?? []).map { ["text": .text(named($0))] }),
      "hasClash": .flag(solved.clash != nil),
      "cards": .list(
        groups.map { card($0, composed, title: titles[$0.base] ?? "", isBroken: brokenBases.contains($0.base), moved) }),
      "leftSchools": .list(
        composition.left.sorted(by: names.precedes).map { member($0, nil, composed, moved) }),
      "hasLeft": .flag(!composition.left.isEmpty), "hasMoves": .flag(!draft.moves.isEmpty),
      "undo": .text(draft.undone.address), "recompose": .text(draft.recomposed.address),
      "accept": .text(draft.query.address("/associations/desk/accept")),
      "annex": .text(draft.planQuery.address("/associations/desk/annex.docx")),
      "comparison": .optional(composed.part.comparison.map { comparison($0, composition) }),
      "titles": .list(groups.map { ["base": .text($0.base.rawValue), "title": .text(titles[$0.base] ?? "")] }),
    ]
  }

  private func card(
    _ group: Composition.Group, _ composed: ComposedDraft, title: String, isBroken: Bool, _ moved: Set<SchoolID>
  ) -> ViewModel {
    let low = group.members.count { $0.role == .lowResult }
    let sites = group.members.count { composed.isSite($0.school) }
    let cost = group.members.reduce(0) { $0 + ($1.role == .lowResult ? 2 * $1.cost : $1.cost) }
    let own = composed.hand.broken.filter { AssociationWords.bases($0).contains(group.base) }
    func rule(_ text: String, _ isBroken: Bool) -> ViewModel { ["text": .text(text), "bad": .flag(isBroken)] }
    let isPinned = draft.options.bases.contains(group.base)
    let toggled = draft.with { draft in
      if isPinned {
        draft.options.bases.removeAll { $0 == group.base }
      } else {
        draft.options.bases = (draft.options.bases + [group.base]).sorted()
      }
    }
    let rows = group.members.filter { $0.school != group.base }.sorted { left, right in
      (left.role == .lowResult) == (right.role == .lowResult)
        ? names.precedes(left.school, right.school) : left.role == .lowResult
    }
    return [
      "id": .text("g-\(group.base)"), "title": .text(title), "base": .text(group.base.rawValue),
      "baseName": .text(names.school(group.base)), "baseDistrict": .text(names.district(of: group.base)),
      "size": .text("\(group.members.count) \(DeskFigure.form(group.members.count, "школа", "школы", "школ"))"),
      "cost": .text(DeskFigure.cost(cost)), "isBroken": .flag(isBroken), "isPinned": .flag(isPinned),
      "togglePin": .text(toggled.address),
      "rules": .list([
        rule(
          "поддержка \(low)",
          own.contains { if case .balance = $0 { true } else if case .share = $0 { true } else { false } }),
        rule("прочие \(group.members.count - low)", own.contains { if case .size = $0 { true } else { false } }),
        rule("площадки \(sites)", own.contains { if case .noSite = $0 { true } else { false } }),
      ]), "members": .list(rows.map { member($0.school, group, composed, moved) }),
    ]
  }

  private func member(
    _ school: SchoolID, _ group: Composition.Group?, _ composed: ComposedDraft, _ moved: Set<SchoolID>
  ) -> ViewModel {
    let problem = composed.part.problem
    let number = problem.number(of: school)
    let role = number.map { problem.members[$0].role } ?? .member
    var (km, cost) = ("", "")
    if let group, let number, let base = problem.number(of: group.base) {
      km = problem.distanceKm(member: number, base: base).map(DeskFigure.km) ?? "—"
      let own = problem.cost(member: number, base: base)
      cost = DeskFigure.cost(role == .lowResult ? 2 * own : own)
    }
    var query = draft.query
    query.add("school", school.rawValue)
    return [
      "id": .text("m-\(school)"), "school": .text(school.rawValue), "name": .text(names.school(school)),
      "district": .text(names.district(of: school)), "mark": .text(AssociationWords.mark(role)),
      "role": .text(AssociationWords.role(role)), "km": .text(km), "cost": .text(cost),
      "isMoved": .flag(moved.contains(school)), "move": .text(query.address("/associations/desk/move")),
    ]
  }

  // MARK: Words

  private func gap(_ objective: Int, _ bound: Int) -> String {
    guard objective > bound, objective > 0 else { return "0,0 %" }
    let share = PerMille.share(objective - bound, of: objective)
    return share.map { PerMille.percent($0).replacing(" ", with: "\u{A0}") } ?? "—"
  }

  /// The cheapest school that would mend a balance.
  private func hint(
    _ broken: HandGrouping.Broken, _ composed: ComposedDraft, _ titles: [SchoolID: String]
  ) -> String {
    guard case .balance(_, _, let fewest, _) = broken else { return "" }
    let ways = composed.composition.groups.filter { $0.base != fewest }.flatMap(\.members)
      .filter { $0.role == .lowResult }.map { member in
        (school: member.school, hand: composed.moving(member.school, to: fewest))
      }
    guard
      let best = ways.filter({ $0.hand.broken.count < composed.hand.broken.count })
        .min(by: { $0.hand.composition.objective < $1.hand.composition.objective })
    else { return " Перенесите школу поддержки в \(titles[fewest] ?? "другую группу")." }
    let change = best.hand.composition.objective - composed.composition.objective
    return " Перенесите в \(titles[fewest] ?? "") \(names.school(best.school)): \(AssociationWords.change(change))."
  }

  private func named(_ rule: Composition.Clash.Rule) -> String {
    rule.schools.isEmpty ? rule.text : "\(rule.text) (\(names.list(rule.schools)))"
  }

  private func comparison(_ comparison: CompositionComparison, _ composition: Composition) -> String {
    let difference = composition.objective - comparison.objective
    return "Сейчас ММО: \(comparison.associations.count), их цена по той же формуле "
      + "\(DeskFigure.cost(comparison.objective)); в составе \(DeskFigure.signedCost(difference)). "
      + "Сменят группу: \(composition.moved.count). Правил сейчас нарушено: \(comparison.broken.count)."
  }
}

extension ComposedDraft {
  func isSite(_ school: SchoolID) -> Bool {
    part.problem.number(of: school).map { part.problem.members[$0].isProjectSite } ?? false
  }
}

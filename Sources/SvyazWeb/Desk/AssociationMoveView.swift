internal import SvyazComposition
internal import SvyazGraph

/// «Переместить»: every group that a school could go to, with the change of the cost and the rules that would break.
struct AssociationMoveView {
  let draft: AssociationDraft
  let composed: ComposedDraft
  let school: SchoolID
  let revision: Revision

  private var names: DeskNames { DeskNames.of(revision) }

  var page: Page {
    let groups = composed.composition.groups.sorted { names.precedes($0.base, $1.base) }
    let titles = Dictionary(
      groups.enumerated().map { ($1.base, "ММО \($0 + 1)") }, uniquingKeysWith: { first, _ in first })
    let words = AssociationWords(names: names, titles: titles)
    let present = composed.base[school]
    let problem = composed.part.problem
    let number = problem.number(of: school)
    let isLow = number.map { problem.members[$0].isLowResult } ?? false
    var rows: [ViewModel] = []
    for group in groups where group.base != present {
      var km = ""
      if let number, let base = problem.number(of: group.base) {
        km = problem.distanceKm(member: number, base: base).map { "\(DeskFigure.km($0)) км до базы" } ?? ""
      }
      rows.append(
        row(
          to: group.base, title: titles[group.base] ?? "",
          about: "база \(names.school(group.base)), "
            + "\(names.district(of: group.base)); \(km)", words))
    }
    // A school that is helped is always in some group.
    if present != nil, !isLow { rows.append(row(to: nil, title: "Ни в одну группу", about: "", words)) }
    let now = present.map { "сейчас в \(titles[$0] ?? ""), база \(names.school($0))" } ?? "сейчас ни в одной группе"
    return Page(
      title: "Переместить: \(names.school(school))",
      lead: "\(names.district(of: school)); \(now). Цена и правила — до нажатия.", section: .associations,
      template: "associations-move",
      content: [
        "q": .text(draft.query.text), "school": .text(school.rawValue), "name": .text(names.school(school)),
        "rows": .list(rows), "back": .text(draft.address + "#m-\(school)"),
      ])
  }

  private func row(to base: SchoolID?, title: String, about: String, _ words: AssociationWords) -> ViewModel {
    let hand = composed.moving(school, to: base)
    let change = hand.composition.objective - composed.composition.objective
    let new = hand.broken.filter { !composed.hand.broken.contains($0) }
    let mended = composed.hand.broken.filter { !hand.broken.contains($0) }
    return [
      "to": .text(base?.rawValue ?? ""), "title": .text(title), "about": .text(about),
      "change": .text(AssociationWords.change(change)), "isClean": .flag(hand.broken.isEmpty),
      "breaks": .list(new.map { ["text": .text(words.sentence($0))] }), "hasBreaks": .flag(!new.isEmpty),
      "mends": .flag(!mended.isEmpty && new.isEmpty),
    ]
  }
}

/// Before a composition is taken into force.
struct AssociationAcceptView {
  let draft: AssociationDraft
  let composition: Composition
  let from: Day
  let revision: Revision

  /// Tells the groups that were shown from others.
  static func digest(of composition: Composition) -> String {
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    for group in composition.groups {
      for member in group.members {
        for byte in "\(group.base)~\(member.school)~\(member.role) ".utf8 {
          digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3
        }
      }
    }
    return String(digest, radix: 36)
  }

  var page: Page {
    let names = DeskNames.of(revision)
    let result = Result { () throws(AcceptanceError) in try revision.network.accepting(composition, from: from) }
    var content: ViewModel = [
      "q": .text(draft.query.text), "back": .text(draft.address), "from": .text(from.description),
      "shown": .text(Self.digest(of: composition)),
      "hidden": .list(draft.query.pairs.map { ["name": .text($0.name), "value": .text($0.value)] }),
    ]
    var lead = "Принять состав сейчас нельзя."
    switch result {
    case .success(let acceptance):
      lead = "Состав будет действовать с \(from.russian). Пока ничего не записано."
      content = content.merging([
        "canAccept": true,
        "rows": .list(
          acceptance.outcomes.map { outcome in
            [
              "id": .text(outcome.association.rawValue), "base": .text(names.school(outcome.base)),
              "fate": .text(Self.word(outcome.fate)),
              "count": .text(outcome.fate == .closed ? "—" : "\(outcome.memberCount)"),
              "joined": .text(outcome.fate == .founded ? "все" : names.list(outcome.joined)),
              "left": .text(outcome.fate == .closed ? "все" : names.list(outcome.left)),
            ]
          }),
        "orphans": .text(
          acceptance.orphanedEvents.isEmpty
            ? ""
            : "У законченных ММО остались события: \(acceptance.orphanedEvents.map(\.rawValue).joined(separator: ", "))."
        ),
      ])
    case .failure(let error):
      content = content.merging(["canAccept": false, "problem": .text(error.message), "advice": .text(error.advice)])
    }
    return Page(
      title: "Принять состав ММО: \(names.subject(draft.subject))", lead: lead, section: .associations,
      template: "associations-accept", content: content)
  }

  private static func word(_ fate: Acceptance.Fate) -> String {
    switch fate {
    case .founded: "новое"
    case .continued: "продолжается"
    case .closed: "заканчивается"
    }
  }
}

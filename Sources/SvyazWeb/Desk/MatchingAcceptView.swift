internal import SvyazGraph
internal import SvyazMatching

/// Before a plan is taken into force: what would become of each pair. And after: what did.
struct MatchingAcceptView {
  let draft: MatchingDraft
  let plan: Plan
  let from: Day
  let revision: Revision

  private var names: DeskNames { DeskNames.of(revision) }

  /// Tells the pairs that were shown from others.
  static func digest(of plan: Plan) -> String {
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    for pair in plan.pairs {
      for byte in "\(pair.mentee)~\(pair.mentor)~\(pair.subject) ".utf8 {
        digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3
      }
    }
    return String(digest, radix: 36)
  }

  var page: Page {
    let result = Result { () throws(PlanAcceptanceError) in try revision.network.accepting(plan, from: from) }
    var content: ViewModel = [
      "q": .text(draft.query.text), "back": .text(draft.address), "from": .text(from.description),
      "shown": .text(Self.digest(of: plan)),
      "hidden": .list(draft.query.pairs.map { ["name": .text($0.name), "value": .text($0.value)] }),
      "annex": .text(draft.planQuery.address("/matching/annex.docx")), "isPreview": true,
    ]
    let lead: String
    switch result {
    case .success(let acceptance):
      content = content.merging(parts(acceptance)).merging(["canAccept": true])
      lead =
        "Будет предложено партнёрств: \(acceptance.proposed.count), с \(from.russian). Пока ничего не записано."
    case .failure(let error):
      content = content.merging(["canAccept": false, "problem": .text(error.message), "advice": .text(error.advice)])
      lead = "Принять план сейчас нельзя."
    }
    return Page(
      title: "Принять план", lead: lead, section: .matching, template: "matching-accept", content: content)
  }

  func done(_ acceptance: PlanAcceptance, change: Int?) -> Page {
    let content = parts(acceptance, isDone: true).merging([
      "isPreview": false, "canAccept": false, "change": .optional(change.map(String.init)),
      "back": .text(draft.address), "annex": .text(draft.planQuery.address("/matching/annex.docx")),
    ])
    return Page(
      title: "План принят", lead: "Партнёрства предложены с \(from.russian).", section: .matching,
      template: "matching-accept", content: content)
  }

  private func parts(_ acceptance: PlanAcceptance, isDone: Bool = false) -> ViewModel {
    let parts: [(title: String, why: String, rows: [Partnership])] = [
      (isDone ? "Предложены" : "Предложим", "партнёрства со статусом «предложено»", acceptance.proposed),
      ("Уже есть", "предложены, согласованы или действуют; остаются как есть", acceptance.standing),
      (
        isDone ? "Прежние предложения сняты" : "Прежние предложения снимем", "тот же предмет, другой наставник",
        acceptance.withdrawn
      ),
      ("Действуют с другим наставником", "план их не трогает: решите со школами отдельно", acceptance.otherwise),
    ]
    return [
      "parts": .list(
        parts.filter { !$0.rows.isEmpty }.map { part in
          [
            "title": .text("\(part.title): \(part.rows.count)"), "why": .text(part.why),
            "rows": .list(
              part.rows.sorted { names.precedes($0.mentee, $1.mentee) }.map { row in
                [
                  "id": .text(row.id.rawValue), "mentee": .text(names.school(row.mentee)),
                  "mentor": .text(names.school(row.mentor)),
                  "subject": .text(row.subject.map(names.subject) ?? "школа в целом"),
                  "status": .text(Self.word(row.status)),
                ]
              }),
          ]
        })
    ]
  }

  private static func word(_ status: Partnership.Status) -> String {
    switch status {
    case .proposed: "предложено"
    case .agreed: "согласовано"
    case .active: "действует"
    case .completed: "завершено"
    case .terminated: "прекращено"
    }
  }
}

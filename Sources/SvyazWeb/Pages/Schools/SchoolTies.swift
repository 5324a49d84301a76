internal import SvyazGraph

/// The school's partnerships and associations, what is in force first.
///
/// The public edition does not tell who helps whom, nor what is only proposed: the direction of a tie would tell who is
/// on the list.
struct SchoolTies {
  struct Tie {
    var name: String
    var path: String
    var mark: String
    var subject: SubjectID?
    var isAssociation = false
    var role: String
    var state: (text: String, tag: String)
    var interval: DayInterval
    var paper: String
    var edit: String?
    /// 0: in force, 1: to come or proposed, 2: over.
    var rank: Int
  }

  let ties: [Tie]
  let rows: [ViewModel]

  init(_ index: NetworkIndex, _ school: SchoolID, _ links: DayLinks, isWorking: Bool, edits: Bool) {
    let day = links.day
    let partnerships = Self.partnerships(index, school, links, isWorking: isWorking, edits: edits)
    let memberships = index.memberships(of: school).map { row -> Tie in
      let association = index.association(row.association)
      let interval = Self.common(row.interval, association?.interval)
      let isBase = association?.base == school
      let isOver = interval.to.map { $0 <= day } ?? false
      return Tie(
        name: association?.name ?? row.association.rawValue, path: links.to("/associations"), mark: "h",
        subject: association?.subject, isAssociation: true,
        role: isBase ? "базовая школа" : isWorking ? PageWords.role(row.role) : "участник",
        state: isOver ? ("завершено", "") : interval.from > day ? ("впереди", "dash") : ("в силе", "ok"),
        interval: interval, paper: association?.umo ?? "", rank: isOver ? 2 : interval.from > day ? 1 : 0)
    }
    ties = (partnerships + memberships).sorted { left, right in
      if left.rank != right.rank { return left.rank < right.rank }
      if left.isAssociation != right.isAssociation { return right.isAssociation }
      return left.interval.from != right.interval.from
        ? left.interval.from > right.interval.from : left.name < right.name
    }
    let marks = SubjectMarks(index.network)
    rows = ties.map { tie in
      [
        "name": .text(tie.name), "path": .text(tie.path), "mark": .text(tie.mark),
        "subject": .text(tie.subject.map(index.subject) ?? "вся школа"), "line": .text(marks.name(tie.subject)),
        "role": .text(tie.role), "state": .text(tie.state.text), "tag": .text(tie.state.tag),
        "period": .text(PageWords.period(tie.interval)), "paper": .text(tie.paper.isEmpty ? "—" : tie.paper),
        "edit": .optional(tie.edit), "isOver": .flag(tie.rank == 2),
      ]
    }
  }

  private static func partnerships(
    _ index: NetworkIndex, _ school: SchoolID, _ links: DayLinks, isWorking: Bool, edits: Bool
  ) -> [Tie] {
    struct Shown: Hashable {
      var partner: SchoolID
      var subject: SubjectID?
      var interval: DayInterval
    }
    let day = links.day
    var seen: Set<Shown> = []
    return index.partnerships(of: school).sorted { $0.id < $1.id }.compactMap { row in
      let isMentor = row.mentor == school
      let partner = isMentor ? row.mentee : row.mentor
      let isOver = row.interval.to.map { $0 <= day } ?? false || row.status == .completed || row.status == .terminated
      let isProposed = row.status == .proposed
      let isToCome = row.interval.from > day
      if !isWorking {
        let shown = Shown(partner: partner, subject: row.subject, interval: row.interval)
        guard !isProposed, !isToCome, seen.insert(shown).inserted else { return nil }
      }
      let state =
        isWorking
        ? (row.status == .active && isToCome ? (text: "впереди", tag: "dash") : PageWords.partnership(row.status))
        : isOver ? (text: "завершено", tag: "") : (text: "действует", tag: "ok")
      return Tie(
        name: index.label(partner), path: links.school(partner),
        mark: isWorking ? (isMentor ? "s" : "") : "p", subject: row.subject,
        role: isWorking ? (isMentor ? "помогает ей" : "наставник") : "партнёр", state: state, interval: row.interval,
        paper: isWorking ? row.agreement : "", edit: edits ? "/partnerships/\(row.id)" : nil,
        rank: isOver ? 2 : isProposed || isToCome ? 1 : 0)
    }
  }

  private static func common(_ own: DayInterval, _ outer: DayInterval?) -> DayInterval {
    guard let outer else { return own }
    let ends = [own.to, outer.to].compactMap { $0 }
    return DayInterval(from: max(own.from, outer.from), to: ends.min())
  }
}

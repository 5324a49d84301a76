internal import SvyazGraph
internal import SvyazIndicators

/// What needs attention, the most useful first; each with a link to where it is done.
struct OverviewTasks: Sendable {
  struct Task: Sendable {
    var icon: Markup
    /// Class of the icon.
    var tone: String
    var title: String
    var detail: String
    var action: String
    var path: String

    var model: ViewModel {
      [
        "icon": .markup(icon), "tone": .text(tone), "title": .text(title), "detail": .text(detail),
        "action": .text(action), "path": .text(path),
      ]
    }
  }

  /// How many stand open; the others behind «ещё».
  static let shown = 5
  /// How many of the others there are at most: a list of thousands is no list of what to do.
  static let most = 60
  /// Soon, for what ages or ends.
  private static let soonDays = 30

  let tasks: [Task]

  private struct Key: Hashable, Sendable {
    var day: Day
    var edits: Bool
  }

  /// Made once for a revision: in a large network there are thousands.
  static func of(
    _ revision: Revision, _ index: NetworkIndex, _ figures: DayFigures, _ links: DayLinks, edits: Bool
  ) -> OverviewTasks {
    revision.derived(Key(day: links.day, edits: edits)) { _ in OverviewTasks(index, figures, links, edits: edits) }
  }

  private init(_ index: NetworkIndex, _ figures: DayFigures, _ links: DayLinks, edits: Bool) {
    let maker = Maker(index: index, figures: figures, links: links, edits: edits)
    tasks =
      maker.steps() + maker.activations() + maker.ageing() + maker.ending() + maker.measures() + maker.withoutMentor()
  }

  private struct Maker {
    let index: NetworkIndex
    let figures: DayFigures
    let links: DayLinks
    let edits: Bool

    private var stepSchools: Set<SchoolID> { Set(figures.indicator.oneStepShort.map(\.school)) }

    private func name(_ id: SchoolID) -> String { ShortLabel.of(id, index) }

    /// Schools that one act would bring in.
    func steps() -> [Task] {
      let reading = figures.indicator.readings.first
      let next = (reading?.numerator.count ?? 0) + 1
      let then = "тогда станет \(next) из \(reading?.denominator.count ?? 0)"
      return figures.indicator.oneStepShort.sorted { index.key($0.school) < index.key($1.school) }.map { short in
        var task = Task(
          icon: Icon.calendar, tone: "warn", title: "\(name(short.school)): \(PageWords.step(short.step))",
          detail: then, action: "Открыть", path: links.school(short.school))
        switch short.step {
        case .jointEvent where edits:
          task.action = "Назначить"
          task.path = links.to("/events/new?\(eventFor(short.school))")
        case .associationEvent where edits:
          let own = index.memberships(of: short.school).first { $0.interval.contains(links.day) }
          if let own {
            task.action = "Назначить"
            task.path = links.to("/events/new?association=\(own.association)")
          }
        case .activate:
          task.icon = Icon.exchange
          task.tone = "acc"
        default: break
        }
        return task
      }
    }

    /// The active partnership that lacks its event.
    private func eventFor(_ school: SchoolID) -> String {
      let tie = index.partnerships(of: school).filter { $0.status(on: links.day) == .active }.min { $0.id < $1.id }
      return tie.map { "partnership=\($0.id)" } ?? "school=\(school)"
    }

    /// Agreements whose day has come, and that nobody has put into effect.
    func activations() -> [Task] {
      figures.ladder.ties.filter { tie in
        guard tie.missing == .activation else { return false }
        return !stepSchools.contains(tie.mentor) && !stepSchools.contains(tie.mentee)
      }.map { tie in
        Task(
          icon: Icon.exchange, tone: "acc", title: "\(name(tie.mentee)): соглашение не введено",
          detail: "наставник \(index.label(tie.mentor)), событие уже было", action: "Открыть",
          path: links.school(tie.mentee))
      }
    }

    /// Events that stop counting soon and take a school out of the figure.
    func ageing() -> [Task] {
      figures.expiry.expiring.filter {
        !$0.decisive.isEmpty && $0.lastDay.number - links.day.number <= OverviewTasks.soonDays
      }.map { event in
        let names = event.decisive.sorted { index.key($0) < index.key($1) }
        let list = names.prefix(3).map(name).joined(separator: ", ")
        let more = names.count > 3 ? " и ещё \(names.count - 3)" : ""
        let school = edits ? names.first : nil
        return Task(
          icon: Icon.calendar, tone: "warn", title: "\(list)\(more): нужно новое событие",
          detail: "прежнее засчитывается по \(event.lastDay.russian): «\(event.title)»",
          action: edits ? "Назначить" : "Открыть",
          path: school.map { links.to("/events/new?\(eventFor($0))") } ?? links.event(event.event))
      }
    }

    /// Agreements that end soon.
    func ending() -> [Task] {
      figures.expiry.ending.filter { $0.daysLeft <= OverviewTasks.soonDays }.map { row in
        Task(
          icon: Icon.paper, tone: "acc", title: "\(name(row.mentee)): соглашение кончается \(row.lastDay.russian)",
          detail: [row.agreement, "наставник \(index.label(row.mentor))"].filter { !$0.isEmpty }.joined(
            separator: ", "),
          action: "Открыть", path: links.school(row.mentee))
      }
    }

    func measures() -> [Task] {
      figures.measures.states.filter { $0.status == .late }.map { state in
        let due = state.measure.dueTo.map { "срок \($0.russian)" } ?? "срок прошёл"
        return Task(
          icon: Icon.warning, tone: "warn", title: "Мероприятие \(state.measure.number): \(state.measure.title)",
          detail: [due, state.parties.joined(separator: ", ")].filter { !$0.isEmpty }.joined(separator: " · "),
          action: "Открыть", path: links.to("/measures"))
      }
    }

    /// One line for all who have nobody.
    func withoutMentor() -> [Task] {
      let alone = figures.ladder.standings.map(\.school).filter { !index.hasMentor($0, on: links.day) }
        .sorted { index.key($0) < index.key($1) }
      guard !alone.isEmpty else { return [] }
      let more = alone.count > 4 ? " и ещё \(alone.count - 4)" : ""
      return [
        Task(
          icon: Icon.warning, tone: "warn",
          title: "Без наставника: \(PageWords.count(alone.count, "школа", "школы", "школ"))",
          detail: alone.prefix(4).map(name).joined(separator: ", ") + more,
          action: edits ? "Подобрать" : "Показать",
          path: edits ? links.to("/matching") : links.to("/schools?mentor=without"))
      ]
    }
  }
}

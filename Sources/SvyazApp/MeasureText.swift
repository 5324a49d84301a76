internal import SvyazGraph
internal import SvyazIndicators

/// The plan of measures in words: a table, what shows each and what it lacks, counts by party and section.
struct MeasureText {
  private let network: Network
  private let plan: MeasurePlan
  private let words: MeasureWords

  init(_ network: Network, _ plan: MeasurePlan) {
    self.network = network
    self.plan = plan
    words = MeasureWords(network)
  }

  var text: String {
    var text = "\(network.name)\nПлан мероприятий на \(plan.day.russian)\n"
    guard !plan.states.isEmpty else { return text + "\nМероприятий в плане нет.\n" }
    text += MeasureWords.sentence(plan.counts) + "\n\n"
    var table = TextTable([
      "№": .right, "срок": .left, "состояние": .left, "ответственные": .left, "мероприятие": .left,
    ])
    for state in plan.states {
      table.add([
        String(state.measure.number), MeasureWords.span(state.measure), MeasureWords.status(state),
        state.parties.joined(separator: ", "), Self.shortened(state.measure.title),
      ])
    }
    text += table.text() + "\nЧем подтверждено и чего не хватает\n"
    for state in plan.states { text += details(state) }
    text += "\nПо ответственным\n" + counts(plan.byParty, "кто")
    text += "\nПо разделам\n" + counts(plan.bySection, "раздел")
    return text
  }

  private func details(_ state: MeasureState) -> String {
    let lines =
      state.shownBy.map { words.evidence($0) }
      + state.lacking.map { words.lack($0) }
      + state.contradictions.map { "расхождение: " + words.contradiction($0) }
    let head = "  \(state.measure.number). "
    guard !lines.isEmpty else { return head + "ничего не отмечено\n" }
    let margin = String(repeating: " ", count: head.count)
    return head + lines.joined(separator: "\n" + margin) + "\n"
  }

  private func counts(_ groups: [MeasureGroup], _ heading: String) -> String {
    var table = TextTable([
      heading: .left, "всего": .right, "выполнено": .right, "с опозданием": .right, "идёт": .right,
      "просрочено": .right, "не начато": .right,
    ])
    for group in groups {
      func count(_ status: MeasureStatus) -> String {
        String(group.counts.first { $0.status == status }?.count ?? 0)
      }
      table.add([
        group.name, String(group.states.count), count(.done), count(.doneLate), count(.underWay), count(.late),
        count(.notBegun),
      ])
    }
    return table.text()
  }

  private static func shortened(_ title: String) -> String {
    let line = String(title.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    return line.count > 60 ? line.prefix(59) + "…" : line
  }
}

/// Words for measures; the same in the terminal and in papers.
struct MeasureWords {
  private let names: Naming
  private let events: [EventID: Event]
  private let associations: [AssociationID: SvyazGraph.Association]

  init(_ network: Network) {
    names = Naming(network)
    events = Dictionary(network.events.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    associations = Dictionary(network.associations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// «Выполнено 15, из них с опозданием 3; идёт 4; просрочено 2; не начато 1.»
  static func sentence(_ counts: [MeasureCount]) -> String {
    func count(_ status: MeasureStatus) -> Int { counts.first { $0.status == status }?.count ?? 0 }
    let done = count(.done) + count(.doneLate)
    let late = count(.doneLate) > 0 ? ", из них с опозданием \(count(.doneLate))" : ""
    return "Выполнено \(done)\(late); идёт \(count(.underWay)); просрочено \(count(.late)); "
      + "не начато \(count(.notBegun))."
  }

  static func status(_ state: MeasureState) -> String {
    let days = state.daysLate.map { counted($0, "день", "дня", "дней") } ?? ""
    return switch state.status {
    case .notBegun: "не начато"
    case .underWay: state.lacking.contains { isMissing($0, of: state) } ? "идёт, не всё" : "идёт"
    case .done: "выполнено" + (state.isDoneByData ? " (по данным)" : "")
    case .doneLate: "выполнено, опоздание \(days)" + (state.isDoneByData ? " (по данным)" : "")
    case .late: "просрочено, \(days)"
    }
  }

  /// A part ahead is not missing yet, and one that is over may be in the documents.
  private static func isMissing(_ lack: MeasureLack, of state: MeasureState) -> Bool {
    if case .part(_, _, let isOver) = lack { return isOver && state.measure.evidence.isEmpty }
    return true
  }

  static func span(_ measure: Measure) -> String {
    switch (measure.dueFrom, measure.dueTo) {
    case (let from?, let to?): "\(from.russian)–\(to.russian)"
    case (nil, let to?): "до \(to.russian)"
    case (let from?, nil): "с \(from.russian)"
    case (nil, nil): "без срока"
    }
  }

  func evidence(_ evidence: MeasureEvidence) -> String {
    switch evidence {
    case .document(let text): "документ: \(text)"
    case .events(let ids):
      "события (\(ids.count)): "
        + ids.prefix(5).compactMap { events[$0] }.map { "\($0.day.russian) «\($0.title)»" }.joined(separator: ", ")
        + (ids.count > 5 ? " и ещё \(ids.count - 5)" : "")
    case .programmes(let kind, let developed, let of):
      "\(Self.programmes(kind)): разработали \(developed) из \(counted(of, "школы НОР", "школ НОР", "школ НОР"))"
    case .staff(let group, let course, let count, let of, let schools):
      "\(Self.group(group)) школ НОР: \(Self.course(course)) — обучено \(grouped(count)) из \(grouped(of)) "
        + "(сведения: \(counted(schools, "школа", "школы", "школ")))"
    case .associations(let subject, let ids): "ММО, \(names.subject(subject)): \(ids.count)"
    }
  }

  /// A line on its own: «не хватает: …», or how a part stands.
  func lack(_ lack: MeasureLack) -> String {
    guard case .part(let part, let last, let isOver) = lack else { return "не хватает: " + missing(lack) }
    return isOver
      ? "часть «\(part.title)»: срок прошёл \(last.russian), выполнена ли она, говорит только документ"
      : "часть «\(part.title)»: впереди, до \(last.russian)"
  }

  private func missing(_ lack: MeasureLack) -> String {
    switch lack {
    case .document: "документа (столбец evidence пуст)"
    case .events(let kinds): "событий вида: \(Self.kinds(kinds))"
    case .lowResultParticipants: "школ НОР среди участников события"
    case .effectiveParticipants: "школ вне списка НОР среди участников события"
    case .programmes(let kind, let schools):
      "\(Self.programmes(kind)) у школ (\(schools.count)): \(names.schools(schools))"
    case .training(let group, let course, let people, let schools):
      "обучения (\(Self.course(course))), \(Self.group(group)): \(counted(people, "человек", "человека", "человек")) "
        + "в школах: \(names.schools(schools))"
    case .figures(let group, let schools):
      "сведений о кадрах (\(Self.group(group))) школ: \(names.schools(schools))"
    case .associations(let subject): "действующего ММО с участниками, \(names.subject(subject))"
    case .uncovered(let subject, let schools):
      "ММО (\(names.subject(subject))) у школ НОР (\(schools.count)): \(names.schools(schools))"
    case .leadership(let ids): "ведущего окружного УМО: \(associations(ids))"
    case .meetings(let ids): "плана работы, ни одного события: \(associations(ids))"
    case .part(let part, _, _): "части «\(part.title)»"
    }
  }

  func contradiction(_ contradiction: MeasureContradiction) -> String {
    switch contradiction {
    case .doneWithoutEvents(let kinds):
      "отмечено выполненным, но в сроки мероприятия нет события вида: \(Self.kinds(kinds))"
    case .doneBeforeEvent(let id, let day):
      "отмечено выполненным раньше первого события: «\(events[id]?.title ?? id.rawValue)», \(day.russian)"
    case .doneWhileLacking: "отмечено выполненным, но по данным сети выполнено не всё"
    case .doneWithoutTraining(let group):
      "отмечено выполненным, но по сведениям школ никто не обучен: \(Self.group(group))"
    case .notMarkedDone(let day):
      "по данным сети выполнено \(day.russian), а в плане не отмечено (столбец done_on)"
    }
  }

  private func associations(_ ids: [AssociationID]) -> String {
    ids.map { associations[$0]?.name ?? $0.rawValue }.joined(separator: "; ")
  }

  private static func kinds(_ kinds: [Event.Kind]) -> String {
    kinds.map(EventNaming.russian).joined(separator: " или ")
  }

  private static func programmes(_ kind: Programme.Kind) -> String {
    switch kind {
    case .qualityImprovement: "программы повышения качества"
    case .teacherGrowth: "программы учительского роста"
    }
  }

  private static func group(_ group: StaffFigures.Group) -> String {
    switch group {
    case .director: "директора"
    case .deputy: "заместители"
    case .teacher: "педагоги"
    }
  }

  private static func course(_ course: StaffCourse) -> String {
    switch course {
    case .methodService: "модернизация методической службы"
    case .effectiveMode: "переход в эффективный режим"
    case .quality: "вопросы качества"
    }
  }
}

internal import SvyazGraph

/// Themes and kinds of meetings after the programme: its work on national tests (ВПР) and final examinations, mutual
/// visits to lessons, showing what works, exchange of experience.
struct MeetingThemes {
  private let subject: SubjectWords
  private let own: [MeetingTheme]

  /// - Parameter own: the planner's themes, for the first meetings.
  init(_ subject: Subject, own: [MeetingTheme]) {
    self.subject = SubjectWords(subject)
    self.own = own
  }

  /// Themes for new meetings, by day.
  ///
  /// The planner's themes come first, in their order. The first meeting of a school year is for organisation, one in
  /// April or later that is the last of its school year sums it up; those between take the programme's themes in order,
  /// and over again where they do not suffice. What the association had in the school year is not repeated before that.
  /// - Parameters:
  ///   - days: ascending.
  ///   - used: titles of the association's events in the school year of the span.
  ///   - hasBegun: the association met in this school year before the first of the days.
  ///   - isLast: nothing of the association comes after the last of the days in its school year.
  func themes(for days: [Day], used: Set<String>, hasBegun: Bool, isLast: Bool) -> [MeetingTheme] {
    var used = used
    var queue = own.filter { !used.contains($0.title) }[...]
    var pool = middle.filter { !used.contains($0.title) }[...]
    var round = 1
    return days.indices.map { index in
      let theme: MeetingTheme
      if let next = queue.popFirst() {
        theme = next
      } else if index == 0, !hasBegun, !used.contains(Self.opening.title) {
        theme = Self.opening
      } else if index == days.count - 1, isLast, (4...5).contains(days[index].month),
        !used.contains(Self.closing.title)
      {
        theme = Self.closing
      } else {
        if pool.isEmpty {
          round += 1
          pool = middle.map { MeetingTheme($0.kind, "\($0.title) (часть \(round))") }[...]
        }
        theme = pool.popFirst() ?? Self.opening
      }
      used.insert(theme.title)
      return theme
    }
  }

  private static let opening = MeetingTheme(.seminar, "Организационное заседание: план работы ММО на учебный год")
  private static let closing = MeetingTheme(.seminar, "Итоги учебного года: что изменилось, план на следующий год")

  private var middle: [MeetingTheme] {
    [
      MeetingTheme(.seminar, "Разбор результатов ВПР: где ученики теряют баллы"),
      MeetingTheme(.lessonVisit, "Взаимопосещение уроков с обсуждением: как вовлечь каждого ученика"),
      masterClass,
      MeetingTheme(.experienceExchange, "Обмен опытом: ученики с низкой учебной мотивацией"),
      training,
      MeetingTheme(.lessonVisit, "Взаимопосещение уроков с обсуждением: подготовка к итоговой аттестации"),
      MeetingTheme(.masterClass, "Показ успешных практик школ-площадок и школ с высокими результатами"),
      MeetingTheme(.seminar, "Объективность оценивания: проверяем работы по единым критериям"),
    ]
  }

  private var masterClass: MeetingTheme {
    if subject.isMathematics {
      return MeetingTheme(.masterClass, "Мастер-класс: текстовые задачи — от условия к модели")
    }
    if subject.isRussian { return MeetingTheme(.masterClass, "Мастер-класс: сжатое изложение и работа с текстом") }
    return MeetingTheme(.masterClass, "Мастер-класс: приёмы, которые дают результат на уроке")
  }

  private var training: MeetingTheme {
    if subject.isMathematics { return MeetingTheme(.training, "Практикум: вычислительные навыки и самопроверка") }
    if subject.isRussian { return MeetingTheme(.training, "Практикум: орфографическая зоркость и работа над ошибками") }
    return MeetingTheme(.training, "Практикум: обратная связь и работа над ошибками")
  }
}

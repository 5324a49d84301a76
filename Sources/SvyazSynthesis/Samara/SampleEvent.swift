internal import SvyazGraph

/// The programme of events of the sample year: forty, all kinds, the last three planned for the month to come.
struct SampleEvent {
  /// Whose event it is; it decides who comes.
  enum Circle {
    /// Held by the ЦРО or by a school of the city: for directors and teachers of the schools on the list.
    /// `pairs` are schools of the story ``SampleStory/partnered`` that come together with their mentors.
    case city(pairs: [Int], hosted: Bool)
    /// A meeting of the ММО, by place in the list; the second round brings every school that the year counts on.
    case association(Int, round: Int)
    /// A day of the main partnership of a school.
    case partnership(SampleStory, Int)
  }

  let kind: Event.Kind
  let day: Day
  let title: String
  var subject: SubjectID?
  let circle: Circle

  private static let mathematics = ProgrammeSubject.mathematics.id
  private static let russian = ProgrammeSubject.russian.id

  static let city: [SampleEvent] = [
    .init(
      kind: .webinar, day: date(2020, 5, 14), title: "Самоанализ школы: с чего начать",
      circle: .city(pairs: [], hosted: false)),
    .init(
      kind: .webinar, day: date(2020, 6, 10), title: "Дистанционное обучение: чему научила весна",
      circle: .city(pairs: [12], hosted: false)),
    .init(
      kind: .conference, day: date(2020, 8, 27), title: "Августовская конференция: школы, которым помогают коллеги",
      circle: .city(pairs: [9, 11], hosted: false)),
    .init(
      kind: .training, day: date(2020, 9, 23), title: "Цифровая образовательная среда: практикум для заместителей",
      circle: .city(pairs: [10], hosted: false)),
    .init(
      kind: .strategySession, day: date(2020, 10, 15), title: "Как повысить образовательные результаты",
      circle: .city(pairs: [1, 2], hosted: false)),
    .init(
      kind: .webinar, day: date(2020, 11, 18), title: "«Педагогическая школа в онлайн»: как пользоваться ресурсом",
      circle: .city(pairs: [0], hosted: false)),
    .init(
      kind: .seminar, day: date(2020, 12, 9), title: "Методическая служба школы: план на полугодие",
      circle: .city(pairs: [3, 6], hosted: false)),
    .init(
      kind: .conference, day: date(2021, 2, 10), title: "Городские проектные площадки: что можно перенять",
      circle: .city(pairs: [6, 7, 8], hosted: true)),
    .init(
      kind: .seminar, day: date(2021, 3, 17), title: "Трудные задания ВПР по математике: разбор", subject: mathematics,
      circle: .city(pairs: [11, 12], hosted: true)),
    .init(
      kind: .training, day: date(2021, 4, 14), title: "Смысловое чтение на каждом уроке", subject: russian,
      circle: .city(pairs: [0, 3, 13], hosted: true)),
    .init(
      kind: .strategySession, day: date(2021, 5, 27), title: "Итоги учебного года и планы на следующий",
      circle: .city(pairs: [], hosted: false)),
  ]

  /// Two rounds of meetings, then one that is planned; 0…3 mathematics, 4…7 Russian.
  static let associations: [SampleEvent] = [
    meeting(0, 1, .seminar, date(2020, 10, 22), "Первое заседание: план работы на год"),
    meeting(4, 1, .seminar, date(2020, 10, 29), "Первое заседание: план работы на год"),
    meeting(1, 1, .seminar, date(2020, 11, 12), "Первое заседание: где ученики теряют баллы"),
    meeting(5, 1, .webinar, date(2020, 11, 26), "Первое заседание: орфография в пятом классе"),
    meeting(2, 1, .webinar, date(2020, 12, 3), "Первое заседание: вычисления без ошибок"),
    meeting(6, 1, .seminar, date(2020, 12, 17), "Первое заседание: работа с текстом"),
    meeting(3, 1, .seminar, date(2021, 1, 21), "Первое заседание: задачи на проценты"),
    meeting(7, 1, .seminar, date(2021, 1, 28), "Первое заседание: критерии оценивания сочинений"),
    meeting(0, 2, .masterClass, date(2021, 2, 11), "Мастер-класс: геометрия на готовых чертежах"),
    meeting(4, 2, .masterClass, date(2021, 2, 18), "Мастер-класс: сжатое изложение шаг за шагом"),
    meeting(1, 2, .experienceExchange, date(2021, 2, 25), "Обмен опытом: ученики с низкой мотивацией"),
    meeting(5, 2, .experienceExchange, date(2021, 3, 4), "Обмен опытом: дети, для которых русский не родной"),
    meeting(2, 2, .webinar, date(2021, 3, 18), "Банк заданий: чем поделиться"),
    meeting(6, 2, .masterClass, date(2021, 3, 25), "Мастер-класс: словарная работа"),
    meeting(3, 2, .seminar, date(2021, 4, 8), "Пробный экзамен: разбор результатов"),
    meeting(7, 2, .seminar, date(2021, 4, 15), "Пробный экзамен: разбор сочинений"),
    meeting(0, 3, .seminar, date(2021, 5, 13), "Итоги года и состав на следующий год"),
  ]

  static let partnerships: [SampleEvent] = [
    day(.partnered, 0, .lessonVisit, date(2020, 9, 30), "Взаимопосещение уроков"),
    day(.partnerSilent, 0, .experienceExchange, date(2020, 10, 14), "Знакомство методических служб"),
    day(.partnered, 2, .lessonVisit, date(2020, 11, 25), "Взаимопосещение уроков"),
    day(.partnered, 4, .masterClass, date(2020, 12, 16), "Мастер-класс учителей-наставников"),
    day(.partnered, 1, .lessonVisit, date(2021, 1, 27), "Уроки в пятых классах: посещение и разбор"),
    day(.partnered, 5, .experienceExchange, date(2021, 2, 3), "Обмен опытом: внутренняя оценка качества"),
    day(.partnered, 9, .lessonVisit, date(2021, 2, 17), "Взаимопосещение уроков"),
    day(.notActivated, 0, .masterClass, date(2021, 3, 11), "Мастер-класс для учителей школы-партнёра"),
    day(.notActivated, 1, .lessonVisit, date(2021, 3, 24), "Первое посещение уроков"),
    day(.partnered, 10, .experienceExchange, date(2021, 4, 22), "Обмен опытом: работа классных руководителей"),
    day(.partnered, 4, .lessonVisit, date(2021, 4, 28), "Уроки повторения: посещение и разбор"),
    day(.partnerSilent, 0, .lessonVisit, date(2021, 5, 20), "Взаимопосещение уроков после перерыва"),
  ]

  private static func meeting(_ place: Int, _ round: Int, _ kind: Event.Kind, _ day: Day, _ title: String)
    -> SampleEvent
  {
    .init(
      kind: kind, day: day, title: title, subject: place < 4 ? mathematics : russian,
      circle: .association(place, round: round))
  }

  private static func day(
    _ story: SampleStory, _ place: Int, _ kind: Event.Kind, _ day: Day, _ title: String
  ) -> SampleEvent {
    .init(kind: kind, day: day, title: title, circle: .partnership(story, place))
  }
}

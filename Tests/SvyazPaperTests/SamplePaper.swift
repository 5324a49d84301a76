import SvyazGraph
import SvyazPaper

/// A note as an official would get it, with invented figures that go together.
enum SamplePaper {
  static func day(_ text: String) throws -> Day {
    struct NoDay: Error {}
    guard let day = Day(iso: text) else { throw NoDay() }
    return day
  }

  static func mark(isSample: Bool = true) throws -> PaperMark {
    PaperMark(
      network: "Сеть школ Самары", day: try day("2021-03-15"), knowledge: "известное на 16.03.2021",
      definitions: "2020-1", edition: .working,
      dataHash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", isSample: isSample)
  }

  static let bars = IndicatorBars.Input(
    title: "Девять показателей: доля и цель",
    rows: [
      .init(
        number: "1", name: "Программа повышения качества", detail: "28 из 30 школ", valuePerMille: 933,
        targetPerMille: 1000,
        missing: "2 школы"),
      .init(
        number: "2", name: "Программа учительского роста", detail: "117 из 188 школ", valuePerMille: 622,
        targetPerMille: 750, missing: "24 школы"),
      .init(
        number: "3", name: "Заместители: методическая служба", detail: "139 из 188 человек", valuePerMille: 739,
        targetPerMille: 700),
      .init(
        number: "4", name: "Директора и заместители: эффективный режим", detail: "71 из 78 человек", valuePerMille: 910,
        targetPerMille: 1000, missing: "7 человек"),
      .init(
        number: "5", name: "Педагоги: курсы по качеству", detail: "812 из 964 человек", valuePerMille: 842,
        targetPerMille: 900, missing: "56 человек"),
      .init(
        number: "6", name: "Справились с ВПР, школы в сложных условиях", detail: "3 918 из 5 240 учеников",
        valuePerMille: 748, targetPerMille: 900, missing: "798 учеников"),
      .init(
        number: "7", name: "Прошли итоговую аттестацию", detail: "1 102 из 1 194 учеников", valuePerMille: 923,
        targetPerMille: 900),
      .init(
        number: "8", name: "Результаты за год выросли", detail: "13 из 28 школ", valuePerMille: nil, targetPerMille: 500
      ),
      .init(
        number: "9", name: "Сетевое партнёрство", detail: "24 из 30 школ", valuePerMille: 800, targetPerMille: 900,
        missing: "3 школы"),
      .init(
        name: "Сетевое партнёрство по таблице 1, буквально", detail: "24 из 188 школ", valuePerMille: 128,
        targetPerMille: 900, ceilingPerMille: 160),
    ])

  static func course() throws -> CourseChart.Input {
    let values: [Int?] = [400, 433, 433, nil, 500, 567, 600, 633, 667, nil, 733, 800]
    let start = try day("2020-04-15")
    return CourseChart.Input(
      title: "Показатель 9 по месяцам",
      points: values.enumerated().map { .init(day: start.adding(months: $0), perMille: $1) }, targetPerMille: 900,
      targetDay: try day("2021-12-31"),
      line: [
        .init(day: start, perMille: 381, low: 340, high: 420),
        .init(day: try day("2020-10-15"), perMille: 590, low: 565, high: 615),
        .init(day: try day("2021-03-15"), perMille: 765, low: 725, high: 805),
        .init(day: try day("2021-12-31"), perMille: 980, low: 890, high: 1000),
      ])
  }

  static let ladder = LadderChart.Input(
    title: "От намерения к делу: на какой ступени школы",
    steps: [
      .init(name: "адресная поддержка", detail: "приказ № 149-од", count: 30),
      .init(name: "связь предложена", detail: "план подбора", count: 29, missing: ["«Потенциал»"]),
      .init(name: "соглашение", detail: "номер и дата", count: 28, missing: ["№ 39"]),
      .init(name: "действует", detail: "идёт сегодня", count: 26, missing: ["№ 55", "№ 98"]),
      .init(name: "совместное событие", detail: "за 180 дней", count: 24, missing: ["№ 119", "№ 177"]),
    ], total: 30)

  static func fall() throws -> FallChart.Input {
    let start = try day("2021-03-31")
    let values = [800, 767, 733, 733, 633, 500, 433, 333, 233, 200]
    let dropped = [0, 1, 1, 0, 3, 4, 2, 3, 3, 1]
    return FallChart.Input(
      title: "Что станет с показателем 9, если не проводить событий",
      months: values.indices.map { .init(day: start.adding(months: $0), perMille: values[$0], dropped: dropped[$0]) },
      targetPerMille: 750)
  }

  static func plan() throws -> PlanChart.Input {
    let rows: [(String, String?, String?, String?, PlanChart.State)] = [
      ("Рекомендации школам, как составить самоанализ", nil, "2020-05-15", "2020-05-12", .done),
      (
        "Обучение директоров и заместителей по учебно-воспитательной работе: цифровая среда", "2020-04-01",
        "2020-06-30",
        "2020-07-20", .doneLate
      ),
      ("Самоанализ причин низких результатов в школах и его свод", "2020-05-01", "2020-05-30", "2020-05-29", .done),
      (
        "Динамика результатов ВПР и итоговой аттестации по русскому языку и математике за три года", nil, "2020-05-20",
        "2020-05-20", .done
      ),
      ("Анализ учебных планов по русскому языку и математике: 5–9 и 11 классы", nil, "2020-05-24", nil, .late),
      ("Анализ учебно-методических комплексов по русскому языку и математике", nil, "2020-05-20", "2020-05-18", .done),
      ("Профессиональный диалог с директорами по итогам анализа", nil, "2020-05-30", "2020-06-11", .doneLate),
      (
        "Мониторинговые выезды в школы: система оценки, дети с низкой мотивацией", "2020-09-01", "2021-12-31", nil,
        .underWay
      ),
      ("Анализ ВПР 2020 года по русскому языку и математике", "2020-09-01", "2020-11-30", "2020-11-27", .done),
      (
        "Стратегическая сессия о повышении образовательных результатов", "2020-08-20", "2020-08-30", "2020-08-26", .done
      ),
      ("Разработка школьных программ повышения качества на 2020–2021 годы", nil, "2020-11-10", nil, .late),
      ("Модернизация методической работы в школе", nil, "2020-12-10", "2020-12-10", .done),
      (
        "Мониторинг того, как выполняются программы повышения качества (декабрь и май)", "2020-12-01", "2021-05-31",
        nil, .underWay
      ),
      ("Исследование учебной мотивации и удовлетворённости качеством", "2020-10-01", "2020-10-31", "2020-10-30", .done),
      ("Исследование качества результатов с учётом трудностей учеников", "2021-03-01", "2021-03-31", nil, .underWay),
      ("Исследование сформированности универсальных учебных действий", "2021-02-01", "2021-02-28", nil, .late),
      (
        "Обучение руководителей: программа повышения качества и программа роста", "2020-09-01", "2020-12-31",
        "2020-12-18", .done
      ),
      ("Обучение заместителей: модернизация методической работы", "2020-09-01", "2020-12-31", "2021-01-22", .doneLate),
      (
        "Обучение педагогов, у которых выявлены профессиональные затруднения", "2020-09-01", "2021-05-31", nil,
        .underWay
      ),
      ("Ресурс «Педагогическая школа в онлайн» на сайте ЦРО", "2020-11-01", "2020-11-30", "2020-11-25", .done),
      ("Семинары по обмену опытом и мастер-классы", "2020-04-01", "2021-12-31", nil, .underWay),
      ("Межшкольные методические объединения учителей математики и русского языка", nil, nil, nil, .unknown),
      ("Итоговая конференция по программе поддержки школ", "2021-11-01", "2021-12-20", nil, .notBegun),
    ]
    return PlanChart.Input(
      title: "План мероприятий программы", today: try day("2021-03-15"),
      rows: try rows.enumerated().map { index, row in
        .init(
          number: "\(index + 1)", title: row.0, from: try row.1.map(day), to: try row.2.map(day),
          doneOn: try row.3.map(day),
          state: row.4)
      })
  }

  static let load = MentorLoadChart.Input(
    title: "Сколько подопечных у наставников",
    rows: [
      .init(name: "Гимназия № 133", mentees: 4, places: 3), .init(name: "Школа № 57", mentees: 3, places: 3),
      .init(name: "Школа № 162", mentees: 3, places: 4), .init(name: "Лицей «Созвездие» № 131", mentees: 2, places: 2),
      .init(name: "Школа № 99", mentees: 2, places: 3), .init(name: "Школа № 41", mentees: 1, places: 2),
      .init(name: "Школа № 10", mentees: 0, places: 2),
    ])

  static func note() throws -> Paper {
    Paper(
      id: "note",
      title: "Аналитическая справка о ходе программы поддержки школ с низкими образовательными результатами",
      subtitle: "Городской округ Самара, на 15 марта 2021 г.", mark: try mark(),
      blocks: [
        .paragraph(
          "По показателю 9 достигнуто 80,0 % из 90 %: не хватает 3 школ, и у каждой остался один шаг. К концу программы цель "
            + "достижима, если до 30 апреля провести два совместных события и ввести в действие одно соглашение.", .lead
        ),
        .figure(
          value: "80,0 %",
          caption: "24 из 30 школ адресной поддержки ведут сетевое партнёрство; цель 90 % к 31.12.2021",
          state: .short),
        .heading(level: 1, "Девять показателей"),
        .paragraph(
          "Достигнуты 2 показателя из 9 (показатели 3 и 7). Ближе всех к цели показатель 1 (2 школы) и показатель 9 (3 школы). "
            + "Показатель 8 посчитать нельзя: за 2020 год нет результатов итоговой аттестации."),
        .chart(IndicatorBars.chart(bars)),
        .paragraph(
          "Показатели 4, 5, 8 и 9 читаются в паспорте и в таблице 1 по-разному; здесь первым стоит чтение таблицы 1. "
            + "Заштриховано то, чего по буквальному чтению достичь нельзя.", .remark),
        .table(
          PaperTable(
            caption: "Показатель 9: три чтения",
            columns: [
              .init("Чтение", width: 3), .init("Числитель", .right), .init("Знаменатель", .right),
              .init("Доля", .right),
              .init("Предел", .right), .init("Чего не хватает", width: 2),
            ],
            rows: [
              .init(["Школы адресной поддержки", "24", "30", "80,0 %", "100 %", "3 школы"]),
              .init(["По паспорту: все школы города", "61", "188", "32,4 %", "100 %", "109 школ"]),
              .init(["По таблице 1, буквально", "24", "188", "12,8 %", "16,0 %", "цель недостижима"]),
            ])),
        .heading(level: 1, "Сетевое партнёрство: ход и прогноз"), .chart(CourseChart.chart(try course())),
        .paragraph(
          "Прямая проведена по 10 месяцам из 12: за июль 2020 г. и январь 2021 г. данных нет. Если темп сохранится, цель будет "
            + "достигнута к сентябрю 2021 г."), .chart(LadderChart.chart(ladder)),
        .heading(level: 2, "Кому и какого шага не хватает"),
        .list(
          [
            .bold("№ 55: ") + "ввести в действие соглашение № 31 от 01.02.2021; совместное событие уже было.",
            .bold("№ 177: ") + "провести событие с № 57: последнему больше 180 дней.",
            .bold("№ 119: ") + "провести событие с № 91, срок - до 30 апреля 2021 г.",
          ], isNumbered: true), .chart(FallChart.chart(try fall())),
        .heading(level: 1, "Нагрузка наставников"), .chart(MentorLoadChart.chart(load)),
        .table(
          PaperTable(
            caption: "Закрепление школ",
            columns: [
              .init("№", .centre, width: 0.4), .init("Подопечная школа", width: 3), .init("Школа-наставник", width: 3),
              .init("Предмет", width: 2), .init("Соглашение", width: 2),
            ],
            rows: pairs())),
        .heading(level: 1, "План мероприятий"), .chart(PlanChart.chart(try plan())),
        .signatures([
          .init(role: "Директор МБОУ ОДПО ЦРО г. о. Самара", name: "И. И. Иванова"),
          .init(role: "Исполнитель, методист"),
        ]),
      ]
    ).typeset()
  }

  private static func pairs() -> [PaperTable.Row] {
    let districts = ["Железнодорожный район", "Кировский район", "Красноглинский район"]
    var rows = [PaperTable.Row]()
    for (index, district) in districts.enumerated() {
      rows.append(.init([.init(district)], isGroup: true))
      for school in 0..<9 {
        let number = index * 9 + school + 1
        rows.append(
          .init([
            .init("\(number)"), .init("МБОУ «Школа № \(number * 7 % 180 + 1)» г. о. Самара"),
            .init("МБОУ «Гимназия № \(number * 11 % 160 + 2)»"),
            .init(school.isMultiple(of: 2) ? "русский язык" : "математика"),
            .init(school == 4 ? "не подписано" : "№ \(number) от 01.02.2021"),
          ]))
      }
    }
    rows.append(.init([.init(""), .init("Всего"), .init("27 пар"), .init(""), .init("подписано 24")], isTotal: true))
    return rows
  }

  /// A wide annex with nothing but a table, a long one.
  static func annex() throws -> Paper {
    var mark = try mark()
    mark.edition = .public
    mark.knowledge = nil
    return Paper(
      id: "annex", title: "План мероприятий программы", subtitle: "Приложение № 3 к приказу от 30.04.2021 № 149-од",
      mark: mark,
      orientation: .landscape,
      blocks: [
        .table(PlanChart.chart(try plan()).table), .chart(MentorLoadChart.chart(crowd, width: 714)),
        .figure(value: "—", caption: "Показатель 8: нет результатов за 2020 год", state: .unknown),
        .figure(value: "92,3 %", caption: "Показатель 7: 1 102 из 1 194 учеников", state: .reached),
      ]
    ).typeset()
  }

  static let crowd = MentorLoadChart.Input(
    title: "Нагрузка всех наставников",
    rows: (1...34).map { .init(name: "Школа № \($0 * 5)", mentees: $0 % 5, places: $0 == 9 ? 40 : 3) })

  /// An agreement: parties side by side, in Russian as agreements are.
  static func agreement() throws -> Paper {
    Paper(
      id: "agreement", title: "Соглашение о сетевом партнёрстве № 31", subtitle: "1 февраля 2021 года",
      mark: try mark(isSample: false),
      blocks: [
        .paragraph("г. Самара", .right),
        .paragraph("МБОУ «Школа № 57» (далее — школа-наставник) и МБОУ «Школа № 177» договорились о следующем."),
        .heading(level: 1, "Предмет соглашения"),
        .list(
          ["Стороны проводят не менее 2 событий в полугодие.", "Срок: с 01.02.2021 по 31.12.2021."], isNumbered: true),
        .parties([
          .init(
            title: "Школа-наставник",
            lines: ["МБОУ «Школа № 57»", "г. Самара, ул. Мирная, д. 1", "____________ / ____________"]),
          .init(
            title: "Подопечная школа",
            lines: ["МБОУ «Школа № 177»", "г. Самара, ул. Новая, д. 12", "____________ / ____________"]),
        ]),
      ]
    ).typeset()
  }
}

internal import SvyazGraph
internal import SvyazIndicators
internal import SvyazPaper

// The plan of measures, the network's health, what is missing in the data, the definitions.
extension IndicatorNote {
  var plan: [PaperBlock] {
    guard !facts.plan.states.isEmpty else { return [] }
    var blocks: [PaperBlock] = [
      .heading(level: 1, "План мероприятий"), .paragraph(PaperText(MeasureWords.sentence(facts.plan.counts))),
      .table(byParty),
    ]
    let words = MeasureWords(facts.network)
    let open = facts.plan.states.filter { $0.status == .late || !$0.contradictions.isEmpty }
    if !facts.isPublic, !open.isEmpty {
      blocks.append(
        .table(
          PaperTable(
            caption: "Что требует внимания",
            columns: [
              .init("№", .right, width: 0.35), .init("Мероприятие", width: 2.6), .init("Состояние", width: 1.3),
              .init("Ответственные", width: 1.1), .init("Что не сходится или чего нет", width: 3),
            ],
            rows: open.map { state in
              let remarks = state.lacking.map(words.lack) + state.contradictions.map(words.contradiction)
              return .init([
                PaperText("\(state.measure.number)"), PaperText(state.measure.title),
                PaperText(MeasureWords.status(state)), PaperText(state.parties.joined(separator: ", ")),
                PaperText(remarks.joined(separator: "; ")),
              ])
            })))
    }
    // The chart takes almost a page and does not split: it comes last.
    blocks.append(.chart(PlanChart.chart(facts.planChart)))
    return blocks
  }

  private var byParty: PaperTable {
    PaperTable(
      caption: "По ответственным",
      columns: [
        .init("Кто", width: 1.6), .init("Всего", .right), .init("Выполнено", .right, width: 1.3),
        .init("С опозданием", .right, width: 1.6),
        .init("Идёт", .right, width: 0.8), .init("Просрочено", .right, width: 1.4),
        .init("Не начато", .right, width: 1.2),
      ],
      rows: facts.plan.byParty.map { group in
        func count(_ status: MeasureStatus) -> PaperText {
          PaperText(String(group.counts.first { $0.status == status }?.count ?? 0))
        }
        return .init([
          PaperText(group.name), PaperText(String(group.states.count)), count(.done), count(.doneLate),
          count(.underWay), count(.late), count(.notBegun),
        ])
      })
  }

  var network: [PaperBlock] {
    let text = HealthText(health: facts.health, names: naming)
    func lines(_ text: String) -> [PaperText] {
      text.split(separator: "\n").map { PaperText($0.trimmingPrefix { $0 == " " }.description) }
    }
    var blocks: [PaperBlock] = [
      .heading(level: 1, "Устойчивость сети"), .list(lines(text.coverage) + lines(text.mixing), isNumbered: false),
    ]
    if !facts.health.mentors.isEmpty { blocks.append(.chart(MentorLoadChart.chart(facts.loads))) }
    let grave = facts.health.departures.filter { !$0.lost.isEmpty || !$0.leftWithoutMentor.isEmpty }
    if !grave.isEmpty {
      blocks += [
        .heading(level: 2, "На ком держится сеть"),
        .list(grave.prefix(8).map { PaperText(text.sentence($0)) }, isNumbered: false),
      ]
    }
    return blocks + [.heading(level: 2, "Строение"), .list(lines(text.structure), isNumbered: false)]
  }

  var missing: [PaperBlock] {
    var rows: [PaperTable.Row] = []
    for indicator in facts.sheet.indicators {
      guard let bounds = indicator.headline?.bounds else { continue }
      for kind in MissingData.Kind.allCases {
        let schools = Set(bounds.missing.filter { $0.kind == kind }.map(\.school))
        guard !schools.isEmpty else { continue }
        let who = facts.isPublic ? IndicatorWords.counted(schools.count, .schools) : naming.schools(schools)
        rows.append(
          .init([
            PaperText("\(indicator.number)"), PaperText(kind.russian), PaperText(who),
            PaperText(
              "\(IndicatorWords.percent(bounds.lowerPerMille)) – \(IndicatorWords.percent(bounds.upperPerMille))"),
          ]))
      }
    }
    return [
      .heading(level: 1, "Чего нет в данных"),
      .paragraph(
        PaperText(
          "В каких пределах лежала бы доля, если бы недостающее было известно: размер группы берётся из других лет "
            + "школы, иначе как у средней школы."), .remark),
      .table(
        PaperTable(
          columns: [
            .init("№", .right, width: 0.35), .init("Чего нет", width: 2.2), .init("У кого", width: 3.4),
            .init("Доля была бы", .right, width: 1.5),
          ], rows: rows, whenEmpty: "Данных хватает на все показатели.")),
    ]
  }

  var definitions: [PaperBlock] {
    let rows = facts.sheet.indicators.flatMap { indicator in
      [PaperTable.Row([PaperText("\(indicator.number). \(IndicatorName.long(indicator.number))")], isGroup: true)]
        + indicator.readings.map { reading in
          let definition = reading.definition
          return .init([
            PaperText(definition.title), PaperText(definition.numerator), PaperText(definition.denominator),
            PaperText(definition.version),
          ])
        }
    }
    return [
      .heading(level: 1, "Как посчитано"),
      .table(
        PaperTable(
          caption: "Определения в силе",
          columns: [
            .init("Чтение", width: 1.4), .init("Числитель", width: 2.4), .init("Знаменатель", width: 2.4),
            .init("Версия", width: 0.8),
          ], rows: rows)),
    ]
  }
}

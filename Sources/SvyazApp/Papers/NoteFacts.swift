internal import SvyazFlow
internal import SvyazGraph
internal import SvyazIndicators
internal import SvyazPaper

/// What the note and the deck tell, computed once.
struct NoteFacts {
  let source: PaperSource
  let sheet: IndicatorSheet
  let ladder: EvidenceLadder
  let expiry: PartnershipExpiry
  /// To the target as if everything were done at once, and so that it still holds on the target's day.
  let way: ShortestWay
  let wayAtTarget: ShortestWay?
  let plan: MeasurePlan
  let health: NetworkHealth

  var network: Network { source.network }
  var naming: Naming { source.naming }
  var day: Day { source.day }

  /// - Throws: what the matching behind the ways throws: pins that cannot hold.
  init(_ source: PaperSource, monitor: SolveMonitor = .none) throws {
    self.source = source
    let network = source.network
    let day = source.day
    sheet = IndicatorSheet(network: network, day: day, rule: source.rule)
    ladder = EvidenceLadder(network: network, day: day)
    expiry = PartnershipExpiry(network: network, day: day, rule: source.rule)
    way = try FindWay.way(network, on: day, rule: source.rule, monitor: monitor)
    let target = IndicatorTarget.of(9, in: network).day
    wayAtTarget =
      target > day ? try FindWay.way(network, on: day, at: target, rule: source.rule, monitor: monitor) : nil
    plan = MeasurePlan(network, on: day)
    health = NetworkHealth(network.asOf(day), rule: source.rule)
  }

  var isPublic: Bool { source.edition == .public }

  func indicator(_ number: Int) -> Indicator? { sheet.indicators.first { $0.number == number } }

  /// Small cohorts are hidden from the public (indicators.md C9).
  func isHidden(_ reading: IndicatorReading) -> Bool {
    isPublic && reading.definition.unit == .results && reading.figure.of < IndicatorText.fewParticipants
  }

  func share(_ reading: IndicatorReading) -> String {
    isHidden(reading) ? "мало данных" : IndicatorWords.percent(reading.figure.sharePerMille)
  }

  func fraction(_ reading: IndicatorReading) -> String {
    isHidden(reading) ? "—" : IndicatorWords.fraction(reading.figure, reading.definition.unit)
  }

  /// «24 из 30»: the unit stands elsewhere.
  func count(_ reading: IndicatorReading) -> String {
    isHidden(reading) ? "—" : "\(grouped(reading.figure.count)) из \(grouped(reading.figure.of))"
  }

  /// «Достигнуты 2 показателя из 9. Показатель 9: 24 из 30 школ, не хватает 3 школ».
  var lead: String {
    let reached = sheet.indicators.count { $0.headline?.gap.isReached == true }
    var text =
      "На \(day.russian) \(form(reached, "достигнут", "достигнуты", "достигнуто")) "
      + "\(counted(reached, "показатель", "показателя", "показателей")) из \(sheet.indicators.count)."
    if let headline = indicator(9)?.headline {
      text +=
        " Сетевое партнёрство (показатель 9): \(IndicatorWords.fraction(headline.figure, .schools)), "
        + "\(IndicatorWords.percent(headline.figure.sharePerMille)); \(IndicatorWords.gap(headline))."
    }
    return text
  }

  // MARK: Charts

  var bars: IndicatorBars.Input {
    IndicatorBars.Input(
      title: "Девять показателей: доля и цель на \(day.russian)",
      rows: sheet.indicators.map { indicator in
        let headline = indicator.headline
        let isHidden = headline.map(isHidden) ?? false
        return IndicatorBars.Row(
          number: String(indicator.number), name: indicator.name,
          detail: headline.map(fraction) ?? "нет определения",
          valuePerMille: isHidden ? nil : headline?.figure.sharePerMille, targetPerMille: indicator.target.perMille,
          ceilingPerMille: headline?.figure.ceilingPerMille ?? 1000,
          missing: headline.flatMap { reading in
            // The row's detail says what is counted; the longest word would not fit beside the bar.
            reading.gap.missing.map {
              reading.definition.unit == .results
                ? grouped($0) : IndicatorWords.counted($0, reading.definition.unit)
            }
          }, isReached: headline?.gap.isReached)
      })
  }

  /// The course of a headline with its straight line to the target's day.
  func course(_ indicator: Indicator) -> CourseChart.Input {
    let forecast = indicator.forecast
    let ceiling = indicator.headline?.figure.ceilingPerMille ?? 1000
    var line: [CourseChart.LinePoint] = []
    if let trend = forecast.line {
      let last = max(forecast.targetDay, day)
      // A point a month is enough for a straight line with a bowed band.
      var days = forecast.trend.map(\.day)
      var next = day.adding(months: 1)
      while next < last, days.count < 60 {
        days.append(next)
        next = next.adding(months: 1)
      }
      if last > day { days.append(last) }
      line = days.map { day in
        func bounded(_ share: Int) -> Double { Double(min(max(0, share), ceiling)) }
        let value = trend.value(on: day)
        let margin = trend.margin(on: day)
        return CourseChart.LinePoint(
          day: day, perMille: bounded(value), low: margin.map { bounded(value - $0) },
          high: margin.map { bounded(value + $0) })
      }
    }
    return CourseChart.Input(
      title: "Показатель \(indicator.number) по месяцам",
      points: forecast.trend.map { CourseChart.Point(day: $0.day, perMille: $0.sharePerMille) },
      targetPerMille: indicator.target.perMille, targetDay: forecast.targetDay, line: line)
  }

  var ladderChart: LadderChart.Input {
    let rungs = EvidenceLadder.Rung.allCases
    return LadderChart.Input(
      title: "От намерения к делу: на какой ступени школы на \(day.russian)",
      steps: rungs.map { rung in
        let below = EvidenceLadder.Rung(rawValue: rung.rawValue - 1)
        let lost = below.map { ladder.schools(on: $0) } ?? []
        return LadderChart.Step(
          name: rung.step, detail: rung.detail, count: ladder.schools(from: rung).count,
          missing: isPublic ? [] : lost.sorted(by: naming.order).map(naming.school))
      }, total: ladder.standings.count)
  }

  var fall: FallChart.Input {
    FallChart.Input(
      title: "Что останется от показателя 9, если не записать нового",
      months: [FallChart.Month(day: day, perMille: expiry.sharePerMille, dropped: 0)]
        + expiry.months.map { FallChart.Month(day: $0.day, perMille: $0.sharePerMille, dropped: $0.dropped.count) },
      targetPerMille: IndicatorTarget.of(9, in: network).perMille)
  }

  var planChart: PlanChart.Input {
    PlanChart.Input(
      title: "План мероприятий на \(day.russian)", today: day,
      rows: plan.states.map { state in
        PlanChart.Row(
          number: String(state.measure.number), title: state.measure.title, from: state.measure.dueFrom,
          to: state.measure.dueTo, doneOn: state.doneDay, state: state.status.chart)
      })
  }

  var loads: MentorLoadChart.Input {
    MentorLoadChart.Input(
      title: "Нагрузка школ-наставников",
      rows: health.mentors.map { load in
        MentorLoadChart.Row(
          name: naming.school(load.school), mentees: load.places, places: load.capacity ?? load.places)
      })
  }
}

extension EvidenceLadder.Rung {
  var step: String {
    switch self {
    case .none: "адресная поддержка"
    case .declared: "партнёрство названо"
    case .agreement: "соглашение"
    case .jointEvent: "совместное событие"
    case .active: "действует"
    }
  }

  var detail: String {
    switch self {
    case .none: "школы НОР"
    case .declared: "предложено или выше"
    case .agreement: "есть номер"
    case .jointEvent: "за 180 дней"
    case .active: "введено в действие"
    }
  }
}

extension MeasureStatus {
  var chart: PlanChart.State {
    switch self {
    case .notBegun: .notBegun
    case .underWay: .underWay
    case .done: .done
    case .doneLate: .doneLate
    case .late: .late
    }
  }
}

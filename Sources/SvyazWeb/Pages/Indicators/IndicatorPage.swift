internal import SvyazAccess
internal import SvyazApp
internal import SvyazGraph
internal import SvyazIndicators

/// One indicator: its figure, readings, names, what the data lack, its course and, for the ninth, the way and the expiry.
enum IndicatorPage {
  static func page(_ number: Int, _ facts: IndicatorPageFacts, way: WayState) -> Page {
    guard let indicator = facts.sheet.indicators.first(where: { $0.number == number }) else {
      return Page(title: IndicatorName.short(number), template: "indicator", content: [:])
    }
    let headline = indicator.headline
    let path = "/indicators/\(number)"
    var content = facts.row(indicator).merging([
      "all": .text(facts.link("/indicators")), "long": .text(IndicatorName.long(number)),
      "targetDay": .text(indicator.target.day.russian), "day": .text(indicator.day.russian),
      "readings": .list(indicator.readings.map(facts.reading)),
      "hasReadings": .flag(!indicator.readings.isEmpty), "working": .flag(facts.isWorking),
      "previous": .optional(number > 1 ? facts.link("/indicators/\(number - 1)") : nil),
      "next": .optional(number < 9 ? facts.link("/indicators/\(number + 1)") : nil),
    ])
    if let headline, !facts.isHidden(headline) {
      content["gap"] = .text(FigureSpeech.gap(headline))
      content["course"] = .markup(FigureDrawing.course(indicator))
      content["pace"] = .text(IndicatorPageFacts.sentence(FigureSpeech.pace(indicator.forecast)))
      content["atTarget"] = .text(FigureSpeech.percent(indicator.forecast.atTarget))
      content["range"] = .optional(
        indicator.forecast.atTargetRange.flatMap { $0.lowerBound == $0.upperBound ? nil : $0 }.map {
          "от \(FigureSpeech.percent($0.lowerBound)) до \(FigureSpeech.percent($0.upperBound))"
        })
      content["trend"] = .list(
        indicator.forecast.trend.map {
          ["day": .text($0.day.russian), "share": .text(FigureSpeech.percent($0.sharePerMille))]
        })
      if facts.isWorking {
        content = content.merging(names(headline, indicator, facts))
        content["gaps"] = gaps(headline, facts)
      } else if let school = facts.viewer.school, facts.viewer.maySeeWorking(school) {
        content["own"] = own(school, headline, indicator, facts)
      }
    }
    if number == 9 {
      content["isNine"] = true
      content["rule"] = .text(FigureSpeech.rule(facts.question.rule))
      content["isFormal"] = .flag(facts.question.rule == .formal)
      let on = facts.question.day == facts.network.asOf ? "" : "&on=\(facts.question.day)"
      content["active"] = .text("\(path)?rule=active\(on)")
      content["formal"] = .text("\(path)?rule=formal\(on)")
      content["way"] = way.model(facts, path: path)
      if facts.isWorking { content["expiry"] = .model(expiry(facts)) }
    }
    let gap =
      headline.map { facts.isHidden($0) ? "мало данных" : FigureSpeech.gap($0) } ?? "на эту дату определения нет"
    return Page(
      title: "\(number). \(indicator.name)",
      lead: IndicatorPageFacts.sentence(
        "\(gap); цель \(FigureSpeech.percent(indicator.target.perMille)) к \(indicator.target.day.russian)"),
      section: .indicators, template: "indicator", content: content, scripts: way.scripts,
      day: facts.question.day)
  }

  // MARK: Names

  private static func names(
    _ reading: IndicatorReading, _ indicator: Indicator, _ facts: IndicatorPageFacts
  ) -> ViewModel {
    switch reading.figure {
    case .schools(let schools):
      let counted = Set(schools.numerator)
      let steps = Dictionary(
        indicator.oneStepShort.map { ($0.school, $0.step) }, uniquingKeysWith: { first, _ in first })
      let missing = facts.speech.sorted(schools.denominator.filter { !counted.contains($0) })
      // Who lacks one step stands first: there is something to do today.
      let ordered = missing.filter { steps[$0] != nil } + missing.filter { steps[$0] == nil }
      return [
        "names": true, "inCount": .number(counted.count), "outCount": .number(ordered.count),
        "in": facts.schools(schools.numerator), "hasIn": .flag(!counted.isEmpty),
        "out": .list(
          ordered.map { school in
            facts.school(school).merging([
              "district": .text(facts.speech.district(of: school)),
              "step": .text(steps[school].map(FigureSpeech.step) ?? ""),
            ])
          }), "hasOut": .flag(!ordered.isEmpty),
      ]
    case .people(let people):
      guard reading.definition.unit == .people else { return ["sums": true] }
      let behind = people.schools.filter { $0.count < $0.of }
      let order = Dictionary(
        uniqueKeysWithValues: facts.speech.sorted(behind.map(\.school)).enumerated().map { ($1, $0) })
      let done = people.schools.filter { $0.count >= $0.of }.map(\.school)
      return [
        "people": true,
        "behind": .list(
          behind.sorted { order[$0.school] ?? 0 < order[$1.school] ?? 0 }.map { part in
            facts.school(part.school).merging([
              "count": .number(part.count), "of": .number(part.of), "left": .number(part.of - part.count),
            ])
          }), "hasBehind": .flag(!behind.isEmpty), "behindCount": .number(behind.count),
        "in": facts.schools(done), "inCount": .number(done.count), "hasIn": .flag(!done.isEmpty),
      ]
    }
  }

  private static func gaps(_ reading: IndicatorReading, _ facts: IndicatorPageFacts) -> ViewModel.Value {
    let bounds = reading.bounds
    guard !bounds.missing.isEmpty else { return .flag(false) }
    let kinds = MissingData.Kind.allCases.compactMap { kind -> ViewModel? in
      let schools = Set(bounds.missing.filter { $0.kind == kind }.map(\.school))
      guard !schools.isEmpty else { return nil }
      return [
        "kind": .text(IndicatorPageFacts.sentence(kind.russian)), "count": .number(schools.count),
        "schools": facts.schools(schools),
      ]
    }
    return .model([
      "from": .text(FigureSpeech.percent(bounds.lowerPerMille)),
      "to": .text(FigureSpeech.percent(bounds.upperPerMille)),
      "kinds": .list(kinds),
    ])
  }

  /// What a school reads of itself.
  private static func own(
    _ school: SchoolID, _ reading: IndicatorReading, _ indicator: Indicator, _ facts: IndicatorPageFacts
  ) -> ViewModel.Value {
    let words: String
    switch reading.figure {
    case .schools(let schools):
      if schools.numerator.contains(school) {
        words = "Ваша школа засчитана."
      } else if schools.denominator.contains(school) {
        let step = indicator.oneStepShort.first { $0.school == school }?.step
        words = "Ваша школа пока не засчитана." + (step.map { " Остался шаг: \(FigureSpeech.step($0))." } ?? "")
      } else {
        words = "Этот показатель считается по другим школам."
      }
    case .people(let people):
      if let part = people.schools.first(where: { $0.school == school }) {
        words =
          reading.definition.unit == .results && part.of < FigureSpeech.fewParticipants
          ? "По вашей школе мало данных." : "По вашей школе: \(part.count) из \(part.of)."
      } else {
        words = "Сведений вашей школы в этом показателе нет."
      }
    }
    return .model(["words": .text(words)])
  }

  // MARK: Expiry

  private static func expiry(_ facts: IndicatorPageFacts) -> ViewModel {
    let expiry = PartnershipExpiry(network: facts.network, day: facts.question.day, rule: facts.question.rule)
    let months = expiry.months.map { month -> ViewModel in
      let dropped = month.dropped.sorted { ($0.lastDay ?? .last, $0.school) < ($1.lastDay ?? .last, $1.school) }
      let reasons = facts.speech.losses(dropped)
      return [
        "day": .text(month.day.russian), "count": .number(month.numerator.count),
        "of": .number(month.denominatorCount), "share": .text(FigureSpeech.percent(month.sharePerMille)),
        "dropped": .list(
          zip(dropped, reasons).map { loss, reason in facts.school(loss.school).merging(["reason": .text(reason)]) }),
        "droppedCount": .optional(dropped.isEmpty ? nil : "\(dropped.count)"),
        "joined": facts.schools(month.joined), "hasJoined": .flag(!month.joined.isEmpty),
      ]
    }
    let decisive = expiry.expiring.filter { !$0.decisive.isEmpty }
    return [
      "chart": .markup(
        FigureDrawing.fall(expiry, target: IndicatorTarget.of(9, in: facts.network).perMille)),
      "months": .list(months), "isEmpty": .flag(expiry.numerator.isEmpty),
      "events": .list(
        decisive.prefix(50).map { event in
          [
            "title": .text(event.title), "held": .text(event.held.russian), "last": .text(event.lastDay.russian),
            "schools": facts.schools(event.decisive),
          ]
        }), "hasEvents": .flag(!decisive.isEmpty),
      "ending": .list(
        expiry.ending.prefix(50).map { row in
          [
            "last": .text(row.lastDay.russian), "left": .number(row.daysLeft),
            "mentor": .model(facts.school(row.mentor)), "mentee": .model(facts.school(row.mentee)),
            "agreement": .text(row.agreement.isEmpty ? "без номера" : row.agreement),
          ]
        }), "hasEnding": .flag(!expiry.ending.isEmpty), "endingDays": .number(PartnershipExpiry.endingDays),
    ]
  }
}

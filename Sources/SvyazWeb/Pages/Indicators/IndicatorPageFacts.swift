internal import SvyazAccess
internal import SvyazApp
internal import SvyazGraph
internal import SvyazIndicators

/// What the pages of the indicators show, for one viewer on one day.
struct IndicatorPageFacts {
  let revision: Revision
  let question: WayWork.Question
  let viewer: Viewer
  let sheet: IndicatorSheet
  let speech: FigureSpeech

  var network: Network { revision.network }
  /// Schools are named only to those who may know which they are.
  var isWorking: Bool { viewer.may(.readWorking) }

  /// - Complexity: O(rows) for each of twelve months; the network's own day is computed once a revision.
  init(_ revision: Revision, _ question: WayWork.Question, _ viewer: Viewer) {
    self.revision = revision
    self.question = question
    self.viewer = viewer
    func sheet(_ network: Network) -> IndicatorSheet {
      IndicatorSheet(network: network, day: question.day, rule: question.rule)
    }
    // Days that people ask for are without number: only the usual one is kept.
    self.sheet =
      question.day == revision.network.asOf
      ? revision.derived(SheetKey(question: question), sheet) : sheet(revision.network)
    speech = revision.derived(SpeechKey()) { FigureSpeech($0) }
  }

  private struct SheetKey: Hashable, Sendable { var question: WayWork.Question }
  private struct SpeechKey: Hashable, Sendable {}

  // MARK: Addresses

  /// `?on=2021-03-15&rule=formal`, or nothing for the usual day and rule.
  var query: String {
    let parts =
      (question.day == network.asOf ? [] : ["on=\(question.day)"])
      + (question.rule == .active ? [] : ["rule=\(question.rule.rawValue)"])
    return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
  }

  func link(_ path: String, adding more: String = "") -> String {
    guard !more.isEmpty else { return path + query }
    return path + (query.isEmpty ? "?" : query + "&") + more
  }

  func school(_ id: SchoolID) -> ViewModel {
    let day = question.day == network.asOf ? "" : "?on=\(question.day)"
    return ["name": .text(speech.school(id)), "path": .text("/schools/\(id.rawValue)\(day)")]
  }

  /// In a sentence: a comma after each but the last.
  func schools(_ ids: some Sequence<SchoolID>) -> ViewModel.Value {
    let sorted = speech.sorted(ids)
    return .list(
      sorted.enumerated().map { index, id in
        school(id).merging(["comma": .text(index + 1 < sorted.count ? "," : "")])
      })
  }

  // MARK: A row of the list

  /// Small cohorts are hidden from the public (indicators.md C9).
  func isHidden(_ reading: IndicatorReading) -> Bool {
    !isWorking && reading.definition.unit == .results && reading.figure.of < FigureSpeech.fewParticipants
  }

  func row(_ indicator: Indicator) -> ViewModel {
    var model: ViewModel = [
      "number": .number(indicator.number), "name": .text(indicator.name),
      "path": .text(link("/indicators/\(indicator.number)")), "current": .flag(indicator.number == 9),
      "target": .text(FigureSpeech.percent(indicator.target.perMille)),
    ]
    guard let headline = indicator.headline else {
      model["fraction"] = "на эту дату определения нет"
      return model
    }
    guard !isHidden(headline) else {
      model["fraction"] = "мало данных"
      model["few"] = true
      return model
    }
    let gap = headline.gap
    model["fraction"] = .text(FigureSpeech.fraction(headline.figure, headline.definition.unit))
    model["share"] = .text(FigureSpeech.percent(headline.figure.sharePerMille))
    model["meter"] = .markup(
      FigureDrawing.meter(
        share: headline.figure.sharePerMille, target: indicator.target.perMille,
        ceiling: headline.figure.ceilingPerMille, isReached: gap.isReached))
    model["isReached"] = .flag(gap.isReached)
    if let missing = gap.missing, missing > 0 {
      model["missing"] = .text(FigureSpeech.counted(missing, headline.definition.unit))
      model["points"] = .optional(gap.perMille.map { "\(Self.points($0)) п. п." })
    } else if gap.missing == nil {
      model["missing"] = "нет данных"
    }
    model["spark"] = .markup(FigureDrawing.spark(indicator.forecast.trend, target: indicator.target.perMille))
    if isWorking { model["absent"] = .text(absent(headline)) }
    return model
  }

  /// How many schools are not counted yet; results stay sums.
  private func absent(_ reading: IndicatorReading) -> String {
    let count: Int
    switch reading.figure {
    case .schools(let schools): count = schools.denominator.count - schools.numerator.count
    case .people(let people):
      guard reading.definition.unit == .people else { return "только сумма" }
      count = people.schools.count { $0.count < $0.of }
    }
    return count == 0 ? "все есть" : FigureSpeech.counted(count, .schools)
  }

  static func points(_ perMille: Int) -> String {
    "\(perMille < 0 ? "−" : "")\(perMille.magnitude / 10),\(perMille.magnitude % 10)"
  }

  /// «апр – мар».
  var months: String {
    let names = ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]
    func name(_ day: Day?) -> String {
      day.map { names.indices.contains($0.month - 1) ? names[$0.month - 1] : "" } ?? ""
    }
    let trend = sheet.indicators.first?.forecast.trend
    return "\(name(trend?.first?.day)) – \(name(trend?.last?.day))"
  }

  // MARK: One indicator in short

  func summary(_ indicator: Indicator) -> ViewModel {
    [
      "title": .text("\(indicator.number). \(indicator.name)"), "path": .text(link("/indicators/\(indicator.number)")),
      "course": .markup(FigureDrawing.course(indicator)),
      "pace": .text(Self.sentence(FigureSpeech.pace(indicator.forecast))),
      "readings": .list(indicator.readings.dropFirst().map(reading)),
      "others": .flag(indicator.readings.count > 1),
      "rule": .text(FigureSpeech.rule(question.rule)),
    ]
  }

  func reading(_ reading: IndicatorReading) -> ViewModel {
    let isHidden = isHidden(reading)
    return [
      "title": .text(reading.definition.title), "version": .text(reading.definition.version),
      "numerator": .text(reading.definition.numerator), "denominator": .text(reading.definition.denominator),
      "count": .text(isHidden ? "—" : FigureSpeech.grouped(reading.figure.count)),
      "of": .text(isHidden ? "—" : FigureSpeech.grouped(reading.figure.of)),
      "share": .text(isHidden ? "мало данных" : FigureSpeech.percent(reading.figure.sharePerMille)),
      "ceiling": .text(FigureSpeech.percent(reading.figure.ceilingPerMille)),
      "fraction": .text(isHidden ? "" : FigureSpeech.fraction(reading.figure, reading.definition.unit)),
      "gap": .text(isHidden ? "—" : FigureSpeech.gap(reading)),
    ]
  }

  /// Begins with a capital and ends with a full stop.
  static func sentence(_ text: String) -> String {
    guard let first = text.first else { return "" }
    return first.uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
  }

  // MARK: The way

  func way(_ way: ShortestWay, limit: Int) -> ViewModel {
    let steps = way.acts.prefix(limit).enumerated().map { index, act -> ViewModel in
      [
        "number": .number(index + 1), "words": .text(speech.act(act, of: way)),
        "day": .text(act.day?.russian ?? "без даты"),
        "isLate": .flag(act.day.map { $0 > way.deadline } ?? false),
        "after": .text(
          act.brings.isEmpty ? "" : "\(act.numerator) из \(way.denominator), \(FigureSpeech.percent(act.sharePerMille))"
        ),
        "brings": schools(act.brings), "hasBrings": .flag(!act.brings.isEmpty),
      ]
    }
    let brought = Set(way.acts.flatMap(\.brings))
    let rest = way.farther.filter { !brought.contains($0.school) }
    return [
      "isDone": .flag(way.acts.isEmpty), "heading": .text(title(way)), "summary": .text(speech.summary(of: way)),
      "steps": .list(steps), "hasSteps": .flag(!steps.isEmpty),
      "more": .optional(way.acts.count > steps.count ? "\(way.acts.count - steps.count)" : nil),
      "proof": .text(
        way.isProved
          ? "Доказано: меньшим числом действий не обойтись."
          : "Не меньше \(way.leastActs); что это кратчайший путь, не доказано."),
      "timing": .text(timing(way)),
      "farther": .list(
        rest.prefix(limit == .max ? 200 : 12).map { row in
          school(row.school).merging([
            "acts": .text(
              row.acts.map { FigureSpeech.counted($0, "действие", "действия", "действий") } ?? "пути пока нет")
          ])
        }), "hasFarther": .flag(!rest.isEmpty),
    ]
  }

  private func title(_ way: ShortestWay) -> String {
    guard way.required > way.numerator else { return "Цель достигнута" }
    let steps = FigureSpeech.counted(way.acts.count, "действие", "действия", "действий")
    return way.isReached
      ? "Кратчайший путь к \(FigureSpeech.percent(way.targetPerMille)): \(steps)"
      : "Дальше всего можно дойти до \(way.reached) из \(way.denominator): \(steps)"
  }

  private func timing(_ way: ShortestWay) -> String {
    guard !way.acts.isEmpty else { return "" }
    let days = way.acts.compactMap(\.day)
    guard days.count == way.acts.count, let last = days.max() else {
      return "В школьном календаре нет дней для части действий: впишите свои даты."
    }
    return last <= way.deadline
      ? "Последнее действие — \(last.russian), срок — \(way.deadline.russian): успеваем."
      : "К сроку \(way.deadline.russian) не успеть: последнее действие — \(last.russian)."
  }
}

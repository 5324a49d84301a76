internal import SvyazApp
internal import SvyazGraph
internal import SvyazMatching

/// Why needs are uncovered and what would cover them; what one more place would gain.
struct MatchingRemedies {
  private let view: MatchingView
  private var names: DeskNames { view.names }

  init(_ view: MatchingView) { self.view = view }

  // MARK: Why

  /// Needs that the same set blocks are told together: the set is named once.
  var groups: [ViewModel] {
    var sets: [[Remedies]] = []
    for remedy in view.answers.remedies {
      let known = sets.firstIndex {
        $0.first.map { $0.reason == remedy.reason && $0.blocking == remedy.blocking } ?? false
      }
      if let known { sets[known].append(remedy) } else { sets.append([remedy]) }
    }
    return sets.compactMap(group)
  }

  private func group(_ remedies: [Remedies]) -> ViewModel? {
    guard let first = remedies.first else { return nil }
    let waiting = Set(remedies.map(\.key.school))
    let schools = Set(first.blocking.schools).union(waiting).sorted(by: names.precedes)
    let used = Dictionary(grouping: first.blocking.needs, by: \.school)
    let places = first.blocking.places
    let mentors = first.blocking.mentors.sorted(by: names.precedes).map { mentor -> String in
      let places = view.plan.mentors.first { $0.school == mentor }?.used
      return names.school(mentor) + (places.map { ": занято \($0)" } ?? "")
    }
    let isCompetition = first.reason == .competition
    let sentence =
      isCompetition
      ? (schools.count == 1
        ? "Потребности одной школы делят \(places) \(DeskFigure.form(places, "место", "места", "мест"))"
        : "Эти \(schools.count) \(DeskFigure.form(schools.count, "школа делит", "школы делят", "школ делят")) "
          + "\(places) \(DeskFigure.form(places, "место", "места", "мест"))") + "."
      : "Условия не оставляют этим школам ни одного наставника."
    return [
      "sentence": .text(sentence),
      "chips": .list(
        schools.map {
          [
            "name": .text(names.school($0)), "waits": .flag(waiting.contains($0)),
            "held": .number(used[$0]?.count ?? 0),
          ]
        }),
      "mentors": .text(mentors.joined(separator: ", ")),
      "needs": .list(
        remedies.map { remedy in
          [
            "name": .text(MatchingWords.keys([remedy.key], names)), "ways": .list(ways(remedy)),
            "isBeyond": .flag(remedy.isBeyondOneChange),
          ]
        }),
    ]
  }

  private func ways(_ remedy: Remedies) -> [ViewModel] {
    var ways: [ViewModel] = []
    func open(_ change: (inout MatchingDraft) -> Void) -> ViewModel.Value {
      var draft = view.draft
      change(&draft)
      return .text(draft.address)
    }
    if let district = remedy.district {
      ways.append([
        "text": .text(district.policy == .any ? "Любой район" : "Свой и соседние районы"),
        "price": .text(MatchingWords.sentence(district.change, names)),
        "href": open { $0.options.districtPolicy = district.policy },
      ])
    }
    if let distance = remedy.distance {
      // Upwards to the metre: a limit rounded down would not suffice.
      let km = (distance.maxKm * 1000).rounded(.up) / 1000
      ways.append([
        "text": .text("Не дальше \(DeskFigure.km((km * 10).rounded(.up) / 10)) км"),
        "price": .text(MatchingWords.sentence(distance.change, names)), "href": open { $0.options.maxKm = km },
      ])
    }
    if let best = remedy.places.first {
      let others = Set(remedy.places.map(\.place.mentor)).subtracting([best.place.mentor])
      ways.append([
        "text": .text(
          "Ещё одно место: \(names.school(best.place.mentor))"
            + (others.isEmpty ? "" : " (или \(names.list(others.sorted().prefix(5))))")),
        "price": .text(MatchingWords.sentence(best.change, names)),
      ])
    }
    if let pin = remedy.pin {
      ways.append([
        "text": .text(
          "Закрепить за \(names.school(pin.mentor)) вопреки правилам: \(pin.overrides.map(Self.word).joined(separator: ", "))"
        ),
        "price": .text(MatchingWords.sentence(pin.change, names)),
        "act": .text("pin~\(remedy.key.school)~\(pin.mentor)~\(remedy.key.subject)"),
        "label": .text(
          "\(names.school(remedy.key.school)) и \(names.school(pin.mentor)), \(names.subject(remedy.key.subject))"),
      ])
    }
    return ways
  }

  private static func word(_ rule: Remedies.Pin.Rule) -> String {
    switch rule {
    case .notMentor: "не наставник по этому предмету"
    case .notStronger: "результат не выше, чем у самой школы"
    case .district(.same): "другой район"
    case .district: "не соседний район"
    case .distance(let km, let maxKm): "\(DeskFigure.km(km)) км при пределе \(DeskFigure.km(maxKm)) км"
    }
  }

  // MARK: Places

  func places(limit: Int, skipping skipped: Int = 0) -> [ViewModel] {
    view.answers.places.dropFirst(skipped).prefix(limit).map { worth in
      let mentor = view.plan.mentors.first { $0.school == worth.place.mentor }
      let change = worth.change
      let gains =
        change.gains.isEmpty
        ? change.moves.prefix(3).compactMap { move in
          move.to.map { "\(names.school(move.key.school)) — к \(names.school($0))" }
        }.joined(separator: "; ") : MatchingWords.keys(change.gains, names)
      return [
        "mentor": .text(names.school(worth.place.mentor)),
        "where": .text(
          (worth.place.subject.map(names.subject) ?? "всего")
            + (mentor.map { ", занято \($0.used) из \($0.capacity)" } ?? "")),
        "gains": .text(gains), "covers": .flag(!change.gains.isEmpty),
        "price": .text("\(DeskFigure.signedCost(change.difference.cost)) к плану"),
      ]
    }
  }
}

internal import SvyazApp
internal import SvyazGraph
internal import SvyazMatching

/// The needs of a plan as rows: uncovered ones first, then pinned, changed and new ones, then the rest.
struct MatchingRows {
  struct Row {
    var rank: Int
    var model: ViewModel
  }

  let all: [Row]
  let comparison: MatchingComparison

  init(_ view: MatchingView) {
    let (plan, names) = (view.plan, view.names)
    let present = PresentMentors(view.network, on: plan.day)
    let pairs = Dictionary(
      plan.pairs.map { (SchoolSubject($0.mentee, $0.subject), $0) }, uniquingKeysWith: { first, _ in first })
    let dearest = plan.pairs.reduce(1) { max($0, $1.cost) }
    let decided = Dictionary(grouping: view.draft.constraints(of: view.network), by: \.mentee)
    let prices = Dictionary(
      view.answers.constraints.map { ($0.constraint, $0.change) }, uniquingKeysWith: { first, _ in first })
    let remedies = Dictionary(
      view.answers.remedies.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let uncovered = Dictionary(plan.uncovered.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let demands = plan.demands.sorted { left, right in
      left.key.school == right.key.school
        ? left.key < right.key : names.precedes(left.key.school, right.key.school)
    }
    var rows: [Row] = []
    for demand in demands {
      let key = demand.key
      guard view.finds(key.school) || (pairs[key].map { view.finds($0.mentor) } ?? false) else { continue }
      var model: ViewModel = [
        "id": .text("r-\(key.school)-\(key.subject)"), "school": .text(names.school(key.school)),
        "schoolAddress": .text("/schools/\(key.school)"), "district": .text(names.district(of: key.school)),
        "subject": .text(names.subject(key.subject)), "subjectClass": .text(names.subjectClass(key.subject)),
      ]
      if let pair = pairs[key] {
        let before = present.mentors(of: key)
        let state = State(pair, before)
        let own = (decided[key.school] ?? []).filter { $0.subject == nil || $0.subject == key.subject }
        let cell = PairCell(
          pair: pair, state: state, before: before, names: names, prices: prices,
          bans: own.filter { $0.rule == .ban }, pin: own.first { $0.rule == .pin && $0.mentor == pair.mentor },
          dearest: dearest,
          km: view.answers.distanceKm[key], alternative: view.answers.alternatives[key], isWhole: view.answers.isWhole,
          weights: plan.options.weights)
        model = model.merging(cell.model)
        rows.append(Row(rank: state.rank, model: model))
      } else {
        model = model.merging(Self.open(demand, uncovered[key], remedies[key], names))
        rows.append(Row(rank: 0, model: model))
      }
    }
    // The order within a rank stays.
    all = rows.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element)
    comparison = MatchingComparison(plan, present)
  }

  private static func open(
    _ demand: Plan.Demand, _ uncovered: Plan.Uncovered?, _ remedies: Remedies?, _ names: DeskNames
  ) -> ViewModel {
    let reason =
      switch uncovered?.reason {
      case .competition: "все места у подходящих наставников у других"
      case .oneMentor: "наставник школы этот предмет не берёт"
      case .noAdmissibleMentor, nil: "условия не оставляют ни одного наставника"
      }
    var opens: [String] = []
    if let place = remedies?.places.first { opens.append("ещё место: \(names.school(place.place.mentor))") }
    if let district = remedies?.district {
      opens.append(district.policy == .any ? "любой район" : "соседние районы")
    }
    if let distance = remedies?.distance { opens.append("до \(DeskFigure.km(distance.maxKm + 0.05)) км") }
    if opens.isEmpty, let pin = remedies?.pin { opens.append("закрепить за \(names.school(pin.mentor))") }
    let fits = uncovered?.mentors ?? []
    return [
      "isOpen": true, "class": "is-open", "reason": .text(reason),
      "need": .text(
        "потребность \(DeskFigure.grouped(demand.weight))"
          + (demand.assumed ? ", по медиане: мало данных" : "")
          + (fits.isEmpty
            ? ""
            : fits.count > 4 ? "; подходящих наставников: \(fits.count)" : "; подходят \(names.list(fits))")),
      "opens": .text(opens.first ?? ""), "opensElse": .text(opens.count > 1 ? "или \(opens[1])" : ""),
    ]
  }

  /// What a pair is against what is in force.
  enum State {
    case pinned, changed, new, kept

    init(_ pair: Plan.Pair, _ before: [SchoolID]) {
      if pair.pinned {
        self = .pinned
      } else if before.contains(pair.mentor) {
        self = .kept
      } else {
        self = before.isEmpty ? .new : .changed
      }
    }

    var rank: Int {
      switch self {
      case .pinned: 1
      case .changed: 2
      case .new: 3
      case .kept: 4
      }
    }
  }
}

/// A pair's cells: the mentor, the cost with its parts, the next mentor, and the two decisions.
private struct PairCell {
  let pair: Plan.Pair
  let state: MatchingRows.State
  let before: [SchoolID]
  let names: DeskNames
  let prices: [MatchingConstraint: PlanChange]
  let bans: [MatchingConstraint]
  let pin: MatchingConstraint?
  let dearest: Int
  let km: Double?
  let alternative: PairAlternative?
  let isWhole: Bool
  let weights: PairComponents

  var model: ViewModel {
    var notes = [names.district(of: pair.mentor)]
    if state == .pinned { notes.append(pinNote) }
    if state == .changed { notes.append("сейчас \(names.list(before))") }
    for ban in bans {
      notes.append("не \(names.school(ban.mentor))" + (prices[ban].map { ": \(cost(of: $0, "запрет"))" } ?? ""))
    }
    let act = "\(pair.mentee)~\(pair.mentor)~\(pair.subject)"
    let both = "\(names.school(pair.mentee)) и \(names.school(pair.mentor)), \(names.subject(pair.subject))"
    return [
      "isOpen": false, "isPinned": .flag(state == .pinned), "isChanged": .flag(state == .changed),
      "isNew": .flag(state == .new), "class": .text(rowClass), "mentor": .text(names.school(pair.mentor)),
      "mentorAddress": .text("/schools/\(pair.mentor)"), "note": .text(notes.joined(separator: "; ")),
      "km": .text(km.map(DeskFigure.km) ?? "—"), "price": .text(DeskFigure.cost(pair.cost)), "bar": .markup(bar),
      "next": .text(alternative?.next.map(names.school) ?? (isWhole ? "никого" : "")),
      "nextPrice": .text(alternative.map { MatchingWords.sentence($0.change, names) } ?? ""),
      "pinAct": .text((state == .pinned ? "unpin~" : "pin~") + act), "banAct": .text("ban~" + act), "both": .text(both),
      "pinPressed": .text(state == .pinned ? "true" : "false"),
    ]
  }

  /// Whose decision the pin is, and what it costs.
  private var pinNote: String {
    guard let pin else { return "действующее партнёрство остаётся" }
    return prices[pin].map { cost(of: $0, "закрепление") } ?? "закреплено решением"
  }

  private var rowClass: String {
    switch state {
    case .pinned: "is-pin"
    case .changed, .new: "is-new"
    case .kept: "is-kept"
    }
  }

  private func cost(of change: PlanChange, _ what: String) -> String {
    let price = MatchingWords.price(ofKeeping: change)
    return price == "0" ? "\(what) ничего не стоит" : "\(what): \(price)"
  }

  /// Five parts in a fixed order on one scale for the column.
  private var bar: Markup {
    var x = 0.0
    var rects = ""
    var words: [String] = []
    for part in CostPart.allCases {
      let cost = pair.components[keyPath: part.weight] * weights[keyPath: part.weight]
      let width = Double(cost) * 100 / Double(max(1, dearest))
      if width > 0.4 {
        rects +=
          "<rect class=\"k-\(part)\" x=\"\(Self.text(x))\" y=\"0\" width=\"\(Self.text(max(0.4, width - 0.8)))\" height=\"10\"/>"
      }
      x += width
      words.append("\(part.title) \(DeskFigure.cost(cost))")
    }
    return Markup(
      trusted: "<svg class=\"parts\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\""
        + Markup.escaped(words.joined(separator: "; ")) + "\">" + rects + "</svg>")
  }

  private static func text(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}

/// Who mentors whom in a subject on a day: agreed and active partnerships.
struct PresentMentors {
  private let rows: [SchoolID: [Partnership]]

  init(_ network: Network, on day: Day) {
    rows = Dictionary(grouping: network.partnerships.filter { $0.isInForce(on: day) }, by: \.mentee)
  }

  /// Those of the whole school help in every subject.
  func mentors(of key: SchoolSubject) -> [SchoolID] {
    let own = (rows[key.school] ?? []).filter { $0.subject == nil || $0.subject == key.subject }
    return Set(own.map(\.mentor)).sorted()
  }

  func partnerships(of school: SchoolID) -> [Partnership] { rows[school] ?? [] }
}

/// The plan against the partnerships in force.
struct MatchingComparison {
  var kept = 0
  var changed = 0
  var new = 0
  /// In force, of the plan's schools, and not what the plan says.
  let ended: [Partnership]

  init(_ plan: Plan, _ present: PresentMentors) {
    var mentors: [SchoolID: Set<[String]>] = [:]
    for pair in plan.pairs {
      mentors[pair.mentee, default: []].formUnion([
        [pair.mentor.rawValue, pair.subject.rawValue], [pair.mentor.rawValue, ""],
      ])
      let before = present.mentors(of: SchoolSubject(pair.mentee, pair.subject))
      if before.contains(pair.mentor) {
        kept += 1
      } else if before.isEmpty {
        new += 1
      } else {
        changed += 1
      }
    }
    let subjects = Set(plan.demands.map(\.key.subject))
    ended = Set(plan.demands.map(\.key.school)).sorted().flatMap { school in
      present.partnerships(of: school).filter { row in
        (row.subject.map(subjects.contains) ?? true)
          && mentors[school]?.contains([row.mentor.rawValue, row.subject?.rawValue ?? ""]) != true
      }
    }
  }

  func model(_ names: DeskNames) -> ViewModel {
    [
      "kept": .number(kept), "changed": .number(changed), "new": .number(new), "ended": .number(ended.count),
      "hasEnded": .flag(!ended.isEmpty),
      "endedRows": .list(
        ended.map { row in
          [
            "id": .text(row.id.rawValue), "mentee": .text(names.school(row.mentee)),
            "mentor": .text(names.school(row.mentor)),
            "subject": .text(row.subject.map(names.subject) ?? "школа в целом"),
          ]
        }),
    ]
  }
}

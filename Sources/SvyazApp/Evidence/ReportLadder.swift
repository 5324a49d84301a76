internal import SvyazExchange
public import SvyazGraph
internal import SvyazIndicators

/// `svyaz ladder`: from a declared partnership to one with every paper and act, school by school.
public enum ReportLadder {
  /// - Complexity: O(rows · log).
  public static func run(_ network: Network, on day: Day? = nil) -> Report {
    let ladder = EvidenceLadder(network: network, day: day ?? network.asOf)
    return Report(text: LadderText(network: network, ladder: ladder).text, json: ladder.json(network.id))
  }
}

private struct LadderText {
  let network: Network
  let ladder: EvidenceLadder

  var text: String {
    let names = Naming(network)
    var text = "\(network.name)\nЛестница подтверждений на \(ladder.day.russian)\n"
    text += "Партнёрства школ НОР, где школа — подопечная или наставник; ступень включает все ступени под ней.\n\n"
    guard !ladder.standings.isEmpty else { return text + "На эту дату нет школ с низкими результатами.\n" }
    var table = TextTable([
      "Ступень": .left, "партнёрств": .right, "школ НОР": .right, "остановились здесь": .left,
    ])
    table.add(["все школы НОР", "", String(ladder.standings.count), list(.none, names)])
    for rung in EvidenceLadder.Rung.allCases where rung != .none {
      table.add([
        Self.title(rung), String(ladder.partnerships(from: rung).count), String(ladder.schools(from: rung).count),
        rung == .active ? "" : list(rung, names),
      ])
    }
    text += table.text()
    text += missing(names)
    text += note(
      "Засчитаны только через ММО", names, \.countsThroughAssociationOnly,
      "действующего партнёрства с событием за 180 дней у них нет.")
    text += note(
      "Засчитаны, хотя бумаги нет", names, \.countsWithoutPaper,
      "показатель номера соглашения не требует, проверка может потребовать.")
    return text
  }

  private static func title(_ rung: EvidenceLadder.Rung) -> String {
    switch rung {
    case .none: "нет партнёрства"
    case .declared: "заявлено"
    case .agreement: "соглашение с номером"
    case .jointEvent: "совместное событие"
    case .active: "действует"
    }
  }

  private func list(_ rung: EvidenceLadder.Rung, _ names: Naming) -> String {
    let schools = ladder.schools(on: rung)
    if schools.isEmpty { return "—" }
    let shown = schools.sorted(by: names.order).prefix(6).map(names.school).joined(separator: ", ")
    return schools.count > 6 ? "\(shown) и ещё \(schools.count - 6)" : shown
  }

  private func missing(_ names: Naming) -> String {
    let open = ladder.standings.filter { $0.missing != nil }.sorted { names.order($0.school, $1.school) }
    guard !open.isEmpty else { return "\nУ каждой школы НОР есть партнёрство со всеми подтверждениями.\n" }
    var text = "\nЧего не хватает (\(open.count))\n"
    for standing in open {
      guard let missing = standing.missing else { continue }
      let partner = standing.best.map { tie in
        tie.mentor == standing.school
          ? ", подопечная \(names.school(tie.mentee))" : ", наставник \(names.school(tie.mentor))"
      }
      text += "  \(names.school(standing.school))\(partner ?? ""): \(missing.sentence).\n"
    }
    return text
  }

  private func note(
    _ title: String, _ names: Naming, _ applies: (EvidenceLadder.Standing) -> Bool, _ explanation: String
  ) -> String {
    let schools = ladder.standings.filter(applies).map(\.school)
    return schools.isEmpty ? "" : "\n\(title) (\(schools.count)): \(names.schools(schools)) — \(explanation)\n"
  }
}

extension EvidenceLadder.Missing {
  /// «нет номера соглашения», to stand after the school's name.
  var sentence: String {
    switch self {
    case .partnership: "нет партнёрства"
    case .consent: "партнёрство предложено, соглашение не подписано"
    case .agreementNumber: "нет номера соглашения"
    case .jointEvent(let since, let last):
      "нет совместного события с \(since.russian)" + (last.map { " (последнее — \($0.russian))" } ?? "")
    case .activation: "соглашение не введено в действие"
    }
  }

  /// Stable, for JSON.
  var code: String {
    switch self {
    case .partnership: "partnership"
    case .consent: "consent"
    case .agreementNumber: "agreementNumber"
    case .jointEvent: "jointEvent"
    case .activation: "activation"
    }
  }
}

extension EvidenceLadder.Rung {
  var code: String {
    switch self {
    case .none: "none"
    case .declared: "declared"
    case .agreement: "agreement"
    case .jointEvent: "jointEvent"
    case .active: "active"
    }
  }
}

extension EvidenceLadder {
  func json(_ network: NetworkID) -> JSONValue {
    func missing(_ missing: Missing?) -> JSONValue { missing.map { .string($0.code) } ?? .null }
    return .members([
      "network": .string(network.rawValue),
      "asOf": .string(day.description),
      "lowResult": .int(standings.count),
      "rungs": .array(
        Rung.allCases.filter { $0 != .none }.map { rung in
          .members([
            "rung": .string(rung.code), "partnerships": .strings(partnerships(from: rung)),
            "schools": .strings(schools(from: rung)),
          ])
        }),
      "schools": .array(
        standings.map { standing in
          .object([
            .init(key: "school", value: .string(standing.school.rawValue)),
            .init(key: "rung", value: .string(standing.rung.code)),
            .init(key: "partnership", value: standing.best.map { .string($0.partnership.rawValue) } ?? .null),
            .init(key: "mentor", value: standing.best.map { .string($0.mentor.rawValue) } ?? .null),
            .init(key: "mentee", value: standing.best.map { .string($0.mentee.rawValue) } ?? .null),
            .init(key: "missing", value: missing(standing.missing)),
            .init(key: "counts", value: .bool(standing.counts)),
            .init(key: "throughAssociationOnly", value: .bool(standing.countsThroughAssociationOnly)),
            .init(key: "withoutPaper", value: .bool(standing.countsWithoutPaper)),
          ])
        }),
      "partnerships": .array(
        ties.map { tie in
          .members([
            "partnership": .string(tie.partnership.rawValue), "mentor": .string(tie.mentor.rawValue),
            "mentee": .string(tie.mentee.rawValue), "rung": .string(tie.rung.code), "missing": missing(tie.missing),
            "counts": .bool(tie.counts),
          ])
        }),
    ])
  }
}

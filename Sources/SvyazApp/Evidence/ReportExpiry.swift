internal import SvyazExchange
public import SvyazGraph
internal import SvyazIndicators

/// `svyaz expiry`: what the headline of indicator 9 loses by month if nothing new is recorded.
public enum ReportExpiry {
  /// - Complexity: O(rows · log).
  public static func run(_ network: Network, on day: Day? = nil, rule: PartnershipRule = .active) -> Report {
    let expiry = PartnershipExpiry(network: network, day: day ?? network.asOf, rule: rule)
    return Report(text: ExpiryText(network: network, expiry: expiry).text, json: expiry.json(network.id))
  }
}

/// Why schools stop being counted, in words.
struct ExpiryReasons {
  private let names: Naming
  private let partnerships: [PartnershipID: Partnership]
  private let associations: [AssociationID: Association]
  private let events: [EventID: Event]

  init(_ network: Network) {
    names = Naming(network)
    partnerships = Dictionary(network.partnerships.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    associations = Dictionary(network.associations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    events = Dictionary(network.events.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// «с 02.11.2021: событие 05.05.2021 «…» (№ 13) станет старше 180 дней».
  func sentence(_ loss: PartnershipExpiry.Loss) -> String {
    guard let last = loss.lastDay, let reason = loss.reason else { return "без срока" }
    return "с \(last.adding(days: 1).russian): \(words(reason, of: loss.school))"
  }

  private func words(_ reason: PartnershipExpiry.Reason, of school: SchoolID) -> String {
    switch reason {
    case .jointEventAges(let id, let event, let held):
      "событие \(held.russian)\(title(event)) с партнёром (\(partner(id, school))) станет старше 180 дней"
    case .visitAges(let id, let event, let held):
      "событие \(held.russian)\(title(event)) («\(association(id))») станет старше 180 дней"
    case .partnershipEnds(let id): "закончится партнёрство (\(partner(id, school)))"
    case .membershipEnds(let id): "закончится участие в «\(association(id))»"
    case .associationEnds(let id): "закончит работу «\(association(id))»"
    case .lowResultEnds: "школа выйдет из списка НОР, знаменатель станет меньше"
    }
  }

  private func title(_ event: EventID) -> String { events[event].map { " «\($0.title)»" } ?? "" }

  private func partner(_ id: PartnershipID, _ school: SchoolID) -> String {
    guard let row = partnerships[id] else { return id.rawValue }
    return names.school(row.mentor == school ? row.mentee : row.mentor)
  }

  private func association(_ id: AssociationID) -> String { associations[id]?.name ?? id.rawValue }
}

private struct ExpiryText {
  let network: Network
  let expiry: PartnershipExpiry

  var text: String {
    let names = Naming(network)
    let reasons = ExpiryReasons(network)
    var text = "\(network.name)\nЧто выпадет из показателя 9 после \(expiry.day.russian)\n"
    text += "Если нового не записывать: события после этой даты не считаются, даже назначенные; сроки и статусы — "
    text += "как записаны, и то, что по записи начнётся позже, начнётся.\n\n"
    var table = TextTable([
      "дата": .left, "школ": .right, "из": .right, "доля": .right, "выпадут": .right, "добавятся": .right,
    ])
    table.add([
      expiry.day.russian, String(expiry.numerator.count), String(expiry.denominatorCount),
      IndicatorWords.percent(expiry.sharePerMille),
    ])
    for month in expiry.months {
      table.add([
        month.day.russian, String(month.numerator.count), String(month.denominatorCount),
        IndicatorWords.percent(month.sharePerMille), Self.count(month.dropped.count), Self.count(month.joined.count),
      ])
    }
    text += table.text()
    text += months(names, reasons)
    text += expiring(names)
    text += ending(names)
    return text
  }

  private static func count(_ count: Int) -> String { count == 0 ? "" : String(count) }

  private func months(_ names: Naming, _ reasons: ExpiryReasons) -> String {
    guard !expiry.losses.isEmpty else { return "\nСейчас не засчитана ни одна школа: терять нечего.\n" }
    var text = ""
    for month in expiry.months where !month.dropped.isEmpty || !month.joined.isEmpty {
      text += "\nК \(month.day.russian)\n"
      if !month.joined.isEmpty { text += "  добавятся: \(names.schools(month.joined))\n" }
      let byDay = month.dropped.sorted {
        $0.lastDay != $1.lastDay
          ? $0.lastDay ?? .last < $1.lastDay ?? .last : names.order($0.school, $1.school)
      }
      for loss in byDay { text += "  \(names.school(loss.school)) — \(reasons.sentence(loss))\n" }
    }
    let last = expiry.months.last?.day ?? expiry.day
    let lasting = expiry.losses.filter { loss in loss.lastDay.map { $0 >= last } ?? true }
    if !lasting.isEmpty { text += "\nЗасчитаны дольше года: \(names.schools(lasting.map(\.school))).\n" }
    return text
  }

  private func expiring(_ names: Naming) -> String {
    let decisive = expiry.expiring.filter { !$0.decisive.isEmpty }
    guard !decisive.isEmpty else { return "" }
    var text = "\nСобытия, на которых держится зачёт\n"
    for event in decisive {
      text += "  до \(event.lastDay.russian): «\(event.title)» (\(event.held.russian)) — "
      text += "\(names.schools(event.decisive)).\n"
    }
    return text
  }

  private func ending(_ names: Naming) -> String {
    guard !expiry.ending.isEmpty else {
      return "\nСоглашений, которые закончатся за \(PartnershipExpiry.endingDays) дней, нет.\n"
    }
    var text = "\nСоглашения, которые закончатся за \(PartnershipExpiry.endingDays) дней\n"
    for row in expiry.ending {
      let agreement = row.agreement.isEmpty ? "без номера" : row.agreement
      text += "  \(row.lastDay.russian) (дней: \(row.daysLeft)): \(names.school(row.mentor)) → "
      text += "\(names.school(row.mentee)), \(agreement).\n"
    }
    return text
  }
}

extension PartnershipExpiry {
  func json(_ network: NetworkID) -> JSONValue {
    .object([
      .init(key: "network", value: .string(network.rawValue)),
      .init(key: "asOf", value: .string(day.description)),
      .init(key: "rule", value: .string(rule.rawValue)),
      .init(key: "numerator", value: .strings(numerator)),
      .init(key: "of", value: .int(denominatorCount)),
      .init(key: "sharePerMille", value: .optional(sharePerMille)),
      .init(key: "schools", value: .array(losses.map(\.json))),
      .init(
        key: "months",
        value: .array(
          months.map { month in
            .members([
              "date": .string(month.day.description), "numerator": .strings(month.numerator),
              "of": .int(month.denominatorCount), "sharePerMille": .optional(month.sharePerMille),
              "dropped": .array(month.dropped.map(\.json)), "joined": .strings(month.joined),
            ])
          })),
      .init(
        key: "expiringEvents",
        value: .array(
          expiring.map { event in
            .members([
              "event": .string(event.event.rawValue), "date": .string(event.held.description),
              "lastDay": .string(event.lastDay.description), "schools": .strings(event.schools),
              "decisive": .strings(event.decisive),
            ])
          })),
      .init(
        key: "endingAgreements",
        value: .array(
          ending.map { row in
            .members([
              "partnership": .string(row.partnership.rawValue), "mentor": .string(row.mentor.rawValue),
              "mentee": .string(row.mentee.rawValue), "agreement": .string(row.agreement),
              "lastDay": .string(row.lastDay.description), "daysLeft": .int(row.daysLeft),
            ])
          })),
    ])
  }
}

extension PartnershipExpiry.Loss {
  var json: JSONValue {
    var tie: (key: String, id: String)?
    var event: EventID?
    let code: String? =
      switch reason {
      case .jointEventAges: "jointEventAges"
      case .visitAges: "visitAges"
      case .partnershipEnds: "partnershipEnds"
      case .membershipEnds: "membershipEnds"
      case .associationEnds: "associationEnds"
      case .lowResultEnds: "lowResultEnds"
      case nil: nil
      }
    switch reason {
    case .jointEventAges(let id, let aged, _): (tie, event) = (("partnership", id.rawValue), aged)
    case .visitAges(let id, let aged, _): (tie, event) = (("association", id.rawValue), aged)
    case .partnershipEnds(let id): tie = ("partnership", id.rawValue)
    case .membershipEnds(let id), .associationEnds(let id): tie = ("association", id.rawValue)
    case .lowResultEnds, nil: break
    }
    func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
    return .members([
      "school": .string(school.rawValue), "lastDay": text(lastDay?.description), "reason": text(code),
      "partnership": text(tie?.key == "partnership" ? tie?.id : nil),
      "association": text(tie?.key == "association" ? tie?.id : nil), "event": text(event?.rawValue),
    ])
  }
}

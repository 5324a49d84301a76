internal import SvyazComposition
internal import SvyazContract
internal import SvyazExchange
internal import SvyazGraph

/// A work plan for people and for programs.
struct WorkPlanText {
  private let plan: WorkPlan
  private let network: Network
  private let naming: Naming
  private let associations: [AssociationID: Association]
  /// Those of the network and the new ones.
  private let events: [EventID: Event]
  private let newByAssociation: [AssociationID: [Event]]

  init(_ plan: WorkPlan, _ new: [Event], _ network: Network) {
    self.plan = plan
    self.network = network
    naming = Naming(network)
    associations = Dictionary(network.associations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    events = Dictionary((network.events + new).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var byAssociation: [AssociationID: [Event]] = [:]
    for event in new {
      if let association = event.association { byAssociation[association, default: []].append(event) }
    }
    newByAssociation = byAssociation
  }

  /// Standing and new, by day.
  private func meetings(_ association: WorkPlan.AssociationPlan) -> [(event: Event, isNew: Bool)] {
    let standing = association.standing.compactMap { events[$0] }.map { (event: $0, isNew: false) }
    let new = (newByAssociation[association.association] ?? []).map { (event: $0, isNew: true) }
    return (standing + new).sorted { ($0.event.day, $0.event.id) < ($1.event.day, $1.event.id) }
  }

  var text: String {
    let options = plan.options
    let count = plan.associations.reduce(0) { $0 + $1.meetings.count }
    var text =
      "План работы ММО с \(options.from.russian) по \(options.to.russian): "
      + "\(counted(plan.associations.count, "ММО", "ММО", "ММО")), "
      + "\(counted(count, "новая встреча", "новые встречи", "новых встреч")).\n"
    for association in plan.associations {
      text += "\n\(associations[association.association]?.name ?? "") (\(association.association))\n"
      var table = TextTable(["дата": .left, "вид": .left, "где": .left, "тема": .left, "": .left])
      for (event, isNew) in meetings(association) {
        table.add([
          event.day.russian, EventNaming.russian(event.kind), event.host.map(naming.school) ?? "ЦРО", event.title,
          isNew ? "новая" : "",
        ])
      }
      text += table.isEmpty ? "  Встреч нет.\n" : table.text()
      text += shares(association)
    }
    if !plan.clashes.isEmpty {
      text += "\nВ один день у школы две встречи, развести не удалось:\n"
      for clash in plan.clashes.prefix(20) {
        text += "  \(clash.day.russian): \(naming.school(clash.school)), \(Self.list(clash.associations))\n"
      }
      if plan.clashes.count > 20 { text += "  … и ещё: \(plan.clashes.count - 20).\n" }
    }
    for theme in plan.unusedThemes { text += "  Замечание: теме «\(theme.title)» встречи не нашлось.\n" }
    return text
  }

  private func shares(_ association: WorkPlan.AssociationPlan) -> String {
    let shares = association.shares.sorted { naming.order($0.school, $1.school) }
    guard !shares.isEmpty else { return "  Школ в составе нет.\n" }
    var table = TextTable(["школа": .left, "принимает, раз": .right, "дорога, км": .right])
    for share in shares {
      table.add([
        naming.school(share.school), grouped(share.hosted),
        (share.isAssumed ? "≈ " : "") + decimal(Double(share.metres) / 1000),
      ])
    }
    let proof = association.isProved ? "доказано" : "меньше, возможно, бывает"
    return table.text()
      + "  За учебный год в одну сторону: больше всего \(decimal(Double(association.greatestMetres) / 1000)) км у школы "
      + "(\(proof)), всего \(decimal(Double(association.totalMetres) / 1000)) км.\n"
  }

  private static func list(_ ids: [AssociationID]) -> String { ids.map(\.rawValue).joined(separator: ", ") }

  func json(change: JSONValue?) -> JSONValue {
    .members([
      "network": .string(plan.network.rawValue), "from": .string(plan.options.from.description),
      "to": .string(plan.options.to.description),
      "associations": .array(
        plan.associations.map { association in
          .members([
            "id": .string(association.association.rawValue), "base": .string(association.base.rawValue),
            "meetings": .array(meetings(association).map { Self.json($0.event, isNew: $0.isNew) }),
            "schools": .array(
              association.shares.map {
                .members([
                  "school": .string($0.school.rawValue), "role": .string($0.role.contractWord),
                  "hosts": .int($0.hosted), "newlyHosts": .int($0.newlyHosted), "metres": .int($0.metres),
                  "assumed": .bool($0.isAssumed),
                ])
              }),
            "greatestMetres": .int(association.greatestMetres), "totalMetres": .int(association.totalMetres),
            "proved": .bool(association.isProved),
          ])
        }),
      "clashes": .array(
        plan.clashes.map {
          .members([
            "date": .string($0.day.description), "school": .string($0.school.rawValue),
            "associations": .strings($0.associations.map(\.rawValue)),
          ])
        }), "unusedThemes": .strings(plan.unusedThemes.map(\.title)), "change": change ?? .null,
    ])
  }

  private static func json(_ event: Event, isNew: Bool) -> JSONValue {
    .members([
      "id": .string(event.id.rawValue), "date": .string(event.day.description),
      "kind": .string(event.kind.contractWord), "title": .string(event.title),
      "host": event.host.map { .string($0.rawValue) } ?? .null, "new": .bool(isNew),
    ])
  }
}

/// How people call the kinds of events.
enum EventNaming {
  static func russian(_ kind: Event.Kind) -> String {
    switch kind {
    case .conference: "конференция"
    case .seminar: "семинар"
    case .webinar: "вебинар"
    case .masterClass: "мастер-класс"
    case .training: "тренинг"
    case .strategySession: "стратегическая сессия"
    case .lessonVisit: "посещение уроков"
    case .experienceExchange: "обмен опытом"
    }
  }
}

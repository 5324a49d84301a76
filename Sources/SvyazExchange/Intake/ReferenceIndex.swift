import SvyazGraph

/// Finds associations, events and partnerships by id or by name; knows which ids there are.
struct ReferenceIndex {
  struct PartnershipKey: Hashable {
    var mentor: String
    var mentee: String
    var subject: String
    var from: String
  }

  private(set) var associationIDs: Set<String> = []
  private var associationNames: [String: [String]] = [:]
  private(set) var eventIDs: Set<String> = []
  private var eventTitles: [String: [String]] = [:]
  private var eventDays: [String: [String]] = [:]
  private(set) var partnershipIDs: Set<String> = []
  private var partnerships: [PartnershipKey: [String]] = [:]
  private(set) var measures: Set<String> = []

  init(_ network: Network) {
    for association in network.associations {
      add(association: association.id.rawValue, name: association.name)
    }
    for event in network.events {
      add(event: event.id.rawValue, title: event.title, day: event.day.description)
    }
    for partnership in network.partnerships {
      add(
        partnership: partnership.id.rawValue,
        PartnershipKey(
          mentor: partnership.mentor.rawValue, mentee: partnership.mentee.rawValue,
          subject: partnership.subject?.rawValue ?? "", from: partnership.interval.from.description)
      )
    }
    measures = Set(network.measures.map { String($0.number) })
  }

  mutating func add(association id: String, name: String) {
    guard associationIDs.insert(id).inserted else { return }
    associationNames[IntakeText.folded(name), default: []].append(id)
  }

  mutating func add(event id: String, title: String, day: String) {
    guard eventIDs.insert(id).inserted else { return }
    let folded = IntakeText.folded(title)
    eventTitles[folded, default: []].append(id)
    eventDays["\(day) \(folded)", default: []].append(id)
  }

  mutating func add(partnership id: String, _ key: PartnershipKey) {
    guard partnershipIDs.insert(id).inserted else { return }
    partnerships[key, default: []].append(id)
  }

  func association(_ text: String) -> String? {
    let trimmed = String(IntakeText.trimmed(text))
    if associationIDs.contains(trimmed) { return trimmed }
    return Self.only(associationNames[IntakeText.folded(text)])
  }

  func event(_ text: String) -> String? {
    let trimmed = String(IntakeText.trimmed(text))
    if eventIDs.contains(trimmed) { return trimmed }
    return Self.only(eventTitles[IntakeText.folded(text)])
  }

  func event(title: String, day: String) -> [String] {
    eventDays["\(day) \(IntakeText.folded(title))"] ?? []
  }

  func partnership(_ text: String) -> String? {
    let trimmed = String(IntakeText.trimmed(text))
    return partnershipIDs.contains(trimmed) ? trimmed : nil
  }

  func partnerships(_ key: PartnershipKey) -> [String] { partnerships[key] ?? [] }

  private static func only(_ list: [String]?) -> String? { list?.count == 1 ? list?.first : nil }
}

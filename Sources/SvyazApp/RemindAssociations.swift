internal import SvyazComposition
internal import SvyazExchange
public import SvyazGraph

/// `svyaz remind`: associations in force without a plan, or where nothing happened or will happen within 90 days.
public enum RemindAssociations {
  /// The answer is "no" where there is somebody to be reminded.
  public static func run(_ network: Network, on day: Day? = nil) -> Report {
    let day = day ?? network.asOf
    let reminders = network.reminders(on: day)
    let naming = Naming(network)
    let count = network.asOf(day).associations.count
    var text: String
    if reminders.isEmpty {
      text = "На \(day.russian) напоминать не о чем: действует ММО: \(grouped(count)).\n"
    } else {
      text = "На \(day.russian) напомнить: \(grouped(reminders.count)) из \(counted(count, "ММО", "ММО", "ММО")).\n"
      for reminder in reminders { text += "\n" + paragraph(reminder, naming) }
    }
    let json = JSONValue.members([
      "network": .string(network.id.rawValue), "asOf": .string(day.description), "associations": .int(count),
      "reminders": .array(
        reminders.map { reminder in
          .members([
            "association": .string(reminder.association.rawValue), "subject": .string(reminder.subject.rawValue),
            "base": .string(reminder.base.rawValue), "since": .string(reminder.since.description),
            "reasons": .strings(reminder.reasons.map(\.rawValue)), "lastEvent": event(reminder.last),
            "nextEvent": event(reminder.next),
          ])
        }),
    ])
    return Report(text: text, json: json, isAffirmative: reminders.isEmpty)
  }

  private static func paragraph(_ reminder: Reminder, _ naming: Naming) -> String {
    func words(_ event: Event?) -> String { event.map { "\($0.day.russian) «\($0.title)»" } ?? "нет" }
    var text = "\(reminder.name) (\(reminder.association)), действует с \(reminder.since.russian)\n"
    text += "  база: \(naming.school(reminder.base)); последнее событие: \(words(reminder.last)); "
    text += "следующее: \(words(reminder.next))\n"
    for reason in reminder.reasons {
      switch reason {
      case .noPlan:
        text += "  Плана нет. Составьте: svyaz workplan --association \(reminder.association) …\n"
      case .nothingSoon:
        text += "  В ближайшие \(Reminder.span) дней ничего не назначено. Назначьте встречу раньше.\n"
      case .nothingLately:
        text += "  За последние \(Reminder.span) дней событий не было. Выясните у базовой школы, почему; "
        text += "если встреча была, впишите её.\n"
      }
    }
    return text
  }

  private static func event(_ event: Event?) -> JSONValue {
    guard let event else { return .null }
    return .members(["id": .string(event.id.rawValue), "date": .string(event.day.description)])
  }
}

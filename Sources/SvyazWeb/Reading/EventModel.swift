internal import SvyazGraph

/// An event as one line of a list.
enum EventModel {
  static func row(_ event: Event, _ index: NetworkIndex, _ links: DayLinks, detail: String? = nil) -> ViewModel {
    [
      "iso": .text(event.day.description),
      "dayNumber": .text(event.day.dayOfMonth < 10 ? "0\(event.day.dayOfMonth)" : "\(event.day.dayOfMonth)"),
      "month": .text(PageWords.shortMonth(event.day)), "title": .text(event.title),
      "path": .text(links.event(event.id)),
      "detail": .text(
        detail
          ?? [PageWords.event(event.kind), holder(event, index), circle(event, index)].filter { !$0.isEmpty }.joined(
            separator: " · ")),
    ]
  }

  /// The school that holds it, or who else does.
  static func holder(_ event: Event, _ index: NetworkIndex) -> String {
    if let host = event.host { return index.label(host) }
    return event.organiser.isEmpty ? "ЦРО" : event.organiser
  }

  /// The association or the two schools that it belongs to.
  ///
  /// Schools stand in the order of their numbers: the order does not tell who helps whom.
  static func circle(_ event: Event, _ index: NetworkIndex) -> String {
    if let association = event.association { return index.association(association)?.name ?? association.rawValue }
    if let tie = event.partnership.flatMap({ index.partnership($0) }) {
      return index.labels([tie.mentor, tie.mentee]).joined(separator: " и ")
    }
    return ""
  }
}

/// What a page says after a form was taken; the address carries the word, so that reloading sends nothing again.
enum Done: String, CaseIterable {
  case saved, event, attendance, removed, list, activated, partnership

  var notice: Notice {
    switch self {
    case .saved: Notice(kind: .done, text: "Изменения сохранены.", advice: Self.undo)
    case .event: Notice(kind: .done, text: "Событие записано.", advice: "Теперь внесите участников.")
    case .attendance: Notice(kind: .done, text: "Участие записано.", advice: Self.undo)
    case .removed: Notice(kind: .done, text: "Участие убрано.", advice: Self.undo)
    case .list: Notice(kind: .done, text: "Список участников записан.", advice: Self.undo)
    case .activated: Notice(kind: .done, text: "Соглашение введено в действие.", advice: Self.undo)
    case .partnership: Notice(kind: .done, text: "Партнёрство записано.", advice: Self.undo)
    }
  }

  private static let undo = "Отменить можно в разделе «История»."
}

internal import SvyazGraph
internal import SvyazIndicators

/// From a declared partnership to a proven one: how many schools stand on each step, and who stops before it.
struct OverviewLadder: Sendable {
  let steps: [ViewModel]
  /// Why the headline may be more than the last step.
  let throughAssociations: String?

  private struct Key: Hashable, Sendable {
    var day: Day
  }

  /// Made once for a revision.
  static func of(
    _ revision: Revision, _ ladder: EvidenceLadder, _ index: NetworkIndex, _ links: DayLinks
  ) -> OverviewLadder {
    revision.derived(Key(day: links.day)) { _ in OverviewLadder(ladder, index, links) }
  }

  private init(_ ladder: EvidenceLadder, _ index: NetworkIndex, _ links: DayLinks) {
    let total = ladder.standings.count
    let rungs = EvidenceLadder.Rung.allCases
    throughAssociations = Self.throughAssociations(ladder, index)
    steps = rungs.map { rung in
      let count = rung == .none ? total : ladder.schools(from: rung).count
      let (title, detail) = Self.words(rung)
      // Who stands exactly one step lower has not come here.
      let lost = rung == .none ? [] : ladder.schools(on: rungs[rung.rawValue - 1])
      let sorted = lost.sorted { index.key($0) < index.key($1) }
      var model: ViewModel = [
        "count": .number(count), "title": .text(title), "detail": .text(detail),
        "pipe": .markup(Meter.step(count, of: total, isLast: rung == .active)), "isLast": .flag(rung == .active),
        "lost": .list(Self.names(sorted.prefix(Self.shown), index, links)),
        "hasLost": .flag(!lost.isEmpty),
        "rest": .optional(lost.count > Self.shown + Self.most ? "\(lost.count - Self.shown - Self.most)" : nil),
        "allHere": .text(rung == .none ? "все школы списка" : "дошли все"),
      ]
      if lost.count > Self.shown {
        model["more"] = .model([
          "count": .number(lost.count - Self.shown),
          "names": .list(Self.names(sorted.dropFirst(Self.shown).prefix(Self.most), index, links)),
        ])
      }
      return model
    }
  }

  /// Names at once; the others open.
  private static let shown = 6
  /// Of those, at most; the page of the indicator names all.
  private static let most = 60

  private static func names(_ ids: ArraySlice<SchoolID>, _ index: NetworkIndex, _ links: DayLinks) -> [ViewModel] {
    ids.enumerated().map { position, id in
      [
        "name": .text(ShortLabel.of(id, index)), "path": .text(links.school(id)),
        "comma": .text(position + 1 < ids.count ? ", " : ""),
      ]
    }
  }

  private static func words(_ rung: EvidenceLadder.Rung) -> (String, String) {
    switch rung {
    case .none: ("адресная поддержка", "школы списка")
    case .declared: ("связь заявлена", "предложена или есть")
    case .agreement: ("соглашение", "номер и дата")
    case .jointEvent: ("совместное событие", "за 180 дней")
    case .active: ("действует", "все подтверждения")
    }
  }

  private static func throughAssociations(_ ladder: EvidenceLadder, _ index: NetworkIndex) -> String? {
    let only = ladder.standings.filter(\.countsThroughAssociationOnly).map(\.school)
    let bare = ladder.standings.filter(\.countsWithoutPaper).map(\.school)
    var parts: [String] = []
    if !only.isEmpty { parts.append("Засчитаны через события своего ММО: \(list(only, index)).") }
    if !bare.isEmpty { parts.append("Засчитаны, хотя у соглашения нет номера: \(list(bare, index)).") }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private static func list(_ ids: [SchoolID], _ index: NetworkIndex) -> String {
    let names = ids.sorted { index.key($0) < index.key($1) }.prefix(9).map { ShortLabel.of($0, index) }
    return names.joined(separator: ", ") + (ids.count > 9 ? " и ещё \(ids.count - 9)" : "")
  }
}

/// «№ 55» for a plain school, the short name for any other: two schools of one number always show their kind.
enum ShortLabel {
  static func of(_ id: SchoolID, _ index: NetworkIndex) -> String {
    let label = index.label(id)
    return label.hasPrefix("Школа №") ? String(label.dropFirst("Школа ".count)) : label
  }
}

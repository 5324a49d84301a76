internal import SvyazGraph

/// The sentences under a map of changes, counted from its own nodes and lines.
struct ChangeCaption {
  let map: NetworkMap
  /// Ids of the nodes of low-result schools on either day; empty in the public edition.
  let lowBefore, lowAfter: Set<String>
  /// Ids of the nodes of low-result schools with a mentor on either day; empty in the public edition.
  let helpedBefore, helpedAfter: Set<String>
  /// «на 01.09.2020», for sentences.
  let since: String

  var sentences: [String] {
    guard !map.nodes.isEmpty else { return [] }
    let schools = map.edition == .public ? [came, went] : [found, lost, list, alone]
    return ([ties] + schools).compactMap { $0 }
  }

  private func count(_ change: NetworkMap.Change) -> Int { map.edges.count { $0.change == change } }

  /// How many there were and are: the subtitle says only what came and went.
  private var ties: String {
    let (began, ended, kept) = (count(.began), count(.ended), count(.kept))
    let (before, after) = (kept + ended, kept + began)
    if began + ended == 0 {
      return after == 0
        ? "Связей не было и нет." : "Все \(CaptionText.ties(after)) остались, новых нет."
    }
    let change = [began > 0 ? "появилось \(began)" : nil, ended > 0 ? "завершилось \(ended)" : nil]
      .compactMap { $0 }.joined(separator: ", ")
    if before == 0 { return "Связей стало \(after), а \(since) не было ни одной." }
    if after == 0 { return "Связей не осталось: завершились все \(ended)." }
    let start = before == after ? "Связей, как и \(since), \(after)" : "Связей стало \(after) вместо \(before) \(since)"
    return "\(start): \(change), прежних осталось \(kept)."
  }

  /// Labels in the order of the map.
  private func labels(_ ids: Set<String>) -> [String] { map.nodes.filter { ids.contains($0.id) }.map(\.label) }

  /// Low-result on both days, and with a mentor only now.
  private var found: String? {
    let ids = lowBefore.intersection(lowAfter).intersection(helpedAfter).subtracting(helpedBefore)
    guard !ids.isEmpty else { return nil }
    let verb = CaptionText.form(ids.count, "Нашла наставника", "Нашли наставника", "Нашли наставника")
    return "\(verb) \(CaptionText.schools(ids.count)): \(CaptionText.list(labels(ids)))."
  }

  private var lost: String? {
    let ids = lowBefore.intersection(lowAfter).intersection(helpedBefore).subtracting(helpedAfter)
    guard !ids.isEmpty else { return nil }
    return "Наставник ушёл у \(CaptionText.ofSchools(ids.count)): \(CaptionText.list(labels(ids)))."
  }

  /// Who came to the list of low-result schools, and who left it.
  private var list: String? {
    let came = lowAfter.subtracting(lowBefore)
    let left = lowBefore.subtracting(lowAfter)
    var parts: [String] = []
    if !came.isEmpty {
      let verb = CaptionText.form(came.count, "вошла", "вошли", "вошли")
      parts.append("\(verb) \(CaptionText.schools(came.count)) (\(CaptionText.list(labels(came))))")
    }
    if !left.isEmpty {
      let verb = CaptionText.form(left.count, "вышла", "вышли", "вышли")
      parts.append("\(verb) \(CaptionText.schools(left.count)) (\(CaptionText.list(labels(left))))")
    }
    guard !parts.isEmpty else { return nil }
    return came.isEmpty
      ? "Из списка школ с низкими результатами \(parts[0])."
      : "В список школ с низкими результатами \(parts[0])\(parts.count > 1 ? ", " + parts[1] : "")."
  }

  private var alone: String? {
    guard !lowAfter.isEmpty else { return nil }
    let before = lowBefore.subtracting(helpedBefore).count
    let alone = lowAfter.subtracting(helpedAfter)
    if alone.isEmpty {
      let was = before > 0 ? " (было без него: \(before))" : ""
      return "Теперь наставник есть у каждой из \(CaptionText.ofSchools(lowAfter.count)) с низкими результатами\(was)."
    }
    let verb = CaptionText.form(alone.count, "остаётся", "остаются", "остаются")
    let was = before == alone.count ? "" : " (было: \(before))"
    return "Без наставника \(verb) \(CaptionText.schools(alone.count)) с низкими результатами\(was): "
      + "\(CaptionText.list(labels(alone)))."
  }

  // MARK: Public

  private func names(_ change: NetworkMap.Change) -> [String] {
    map.nodes.filter { $0.change == change }.map(\.label)
  }

  private var came: String? {
    let names = names(.began)
    guard !names.isEmpty else { return "Новых школ на карте нет." }
    let verb = CaptionText.form(names.count, "Появилась на карте", "Появились на карте", "Появились на карте")
    return "\(verb) \(CaptionText.schools(names.count)): \(CaptionText.list(names))."
  }

  private var went: String? {
    let names = names(.ended)
    guard !names.isEmpty else { return "Ни одна школа не осталась без связей." }
    return "Больше нет связей у \(CaptionText.ofSchools(names.count)): \(CaptionText.list(names))."
  }
}

extension ChangeDrawing {
  /// The sentences of the map of these two days.
  func caption(of map: NetworkMap) -> [String] {
    func ids(_ schools: Set<SchoolID>) -> Set<String> { Set(schools.map(SchoolNodes.id)) }
    return ChangeCaption(
      map: map, lowBefore: ids(before.lowResult), lowAfter: ids(after.lowResult), helpedBefore: ids(before.mentored),
      helpedAfter: ids(after.mentored), since: "на \(before.snapshot.day.russian)"
    ).sentences
  }
}

public import SvyazGraph

/// The map «что изменилось»: the partnerships and schools of two days on one drawing, what stayed, began and ended.
///
/// A tie in force on both days has stayed, whatever happened between them; both days are laid out together, so nothing
/// jumps. Schools are those that ``MentorMap`` shows on either day.
public struct ChangeMap: Sendable {
  public let map: NetworkMap

  /// - Parameters:
  ///   - from: the earlier day; the two are put in order.
  ///   - edition: the public one tells neither direction nor status: a school comes or goes with its ties alone.
  public init(_ network: Network, from: Day, to: Day, edition: Edition) {
    let before = ChangeState(network.asOf(min(from, to)), edition: edition)
    let after = ChangeState(network.asOf(max(from, to)), edition: edition)
    map = ChangeDrawing(before: before, after: after).map
  }
}

/// What the map shows of one day.
struct ChangeState {
  let snapshot: NetworkSnapshot
  let edition: Edition
  /// In the public edition without direction, each once.
  let ties: [MentorTie]
  let shown: Set<SchoolID>
  let lowResult: Set<SchoolID>
  /// Low-result schools with a mentor.
  let mentored: Set<SchoolID>

  init(_ snapshot: NetworkSnapshot, edition: Edition) {
    self.snapshot = snapshot
    self.edition = edition
    ties = DistrictMap.counted(snapshot.tiesInForce, edition: edition)
    let isPublic = edition == .public
    lowResult = isPublic ? [] : snapshot.schools(with: .lowResult)
    mentored = lowResult.intersection(ties.map(\.mentee))
    shown = Set(ties.flatMap { [$0.mentor, $0.mentee] }).union(lowResult)
  }
}

/// Two days compared.
struct ChangeDrawing {
  let before, after: ChangeState

  var map: NetworkMap {
    let network = after.snapshot.network
    let isPublic = after.edition == .public
    let edges = edges
    func count(_ change: NetworkMap.Change) -> Int { edges.count { $0.change == change } }
    let (began, ended, kept) = (count(.began), count(.ended), count(.kept))
    var subtitle = "связей появилось: \(began), завершилось: \(ended), осталось: \(kept)"
    if !isPublic {
      let entered = after.lowResult.subtracting(before.lowResult).count
      let left = before.lowResult.subtracting(after.lowResult).count
      if entered + left > 0 { subtitle += " · в список вошло школ: \(entered), вышло: \(left)" }
    }
    let nodes = nodes
    let dates = "с \(before.snapshot.day.russian) по \(after.snapshot.day.russian)"
    let isSame = began + ended == 0 && nodes.allSatisfy { $0.change == .kept && $0.detail == nil }
    var map = NetworkMap(
      title: "Что изменилось \(dates): \(isPublic ? "партнёрства школ" : "наставничество школ")", subtitle: subtitle,
      notice: edges.isEmpty
        ? "Связей нет ни \(before.snapshot.day.russian), ни \(after.snapshot.day.russian)."
        : isSame ? "Ничего не изменилось \(dates)." : nil,
      source: network.name, edition: after.edition, subjects: network.subjects.map(\.name), nodes: nodes, edges: edges)
    map.caption = caption(of: map)
    return map
  }

  /// Schools of both days, in the order of numbers; the earlier day tells the look of those that left.
  private var nodes: [NetworkMap.Node] {
    let now = SchoolNodes(after.snapshot, edition: after.edition, ties: after.ties)
    let then = SchoolNodes(before.snapshot, edition: before.edition, ties: before.ties)
    let all = now.sorted(before.shown.union(after.shown))
    // Labels of all together, so that two of the same name are told apart on either day.
    let (nodesNow, nodesThen) = (now.nodes(all), then.nodes(all))
    return zip(all, zip(nodesThen, nodesNow)).map { school, nodes in
      let isGone = !after.shown.contains(school)
      var node = isGone ? nodes.0 : nodes.1
      node.change = isGone ? .ended : before.shown.contains(school) ? .kept : .began
      if let news = news(of: school) {
        node.detail = [node.detail, news].compactMap { $0 }.joined(separator: ", ")
        node.fullName += ": \(news)"
      }
      return node
    }
  }

  /// What happened to a low-result school: never said in the public edition, where no school is one.
  private func news(of school: SchoolID) -> String? {
    switch (before.lowResult.contains(school), after.lowResult.contains(school)) {
    case (false, true): return "вошла в список"
    case (true, false): return "вышла из списка"
    case (true, true):
      let (had, has) = (before.mentored.contains(school), after.mentored.contains(school))
      return had == has ? nil : has ? "нашла наставника" : "наставник ушёл"
    case (false, false): return nil
    }
  }

  /// Ties of both days, what changed above what stayed.
  private var edges: [NetworkMap.Edge] {
    let (then, now) = (Set(before.ties), Set(after.ties))
    let builder = SchoolNodes(after.snapshot, edition: after.edition, ties: after.ties)
    func edges(_ ties: Set<MentorTie>, _ change: NetworkMap.Change) -> [NetworkMap.Edge] {
      builder.edges(Array(ties)).map { edge in
        var edge = edge
        edge.change = change
        return edge
      }
    }
    return edges(then.intersection(now), .kept) + edges(then.subtracting(now), .ended)
      + edges(now.subtracting(then), .began)
  }
}

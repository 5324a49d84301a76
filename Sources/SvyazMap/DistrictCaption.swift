internal import SvyazGraph

/// The sentences under a map of districts, counted from its own discs and lines.
///
/// The working edition says who helps whom; the public one only which districts have ties.
struct DistrictCaption {
  let map: NetworkMap

  var sentences: [String] {
    guard inside + across > 0 else { return [] }
    let flows = map.edition == .public ? [busiest, strongest] : [helps, helped, strongest]
    return ([share] + flows + [alone]).compactMap { $0 }
  }

  private var inside: Int { map.nodes.reduce(0) { $0 + ($1.inside ?? 0) } }
  private var lines: [NetworkMap.Edge] { map.edges.filter { $0.tail != $0.head } }
  private var across: Int { lines.reduce(0) { $0 + ($1.count ?? 1) } }

  /// Districts by name; schools that name none are none.
  private var districts: [NetworkMap.Node] { map.nodes.filter { $0.style == .district } }

  private var share: String {
    let whole = inside + across
    let ties = CaptionText.counted(whole, "связи", "связей", "связей")
    if across == 0 { return "Все связи (\(whole)) внутри районов." }
    let unknown = lines.filter { edge in !isDistrict(edge.tail) || !isDistrict(edge.head) }
    let lost = unknown.reduce(0) { $0 + ($1.count ?? 1) }
    let note =
      lost > 0 ? "; район одной из школ не указан у \(CaptionText.counted(lost, "связи", "связей", "связей"))" : ""
    if inside == 0 { return "Внутри районов связей нет: все \(whole) соединяют школы разных районов\(note)." }
    return "Внутри районов\(CaptionText.noBreakSpace)— \(inside) из \(ties) "
      + "(\(CaptionText.percent(inside, of: whole))), между районами\(CaptionText.noBreakSpace)— \(across)\(note)."
  }

  private func isDistrict(_ id: String) -> Bool { districts.contains { $0.id == id } }

  private var helps: String? {
    most("Больше всего помощи другим районам", "оказывает", "оказывают") { [$0.tail] }
  }

  private var helped: String? {
    most("Больше всего помощи из других районов", "получает", "получают") { [$0.head] }
  }

  private var busiest: String? {
    most("Больше всего связей с другими районами", "имеет", "имеют") { [$0.tail, $0.head] }
  }

  /// «… оказывает Ленинский район (4 связи)», «… оказывают районы Ленинский, Советский (по 2 связи)»; `nil` where
  /// all are equal and nobody is first.
  private func most(
    _ start: String, _ one: String, _ many: String, ends: (NetworkMap.Edge) -> [String]
  ) -> String? {
    var counts: [String: Int] = [:]
    for edge in lines { for end in ends(edge) { counts[end, default: 0] += edge.count ?? 1 } }
    let most = districts.compactMap { counts[$0.id] }.max() ?? 0
    let first = districts.filter { counts[$0.id] == most }.map(\.label)
    guard most > 0, let only = first.first, first.count < districts.count else { return nil }
    return first.count == 1
      ? "\(start) \(one) \(CaptionText.district(only)) (\(CaptionText.ties(most)))."
      : "\(start) \(many) районы \(CaptionText.list(first)) (по\(CaptionText.noBreakSpace)\(CaptionText.byTies(most)))."
  }

  /// The widest line, where there is one.
  private var strongest: String? {
    let between = lines.filter { isDistrict($0.tail) && isDistrict($0.head) }
    let most = between.compactMap(\.count).max() ?? 0
    let widest = between.filter { $0.count == most }
    guard most > 1, widest.count == 1, let edge = widest.first else { return nil }
    let names = [edge.tail, edge.head].compactMap { id in districts.first { $0.id == id }?.label }
      .map { DisplayText.clean($0, limit: 60) }
    let mark = edge.isDirected ? "→" : "—"
    let line = names.joined(separator: "\(CaptionText.noBreakSpace)\(mark) ")
    return "Самая широкая линия: \(line), \(CaptionText.ties(most))."
  }

  /// Districts that no line reaches: some without any tie, some with ties of their own.
  private var alone: String? {
    let reached = Set(lines.flatMap { [$0.tail, $0.head] })
    let alone = districts.filter { !reached.contains($0.id) }
    if alone.isEmpty { return districts.count > 1 ? "Районов без связей с другими районами нет." : nil }
    let empty = alone.filter { ($0.inside ?? 0) == 0 }.map(\.label)
    // With no line at all every district is by itself, and the first sentence has said so.
    let own = across == 0 ? [] : alone.filter { ($0.inside ?? 0) > 0 }.map(\.label)
    let parts = [
      own.count == 1 ? "только внутри себя связан \(names(own))" : "только внутри себя связаны \(names(own))",
      "без единой связи \(names(empty))",
    ]
    let said = zip(parts, [own, empty]).filter { !$1.isEmpty }.map(\.0).joined(separator: "; ")
    return said.isEmpty ? nil : said.prefix(1).uppercased() + said.dropFirst() + "."
  }

  /// «Ленинский район», «2 района: Ленинский, Советский».
  private func names(_ labels: [String]) -> String {
    if labels.count == 1 { return CaptionText.district(labels[0]) }
    return CaptionText.counted(labels.count, "район", "района", "районов") + ": " + CaptionText.list(labels)
  }
}

extension CaptionText {
  /// «Ленинский район»; a name that says what it is stays.
  static func district(_ name: String) -> String {
    let clean = DisplayText.clean(name, limit: 60)
    let word = clean.lowercased()
    return word.contains("район") || word.contains("округ") ? clean : "\(clean)\(noBreakSpace)район"
  }

  /// «по 1 связи», «по 2 связи», «по 5 связей».
  static func byTies(_ count: Int) -> String { counted(count, "связи", "связи", "связей") }

  /// «3,4»: one digit after the comma, the nearest. A distance on Earth is never so long that it overflows.
  static func kilometres(_ km: Double) -> String {
    guard km.isFinite else { return "?" }
    let tenths = Int((min(max(km, 0), 100_000) * 10).rounded())
    return "\(tenths / 10),\(tenths % 10)\(noBreakSpace)км"
  }

}

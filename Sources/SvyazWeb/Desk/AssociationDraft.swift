internal import SvyazComposition
internal import SvyazGraph

/// What a planner has set at the associations' desk: the wishes, and the schools that were moved by hand afterwards.
struct AssociationDraft: DeskDraft {
  /// A school put into the group of a base; `nil`: into none.
  struct Move: Hashable, Sendable {
    var school: SchoolID
    var base: SchoolID?
  }

  var subject: SubjectID
  var day: Day?
  var options = CompositionOptions()
  /// In the order in which they were made, each school once.
  var moves: [Move] = []
  var origin: DraftOrigin?

  /// - Throws: ``WebFault/value(name:value:expected:)``.
  init(query: String, network: Network) throws(WebFault) {
    let reader = DeskReader(query)
    let known = network.subjects.map(\.id)
    let word = reader.text("subject")
    guard let subject = word.flatMap({ SubjectID($0) }) ?? known.first, known.contains(subject) else {
      throw .value(
        name: "Предмет", value: word ?? "", expected: "один из: \(known.map(\.rawValue).joined(separator: ", "))")
    }
    self.subject = subject
    day = try reader.day("on", "Дата")
    options.smallest = try reader.int("min", "Школ в группе, от", in: CompositionOptions.sizeRange) ?? options.smallest
    options.largest = try reader.int("max", "Школ в группе, до", in: CompositionOptions.sizeRange) ?? options.largest
    options.groups = try reader.int("groups", "Число групп", in: CompositionOptions.groupRange)
    options.leftPrice =
      try reader.int("left", "Школа вне групп", in: CompositionOptions.priceRange) ?? options.leftPrice
    if reader.text("keep") == "most" { options.keep = .most }
    for parts in try reader.tuples("base", "Базовая школа", count: 1) {
      if let base = SchoolID(parts[0]) { options.bases.append(base) }
    }
    for parts in try reader.tuples("pin", "Закрепление", count: 2) {
      if let school = SchoolID(parts[0]) { options.pins.append(.init(school: school, base: SchoolID(parts[1]))) }
    }
    for parts in try reader.tuples("ban", "Запрет", count: 1) {
      if let school = SchoolID(parts[0]) { options.bans.append(.init(school: school)) }
    }
    for parts in try reader.tuples("move", "Перенос", count: 2) {
      if let school = SchoolID(parts[0]) { move(school, to: SchoolID(parts[1])) }
    }
    options.bases = Set(options.bases).sorted()
    options.pins = Set(options.pins).sorted()
    options.bans = Set(options.bans).sorted()
    origin = try DraftOrigin.read(reader)
  }

  mutating func move(_ school: SchoolID, to base: SchoolID?) {
    moves.removeAll { $0.school == school }
    moves.append(Move(school: school, base: base))
  }

  /// What the solver's groups depend on.
  var wishQuery: DeskQuery {
    let usual = CompositionOptions()
    var query = DeskQuery()
    query.add("subject", subject.rawValue)
    query.add("on", day?.description)
    if options.smallest != usual.smallest { query.add("min", "\(options.smallest)") }
    if options.largest != usual.largest { query.add("max", "\(options.largest)") }
    query.add("groups", options.groups.map { "\($0)" })
    if options.leftPrice != usual.leftPrice { query.add("left", "\(options.leftPrice)") }
    if options.keep == .most { query.add("keep", "most") }
    for base in options.bases { query.add("base", base.rawValue) }
    for pin in options.pins { query.add("pin", "\(pin.school)~\(pin.base?.rawValue ?? "")") }
    for ban in options.bans { query.add("ban", ban.school.rawValue) }
    return query
  }

  var planQuery: DeskQuery {
    var query = wishQuery
    for move in moves { query.add("move", "\(move.school)~\(move.base?.rawValue ?? "")") }
    return query
  }

  static let path = "/associations/desk"

  func jobKey(_ revision: Revision) -> String { "composition \(revision.number) \(wishQuery.text)" }

  /// Without the last move.
  var undone: AssociationDraft { with { _ = $0.moves.popLast() } }

  /// The moves as wishes, so that the rest is composed anew around them.
  var recomposed: AssociationDraft {
    with { draft in
      for move in moves {
        draft.options.pins.removeAll { $0.school == move.school }
        draft.options.bans.removeAll { $0.school == move.school }
        if let base = move.base {
          draft.options.pins.append(.init(school: move.school, base: base))
        } else {
          draft.options.bans.append(.init(school: move.school))
        }
      }
      draft.options.pins.sort()
      draft.options.bans.sort()
      draft.moves = []
    }
  }

  /// As hidden fields of a form.
  ///
  /// - Parameter names: fields that the form has itself.
  func hidden(without names: Set<String> = []) -> [(name: String, value: String)] {
    query.pairs.filter { !names.contains($0.name) }
  }
}

/// The groups of a draft: the solver's with the moves made, and what is said of them.
struct ComposedDraft: Sendable {
  let part: ComposedPart
  let hand: HandGrouping
  /// By school in a group.
  let base: [SchoolID: SchoolID]
  let bases: [SchoolID]

  init(_ part: ComposedPart, moves: [AssociationDraft.Move]) {
    self.part = part
    bases = part.composition.groups.map(\.base)
    var base: [SchoolID: SchoolID] = [:]
    for group in part.composition.groups { for member in group.members { base[member.school] = group.base } }
    // A base stays where its group is.
    for move in moves where !bases.contains(move.school) {
      if let target = move.base, !bases.contains(target) { continue }
      base[move.school] = move.base
    }
    self.base = base
    hand = part.problem.judge(bases: bases, base: base, lowerBound: part.composition.lowerBound)
  }

  /// The groups with one school moved once more.
  func moving(_ school: SchoolID, to target: SchoolID?) -> HandGrouping {
    var base = base
    base[school] = target
    return part.problem.judge(bases: bases, base: base, lowerBound: part.composition.lowerBound)
  }

  var composition: Composition { hand.composition }

  /// By what the moves changed the cost.
  var change: Int { hand.composition.objective - part.composition.objective }
}

/// The solver's answer with what it was made of.
struct ComposedPart: Sendable {
  let composition: Composition
  let problem: CompositionProblem
  let comparison: CompositionComparison?
}

import SvyazGraph

/// Finds the school that a name means.
///
/// A match is certain only when nothing in the name is left unexplained: kind and number decide together, and a bare
/// number only where one school bears it. Everything else is a question with the likeliest schools.
struct SchoolIndex {
  enum Match: Equatable {
    /// The id, the full or the short name, a former name, or an answer that was given.
    case exact(SchoolID)
    /// By a rule that could surprise: told in a notice.
    case byRule(SchoolID)
    case unknown(candidates: [SchoolID])
  }

  /// At most so many schools are offered.
  static let mostCandidates = 8
  /// Longer lists of schools that share a word are not walked: the word is no help.
  private static let longestList = 400

  private struct Entry {
    var id: SchoolID
    /// Of all names, the current ones first.
    var names: [SchoolName] = []
    /// How many of ``names`` are current.
    var currentNames = 0
    var words: Set<String> = []
    var kinds: SchoolName.Kinds = []
    var numbers: Set<Int> = []
    var ownership = SchoolName.Ownership.unknown
  }

  private struct KindAndNumber: Hashable {
    var kinds: SchoolName.Kinds
    var number: Int
  }

  private var entries: [Entry] = []
  private var ids: [String: Int] = [:]
  private var fullNames: [String: [Int]] = [:]
  private var shortNames: [String: [Int]] = [:]
  private var formerNames: [String: [Int]] = [:]
  private var byKindAndNumber: [KindAndNumber: [Int]] = [:]
  private var byFormerKindAndNumber: [KindAndNumber: [Int]] = [:]
  private var byNumber: [Int: [Int]] = [:]
  private var byWords: [[String]: [Int]] = [:]
  private var byWord: [String: [Int]] = [:]
  /// Words by first letter, for misspelt ones.
  private var wordsByLetter: [Unicode.Scalar: [(word: String, letters: [UInt32])]] = [:]
  private let answers: [String: SchoolID]

  /// - Complexity: O(length of all names).
  init(
    schools: [School], formerNames former: [(name: String, school: SchoolID)],
    answers: [String: SchoolID]
  ) {
    self.answers = answers
    for school in schools { add(school) }
    for (name, school) in former {
      guard let position = ids[school.rawValue] else { continue }
      Self.append(position, to: IntakeText.folded(name), of: &formerNames)
      let parsed = SchoolName(name)
      entries[position].names.append(parsed)
      if let number = parsed.number {
        Self.append(
          position, to: KindAndNumber(kinds: parsed.kinds, number: number),
          of: &byFormerKindAndNumber)
      }
      index(words: parsed, at: position)
    }
  }

  func contains(_ id: SchoolID) -> Bool { ids[id.rawValue] != nil }
  func contains(id: String) -> Bool { ids[id] != nil }

  /// Whether a text is a known name of the school, spelt its own way.
  func isOwnName(_ text: String?, of id: SchoolID) -> Bool {
    guard let text, case .exact(id) = match(text, wantsCandidates: false) else { return false }
    return true
  }

  /// Makes one more school known; one with a known id is left as it is.
  mutating func add(_ school: School) {
    guard ids[school.id.rawValue] == nil else { return }
    let position = entries.count
    ids[school.id.rawValue] = position
    entries.append(Entry(id: school.id))
    var names = [SchoolName(school.name)]
    Self.append(position, to: IntakeText.folded(school.name), of: &fullNames)
    if let short = school.shortName, !short.isEmpty {
      names.append(SchoolName(short))
      Self.append(position, to: IntakeText.folded(short), of: &shortNames)
    }
    let stated = SchoolName(school.kind)
    var entry = entries[position]
    for index in names.indices where names[index].kinds.isEmpty {
      names[index].kinds = stated.kinds
    }
    entry.names = names
    entry.currentNames = names.count
    entry.ownership = names[0].ownership
    if entry.ownership == .unknown, school.kind.contains("частн") { entry.ownership = .own }
    entry.kinds = names.first { !$0.kinds.isEmpty }?.kinds ?? stated.kinds
    entry.numbers = Set(names.compactMap(\.number))
    if let number = school.number { entry.numbers.insert(number) }
    for number in entry.numbers {
      Self.append(position, to: number, of: &byNumber)
      // Kinds that the names state, and the one of the register: «СамЛИТ» is a lyceum.
      for kinds in Set(names.map(\.kinds) + [entry.kinds]) where !kinds.isEmpty {
        Self.append(position, to: KindAndNumber(kinds: kinds, number: number), of: &byKindAndNumber)
      }
    }
    entries[position] = entry
    for name in names { index(words: name, at: position) }
  }

  private mutating func index(words name: SchoolName, at position: Int) {
    entries[position].words.formUnion(name.words)
    if !name.tellingWords.isEmpty { Self.append(position, to: name.tellingWords, of: &byWords) }
    for word in Set(name.words + name.honour) {
      if byWord[word] == nil, let first = word.unicodeScalars.first {
        wordsByLetter[first, default: []].append((word, word.unicodeScalars.map(\.value)))
      }
      Self.append(position, to: word, of: &byWord)
    }
  }

  private static func append<Key>(_ position: Int, to key: Key, of lists: inout [Key: [Int]]) {
    if lists[key, default: []].last != position { lists[key, default: []].append(position) }
  }

  // MARK: Certain matches

  /// - Complexity: O(length of the name) for a certain match, O(1,000 · length) for a question.
  func match(_ text: String, wantsCandidates: Bool = true) -> Match {
    guard !IntakeText.isTooLong(text) else { return .unknown(candidates: []) }
    let name = SchoolName(text)
    if let answer = answers[name.key], contains(answer) { return .exact(answer) }
    let trimmed = String(IntakeText.trimmed(text))
    if let position = ids[trimmed] ?? ids[trimmed.lowercased()] {
      return .exact(entries[position].id)
    }
    let folded = IntakeText.folded(text)
    guard !folded.isEmpty else { return .unknown(candidates: []) }
    for list in [fullNames[folded], shortNames[folded], formerNames[folded]] {
      guard let list else { continue }
      if list.count == 1 { return .exact(entries[list[0]].id) }
      return .unknown(candidates: list.prefix(Self.mostCandidates).map { entries[$0].id })
    }
    if let position = ruled(name) { return .byRule(entries[position].id) }
    return .unknown(candidates: wantsCandidates ? candidates(name) : [])
  }

  private func ruled(_ name: SchoolName) -> Int? {
    guard name.kinds.isDisjoint(with: .kindergarten) else { return nil }
    if name.numbers.isEmpty { return ruledByWords(name) }
    guard let number = name.number else { return nil }
    var found: [Int]
    if name.kinds.isEmpty {
      found = byNumber[number] ?? []
      // «№ 12»: the school must be the only one of its number, whatever else the name says.
      guard found.count == 1 else { return nil }
    } else {
      let key = KindAndNumber(kinds: name.kinds, number: number)
      found = byKindAndNumber[key] ?? []
      for former in byFormerKindAndNumber[key] ?? [] where !found.contains(former) {
        found.append(former)
      }
    }
    if found.count > Self.longestList {
      guard let rarest = rarestList(name.words) else { return nil }
      let wanted = Set(found)
      found = rarest.filter { wanted.contains($0) }
    }
    // In a country many towns have a school of one number: the words left over must name the town.
    if found.count > 1 {
      guard !name.words.isEmpty else { return nil }
      found = found.filter { entries[$0].words.isSuperset(of: name.words) }
    }
    guard found.count == 1, let position = found.first, explains(name, entries[position]) else {
      return nil
    }
    return position
  }

  /// A name without a number: its words must be all of the school's, and the school must have no number.
  private func ruledByWords(_ name: SchoolName) -> Int? {
    let words = name.tellingWords
    guard !words.isEmpty, let list = byWords[words], list.count == 1, let position = list.first
    else { return nil }
    let entry = entries[position]
    guard entry.numbers.isEmpty, entry.ownership.agrees(with: name.ownership) else { return nil }
    guard
      name.kinds.isEmpty || entry.kinds == name.kinds
        || (entry.kinds.isEmpty && name.kinds == .school)
        || entry.names.contains(where: { $0.kinds == name.kinds })
    else { return nil }
    return entry.words.isSuperset(of: words) ? position : nil
  }

  private func explains(_ name: SchoolName, _ entry: Entry) -> Bool {
    entry.words.isSuperset(of: name.words) && entry.ownership.agrees(with: name.ownership)
  }

  private func rarestList(_ words: [String]) -> [Int]? {
    words.compactMap { byWord[$0] }.min { $0.count < $1.count }.flatMap {
      $0.count <= Self.longestList ? $0 : nil
    }
  }

  // MARK: Candidates

  /// Schools that share a number, a word or a nearly equal word, the likeliest first.
  private func candidates(_ name: SchoolName) -> [SchoolID] {
    var scores: [Int: Int] = [:]
    for number in Set(name.numbers) {
      for kinds in [name.kinds, SchoolName.Kinds.school] {
        let list = byKindAndNumber[KindAndNumber(kinds: kinds, number: number)] ?? []
        for position in list.prefix(Self.longestList) { scores[position] = 40 }
        for position in byFormerKindAndNumber[KindAndNumber(kinds: kinds, number: number)] ?? [] {
          scores[position] = 40
        }
      }
      let list = byNumber[number] ?? []
      for position in list.prefix(Self.longestList) { scores[position] = 40 }
    }
    var examined = 0
    let words = (name.words + name.honour).prefix(12)
    for word in words {
      // A word that many share still ranks those that are here already.
      if let list = byWord[word], list.count > Self.longestList { continue }
      for position in byWord[word] ?? [] { scores[position, default: 0] += 30 }
      if byWord[word] != nil { continue }
      let letters = word.unicodeScalars.map(\.value)
      guard letters.count >= 4, letters.count <= 40, let first = word.unicodeScalars.first else {
        continue
      }
      for (near, other) in wordsByLetter[first] ?? [] {
        guard abs(other.count - letters.count) <= 2 else { continue }
        examined += 1
        guard examined <= 1000 else { break }
        guard let list = byWord[near], list.count <= Self.longestList,
          IntakeText.isNear(letters, other, limit: letters.count > 6 ? 2 : 1)
        else { continue }
        for position in list { scores[position, default: 0] += 20 }
      }
    }
    let ranked = scores.map { position, score in
      let entry = entries[position]
      var score = score
      if !name.kinds.isEmpty { score += entry.kinds == name.kinds ? 20 : -10 }
      if !name.words.isEmpty, entry.words.isSuperset(of: name.words) { score += 15 }
      if !entry.ownership.agrees(with: name.ownership) { score -= 15 }
      return (score: score, id: entry.id)
    }
    return ranked.sorted { $0.score != $1.score ? $0.score > $1.score : $0.id < $1.id }
      .prefix(Self.mostCandidates).map(\.id)
  }

  /// Whether an unknown name is so near to a known school that it may be that one misspelt.
  func isNearKnown(_ text: String, candidates: [SchoolID]) -> Bool {
    let name = SchoolName(text)
    for candidate in candidates {
      guard let position = ids[candidate.rawValue] else { continue }
      let entry = entries[position]
      if let number = name.number {
        guard entry.numbers.contains(number) else { continue }
        // Another kind with the same number is another school; no kind, or a misspelt one, may be this.
        if name.kinds.isEmpty || entry.kinds == name.kinds || entry.kinds.isEmpty { return true }
      } else if !name.numbers.isEmpty {
        if !entry.numbers.isDisjoint(with: name.numbers) { return true }
      } else if !name.words.isEmpty {
        let own = entry.words
        let isShared = name.tellingWords.contains { word in
          let letters = word.unicodeScalars.prefix(40).map(\.value)
          return own.contains(word)
            || (letters.count >= 4
              && own.contains {
                IntakeText.isNear(letters, $0.unicodeScalars.prefix(40).map(\.value), limit: 1)
              })
        }
        if isShared { return true }
      } else {
        return true
      }
    }
    // «школа» and nothing else names no school.
    return name.numbers.isEmpty && name.words.isEmpty
  }
}

extension SchoolName.Ownership {
  /// A private school is never a municipal one, whatever their numbers.
  fileprivate func agrees(with other: SchoolName.Ownership) -> Bool {
    self == .unknown || other == .unknown || self == other
  }
}

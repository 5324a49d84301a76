internal import SvyazGraph

/// Finds schools by what people type: any case, «е» for «ё», «и» for «й», Latin letters that look like Cyrillic ones,
/// «№5», parts of words, and one wrong letter in a longer word.
struct SchoolSearch: Sendable {
  private struct Key: Hashable, Sendable {}

  /// Every word of every school once, ascending.
  private let words: [[UInt16]]
  /// Rows of schools by word.
  private let rows: RowGroups

  static func of(_ revision: Revision) -> SchoolSearch { revision.derived(Key()) { SchoolSearch($0.schools) } }

  /// - Complexity: O(length of all names · log).
  init(_ schools: [School]) {
    var postings: [[UInt16]: [Int]] = [:]
    for (row, school) in schools.enumerated() {
      let text = [
        school.name, school.shortName ?? "", school.number.map { "\($0)" } ?? "", school.kind, school.address,
        school.id.rawValue,
      ].joined(separator: " ")
      for word in Set(Self.words(of: text)) { postings[word, default: []].append(row) }
    }
    let sorted = postings.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    words = sorted.map(\.key)
    rows = RowGroups(
      count: sorted.count, pairs: sorted.enumerated().flatMap { index, entry in entry.value.map { (index, $0) } })
  }

  /// Rows of the schools that have every word of the text, or one that begins with it; where none has, with one letter
  /// wrong, missing or too many. `nil`: the text has no words, so it leaves nobody out.
  ///
  /// - Complexity: O(log words + found) where the words are spelt right, else O(words).
  func rows(matching text: String) -> Set<Int>? {
    let asked = Self.words(of: text).prefix(8)
    guard !asked.isEmpty else { return nil }
    var found: Set<Int>?
    for word in asked {
      var own = rowsBeginning(with: word)
      if own.isEmpty { own = rowsNear(word) }
      found = found.map { $0.intersection(own) } ?? own
      if found?.isEmpty == true { break }
    }
    return found
  }

  private func rowsBeginning(with word: [UInt16]) -> Set<Int> {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].lexicographicallyPrecedes(word) { low = middle + 1 } else { high = middle }
    }
    var found: Set<Int> = []
    // «5» means the number five, not fifty-five.
    let isNumber = word.allSatisfy { (0x30...0x39).contains($0) }
    while low < words.count, words[low].starts(with: word) {
      if !isNumber || words[low].count == word.count { found.formUnion(rows[low]) }
      low += 1
    }
    return found
  }

  private func rowsNear(_ word: [UInt16]) -> Set<Int> {
    guard word.count >= 4, !word.contains(where: { (0x30...0x39).contains($0) }) else { return [] }
    var found: Set<Int> = []
    for (index, other) in words.enumerated() where Self.isNear(word, other) { found.formUnion(rows[index]) }
    return found
  }

  /// Whether one letter wrong, missing, too many or swapped with the next makes `typed` the beginning of `word`.
  static func isNear(_ typed: [UInt16], _ word: [UInt16]) -> Bool {
    guard word.count + 1 >= typed.count else { return false }
    var same = 0
    while same < typed.count, same < word.count, typed[same] == word[same] { same += 1 }
    if same == typed.count { return true }
    let rest = typed[same...]
    if word[same...].dropFirst().starts(with: rest.dropFirst()) { return true }
    if word[same...].starts(with: rest.dropFirst()) { return true }
    if word[same...].dropFirst().starts(with: rest) { return true }
    if rest.count >= 2, same + 1 < word.count, typed[same] == word[same + 1], typed[same + 1] == word[same] {
      return word[(same + 2)...].starts(with: rest.dropFirst(2))
    }
    return false
  }

  /// Lower case, folded; letters and digits part from each other.
  static func words(of text: String) -> [[UInt16]] {
    var words: [[UInt16]] = []
    var word: [UInt16] = []
    func end() {
      if !word.isEmpty { words.append(word) }
      word = []
    }
    for unit in text.lowercased().utf16 {
      // The breve of «й», the dots of «ё», stress marks.
      if (0x300...0x36F).contains(unit) { continue }
      let letter = look(unit)
      let isDigit = (0x30...0x39).contains(letter)
      guard isDigit || (0x61...0x7A).contains(letter) || (0x430...0x4FF).contains(letter) else {
        end()
        continue
      }
      if let last = word.last, (0x30...0x39).contains(last) != isDigit { end() }
      word.append(letter)
    }
    end()
    return words
  }

  /// One letter for those that look alike or are confused: the same on both sides of a comparison.
  private static func look(_ unit: UInt16) -> UInt16 {
    switch unit {
    case 0x61: 0x430  // a
    case 0x65, 0x451: 0x435  // e, ё
    case 0x6F: 0x43E  // o
    case 0x70: 0x440  // p
    case 0x63: 0x441  // c
    case 0x78: 0x445  // x
    case 0x79: 0x443  // y
    case 0x6B: 0x43A  // k
    case 0x6D: 0x43C  // m
    case 0x74: 0x442  // t
    case 0x68: 0x43D  // h, as capital Н
    case 0x62: 0x432  // b, as capital В
    case 0x439: 0x438  // й
    default: unit
    }
  }
}

internal import SvyazExchange
internal import SvyazGraph

/// A pasted list of who came, line by line: a school, and where they stand, people and a role.
///
/// Takes cells copied from a spreadsheet (tabs), «№ 55 — 3 чел.», «Школа 5; 2; докладчик» and a bare number.
struct AttendanceText: Sendable {
  struct Line: Sendable {
    /// As it was pasted, counted from 1.
    var number: Int
    var text: String
    var match: SchoolFinder.Match
    var people: Int
    /// The line says how many; else 1 is proposed.
    var hasPeople: Bool
    var role: Participation.Role
    /// The earlier line that names the same school in the same role.
    var repeats: Int?

    var school: SchoolID? {
      switch match {
      case .certain(let school), .likely(let school): school
      case .question: nil
      }
    }
  }

  static let mostLines = 500
  /// More people from one school to one event are a slip of the pen.
  static let mostPeople = 10_000

  let lines: [Line]
  /// Lines beyond ``mostLines``.
  let leftOut: Int

  init(_ text: String, finder: SchoolFinder) {
    var lines: [Line] = []
    var seen: [String: Int] = [:]
    var leftOut = 0
    for (position, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let trimmed = Self.trimmed(raw)
      guard !trimmed.isEmpty, !Self.isHeading(trimmed) else { continue }
      guard lines.count < Self.mostLines else {
        leftOut += 1
        continue
      }
      var line = Self.read(trimmed, finder: finder)
      line.number = position + 1
      if let school = line.school {
        let key = "\(school) \(line.role.rawValue)"
        line.repeats = seen[key]
        if seen[key] == nil { seen[key] = line.number }
      }
      lines.append(line)
    }
    self.lines = lines
    self.leftOut = leftOut
  }

  private static func read(_ text: String, finder: SchoolFinder) -> Line {
    var parts = text.split(whereSeparator: { $0 == "\t" || $0 == ";" }).map { trimmed($0) }.filter { !$0.isEmpty }
    // The first column of many sheets counts the rows.
    if parts.count > 2, Int(parts[0]) != nil, Int(parts[1]) == nil { parts.removeFirst() }
    var line = Line(
      number: 0, text: text, match: .question([]), people: 1, hasPeople: false, role: .participant, repeats: nil)
    for part in parts.dropFirst() {
      if let people = people(part) {
        (line.people, line.hasPeople) = (people, true)
      } else if let role = role(part) {
        line.role = role
      }
    }
    let name = withoutCounter(parts.first ?? text)
    line.match = finder.match(name)
    guard line.school == nil, parts.count == 1 else { return line }
    // «№ 55 — 3 чел.», «Гимназия № 1, 2»: what follows the last mark may be people or a role.
    var rest = Substring(name)
    while let mark = rest.lastIndex(where: { "—–-,:(".contains($0) }), line.school == nil {
      let tail = trimmed(rest[rest.index(after: mark)...]).trimming(")")
      rest = rest[..<mark]
      if let people = people(tail) {
        (line.people, line.hasPeople) = (people, true)
      } else if let role = role(tail) {
        line.role = role
      } else {
        continue
      }
      let match = finder.match(trimmed(rest))
      if case .question(let candidates) = match, candidates.isEmpty { continue }
      line.match = match
    }
    return line
  }

  /// «3», «3 чел.», «3 человека».
  private static func people(_ text: String) -> Int? {
    let digits = text.prefix { ("0"..."9").contains($0) }
    guard !digits.isEmpty, let number = Int(digits), (0...mostPeople).contains(number) else { return nil }
    let rest = trimmed(text.dropFirst(digits.count)).lowercased()
    return rest.isEmpty || rest.hasPrefix("чел") || rest.hasPrefix("учит") || rest.hasPrefix("педагог") ? number : nil
  }

  private static func role(_ text: String) -> Participation.Role? {
    let word = text.lowercased()
    if word.hasPrefix("участ") || word.hasPrefix("слуш") { return .participant }
    if word.hasPrefix("выступ") || word.hasPrefix("доклад") || word.hasPrefix("спикер") { return .speaker }
    if word.hasPrefix("приним") || word.hasPrefix("хозя") || word.hasPrefix("организ") { return .host }
    return nil
  }

  /// «12. Школа № 5», «12) Школа № 5».
  private static func withoutCounter(_ text: String) -> String {
    let digits = text.prefix { ("0"..."9").contains($0) }
    let rest = text.dropFirst(digits.count)
    guard !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")" else { return text }
    let name = trimmed(rest.dropFirst())
    return name.isEmpty ? text : name
  }

  private static func isHeading(_ text: String) -> Bool {
    let word = text.lowercased()
    return ["школа", "школы", "оо", "участники"].contains(word)
      || (word.contains("\t") && (word.hasPrefix("школа\t") || word.hasPrefix("№ п/п") || word.hasPrefix("оо\t")))
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    var part = Substring(text)
    while let first = part.first, first.isWhitespace { part.removeFirst() }
    while let last = part.last, last.isWhitespace { part.removeLast() }
    return String(part)
  }
}

extension String {
  fileprivate func trimming(_ ending: String) -> String { hasSuffix(ending) ? String(dropLast(ending.count)) : self }
}

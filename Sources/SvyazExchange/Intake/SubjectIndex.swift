import SvyazGraph

/// Finds the subject of the network that a cell or a title means.
struct SubjectIndex {
  private let subjects: [String: SubjectID]
  let expected: String

  init(_ subjects: [Subject]) {
    var found: [String: SubjectID] = [:]
    for subject in subjects {
      found[IntakeText.folded(subject.id.rawValue)] = subject.id
      found[IntakeText.folded(subject.name)] = subject.id
    }
    for group in Self.groups {
      let words = group.split(separator: ";").map { IntakeText.folded($0) }
      // A network that tells two of them apart, as «математика» and «алгебра», keeps them apart.
      let known = Set(words.compactMap { found[$0] })
      guard known.count == 1, let id = known.first else { continue }
      for word in words where found[word] == nil { found[word] = id }
    }
    self.subjects = found
    expected = "предмет сети: " + subjects.prefix(12).map { "«\($0.name)»" }.joined(separator: ", ")
  }

  func subject(_ text: some StringProtocol) -> SubjectID? {
    let folded = IntakeText.folded(text)
    if let found = subjects[folded] { return found }
    // «математика (базовый уровень)» is not «математика»; «математика 5 класс» is.
    let words = folded.split(separator: " ")
    guard
      let end = words.firstIndex(where: {
        $0.utf8.first.map { (0x30...0x39).contains($0) } ?? false
      }), end > 0,
      words[end...].dropFirst().allSatisfy({ $0.hasPrefix("кл") || $0 == "х" || $0 == "й" })
    else { return nil }
    return subjects[words[..<end].joined(separator: " ")]
  }

  /// The only subject that a title names; `nil` for none and for several.
  func onlySubject(in title: some StringProtocol) -> SubjectID? {
    let words = IntakeText.tokens(title)
    var found: Set<SubjectID> = []
    for start in words.indices {
      for length in 1...4 where start + length <= words.count {
        let phrase = words[start..<start + length].joined(separator: " ")
        // «рус» and «мат» alone are too short for a sentence.
        if phrase.unicodeScalars.count > 4, let id = subjects[phrase] { found.insert(id) }
      }
    }
    return found.count == 1 ? found.first : nil
  }

  /// The whole school, where a cell of subjects may say so.
  static func isWholeSchool(_ text: some StringProtocol) -> Bool {
    ["все предметы", "вся школа", "школа", "все", "любой", "любой предмет", "школа целиком"]
      .contains(IntakeText.folded(text))
  }

  private static let groups = [
    "русский язык;русский;русск яз;рус яз;рус язык;русскому языку;русского языка;russian;russian language;ря;русский яз;русск язык",
    "математика;матем;мат;математике;математики;mathematics;math;maths",
    "физика;физике;физики;physics", "химия;химии;chemistry", "биология;биологии;biology",
    "история;истории;history",
    "обществознание;обществознанию;обществозн;обществознания;social studies",
    "география;географии;geography",
    "информатика;информатике;информатика и икт;информатики;informatics;икт",
    "английский язык;английский;англ яз;англ язык;английскому языку;английского языка;english",
    "немецкий язык;немецкий;нем яз;немецкому языку;german",
    "литература;литературе;литературы;лит ра;literature",
    "окружающий мир;окр мир;окружающему миру",
  ]
}

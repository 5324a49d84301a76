import SvyazContract
import SvyazGraph

/// What the lines above a table of results, or the sheet's name, tell about all of its rows.
struct TitleFacts: Equatable {
  var assessment: String?
  var grade: String?
  var subject: String?
  var year: String?

  /// Columns that are known.
  var names: Set<String> {
    Set(["assessment", "grade", "subject", "year"].filter { self[$0] != nil })
  }

  subscript(column: String) -> String? {
    switch column {
    case "assessment": assessment
    case "grade": grade
    case "subject": subject
    case "year": year
    default: nil
    }
  }

  /// Takes what a line tells and what is not known yet.
  mutating func add(_ line: some StringProtocol, subjects: SubjectIndex) {
    let text = line.prefix(400)
    let tokens = IntakeText.tokens(text)
    if assessment == nil { assessment = Self.assessment(tokens) }
    if grade == nil { grade = Self.grade(text).map(String.init) }
    if subject == nil { subject = subjects.onlySubject(in: text)?.rawValue }
    if year == nil { year = Self.year(text, tokens).map(String.init) }
  }

  /// Takes over what a later line tells: the next part of a sheet that holds several tables.
  mutating func replace(by other: TitleFacts) {
    assessment = other.assessment ?? assessment
    grade = other.grade ?? grade
    subject = other.subject ?? subject
    year = other.year ?? year
  }

  private static func assessment(_ tokens: [String]) -> String? {
    var found: Set<String> = []
    for (index, token) in tokens.enumerated() {
      switch token {
      case "впр", "vpr": found.insert("vpr")
      case "огэ", "oge": found.insert("oge")
      case "егэ", "ege": found.insert("ege")
      case "проверочная", "проверочной", "проверочные", "проверочных":
        if index > 0, tokens[index - 1].hasPrefix("всероссийск") { found.insert("vpr") }
      default: break
      }
    }
    return found.count == 1 ? found.first : nil
  }

  /// «5 класс», «5-х классов», «6 класс (по программе 5 класса)»: the first, as printed.
  static func grade(_ text: some StringProtocol) -> Int? {
    let tokens = IntakeText.tokens(text.prefix(400))
    for (index, token) in tokens.enumerated() {
      guard token.utf8.count <= 2, let value = Int(token), (1...12).contains(value) else {
        continue
      }
      var next = index + 1
      if next < tokens.count, ["х", "й", "ый", "ые", "ых", "го", "е"].contains(tokens[next]) {
        next += 1
      }
      if next < tokens.count,
        ["класс", "класса", "классе", "классы", "классов", "кл", "классах"].contains(tokens[next])
      {
        return value
      }
    }
    return nil
  }

  private static func year(_ text: some StringProtocol, _ tokens: [String]) -> Int? {
    for (index, token) in tokens.enumerated() where token.utf8.count == 4 {
      guard let value = Int(token), (1990...2199).contains(value) else { continue }
      // «2020/2021 учебный год» names two years: neither is the one.
      let next = index + 1 < tokens.count ? tokens[index + 1] : ""
      let previous = index > 0 ? tokens[index - 1] : ""
      if next == String(value + 1) || previous == String(value - 1) { continue }
      if next == String((value + 1) % 100),
        index + 2 >= tokens.count || tokens[index + 2].hasPrefix("уч")
      {
        continue
      }
      return value
    }
    return nil
  }
}

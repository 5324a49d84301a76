internal import SvyazGraph

/// The shortest name of each school that is no other's: its number, else a number with the letter of its kind, else a
/// few letters of its name.
struct SchoolCodes {
  /// Longest code, in characters.
  static let length = 7

  private var codes: [SchoolID: String] = [:]
  private var plain: Set<SchoolID> = []

  /// - Parameter schools: in the order in which they choose; `nil` for one that the network lacks.
  init(_ schools: [(id: SchoolID, school: School?)]) {
    let numbers = Dictionary(schools.compactMap { $0.school?.number }.map { ($0, 1) }, uniquingKeysWith: +)
    var taken: Set<String> = []
    // Numbers are asked for first, so that no letters take one.
    for (id, school) in schools {
      guard let school, let number = school.number, number >= 0 else { continue }
      let isPlain = numbers[number] == 1 || Self.letter(school) == "Ш"
      let code = (isPlain ? "" : Self.letter(school)) + String(number)
      guard code.count <= Self.length, taken.insert(code).inserted else { continue }
      codes[id] = code
      if isPlain { plain.insert(id) }
    }
    for (id, school) in schools where codes[id] == nil {
      let name = DisplayText.clean(school?.label ?? id.rawValue, limit: 120)
      let code = Self.candidates(name).first { !taken.contains($0) } ?? Self.numbered(name, taken)
      taken.insert(code)
      codes[id] = code
    }
  }

  func code(of school: SchoolID) -> String { codes[school] ?? school.rawValue }

  /// The code alone does not say which school it is.
  func needsKey(_ school: SchoolID) -> Bool { !plain.contains(school) }

  private static func letter(_ school: School) -> String {
    let word = DisplayText.clean(school.label, limit: 40).lowercased().split { !$0.isLetter }.first.map(String.init)
    guard let first = word?.first else { return "Ш" }
    return word == "школа" ? "Ш" : first.uppercased()
  }

  private static func candidates(_ name: String) -> [String] {
    let words = name.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    guard let first = words.first else { return [] }
    if words.count == 1 {
      // An abbreviation is its own code.
      let isAbbreviation = first.count <= length && first.dropFirst().contains { $0.isUppercase }
      return isAbbreviation ? [first] : (2...4).map { String(first.prefix($0)).capitalizedFirst }
    }
    let initials = words.prefix(4).map { $0.first?.isNumber == true ? $0.prefix(3) : $0.prefix(1) }.joined()
    let last = words.dropFirst().first ?? ""
    return [initials.uppercased()]
      + (2...4).map { first.prefix(1).uppercased() + String(last.prefix($0)).capitalizedFirst }
  }

  private static func numbered(_ name: String, _ taken: Set<String>) -> String {
    let initial = name.uppercased().first { $0.isLetter }.map(String.init) ?? "Ш"
    var number = 1
    while taken.contains("\(initial)-\(number)") { number += 1 }
    return "\(initial)-\(number)"
  }
}

internal import SvyazGraph

/// Numbers instead of names for a slide that would not hold them: «5» for «Школа № 5», and a short word with a key in
/// the legend where there is no number or several schools share it.
struct ShortLabels {
  /// A slide holds so many names.
  static let limit = 60
  /// A longer key would take the slide.
  static let codeLimit = 24

  private(set) var labels: [SchoolID: String] = [:]
  private(set) var codes: [NetworkMap.Code] = []

  /// - Returns: `nil` where names fit, or where too many have no number of their own.
  init?(_ schools: [SchoolID], in snapshot: NetworkSnapshot) {
    guard schools.count > Self.limit else { return nil }
    let known = Dictionary(snapshot.network.schools.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let numbers = Dictionary(schools.compactMap { known[$0]?.number }.map { ($0, 1) }, uniquingKeysWith: +)
    var taken: Set<String> = []
    var named: [(id: SchoolID, label: String, number: Int?)] = []
    for id in schools {
      let school = known[id]
      if let number = school?.number, number >= 0, numbers[number] == 1 {
        labels[id] = String(number)
        taken.insert(String(number))
      } else {
        named.append((id, DisplayText.clean(school?.label ?? id.rawValue, limit: 60), school?.number))
      }
    }
    guard named.count <= Self.codeLimit else { return nil }
    for (id, label, number) in named {
      let code = Self.candidates(label, number: number).first { !taken.contains($0) } ?? Self.numbered(label, taken)
      taken.insert(code)
      labels[id] = code
      codes.append(.init(code: code, name: label))
    }
  }

  /// «Г3» of «Гимназия № 3», «СВШ» of «Самарская Вальдорфская школа», «Яг» of «Яктылык».
  private static func candidates(_ label: String, number: Int?) -> [String] {
    let words = label.uppercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let initials = words.filter { $0.count > 2 && $0.first?.isLetter == true }.compactMap(\.first).map(String.init)
    guard let first = initials.first ?? words.first.map({ String($0.prefix(1)) }) else { return [] }
    var found: [String] = []
    if let number, (0...99_999).contains(number) { found.append("\(first)\(number)") }
    if initials.count > 1 { found += [initials.prefix(3).joined(), initials.prefix(4).joined()] }
    found += (words.first ?? "").dropFirst().map { first + $0.lowercased() }
    return found
  }

  private static func numbered(_ label: String, _ taken: Set<String>) -> String {
    let initial = label.uppercased().first { $0.isLetter }.map(String.init) ?? "Ш"
    return (1...codeLimit + 1).lazy.map { "\(initial)-\($0)" }.first { !taken.contains($0) } ?? initial
  }
}

internal import SvyazGraph

/// Two letters for each district, none twice: colours alone could not tell nine districts apart on a grey printer.
struct DistrictCodes {
  /// Beyond it the list of codes would take the page, and nobody could learn it: cells go without.
  static let limit = 40

  private(set) var codes: [DistrictID: String] = [:]
  /// In the order of names, for the legend.
  private(set) var list: [NetworkMap.Code] = []

  /// No codes for a single district, or for too many.
  init(_ districts: [District]) {
    guard (2...Self.limit).contains(districts.count) else { return }
    var taken: Set<String> = []
    let named = districts.map { (id: $0.id, name: DisplayText.clean($0.name, limit: 40)) }
    for (id, name) in named.sorted(by: { ($0.name, $0.id) < ($1.name, $1.id) }) where codes[id] == nil {
      let code = Self.candidates(name).first { !taken.contains($0) } ?? Self.numbered(name, taken)
      taken.insert(code)
      codes[id] = code
      list.append(.init(code: code, name: name.isEmpty ? id.rawValue : name))
    }
  }

  private static func candidates(_ name: String) -> [String] {
    let words = name.uppercased().split { !$0.isLetter && !$0.isNumber }
    guard let first = words.first, let initial = first.first else { return [] }
    var found: [String] = []
    for word in words.dropFirst() {
      // «Район 12»: the number tells more than a letter.
      found.append(String(initial) + (word.first?.isNumber == true ? word.prefix(3) : word.prefix(1)))
    }
    if words.count > 2, let last = words.dropFirst(2).first { found.append((found.first ?? "") + last.prefix(2)) }
    let rest = first.dropFirst()
    let weak = Set("АЕЁИОУЫЭЮЯЙЬЪ")
    found += rest.filter { !weak.contains($0) }.map { String(initial) + String($0) }
    found += rest.map { String(initial) + String($0) }
    return found
  }

  private static func numbered(_ name: String, _ taken: Set<String>) -> String {
    let initial = name.uppercased().first { $0.isLetter }.map(String.init) ?? "Р"
    return (1...limit + 1).lazy.map { initial + String($0) }.first { !taken.contains($0) } ?? initial
  }
}

import SvyazGraph

/// Finds districts by id or by name: «Кировский», «Кировский район», «Кировский внутригородской район».
struct DistrictIndex {
  private var ids: [String: DistrictID] = [:]
  private var names: [String: DistrictID?] = [:]
  /// Of the network and of rows read so far; others are only announced.
  private var known: Set<String> = []
  let expected: String

  init(_ districts: [District]) {
    for district in districts {
      ids[district.id.rawValue] = district.id
      known.insert(district.id.rawValue)
      let key = Self.key(district.name)
      names[key] = names[key] == nil ? district.id : DistrictID?.none
    }
    expected = "район сети: " + districts.prefix(12).map { "«\($0.name)»" }.joined(separator: ", ")
  }

  func contains(id: String) -> Bool { known.contains(id) }

  func district(_ text: some StringProtocol) -> DistrictID? {
    if let known = ids[String(IntakeText.trimmed(text))] { return known }
    let key = Self.key(text)
    return key.isEmpty ? nil : names[key] ?? nil
  }

  mutating func add(id: DistrictID, name: String) {
    announce(id: id, name: name)
    known.insert(id.rawValue)
  }

  /// Lets rows name a district as a neighbour before its own row is read.
  mutating func announce(id: DistrictID, name: String) {
    guard ids[id.rawValue] == nil else { return }
    ids[id.rawValue] = id
    let key = Self.key(name)
    if !key.isEmpty { names[key] = names[key] == nil ? id : DistrictID?.none }
  }

  /// The id for a district that has none.
  func derivedID(_ name: String) -> String {
    district(name)?.rawValue
      ?? SchoolSlug.unique(
        SchoolSlug.text(Self.name(name), fallback: "district"), of: name,
        isTaken: { ids[$0] != nil })
  }

  static func key(_ text: some StringProtocol) -> String {
    IntakeText.tokens(text)
      .filter {
        !["район", "района", "рн", "внутригородской", "внутригородского", "р", "н"].contains($0)
          && !SchoolName.isCity($0)
      }
      .map { word in
        // «Кировского района»: the ending tells nothing.
        for ending in ["ого", "ому", "ий", "ый", "ой", "ом"]
        where word.hasSuffix(ending) && word.count > 5 {
          return String(word.dropLast(ending.count))
        }
        return word
      }
      .joined(separator: " ")
  }
}

extension DistrictIndex {
  /// «Кировский район» without «район».
  static func name(_ text: some StringProtocol) -> String {
    IntakeText.tokens(text).filter { !["район", "внутригородской"].contains($0) }.joined(
      separator: " ")
  }
}

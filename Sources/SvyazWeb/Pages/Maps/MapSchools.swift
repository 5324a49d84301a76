internal import SvyazGraph

/// Which school somebody means by what they typed: an id, «55», «гимназия 1», a part of a name.
enum MapSchools {
  /// The schools that may be meant; one for an id, or for words that fit one alone.
  ///
  /// - Complexity: O(schools).
  static func schools(_ text: String, in network: Network) -> [School] {
    if let exact = network.schools.first(where: { $0.id.rawValue == text }) { return [exact] }
    let words = folded(text).split(separator: " ").map(String.init)
    guard !words.isEmpty else { return [] }
    let same = network.schools.filter { folded($0.label) == words.joined(separator: " ") }
    if same.count == 1 { return same }
    let found = network.schools.filter { school in
      let parts = folded("\(school.label) \(school.name)").split(separator: " ").map(String.init)
      // A number is meant whole: 5 is not 55.
      return words.allSatisfy { word in
        parts.contains { Int(word) == nil ? $0.hasPrefix(word) : $0 == word }
      }
    }
    return found.sorted { ($0.number ?? .max, $0.label, $0.id) < ($1.number ?? .max, $1.label, $1.id) }
  }

  /// Small letters, «ё» as «е», and nothing but letters and digits.
  private static func folded(_ text: String) -> String {
    let letters = text.lowercased().replacing("ё", with: "е").map { $0.isLetter || $0.isNumber ? $0 : " " }
    return String(letters).split(separator: " ").joined(separator: " ")
  }
}

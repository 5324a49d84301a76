import SvyazGraph

/// The town whose schools the network has, as their names tell: what follows «г.о.», «г.» or «городского округа».
struct CityName {
  /// The name without its ending.
  private let stem: String
  let shown: String

  /// - Returns: `nil` when fewer than a tenth of the schools, or different ones, name a town.
  init?(_ schools: [School]) {
    var counts: [String: Int] = [:]
    for school in schools {
      let tokens = IntakeText.tokens(school.name)
      for index in tokens.indices.dropLast() where Self.marks.contains(tokens[index]) {
        let next = tokens[index + 1]
        if !Self.marks.contains(next), next.unicodeScalars.count > 3 {
          counts[Self.stem(next), default: 0] += 1
        }
      }
    }
    guard
      let best = counts.max(by: { $0.value != $1.value ? $0.value < $1.value : $0.key > $1.key }),
      best.value * 10 >= schools.count
    else { return nil }
    stem = best.key
    shown = best.key + "…"
  }

  /// Whether a municipality is this town: «городской округ Самара», «Самара г.о.».
  func isNamed(in text: some StringProtocol) -> Bool {
    IntakeText.tokens(text).contains { Self.stem($0) == stem }
  }

  private static let marks: Set<String> = ["о", "г", "город", "города", "округа", "округ", "го"]

  private static func stem(_ word: String) -> String {
    guard let last = word.unicodeScalars.last, "аеиоуыьюя".unicodeScalars.contains(last) else {
      return word
    }
    return String(word.dropLast())
  }
}

internal import SvyazGraph

/// How reports name schools and subjects to people.
struct Naming {
  private let schools: [SchoolID: School]
  private let subjects: [SubjectID: Subject]
  private let districts: [DistrictID: District]

  init(_ network: Network) {
    schools = Dictionary(network.schools.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    subjects = Dictionary(network.subjects.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    districts = Dictionary(network.districts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func school(_ id: SchoolID) -> String { schools[id]?.label ?? id.rawValue }

  /// As orders and agreements write it.
  func fullName(_ id: SchoolID) -> String { schools[id]?.name ?? id.rawValue }

  func address(_ id: SchoolID) -> String { schools[id]?.address ?? "" }

  /// As within a sentence: «школа № 6», «гимназия № 1»; names of their own keep their capital.
  func inSentence(_ id: SchoolID) -> String {
    let name = school(id)
    guard let first = name.split(separator: " ").first, Self.commonNouns.contains(String(first)) else { return name }
    return first.lowercased() + name.dropFirst(first.count)
  }

  private static let commonNouns: Set<String> = ["Школа", "Гимназия", "Лицей", "Интернат", "Колледж"]

  /// In the order in which people look schools up: by number, those without one last.
  func schools(_ ids: some Sequence<SchoolID>) -> String {
    ids.sorted(by: order).map(school).joined(separator: ", ")
  }

  func order(_ left: SchoolID, _ right: SchoolID) -> Bool { rank(left) < rank(right) }

  private func rank(_ id: SchoolID) -> (Int, String) { (schools[id]?.number ?? .max, school(id)) }

  func subject(_ id: SubjectID) -> String { subjects[id]?.name ?? id.rawValue }

  func district(of id: SchoolID) -> String {
    guard let district = schools[id]?.district else { return "—" }
    return districts[district]?.name ?? district.rawValue
  }
}

/// «12,3»: a decimal comma and one place, for kilometres.
func decimal(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  return "\(tenths / 10),\(abs(tenths % 10))"
}

/// Non-breaking spaces where Russian typography wants them: «№ 6», «4,1 %».
func bound(_ text: String) -> String {
  var bound = ""
  bound.reserveCapacity(text.utf8.count)
  var last: Character?
  var beforeLast: Character?
  for character in text {
    if last == " ", beforeLast == "№" || (character == "%" && beforeLast?.isWholeNumber == true) {
      bound.removeLast()
      bound.append("\u{00A0}")
    }
    bound.append(character)
    (beforeLast, last) = (last, character)
  }
  return bound
}
